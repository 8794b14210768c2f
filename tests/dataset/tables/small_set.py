"""A store with a few made-up loads in it, written straight, to build linked tables from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from goldenthread.dataset.linkage.shape import (
    IDENTIFIERS,
    LINKS,
    PEOPLE,
    UNITS,
    Spine,
    table,
)
from goldenthread.dataset.rules.keys import record_key
from goldenthread.dataset.sources import source as source_of
from goldenthread.dataset.store import Kept, Store
from goldenthread.dataset.store.types import schema_of

SECRET = "a made-up secret of a made-up area"
Row = Mapping[str, Any]
ADA, BEN = "a" * 32, "b" * 32
# Of the range that is never given out.
ADA_NUMBER, ADA_PUPIL = "9990000018", "Y999000000001"


@dataclass
class SmallSet:
    """Loads written into a store, and the spine that says whose records they are."""

    store: Store
    loads: list[Kept] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    units: list[Row] = field(default_factory=list)
    identifiers: list[Row] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, root: Path) -> "SmallSet":
        return cls(Store(root, SECRET))

    def person(self, person: str, **said: Any) -> str:
        """Add a person to the spine: what all records of theirs say of them."""
        self.people.append(person)
        self.units.append({"unit": person, "person": person} | said)
        return person

    def number(self, person: str, kind: str, value: str, status: str, source: str) -> None:
        """Add an identifier of a person to the spine."""
        self.identifiers.append(
            {"person": person, "kind": kind, "value": value, "status": status, "source": source}
            | {"first_on": date(2024, 1, 1), "last_on": date(2025, 1, 1), "confidence": 1.0}
        )

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
                self.links.append(
                    {
                        "record": record,
                        "person": person,
                        "unit": person,
                        "source": kept.source,
                        "load": kept.load,
                        "extract_on": kept.extract_on,
                        "step": "nhs_number",
                        "score": 1.0,
                    }
                )
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
            identifiers=table(IDENTIFIERS, list(self.identifiers)),
            links=table(LINKS, list(self.links)),
            units=table(UNITS, list(self.units)),
        )


def rows_of(folder: Path, name: str, columns: Iterable[str]) -> list[tuple[Any, ...]]:
    """Return some columns of a linked table as written."""
    import pyarrow.parquet as pq

    found = pq.read_table(folder / f"{name}.parquet", columns=list(columns))
    return [tuple(row[column] for column in columns) for row in found.to_pylist()]


def two_children(store: Store) -> SmallSet:
    """Return a set with two children: one with a plan, one waiting for mental health."""
    small = SmallSet(store)
    ada = {"forename": "ADA", "surname": "INVENTED", "birth_date": "2014-05-17", "sex": "F"}
    small.person(ADA, **ada, postcode="ZZ11AA")
    ben = {"forename": "BEN", "surname": "IMAGINED", "birth_date": "2012-11-30", "sex": "M"}
    small.person(BEN, **ben, postcode="ZZ99ZZ")
    small.number(ADA, "nhs_number", ADA_NUMBER, "present untraced", "dsr")
    small.number(ADA, "upn", ADA_PUPIL, "present untraced", "sen2")
    request = {"request_id": "r1", "receiveddate": date(2023, 3, 1), "requestoutcome": "Y"}
    plan = {"named_plan_id": "p1", "startdate": date(2023, 7, 19), "planres": "A"}
    nobodys = {"named_plan_id": "p2", "startdate": date(2022, 1, 1)}
    need = {"sen_need_id": "n1", "sentype": "ASD", "sentyperank": 1}
    people = [(ADA, {"person_id": "1", "ethnicity": "WBRI"}), (BEN, {"person_id": "2"})]
    tables = {
        "person": people,
        "requests": [(ADA, request)],
        "named_plan": [(ADA, plan), (None, nobodys)],
        "sen_need": [(ADA, need)],
    }
    small.load("sen2", date(2025, 1, 16), tables)
    referral = {"referral_id": "c1", "received_on": date(2024, 4, 4), "reason": "25"}
    small.load("camhs", date(2025, 2, 1), {"referrals": [(BEN, referral)]})
    return small
