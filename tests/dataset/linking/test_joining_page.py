"""The page that says why records are one person's, and what can be done about it there."""

from datetime import date

import pytest

from goldenthread.accounts.rules import Role
from goldenthread.dataset.changes.linking import link_area
from goldenthread.dataset.models import Joining, Reading, Shield
from goldenthread.dataset.queries.spine import spine_of

from .conftest import BY, client_of, patient, pupil

JANUARY, MARCH = date(2025, 1, 16), date(2025, 3, 1)


@pytest.fixture
def linked(area, load):
    load("sen2", "person", [pupil(0), pupil(1)], JANUARY)
    load("camhs", "referrals", [patient(0)], MARCH)
    link_area(by=BY, area=area)
    return area


@pytest.fixture
def people(linked) -> dict[str, list[str]]:
    """Return the records of each person, who has most first."""
    found: dict[str, list[str]] = {}
    links = spine_of(linked).links
    for person, record in zip(
        links["person"].to_pylist(), links["record"].to_pylist(), strict=True
    ):
        found.setdefault(person, []).append(record)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


@pytest.fixture
def analyst(linked):
    return client_of(linked, Role.ANALYST)


def where(person: str) -> str:
    return f"/areas/anyshire/data/people/{person}/records/"


def test_each_record_says_why(analyst, people):
    whole = next(iter(people))
    page = analyst.get(where(whole))
    assert page.status_code == 200
    assert "The same names, date of birth and postcode, 99.90 % sure" in page.text
    assert "999 000 0018" in page.text
    assert Reading.objects.get().reason == "linkage"
    assert page.headers["Cache-Control"].count("no-store") == 1


def test_part_join_and_take_back(analyst, people):
    whole, alone = people
    sent = {"deed": "part", "records": people[whole][:1], "why": "Cousins of one name"}
    assert analyst.post(where(whole), sent).status_code == 302
    assert "Cousins of one name" in analyst.get(where(whole)).text
    sent = {"deed": "undo", "joining": Joining.objects.get().pk, "why": "No, one child"}
    assert analyst.post(where(whole), sent).status_code == 302
    assert "No, one child" in analyst.get(where(whole)).text
    sent = {"deed": "join", "other": alone, "why": "Told by the family"}
    assert analyst.post(where(whole), sent).status_code == 302
    assert "3 records" in analyst.get(where(whole)).text
    assert "Nobody is known" in analyst.get(where(alone), follow=True).text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"deed": "join", "other": "x", "why": "y"}, "32 figures"),
        ({"deed": "join", "other": "f" * 32, "why": "y"}, "no records"),
        ({"deed": "part", "why": "y"}, "Choose the records"),
        ({"deed": "part", "records": "f" * 32, "why": "y"}, "no longer"),
        ({"deed": "undo", "joining": 1, "why": ""}, "Say why"),
    ],
)
def test_what_cannot_be_is_said(analyst, people, sent, words):
    page = analyst.post(where(next(iter(people))), sent)
    assert page.status_code == 400
    assert words in page.text
    assert not Joining.objects.exists()


def test_a_shielded_place_is_not_shown(analyst, people, linked):
    whole = next(iter(people))
    assert "ZZ90 9ZZ" in analyst.get(where(whole)).text
    Shield.objects.create(
        area=linked, person=whole, kind="adoption", starts=date(2020, 1, 1), entered_by="x"
    )
    page = analyst.get(where(whole)).text
    assert "ZZ90" not in page
    assert "Shielded" in page
