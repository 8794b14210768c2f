"""The door of reading: a file in, its parts with their facts out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
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


def read_path(path: Path) -> list[Part]:
    """Return the parts of the file at `path` in order; UserError if it cannot be read."""
    return _read(extract_path(path))


def read_bytes(data: bytes, name: str) -> list[Part]:
    """Return the parts of an uploaded file in order; `name` is what citations call it."""
    return _read(extract_bytes(data, name))


def extract_source(data: bytes, name: str) -> Source:
    """Return the lines and grids of an uploaded file without reading facts from them."""
    return extract_bytes(data, name).source


def reader_of(kind: Kind) -> Reader:
    """Return the function that reads a part of one kind."""
    module = _READERS.get(kind)
    if module is None:
        return _read_other
    reader: Reader = import_module(module).read
    return reader


def _read(extract: Extract) -> list[Part]:
    source = extract.source
    parts = [reader_of(span.kind)(source, span.lines, span.title) for span in split(source)]
    if parts and extract.notes:
        parts[0] = replace(parts[0], readings=parts[0].readings + _noted(extract.notes))
    return parts


def _noted(notes: Sequence[str]) -> tuple[Reading, ...]:
    """Return what is doubtful about the whole file as doubts of its first part."""
    return tuple(Reading("document", None, State.UNSURE, None, note) for note in notes)


def _read_other(source: Source, lines: Sequence[Line], title: str) -> Part:
    """Return a part of no known kind: its place and title, and no facts."""
    span = (lines[0].number, lines[-1].number)
    return Part(Kind.OTHER, title, span, {}, (), source.name)
