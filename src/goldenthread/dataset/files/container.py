"""Looks into an XLSX file as the ZIP archive that it is, before anything is built of it."""

import re
import zipfile
import zlib
from pathlib import Path

from goldenthread.core.errors import UserError
from goldenthread.dataset.files.sheets import check_width

MEGABYTE = 1024 * 1024
UNPACKED = 4_000 * MEGABYTE
UNPACKED_FREE = 50 * MEGABYTE
RATIO = 150
"""How many times larger than the file its content may be, once that passes UNPACKED_FREE."""
MEMBERS = 2_000
SHARED_STRINGS = 250 * MEGABYTE
"""The most text that is kept apart from the sheets, since it is all held in memory."""

DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RecursionError),
    *(LookupError, ValueError, TypeError, ArithmeticError, AttributeError, SyntaxError),
)
"""What reading a damaged workbook may raise."""

_CHUNK = MEGABYTE
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')

Merged = tuple[tuple[int, int, int, int], ...]


def look_into(path: Path) -> dict[str, Merged]:
    """Return the merged ranges by part of the workbook; UserError for what is not safe to open.

    Refused are a file that would unpack to far more than an extract holds, one with a password,
    and one whose XML declares entities.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_sizes(members, path)
            return {member.filename: _merged(archive, member, path) for member in members}
    except DAMAGE as error:
        raise UserError(damaged(path)) from error


def _check_sizes(members: list[zipfile.ZipInfo], path: Path) -> None:
    unpacked = sum(member.file_size for member in members)
    ratio = unpacked / max(path.stat().st_size, 1)
    if (
        unpacked > UNPACKED
        or len(members) > MEMBERS
        or (unpacked > UNPACKED_FREE and ratio > RATIO)
    ):
        raise UserError(
            f"“{path.name}” would unpack to {unpacked // MEGABYTE:,} MB, far more than a workbook "
            "of its size holds, as a ZIP bomb does. Nothing was loaded. Ask the sender for the "
            "extract as CSV."
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise UserError(
            f"“{path.name}” is locked with a password. Nothing was loaded. Save a copy without one "
            "and load that."
        )
    shared = sum(m.file_size for m in members if m.filename.endswith("sharedStrings.xml"))
    if shared > SHARED_STRINGS:
        raise UserError(
            f"“{path.name}” holds {shared // MEGABYTE:,} MB of text, more than is read from a "
            "workbook. Nothing was loaded. Ask for the extract as CSV."
        )


def _merged(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> Merged:
    """Unpack one part, a chunk at a time, and return its merged ranges.

    A part never unpacks to more than it declares: the archive's reader stops there.
    """
    if not member.filename.lower().endswith((".xml", ".rels")):
        return ()
    found: list[tuple[int, int, int, int]] = []
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            # A declaration in UTF-16 shows once the zero bytes between its letters are gone.
            looked = tail + chunk.replace(b"\0", b"")
            if _DECLARED.search(looked):
                raise UserError(
                    f"“{path.name}” declares entities in its XML, which no office program does and "
                    "which are used to make a reader run out of memory or open other files. "
                    "Nothing was loaded. Ask the sender for the extract as CSV."
                )
            ends = 0
            for one in _MERGED.finditer(looked):
                first, top, last, bottom = one.groups()
                found.append((int(top), _column(first), int(bottom), _column(last)))
                ends = one.end()
            tail = looked[max(ends, len(looked) - 80) :]
    check_width(max((one[3] for one in found), default=0), f"file “{path.name}”")
    return tuple(found)


def _column(name: bytes) -> int:
    """Return the 0-based number of a column from its letters."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number - 1


def damaged(path: Path) -> str:
    """Return the sentence for a workbook that cannot be opened."""
    return (
        f"“{path.name}” is cut short, damaged or not a workbook: it cannot be opened. Nothing was "
        "loaded. Copy it again, or ask for it again."
    )
