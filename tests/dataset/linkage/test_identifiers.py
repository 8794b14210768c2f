"""The numbers of a person: their standing, their confidence, and what tracing changes."""

from datetime import date

import pytest

from goldenthread.dataset.linkage import link

from .made_up import nhs_numbers, upn

ONE, TWO, THREE = nhs_numbers(3)
AVA = {"forename": "Ava", "surname": "Bell", "birth_date": date(2012, 3, 4), "postcode": "CA1 2AB"}
TRACE = {"source": "nhs_trace", "table": "results", "traced": True, "about": f"{0:032x}"}


def numbers(linked, kind="nhs_number"):
    rows = [row for row in linked.spine.identifiers.to_pylist() if row["kind"] == kind]
    return sorted((row["value"] or "", row["status"], round(row["confidence"], 4)) for row in rows)


def test_a_number_from_two_sources_is_surer_than_from_one(engine, rows_of):
    ours = AVA | {"nhs_number": ONE, "extract_on": date(2024, 1, 1)}
    assert numbers(link(engine, rows_of(ours))) == [(ONE, "present untraced", 0.9)]
    linked = link(engine, rows_of(ours, ours | {"source": "camhs", "extract_on": date(2025, 1, 1)}))
    assert numbers(linked) == [(ONE, "present untraced", 0.99)] * 2
    rows = {row["source"]: row for row in linked.spine.identifiers.to_pylist() if row["value"]}
    assert rows["sen2"]["first_on"] == date(2024, 1, 1)
    assert rows["camhs"]["last_on"] == date(2025, 1, 1)


@pytest.mark.parametrize("kind", ["nhs_number", "upn", "uln"])
def test_who_has_no_number_has_a_row_that_says_so(engine, rows_of, kind):
    assert numbers(link(engine, rows_of(AVA)), kind) == [("", "absent", 0)]


def test_a_wrong_check_digit_is_invalid_and_absent(engine, rows_of):
    linked = link(engine, rows_of(AVA | {"nhs_number": "9990000001"}))
    assert numbers(linked) == [("", "absent", 0), ("9990000001", "invalid", 0)]


def test_a_number_of_two_persons_is_in_conflict(engine, rows_of):
    other = {"forename": "Zoe", "surname": "Todd", "birth_date": date(2004, 9, 9)}
    linked = link(engine, rows_of(AVA | {"nhs_number": ONE}, other | {"nhs_number": ONE}))
    assert [row[1] for row in numbers(linked)] == ["conflicting", "conflicting"]


def test_tracing_finds_a_number(engine, rows_of):
    before = link(engine, rows_of(AVA)).spine
    answer = rows_of({}, TRACE | {"nhs_number": ONE, "birth_date": AVA["birth_date"]}).slice(1)
    linked = link(engine, answer, before)
    assert numbers(linked) == [(ONE, "present and traced", 1)]
    assert len(set(linked.spine.links["person"].to_pylist())) == 1
    assert "traced" in linked.spine.links["step"].to_pylist()


def test_tracing_by_the_person_or_a_partners_reference(engine, rows_of):
    before = link(engine, rows_of(AVA | {"local": "sen2:council:A7"})).spine
    for about in (before.links["person"][0].as_py(), "A7"):
        answer = rows_of({}, TRACE | {"nhs_number": ONE, "about": about}).slice(1)
        assert numbers(link(engine, answer, before)) == [(ONE, "present and traced", 1)]


def test_an_answer_about_nobody_we_know_makes_no_person(engine, rows_of):
    answer = rows_of({}, TRACE | {"nhs_number": ONE, "about": "f" * 32}).slice(1)
    linked = link(engine, answer)
    assert linked.counts["persons"] == 0
    assert len(linked.spine.identifiers) == 0


def test_tracing_supersedes_a_number_and_joins_its_two_owners(engine, rows_of):
    old = AVA | {"nhs_number": ONE, "postcode": None}
    new = AVA | {"nhs_number": TWO, "postcode": None, "surname": "Tyson", "source": "camhs"}
    other = new | {"nhs_number": THREE, "forename": "Zoe", "sex": "F"}
    before = link(engine, rows_of(old, new, other)).spine
    assert len(set(before.links["person"].to_pylist())) == 3
    answer = TRACE | {"nhs_number": TWO, "old_nhs_number": ONE, "birth_date": AVA["birth_date"]}
    linked = link(engine, rows_of({}, {}, {}, answer).slice(3), before)
    person = {row["record"]: row["person"] for row in linked.spine.links.to_pylist()}
    assert person[f"{0:032x}"] == person[f"{1:032x}"] != person[f"{2:032x}"]
    assert (ONE, "superseded", 0) in numbers(linked)
    assert (TWO, "present and traced", 1) in numbers(linked)


def test_upns_and_references_have_their_rows(engine, rows_of):
    linked = link(engine, rows_of(AVA | {"upn": upn(9), "local": "sen2::12"}))
    assert numbers(linked, "upn") == [(upn(9), "present untraced", 0.9)]
    assert numbers(linked, "local") == [("sen2::12", "present untraced", 0.9)]
