"""A store with a few made-up loads in it, written straight, to build linked tables from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from goldenthread.dataset.linkage.shape import LINKS, PEOPLE, UNITS, Spine, table
from goldenthread.dataset.rules.keys import record_key
from goldenthread.dataset.sources import source as source_of
from goldenthread.dataset.store import Kept, Store
from goldenthread.dataset.store.types import schema_of

SECRET = "a made-up secret of a made-up area"
Row = Mapping[str, Any]


@dataclass
class SmallSet:
    """Loads written into a store, and the spine that says whose records they are."""

    store: Store
    loads: list[Kept] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    units: list[Row] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, root: Path) -> "SmallSet":
        return cls(Store(root, SECRET))

    def person(self, person: str, **said: Any) -> str:
        """Add a person to the spine: what all records of theirs say of them."""
        self.people.append(person)
        self.units.append({"unit": person, "person": person} | said)
        return person

    def record(self, source: str, table_name: str, row: Row) -> str:
        key = source_of(source).table(table_name).key
        return record_key(SECRET, source, table_name, [row.get(name) for name in key])

    def load(
        self, source: str, on: date, tables: Mapping[str, Sequence[tuple[str | None, Row]]]
    ) -> Kept:
        """Write a load: each row with the person it is of, or None for nobody known."""
        number = len(self.loads) + 1
        kept = Kept(number, f"load{number}", source, on)
        self.store.stage("loads", kept.folder)
        for name, rows in tables.items():
            self._write(kept, name, rows)
        self.loads.append(kept)
        return kept

    def _write(self, kept: Kept, name: str, rows: Sequence[tuple[str | None, Row]]) -> None:
        shape = source_of(kept.source).table(name)
        full = []
        for number, (person, row) in enumerate(rows, start=1):
            record = self.record(kept.source, name, row)
            full.append({"row": number, "record": record} | dict(row))
            if person is not None and not any(link["record"] == record for link in self.links):
                self.links.append({"record": record, "person": person, "unit": person})
        for identifying, path in (
            (False, self.store.facts(kept.folder, name)),
            (True, self.store.identifying(kept.folder, name)),
        ):
            schema = ibis.schema(schema_of(shape, identifying=identifying)).to_pyarrow()
            cells = [{column: row.get(column) for column in schema.names} for row in full]
            write = self.store.write_locked if identifying else self.store.write_plain
            write(path, pa.Table.from_pylist(cells, schema=schema))

    @property
    def spine(self) -> Spine:
        people = [{"person": one, "merged_into": self.merged.get(one)} for one in self.people]
        return Spine(
            people=table(PEOPLE, people),
            links=table(LINKS, list(self.links)),
            units=table(UNITS, list(self.units)),
        )


def rows_of(folder: Path, name: str, columns: Iterable[str]) -> list[tuple[Any, ...]]:
    """Return some columns of a linked table as written."""
    import pyarrow.parquet as pq

    found = pq.read_table(folder / f"{name}.parquet", columns=list(columns))
    return [tuple(row[column] for column in columns) for row in found.to_pylist()]
