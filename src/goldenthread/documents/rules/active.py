"""Whether a file could do something by itself where it is opened: then it is not kept.

Nothing here is ever executed; but whoever takes a copy away opens it on a machine of their own.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator

_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_PROGRAMS = (b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe")
_MARKUP = re.compile(rb"\A[\s\xef\xbb\xbf]*<(?:!doctype|html|svg|script|\?xml|body|head)", re.I)
_MOST_INFLATED = 8_000_000

_ACTIVE_MEMBERS = (
    ("macros", re.compile(r"vbaproject|vbadata|(?:^|/)basic/|(?:^|/)scripts/", re.I)),
    ("ActiveX controls", re.compile(r"(?:^|/)activex/", re.I)),
    ("another file packed inside it", re.compile(r"/embeddings/|(?:^|/)object \d+/.*\.bin", re.I)),
    ("a link to data outside it", re.compile(r"(?:^|/)externallinks/", re.I)),
)
# What a damaged container raises: BadZipFile for a wrong directory or checksum, EOFError for words
# that end too soon, ValueError for a place outside the file or a name that is no text; for words
# that do not unpack zlib.error (deflate), LZMAError (LZMA) and a bare OSError (BZIP2).
_DAMAGED = (zipfile.BadZipFile, EOFError, ValueError, zlib.error, lzma.LZMAError, OSError)
# What it raises for a member that it may not or cannot open: one behind a password
# (RuntimeError), or packed in a way it does not know (NotImplementedError, a RuntimeError too).
_LOCKED = RuntimeError
_TORN = "is cut short or damaged and cannot be opened"
_SHUT = "holds parts that are locked, or packed so that they cannot be looked into"
_INSTEAD = {
    _TORN: "Copy it again, or ask for it again, and bring in that.",
    _SHUT: "Open it where it was made, save a copy without a password and bring in that.",
}
# A hyperlink waits to be followed; any other outside target is fetched when the file is opened.
_FETCHED = re.compile(
    rb'<Relationship\b(?=[^>]*TargetMode="External")(?![^>]*/hyperlink")[^>]*>', re.I
)
_FIELDS = re.compile(rb"\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE)\b")
_LISTENERS = re.compile(rb"script:event-listener")

_PDF_NAMES = (
    ("JavaScript", re.compile(rb"/(?:JavaScript|JS)\b")),
    ("a command that starts another program", re.compile(rb"/Launch\b")),
    ("film or sound that plays by itself", re.compile(rb"/RichMedia\b")),
    ("another file packed inside it", re.compile(rb"/EmbeddedFiles?\b")),
    ("a form that runs programs (XFA)", re.compile(rb"/XFA\b")),
)
_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.S)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def fault_of_file(data: bytes, name: str) -> str | None:
    """Return why a file is not kept, in a sentence, or None when it holds nothing active.

    Told from the content, never from the name: macros, ActiveX, packed files, outside data, fields
    that fetch, scripts in PDFs, programs, web pages, and one kind of file hidden behind another.
    """
    found = _active_part(data)
    if found is None:
        return None
    if found in _INSTEAD:
        return (
            f"“{name[:100]}” {found}, so nobody can tell what is in it, and it was not kept. "
            f"Nothing was changed. {_INSTEAD[found]}"
        )
    return (
        f"“{name[:100]}” holds {found}, so it was not kept. Nothing was changed. Save a plain copy "
        "without it (as PDF, or as DOCX or XLSX without macros) and bring in that."
    )


def _active_part(data: bytes) -> str | None:
    if data.startswith(_PROGRAMS) or (data.startswith(b"MZ") and b"\0" in data[:64]):
        return "a program"
    if _MARKUP.match(data[:400]):
        return "a web page or drawing, which can carry scripts"
    if data.startswith(_ZIP):
        return _in_container(data)
    if _PDF in data[:1024]:
        return "something before its first line" if _hides(data) else _in_pdf(data)
    if data.startswith(_PICTURES) and (_PDF in data[-65_536:] or _is_container(data)):
        return "another file hidden behind a picture"
    return None


def _hides(data: bytes) -> bool:
    """Say whether a PDF begins as something else, or is a container as well."""
    return data[: data.index(_PDF)].strip(b"\xef\xbb\xbf\r\n\t \0") != b"" or _is_container(data)


def _is_container(data: bytes) -> bool:
    return zipfile.is_zipfile(io.BytesIO(data))


def _in_container(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for words, pattern in _ACTIVE_MEMBERS:
                if any(pattern.search(member) for member in archive.namelist()):
                    return words
            return _in_members(archive)
    except _LOCKED:
        return _SHUT
    except _DAMAGED:
        return _TORN


def _in_members(archive: zipfile.ZipFile) -> str | None:
    for member in archive.infolist():
        if not member.filename.lower().endswith((".rels", ".xml")):
            continue
        with archive.open(member) as stream:
            words = stream.read(_MOST_INFLATED)
        if member.filename.endswith(".rels") and _FETCHED.search(words):
            return "a part that is fetched from outside when it is opened"
        if _LISTENERS.search(words):
            return "macros"
        if b"instrText" in words:
            told = b" ".join(re.findall(rb"<w:instrText[^>]*>([^<]*)<", words))
            if _FIELDS.search(told):
                return "a field that fetches data from outside"
    return None


def _in_pdf(data: bytes) -> str | None:
    for words in (_without_streams(data), *_object_streams(data)):
        plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), words)
        for what, pattern in _PDF_NAMES:
            if pattern.search(plain):
                return what
    return None


def _without_streams(data: bytes) -> bytes:
    """Return the objects of a PDF without what is packed in them, which is chance to the eye."""
    return re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.S)


def _object_streams(data: bytes) -> Iterator[bytes]:
    """Yield the packed objects of a PDF, each up to a bound."""
    for found in _STREAM.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[found.end() :], _MOST_INFLATED)
        except zlib.error:
            continue
