"""Tells what a file is from its content; what its name ends in is never believed."""

import zipfile
from enum import StrEnum
from pathlib import PurePath

from goldenthread.core.errors import UserError
from goldenthread.reading.extract.archive import DAMAGE, open_archive


class Media(StrEnum):
    """The media types that are read."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    TEXT = "text/plain"


SUFFIXES = {
    ".pdf": Media.PDF,
    ".docx": Media.DOCX,
    ".docm": Media.DOCX,
    ".xlsx": Media.XLSX,
    ".xlsm": Media.XLSX,
    ".ods": Media.ODS,
    ".txt": Media.TEXT,
}
NOUNS = {
    Media.PDF: "a PDF",
    Media.DOCX: "a Word document (DOCX)",
    Media.XLSX: "an Excel workbook (XLSX)",
    Media.ODS: "an OpenDocument spreadsheet (ODS)",
    Media.TEXT: "plain text",
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")


def sniff(data: bytes, name: str) -> Media:
    """Return what `data` is; UserError, saying what it is, for a kind that is not read."""
    head = data[:1024]
    if b"%PDF-" in head:
        return Media.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_archive(data, name)
    if head.startswith(_OLE):
        raise UserError(_ole(data, name))
    if head.startswith(_PICTURES[:5]) or (head.startswith(b"BM") and b"\0" in head[:32]):
        raise UserError(
            f"“{name}” is a picture, not a text. Nothing was read. Turn it into text first (OCR: "
            "many scanners and PDF programs can) or type the words into a document."
        )
    if head.lstrip().startswith(b"{\\rtf"):
        raise UserError(_save_as(name, "a rich text file (RTF)", "DOCX"))
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        raise UserError(_save_as(name, "a web page (HTML)", "PDF"))
    if head.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        raise UserError(_packed(name))
    return Media.TEXT


def mislabelled(media: Media, name: str) -> str | None:
    """Return a sentence when the name promises another type than the content has, else None."""
    promised = SUFFIXES.get(PurePath(name).suffix.lower())
    if promised is None or promised is media:
        return None
    return f"The name of the file promises {NOUNS[promised]}; it was read as {NOUNS[media]}."


def _sniff_archive(data: bytes, name: str) -> Media:
    with open_archive(data, name) as archive:
        names = set(archive.namelist())
        if "word/document.xml" in names:
            return Media.DOCX
        if "xl/workbook.xml" in names:
            return Media.XLSX
        kind = _opendocument(archive, names)
    if kind == Media.ODS.value:
        return Media.ODS
    if kind and "opendocument.text" in kind:
        raise UserError(_save_as(name, "an OpenDocument text (ODT)", "DOCX or PDF"))
    if "xl/workbook.bin" in names:
        raise UserError(_save_as(name, "a binary Excel workbook (XLSB)", "XLSX"))
    if "ppt/presentation.xml" in names or (kind and "presentation" in kind):
        raise UserError(_save_as(name, "a slide show", "PDF"))
    raise UserError(_packed(name))


def _opendocument(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    """Return the media type that an OpenDocument container states, or None."""
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 200:
        return None
    try:
        with archive.open("mimetype") as stream:
            return stream.read(200).decode("ascii", "replace").strip()
    except (*DAMAGE, RuntimeError):
        return None


def _ole(data: bytes, name: str) -> str:
    """Say what an OLE container is: a locked Office file, or one of the years before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            f"“{name}” is an Office file locked with a password. Nothing was read. Open it with "
            "the password, save a copy without one (File, Info, Protect) and read that."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return _save_as(name, "an old Word document (DOC, before 2007)", "DOCX")
    if any(word.encode("utf-16-le") in data for word in ("Workbook", "Book")):
        return _save_as(name, "an old Excel workbook (XLS, before 2007)", "XLSX")
    return _save_as(name, "an old Office file (before 2007)", "DOCX, XLSX or PDF")


def _save_as(name: str, noun: str, wanted: str) -> str:
    return f"“{name}” is {noun}, which is not read. Nothing was read. Save it as {wanted}."


def _packed(name: str) -> str:
    return (
        f"“{name}” is a packed folder or an unknown container, not a document. Nothing was read. "
        "Unpack it and give the documents inside one by one."
    )
