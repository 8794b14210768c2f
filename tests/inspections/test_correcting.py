"""A judgement copied wrongly is put right: what stood before stays, struck out and on its days."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.audit.models import Event as Recorded
from goldenthread.core.errors import UserError
from goldenthread.inspections.changes import (
    correct_judgement,
    record_inspection,
    record_judgements,
    record_progress_said,
)
from goldenthread.inspections.models import Inspection, Judgement, ProgressSaid
from goldenthread.inspections.queries import expected_after, judgements_on, progress_said_on
from goldenthread.inspections.rules import (
    ActionTaken,
    DraftInspection,
    DraftJudgement,
    DraftProgressSaid,
    InspectionKind,
    Judged,
    Regime,
)
from goldenthread.reports.queries.lines import Line
from goldenthread.reports.queries.packs import concluded_words

from .conftest import BY

CAVEAT = "Parents do not feel heard."
RIGHT = {
    "do": "correct",
    "seen": "0",
    "judged": "sufficient",
    "strengths": "Leaders listen.",
    "caveats": CAVEAT,
    "why": "The line above was copied.",
}
OTHERWISE = {"strengths": (), "caveats": (), "why": "Read again.", "seen": 0}


@pytest.fixture
def judged(area, letter) -> Judgement:
    """Return the judgement of a revisit on the first weakness, known since 20 January 2023."""
    draft = DraftInspection(
        Regime.LOCAL_AREA_2016,
        InspectionKind.REVISIT,
        "The revisit",
        date(2022, 12, 5),
        date(2022, 12, 8),
        letter_dated=date(2023, 1, 20),
    )
    visit = record_inspection(by=BY, area=area, draft=draft, follows=letter)
    drafts = [DraftJudgement(1, Judged.NOT_SUFFICIENT, caveats=(CAVEAT,))]
    return record_judgements(by=BY, revisit=visit, drafts=drafts)[0]


@pytest.fixture
def told(area, report) -> ProgressSaid:
    """Return what a monitoring inspection said of a priority action, known since 3 Nov 2025."""
    draft = DraftInspection(
        Regime.AREA_SEND_2023,
        InspectionKind.MONITORING,
        "The monitoring inspection",
        date(2025, 10, 6),
        letter_dated=date(2025, 11, 3),
    )
    visit = record_inspection(by=BY, area=area, draft=draft, follows=report)
    drafts = [DraftProgressSaid(1, ActionTaken.EFFECTIVE, "Leaders have acted.")]
    return record_progress_said(by=BY, visit=visit, drafts=drafts)[0]


def page(client: Client, name: str, row: Inspection, on: str = "") -> str:
    address = reverse(f"inspections:{name}", args=["anyshire", row.pk])
    return client.get(address + (f"?as-at={on}" if on else "")).content.decode()


def send(client: Client, name: str, row: Judgement | ProgressSaid, said: dict[str, str]):
    return client.post(reverse(f"inspections:{name}", args=["anyshire", row.pk]), said, follow=True)


def test_what_stood_before_is_struck_and_stands_on_its_own_days(judged, letter):
    day = date(2023, 3, 1)
    said = OTHERWISE | {"strengths": ("Leaders listen.",)}
    correct_judgement(by=BY, judgement=judged, judged=Judged.SUFFICIENT, on=day, **said)
    [before] = judgements_on(letter, date(2023, 2, 28))
    assert (before.judged, before.caveats, before.struck) == ("not_sufficient", [CAVEAT], [])
    assert expected_after(judged.inspection, date(2023, 2, 28))
    [now] = judgements_on(letter, day)
    assert (now.judged, now.strengths, now.caveats) == ("sufficient", ["Leaders listen."], [])
    assert [(c.on, c.why, c.was["caveats"]) for c in now.struck] == [(day, "Read again.", [CAVEAT])]
    assert not expected_after(judged.inspection, day)
    assert Recorded.objects.filter(verb="correct_judgement").count() == 1


def test_each_day_has_what_stood_on_it_after_two_corrections(judged, letter):
    first, second = date(2023, 3, 1), date(2023, 4, 1)
    one = OTHERWISE | {"caveats": ("Once.",)}
    correct_judgement(by=BY, judgement=judged, judged=Judged.SUFFICIENT, on=first, **one)
    two = OTHERWISE | {"caveats": ("Twice.",), "seen": 1}
    correct_judgement(by=BY, judgement=judged, judged=Judged.SUFFICIENT, on=second, **two)
    days = (date(2023, 2, 1), first, date(2023, 3, 31), second)
    stood = [judgements_on(letter, day)[0] for day in days]
    assert [row.caveats for row in stood] == [[CAVEAT], ["Once."], ["Once."], ["Twice."]]
    assert [len(row.struck) for row in stood] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"seen": 1}, "Somebody else put this right"),
        ({"why": "  "}, "Say why"),
        ({"judged": Judged.NOT_SUFFICIENT, "caveats": (CAVEAT,)}, "Nothing is different"),
    ],
)
def test_a_correction_that_cannot_be_changes_nothing(judged, changes, words):
    said = OTHERWISE | {"judged": Judged.SUFFICIENT, "on": date(2023, 3, 1)} | changes
    with pytest.raises(UserError, match=words):
        correct_judgement(by=BY, judgement=judged, **said)
    judged.refresh_from_db()
    assert (judged.judged, judged.corrected) == ("not_sufficient", [])


def test_a_lead_puts_a_judgement_right_and_reads_what_it_was(lead, reader, judged, letter):
    shown = send(lead, "correct_judgement", judged, RIGHT).content.decode()
    assert "Put right: Weakness 1" in shown
    assert "<del>Not sufficient progress</del>" in shown
    assert "The line above was copied." in shown
    assert "1 of 2 weaknesses judged to have made sufficient progress" in shown
    then = page(lead, "revisit", letter, "2023-02-01")
    assert "<del>" not in then
    assert "0 of 2 weaknesses judged to have made sufficient progress" in then
    assert "Put it right" not in page(reader, "revisit", letter)
    assert send(reader, "correct_judgement", judged, RIGHT | {"seen": "1"}).status_code == 403
    thread = reverse("thread:weakness", args=["anyshire", 1])
    # The newest full inspection of the area is the letter: its page tells of the correction.
    assert "Put right on" in lead.get(thread).content.decode()


def test_what_is_wrong_with_a_correction_is_said_in_place(lead, judged):
    answer = send(lead, "correct_judgement", judged, RIGHT | {"why": ""})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="correct-why-error"' in html
    assert "Leaders listen." in html
    judged.refresh_from_db()
    assert judged.corrected == []


def test_what_was_said_of_a_priority_action_is_put_right(lead, told, report):
    said = {"do": "correct", "seen": "0", "said": "not_said", "words": "Leaders act.", "why": "No."}
    shown = send(lead, "correct_progress", told, said).content.decode()
    assert "<del>Effective action taken</del>" in shown
    assert "No verdict in the report’s own words" in shown
    assert progress_said_on(report, date(2025, 12, 1))[0].said == "effective"
    thread = reverse("thread:priority_action", args=["anyshire", 1])
    now = lead.get(thread).content.decode()
    assert "Leaders act." in now
    assert "Put right on" in now
    then = lead.get(f"{thread}?as-at=2025-12-01").content.decode()
    assert "Leaders have acted." in then
    assert "Effective action taken" in then
    assert "Nothing said yet" in lead.get(f"{thread}?as-at=2025-11-02").content.decode()


def test_the_packs_print_what_was_said_in_the_shape_of_its_regime(told, judged):
    action = Line("priority_action", 1, 1, "Waits", "Leaders should act on waits.")
    assert concluded_words(action) == "Nothing said by this day"
    action.progress = told
    assert concluded_words(action) == "Effective action taken (3 November 2025)"
    weakness = Line("weakness", 1, 1, "Knowing", "Leaders do not know.", judgement=judged)
    assert concluded_words(weakness) == "Not sufficient (20 January 2023)"
