"""Runs one after another: the same answer as at once, persons who stay, deeds undone."""

import random
from datetime import date

import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset.linkage import Spine, forget, link, merge, split, undo
from goldenthread.dataset.linkage.shape import LINKS, PEOPLE
from goldenthread.dataset.linkage.units import as_records

from .made_up import quality


def who(spine):
    return {row["record"]: row["person"] for row in spine.links.to_pylist()}


def parts(persons):
    found = {}
    for record, person in persons.items():
        found.setdefault(person, set()).add(record)
    return {frozenset(records) for records in found.values()}


@pytest.fixture(scope="module")
def whole(engine, told):
    return link(engine, as_records(told[0]))


def test_links_are_right_and_complete(whole, told):
    precision, recall = quality(who(whole.spine), told[1])
    assert precision == 1
    assert recall > 0.98
    assert whole.counts["records"] == len(told[0])
    assert whole.counts["persons"] == len(parts(who(whole.spine)))


@pytest.mark.parametrize("steps", [2, 5])
def test_in_steps_gives_the_same_as_at_once(engine, told, whole, steps):
    rows = list(told[0])
    random.Random(steps).shuffle(rows)
    spine, doubts = None, None
    for at in range(steps):
        linked = link(engine, as_records(rows[at::steps]), spine)
        spine, doubts = linked.spine, linked.doubts
    assert parts(who(spine)) == parts(who(whole.spine))
    assert len(doubts) == pytest.approx(len(whole.doubts), abs=3)
    alive = set(who(spine).values())
    for row in spine.people.to_pylist():
        assert (row["person"] in alive) == (row["merged_into"] is None)


def test_persons_stay_when_nothing_new_is_said(engine, told, whole):
    again = link(engine, as_records(told[0]), whole.spine, run="second")
    assert who(again.spine) == who(whole.spine)
    assert set(again.spine.links["run"].to_pylist()) == set(whole.spine.links["run"].to_pylist())
    assert again.spine.people.equals(whole.spine.people)


def test_a_spine_is_the_same_after_the_store(whole):
    back = Spine.from_tables(whole.spine.tables())
    assert back.links.equals(whole.spine.links)
    assert back.model.equals(whole.spine.model)
    assert back.people.schema == PEOPLE
    assert back.links.schema == LINKS


def test_a_record_that_says_something_new_keeps_its_person(engine, rows_of):
    row = {"forename": "Ava", "surname": "Bell", "birth_date": date(2012, 3, 4), "local": "sen2::1"}
    first = link(engine, rows_of(row | {"extract_on": date(2024, 1, 1)})).spine
    later = rows_of(row | {"surname": "Tyson", "extract_on": date(2025, 1, 1), "load": 2})
    second = link(engine, later, first).spine
    assert who(second) == who(first)
    assert len(second.units) == 2
    assert second.links["load"].to_pylist() == [2]
    # An older extract that comes later does not take the record back.
    older = rows_of(row | {"extract_on": date(2023, 1, 1), "load": 3})
    assert link(engine, older, second).spine.links["load"].to_pylist() == [2]


def two(spine):
    sizes = {}
    for person in who(spine).values():
        sizes[person] = sizes.get(person, 0) + 1
    return [person for person, size in sorted(sizes.items()) if size > 2][:2]


def test_a_merge_holds_in_later_runs_and_can_be_undone(engine, whole):
    one, other = two(whole.spine)
    joined = merge(whole.spine, one, other, "their mother said so")
    assert other not in who(joined).values()
    assert {row["person"]: row["merged_into"] for row in joined.people.to_pylist()}[other] == one
    later = link(engine, as_records([]), joined)
    assert parts(who(later.spine)) == parts(who(joined))
    undone = undo(later.spine, later.spine.deeds["deed"][0].as_py(), "it was the cousin")
    assert who(undone) == who(whole.spine)
    assert who(link(engine, as_records([]), undone).spine) == who(whole.spine)
    (deed,) = undone.deeds.to_pylist()
    assert deed["why"] == "their mother said so"
    assert deed["undone_why"] == "it was the cousin"
    with pytest.raises(UserError, match="undone before"):
        undo(undone, deed["deed"], "again")


def test_a_split_holds_in_later_runs_and_can_be_undone(engine, whole):
    person, _ = two(whole.spine)
    records = sorted(record for record, one in who(whole.spine).items() if one == person)
    parted = split(whole.spine, person, records[:1], "two cousins")
    assert who(parted)[records[0]] != person
    assert who(parted)[records[1]] == person
    later = link(engine, as_records([]), parted).spine
    assert parts(who(later)) == parts(who(parted))
    back = undo(later, later.deeds["deed"][0].as_py(), "one child after all")
    assert parts(who(back)) == parts(who(whole.spine))
    assert parts(who(link(engine, as_records([]), back).spine)) == parts(who(whole.spine))


def test_deeds_that_cannot_be_are_refused(whole):
    one, other = two(whole.spine)
    records = sorted(record for record, person in who(whole.spine).items() if person == one)
    with pytest.raises(UserError, match="one person already"):
        merge(whole.spine, one, one, "")
    with pytest.raises(UserError, match="no records"):
        merge(whole.spine, one, "f" * 32, "")
    with pytest.raises(UserError, match="not of this person"):
        split(whole.spine, other, records[:1], "")
    with pytest.raises(UserError, match="not all"):
        split(whole.spine, one, records, "")
    with pytest.raises(UserError, match="no such merge"):
        undo(whole.spine, "f" * 32, "")


def test_what_is_forgotten_is_nowhere_in_the_spine(engine, whole):
    one, other = two(whole.spine)
    joined = merge(whole.spine, one, other, "")
    records = {record for record, person in who(joined).items() if person == one}
    left = forget(joined, records)
    assert not records & set(who(left))
    for name, table in left.tables().items():
        text = str(table.to_pylist())
        assert one not in text, name
        assert not any(record in text for record in records), name
    assert parts(who(link(engine, as_records([]), left).spine)) == parts(who(left))


def test_one_record_can_be_forgotten_and_the_rest_stay_together(engine, whole):
    person, _ = two(whole.spine)
    records = sorted(record for record, one in who(whole.spine).items() if one == person)
    left = forget(whole.spine, {records[0]})
    assert {who(left)[record] for record in records[1:]} == {person}
    assert len(left.units) < len(whole.spine.units)
    after = link(engine, as_records([]), left).spine
    assert records[0] not in who(after)
