"""Merges and splits that people make by hand: each keeps how it was before and can be undone."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.core.errors import UserError
from goldenthread.dataset.linkage.persons import new_persons
from goldenthread.dataset.linkage.shape import DEEDS, PEOPLE, Decisions, Spine, table

MERGE, SPLIT = "merge", "split"


def merge(spine: Spine, one: str, other: str, why: str) -> Spine:
    """Return the spine with the records of `other` given to `one`.

    Holds in every later run, also where the two have different numbers. UserError where either
    has no records or they are the same.
    """
    kept, given = _records(spine, one), _records(spine, other)
    if one == other:
        raise UserError("This is one person already. Nothing was changed.")
    pairs = {"same": [[kept[0], record] for record in (*kept[1:], *given)], "different": []}
    return _done(spine, MERGE, one, other, given, dict.fromkeys(given, one), pairs, why)


def split(spine: Spine, person: str, records: list[str], why: str) -> Spine:
    """Return the spine with these records of a person given to a new person.

    Both parts hold together and stay apart in every later run. UserError where the records are
    not the person's, or are all of them.
    """
    every = _records(spine, person)
    moved = [record for record in every if record in set(records)]
    stay = [record for record in every if record not in set(records)]
    if len(moved) != len(set(records)):
        raise UserError("Some of these records are not of this person. Nothing was changed.")
    if not moved or not stay:
        raise UserError(
            "Choose some of the person's records, not none and not all. Nothing was changed."
        )
    pairs = {
        "same": [[part[0], record] for part in (moved, stay) for record in part[1:]],
        "different": [[stay[0], moved[0]]],
    }
    other = new_persons(1)[0]
    return _done(spine, SPLIT, person, other, moved, dict.fromkeys(moved, other), pairs, why)


def undo(spine: Spine, deed: str, why: str) -> Spine:
    """Return the spine as if a merge or split had not been made; the deed stays on record.

    Records that came since stay where they are until the next run. UserError where there is no
    such deed or it was undone.
    """
    row = next((one for one in spine.deeds.to_pylist() if one["deed"] == deed), None)
    if row is None:
        raise UserError("There is no such merge or split. Nothing was changed.")
    if row["undone_at"] is not None:
        raise UserError("This was undone before. Nothing was changed.")
    row |= {"undone_at": datetime.now(UTC), "undone_why": why}
    others = spine.deeds.filter(pc.not_equal(spine.deeds["deed"], deed))
    deeds = pa.concat_tables([others, table(DEEDS, [row])]).sort_by("at")
    return _moved(spine, json.loads(row["before"])).with_tables(deeds=deeds)


def held_by_hand(spine: Spine) -> Decisions:
    """Return the pairs that merges and splits not undone hold together or apart."""
    found = Decisions()
    for row in spine.deeds.to_pylist():
        if row["undone_at"] is None:
            pairs = json.loads(row["pairs"])
            found += Decisions.of(
                [(a, b) for a, b in pairs["same"]], [(a, b) for a, b in pairs["different"]]
            )
    return found


def _records(spine: Spine, person: str) -> list[str]:
    found = spine.links.filter(pc.equal(spine.links["person"], person))["record"].to_pylist()
    if not found:
        raise UserError("This person has no records. Nothing was changed.")
    return sorted(found)


def _done(
    spine: Spine,
    kind: str,
    person: str,
    other: str,
    records: list[str],
    after: dict[str, str],
    pairs: dict[str, list[list[str]]],
    why: str,
) -> Spine:
    before = dict.fromkeys(records, other if kind == MERGE else person)
    row = {
        "deed": uuid4().hex,
        "kind": kind,
        "person": person,
        "other": other,
        "records": json.dumps(records),
        "before": json.dumps(before),
        "pairs": json.dumps(pairs),
        "why": why,
        "at": datetime.now(UTC),
    }
    deeds = pa.concat_tables([spine.deeds, table(DEEDS, [row])])
    return _moved(spine, after).with_tables(deeds=deeds)


def _moved(spine: Spine, to: dict[str, str]) -> Spine:
    """Give records to persons; a person left without any points to who has them now."""
    records = spine.links["record"].to_pylist()
    old = spine.links["person"].to_pylist()
    persons = [to.get(record, one) for record, one in zip(records, old, strict=True)]
    column = spine.links.column_names.index("person")
    links = spine.links.set_column(column, "person", pa.array(persons, pa.string()))
    went = {one: new for one, new in zip(old, persons, strict=True) if one != new}
    alive = set(persons)
    rows = [
        row
        | {
            "merged_into": None
            if row["person"] in alive
            else went.get(row["person"], row["merged_into"])
        }
        for row in spine.people.to_pylist()
    ]
    known = {row["person"] for row in rows}
    rows += [{"person": one, "born_run": ""} for one in sorted(set(to.values()) - known)]
    return _units_follow(spine.with_tables(links=links, people=table(PEOPLE, rows)))


def _units_follow(spine: Spine) -> Spine:
    """Give units to the persons of their records, so that the next run keeps them."""
    whose = dict(
        zip(spine.links["unit"].to_pylist(), spine.links["person"].to_pylist(), strict=True)
    )
    persons = [
        whose.get(unit, person)
        for unit, person in zip(
            spine.units["unit"].to_pylist(), spine.units["person"].to_pylist(), strict=True
        )
    ]
    column = spine.units.column_names.index("person")
    return spine.with_tables(
        units=spine.units.set_column(column, "person", pa.array(persons, pa.string()))
    )


def forget(spine: Spine, records: set[str]) -> Spine:
    """Return the spine without these records, and without persons who had no others.

    What else was linked through them is compared anew in the next run.
    """
    gone = pc.is_in(spine.links["record"], pa.array(sorted(records), pa.string()))
    links = spine.links.filter(pc.invert(gone))
    persons = links["person"].combine_chunks()
    touched = pc.unique(spine.links.filter(gone)["unit"])
    left = pc.is_in(touched, links["unit"].combine_chunks())
    lost = touched.filter(pc.invert(left))
    units = spine.units.filter(pc.is_in(spine.units["person"], persons))
    units = units.filter(pc.invert(pc.is_in(units["unit"], lost)))
    known = units["unit"].combine_chunks()
    inside = pc.and_(pc.is_in(spine.edges["left"], known), pc.is_in(spine.edges["right"], known))
    cut = spine.edges.filter(pc.invert(inside))
    near = pa.concat_arrays([*cut["left"].chunks, *cut["right"].chunks])
    again = pc.or_(pc.fill_null(units["again"], True), pc.is_in(units["unit"], near))
    units = units.set_column(units.column_names.index("again"), "again", again)
    kept = pc.is_in(spine.people["person"], persons)
    into = pc.is_in(spine.people["merged_into"], persons)
    identifiers = spine.identifiers
    return spine.with_tables(
        links=links,
        units=units,
        edges=spine.edges.filter(inside),
        people=spine.people.filter(pc.or_(kept, into)),
        identifiers=identifiers.filter(pc.is_in(identifiers["person"], persons)),
        deeds=_deeds_without(spine.deeds, records),
    )


def _deeds_without(deeds: pa.Table, records: set[str]) -> pa.Table:
    """Take records out of merges and splits; a deed that was only about them goes."""
    rows = []
    for row in deeds.to_pylist():
        left = [one for one in json.loads(row["records"]) if one not in records]
        before = {k: v for k, v in json.loads(row["before"]).items() if k not in records}
        pairs = {
            kind: [pair for pair in found if not records & set(pair)]
            for kind, found in json.loads(row["pairs"]).items()
        }
        row |= {
            "records": json.dumps(left),
            "before": json.dumps(before),
            "pairs": json.dumps(pairs),
        }
        if left:
            rows.append(row)
    return table(DEEDS, rows)
