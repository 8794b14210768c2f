"""The working life of a plan goes on in its newer version."""

from dataclasses import replace
from datetime import date

from goldenthread.improvement.changes import (
    CostDraft,
    PromiseDraft,
    ScoreDraft,
    accept_update,
    add_cost,
    add_dependency,
    agree_difference,
    carry_over,
    make_promises,
    mark_experience,
    open_cycle,
    open_risk,
    override_rag,
    record_improvement_plan,
    set_judging_day,
    sign_co_production,
)
from goldenthread.improvement.queries import (
    action_record,
    dependencies_of,
    risks_of,
    standing_of,
)
from goldenthread.improvement.rules import (
    CoProductionLevel,
    Delivery,
    DifferenceState,
    Mark,
    Rag,
    RiskKind,
)
from tests.rooms.small_plan import DRAFT

from .conftest import CHAIR, FORUM, LEAD, MEMBER
from .test_difference import OUTSIDER, proof, propose
from .test_updates import say

NOV, DEC, FEB = date(2019, 11, 4), date(2019, 12, 2), date(2020, 2, 20)


def lived(plan, action, other):
    """Let everything happen to an action that can."""
    wrong = say(action, Delivery.OFF_TRACK, NOV)
    accept_update(by=CHAIR, update=wrong, on=NOV)
    agreed = {"agreed_by": "The board", "agreed_why": "Once is enough", "replaced_by": other}
    right = say(action, Delivery.PAUSED, DEC, supersedes=wrong, **agreed)
    accept_update(by=CHAIR, update=right, on=DEC)
    first = action.milestones.get(words="autumn 2019")
    moved = say(
        action,
        Delivery.ON_TRACK,
        date(2019, 12, 9),
        milestone=first,
        proposed_words="May 2020",
        proposed_reason="No venue",
    )
    accept_update(by=CHAIR, update=moved, on=date(2019, 12, 9))
    verdict = propose(action, evidence=[proof(action)])
    agree_difference(by=MEMBER, verdict=verdict, who=OUTSIDER, on=date(2020, 2, 10))
    set_judging_day(by=LEAD, action=action, judge_on=FEB, on=NOV)
    override_rag(by=CHAIR, action=action, rag=Rag.RED, reason="No staff", on=DEC)
    add_cost(by=LEAD, action=action, on=DEC, draft=CostDraft("Budget", 100))
    sign_co_production(by=FORUM, action=action, level=CoProductionLevel.INFORMED, on=DEC)
    registers(plan, action)


def registers(plan, action):
    """Open a risk, let a group wait, mark a promise, and open a round of updates."""
    score = ScoreDraft(4, 4, "Director")
    risk = {"kind": RiskKind.RISK, "words": "Nobody applies", "actions": [action]}
    open_risk(by=LEAD, improvement_plan=plan, on=DEC, score=score, **risk)
    needs, access = plan.groups.all()
    wait = {"words": "Survey", "needed_by": DEC, "action": action}
    add_dependency(by=CHAIR, waits=needs, on_group=access, on=NOV, **wait)
    (promise,) = make_promises(by=LEAD, improvement_plan=plan, drafts=[PromiseDraft("You", action)])
    mark_experience(by=FORUM, on=DEC, mark=Mark.OURS, promise=promise)
    open_cycle(by=CHAIR, improvement_plan=plan, opens=NOV, due=DEC)


def told(record) -> dict:
    """Return what a record tells, without keys."""
    return {
        "updates": [
            (r.update.on, r.update.delivery, r.state, r.superseded_on) for r in record.updates
        ],
        "moves": [(m.old_words, m.new_to, m.reason) for m in record.redatings],
        "evidence": [(e.words, e.grade) for e in record.evidence],
        "verdicts": [
            (v.state, v.verdict.agreed_by, [e.words for e in v.verdict.evidence.all()])
            for v in record.verdicts
        ],
        "overrides": [(o.rag, o.reason) for o in record.overrides],
        "costs": [c.amount_pence for c in record.costs],
        "marks": [m.mark for m in record.marks],
        "signed": [c.level for c in record.co_production],
        "risks": [r.words for r in record.risks],
    }


def test_everything_goes_over_and_the_old_plan_keeps_its_own(area, plan, action, other):
    lived(plan, action, other)
    before = told(action_record(action, FEB))
    new = record_improvement_plan(by=CHAIR, area=area, draft=DRAFT, supersedes=plan)
    carried = carry_over(by=CHAIR, old=plan, new=new)
    follows = new.actions.get(number="1.1.1")
    record = action_record(follows, FEB)
    assert told(record) == before
    assert told(action_record(action, FEB)) == before
    was, now = standing_of(plan, FEB)[action.pk], standing_of(new, FEB)[follows.pk]
    assert (now.due_to, now.why, now.shown_rag) == (was.due_to, was.why, was.shown_rag)
    assert now.difference_state is DifferenceState.AGREED
    paused = follows.updates.get(delivery="paused")
    assert paused.replaced_by == new.actions.get(number="1.1.2")
    assert paused.supersedes == follows.updates.get(delivery="off_track")
    assert follows.redatings.get().milestone.action == follows
    assert follows.redatings.get().update == follows.updates.get(delivery="on_track")
    assert [r.actions for r in risks_of(new, FEB)] == [[follows]]
    assert [d.dependency.action for d in dependencies_of(new, FEB)] == [follows]
    assert (carried.updates, carried.updates_left) == (3, 0)
    assert carried.others == 13


def test_what_nothing_follows_stays_with_the_old_plan(area, plan, action, other):
    lived(plan, action, other)
    fewer = replace(DRAFT, actions=DRAFT.actions[1:])
    new = record_improvement_plan(by=CHAIR, area=area, draft=fewer, supersedes=plan)
    carried = carry_over(by=CHAIR, old=plan, new=new)
    assert (carried.updates, carried.updates_left) == (0, 3)
    (risk,) = risks_of(new, FEB)
    assert (risk.score, risk.actions) == (16, [])
    (wait,) = dependencies_of(new, FEB)
    assert wait.dependency.action is None
    assert len(action_record(action, FEB).updates) == 3


def test_a_date_whose_words_changed_is_moved_without_its_milestone(area, plan, action, other):
    lived(plan, action, other)
    first = replace(DRAFT.actions[0], due=DRAFT.actions[0].due[1:])
    fewer = replace(DRAFT, actions=(first, *DRAFT.actions[1:]))
    new = record_improvement_plan(by=CHAIR, area=area, draft=fewer, supersedes=plan)
    carry_over(by=CHAIR, old=plan, new=new)
    follows = new.actions.get(number="1.1.1")
    move = follows.redatings.get()
    assert (move.milestone, move.old_words) == (None, "autumn 2019")
    assert standing_of(new, FEB)[follows.pk].due_to == date(2020, 5, 31)
