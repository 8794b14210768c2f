"""A made-up working life over the real programme: rounds, evidence, verdicts, marks and risks."""

from collections.abc import Mapping
from datetime import date

from goldenthread.audit.rules import Actor
from goldenthread.core.calendar import add_months
from goldenthread.improvement.changes import (
    CostDraft,
    EvidenceDraft,
    ScoreDraft,
    VerdictDraft,
    add_cost,
    add_dependency,
    add_evidence,
    agree_difference,
    answer_mark,
    close_risk,
    define_rag,
    mark_experience,
    open_cycle,
    open_risk,
    override_rag,
    propose_difference,
    score_risk,
    set_judging_day,
    settle_dependency,
    sign_co_production,
    withdraw_evidence,
)
from goldenthread.improvement.models import Action, Evidence, ImprovementPlan, Promise, Update
from goldenthread.improvement.rules import (
    Agreeing,
    CoProductionLevel,
    Delivery,
    Difference,
    EvidenceKind,
    Grade,
    Mark,
    Rag,
    RiskKind,
)

from .files import Row, day, load_file
from .programme import actions_by_number

LEAD = Actor("example:lead", "An action lead (made up)")
CHAIR = Actor("example:chair", "A group chair (made up)")
BOARD = Actor("example:board", "A board member (made up)")
FORUM = Actor("example:forum", "The parent carer forum (made up)")
# Somebody of the board: neither proposer nor lead nor of the group.
OUTSIDE = Agreeing(
    proposed_it=False, leads_it=False, chairs_group=False, in_group=False, outside=True
)
MONTHS_TO_JUDGE = 6
PROGRAMME_FROM = date(2019, 11, 1)

Actions = Mapping[str, Action]


def make_working_life(*, improvement_plan: ImprovementPlan) -> None:
    """Lay a made-up working life over a plan whose made-up updates are there already."""
    data = load_file("working_life")
    actions = actions_by_number(improvement_plan)
    for row in data["rounds"]:
        open_cycle(
            by=CHAIR,
            improvement_plan=improvement_plan,
            opens=_day(row["opens"]),
            due=_day(row["due"]),
        )
    _set_judging_days(improvement_plan)
    define_rag(
        by=CHAIR,
        area=improvement_plan.area,
        words={Rag(rag): words for rag, words in data["colours"].items()},
        on=PROGRAMME_FROM,
    )
    evidence = {row["key"]: _give(row, actions) for row in data["evidence"]}
    promises = Promise.objects.filter(improvement_plan=improvement_plan, action__isnull=False)
    promised = {row.action.number: row for row in promises.select_related("action") if row.action}
    for row in data["verdicts"]:
        _judge(row, actions, evidence)
    for row in data["marks"]:
        _mark(row, actions, promised)
    for row in data["co_production"]:
        sign_co_production(
            by=FORUM,
            action=actions[row["action"]],
            level=CoProductionLevel(row["level"]),
            on=_day(row["at"]),
            words=row["words"],
        )
    _set_colours_and_costs(data, actions)
    _keep_registers(data, improvement_plan, actions)


def _day(words: str) -> date:
    return day(words) or date.min


def _set_judging_days(improvement_plan: ImprovementPlan) -> None:
    """Set for each action that was done the day to judge its difference, half a year later."""
    done = Update.objects.filter(
        action__improvement_plan=improvement_plan, delivery=Delivery.DONE.value
    )
    for update in done.select_related("action"):
        set_judging_day(
            by=LEAD,
            action=update.action,
            judge_on=add_months(update.on, MONTHS_TO_JUDGE),
            on=update.on,
        )


def _give(row: Row, actions: Actions) -> Evidence:
    draft = EvidenceDraft(
        EvidenceKind(row["kind"]),
        Grade(row["grade"]),
        row["words"],
        row.get("address", ""),
        dated=day(row["dated"]),
    )
    given = add_evidence(by=LEAD, action=actions[row["action"]], on=_day(row["at"]), draft=draft)
    back = row.get("withdrawn")
    if back:
        withdraw_evidence(by=LEAD, evidence=given, on=_day(back["at"]), why=back["why"])
    return given


def _judge(row: Row, actions: Actions, evidence: Mapping[str, Evidence]) -> None:
    grounds = tuple(evidence[key] for key in row["evidence"])
    draft = VerdictDraft(
        Difference(row["verdict"]), _day(row["from"]), _day(row["to"]), row["words"], grounds
    )
    verdict = propose_difference(
        by=LEAD, action=actions[row["action"]], on=_day(row["at"]), draft=draft
    )
    if row["agreed"]:
        agree_difference(by=BOARD, verdict=verdict, who=OUTSIDE, on=_day(row["agreed"]))


def _mark(row: Row, actions: Actions, promised: Mapping[str, Promise]) -> None:
    """Set the forum's mark on an action, or on the promise that speaks of one."""
    mark = mark_experience(
        by=FORUM,
        on=_day(row["at"]),
        mark=Mark(row["mark"]),
        comment=row["comment"],
        action=actions[row["action"]] if "action" in row else None,
        promise=promised[row["promise"]] if "promise" in row else None,
    )
    if row["answer"]:
        answer_mark(by=CHAIR, mark=mark, answer=row["answer"], on=_day(row["answered"]))


def _set_colours_and_costs(data: Row, actions: Actions) -> None:
    for row in data["overrides"]:
        override_rag(
            by=CHAIR,
            action=actions[row["action"]],
            rag=Rag(row["rag"]),
            reason=row["reason"],
            on=_day(row["at"]),
            ends=day(row["ends"]),
        )
    for row in data["costs"]:
        draft = CostDraft(row["source"], row["pence"], row["words"], row["year"], row["funding"])
        add_cost(by=LEAD, action=actions[row["action"]], on=_day(row["at"]), draft=draft)


def _keep_registers(data: Row, improvement_plan: ImprovementPlan, actions: Actions) -> None:
    """Keep the made-up register of risks, and which group waits for which."""
    for row in data["risks"]:
        _keep_risk(row, improvement_plan, actions)
    groups = {group.number: group for group in improvement_plan.groups.all()}
    for row in data["dependencies"]:
        waits = add_dependency(
            by=CHAIR,
            waits=groups[row["waits"]],
            on_group=groups[row["on"]],
            words=row["words"],
            on=_day(row["at"]),
            needed_by=day(row["needed_by"]),
            action=actions[row["action"]] if row["action"] else None,
        )
        if row["settled"]:
            settle_dependency(by=CHAIR, dependency=waits, on=_day(row["settled"]), words=row["how"])


def _keep_risk(row: Row, improvement_plan: ImprovementPlan, actions: Actions) -> None:
    scores = [
        (_day(at), ScoreDraft(likelihood, impact, row["owner"], done))
        for at, likelihood, impact, done in row["scores"]
    ]
    risk = open_risk(
        by=LEAD,
        improvement_plan=improvement_plan,
        kind=RiskKind(row["kind"]),
        words=row["words"],
        on=scores[0][0],
        score=scores[0][1],
        actions=[actions[number] for number in row["actions"]],
    )
    for on, score in scores[1:]:
        score_risk(by=LEAD, risk=risk, on=on, score=score)
    if row["closed"]:
        close_risk(by=CHAIR, risk=risk, on=_day(row["closed"]), why=row["why"])
