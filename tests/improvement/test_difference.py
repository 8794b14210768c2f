"""Verdicts on the difference: proposed with evidence, agreed from outside, opened by the forum."""

from datetime import date

import pytest

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.models import Post, PostHeld
from goldenthread.accounts.rules import Role
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import (
    ChangedMeanwhile,
    EvidenceDraft,
    Unfit,
    VerdictDraft,
    add_evidence,
    agree_difference,
    answer_mark,
    decline_difference,
    make_promises,
    mark_experience,
    propose_difference,
    reopen_difference,
    set_judging_day,
    sign_co_production,
)
from goldenthread.improvement.changes.promises import PromiseDraft
from goldenthread.improvement.queries import (
    action_record,
    agreeing,
    verdicts_counted,
)
from goldenthread.improvement.rules import (
    Agreeing,
    CoProductionLevel,
    Delivery,
    Difference,
    DifferenceState,
    EvidenceKind,
    Grade,
    Mark,
    may_agree_difference,
)

from .conftest import CHAIR, FORUM, LEAD, MEMBER, STARTED
from .people import PLAN, client_as, words
from .test_updates import say, state

FIRST, SAID, AGREED = date(2019, 10, 1), date(2020, 2, 3), date(2020, 2, 10)
OUTSIDER = Agreeing(False, False, False, False, True)


def proof(action, grade=Grade.DATA, on=date(2020, 2, 1)):
    draft = EvidenceDraft(EvidenceKind.ADDRESS, grade, "Waits", "https://example.org/waits")
    return add_evidence(by=LEAD, action=action, on=on, draft=draft)


def propose(action, verdict=Difference.IMPROVED, evidence=(), words="", **more):
    draft = VerdictDraft(verdict, FIRST, SAID, words, tuple(evidence))
    return propose_difference(by=LEAD, action=action, on=SAID, draft=draft, **more)


def test_a_verdict_is_agreed_by_somebody_from_outside(plan, action):
    verdict = propose(action, evidence=[proof(action)])
    proposed = state(plan, action, SAID)
    assert proposed.difference_state is DifferenceState.PROPOSED
    assert proposed.difference_waiting
    agree_difference(by=MEMBER, verdict=verdict, who=OUTSIDER, on=AGREED)
    assert state(plan, action, SAID).difference_state is DifferenceState.PROPOSED
    now = state(plan, action, AGREED)
    assert (now.difference, now.difference_state) == (Difference.IMPROVED, DifferenceState.AGREED)
    assert not now.embedded


@pytest.mark.parametrize(
    "who",
    [
        Agreeing(True, False, False, False, True),
        Agreeing(False, True, False, False, True),
        Agreeing(False, False, True, False, True),
        Agreeing(False, False, False, True, True),
        Agreeing(False, False, False, False, False),
    ],
)
def test_anybody_else_is_refused_and_nothing_changes(plan, action, who):
    verdict = propose(action, evidence=[proof(action)])
    with pytest.raises(UserError, match="Nothing was changed"):
        agree_difference(by=MEMBER, verdict=verdict, who=who, on=AGREED)
    assert state(plan, action, AGREED).difference_state is DifferenceState.PROPOSED


def test_the_proposer_is_refused_whatever_the_record_says_of_them(action):
    verdict = propose(action, evidence=[proof(action)])
    with pytest.raises(UserError, match="You proposed this verdict"):
        agree_difference(by=LEAD, verdict=verdict, who=OUTSIDER, on=AGREED)


def test_a_verdict_is_declined_with_a_reason_and_decided_once(plan, action):
    verdict = propose(action, evidence=[proof(action)])
    with pytest.raises(UserError, match="Say why you do not agree"):
        decline_difference(by=MEMBER, verdict=verdict, who=OUTSIDER, on=AGREED, why="")
    decline_difference(by=MEMBER, verdict=verdict, who=OUTSIDER, on=AGREED, why="One school")
    assert state(plan, action, AGREED).difference_state is DifferenceState.DECLINED
    with pytest.raises(UserError, match="declined this verdict already"):
        agree_difference(by=CHAIR, verdict=verdict, who=OUTSIDER, on=AGREED)


def test_cannot_tell_is_an_answer_and_is_counted(plan, action, other):
    verdict = propose(action, Difference.CANNOT_TELL, words="No data before 2019")
    agree_difference(by=MEMBER, verdict=verdict, who=OUTSIDER, on=AGREED)
    counted = verdicts_counted(plan, AGREED)
    assert counted[Difference.CANNOT_TELL] == 1
    assert counted[Difference.IMPROVED] == 0
    assert counted[None] == 2
    assert verdicts_counted(plan, SAID)[None] == 3


def test_a_claim_needs_evidence_of_the_same_action_and_a_past_window(action, other):
    with pytest.raises(Unfit) as bare:
        propose(action)
    assert list(bare.value.faults) == ["evidence"]
    with pytest.raises(Unfit, match="evidence of this action"):
        propose(action, evidence=[proof(other)])
    draft = VerdictDraft(Difference.CANNOT_TELL, FIRST, date(2020, 6, 1), "Why")
    with pytest.raises(Unfit, match="see past today"):
        propose_difference(by=LEAD, action=action, on=SAID, draft=draft)


def test_two_verdicts_at_once_both_are_seen(action):
    first = propose(action, Difference.TOO_EARLY, words="Began last week", seen=0)
    with pytest.raises(ChangedMeanwhile) as met:
        propose(action, Difference.CANNOT_TELL, words="No data", seen=0)
    assert met.value.theirs == first


def test_done_and_improved_beyond_a_word_is_embedded_until_the_forum_doubts_it(plan, action):
    say(action, Delivery.DONE, on=FIRST, judge_on=AGREED)
    update = action.updates.get()
    update.state, update.decided_on = "accepted", FIRST
    update.save()
    verdict = propose(action, evidence=[proof(action, Grade.FAMILIES)])
    agree_difference(by=MEMBER, verdict=verdict, who=OUTSIDER, on=AGREED)
    assert state(plan, action, AGREED).embedded
    doubted = date(2020, 3, 2)
    with pytest.raises(Unfit, match="Say what your experience is"):
        mark_experience(by=FORUM, on=doubted, mark=Mark.NOT_OURS, action=action)
    mark = mark_experience(
        by=FORUM, on=doubted, mark=Mark.NOT_OURS, comment="Nobody rang us", action=action
    )
    now = state(plan, action, doubted)
    assert (now.difference_state, now.embedded) == (DifferenceState.REOPENED, False)
    assert state(plan, action, AGREED).embedded
    assert verdicts_counted(plan, doubted)[Difference.IMPROVED] == 0
    answer_mark(by=CHAIR, mark=mark, answer="We will ring", on=doubted)
    with pytest.raises(UserError, match="answered this mark already"):
        answer_mark(by=MEMBER, mark=mark, answer="Another", on=doubted)
    assert [m.answer for m in action_record(action, doubted).marks] == ["We will ring"]


def test_a_mark_on_a_promise_opens_the_verdict_of_its_action(plan, action):
    verdict = propose(action, evidence=[proof(action)])
    agree_difference(by=MEMBER, verdict=verdict, who=OUTSIDER, on=AGREED)
    (promise,) = make_promises(
        by=LEAD, improvement_plan=plan, drafts=[PromiseDraft("You will be asked", action)]
    )
    mark_experience(by=FORUM, on=AGREED, mark=Mark.MIXED, comment="Some were", promise=promise)
    assert state(plan, action, AGREED).difference_state is DifferenceState.REOPENED
    with pytest.raises(UserError, match="one action or one promise"):
        mark_experience(by=FORUM, on=AGREED, mark=Mark.OURS, action=action, promise=promise)


def test_a_mark_that_agrees_leaves_the_verdict(plan, action):
    verdict = propose(action, evidence=[proof(action)])
    agree_difference(by=MEMBER, verdict=verdict, who=OUTSIDER, on=AGREED)
    mark_experience(by=FORUM, on=AGREED, mark=Mark.OURS, action=action)
    assert state(plan, action, AGREED).difference_state is DifferenceState.AGREED
    assert reopen_difference(by=CHAIR, action=action, on=AGREED, why="New data") == 1
    assert reopen_difference(by=CHAIR, action=action, on=AGREED, why="New data") == 0


def test_a_day_to_judge_stands_until_it_is_judged(plan, action):
    set_judging_day(by=LEAD, action=action, judge_on=date(2020, 2, 28), on=FIRST)
    assert state(plan, action, FIRST).judge_on == date(2020, 2, 28)
    early = propose(action, Difference.TOO_EARLY, words="Began last week")
    agree_difference(by=MEMBER, verdict=early, who=OUTSIDER, on=SAID)
    assert state(plan, action, SAID).judge_on == date(2020, 2, 28)
    assert not state(plan, action, date(2020, 2, 28)).judging_late
    assert state(plan, action, date(2020, 2, 29)).judging_late
    later = propose(action, evidence=[proof(action)])
    agree_difference(by=MEMBER, verdict=later, who=OUTSIDER, on=AGREED)
    assert state(plan, action, AGREED).judge_on is None
    with pytest.raises(UserError, match="lies in the past"):
        set_judging_day(by=LEAD, action=action, judge_on=FIRST, on=SAID)


def test_the_forum_signs_how_far_an_action_was_co_produced(action):
    sign_co_production(by=FORUM, action=action, level=CoProductionLevel.INFORMED, on=FIRST)
    sign_co_production(by=FORUM, action=action, level=CoProductionLevel.CONSULTED, on=SAID)
    assert [c.level for c in action_record(action, FIRST).co_production] == ["informed"]
    assert [c.level for c in action_record(action, SAID).co_production] == ["consulted", "informed"]


@pytest.mark.parametrize(
    ("role", "where", "may"),
    [
        (Role.DIRECTOR, None, True),
        (Role.FORUM_MEMBER, None, True),
        (Role.BOARD_MEMBER, "Board", True),
        (Role.GROUP_CHAIR, "Access", True),
        (Role.GROUP_CHAIR, "Needs", False),
        (Role.GROUP_CHAIR, None, False),
        (Role.BOARD_MEMBER, "Needs", False),
        (Role.READER, None, False),
    ],
)
def test_who_is_outside_is_read_from_roles_and_bodies(
    plan, area, action, groups_meet_as, role, where, may
):
    user = add_user(by=CHAIR, email="a@example.org", name="A", password=None)
    body = groups_meet_as.get(where)
    give_role(by=CHAIR, user=user, area=area, role=role, starts=STARTED, body=body)
    verdict = propose(action, evidence=[proof(action)])
    assert may_agree_difference(agreeing(user, verdict, action, area, SAID)) is may


def test_who_holds_the_post_that_leads_an_action_is_its_lead(plan, area, action):
    user = add_user(by=CHAIR, email="a@example.org", name="A", password=None)
    give_role(by=CHAIR, user=user, area=area, role=Role.DIRECTOR, starts=STARTED)
    post = Post.objects.create(area=area, title="head of  SEND", title_key="head of send")
    PostHeld.objects.create(post=post, user=user, starts=STARTED)
    verdict = propose(action, evidence=[proof(action)])
    who = agreeing(user, verdict, action, area, SAID)
    assert who.leads_it
    assert not may_agree_difference(who)


def test_who_may_only_agree_is_told_who_proposes(area, action):
    place = f"{PLAN}/actions/{action.number}/difference"
    told = "A lead, a chair of a group or an analyst proposes a verdict"
    assert told in words(client_as(area, Role.INDEPENDENT_CHAIR).get(place))
    assert told not in words(client_as(area, Role.ANALYST).get(place))
