"""Reads a statement of action: from its tables where the file has them, else from its text."""

from collections.abc import Sequence

from goldenthread.reading.facts import Kind, Line, Part, Source

from .aligned import read_aligned
from .book import set_down
from .flattened import read_flattened
from .labelled import is_labelled, plainly_numbered, read_labelled
from .layout import is_laid_out, unlaid
from .outline import outline
from .sheet import rows_of

__all__ = ["read"]


def read(source: Source, lines: Sequence[Line], title: str) -> Part:
    """Return the statement that stands on `lines` of a source as one part.

    Where the source holds grids its tables are read exactly; otherwise its columns are recovered
    from text. Every value is cited, and is sure, unsure with the reason, or absent.
    """
    if source.grids:
        from .tables import read_grids

        return read_grids(source, title)
    if not lines:
        return Part(Kind.STATEMENT, title, (1, 1), {}, (), source.name)
    if aligned := read_aligned(source, lines, title):
        return aligned
    if is_labelled(lines):
        sheet = outline(rows_of(plainly_numbered(lines)))
        tables = read_labelled(sheet)
    else:
        sheet = outline(rows_of(unlaid(lines) if is_laid_out(lines) else lines))
        tables = read_flattened(sheet)
    facts, book = set_down(source.name, title, sheet, tables)
    span = (lines[0].number, lines[-1].number)
    return Part(Kind.STATEMENT, title, span, facts, tuple(book.readings), source.name)
