"""What programs are given, made of what the rooms below say."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from goldenthread.accounts.models import ApiToken
from goldenthread.areas.models import LocalArea
from goldenthread.governance.queries import challenges_of, meetings_of, tracked_decisions
from goldenthread.improvement.models import Action, ImprovementPlan, Promise, Update
from goldenthread.improvement.queries import ActionStanding, standing_of
from goldenthread.inspections.models import Inspection
from goldenthread.reports.models import Report
from goldenthread.reports.rules import State


def area_row(area: LocalArea) -> dict[str, Any]:
    """Return a local area."""
    return {
        "slug": area.slug,
        "name": area.name,
        "code": area.code,
        "exercise": area.exercise,
    }


def areas_for(token: ApiToken) -> list[dict[str, Any]]:
    """Return the one area that a token is for."""
    return [area_row(token.area)]


def inspections(area: LocalArea) -> list[dict[str, Any]]:
    """Return the inspections of an area with what each required."""
    rows = Inspection.objects.filter(area=area).order_by("inspected_from", "pk")
    kinds = (
        ("weakness", "weaknesses"),
        ("priority action", "priority_actions"),
        ("area for improvement", "improvements"),
    )
    rows = rows.prefetch_related(*(name for _, name in kinds))
    return [
        {
            "key": row.pk,
            "regime": row.regime,
            "kind": row.kind,
            "title": row.title,
            "inspected_from": row.inspected_from,
            "inspected_to": row.inspected_to,
            "published": row.published,
            "required": [
                {"kind": kind, "number": each.number, "short": each.short, "text": each.text}
                for kind, name in kinds
                for each in getattr(row, name).all()
            ],
        }
        for row in rows
    ]


def plans(area: LocalArea) -> list[dict[str, Any]]:
    """Return the improvement plans of an area."""
    return [
        {
            "key": row.pk,
            "type": row.plan_type,
            "title": row.title,
            "life": row.life,
            "actions": row.actions.count(),
        }
        for row in ImprovementPlan.objects.filter(area=area)
    ]


def action_rows(
    improvement_plan: ImprovementPlan, actions: Sequence[Action], on: date
) -> list[dict[str, Any]]:
    """Return actions as they stood on a day; three questions to the database and the standing's."""
    standings = standing_of(improvement_plan, on, [action.pk for action in actions])
    newest = dict(
        Update.objects.filter(action__in=actions, on__lte=on)
        .order_by("pk")
        .values_list("action_id", "pk")
    )
    return [_action(each, standings[each.pk], newest.get(each.pk, 0)) for each in actions]


def _action(action: Action, row: ActionStanding, newest: int) -> dict[str, Any]:
    override = row.override
    return {
        "key": action.pk,
        "number": action.number,
        "group": action.group.number,
        "theme": action.theme.number,
        "text": action.text,
        "leads": [lead.role for lead in action.leads.all()],
        "due": row.due_words,
        "due_to": row.due_to,
        "delivery": row.delivery,
        "reported_rag": row.reported_rag,
        "computed_rag": row.computed_rag,
        "rule": row.rule,
        "why": row.why,
        "overridden_to": override.rag if override else None,
        "override_reason": override.reason if override else "",
        "late": row.late,
        "slipped": row.slipped,
        "difference": row.difference,
        "difference_state": row.difference_state,
        "judge_on": row.judge_on,
        "embedded": row.embedded,
        "newest_update": newest,
    }


def update_row(update: Update) -> dict[str, Any]:
    """Return an update."""
    return {
        "key": update.pk,
        "action": update.action.number,
        "on": update.on,
        "by_role": update.by_role,
        "on_behalf": update.on_behalf,
        "delivery": update.delivery,
        "words": update.words,
        "changed_for_families": update.changed_for_families,
        "proposed_date": update.proposed_words,
        "state": update.state,
        "decided_on": update.decided_on,
    }


def promise_row(promise: Promise) -> dict[str, Any]:
    """Return a promise as families read it."""
    return {
        "key": promise.pk,
        "words": promise.plain,
        "due": promise.due_words,
        "due_to": promise.due_to,
        "standing": promise.standing,
        "what_changed": promise.what_changed,
        "no_because": promise.no_because,
    }


def meetings(area: LocalArea, start: date, end: date) -> list[dict[str, Any]]:
    """Return the meetings of an area between two days."""
    return [
        {
            "key": row.pk,
            "body": row.body.name,
            "starts_at": row.starts_at,
            "state": row.state,
        }
        for row in meetings_of(area, start, end)
    ]


def decisions(area: LocalArea, on: date) -> list[dict[str, Any]]:
    """Return the decisions that were to come back, as they stood on a day; no exempt one."""
    return [
        {
            "key": row.decision.pk,
            "body": row.decision.meeting.body.name,
            "on": row.decision.on,
            "verb": row.decision.verb,
            "words": row.decision.words,
            "owner_role": row.decision.owner_role,
            "due_on": row.due_on,
            "back_on": row.back_on,
            "never_came_back": row.never_came_back,
        }
        for row in tracked_decisions(area, on)
        if not row.exempt
    ]


def challenges(area: LocalArea, on: date) -> list[dict[str, Any]]:
    """Return the challenges of an area as they stood on a day."""
    return [
        {
            "key": row.challenge.pk,
            "number": row.challenge.number,
            "words": row.challenge.words,
            "on": row.challenge.on,
            "to": row.to,
            "open": row.where.open,
            "unanswered": row.where.unanswered,
        }
        for row in challenges_of(area, on)
    ]


def reports(area: LocalArea) -> list[dict[str, Any]]:
    """Return the published reports of an area, newest first."""
    rows = Report.objects.filter(area=area, state=State.PUBLISHED).defer("frozen")
    return [
        {
            "key": row.pk,
            "kind": row.kind,
            "depth": row.depth,
            "title": row.title,
            "as_at": row.as_at,
            "published_at": row.published_at,
            "sha256": row.frozen_hash,
        }
        for row in rows
    ]
