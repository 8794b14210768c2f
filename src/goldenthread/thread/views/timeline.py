"""When things fall due and what slipped past the revisit."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.improvement.models import Action, ImprovementPlan, Milestone, Redating
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.queries import events_on, revisit_due
from goldenthread.inspections.rules import EVENT_NAMES, Event

from ..queries.standings import Stood
from ..queries.then import inspection_on, plan_on, revisit_on, words_then
from ..rules.timeline import Due, months_of, past_revisit
from .places import area_at


def _dues(improvement_plan: ImprovementPlan, on: date) -> tuple[list[Due], list[Due]]:
    """Return the dated points of a plan as on a day, and those whose words bind to no date."""
    dated: list[Due] = []
    loose: list[Due] = []
    actions = Action.objects.filter(improvement_plan=improvement_plan).order_by("position")
    rows = actions.prefetch_related("milestones")
    standings = Stood(improvement_plan, on).actions
    then = words_then(standings, on)
    moved, given = _moves(improvement_plan, on)
    for action in rows:
        text = then.get(action.pk, {}).get("text", action.text)
        state = standings[action.pk].delivery
        points = [(m, moved.get(m.pk)) for m in action.milestones.all()]
        dues = [_due(action.number, text, state, m, move) for m, move in points]
        if action.pk in given:
            dues.append(_moved(action.number, text, state, given[action.pk]))
        if not dues:
            dues.append(Due(action.number, text, "", None, None, state))
        for due in dues:
            (dated if due.end else loose).append(due)
    return dated, loose


def _moves(
    improvement_plan: ImprovementPlan, on: date
) -> tuple[dict[int, Redating], dict[int, Redating]]:
    """Return the last move of each milestone by a day, and of actions that had no date, by key."""
    rows = Redating.objects.filter(action__improvement_plan=improvement_plan, on__lte=on)
    moved: dict[int, Redating] = {}
    given: dict[int, Redating] = {}
    for row in rows.order_by("on", "pk"):
        if row.milestone_id is None:
            given[row.action_id] = row
        else:
            moved[row.milestone_id] = row
    return moved, given


def _due(
    number: str, text: str, state: str | None, milestone: Milestone, move: Redating | None
) -> Due:
    if move:
        return _moved(number, text, state, move)
    return Due(number, text, milestone.words, milestone.starts, milestone.ends, state)


def _moved(number: str, text: str, state: str | None, move: Redating) -> Due:
    words = f"{move.new_words}, moved from {move.old_words or 'no date'}"
    return Due(number, text, words, move.new_from, move.new_to, state)


def _events(
    inspection: Inspection, due: date | None, begins: date | None, on: date
) -> list[tuple[date, str]]:
    """Return what is dated of an inspection itself, with when the revisit is due and begins."""
    found = [(event.on, EVENT_NAMES[Event(event.event)]) for event in events_on(inspection, on)]
    found += [(each.on, each.title) for each in inspection.contacts.filter(on__lte=on)]
    if inspection.inspected_from:
        found.append((inspection.inspected_from, "Inspection begins"))
    if due:
        found.append((due, "Revisit due by"))
    if begins:
        found.append((begins, "Revisit begins"))
    return sorted(found)


@require_safe
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """Show month by month what falls due, beside the events of the inspection, as on a day."""
    area, on = area_at(request, slug), request.as_at
    improvement_plan = plan_on(area.pk, on)
    inspection = inspection_on(area.pk, on)
    dated, loose = _dues(improvement_plan, on) if improvement_plan else ([], [])
    limit = revisit_due(inspection, on) if inspection else None
    revisit = revisit_on(inspection, on) if inspection else None
    begins = revisit.inspected_from if revisit else None
    events = _events(inspection, limit, begins, on) if inspection else []
    months = months_of(dated, events)
    context = {
        "area": area,
        "here": "timeline",
        "true_at": on,
        "months": months,
        "fullest": max((len(month.dues) for month in months), default=0),
        "loose": loose,
        "revisit_due": limit,
        "begins": inspection.inspected_from if inspection else None,
        "silent": sum(d.end < on and d.delivery is None for d in dated if d.end),
        "late": [(d, past_revisit(d, limit)) for d in dated if past_revisit(d, limit)],
        "count": len(dated),
    }
    return render(request, "thread/timeline.html", context)
