"""Rows that were held back: as they were sent, and what is wrong with each."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from ..models import Load
from ..rules.matching import owner_of
from ..sources import source as source_of
from .loads import store_of
from .shields import shielded

FIRST = ("quarantined row", "line", "what is wrong")
"""The columns of the file of a quarantine before those of the table."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """One row held back: its number and line, its cells as sent, and each fault in words.

    `faults` are (fields, words); the words never repeat what a cell holds.
    """

    row: int
    line: int
    file: str
    record: str | None
    cells: dict[str, str]
    faults: tuple[tuple[tuple[str, ...], str], ...]


def held_back(load: Load, table: str) -> Iterator[HeldBack]:
    """Yield the quarantine of a table of a load, by row; it identifies children.

    Of a shielded person nothing tells where they are.
    """
    store, hides = store_of(load.area), shielded(load.area)
    shape = source_of(load.source).table(table)
    owner = owner_of(load.source, load.partner)
    path = store.quarantine(load.folder, table)
    for batch in store.batches(path) if path.exists() else ():
        for one in batch.to_pylist():
            said = json.loads(one["reasons"])
            yield HeldBack(
                one["row"],
                one["line"],
                one["file"],
                one["record"],
                hides.as_sent(owner, shape, json.loads(one["raw"]), one["record"]),
                tuple((tuple(each["fields"]), each["words"]) for each in said),
            )


def to_mend(load: Load, table: str) -> Iterator[str]:
    """Yield the lines of a CSV file of a table's quarantine, to be mended and sent again.

    A text that a spreadsheet would take for a formula is given with a blank before it, which the
    reader leaves out again.
    """
    columns = [column.name for column in source_of(load.source).table(table).columns]
    yield _line([*FIRST, *columns])
    for one in held_back(load, table):
        wrong = " ".join(f"{', '.join(fields)}: {words}" for fields, words in one.faults)
        cells = [_harmless(one.cells.get(name, "")) for name in columns]
        yield _line([str(one.row), str(one.line), wrong, *cells])


def _harmless(cell: str) -> str:
    return f" {cell}" if cell[:1] in ("=", "+", "-", "@") else cell


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
