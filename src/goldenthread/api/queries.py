"""What programs are given, made of what the rooms below say."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch

from goldenthread.accounts.models import ApiToken
from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Outbox, WebhookSubscription
from goldenthread.audit.queries import area_of, webhooks_in, work_waiting
from goldenthread.governance.queries import (
    ChallengeStanding,
    challenges_of,
    meetings_of,
    tracked_decisions,
)
from goldenthread.improvement.models import (
    Action,
    Evidence,
    ImprovementPlan,
    Promise,
    Update,
)
from goldenthread.improvement.queries import (
    ActionStanding,
    newest_updates,
    standing_of,
    updates_copied,
)
from goldenthread.inspections.models import Inspection
from goldenthread.reports.models import Rendering, Report
from goldenthread.reports.rules import State

MOST_DELIVERIES = 5
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)


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
    """Return actions as they stood on a day; few questions to the database, however many."""
    standings = standing_of(improvement_plan, on, [action.pk for action in actions])
    newest = newest_updates(improvement_plan, [action.pk for action in actions], on)
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


def evidence_row(evidence: Evidence, on: date) -> dict[str, Any]:
    """Return a piece of evidence as it stood on a day; a file by its title, a measure in words."""
    gone = not evidence.stood_on(on)
    return {
        "key": evidence.pk,
        "action": evidence.action.number,
        "kind": evidence.kind,
        "grade": evidence.grade,
        "words": evidence.words,
        "address": evidence.address,
        "document": evidence.document.title if evidence.document else "",
        "measure": evidence.measure.text if evidence.measure else "",
        "dated": evidence.dated,
        "withdrawn_on": evidence.withdrawn_on if gone else None,
        "withdrawn_why": evidence.withdrawn_why if gone else "",
        "replaces": evidence.replaces_id,
        "on": evidence.on,
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
    return [challenge_row(row) for row in challenges_of(area, on)]


def challenge_row(row: ChallengeStanding) -> dict[str, Any]:
    """Return a challenge as it stands in the list."""
    own = {name: getattr(row.challenge, name) for name in ("number", "words", "on")}
    at = {"to": row.to, "open": row.where.open, "unanswered": row.where.unanswered}
    return {"key": row.challenge.pk, **own, **at}


def challenge_record(row: ChallengeStanding) -> dict[str, Any]:
    """Return a challenge with every step it took."""
    by = {"asked_by": row.challenge.raised_by, "answer_by": row.challenge.answer_by}
    names = ("kind", "on", "by", "words")
    steps = [{name: getattr(step, name) for name in names} for step in row.steps]
    return challenge_row(row) | by | {"steps": steps, "steps_taken": len(steps)}


def reports(area: LocalArea) -> list[dict[str, Any]]:
    """Return the published reports of an area, newest first."""
    rows = Report.objects.filter(area=area, state=State.PUBLISHED).defer("frozen")
    made = Prefetch("renderings", queryset=Rendering.objects.defer("data"))
    return [
        {
            "key": row.pk,
            "kind": row.kind,
            "depth": row.depth,
            "title": row.title,
            "as_at": row.as_at,
            "published_at": row.published_at,
            "sha256": row.frozen_hash,
            "forms": [each.form for each in row.renderings.all()],
        }
        for row in rows.prefetch_related(made)
    ]


def rendering(area: LocalArea, key: int, form: str) -> Rendering | None:
    """Return the file of a published report of an area in a form, None while there is none."""
    rows = Rendering.objects.filter(report__area=area, report__state=State.PUBLISHED)
    return rows.select_related("report").filter(report=key, form=form).first()


def every_action(area: LocalArea, on: date) -> list[dict[str, Any]]:
    """Return the actions of every plan of an area as they stood on a day."""
    rows = []
    for improvement_plan in ImprovementPlan.objects.filter(area=area):
        found = Action.objects.filter(improvement_plan=improvement_plan).order_by("position")
        some = list(found.select_related("group", "theme").prefetch_related("leads"))
        rows += [
            {"plan": improvement_plan.pk, **row} for row in action_rows(improvement_plan, some, on)
        ]
    return rows


def every_update(area: LocalArea, on: date) -> list[dict[str, Any]]:
    """Return the updates of every plan of an area up to a day; of what was taken over, once."""
    copied = updates_copied(area.pk)
    rows = Update.objects.filter(action__improvement_plan__area=area, on__lte=on).exclude(copied)
    return [update_row(row) for row in rows.select_related("action")]


def every_promise(area: LocalArea, on: date) -> list[dict[str, Any]]:
    """Return the promises of an area that are not withheld, as they stand today."""
    rows = Promise.objects.filter(improvement_plan__area=area, withheld_since=None)
    return [promise_row(row) for row in rows]


def every_meeting(area: LocalArea, on: date) -> list[dict[str, Any]]:
    """Return every meeting of an area, past and to come."""
    return meetings(area, FIRST, LAST)


def webhooks(area: LocalArea) -> list[tuple[WebhookSubscription, list[Outbox]]]:
    """Return the addresses told of an area's events, each with its last deliveries."""
    sent = Outbox.objects.filter(kind="webhook").order_by("-pk")
    return [
        (row, list(sent.filter(payload__subscription=row.pk)[:MOST_DELIVERIES]))
        for row in webhooks_in(area.slug)
    ]


def work_of(area: LocalArea, *, whole: bool) -> list[Outbox]:
    """Return the work not done that followed an area's events, or the whole installation's."""
    rows = work_waiting()
    if whole:
        return rows
    areas: dict[tuple[str, str], str] = {}
    for row in rows:
        about = (row.event.subject, row.event.subject_ref)
        if about not in areas:
            areas[about] = area_of(row.event)
    return [row for row in rows if areas[row.event.subject, row.event.subject_ref] == area.slug]


# The columns of each table of the feeds and their types, the key first.
COLUMNS: dict[str, dict[str, str]] = {
    "Actions": {
        "key": "Int64",
        "plan": "Int64",
        "number": "String",
        "group": "String",
        "theme": "String",
        "text": "String",
        "leads": "String",
        "due": "String",
        "due_to": "Date",
        "delivery": "String",
        "reported_rag": "String",
        "computed_rag": "String",
        "rule": "String",
        "why": "String",
        "overridden_to": "String",
        "override_reason": "String",
        "late": "Boolean",
        "slipped": "Int64",
        "difference": "String",
        "difference_state": "String",
        "judge_on": "Date",
        "embedded": "Boolean",
    },
    "Updates": {
        "key": "Int64",
        "action": "String",
        "on": "Date",
        "by_role": "String",
        "on_behalf": "Boolean",
        "delivery": "String",
        "words": "String",
        "changed_for_families": "String",
        "proposed_date": "String",
        "state": "String",
        "decided_on": "Date",
    },
    "Promises": {
        "key": "Int64",
        "words": "String",
        "due": "String",
        "due_to": "Date",
        "standing": "String",
        "what_changed": "String",
        "no_because": "String",
    },
    "Meetings": {
        "key": "Int64",
        "body": "String",
        "starts_at": "DateTimeOffset",
        "state": "String",
    },
    "Decisions": {
        "key": "Int64",
        "body": "String",
        "on": "Date",
        "verb": "String",
        "words": "String",
        "owner_role": "String",
        "due_on": "Date",
        "back_on": "Date",
        "never_came_back": "String",
    },
    "Challenges": {
        "key": "Int64",
        "number": "Int64",
        "words": "String",
        "on": "Date",
        "to": "String",
        "open": "Boolean",
        "unanswered": "Boolean",
    },
    "Reports": {
        "key": "Int64",
        "kind": "String",
        "depth": "String",
        "title": "String",
        "as_at": "Date",
        "published_at": "DateTimeOffset",
        "sha256": "String",
        "forms": "String",
    },
}
