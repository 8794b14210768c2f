"""The steps by which records are linked, one by one, and what keeps people apart."""

import json
from datetime import date

import pytest

from goldenthread.dataset.linkage import Decisions, link

from .made_up import nhs_numbers, upn

ONE, TWO = nhs_numbers(2)
AVA = {
    "forename": "Ava",
    "surname": "O'Neill",
    "birth_date": date(2012, 3, 4),
    "sex": "F",
    "postcode": "CA1 2AB",
}


def persons(linked):
    rows = linked.spine.links.sort_by("record").to_pylist()
    return [row["person"] for row in rows]


def steps(linked):
    return [row["step"] for row in linked.spine.links.sort_by("record").to_pylist()]


def one_person(linked):
    return len(set(persons(linked))) == 1


SAME = [
    ("nhs_number", {"nhs_number": ONE}, {"nhs_number": ONE, "postcode": None, "forename": "Eva"}),
    (
        "nhs_number_near_birth",
        {"nhs_number": ONE},
        {"nhs_number": ONE, "birth_date": date(2012, 4, 3), "postcode": None},
    ),
    (
        "nhs_number_near_birth",
        {"nhs_number": ONE, "former_surname": "Tyson"},
        {"nhs_number": ONE, "birth_date": date(2011, 3, 4), "surname": "Tyson", "postcode": None},
    ),
    (
        "nhs_number_names",
        {"nhs_number": ONE},
        {"nhs_number": ONE, "birth_date": None, "postcode": None},
    ),
    ("upn", {"upn": upn(7)}, {"upn": upn(7).lower(), "surname": "Tyson", "postcode": None}),
    ("uln", {"uln": "9000118742"}, {"uln": "9000118742", "surname": None, "postcode": None}),
    ("demographics", {}, {"surname": "ONEILL", "postcode": "ca12ab", "sex": None}),
    (
        "reference",
        {"local": "sen2::7"},
        {"local": "sen2::7", "postcode": "LA1 1AA", "forename": "Avva", "surname": "Tyson"},
    ),
]


@pytest.mark.parametrize(("step", "one", "other"), SAME)
def test_what_makes_two_records_one_person(engine, rows_of, step, one, other):
    linked = link(engine, rows_of(AVA | one, AVA | other))
    assert one_person(linked)
    assert steps(linked) == [step, step]
    links = linked.spine.links.to_pylist()
    assert all(0.99 < row["score"] <= 1 for row in links)
    assert all(json.loads(row["evidence"])["agree"] for row in links)


APART = {
    "an NHS number with a wrong check digit is no evidence": (
        {"nhs_number": "9990000001", "surname": "Bell", "postcode": None},
        {"nhs_number": "9990000001", "forename": "Zoe", "postcode": None},
    ),
    "a temporary UPN may be given again": (
        {"upn": "A0000000000A", "surname": "Bell", "postcode": None},
        {"upn": "A0000000000A", "forename": "Zoe", "postcode": None},
    ),
    "one number and nothing else in common": (
        {"nhs_number": ONE},
        {
            "nhs_number": ONE,
            "forename": "Zoe",
            "surname": "Bell",
            "birth_date": date(2004, 9, 9),
        },
    ),
    "twins": ({}, {"forename": "Leo", "sex": "M"}),
    "twins of like names": ({"forename": "Leo"}, {"forename": "Theo"}),
    "brother and sister": ({}, {"forename": "Leo", "birth_date": date(2014, 3, 4)}),
    "two NHS numbers": ({"nhs_number": ONE}, {"nhs_number": TWO}),
    "two UPNs": ({"upn": upn(1)}, {"upn": upn(2)}),
    "no name": (
        {"forename": None, "surname": None, "postcode": None},
        {"forename": None, "surname": None, "postcode": None},
    ),
    "a date that stands for not known": (
        {"birth_date": date(1900, 1, 1), "postcode": "ZZ99 3VZ"},
        {"birth_date": date(1900, 1, 1), "postcode": "ZZ99 3VZ", "forename": "Avah"},
    ),
}


@pytest.mark.parametrize("why", APART)
def test_what_keeps_two_records_apart(engine, rows_of, why):
    one, other = APART[why]
    assert not one_person(link(engine, rows_of(AVA | {"sex": "F"} | one, AVA | other)))


def test_a_changed_surname_and_a_slip_are_found_by_likelihood(engine, rows_of):
    linked = link(
        engine,
        rows_of(
            AVA,
            AVA | {"surname": "Tyson", "former_surname": "O'Neill"},
            AVA | {"forename": "Avva", "source": "camhs"},
        ),
    )
    assert one_person(linked)
    assert "likelihood" in steps(linked)
    told = [json.loads(row["evidence"]) for row in linked.spine.links.to_pylist()]
    assert any("surname: changed" in one.get("near", []) for one in told)


def test_two_numbers_and_all_else_the_same_is_a_conflict_for_people(engine, rows_of):
    linked = link(engine, rows_of(AVA | {"nhs_number": ONE}, AVA | {"nhs_number": TWO}))
    assert linked.doubts["band"].to_pylist() == ["conflict"]
    assert linked.doubts["left"].to_pylist() < linked.doubts["right"].to_pylist()


def test_who_could_be_either_of_two_is_neither_and_is_asked_about(engine, rows_of):
    linked = link(
        engine, rows_of(AVA | {"nhs_number": ONE}, AVA | {"nhs_number": TWO}, AVA | {"sex": None})
    )
    assert len(set(persons(linked))) == 3
    assert set(linked.doubts["band"].to_pylist()) == {"conflict"}


def test_clusters_are_transitive_across_numbers(engine, rows_of):
    linked = link(
        engine,
        rows_of(
            AVA | {"nhs_number": ONE, "postcode": None},
            AVA | {"nhs_number": ONE, "upn": upn(4), "postcode": None, "source": "camhs"},
            AVA | {"upn": upn(4), "postcode": None, "surname": "Bell", "source": "ehe"},
        ),
    )
    assert one_person(linked)


def test_what_people_decided_is_never_overruled(engine, rows_of):
    rows = rows_of(
        AVA | {"nhs_number": ONE, "upn": upn(1)},
        AVA | {"nhs_number": TWO, "upn": upn(2)},
        AVA | {"nhs_number": ONE, "upn": upn(1), "source": "camhs"},
        AVA | {"nhs_number": ONE, "upn": upn(1)},
    )
    names = [f"{at:032x}" for at in range(4)]
    decided = Decisions.of([(names[0], names[1])], [(names[0], names[2]), (names[0], names[3])])
    for spine in (None, link(engine, rows).spine):
        linked = link(engine, rows, spine, decided)
        found = persons(linked)
        assert found[0] == found[1]
        assert found[0] != found[2]
        assert found[0] != found[3]
        again = link(engine, rows.slice(0, 0), linked.spine, decided)
        assert persons(again) == found
    held = {tuple(pair.values()) for pair in linked.doubts.select(["left", "right"]).to_pylist()}
    assert not held & {(names[0], names[2]), (names[0], names[3])}
