"""The door of reading: a file in, its parts with their facts out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from goldenthread.reading.extract import Extract, extract_bytes, extract_path
from goldenthread.reading.facts import Kind, Line, Part, Reading, Source, State
from goldenthread.reading.parts import split

Reader = Callable[[Source, Sequence[Line], str], Part]

_READERS = {
    Kind.INSPECTION_LETTER: "goldenthread.reading.inspection_letter",
    Kind.REVISIT_LETTER: "goldenthread.reading.revisit_letter",
    Kind.AREA_REPORT: "goldenthread.reading.area_report",
    Kind.FOCUSED_VISIT: "goldenthread.reading.focused_visit",
    Kind.STATEMENT: "goldenthread.reading.statement",
    Kind.AGENDA: "goldenthread.reading.agenda",
    Kind.MINUTES: "goldenthread.reading.minutes",
    Kind.COMMITTEE_REPORT: "goldenthread.reading.committee_report",
}
"""The module that reads each kind; loaded when first met, so that a letter loads no tables."""


@dataclass(frozen=True, slots=True)
class WholeReading:
    """A file as read: its text, what is doubtful about the whole of it, and its parts in order.

    Each note is also a doubt of the first part, under the fact `document`.
    """

    source: Source
    notes: tuple[str, ...]
    parts: list[Part]


def read_whole(data: bytes, name: str) -> WholeReading:
    """Return all that an uploaded file says; `name` is what citations call it.

    UserError says why a file cannot be read and what to do.
    """
    return _read(extract_bytes(data, name))


def read_bytes(data: bytes, name: str) -> list[Part]:
    """Return the parts of an uploaded file in order; `name` is what citations call it."""
    return read_whole(data, name).parts


def read_whole_path(path: Path) -> WholeReading:
    """Return all that the file at `path` says; UserError if it cannot be read."""
    return _read(extract_path(path))


def read_path(path: Path) -> list[Part]:
    """Return the parts of the file at `path` in order; UserError if it cannot be read."""
    return read_whole_path(path).parts


def reader_of(kind: Kind) -> Reader:
    """Return the function that reads a part of one kind."""
    module = _READERS.get(kind)
    if module is None:
        return _read_other
    reader: Reader = import_module(module).read
    return reader


def _read(extract: Extract) -> WholeReading:
    source = extract.source
    parts = [reader_of(span.kind)(source, span.lines, span.title) for span in split(source)]
    if parts and extract.notes:
        parts[0] = replace(parts[0], readings=parts[0].readings + _noted(extract.notes))
    return WholeReading(source, extract.notes, parts)


def _noted(notes: Sequence[str]) -> tuple[Reading, ...]:
    """Return what is doubtful about the whole file as doubts of its first part."""
    return tuple(Reading("document", None, State.UNSURE, None, note) for note in notes)


def _read_other(source: Source, lines: Sequence[Line], title: str) -> Part:
    """Return a part of no known kind: its place and title, and no facts."""
    span = (lines[0].number, lines[-1].number)
    return Part(Kind.OTHER, title, span, {}, (), source.name)
