"""All that is on record of one action on a day, for its page and for reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q

from ..models import (
    WORDS,
    Action,
    CoProduction,
    Cost,
    DifferenceVerdict,
    Evidence,
    ForumMark,
    Lead,
    RagOverride,
    Redating,
    Revision,
    Risk,
    Theme,
    Update,
)
from ..rules import DifferenceState, UpdateState
from ..rules.editing import roles_in
from .facts import ActionPast, past_of, state_on, verdict_state
from .standing import ActionStanding, standings

Row = TypeVar("Row", Redating, DifferenceVerdict, RagOverride)


@dataclass(frozen=True, slots=True)
class UpdateOnRecord:
    """An update as it stood on a day: what the chair had said, and what took its place."""

    update: Update
    state: UpdateState
    superseded_on: date | None
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class VerdictOnRecord:
    """A verdict as it stood on a day."""

    verdict: DifferenceVerdict
    state: DifferenceState


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """All dated facts of one action up to a day, the newest first but for costs and risks.

    `words` are its texts by field as they read on that day.
    """

    action: Action
    on: date
    words: dict[str, str]
    standing: ActionStanding
    updates: list[UpdateOnRecord]
    redatings: list[Redating]
    evidence: list[Evidence]
    verdicts: list[VerdictOnRecord]
    overrides: list[RagOverride]
    costs: list[Cost]
    marks: list[ForumMark]
    co_production: list[CoProduction]
    risks: list[Risk]
    revisions: list[Revision]


def action_record(action: Action, on: date) -> ActionRecord:
    """Return all that is on record of an action on a day."""
    past = past_of(action.improvement_plan, on, [action.pk])
    mine = past.actions[action.pk]
    revisions = list(action.revisions.order_by("-on", "-pk"))
    evidence = list(
        action.evidence_given.filter(on__lte=on)
        .select_related("document", "measure", "replaced_by")
        .order_by("-on", "-pk")
    )
    marks = ForumMark.objects.filter(Q(action=action) | Q(promise__action=action), on__lte=on)
    stood = Q(actions__ends=None) | Q(actions__ends__gt=on)
    risks = Risk.objects.filter(
        stood, actions__action=action, actions__on__lte=on, opened_on__lte=on
    )
    return ActionRecord(
        action=action,
        on=on,
        words=words_on(action, revisions, on),
        standing=standings(past, on)[action.pk],
        updates=_updates(mine, evidence, on),
        redatings=_newest(mine.redatings),
        evidence=evidence,
        verdicts=[VerdictOnRecord(v, verdict_state(v, on)) for v in _newest(mine.verdicts)],
        overrides=_newest(mine.overrides),
        costs=costs_on(action, on),
        marks=list(marks.select_related("promise").order_by("-on", "-pk")),
        co_production=list(action.co_production.filter(on__lte=on).order_by("-on", "-pk")),
        risks=list(risks.distinct().order_by("number")),
        revisions=[r for r in revisions if r.on <= on],
    )


def words_on(action: Action, revisions: list[Revision], on: date) -> dict[str, str]:
    """Return an action's texts by field as they read on a day: later rewritings are undone.

    Where its theme or its leads were changed later, `theme` (a number) and `leads` say what stood.
    """
    words = {name: getattr(action, name) for name in WORDS}
    for revision in sorted(revisions, key=lambda r: (r.on, r.pk), reverse=True):
        if revision.on > on:
            words[revision.field] = revision.old
    return words


def show_as_stood(action: Action, words: Mapping[str, str]) -> None:
    """Let an action show its texts, theme, group and leads as `words_on` a day; never save it.

    Its leads have to be prefetched.
    """
    for name in WORDS:
        setattr(action, name, words[name])
    if "theme" in words:
        rows = Theme.objects.filter(improvement_plan=action.improvement_plan_id)
        theme = rows.filter(number=words["theme"]).select_related("group").first()
        if theme is not None:
            action.theme, action.group = theme, theme.group
    show_leads_as_stood(action, words)


def show_leads_as_stood(action: Action, words: Mapping[str, str]) -> None:
    """Let an action show the leads it had where they were changed later; never save it."""
    if "leads" not in words:
        return
    there = {lead.role: lead for lead in action.leads.all()}
    plan = action.improvement_plan_id
    stood = Lead.objects.none()
    stood._result_cache = [
        there.get(role) or Lead(improvement_plan_id=plan, action=action, role=role)
        for role in roles_in(words["leads"])
    ]
    vars(action).setdefault("_prefetched_objects_cache", {})["leads"] = stood


def costs_on(action: Action, on: date) -> list[Cost]:
    """Return the costs of an action that stood on a day, first to last."""
    stood = Q(withdrawn_on=None) | Q(withdrawn_on__gt=on)
    return list(action.costs.filter(stood, on__lte=on))


def _newest(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.on, row.pk), reverse=True)


def _updates(mine: ActionPast, evidence: list[Evidence], on: date) -> list[UpdateOnRecord]:
    after = {
        u.supersedes_id: u.on
        for u in mine.updates
        if u.supersedes_id and state_on(u, on) is UpdateState.ACCEPTED
    }
    held = {u.pk: u for u in mine.updates}
    for u in mine.updates:
        if u.supersedes_id in held:
            u.supersedes = held[u.supersedes_id]
    return [
        UpdateOnRecord(
            u,
            state_on(u, on),
            after.get(u.pk),
            [e for e in evidence if e.update_id == u.pk],
        )
        for u in sorted(mine.updates, key=lambda u: (u.on, u.pk), reverse=True)
    ]
