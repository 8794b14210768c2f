"""Decisions that must come back, decisions ahead, and what moves up."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea

from ..changes import (
    bring_back,
    put_on_forward_plan,
    redate_decision,
    withdraw_from_forward_plan,
)
from ..forms.boards import BackForm, ForwardForm, RedateForm
from ..forms.meetings import WhyForm
from ..models import Decision, ForwardItem, Meeting
from ..queries.decisions import TrackedDecision, decision_record, tracked_decisions
from ..queries.escalations import moves_of
from ..queries.forward import forward_plan
from ..queries.people import may_run, sees_exempt
from ..rules.states import EscalationKind
from .calendar import bodies_given
from .deeds import Deed, Deeds, check_runs, drawn, page_forms

SHOWS = (
    ("open", "To come back"),
    ("missed", "Never came back"),
    ("back", "Came back"),
    ("all", "All"),
)


@require_safe
def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what boards decided and whether it ever came back."""
    area = area_for(request.user, slug, Permission.SEE)
    every = tracked_decisions(area, request.as_at)
    show = request.GET.get("show", "open")
    wanted = {
        "missed": lambda each: each.never_came_back is not None,
        "back": lambda each: not each.open,
        "all": lambda each: True,
    }.get(show, lambda each: each.open)
    context = {
        "area": area,
        "here": "meetings",
        "tab": "decisions",
        "shows": SHOWS,
        "show": show,
        "every": every,
        "shown": sorted(filter(wanted, every), key=_by_urgency),
        "on": request.as_at,
        "true_at": request.as_at,
    }
    return render(request, "governance/decisions.html", context)


def _by_urgency(each: TrackedDecision) -> tuple[bool, str, int]:
    day = each.due_on or each.decision.on
    return (each.never_came_back is None, day.isoformat(), each.decision.pk)


def decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a decision and what became of it; bring it back, or give it another date."""
    area = area_for(request.user, slug, Permission.SEE)
    rows = Decision.objects.select_related("meeting__body", "item", "to_body", "back_at__body")
    row = get_object_or_404(rows, meeting__body__area=area, pk=pk, on__lte=request.as_at)
    here = reverse("governance:decision", args=[slug, pk])
    sent = page_forms(request, _decision_deeds(request, area, row), here)
    if sent.done:
        return sent.done
    body, today = row.meeting.body, timezone.localdate()
    exempt = row.item is not None and row.item.exempt
    context = {
        "area": area,
        "here": "meetings",
        "tab": "decisions",
        "decision": row,
        "record": decision_record(row, request.as_at),
        "moves": moves_of(EscalationKind.DECISION, row.pk, request.as_at),
        "hidden": exempt and not sees_exempt(request.user, area, body, today),
        "on": request.as_at,
        "true_at": request.as_at,
    }
    return drawn(request, "decision", sent, context)


def _decision_deeds(request: HttpRequest, area: LocalArea, row: Decision) -> Deeds:
    by, today = request.user.actor, timezone.localdate()
    body = row.to_body or row.meeting.body
    runs = may_run(request.user, area, row.meeting.body, today) or may_run(
        request.user, area, body, today
    )
    due = {"offered": row.back_on is None}
    later = Meeting.objects.filter(body__area=area, starts_at__gt=row.meeting.starts_at)
    given = {"at": later.filter(cancelled_on=None).select_related("body").order_by("starts_at")}

    def back(said: dict[str, Any]) -> str:
        bring_back(by=by, decision=row, on=said["on"], words=said["words"], at=said["at"])
        return "It came back. What was reported is kept with it."

    def redate(said: dict[str, Any]) -> str:
        redate_decision(by=by, decision=row, on=today, **said)
        return "It has another date. The old one, the reason and who agreed stay on record."

    start = {"initial": {"on": today}}
    return {
        "back": Deed(lambda *a, **k: BackForm(*a, given=given, **start, **k), runs, back, **due),
        "redate": Deed(lambda d, f, **k: RedateForm(d, **k), runs, redate, **due),
    }


def forward(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the decisions ahead, key decisions with their 28 days; add or withdraw one."""
    area = area_for(request.user, slug, Permission.SEE)
    here = reverse("governance:forward", args=[slug])
    sent = page_forms(request, _forward_deeds(request, area), here)
    if sent.done:
        return sent.done
    rows = ForwardItem.objects.filter(area=area, published_on__lte=request.as_at)
    context = {
        "area": area,
        "here": "meetings",
        "tab": "forward",
        "ahead": forward_plan(area, request.as_at),
        "withdrawn": list(rows.filter(withdrawn_on__lte=request.as_at).select_related("body")),
        "on": request.as_at,
        "true_at": request.as_at,
    }
    return drawn(request, "forward", sent, context)


def _forward_deeds(request: HttpRequest, area: LocalArea) -> Deeds:
    by, today = request.user.actor, timezone.localdate()
    runs = may_run(request.user, area, None, today)
    given = bodies_given(area, today, "body")

    def add(said: dict[str, Any]) -> str:
        check_runs(request.user, area, said["body"], today)
        put_on_forward_plan(by=by, on=today, **said)
        return f"On the forward plan: {said['title']}."

    def withdraw(said: dict[str, Any]) -> str:
        row = get_object_or_404(ForwardItem, area=area, pk=request.POST.get("item") or 0)
        check_runs(request.user, area, row.body, today)
        withdraw_from_forward_plan(by=by, item=row, why=said["why"], on=today)
        return "Withdrawn. That notice was given stays on record."

    return {
        "add": Deed(lambda *a, **k: ForwardForm(*a, given=given, **k), runs, add),
        "withdraw": Deed(lambda d, f, **k: WhyForm(d, **k), runs, withdraw),
    }
