"""A run of the linkage in an area: committed by its row, asked of people, followed by joins."""

from datetime import date

import pytest

from goldenthread.accounts.rules import Role
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.dataset.changes.joining import join_people, part_people, undo_joining
from goldenthread.dataset.changes.linking import link_area
from goldenthread.dataset.changes.reviewing import answer_pair
from goldenthread.dataset.models import Joining, LinkageRun, Reading, ReviewPair
from goldenthread.dataset.queries.loads import store_of
from goldenthread.dataset.queries.review import joinings, standing
from goldenthread.dataset.queries.spine import said_of_records, spine_of
from goldenthread.dataset.rules.review import Verdict

from .conftest import BY, client_of, patient, pupil

FIRST, SECOND = Actor("user:1", "First"), Actor("user:2", "Second")
JANUARY, MARCH = date(2025, 1, 16), date(2025, 3, 1)


@pytest.fixture
def loaded(load):
    load("sen2", "person", [pupil(0), pupil(1), pupil(2, forename="Klementyn")], JANUARY)
    load("camhs", "referrals", [patient(0), patient(1), patient(2), patient(3)], MARCH)


def persons(area) -> dict[str, str]:
    return dict(
        zip(
            spine_of(area).links["record"].to_pylist(),
            spine_of(area).links["person"].to_pylist(),
            strict=True,
        )
    )


def test_nothing_loaded_is_nothing_to_link(area):
    with pytest.raises(UserError, match="Nothing is loaded"):
        link_area(by=BY, area=area)
    assert not LinkageRun.objects.exists()


def test_records_of_one_child_become_one_person(area, loaded):
    run = link_area(by=BY, area=area)
    assert run.state == LinkageRun.COMPLETE
    found = persons(area)
    assert len(found) == 7
    assert len(set(found.values())) in (4, 5)
    linked = len(found) - run.counts.get("step single", 0)
    assert sum(standing(area).steps.values()) == linked > 0
    assert link_area(by=BY, area=area).counts == run.counts
    assert persons(area) == found


def test_a_run_that_was_cut_off_leaves_nothing(area, loaded):
    store = store_of(area)
    LinkageRun.objects.create(area=area, folder="cutoff")
    store.stage("spine", "cutoff")
    run = link_area(by=BY, area=area)
    assert store.names("spine") == [run.folder]


def test_people_join_and_part_what_the_linkage_does_not(area, loaded):
    link_area(by=BY, area=area)
    before = persons(area)
    one, other = sorted(set(before.values()))[:2]
    joined = join_people(by=BY, area=area, person=one, other=other, why="Seen at a review")
    assert len(set(persons(area).values())) == len(set(before.values())) - 1
    link_area(by=BY, area=area, full=False)
    assert len(set(persons(area).values())) == len(set(before.values())) - 1
    undo_joining(by=BY, joining=joined, why="Cousins")
    assert persons(area) == before
    whole = next(p for p in before.values() if list(before.values()).count(p) > 1)
    records = sorted(record for record, person in before.items() if person == whole)
    part_people(by=BY, area=area, person=whole, records=records[:1], why="Two of one name")
    assert len(set(persons(area).values())) == len(set(before.values())) + 1
    link_area(by=BY, area=area)
    now = persons(area)
    assert now[records[0]] != now[records[1]]
    assert [one.kind for one in joinings(area)] == [Joining.SPLIT, Joining.MERGE]


@pytest.mark.parametrize(
    ("change", "given", "words"),
    [
        (join_people, {"person": "a" * 32, "other": "b" * 32, "why": " "}, "Say why"),
        (join_people, {"person": "a" * 32, "other": "b" * 32, "why": "x"}, "not been linked"),
        (part_people, {"person": "a" * 32, "records": [], "why": "x"}, "not been linked"),
    ],
)
def test_what_cannot_be_is_refused(area, change, given, words):
    with pytest.raises(UserError, match=words):
        change(by=BY, area=area, **given)
    assert joinings(area) == []


@pytest.fixture
def asked(area, loaded) -> ReviewPair:
    """Return a pair of two records of the spine, put on the list by hand."""
    run = link_area(by=BY, area=area)
    ReviewPair.objects.all().delete()
    found = persons(area)
    one, other = sorted(set(found.values()))[:2]
    left, right = sorted(
        next(record for record, person in found.items() if person == who) for who in (one, other)
    )
    return ReviewPair.objects.create(
        area=area, run=run, left=left, right=right, band="doubt", score=0.5
    )


def test_what_people_decide_holds_in_the_next_run(area, asked):
    for who in (FIRST, SECOND):
        answer_pair(by=who, pair=asked, verdict=Verdict.SAME)
    link_area(by=BY, area=area)
    assert len({persons(area)[asked.left], persons(area)[asked.right]}) == 1
    link_area(by=BY, area=area, full=True)
    assert len({persons(area)[asked.left], persons(area)[asked.right]}) == 1


def test_a_reviewer_sees_two_records_and_not_the_score(area, asked):
    client = client_of(area, Role.CASEWORKER)
    page = client.get("/areas/anyshire/data/review/")
    said = said_of_records(area, [asked.left, asked.right])
    assert page.status_code == 200
    assert said[asked.left]["forename"] in page.text
    assert said[asked.right]["forename"] in page.text
    assert "0.5" not in page.text
    reading = Reading.objects.get()
    assert (reading.reason, reading.people) == ("linkage", 2)
    kept = client.post("/areas/anyshire/data/review/", {"pair": asked.pk, "verdict": "different"})
    assert kept.status_code == 302
    assert "Nothing waits for you" in client.get("/areas/anyshire/data/review/").text
    again = client.post("/areas/anyshire/data/review/", {"pair": asked.pk, "verdict": "same"})
    assert again.status_code == 400
    assert "answered it already" in again.text


@pytest.mark.parametrize("sent", [{}, {"pair": "x", "verdict": "same"}, {"verdict": "maybe"}])
def test_nonsense_is_answered_with_a_sentence(area, asked, sent):
    client = client_of(area, Role.ANALYST)
    page = client.post("/areas/anyshire/data/review/", sent)
    assert page.status_code == 400
    assert "There is a problem" in page.text
    assert not asked.answers.exists()
