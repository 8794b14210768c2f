"""The inspections of an area, each in the shape of its regime, and what comes after."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError
from goldenthread.documents.queries import citations_of

from ..changes import (
    add_slot,
    expect_step,
    finish_step,
    record_notice,
    record_progress,
    strike_slot,
    withdraw_notice,
)
from ..forms import DoneForm, NoticeForm, ProgressForm, RoomForm, SlotForm, StepForm, WithdrawForm
from ..models import Inspection, NextStep, VisitNotice
from ..queries import (
    advice_of,
    came_back,
    contacts_ahead,
    contacts_of,
    events_on,
    expected_after,
    has_said,
    inspections_of,
    judgements_on,
    limits_of,
    notices_of,
    open_return_draft,
    progress_on,
    progress_said_on,
    record_known,
    repeat_findings,
    standing_notice,
    steps_after,
    timetable_of,
)
from ..rules import (
    EVENT_NAMES,
    RUNNING_WORDS,
    STANDING_NAMES,
    DraftNotice,
    DraftSlot,
    DraftStep,
    Event,
    InspectionKind,
    notice_days,
)
from .deeds import Deed, area_of, forms_of


def inspections(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every inspection and contact of an area, what waits for an answer and what repeats."""
    area, on = area_of(request, slug), request.as_at
    advice = advice_of(area, on)
    repeated = repeat_findings(area, on)
    context = {
        "area": area,
        "here": "inspections",
        "inspections": [(row, has_said(row, on)) for row in inspections_of(area.pk, on)],
        "contacts": list(reversed(contacts_of(area, on))),
        "ahead": [] if request.past else contacts_ahead(area, on),
        "advice": advice,
        "open": [each for each in advice if each.open],
        "confirmed": [r for r in repeated if r.state == "confirmed"],
        "proposed": [r for r in repeated if r.state == "proposed"],
        "true_at": on,
    }
    return render(request, "inspections/inspections.html", context)


def inspection_here(request: HttpRequest, area: LocalArea, pk: int) -> Inspection:
    """Return an inspection of an area that had begun on the day shown."""
    rows = Inspection.objects.filter(area=area).select_related("document", "follows")
    row = get_object_or_404(rows, pk=pk)
    if row.inspected_from and row.inspected_from > request.as_at:
        raise Http404("That inspection had not begun on this day.")
    return row


def _sections(row: Inspection) -> list[tuple[str, list[Any]]]:
    """Return the findings of a letter by section, in the letter's order."""
    found: dict[str, list[Any]] = {}
    for finding in row.findings.order_by("pk"):
        found.setdefault(finding.section, []).append(finding)
    return list(found.items())


def inspection(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one inspection in the shape of its regime: findings, limits, events, contacts."""
    area, on = area_of(request, slug), request.as_at
    row = inspection_here(request, area, pk)

    def progress(said: dict[str, Any]) -> str:
        event = Event(said.pop("event"))
        record_progress(by=request.user.actor, inspection=row, event=event, **said)
        return f"Recorded: {EVENT_NAMES[event].lower()}. The limits below are counted anew."

    here = reverse("inspections:inspection", args=[slug, pk])
    sent = forms_of(request, area, {"progress": Deed(ProgressForm, progress)}, here)
    if sent.done:
        return sent.done
    known = has_said(row, on)
    sections = _sections(row) if known else []
    keys = [finding.pk for _, findings in sections for finding in findings]
    contacts = [c for c in contacts_of(area, on) if c.inspection_id == row.pk]
    context = {
        "area": area,
        "here": "inspections",
        "inspection": row,
        "known": known,
        "sections": sections,
        "cites": citations_of("finding", keys),
        "own_cites": citations_of("inspection", [row.pk]).get(row.pk, []),
        "judged": {j.weakness_id: j for j in judgements_on(row, on)},
        "progress": {p.priority_action_id: p for p in progress_said_on(row, on)},
        "came_back": came_back(row, on),
        "limits": limits_of(row, on),
        "running_words": RUNNING_WORDS,
        "events": events_on(row, on),
        "event_names": {event.value: words for event, words in EVENT_NAMES.items()},
        "standing": STANDING_NAMES[progress_on(row, on)],
        "contacts": contacts,
        "with_record": {c.pk for c in contacts if record_known(c, on)},
        "is_visit": row.kind in (InspectionKind.REVISIT.value, InspectionKind.MONITORING.value),
        "steps": steps_after(row, on),
        "forms": sent.forms,
        "wrong": sent.wrong,
        "true_at": on,
    }
    return render(
        request, "inspections/inspection.html", context, status=400 if sent.wrong else 200
    )


def _visits(row: Inspection, area: LocalArea, request: HttpRequest) -> dict[str, Deed]:
    """Return what can be done about the return of inspectors and what follows it."""
    by, on, given = request.user.actor, request.as_at, {"area_id": area.pk}
    notice, visits = standing_notice(row, on), came_back(row, on)
    last = visits[-1] if visits else row

    def give(said: dict[str, Any]) -> str:
        document = said.pop("document")
        draft = DraftNotice(document_id=document.pk if document else None, **said)
        record_notice(by=by, inspection=row, draft=draft)
        return "The notice is kept. Put the timetable below it."

    def expect(said: dict[str, Any]) -> str:
        document = said.pop("document")
        draft = DraftStep(document_id=document.pk if document else None, **said)
        expect_step(by=by, inspection=last, draft=draft)
        return "Kept: what is expected and who says so."

    judged = [
        (str(e.judgement.weakness.number), str(e.judgement.weakness))
        for e in expected_after(last, on)
    ]
    deeds = {
        "notice": Deed(partial(NoticeForm, **given), give),
        "step": Deed(partial(StepForm, **given, judged=judged), expect),
        "finish": Deed(DoneForm, partial(_finish, request, last)),
    }
    if notice is not None:
        deeds |= _of_notice(notice, request)
    return deeds


def _finish(request: HttpRequest, visit: Inspection, said: dict[str, Any]) -> str:
    key = request.POST.get("step", "")
    if not key.isdecimal() or len(key) > 18:
        raise UserError("There is no such step here. Nothing was changed.")
    step = get_object_or_404(NextStep, inspection=visit, pk=int(key))
    finish_step(by=request.user.actor, step=step, **said)
    return "Kept as done."


def _of_notice(notice: VisitNotice, request: HttpRequest) -> dict[str, Deed]:
    by = request.user.actor

    def slot(said: dict[str, Any]) -> str:
        agreed_on = said.pop("agreed_on")
        add_slot(by=by, notice=notice, draft=DraftSlot(**said), agreed_on=agreed_on)
        return "Put into the timetable."

    def strike(said: dict[str, Any]) -> str:
        key = request.POST.get("slot", "")
        if not key.isdecimal() or len(key) > 18:
            raise UserError("There is no such line here. Nothing was changed.")
        row = get_object_or_404(notice.slots, pk=int(key))
        strike_slot(by=by, slot=row, on=request.as_at)
        return "Struck out of the timetable; it stays on record."

    def withdraw(said: dict[str, Any]) -> str:
        withdraw_notice(by=by, notice=notice, **said)
        return "Kept: the notice was withdrawn."

    today = {"agreed_on": request.as_at, "day": notice.starts}
    return {
        "slot": Deed(partial(SlotForm, initial=today), slot),
        "strike": Deed(RoomForm, strike),
        "withdraw": Deed(WithdrawForm, withdraw),
    }


def revisit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the return of inspectors: notice, timetable, what was judged, and what comes next."""
    area, on = area_of(request, slug), request.as_at
    row = inspection_here(request, area, pk)
    here = reverse("inspections:revisit", args=[slug, pk])
    sent = forms_of(request, area, _visits(row, area, request), here)
    if sent.done:
        return sent.done
    notice, visits = standing_notice(row, on), came_back(row, on)
    last = visits[-1] if visits else None
    judgements, progress = judgements_on(row, on), progress_said_on(row, on)
    may, expected = bool(sent.forms), expected_after(last, on) if last else []
    shown = {step.pk for each in expected for step in each.steps}
    context = {
        "area": area,
        "here": "inspections",
        "inspection": row,
        "notice": notice,
        "days_of_notice": notice_days(notice.given_on, notice.starts) if notice else None,
        "others": [n for n in notices_of(row, on) if n != notice],
        "slots": timetable_of(notice, on) if notice else [],
        "visit": last,
        "said": bool(last and has_said(last, on)),
        "judgements": judgements,
        "cites": citations_of("judgement", [j.pk for j in judgements]),
        "progress": progress,
        "progress_cites": citations_of("progress_said", [p.pk for p in progress]),
        "draft": open_return_draft(row) if may else None,
        "may_write": may and row.kind == InspectionKind.FULL.value,
        "expected": expected,
        "steps": [s for s in steps_after(last or row, on) if s.pk not in shown],
        "forms": sent.forms,
        "wrong": sent.wrong,
        "true_at": on,
    }
    return render(request, "inspections/revisit.html", context, status=400 if sent.wrong else 200)
