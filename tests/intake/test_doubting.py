"""What may be wrong with a reading: different words for different doubts, the worst first."""

import pytest

from goldenthread.intake.models import ReadFact
from goldenthread.intake.queries.waiting import by_cause, to_look_at
from goldenthread.intake.rules.doubting import DOUBT_WORDS, Doubt, doubt_of
from goldenthread.reading import bullets, minutes, revisit_letter
from goldenthread.reading.statement import consistency, doubts


@pytest.mark.parametrize(
    ("reason", "doubt"),
    [
        (doubts._MIXED, Doubt.MIXED),
        (doubts._BROKEN, Doubt.MIXED),
        (doubts._SHARED, Doubt.MIXED),
        (consistency._FOREIGN, Doubt.MIXED),
        (consistency._SPLIT, Doubt.MIXED),
        (minutes.COLUMNS_TOUCH, Doubt.MIXED),
        ("Its lines and its neighbour's were printed as one.", Doubt.MIXED),
        (doubts._UNFINISHED, Doubt.SHORT),
        (doubts._LEFT_OUT, Doubt.SHORT),
        (consistency._EARLY, Doubt.SHORT),
        (bullets.BY_LINE_LENGTH, Doubt.SHORT),
        ("No date was found.", Doubt.NOT_FOUND),
        (revisit_letter.NO_JUDGEMENT, Doubt.NOT_FOUND),
        (doubts._COUNT, Doubt.ELSEWHERE),
        (doubts._PLACE, Doubt.ELSEWHERE),
        (doubts._STEP, Doubt.ELSEWHERE),
        (consistency._NEIGHBOUR, Doubt.ELSEWHERE),
        (consistency._APART, Doubt.ELSEWHERE),
        (revisit_letter.BOTH_WAYS, Doubt.ELSEWHERE),
        ("The column is hidden in the sheet.", Doubt.UNSURE),
        ("", Doubt.UNSURE),
    ],
)
def test_the_reason_tells_what_may_be_wrong(reason, doubt):
    assert doubt_of(reason[:1].upper() + reason[1:]) is doubt


def test_every_doubt_has_words_of_its_own():
    assert len(set(DOUBT_WORDS.values())) == len(Doubt)


def test_the_worst_readings_come_before_a_larger_group_that_is_merely_unsure(tracker):
    rows = ReadFact.objects.filter(part__intake=tracker, noun="actions")
    rows.filter(field="lead").update(state="unsure", reason="Printed once.")
    rows.filter(field="text", key="2.2.1").update(
        state="unsure", reason="Lines of several columns stand mixed."
    )
    items = to_look_at(tracker)
    assert items[0].label == "Action 2.2.1, words"
    degrees = [doubt_of(item.reason) for item in items]
    assert degrees == sorted(degrees)
    assert by_cause(tracker, items)[0].doubt == "Words may be mixed up"


def test_the_page_says_which_doubt_it_is(client, tracker):
    row = ReadFact.objects.get(part__intake=tracker, key="2.2.1", field="text")
    ReadFact.objects.filter(pk=row.pk).update(
        state="unsure", reason="It breaks off as if more followed."
    )
    page = client.get(f"/areas/harbourshire/repair/{tracker.document_id}/").text
    assert "Words may be missing" in page
