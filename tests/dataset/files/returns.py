"""Made-up SEN2 returns as typed tables, and typed tables read back from files."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from goldenthread.dataset.files import tables_in
from goldenthread.dataset.files.sen2_layout import OWN, PARENT
from goldenthread.dataset.rules import identifiers, values
from goldenthread.dataset.sources import source
from goldenthread.dataset.sources.shape import Column, Kind

SEN2 = source("sen2")
Tables = dict[str, list[dict[str, Any]]]

READERS = {
    Kind.WHOLE: values.whole,
    Kind.DATE: values.day,
    Kind.MOMENT: values.moment,
    Kind.YESNO: values.yes_no,
    Kind.UPN: identifiers.upn,
    Kind.ULN: identifiers.uln,
    Kind.POSTCODE: identifiers.postcode,
}
HEADER = {
    "sen2_id": "1",
    "collection": "SEN2",
    "year": 2025,
    "referencedate": date(2025, 1, 16),
    "sourcelevel": "L",
    "lea": "909",
    "serialno": 1,
    "datetime": datetime(2025, 1, 20, 9, 30),
}


def typed(paths: Iterable[Path]) -> Tables:
    """Return the typed rows of a return's files, with nothing wrong in any."""
    read: Tables = {table.name: [] for table in SEN2.tables}
    for found in tables_in(paths, SEN2).tables:
        for row in found.rows():
            assert row.faults == ()
            cells = zip(found.table.columns, row.cells, strict=True)
            read[found.table.name].append(
                {c.name: READERS.get(c.kind, str)(cell) for c, cell in cells if cell is not None}
            )
    return read


def renumbered(tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> Tables:
    """Return tables with their numbers counted anew, since XML carries none."""
    numbers: dict[tuple[str, str], str] = {}
    for table, own in OWN.items():
        for at, row in enumerate(tables.get(table, ()), start=1):
            numbers[own, row.get(own, "1")] = str(at)
    return {
        table: [
            {
                name: numbers[name, value] if name in OWN.values() else value
                for name, value in row.items()
            }
            for row in rows
        ]
        for table, rows in tables.items()
    }


TEXT = st.text(
    st.characters(
        codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: text == text.strip() and text[0] not in "=+-@" and "_x" not in text)
UPNS = ["B801200005001", "M80120000500A"]
ULNS = ["1000000019"]


def cell(column: Column) -> st.SearchStrategy[Any]:
    """Return values that a column may hold once loaded, or nothing."""
    if column.kind is Kind.CODE and column.codes and column.codes.codes:
        return st.sampled_from([code.code for code in column.codes.codes])
    return {
        Kind.WHOLE: st.integers(0, 9),
        Kind.DATE: st.dates(date(1998, 1, 1), date(2030, 12, 31)),
        Kind.MOMENT: st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)).map(
            lambda moment: moment.replace(microsecond=0)
        ),
        Kind.YESNO: st.booleans(),
        Kind.UPN: st.sampled_from(UPNS),
        Kind.ULN: st.sampled_from(ULNS),
        Kind.POSTCODE: st.sampled_from(["CA1 2AB", "ZZ99 3VZ"]),
    }.get(column.kind, TEXT)


@st.composite
def returns(draw: st.DrawFn) -> Tables:
    """Draw a whole return, its rows in the order of their persons and requests."""
    tables: Tables = {table.name: [] for table in SEN2.tables}
    tables["sen2"].append(HEADER | {"dmo": draw(TEXT)})

    def add(table: str, above: dict[str, str]) -> None:
        ids = above | {OWN[table]: f"{table[:3]}{len(tables[table]) + 1:04}"}
        columns = SEN2.table(table).columns
        said = {
            c.name: draw(cell(c))
            for c in columns
            if c.name not in OWN.values() and (c.required or draw(st.booleans()))
        }
        links = {name: ids[name] for name in ids if name in {c.name for c in columns}}
        tables[table].append(links | said)
        for below in (name for name, parent in PARENT.items() if parent == table):
            most = 1 if below in {"assessment", "named_plan", "active_plans"} else 2
            for _ in range(draw(st.integers(0, most))):
                add(below, ids)

    for _ in range(draw(st.integers(1, 3))):
        add("person", {})
    return tables
