"""Every file that cannot be read whole gets one sentence on what is wrong and what to do."""

import io
import random
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

from goldenthread.core.errors import UserError
from goldenthread.reading.extract import extract_bytes, extract_path, limits
from tests.reading import workbooks
from tests.reading.made_files import locked_pdf, office_container, pdf_of, prose, zip_of

DOCX_PART = "word/document.xml"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
)


def docx_bytes(tmp_path: Path) -> bytes:
    document = docx.Document()
    document.add_paragraph("A letter about services for children. " * 40)
    document.save(tmp_path / "made.docx")
    return (tmp_path / "made.docx").read_bytes()


def xlsx_bytes(tmp_path: Path) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "Action"
    book.save(tmp_path / "made.xlsx")
    return (tmp_path / "made.xlsx").read_bytes()


def refused(data: bytes, name: str = "paper.pdf") -> str:
    with pytest.raises(UserError) as caught:
        extract_bytes(data, name)
    message = caught.value.message
    assert name in message
    assert "Nothing was read." in message
    assert message.endswith(".")
    assert "Traceback" not in message
    return message


def test_a_locked_pdf() -> None:
    assert "locked with a password" in refused(locked_pdf())


def test_a_scan_without_text() -> None:
    message = refused(pdf_of(["0 0 100 100 re f", "10 10 50 50 re f"]))
    assert "scan" in message
    assert "OCR" in message


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_pdf_cut_short(share: float) -> None:
    whole = pdf_of([prose("Words that go on", "and on.")] * 5)
    assert "cut short" in refused(whole[: int(len(whole) * share)])


def test_a_pdf_of_nothing_but_its_first_and_last_words() -> None:
    assert "damaged" in refused(b"%PDF-1.7\nnothing here\n%%EOF\n")


@pytest.mark.parametrize("make", [docx_bytes, xlsx_bytes])
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_an_office_file_cut_short(make, share: float, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    whole = make(tmp_path)
    assert "cut short or damaged" in refused(whole[: int(len(whole) * share)], "paper.docx")


def test_an_office_file_with_a_broken_part(tmp_path: Path) -> None:
    whole = bytearray(docx_bytes(tmp_path))
    whole[200:260] = b"\xff" * 60
    assert "damaged" in refused(bytes(whole), "paper.docx")


def test_a_word_file_without_its_other_parts() -> None:
    assert "damaged" in refused(zip_of({DOCX_PART: b"<w/>"}), "paper.docx")


def test_a_workbook_without_its_other_parts() -> None:
    assert "damaged" in refused(zip_of({"xl/workbook.xml": b"<w/>"}), "paper.xlsx")


def test_an_empty_file(tmp_path: Path) -> None:
    assert "is empty" in refused(b"")
    path = tmp_path / "none.txt"
    path.write_bytes(b"")
    with pytest.raises(UserError, match="is empty"):
        extract_path(path)


def test_a_text_of_blank_space() -> None:
    assert "no words" in refused(b" \n \n\t\n", "blank.txt")


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ("EncryptedPackage", "locked with a password"),
        ("WordDocument", "before 2007"),
        ("Workbook", "before 2007"),
        ("Anything", "old Office file"),
    ],
)
def test_office_containers_that_are_not_read(stream: str, said: str) -> None:
    assert said in refused(office_container(stream), "tracker.xlsx")


def test_a_zip_bomb_is_refused_by_what_it_declares() -> None:
    bomb = zip_of({DOCX_PART: b"\0" * (60 * limits.MEGABYTE)})
    assert len(bomb) < limits.MEGABYTE
    tracemalloc.start()
    assert "ZIP bomb" in refused(bomb, "letter.docx")
    assert tracemalloc.get_traced_memory()[1] < 20 * limits.MEGABYTE
    tracemalloc.stop()


def test_a_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    bomb = zip_of({DOCX_PART: b"\0" * (60 * limits.MEGABYTE)}, declared=1000)
    tracemalloc.start()
    message = refused(bomb, "letter.docx")
    assert "ZIP bomb" in message or "damaged" in message
    assert tracemalloc.get_traced_memory()[1] < 20 * limits.MEGABYTE
    tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["ascii", "utf-16"])
def test_entity_declarations_are_refused(encoding: str) -> None:
    xml = ENTITIES.decode().encode(encoding)
    message = refused(zip_of({DOCX_PART: b"<a/>", "word/styles.xml": xml}), "letter.docx")
    assert "entity declarations" in message


def test_half_a_gigabyte_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(500 * limits.MEGABYTE)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    with pytest.raises(UserError, match="500 MB, more than the 100 MB"):
        extract_path(path)


def test_ten_thousand_pages() -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(10_000):
        document.new_page(100, 100).close()
    buffer = Buffer()
    document.save(buffer)
    document.close()
    assert "10,000 pages" in refused(buffer.data + b"\n%%EOF\n")


class Buffer:
    """A stream that only takes bytes in."""

    def __init__(self) -> None:
        self.data = b""

    def write(self, part: bytes) -> int:
        self.data += bytes(part)
        return len(part)


def test_a_sheet_that_reaches_to_its_last_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Action"
    book.active["XFD1048576"] = "far away"
    book.save(tmp_path / "far.xlsx")
    message = refused((tmp_path / "far.xlsx").read_bytes(), "far.xlsx")
    assert "1,048,576 rows by 16,384 columns" in message


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "scan.pdf", "picture"),
        (b"{\\rtf1 Dear all}", "letter.docx", "RTF"),
        (b"<!DOCTYPE html><html><body>Hi</body></html>", "page.txt", "web page"),
        (zip_of({"a.txt": b"hello"}), "papers.zip", "Unpack"),
        (zip_of({"ppt/presentation.xml": b"<a/>"}), "slides.pptx", "slide show"),
        (bytes(range(256)) * 40, "junk.txt", "not a text"),
        (b"\x00\x01\x02\x03" * 400, "junk.bin", "not a text"),
        ("Это письмо о школах".encode("koi8-r") * 20, "letter.txt", "encoding"),
        ("報告書です".encode("shift-jis") * 20, "letter.txt", "encoding"),
        (b"\xef\xbb\xbfgood then \xff\xfe bad", "mixed.txt", "mixture of encodings"),
    ],
)
def test_what_is_not_a_document_is_named(data: bytes, name: str, said: str) -> None:
    assert said in refused(data, name)


def test_a_path_that_leads_nowhere_or_to_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        extract_path(tmp_path / "gone.pdf")
    with pytest.raises(UserError, match="is a folder"):
        extract_path(tmp_path)


def test_too_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINES", 100)
    assert "more than 100 lines" in refused(b"line\n" * 101, "long.txt")


def test_more_markup_than_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "MARKUP_BYTES", 1000)
    assert "once unpacked" in refused(docx_bytes(tmp_path), "long.docx")


def test_more_cells_than_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "CELLS", 0)
    assert "more than 0 cells" in refused(xlsx_bytes(tmp_path), "many.xlsx")


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """Return the container with one of its XML parts cut, shortened or with a number spoilt."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        victim = chance.choice([name for name in old.namelist() if name.endswith("xml")])
        for name in old.namelist():
            part = old.read(name)
            numbers = list(re.finditer(rb'"\d+"', part))
            if name == victim and numbers and chance.random() < 0.6:
                spoilt = chance.choice(numbers)
                value = chance.choice([b'"-1"', b'"99999999999"', b'"abc"', b'""'])
                part = part[: spoilt.start()] + value + part[spoilt.end() :]
            elif name == victim:
                place = chance.randrange(len(part))
                part = part[:place] + part[place + chance.randrange(1, 200) :]
            new.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (workbooks.merged_tracker, "a.xlsx"),
        (workbooks.open_document, "b.ods"),
        (workbooks.statement_form, "c.docx"),
    ],
)
def test_damage_of_any_kind_ends_in_a_sentence(make: Callable[[], bytes], name: str) -> None:
    chance, whole = random.Random(7), make()
    sentences = set()
    for _ in range(40):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 0xFF
        for bad in (bytes(flipped), damaged(whole, chance)):
            try:
                extract_bytes(bad, name)
            except UserError as error:
                sentences.add(error.message)
    assert sentences
    assert all(name in sentence for sentence in sentences)
