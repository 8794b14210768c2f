"""A file that could do something by itself is not kept, whatever its name; plain ones are."""

import io
import zipfile
import zlib

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from goldenthread.areas.changes import add_area
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import receive_document
from goldenthread.documents.models import Document
from goldenthread.documents.rules import fault_of_file
from goldenthread.writing.report_pdf import report_pdf
from tests.rooms.conftest import BY
from tests.shared import REPORTS, needs_shared
from tests.writing.made_up_report import REPORT

TEMPLATE = RELATIONSHIP_TYPE.HYPERLINK.replace("hyperlink", "attachedTemplate")


def container(**members: str) -> bytes:
    """Return a ZIP container with these members, a double underscore for each slash."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, words in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), words)
    return held.getvalue()


def word_file(address: str | None = None, kind: str = RELATIONSHIP_TYPE.HYPERLINK) -> bytes:
    document = docx.Document()
    document.add_paragraph("Minutes of the board")
    if address:
        document.part.relate_to(address, kind, is_external=True)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def pdf(objects: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<</Type/Catalog" + objects + b">>\nendobj\n%%EOF"


def packed_pdf(objects: bytes) -> bytes:
    packed = zlib.compress(objects)
    head = b"2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n"
    return b"%PDF-1.7\n" + head + packed + b"\nendstream\nendobj\n%%EOF"


EVIL = {
    "macros": container(word__document_dot_xml="<w/>", word__vbaProject_dot_bin="x"),
    "ActiveX": container(word__activeX__activeX1_dot_xml="<a/>"),
    "packed inside": container(word__embeddings__oleObject1_dot_bin="x"),
    "outside it": container(xl__externalLinks__externalLink1_dot_xml="<x/>"),
    "fetched from outside": word_file("http://example.org/t.dotm", TEMPLATE),
    "fetches data": container(word__document_dot_xml="<w:instrText>DDEAUTO c:\\x</w:instrText>"),
    "JavaScript": pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
    "another program": pdf(b"/OpenAction<</S/Launch/F(x.exe)>>"),
    "film or sound": pdf(b"/Annots[<</Subtype/RichMedia>>]"),
    "another file packed": pdf(b"/Names<</EmbeddedFiles 3 0 R>>"),
    "XFA": pdf(b"/AcroForm<</XFA 4 0 R>>"),
    "a program": b"MZ\x90\0\x03\0",
    "web page": b"<!DOCTYPE html><script>alert(1)</script>",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
    "before its first line": b"GIF89a" + pdf(b""),
    "hidden behind a picture": b"\x89PNG\r\n\x1a\n" + container(a="b"),
    "cannot be opened": b"PK\x03\x04" + b"\0" * 40,
}


@pytest.mark.parametrize("words", EVIL)
def test_what_could_act_by_itself_is_refused_in_words(words: str):
    fault = fault_of_file(EVIL[words], "minutes.docx")
    assert fault is not None
    assert words in fault
    assert "not kept" in fault


def test_names_spelt_in_figures_and_packed_objects_do_not_hide_a_script():
    assert "JavaScript" in (fault_of_file(pdf(b"/#4aavaScript 3 0 R"), "a.pdf") or "")
    assert "JavaScript" in (fault_of_file(packed_pdf(b"1 0 <</JS(x)>>"), "a.pdf") or "")


@pytest.mark.parametrize(
    "data",
    [
        b"Minutes of the board. MZ came. <b>",
        word_file(),
        word_file("https://example.org/"),
        pdf(b"/OpenAction[3 0 R /Fit]"),
        report_pdf(REPORT),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    ],
)
def test_plain_files_are_kept(data: bytes):
    assert fault_of_file(data, "minutes") is None


@needs_shared
def test_the_regulators_own_reports_are_kept():
    reports = sorted(REPORTS.glob("*.pdf"))
    assert len(reports) == 8
    assert [fault_of_file(path.read_bytes(), path.name) for path in reports] == [None] * 8


def packed(method: int) -> bytearray:
    """Return a container whose one part is packed in a way, to be spoilt."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        archive.writestr("word/document.xml", "".join(f"<w:t>{n}</w:t>" for n in range(2000)))
    return bytearray(kept.getvalue())


def spoilt(method: int) -> bytes:
    """Return a container with its packed words, not its directory, overwritten."""
    data = packed(method)
    data[60:400] = bytes(340)
    return bytes(data)


def marked(place: int, value: int) -> bytes:
    """Return a container whose part says something else of itself, here and in the directory."""
    data = packed(zipfile.ZIP_DEFLATED)
    data[place] = value
    data[data.index(b"PK\x01\x02") + place + 2] = value
    return bytes(data)


METHODS = {
    "stored": zipfile.ZIP_STORED,
    "deflate": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS.keys())
def test_a_damaged_container_is_refused_in_words(method: int):
    assert fault_of_file(bytes(packed(method)), "whole.docx") is None
    whole = bytes(packed(method))
    for data in (spoilt(method), whole[:300], whole[: len(whole) - 30]):
        fault = fault_of_file(data, "torn.docx")
        assert fault is not None
        assert "cut short or damaged" in fault
        assert "Nothing was changed." in fault


@pytest.mark.parametrize(("place", "value"), [(6, 1), (8, 99)], ids=["password", "unknown packing"])
def test_what_cannot_be_looked_into_is_refused_in_words(place: int, value: int):
    fault = fault_of_file(marked(place, value), "locked.docx")
    assert fault is not None
    assert "locked, or packed so that they cannot be looked into" in fault


def test_nothing_of_a_refused_file_is_stored(db):
    area = add_area(by=BY, slug="somewhere", name="Somewhere")
    with pytest.raises(UserError, match="holds macros"):
        receive_document(
            by=BY,
            area=area,
            name="a.docm",
            title="A",
            kind="other",
            sha256="0" * 64,
            data=EVIL["macros"],
        )
    assert not Document.objects.exists()
