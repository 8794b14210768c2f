"""The text of a table's files in pieces of Arrow, numbered, trimmed, in the order of the file."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from goldenthread.dataset.files import FoundTable, Plain, TextRow

from .typed import CELLS

PIECE_BYTES = 32 * 1024 * 1024
PIECE_ROWS = 20_000
LINE, FILE = "line__", "file__"


class NotPlain(Exception):
    """A file that looked plain has a line that is not; read it row by row instead."""


def pieces(found: Sequence[FoundTable], *, plainly: bool = True) -> Iterator[pa.Table]:
    """Yield a table's rows out of all its files: row, line__, file__, cells__ and its text columns.

    Rows are numbered on from file to file. NotPlain where a file must be read row by row, which
    `plainly` False does.
    """
    row = 0
    sent = sent_of(found)
    for number, one in enumerate(found):
        texts = _plain(one, one.plain) if plainly and one.plain else _row_by_row(one)
        for text in texts:
            count = text.num_rows
            for name in sent:
                if name not in text.column_names:
                    text = text.append_column(name, pa.nulls(count, pa.string()))
            numbered = text.append_column("row", _numbers(row + 1, count))
            yield numbered.append_column(FILE, pa.array(np.full(count, number, np.int16)))
            row += count


def sent_of(found: Sequence[FoundTable]) -> list[str]:
    """Return the columns of a table that at least one file sends, in the table's order."""
    sent = {column for one in found for column in one.columns.values()}
    return [column.name for column in found[0].table.columns if column.name in sent]


def about_rows(found: Sequence[FoundTable]) -> int:
    """Return about how many rows files hold, by their lines; 0 where that cannot be seen."""
    if not all(one.plain for one in found):
        return 0
    lines = 0
    for one in found:
        with one.path.open("rb") as file:
            while data := file.read(PIECE_BYTES):
                lines += data.count(b"\n")
    return lines


def _plain(found: FoundTable, plain: Plain) -> Iterator[pa.Table]:
    wanted = [heading for heading in plain.headings if heading in found.columns]
    options = {
        "parse_options": pcsv.ParseOptions(delimiter=plain.delimiter, newlines_in_values=True),
        "convert_options": pcsv.ConvertOptions(
            column_types=dict.fromkeys(plain.headings, pa.string()),
            include_columns=wanted,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    }
    line = plain.skip + 2
    names = [found.columns[heading] for heading in wanted]
    for block in _blocks(found.path, plain.skip + 1):
        try:
            read = pcsv.ReadOptions(column_names=list(plain.headings), block_size=4 << 20)
            text = pcsv.read_csv(pa.BufferReader(block), read_options=read, **options)
        except pa.ArrowInvalid as problem:
            raise NotPlain from problem
        text = trimmed(text.rename_columns(names))
        text = text.append_column(LINE, _numbers(line, text.num_rows))
        yield text.append_column(CELLS, pa.nulls(text.num_rows, pa.string()))
        line += text.num_rows


def _blocks(path: Path, skip: int) -> Iterator[bytes]:
    """Yield a file's bytes in blocks that end with a row: no quote is open where one is cut."""
    with path.open("rb") as file:
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)
        for _ in range(skip):
            file.readline()
        rest = b""
        while data := file.read(PIECE_BYTES):
            data = rest + data
            cut = _end_of_row(data)
            rest = data[cut:]
            if cut:
                yield data[:cut]
        if rest:
            yield rest


def _end_of_row(data: bytes) -> int:
    """Return where the last row ends before which every quote is closed; 0 where there is none."""
    cut = data.rfind(b"\n") + 1
    quotes = data.count(b'"', 0, cut)
    while cut and quotes % 2:
        before = data.rfind(b"\n", 0, cut - 1) + 1
        quotes -= data.count(b'"', before, cut)
        cut = before
    return cut


def _row_by_row(found: FoundTable) -> Iterator[pa.Table]:
    sent = set(found.columns.values())
    places = [(at, c.name) for at, c in enumerate(found.table.columns) if c.name in sent]
    rows = found.rows()
    while some := list(islice(rows, PIECE_ROWS)):
        columns: dict[str, Any] = {
            name: pa.array([row.cells[at] for row in some], pa.string()) for at, name in places
        }
        text = trimmed(pa.table(columns)) if columns else pa.table({})
        lines = pa.array([row.line for row in some], pa.int64())
        cells = pa.array([_cells(row) for row in some], pa.string())
        yield text.append_column(LINE, lines).append_column(CELLS, cells)


def _cells(row: TextRow) -> str | None:
    """Return what a row's reader found, as JSON; None where it found nothing."""
    found = [(fault.heading, fault.code, fault.message) for fault in row.faults]
    return json.dumps(found) if found else None


def trimmed(text: pa.Table) -> pa.Table:
    """Return text without blanks around it, null where nothing is left."""
    for at, name in enumerate(text.column_names):
        column = text.column(at)
        blank = [pc.any(pc.starts_with(column, " ")), pc.any(pc.ends_with(column, " "))]
        blank += [pc.any(pc.ends_with(column, sign)) for sign in ("\t", "\u00a0")]
        if any(one.as_py() for one in blank):
            column = pc.utf8_trim_whitespace(column)
            nothing = pc.equal(column, "")
            column = pc.if_else(nothing, pa.scalar(None, pa.string()), column)
            text = text.set_column(at, name, column)
    return text


def _numbers(first: int, count: int) -> pa.Array:
    return pa.array(np.arange(first, first + count, dtype=np.int64))
