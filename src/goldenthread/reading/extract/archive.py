"""Looks into a ZIP container (DOCX, XLSX, ODS) without trusting what it says of itself."""

import io
import re
import zipfile
import zlib

from goldenthread.core.errors import UserError
from goldenthread.reading.extract import limits

DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
"""What unpacking a damaged container may raise."""

_CHUNK = 64 * 1024
_MARKUP = (".xml", ".rels")
_DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """Return the container of `data` with its directory read; UserError if it is cut or damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise UserError(_damaged(name)) from error


def check_archive(archive: zipfile.ZipFile, size: int, name: str) -> None:
    """Raise UserError for a ZIP bomb, a locked or damaged member, or XML with declarations.

    The declared sizes are judged before anything is inflated; then every member is inflated a
    chunk at a time and thrown away, so that a false declaration is caught as well.
    """
    members = archive.infolist()
    declared = sum(member.file_size for member in members)
    if len(members) > limits.ZIP_MEMBERS or _too_large(declared, size):
        raise UserError(_bomb(name))
    if any(member.flag_bits & 0x1 for member in members):
        raise UserError(
            f"“{name}” is locked with a password. Nothing was read. Open it with the password, "
            "save a copy without one and read that."
        )
    inflated = markup = 0
    for member in members:
        taken = _inflate(archive, member, inflated, size, name)
        inflated += taken
        if member.filename.lower().endswith(_MARKUP):
            markup += taken
    if markup > limits.MARKUP_BYTES:
        raise UserError(
            f"“{name}” holds {markup // limits.MEGABYTE:,} MB of text and tables once unpacked, "
            f"more than the {limits.MARKUP_BYTES // limits.MEGABYTE} MB that is read. Nothing was "
            "read. Save the part you need as a file of its own."
        )


def _inflate(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, before: int, size: int, name: str
) -> int:
    """Inflate one member and return its true size in bytes, refusing as soon as it is too much."""
    taken = 0
    tail = b""
    is_markup = member.filename.lower().endswith(_MARKUP)
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                taken += len(chunk)
                if _too_large(before + taken, size) or taken > member.file_size:
                    raise UserError(_bomb(name))
                # A declaration in UTF-16 shows once the zero bytes between its letters are gone.
                text = tail + chunk.replace(b"\0", b"") if is_markup else b""
                if is_markup and _DECLARATIONS.search(text):
                    raise UserError(_declared(name))
                tail = text[-16:]
    except DAMAGE as error:
        raise UserError(_damaged(name)) from error
    return taken


def _too_large(unpacked: int, size: int) -> bool:
    """Whether content of `unpacked` bytes out of a file of `size` bytes is refused."""
    return unpacked > limits.UNZIPPED_BYTES or (
        unpacked > limits.UNZIPPED_FREE and unpacked > size * limits.UNZIPPED_RATIO
    )


def _bomb(name: str) -> str:
    return (
        f"“{name}” would unpack to far more than a document holds, as a ZIP bomb does. Nothing "
        "was read. Do not open it; ask the person who sent it for the document as a PDF."
    )


def _damaged(name: str) -> str:
    return (
        f"“{name}” is cut short or damaged: it cannot be unpacked. Nothing was read. Download or "
        "copy it again, or ask for it again."
    )


def _declared(name: str) -> str:
    return (
        f"“{name}” carries entity declarations in its XML, which no office program writes and "
        "which are used to make a reader run out of memory. Nothing was read. Ask for the "
        "document as a PDF."
    )
