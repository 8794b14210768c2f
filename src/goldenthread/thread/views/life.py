"""The life of a plan and the dates of its inspection, with the limits that these start."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import move_life_and_date
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.rules import Life
from goldenthread.inspections.changes import (
    correct_event,
    record_event,
    record_progress,
    set_clock,
)
from goldenthread.inspections.models import Inspection, InspectionEvent, RegimeClock
from goldenthread.inspections.queries import clocks_of, events_on
from goldenthread.inspections.rules import EVENT_NAMES, STEPS, ClockRule, Event

from ..forms import ClockForm, EventForm, MoveForm, in_force
from ..queries.families import chosen_improvement_plan
from ..queries.then import inspection_on, life_on, plans_on
from ..rules.life import LIFE_WORDS, steps_of
from .places import area_at

MOVE, EVENT, CLOCK = "move", "event", "clock"


@require_safe
def life(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where a plan is in its life, what happened when, and which limits run from it."""
    area = area_at(request, slug)
    improvement_plan = chosen_improvement_plan(
        plans_on(area.pk, request.as_at), request.GET.get("plan", "")
    )
    return _page(request, area, improvement_plan)


def _inspection_of(
    area: LocalArea, improvement_plan: ImprovementPlan | None, on: date
) -> Inspection | None:
    if improvement_plan is not None and improvement_plan.inspection:
        return improvement_plan.inspection
    return inspection_on(area.pk, on)


def _clocks_in(inspection: Inspection) -> list[RegimeClock]:
    rows = RegimeClock.objects.filter(regime=inspection.regime)
    return list(rows.order_by("code", "valid_from", "pk"))


def _move_form(improvement_plan: ImprovementPlan, data: Any = None) -> MoveForm:
    last = improvement_plan.life_events.order_by("on").last()
    now = Life(improvement_plan.life)
    return MoveForm(data, now=now, last=last.on if last else None, auto_id="move-%s")


def _event_form(data: Any = None, initial: Any = None) -> EventForm:
    return EventForm(data, initial=initial, auto_id="event-%s")


def _clock_form(inspection: Inspection, data: Any = None) -> ClockForm:
    return ClockForm(data, clocks=_clocks_in(inspection), auto_id="clock-%s")


def _page(
    request: HttpRequest,
    area: LocalArea,
    improvement_plan: ImprovementPlan | None,
    sent: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the page; `sent` are forms that came back with something to put right."""
    on = request.as_at
    inspection = _inspection_of(area, improvement_plan, on)
    moves = list(improvement_plan.life_events.filter(on__lte=on)) if improvement_plan else []
    forms: dict[str, Any] = {}
    if Permission.REPAIR in area.permitted:
        if improvement_plan:
            forms[MOVE] = _move_form(improvement_plan)
        if inspection:
            forms |= {EVENT: _event_form(), CLOCK: _clock_form(inspection)}
    context = {
        "area": area,
        "here": "plan",
        "true_at": on,
        "improvement_plan": improvement_plan,
        "improvement_plans": plans_on(area.pk, on),
        "steps": steps_of(Life(life_on(improvement_plan, on)), ((m.life, m.on) for m in moves))
        if improvement_plan
        else [],
        "moves": moves,
        "life_words": {life.value: words for life, words in LIFE_WORDS.items()},
        "inspection": inspection,
        "events": events_on(inspection, on) if inspection else [],
        "event_words": {event.value: words for event, words in EVENT_NAMES.items()},
        "clocks": clocks_of(inspection, on) if inspection else [],
        "limits": [(c, in_force(c)) for c in _clocks_in(inspection)] if inspection else [],
        "forms": forms | (sent or {}),
        "wrong": next(iter((sent or {}).values()), None),
        "today": on,
    }
    return render(request, "thread/life.html", context, status=status)


def _back(area: LocalArea, improvement_plan: ImprovementPlan | None, to: str) -> HttpResponse:
    query = f"?plan={improvement_plan.pk}" if improvement_plan else ""
    return redirect(f"{reverse('thread:life', args=[area.slug])}{query}#{to}")


@require_POST
def move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Move a plan to the next point of its life."""
    area = area_for(request.user, slug, Permission.REPAIR)
    improvement_plan = get_object_or_404(ImprovementPlan, area=area, pk=pk)
    form = _move_form(improvement_plan, request.POST)
    if not form.is_valid():
        return _page(request, area, improvement_plan, {MOVE: form}, 400)
    said = form.cleaned_data
    try:
        dated = move_life_and_date(
            by=request.user.actor,
            improvement_plan=improvement_plan,
            to=Life(said["to"]),
            on=said["on"],
            note=said["note"],
        )
    except UserError as error:
        form.add_error(None, error.message)
        return _page(request, area, improvement_plan, {MOVE: form}, 409)
    also = " It stands among the dates of the inspection too." if dated else ""
    messages.success(request, f"Recorded: {LIFE_WORDS[Life(said['to'])].lower()}.{also}")
    return _back(area, improvement_plan, "life")


@require_POST
def add_event(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Record that something happened to an inspection's statement or plan."""
    area = area_for(request.user, slug, Permission.REPAIR)
    inspection = get_object_or_404(Inspection, area=area, pk=pk)
    improvement_plan = chosen_improvement_plan(
        plans_on(area.pk, request.as_at), request.POST.get("plan", "")
    )
    form = _event_form(request.POST)
    if not form.is_valid():
        return _page(request, area, improvement_plan, {EVENT: form}, 400)
    said = form.cleaned_data
    event, held = Event(said["event"]), InspectionEvent.objects.filter(inspection=inspection)
    if held.filter(event=event.value, on=said["on"]).exists():
        form.add_error("on", "That is recorded for this day already")
        return _page(request, area, improvement_plan, {EVENT: form}, 400)
    try:
        _record(request.user.actor, inspection, event, said["on"], said["note"])
    except UserError as error:
        form.add_error(None, error.message)
        return _page(request, area, improvement_plan, {EVENT: form}, 409)
    messages.success(request, f"Recorded: {EVENT_NAMES[event]}.")
    return _back(area, improvement_plan, "dates")


def _record(by: Actor, inspection: Inspection, event: Event, on: date, note: str) -> None:
    """Record an event; a step of the statement only in its order, and "not fit" with reasons."""
    if event in STEPS:
        record_progress(by=by, inspection=inspection, event=event, on=on, reasons=note)
    else:
        record_event(by=by, inspection=inspection, event=event, on=on, note=note)


def event(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one recorded event, and put its date or note right."""
    posted = request.method == "POST"
    area = area_for(request.user, slug, Permission.REPAIR if posted else Permission.SEE)
    rows = InspectionEvent.objects.select_related("inspection")
    row = get_object_or_404(rows, pk=pk, inspection__area=area)
    given = {"event": row.event, "on": row.on, "note": row.note}
    data = request.POST.copy()
    data["event"] = row.event
    form = _event_form(data if posted else None, given)
    if posted and form.is_valid():
        said = form.cleaned_data
        by = request.user.actor
        try:
            changed = correct_event(by=by, event=row, on=said["on"], note=said["note"])
        except UserError as error:
            form.add_error("note", error.message)
        else:
            said_so = "Put right." if changed else "Nothing was different, so nothing was changed."
            messages.success(request, said_so)
            return _back(area, None, "dates")
    context = {
        "area": area,
        "here": "plan",
        "event": row,
        "what": EVENT_NAMES[Event(row.event)],
        "form": form if Permission.REPAIR in area.permitted else None,
    }
    return render(request, "thread/life_event.html", context, status=400 if posted else 200)


@require_POST
def correct_clock(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct how long a limit of an inspection's regime is, keeping what was."""
    area = area_for(request.user, slug, Permission.REPAIR)
    inspection = get_object_or_404(Inspection, area=area, pk=pk)
    improvement_plan = chosen_improvement_plan(
        plans_on(area.pk, request.as_at), request.POST.get("plan", "")
    )
    form = _clock_form(inspection, request.POST)
    if not form.is_valid():
        return _page(request, area, improvement_plan, {CLOCK: form}, 400)
    said = form.cleaned_data
    held = said["clock"]
    rule = ClockRule(
        code=held.code,
        name=held.name,
        starts_with=Event(held.starts_with),
        amount=said["amount"],
        unit=said["unit"],
        valid_from=said["valid_from"] or held.valid_from,
        valid_to=held.valid_to,
        confirmed=said["confirmed"],
        source=said["source"],
    )
    set_clock(by=request.user.actor, rule=rule, regime=inspection.regime)
    messages.success(request, f"“{held.name}” is corrected. What it was stays on record.")
    return _back(area, improvement_plan, "limits")
