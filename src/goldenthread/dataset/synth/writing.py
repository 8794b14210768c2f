"""Writing what was made: extracts as partners send them, and the truth apart from them."""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from goldenthread.dataset.files.sen2_writing import write_return
from goldenthread.dataset.sources.shape import Source
from goldenthread.dataset.synth.faults import HELD, Fault
from goldenthread.dataset.synth.people import People
from goldenthread.dataset.synth.places import Cut, Place
from goldenthread.dataset.synth.sheets import Sheet

PARTS = "\x1f"
OPTIONS = pyarrow.csv.WriteOptions(quoting_style="none")


@dataclass(frozen=True, slots=True)
class Form:
    """How extracts are written: `kind` csv or parquet, the SEN2 return as the department has it.

    `sen2` is csv (as the others), xml, blade (COLLECT's nine files) or xlsx.
    """

    kind: str = "csv"
    sen2: str = "csv"


PLAIN = Form()


@dataclass(slots=True)
class Truth:
    """Whose each row is, and the mistakes, of one area; written apart from the extracts."""

    rows: list[pa.Table] = field(default_factory=list)
    faults: list[pa.Table] = field(default_factory=list)

    def note(
        self,
        place: Place,
        cut: Cut,
        source: Source,
        sheet: Sheet,
        faults: list[Fault],
        people: People,
    ) -> None:
        """Keep whose the rows of a sheet are by their key, and what was done to which of them.

        A row that is to be held back has no record, and so no truth: it is in the faults alone.
        """
        count = sheet.rows.num_rows
        kept = sheet.who >= 0
        for fault in faults:
            if fault.becomes == HELD:
                kept[fault.rows] = False
        places = pa.array(np.flatnonzero(kept))
        columns = [sheet.rows[name].take(places).cast(pa.string()) for name in sheet.table.key]
        keys = [pc.fill_null(column, "") for column in columns]
        said = {
            "area": place.code,
            "code": cut.code,
            "extract_on": cut.on,
            "source": source.code,
            "table": sheet.table.name,
        }
        self.rows.append(
            _labelled(
                said,
                {
                    "row": pa.array(np.flatnonzero(kept) + 1),
                    "key": pc.binary_join_element_wise(*keys, PARTS),
                    "person": pa.array(people.person[sheet.who[kept]]),
                },
            )
        )
        for fault in faults:
            who = np.where(sheet.who >= 0, sheet.who, 0)[fault.rows]
            assert int(fault.rows.max()) < count
            self.faults.append(
                _labelled(
                    said | {"column": fault.column, "fault": fault.fault, "becomes": fault.becomes},
                    {
                        "row": pa.array(fault.rows + 1),
                        "person": pa.array(people.person[who], mask=sheet.who[fault.rows] < 0),
                    },
                )
            )

    def write(self, folder: Path, name: str) -> None:
        """Write both lists as Parquet files of the area's name."""
        for kind, tables in (("rows", self.rows), ("faults", self.faults)):
            target = folder / f"{kind}-{name}.parquet"
            whole = pa.concat_tables(tables, promote_options="default")
            pyarrow.parquet.write_table(whole, target, compression="zstd", version="2.6")


def _labelled(said: dict[str, Any], columns: dict[str, Any]) -> pa.Table:
    """Return columns with the same words before every row, kept once as a dictionary."""
    table = pa.table(columns)
    count = table.num_rows
    indices = pa.array(np.zeros(count, dtype=np.int8))
    labels = {
        name: pa.DictionaryArray.from_arrays(indices, pa.array([str(value)]))
        for name, value in said.items()
    }
    return pa.table({**labels, **{name: table[name] for name in table.column_names}})


def write_sheet(sheet: Sheet, path: Path, kind: str) -> Path:
    """Write the rows of a table as CSV with our headings, or as Parquet; return the file."""
    if kind == "parquet":
        path = path.with_suffix(".parquet")
        pyarrow.parquet.write_table(sheet.rows, path, compression="zstd")
        return path
    try:
        pyarrow.csv.write_csv(_as_text(sheet.rows), path, OPTIONS)
    except pa.ArrowInvalid:
        _write_quoted(sheet.rows, path)
    return path


def write_sen2(
    source: Source, sheets: list[Sheet], form: str, folder: Path, on: date
) -> list[Path]:
    """Write a SEN2 return as one XML file, COLLECT's nine files or a workbook; return the files.

    Rows stand under the row they hang from, so in another order than their truth counts them.
    """
    order: dict[str, tuple[str, ...]] = {"person": ("person_id",), "sen2": ()}
    tables = {}
    for sheet in sheets:
        rows = sheet.rows.to_pylist()
        names = order.get(sheet.table.name, ("person_id", "request_id"))
        tables[sheet.table.name] = sorted(rows, key=lambda row: tuple(row[name] for name in names))
    return write_return(source, tables, {"blade": "csv"}.get(form, form), folder, on=on)


def _as_text(rows: pa.Table) -> pa.Table:
    """Return a table whose yes and no are Y and N, as partners write them."""
    for at, name in enumerate(rows.column_names):
        if pa.types.is_boolean(rows[name].type):
            words = pc.if_else(rows[name], "Y", "N")
            rows = rows.set_column(at, name, words)
    return rows


def _write_quoted(rows: pa.Table, path: Path) -> None:
    """Write a table in which a text holds a comma or a quotation mark."""
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(rows.column_names)
        for row in _as_text(rows).to_pylist():
            writer.writerow(["" if value is None else value for value in row.values()])
