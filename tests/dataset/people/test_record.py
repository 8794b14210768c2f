"""A record shows each role what it may see, with the source and day of each line."""

from datetime import date

import pytest

from goldenthread.accounts.rules import Role
from goldenthread.areas.models import LocalArea
from goldenthread.dataset.models import Shield
from goldenthread.dataset.queries.person_record import person_record
from goldenthread.dataset.rules.shielding import HIDDEN
from goldenthread.dataset.rules.telling import Record, wait_words, weeks
from tests.dataset.people.conftest import CAT
from tests.dataset.tables.small_set import ADA, ADA_NUMBER, ADA_PUPIL, BEN

CASEWORKER, HEALTH, SENCO = {Role.CASEWORKER}, {Role.HEALTH_PROFESSIONAL}, {Role.SENCO}


def section(record: Record, key: str):
    return next(one for one in record.sections if one.key == key)


def everything(record: Record) -> str:
    """Return all words of a record, as far as a reader could read them."""
    return repr(record)


def test_a_caseworker_reads_education_and_care_whole_and_health_in_outline(area: LocalArea):
    record = person_record(area, ADA, CASEWORKER)
    (need,) = section(record, "needs").entries
    assert need.title == "Need: Autistic spectrum disorder"
    assert (need.source, need.told_on) == ("SEN2 person-level return", date(2025, 1, 16))
    places = section(record, "placements").entries
    assert {("Setting", "999123"), ("Provider", "Sandy Cove")} <= {
        d for p in places for d in p.details
    }
    (waiting,) = section(record, "waits").entries
    assert waiting.outline
    labels = [label for label, _ in waiting.details]
    assert labels == ["Wait", "Service", "Priority"]
    assert waiting.details[0][1] == "Waiting 21 weeks on the day of the extract, as far as is known"


def test_a_health_professional_reads_health_whole_and_education_in_outline(area: LocalArea):
    record = person_record(area, ADA, HEALTH)
    (waiting,) = section(record, "waits").entries
    assert "Reason" in dict(waiting.details)
    (plan,) = section(record, "plans").entries
    assert plan.outline
    assert "ASD" not in everything(record)
    assert "Autistic" not in everything(record)


def test_the_restricted_register_is_there_only_for_its_roles(area: LocalArea):
    assert "Dynamic Support" in everything(person_record(area, ADA, HEALTH))
    for roles in (CASEWORKER, SENCO, {Role.CASEWORKER, Role.SENCO}):
        words = everything(person_record(area, ADA, roles))
        assert "Dynamic" not in words
        assert "dsr" not in words
        nothing = person_record(area, CAT, roles)
        assert not nothing.timeline
        assert not any(said.value for said in (*nothing.names, *nothing.numbers))


def test_a_senco_sees_nothing_of_social_care_and_no_nhs_number(area: LocalArea):
    record = person_record(area, ADA, SENCO)
    words = everything(record)
    assert "Sandy Cove" not in words
    assert "Short break" not in words
    assert ADA_NUMBER not in words
    assert ADA_PUPIL in words
    assert {entry.domain for entry in record.timeline} == {"education", "health"}


def test_who_it_is_is_told_in_the_words_of_each_source_newest_once(area: LocalArea):
    record = person_record(area, ADA, CASEWORKER)
    told = [(said.words, said.value, said.source) for said in record.names]
    camhs = "Child and adolescent mental health: referrals, contacts and admissions"
    assert ("Forename", "Ada-May", camhs) in told
    assert ("Date of birth", "17 May 2014", camhs) in told
    assert [words for words, _, _ in told].count("Forename") == 1


def test_what_is_not_known_is_said_with_who_was_heard(area: LocalArea):
    record = person_record(area, BEN, CASEWORKER)
    assert section(record, "plans").entries == ()
    assert "SEN2 person-level return" in section(record, "plans").unknown
    assert section(record, "destinations").unknown == (
        "Nobody who would know has sent an extract that you may see."
    )
    assert "dsr" not in everything(record).lower()
    numbers = {said.words: said.value for said in record.numbers}
    assert numbers["NHS number"] == ""


def test_a_shielded_child_has_no_place_on_the_record(area: LocalArea):
    Shield.objects.create(
        area=area, person=ADA, records=[], kind="adoption", starts=date(2024, 1, 1)
    )
    record = person_record(area, ADA, CASEWORKER)
    words = everything(record)
    assert record.shielded
    for place in ("ZZ1 1AA", "999123", "Sandy Cove"):
        assert place not in words
    assert HIDDEN in words


@pytest.mark.parametrize(
    ("row", "told_on", "words"),
    [
        ({}, None, "How long is not known: the referral has no date"),
        ({"on": date(2024, 1, 1), "seen_on": date(2024, 1, 15)}, None, "Seen after 2 weeks"),
        ({"on": date(2024, 1, 1)}, None, "Waiting; for how long is not known"),
    ],
)
def test_a_wait_is_told_only_as_far_as_it_is_known(row, told_on, words):
    assert wait_words(row, told_on) == words


def test_a_referral_that_ended_does_not_say_that_the_child_was_seen():
    row = {"on": date(2024, 1, 1), "until": date(2024, 1, 9)}
    assert wait_words(row, None).startswith("Ended after 1 week; whether the child was seen is not")
    assert weeks(date(2024, 1, 1), date(2023, 1, 1)) == "0 weeks"
