"""The register of risks and issues."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Action, ImprovementPlan, Risk, RiskAction, RiskScore
from ..rules import IMPACT, LIKELIHOOD, RiskKind
from .met import ChangedMeanwhile, refuse


@dataclass(frozen=True, slots=True)
class ScoreDraft:
    """How likely and how grave a risk is, each 1 to 5, who owns it and what is done about it."""

    likelihood: int
    impact: int
    owner_role: str
    mitigation: str = ""


def _faults(score: ScoreDraft) -> dict[str, str]:
    faults = {}
    if score.likelihood not in LIKELIHOOD:
        faults["likelihood"] = "Choose how likely it is, 1 to 5"
    if score.impact not in IMPACT:
        faults["impact"] = "Choose how grave it would be, 1 to 5"
    if not score.owner_role.strip():
        faults["owner_role"] = "Say which role owns it"
    return faults


@transaction.atomic
def open_risk(
    *,
    by: Actor,
    improvement_plan: ImprovementPlan,
    kind: RiskKind,
    words: str,
    on: date,
    score: ScoreDraft,
    actions: Iterable[Action] = (),
) -> Risk:
    """Open a risk or an issue with its first score; its number is the next of the plan."""
    ImprovementPlan.objects.select_for_update(no_key=True).get(pk=improvement_plan.pk)
    faults = {} if words.strip() else {"words": "Say what may happen, or what has happened"}
    refuse(faults | _faults(score))
    last = Risk.objects.filter(improvement_plan=improvement_plan).aggregate(n=Max("number"))["n"]
    risk = Risk.objects.create(
        improvement_plan=improvement_plan,
        number=(last or 0) + 1,
        kind=kind.value,
        words=words.strip(),
        opened_on=on,
        opened_by=by.name,
    )
    _add_score(by, risk, score, on)
    record(
        by=by,
        verb="open_risk",
        subject="risk",
        ref=risk.pk,
        after={"kind": kind.value, "words": words.strip(), "on": str(on)},
    )
    link_risk(by=by, risk=risk, actions=actions, on=on)
    return risk


def _add_score(by: Actor, risk: Risk, score: ScoreDraft, on: date) -> RiskScore:
    return RiskScore.objects.create(
        risk=risk,
        on=on,
        likelihood=score.likelihood,
        impact=score.impact,
        owner_role=score.owner_role.strip()[:300],
        mitigation=score.mitigation.strip(),
        by=by.name,
    )


def _open_risk(risk: Risk) -> Risk:
    now = Risk.objects.select_for_update(no_key=True).get(pk=risk.pk)
    if now.closed_on is not None:
        raise UserError(
            f"{now.closed_by} closed {now.kind} {now.number} already. Theirs was kept; open a new "
            "one if it has come back."
        )
    return now


@transaction.atomic
def score_risk(
    *, by: Actor, risk: Risk, on: date, score: ScoreDraft, seen: int | None = None
) -> RiskScore:
    """Score a risk anew; every score before is kept.

    `seen` is the key of the last score the person saw; ChangedMeanwhile where another came since.
    """
    now = _open_risk(risk)
    newest = RiskScore.objects.filter(risk=now).order_by("-pk").first()
    if seen is not None and newest is not None and newest.pk != seen:
        raise ChangedMeanwhile(f"scored {now.kind} {now.number}", newest)
    refuse(_faults(score))
    row = _add_score(by, now, score, on)
    before = [newest.likelihood, newest.impact] if newest else None
    record(
        by=by,
        verb="score_risk",
        subject="risk",
        ref=now.pk,
        before={"score": before},
        after={"score": [row.likelihood, row.impact], "on": str(on), "owner": row.owner_role},
    )
    return row


@transaction.atomic
def close_risk(*, by: Actor, risk: Risk, on: date, why: str) -> None:
    """Close a risk or an issue with the reason; it stays in the register."""
    now = _open_risk(risk)
    if not why.strip():
        raise UserError(f"Say why {now.kind} {now.number} is closed. It is still open.")
    now.closed_on, now.closed_by, now.closed_why = on, by.name, why.strip()
    now.save(update_fields=["closed_on", "closed_by", "closed_why"])
    record(
        by=by,
        verb="close_risk",
        subject="risk",
        ref=now.pk,
        after={"on": str(on), "why": why.strip()},
    )


@transaction.atomic
def link_risk(*, by: Actor, risk: Risk, actions: Iterable[Action], on: date) -> None:
    """Let a risk bear on these actions and no others from a day; what it bore on is kept."""
    wanted = {action.pk: action for action in actions}
    if any(a.improvement_plan_id != risk.improvement_plan_id for a in wanted.values()):
        raise UserError("A risk bears on actions of its own plan. Nothing was changed.")
    links = RiskAction.objects.select_for_update(no_key=True).filter(risk=risk, ends=None)
    held = set(links.values_list("action_id", flat=True))
    if held == set(wanted):
        return
    links.filter(action__in=held - set(wanted)).update(ends=on)
    RiskAction.objects.bulk_create(
        RiskAction(risk=risk, action_id=pk, on=on) for pk in wanted if pk not in held
    )
    record(
        by=by,
        verb="link_risk",
        subject="risk",
        ref=risk.pk,
        before={"actions": sorted(held)},
        after={"actions": sorted(wanted), "on": str(on)},
    )
