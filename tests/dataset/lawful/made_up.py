"""A small store of made-up children, written straight to its files: two loads, a spine, a build."""

import json
from datetime import date

import pyarrow as pa

from goldenthread.areas.models import LocalArea
from goldenthread.dataset.models import LinkageRun, Load, LoadTable
from goldenthread.dataset.queries.loads import store_of
from goldenthread.dataset.rules.keys import linked_key, record_key
from goldenthread.dataset.sources import source
from goldenthread.dataset.store.types import schema_of

SECRET = "a key for tests"
ANN, BEN = "a" * 32, "b" * 32
CHILDREN = {
    ANN: {
        "local_id": "L-1",
        "nhs_number": "9990000018",
        "forename": "Annabel",
        "surname": "Quillfeather",
        "birth_date": date(2012, 3, 4),
        "sex": "2",
        "postcode": "ZZ99 3CZ",
    },
    BEN: {
        "local_id": "L-2",
        "nhs_number": "9990000026",
        "forename": "Benedict",
        "surname": "Ostlethwaite",
        "birth_date": date(2013, 5, 6),
        "sex": "1",
        "postcode": "ZZ99 3VZ",
    },
}
# What tells of Ann wherever it stands.
TELLING = ("9990000018", "Annabel", "Quillfeather", "ZZ99 3CZ")


def record_of(person: str) -> str:
    """Return the record of a child's one referral."""
    return record_key(SECRET, "camhs", "referrals", [f"R-{CHILDREN[person]['local_id']}"])


def _arrow(rows: list[dict], *, identifying: bool) -> pa.Table:
    import ibis

    shape = source("camhs").table("referrals")
    schema = ibis.schema(schema_of(shape, identifying=identifying)).to_pyarrow()
    return pa.Table.from_pylist(rows, schema=schema)


def load_of(area: LocalArea, folder: str, extract_on: date, people: tuple[str, ...]) -> Load:
    """Write a load of referrals of some children, one row of Ann's held back, and commit it."""
    store, rows = store_of(area), []
    for number, person in enumerate(people, 1):
        child = CHILDREN[person]
        rows.append(
            {
                "row": number,
                "record": record_of(person),
                "referral_id": f"R-{child['local_id']}",
                "school_urn": "999001",
                "received_on": date(2025, 2, 3),
                "rejected_for": f"Mrs {child['surname']} senior asked for it",
                **child,
            }
        )
    store.stage("loads", folder)
    store.write_plain(store.facts(folder, "referrals"), _arrow(rows, identifying=False))
    store.write_locked(store.identifying(folder, "referrals"), _arrow(rows, identifying=True))
    raws = [
        {"NHSNumber": "999 000 0018", "Surname": "Q", "DOB": "31/02/2012"},
        {"NHSNumber": "", "Forename": "ANNABEL", "Surname": "Quillfeather", "DOB": "04/03/2012"},
        {"NHSNumber": "999 000 0026", "Surname": "Ostlethwaite", "DOB": "06/13/2013"},
    ]
    held_back = pa.table(
        {
            "row": pa.array([7, 8, 9], pa.int64()),
            "raw": [json.dumps(raw) for raw in raws],
            "codes": [["type"], ["required"], ["type"]],
        }
    )
    store.write_locked(store.quarantine(folder, "referrals"), held_back)
    load = Load.objects.create(
        area=area,
        source="camhs",
        purpose="Planning services",
        extract_on=extract_on,
        digest=f"{folder:0>64}",
        folder=folder,
        state=Load.COMPLETE,
        made_up=True,
        partner="Anyshire Trust",
    )
    LoadTable.objects.create(
        load=load, table="referrals", read=len(rows) + 3, accepted=len(rows), quarantined=3
    )
    return load


def linked(area: LocalArea, people: tuple[str, ...] = (ANN, BEN)) -> LinkageRun:
    """Write and commit a spine that knows the children, and one linked table."""
    from goldenthread.dataset.linkage.shape import (
        DEEDS,
        EDGES,
        IDENTIFIERS,
        LINKS,
        PEOPLE,
        UNITS,
        table,
    )

    day = date(2025, 3, 1)
    parts = {
        "people": table(PEOPLE, [{"person": each, "born_run": "one"} for each in people]),
        "identifiers": table(
            IDENTIFIERS,
            [
                {
                    "person": each,
                    "kind": "nhs_number",
                    "value": CHILDREN[each]["nhs_number"],
                    "source": "camhs",
                    "first_on": day,
                    "last_on": day,
                    "confidence": 1.0,
                    "status": "present untraced",
                }
                for each in people
            ],
        ),
        "links": table(
            LINKS,
            [
                {
                    "record": record_of(each),
                    "person": each,
                    "step": "nhs_number",
                    "score": 1.0,
                    "evidence": '{"nhs_number": "agrees"}',
                    "run": "one",
                    "unit": f"unit-{each[:4]}",
                    "source": "camhs",
                    "load": 1,
                    "extract_on": day,
                }
                for each in people
            ],
        ),
        "units": table(
            UNITS,
            [
                {
                    "unit": f"unit-{each[:4]}",
                    "source": "camhs",
                    **CHILDREN[each],
                    "local": f"camhs:Anyshire Trust:{CHILDREN[each]['local_id']}",
                    "birth_date": CHILDREN[each]["birth_date"].isoformat(),
                    "person": each,
                }
                for each in people
            ],
        ),
        "edges": table(
            EDGES,
            [{"left": "unit-aaaa", "right": "unit-bbbb", "step": "splink", "weight": -9.0}],
        ),
        "deeds": table(DEEDS, [{"deed": "d", "kind": "merge", "person": BEN, "other": ANN}]),
    }
    store = store_of(area)
    folder = store.stage("spine", "one")
    for name, rows in parts.items():
        store.write_locked(folder / f"{name}.parquet", rows)
    store.write_plain(
        store.stage("linked", "one") / "referrals.parquet",
        pa.table(
            {
                "person": [linked_key(SECRET, each) for each in people],
                "record": [record_of(each) for each in people],
                "load": pa.array([1] * len(people), pa.int64()),
            }
        ),
    )
    return LinkageRun.objects.create(area=area, folder="one", state=LinkageRun.COMPLETE)


def everything_in(area: LocalArea) -> str:
    """Return the rows of every file of an area's store, opened, as one text."""
    import pyarrow.parquet as pq

    store, said = store_of(area), []
    for path in store.files():
        locked = path.read_bytes()[-4:] == b"PARE"
        rows = store.read_locked(path) if locked else pq.read_table(path)
        said.append(f"{path.relative_to(store.root)} {rows.to_pylist()}")
    return "\n".join(said)
