"""Risks and issues, groups that wait, costs, and what colours mean in an area."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import (
    ChangedMeanwhile,
    CostDraft,
    ScoreDraft,
    Unfit,
    add_cost,
    add_dependency,
    close_risk,
    define_rag,
    link_risk,
    open_risk,
    score_risk,
    settle_dependency,
    withdraw_cost,
)
from goldenthread.improvement.models import RagDefinition
from goldenthread.improvement.queries import (
    action_record,
    costs_on,
    dependencies_of,
    rag_definitions,
    risks_of,
)
from goldenthread.improvement.rules import RAG_MEANS, Rag, RiskKind

from .conftest import CHAIR, LEAD, MEMBER

NOV, DEC, JAN = date(2019, 11, 4), date(2019, 12, 2), date(2020, 1, 6)
GRAVE = ScoreDraft(4, 4, "Director", "Recruit")
SLIGHT = ScoreDraft(1, 2, "Director", "Recruited")


def risk_of(plan, words="Nobody applies", score=GRAVE, on=NOV, **more):
    kind = more.pop("kind", RiskKind.RISK)
    return open_risk(
        by=LEAD, improvement_plan=plan, kind=kind, words=words, on=on, score=score, **more
    )


def test_a_risk_keeps_its_history_and_reads_as_it_stood(plan, action, other):
    risk = risk_of(plan, actions=[action])
    issue = risk_of(plan, "The system is down", SLIGHT, DEC, kind=RiskKind.ISSUE)
    assert (risk.number, issue.number) == (1, 2)
    score_risk(by=LEAD, risk=risk, on=DEC, score=SLIGHT)
    link_risk(by=LEAD, risk=risk, actions=[other], on=DEC)
    (then,) = risks_of(plan, NOV)
    assert (then.score, then.band, then.moved) == (16, "high", "new")
    assert then.actions == [action]
    now = next(row for row in risks_of(plan, DEC) if row.risk == risk)
    assert (now.score, now.band, now.moved, len(now.history)) == (2, "low", "fallen", 2)
    assert now.actions == [other]
    assert [r.number for r in action_record(action, NOV).risks] == [1]
    assert action_record(action, DEC).risks == []


def test_a_closed_risk_stays_in_the_register(plan):
    risk = risk_of(plan)
    with pytest.raises(UserError, match="It is still open"):
        close_risk(by=CHAIR, risk=risk, on=DEC, why="")
    close_risk(by=CHAIR, risk=risk, on=DEC, why="Posts filled")
    assert [(r.open, r.risk.closed_why) for r in risks_of(plan, JAN)] == [(False, "Posts filled")]
    assert [r.open for r in risks_of(plan, NOV)] == [True]
    with pytest.raises(UserError, match="closed risk 1 already"):
        score_risk(by=LEAD, risk=risk, on=JAN, score=SLIGHT)


def test_two_who_score_at_once_both_stay(plan):
    risk = risk_of(plan)
    seen = risk.scores.get().pk
    score_risk(by=LEAD, risk=risk, on=DEC, score=SLIGHT, seen=seen)
    with pytest.raises(ChangedMeanwhile) as met:
        score_risk(by=MEMBER, risk=risk, on=DEC, score=GRAVE, seen=seen)
    assert met.value.theirs.likelihood == 1


@pytest.mark.parametrize(
    ("words", "score", "field"),
    [
        (" ", GRAVE, "words"),
        ("Nobody applies", ScoreDraft(0, 4, "Director"), "likelihood"),
        ("Nobody applies", ScoreDraft(4, 6, "Director"), "impact"),
        ("Nobody applies", ScoreDraft(4, 4, " "), "owner_role"),
    ],
)
def test_a_risk_says_what_it_lacks(plan, words, score, field):
    with pytest.raises(Unfit) as refused:
        risk_of(plan, words, score)
    assert list(refused.value.faults) == [field]


def test_who_waits_for_whom(plan, action, dated):
    needs, access = plan.groups.all()
    wait = add_dependency(
        by=CHAIR, waits=needs, on_group=access, words="Survey", on=NOV, needed_by=DEC
    )
    add_dependency(by=CHAIR, waits=access, on_group=needs, words="Names", on=DEC)
    assert [(d.overdue, d.settled) for d in dependencies_of(plan, NOV)] == [(False, False)]
    first, second = dependencies_of(plan, JAN)
    assert (first.dependency, first.overdue) == (wait, True)
    assert not second.overdue
    settle_dependency(by=CHAIR, dependency=wait, on=JAN, words="It came")
    assert [d.settled for d in dependencies_of(plan, JAN)] == [False, True]
    with pytest.raises(UserError, match="settled this already"):
        settle_dependency(by=CHAIR, dependency=wait, on=JAN, words="It came")


@pytest.mark.parametrize(
    ("waits", "on_group", "words", "number", "field"),
    [
        (0, 0, "Survey", None, "on_group"),
        (0, 1, "", None, "words"),
        (0, 1, "Survey", "2.1.1", "action"),
    ],
)
def test_a_dependency_says_what_it_lacks(plan, waits, on_group, words, number, field):
    groups = list(plan.groups.all())
    action = plan.actions.get(number=number) if number else None
    with pytest.raises(Unfit) as refused:
        add_dependency(
            by=CHAIR,
            waits=groups[waits],
            on_group=groups[on_group],
            words=words,
            on=NOV,
            action=action,
        )
    assert list(refused.value.faults) == [field]


def test_a_cost_has_a_source_and_an_unknown_amount_is_not_nought(action):
    with pytest.raises(Unfit) as bare:
        add_cost(by=LEAD, action=action, on=NOV, draft=CostDraft(""))
    assert list(bare.value.faults) == ["source", "amount"]
    known = CostDraft("Budget paper 4", 1_250_000, "Two posts", "2019-20", "High needs block")
    cost = add_cost(by=LEAD, action=action, on=NOV, draft=known)
    add_cost(by=LEAD, action=action, on=DEC, draft=CostDraft("The plan", words="Two posts"))
    assert [c.amount_pence for c in costs_on(action, DEC)] == [1_250_000, None]
    withdraw_cost(by=LEAD, cost=cost, on=JAN, why="Counted twice")
    assert [c.amount_pence for c in costs_on(action, JAN)] == [None]
    assert len(costs_on(action, DEC)) == 2
    with pytest.raises(UserError, match="withdrawn this cost already"):
        withdraw_cost(by=LEAD, cost=cost, on=JAN, why="Again")


def test_an_area_says_what_its_colours_mean_from_a_day(area):
    assert rag_definitions(area, NOV) == RAG_MEANS
    words = RAG_MEANS | {Rag.RED: "The board has to act"}
    assert define_rag(by=CHAIR, area=area, words=words, on=DEC, seen=0) == 1
    assert define_rag(by=CHAIR, area=area, words=words, on=DEC) == 0
    assert rag_definitions(area, NOV)[Rag.RED] == RAG_MEANS[Rag.RED]
    assert rag_definitions(area, DEC)[Rag.RED] == "The board has to act"
    assert RagDefinition.objects.count() == 1
    with pytest.raises(ChangedMeanwhile):
        define_rag(by=MEMBER, area=area, words={Rag.RED: "Late"}, on=DEC, seen=0)
    with pytest.raises(Unfit):
        define_rag(by=MEMBER, area=area, words={Rag.RED: " "}, on=DEC)


def test_the_register_asks_as_often_for_many_risks_as_for_one(plan, action):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            risks_of(plan, JAN)
        return len(queries)

    risk_of(plan, actions=[action])
    few = asked()
    for n in range(20):
        risk_of(plan, f"Risk {n}", actions=[action])
    assert asked() == few
