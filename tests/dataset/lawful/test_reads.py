"""Each read of identifiable rows stands in the log and the trail; nothing there identifies."""

import json

import pytest

from goldenthread.audit.models import Event
from goldenthread.core.errors import UserError
from goldenthread.dataset.changes.reading import record_read
from goldenthread.dataset.models import Reading, ReadPerson
from goldenthread.dataset.rules.reasons import check_words
from tests.dataset.lawful.conftest import BY

PERSON = "0f" * 16


def read(area, **other):
    given = {"persons": [PERSON], "reason": "casework", "page": "dataset:person"}
    return record_read(by=BY, area=area, **{**given, **other})


def test_a_read_says_who_why_where_and_of_whom(area):
    made = read(area, words="Review next week")
    assert (made.by_name, made.reason, made.people) == ("A tester", "casework", 1)
    assert ReadPerson.objects.get().person == PERSON
    event = Event.objects.get(subject="reading")
    assert event.verb == "read"
    assert event.after["reason"] == "casework"


def test_the_trail_holds_a_digest_of_the_person_and_no_words(area):
    read(area, words="The mother called")
    kept = json.dumps(Event.objects.filter(subject="reading").values_list("after", flat=True)[0])
    assert PERSON not in kept
    assert "digest:" in kept
    assert "mother" not in kept


def test_one_person_is_counted_once(area):
    assert read(area, persons=[PERSON, PERSON]).people == 1


def test_a_large_read_names_its_people_only_in_the_log(area):
    people = [f"{n:032x}" for n in range(60)]
    read(area, persons=people, reason="return")
    event = Event.objects.get(subject="reading")
    assert event.after["people"] == 60
    assert event.after["of"] == []
    assert ReadPerson.objects.count() == 60


@pytest.mark.parametrize("reason", ["", "curiosity"])
def test_no_reason_no_reading(area, reason):
    with pytest.raises(UserError, match="Say why"):
        read(area, reason=reason)
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    "words", ["999 123 4567", "9991234567", "born 03/04/2015", "2015-04-03", "A123456789012"]
)
def test_words_that_identify_are_refused(words):
    with pytest.raises(UserError, match="Leave numbers"):
        check_words(words)


def test_plain_words_stay():
    assert check_words(" Review of year 9 in room 12 ") == "Review of year 9 in room 12"
