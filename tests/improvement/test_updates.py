"""Updates: proposed by a lead, decided by the chair, never edited; dates moved and kept."""

from datetime import date

import pytest

from goldenthread.audit.models import Event
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import (
    ActionChanged,
    ChangedMeanwhile,
    EvidenceDraft,
    Unfit,
    UpdateDraft,
    VerdictDraft,
    accept_update,
    accept_updates,
    decline_update,
    propose_difference,
    propose_update,
    rewrite_action,
)
from goldenthread.improvement.models import Update
from goldenthread.improvement.queries import (
    action_record,
    actions_with_delivery,
    standing_of,
    waiting_updates,
)
from goldenthread.improvement.rules import (
    Delivery,
    Difference,
    EvidenceKind,
    Grade,
    Rag,
    UpdateState,
)

from .conftest import CHAIR, LEAD, MEMBER

SAID, DECIDED = date(2019, 11, 4), date(2019, 11, 11)


def say(action, delivery=Delivery.ON_TRACK, on=SAID, by=LEAD, **more) -> Update:
    """Let a lead say where an action is."""
    seen, on_behalf = more.pop("seen", None), more.pop("on_behalf", False)
    return propose_update(
        by=by,
        action=action,
        on=on,
        by_role="Head of SEND",
        draft=UpdateDraft(delivery, **more),
        on_behalf=on_behalf,
        seen=seen,
    )


def state(plan, action, on):
    return standing_of(plan, on)[action.pk]


def test_an_update_counts_from_the_day_the_chair_accepts_it(plan, action):
    update = say(action)
    assert update.state == UpdateState.PROPOSED
    assert list(waiting_updates(plan.pk)) == [update]
    assert state(plan, action, SAID).delivery is None
    assert state(plan, action, SAID).waiting == update
    accept_update(by=CHAIR, update=update, on=DECIDED, words="Thank you")
    assert not waiting_updates(plan.pk)
    assert state(plan, action, SAID).delivery is None
    assert state(plan, action, DECIDED).delivery is Delivery.ON_TRACK
    assert actions_with_delivery(plan).get(pk=action.pk).delivery == "on_track"
    assert actions_with_delivery(plan, SAID).get(pk=action.pk).delivery is None
    assert Event.objects.filter(verb="accept_update", subject_ref=str(action.pk)).count() == 1


def test_a_declined_update_changes_no_state_and_keeps_the_words(plan, action):
    update = say(action)
    with pytest.raises(UserError, match="Say to the lead why"):
        decline_update(by=CHAIR, update=update, on=DECIDED, words=" ")
    decline_update(by=CHAIR, update=update, on=DECIDED, words="Nobody saw this")
    assert state(plan, action, DECIDED).delivery is None
    (row,) = action_record(action, DECIDED).updates
    assert (row.state, row.update.decided_words) == (UpdateState.DECLINED, "Nobody saw this")


def test_the_first_chair_to_decide_counts(action):
    update = say(action)
    accept_update(by=CHAIR, update=update, on=DECIDED)
    with pytest.raises(UserError, match="A chair has accepted"):
        decline_update(by=MEMBER, update=update, on=DECIDED, words="No")
    update.refresh_from_db()
    assert update.state == UpdateState.ACCEPTED


def test_nobody_accepts_their_own_update(action):
    with pytest.raises(UserError, match="Somebody else who chairs"):
        accept_update(by=LEAD, update=say(action), on=DECIDED)


def test_many_are_accepted_together_or_none(plan, action, other):
    rows = [say(action), say(other, by=CHAIR)]
    with pytest.raises(UserError, match="You entered the update"):
        accept_updates(by=CHAIR, updates=rows, on=DECIDED)
    assert waiting_updates(plan.pk).count() == 2
    assert accept_updates(by=MEMBER, updates=rows, on=DECIDED) == 2


def test_on_behalf_of_a_lead_says_so(action):
    update = say(action, by=MEMBER, on_behalf=True)
    (row,) = action_record(action, SAID).updates
    assert row.update.on_behalf
    assert (row.update.entered_by, row.update.by_role) == (MEMBER.name, "Head of SEND")
    assert Event.objects.get(verb="propose_update").after["on_behalf"] is True
    assert update.entered_by_ref == MEMBER.ref


def test_an_update_put_right_is_superseded_and_stays_on_record(plan, action):
    wrong = say(action, Delivery.OFF_TRACK)
    accept_update(by=CHAIR, update=wrong, on=DECIDED)
    right = say(action, on=date(2019, 11, 12), supersedes=wrong)
    assert state(plan, action, date(2019, 11, 12)).delivery is Delivery.OFF_TRACK
    accept_update(by=CHAIR, update=right, on=date(2019, 11, 13))
    assert state(plan, action, date(2019, 11, 13)).delivery is Delivery.ON_TRACK
    assert [r.superseded_on for r in action_record(action, date(2019, 11, 13)).updates] == [
        None,
        date(2019, 11, 12),
    ]


def test_two_who_update_at_once_both_stay(action):
    first = say(action, seen=0)
    with pytest.raises(ChangedMeanwhile) as met:
        say(action, Delivery.AT_RISK, seen=0)
    assert met.value.theirs == first
    say(action, Delivery.AT_RISK, seen=first.pk)
    assert Update.objects.filter(action=action).count() == 2


def test_an_accepted_date_is_moved_and_the_old_one_kept_for_ever(plan, dated):
    before = state(plan, dated, SAID)
    assert (before.due_to, before.slipped) == (date(2019, 11, 30), 0)
    update = say(
        dated, Delivery.AT_RISK, proposed_words="31 March 2020", proposed_reason="No venue"
    )
    assert state(plan, dated, SAID).due_to == date(2019, 11, 30)
    accept_update(by=CHAIR, update=update, on=DECIDED)
    after = state(plan, dated, DECIDED)
    assert (after.due_to, after.due_words, after.slipped) == (
        date(2020, 3, 31),
        "31 March 2020",
        1,
    )
    move = dated.redatings.get()
    assert (move.old_words, move.old_to) == ("30 November 2019", date(2019, 11, 30))
    assert (move.reason, move.agreed_by, move.on) == ("No venue", CHAIR.name, DECIDED)
    assert dated.milestones.get().words == "30 November 2019"
    again = say(dated, proposed_words="May 2020", proposed_reason="Still none", on=DECIDED)
    accept_update(by=CHAIR, update=again, on=date(2019, 12, 2))
    assert state(plan, dated, date(2019, 12, 2)).slipped == 2
    assert dated.redatings.last().old_words == "31 March 2020"
    assert state(plan, dated, DECIDED).due_to == date(2020, 3, 31)


def test_a_declined_date_moves_nothing(plan, dated):
    update = say(dated, proposed_words="31 March 2020", proposed_reason="No venue")
    decline_update(by=CHAIR, update=update, on=DECIDED, words="Find a venue")
    assert state(plan, dated, DECIDED).due_to == date(2019, 11, 30)
    assert not dated.redatings.exists()


def test_an_action_without_a_date_can_be_given_one(plan, other):
    update = say(other, proposed_words="spring 2020", proposed_reason="It had none")
    accept_update(by=CHAIR, update=update, on=DECIDED)
    now = state(plan, other, DECIDED)
    assert (now.due_to, now.due_words, now.slipped) == (date(2020, 5, 31), "spring 2020", 0)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"proposed_words": "31 March 2020"}, "proposed_reason"),
        ({"proposed_words": "when it suits", "proposed_reason": "Busy"}, "proposed_words"),
        ({"delivery": Delivery.DONE}, "judge_on"),
        ({"delivery": Delivery.STOPPED, "agreed_why": "No money"}, "agreed_by"),
    ],
)
def test_what_the_rules_refuse_is_said_by_field_and_nothing_is_written(action, more, field):
    with pytest.raises(Unfit) as refused:
        say(action, **more)
    assert list(refused.value.faults) == [field]
    assert not Update.objects.exists()


def test_an_action_is_not_replaced_by_itself(action):
    agreed = {"agreed_by": "The board", "agreed_why": "Twice the same"}
    with pytest.raises(Unfit) as refused:
        say(action, Delivery.REPLACED, replaced_by=action, **agreed)
    assert list(refused.value.faults) == ["replaced_by"]


def test_replaced_names_the_other_and_is_out_of_play(plan, action, other):
    agreed = {"agreed_by": "The board", "agreed_why": "Twice the same"}
    update = say(action, Delivery.REPLACED, replaced_by=other, **agreed)
    accept_update(by=CHAIR, update=update, on=DECIDED)
    now = state(plan, action, DECIDED)
    assert now.computed_rag is Rag.GREY
    assert now.why == "Replaced by action 1.1.2, agreed by The board: it is no longer in play."


def test_done_with_a_day_to_judge_it_is_closed(plan, action):
    update = say(action, Delivery.DONE, judge_on=date(2020, 5, 1))
    accept_update(by=CHAIR, update=update, on=DECIDED)
    now = state(plan, action, DECIDED)
    assert (now.delivery, now.judge_on) == (Delivery.DONE, date(2020, 5, 1))
    assert now.computed_rag is Rag.AMBER
    with pytest.raises(Unfit, match="cannot become paused"):
        say(action, Delivery.PAUSED, agreed_by="The board", agreed_why="Rest")


def test_done_whose_only_verdict_was_declined_is_not_accepted(action):
    draft = VerdictDraft(
        Difference.CANNOT_TELL, date(2019, 10, 1), date(2019, 11, 1), "No data yet"
    )
    verdict = propose_difference(by=LEAD, action=action, on=SAID, draft=draft)
    update = say(action, Delivery.DONE)
    verdict.declined_on = DECIDED
    verdict.save()
    with pytest.raises(UserError, match="Done is not made a difference"):
        accept_update(by=CHAIR, update=update, on=DECIDED)


def test_done_with_evidence_beyond_a_word_is_blue(plan, action):
    proof = EvidenceDraft(
        EvidenceKind.MEETING, Grade.FAMILIES, "Families told the forum", dated=SAID
    )
    update = say(action, Delivery.DONE, judge_on=date(2020, 5, 1), evidence=(proof,))
    accept_update(by=CHAIR, update=update, on=DECIDED)
    assert state(plan, action, DECIDED).computed_rag is Rag.BLUE
    (row,) = action_record(action, DECIDED).updates
    assert [e.words for e in row.evidence] == ["Families told the forum"]


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        (EvidenceKind.FILE, {}, "file"),
        (EvidenceKind.ADDRESS, {"address": "javascript:alert(1)"}, "address"),
        (EvidenceKind.MEASURE, {}, "measure"),
        (EvidenceKind.MEETING, {"words": "The board"}, "dated"),
    ],
)
def test_evidence_says_what_it_lacks(action, kind, more, field):
    with pytest.raises(Unfit) as refused:
        say(action, evidence=(EvidenceDraft(kind, Grade.DATA, **more),))
    assert list(refused.value.faults) == [field]
    assert not Update.objects.exists()


def test_rewritten_words_read_as_they_did_on_any_day(action):
    seen = action.stamp
    rewrite_action(by=LEAD, action=action, seen=seen, words={"text": "Ask all"}, on=SAID)
    with pytest.raises(ActionChanged):
        rewrite_action(by=MEMBER, action=action, seen=seen, words={"text": "Ask few"}, on=SAID)
    assert action.text == "Ask all"
    rewrite_action(
        by=LEAD, action=action, seen=action.stamp, words={"text": "Ask each"}, on=DECIDED
    )
    days = [date(2019, 11, 3), SAID, date(2019, 11, 10), DECIDED]
    assert [action_record(action, day).words["text"] for day in days] == [
        "Ask families",
        "Ask all",
        "Ask all",
        "Ask each",
    ]
    row = action.revisions.first()
    assert (row.field, row.old, row.new, row.by) == ("text", "Ask families", "Ask all", LEAD.name)


def test_rewriting_nothing_writes_nothing_and_an_action_keeps_words(action):
    same = {"text": action.text}
    assert rewrite_action(by=LEAD, action=action, seen=action.stamp, words=same, on=SAID) == []
    with pytest.raises(UserError, match="without words"):
        rewrite_action(by=LEAD, action=action, seen=action.stamp, words={"text": " "}, on=SAID)
    with pytest.raises(UserError, match="no words called position"):
        rewrite_action(by=LEAD, action=action, seen=action.stamp, words={"position": "3"}, on=SAID)
