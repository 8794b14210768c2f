"""Bytes or a path in, a `Source` of lines and grids out: what the file says, and where."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from goldenthread.core.errors import UserError
from goldenthread.reading.extract import limits, marks
from goldenthread.reading.extract.sniff import Media, mislabelled, sniff
from goldenthread.reading.facts import Grid, Line, Source


@dataclass(frozen=True, slots=True)
class Extract:
    """A source, and sentences on what a reader should know of the file it came from."""

    source: Source
    notes: tuple[str, ...] = ()


def extract_path(path: Path) -> Extract:
    """Return what the file at `path` holds; UserError if it cannot be read or is too large.

    The size is taken from the directory before a byte is read.
    """
    name = path.name
    try:
        if path.is_dir():
            raise UserError(f"“{name}” is a folder. Nothing was read. Name the files inside it.")
        limits.check_file_size(path.stat().st_size, name)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(
            f"There is no file “{path}”. Nothing was read. Check the name and the folder."
        ) from error
    except OSError as error:
        raise UserError(
            f"“{path}” cannot be opened ({error.strerror}). Nothing was read. Check that you may "
            "read it and that no other program holds it."
        ) from error
    return extract_bytes(data, name)


def extract_bytes(data: bytes, name: str) -> Extract:
    """Return what `data` holds, told by its content; `name` is only shown and cited.

    Raises UserError, one sentence on what is wrong and what to do, for anything that cannot be
    read whole: see `limits` for how much is read.
    """
    limits.check_file_size(len(data), name)
    media = sniff(data, name)
    lines, grids, notes = _read(media, data, name)
    notes += marks.notes(lines, grids)
    wrong_name = mislabelled(media, name)
    source = Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media=media.value,
        lines=marks.clean_lines(lines),
        grids=tuple(marks.clean_grid(grid) for grid in grids),
    )
    return Extract(source, ((wrong_name,) if wrong_name else ()) + notes)


_Read = tuple[tuple[Line, ...], tuple[Grid, ...], tuple[str, ...]]


def _read(media: Media, data: bytes, name: str) -> _Read:
    readers: dict[Media, Callable[[bytes, str], _Read]] = {
        Media.PDF: _read_pdf,
        Media.DOCX: _read_docx,
        Media.XLSX: _read_xlsx,
        Media.ODS: _read_ods,
        Media.TEXT: _read_text,
    }
    return readers[media](data, name)


def _read_pdf(data: bytes, name: str) -> _Read:
    from goldenthread.reading.extract.pdf import read_pdf

    lines, notes = read_pdf(data, name)
    return lines, (), notes


def _read_docx(data: bytes, name: str) -> _Read:
    from goldenthread.reading.extract.word import read_docx

    return read_docx(data, name)


def _read_xlsx(data: bytes, name: str) -> _Read:
    from goldenthread.reading.extract.workbook import read_xlsx

    return read_xlsx(data, name)


def _read_ods(data: bytes, name: str) -> _Read:
    from goldenthread.reading.extract.opendocument import read_ods

    return read_ods(data, name)


def _read_text(data: bytes, name: str) -> _Read:
    from goldenthread.reading.extract.plaintext import read_text

    lines, notes = read_text(data, name)
    return lines, (), notes
