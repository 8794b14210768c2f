"""The registers of a plan: risks and issues, groups that wait, and what colours mean."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, Q

from goldenthread.areas.models import LocalArea

from ..models import (
    Action,
    DifferenceVerdict,
    GroupDependency,
    ImprovementPlan,
    RagDefinition,
    Risk,
    RiskAction,
    RiskScore,
)
from ..rules import RAG_MEANS, Difference, Rag, band, moved, severity
from .facts import EVER_AGREED, verdict_state
from .following import followed


@dataclass(frozen=True, slots=True)
class RiskOnRecord:
    """A risk as it stood on a day; `score` is likelihood times impact, None where none was given.

    `moved` says how it stands beside the score before: new, risen, fallen or same.
    """

    risk: Risk
    open: bool
    score: int | None
    band: str
    moved: str
    last: RiskScore | None
    history: list[RiskScore]
    actions: list[Action]


def risks_of(improvement_plan: ImprovementPlan, on: date) -> list[RiskOnRecord]:
    """Return the risks and issues of a plan on a day: open ones first, the gravest first.

    Asks the database the same number of questions however many there are. What an accelerated plan
    took over stands as the register it came from says, with what that one opened since on actions
    that were taken over.
    """
    found = _risks_on(improvement_plan, on)
    copies = followed(improvement_plan)
    if copies:
        found = _as_where_they_came_from(found, copies, on)
    return sorted(found, key=lambda r: (not r.open, -(r.score or 0), r.risk.number))


def _risks_on(improvement_plan: ImprovementPlan, on: date) -> list[RiskOnRecord]:
    """Return the risks and issues in a plan's own register on a day."""
    stood = Q(ends=None) | Q(ends__gt=on)
    links = RiskAction.objects.filter(stood, on__lte=on).select_related("action")
    rows = Risk.objects.filter(improvement_plan=improvement_plan, opened_on__lte=on)
    rows = rows.prefetch_related(
        Prefetch("scores", RiskScore.objects.filter(on__lte=on), to_attr="scored"),
        Prefetch("actions", links.order_by("action__position"), to_attr="linked"),
    )
    return [_risk_on(risk, on) for risk in rows]


def _as_where_they_came_from(
    mine: list[RiskOnRecord], copies: dict[int, Action], on: date
) -> list[RiskOnRecord]:
    """Let risks that were taken over stand as their register says; `copies` follow its actions.

    A risk is known again by its number, its words and the day it was opened: none ever changes.
    """
    plans = {source.improvement_plan for source in copies.values()}
    there = {_known_by(row.risk): row for plan in plans for row in _risks_on(plan, on)}
    ours = Action.objects.in_bulk(copies)
    here = {source.pk: ours[pk] for pk, source in copies.items()}
    known = {_known_by(row.risk) for row in mine}
    found = [row for row in mine if _known_by(row.risk) not in there]
    for key, row in there.items():
        actions = [here[action.pk] for action in row.actions if action.pk in here]
        if key in known or actions:
            found.append(replace(row, actions=actions))
    return found


def _known_by(risk: Risk) -> tuple[int, str, date]:
    return risk.number, risk.words, risk.opened_on


def _risk_on(risk: Risk, on: date) -> RiskOnRecord:
    history: list[RiskScore] = vars(risk)["scored"]
    products = [severity(s.likelihood, s.impact) for s in history]
    now = products[-1] if products else None
    return RiskOnRecord(
        risk,
        risk.closed_on is None or risk.closed_on > on,
        now,
        band(now) if now else "not scored",
        moved(products[-2] if len(products) > 1 else None, now) if now else "not scored",
        history[-1] if history else None,
        history,
        list({link.action_id: link.action for link in vars(risk)["linked"]}.values()),
    )


@dataclass(frozen=True, slots=True)
class DependencyOnRecord:
    """A group that waits for another, as it stood on a day."""

    dependency: GroupDependency
    settled: bool
    overdue: bool


def dependencies_of(improvement_plan: ImprovementPlan, on: date) -> list[DependencyOnRecord]:
    """Return which groups of a plan waited for which on a day: open ones first, by need."""
    rows = GroupDependency.objects.filter(waits__improvement_plan=improvement_plan, on__lte=on)
    found = []
    for row in rows.select_related("waits", "on_group", "action"):
        settled = bool(row.settled_on and row.settled_on <= on)
        overdue = not settled and bool(row.needed_by and row.needed_by < on)
        found.append(DependencyOnRecord(row, settled, overdue))
    last = date.max
    return sorted(found, key=lambda d: (d.settled, d.dependency.needed_by or last, d.dependency.pk))


def rag_definitions(area: LocalArea, on: date) -> dict[Rag, str]:
    """Return what each colour means in an area on a day; the house's words where it set none."""
    rows = RagDefinition.objects.filter(area=area, on__lte=on).order_by("on", "pk")
    said = {Rag(row.rag): row.words for row in rows}
    return {rag: said.get(rag, RAG_MEANS[rag]) for rag in Rag}


def verdicts_counted(improvement_plan: ImprovementPlan, on: date) -> dict[Difference | None, int]:
    """Return how many actions stand at each agreed verdict on a day; None counts those without.

    A verdict that was opened again counts as none.
    """
    rows = DifferenceVerdict.objects.filter(action__improvement_plan=improvement_plan, on__lte=on)
    last: dict[int, DifferenceVerdict] = {}
    for row in rows.order_by("on", "pk"):
        if verdict_state(row, on) in EVER_AGREED:
            last[row.action_id] = row
    agreed = [v for v in last.values() if not (v.reopened_on and v.reopened_on <= on)]
    counted: dict[Difference | None, int] = dict.fromkeys(Difference, 0)
    for row in agreed:
        counted[Difference(row.verdict)] += 1
    total = Action.objects.filter(improvement_plan=improvement_plan).count()
    return counted | {None: total - len(agreed)}
