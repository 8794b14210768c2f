"""Bodies and their lines of report: the chart, and each body with what it is made of."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.changes import (
    add_body,
    add_report_line,
    end_body,
    end_report_line,
    rename_body,
)
from goldenthread.areas.models import Body, LocalArea, Organisation, OrganisationInArea, ReportLine
from goldenthread.areas.rules import BodyKind

from ..changes import (
    add_member,
    add_standing_item,
    add_terms,
    end_member,
    end_standing_item,
    set_cadence,
)
from ..forms.boards import (
    BodyForm,
    EndForm,
    EndLineForm,
    EndMemberForm,
    EndStandingForm,
    LineForm,
    MemberForm,
    RenameForm,
    StandingForm,
    TermsForm,
)
from ..forms.meetings import CadenceForm
from ..models import BodyMember, StandingItem
from ..queries.bodies import bodies_on, body_record, chart_of, lines_on, table_of
from ..queries.people import may_run
from ..rules.cadence import Every, Moved
from ..rules.states import MeetsUnder
from .calendar import bodies_given
from .deeds import Deed, Deeds, document_of, drawn, page_forms


def chart(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who reports to whom on a day, drawn and as a table; add a body."""
    area = area_for(request.user, slug, Permission.SEE)
    on = request.as_at
    by, today = request.user.actor, timezone.localdate()

    def add(said: dict[str, Any]) -> str:
        above = [said["reports_to"]] if said["reports_to"] else []
        body = add_body(
            by=by,
            area=area,
            kind=BodyKind(said["kind"]),
            name=said["name"],
            chair_role=said["chair_role"],
            starts=said["starts"],
            reports_to=above,
        )
        return f"Added: {body.name}."

    given = bodies_given(area, today, "reports_to")
    may = Permission.REPAIR in area.permitted
    deeds = {"body": Deed(lambda *a, **k: BodyForm(*a, given=given, **k), may, add)}
    sent = page_forms(request, deeds, reverse("governance:chart", args=[slug]))
    if sent.done:
        return sent.done
    bodies, lines = bodies_on(area, on), lines_on(area, on)

    def address(pk: int) -> str:
        return reverse("governance:body", args=[slug, pk])

    context = {
        "area": area,
        "here": "meetings",
        "tab": "chart",
        "chart": chart_of(bodies, lines, address),
        "rows": table_of(bodies, lines, on),
        "on": on,
        "true_at": on,
    }
    return drawn(request, "chart", sent, context)


def body(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a body: its members, terms, cadence, standing items and lines of report."""
    area = area_for(request.user, slug, Permission.SEE)
    row = get_object_or_404(Body, area=area, pk=pk)
    here = reverse("governance:body", args=[slug, pk])
    sent = page_forms(request, _deeds(request, area, row), here)
    if sent.done:
        return sent.done
    context = {
        "area": area,
        "here": "meetings",
        "tab": "chart",
        "body": row,
        "record": body_record(row, request.as_at),
        "on": request.as_at,
        "true_at": request.as_at,
    }
    return drawn(request, "body", sent, context)


def _deeds(request: HttpRequest, area: LocalArea, row: Body) -> Deeds:
    keeps = Permission.REPAIR in area.permitted
    runs = may_run(request.user, area, row, timezone.localdate())
    return {
        **_of_the_body(request, area, row, keeps),
        **_of_its_making(request, area, row, runs),
        **_of_its_agendas(request, row, runs),
    }


def _of_the_body(request: HttpRequest, area: LocalArea, row: Body, may: bool) -> Deeds:
    """Return what is done to a body itself: name, end, lines of report."""
    by, today = request.user.actor, timezone.localdate()
    others = {"to": Body.objects.on(today).filter(area=area).exclude(pk=row.pk).order_by("name")}
    lines = {"line": ReportLine.objects.on(today).filter(body=row).select_related("to")}

    def rename(said: dict[str, Any]) -> str:
        rename_body(by=by, body=row, name=said["name"], on=said["on"])
        return f"It is called {said['name']} from that day on."

    def end(said: dict[str, Any]) -> str:
        end_body(by=by, body=row, last_day=said["last_day"])
        return "The body and its lines of report end on that day. All it did stays on record."

    def add_line(said: dict[str, Any]) -> str:
        add_report_line(by=by, body=row, to=said["to"], starts=said["starts"])
        return f"It reports to {said['to'].name}."

    def end_line(said: dict[str, Any]) -> str:
        end_report_line(by=by, line=said["line"], last_day=said["last_day"])
        return "The line ends on that day."

    return {
        "rename": Deed(lambda d, f, **k: RenameForm(d, **k), may, rename),
        "end": Deed(lambda d, f, **k: EndForm(d, **k), may, end),
        "line": Deed(lambda *a, **k: LineForm(*a, given=others, **k), may, add_line),
        "end_line": Deed(
            lambda *a, **k: EndLineForm(*a, given=lines, **k),
            may and lines["line"].exists(),
            end_line,
        ),
    }


def _of_its_making(request: HttpRequest, area: LocalArea, row: Body, may: bool) -> Deeds:
    """Return what is done to what a body is made of."""
    by, today = request.user.actor, timezone.localdate()
    serving = OrganisationInArea.objects.on(today).filter(area=area).values("organisation")
    organisations = {
        "organisation": Organisation.objects.on(today).filter(pk__in=serving).order_by("name")
    }
    members = {"member": BodyMember.objects.on(today).filter(body=row)}

    def member(said: dict[str, Any]) -> str:
        made = add_member(by=by, body=row, **said)
        return f"{made.called} has a seat."

    def end_seat(said: dict[str, Any]) -> str:
        end_member(by=by, member=said["member"], last_day=said["last_day"], why=said["why"])
        return "The seat ends on that day."

    def terms(said: dict[str, Any]) -> str:
        said["meets_under"] = MeetsUnder(said["meets_under"]) if said["meets_under"] else None
        file = said.pop("file")
        document = document_of(request, area, file, said["agreed_on"]) if file else None
        made = add_terms(by=by, body=row, document=document, **said)
        return f"Version {made.version} of the terms of reference is kept."

    def cadence(said: dict[str, Any]) -> str:
        every, moved = Every(said.pop("every")), Moved(said.pop("moved"))
        set_cadence(by=by, body=row, every=every, moved=moved, **said)
        return "Kept. Add its meetings on the page of meetings."

    has_seats = may and members["member"].exists()
    return {
        "member": Deed(lambda *a, **k: MemberForm(*a, given=organisations, **k), may, member),
        "end_seat": Deed(
            lambda *a, **k: EndMemberForm(*a, given=members, **k), has_seats, end_seat
        ),
        "terms": Deed(lambda d, f, **k: TermsForm(d, f, **k), may, terms),
        "cadence": Deed(lambda d, f, **k: CadenceForm(d, **k), may, cadence),
    }


def _of_its_agendas(request: HttpRequest, row: Body, may: bool) -> Deeds:
    """Return what is done to what stands on every agenda."""
    by, today = request.user.actor, timezone.localdate()
    items = {"item": StandingItem.objects.on(today).filter(body=row)}

    def standing(said: dict[str, Any]) -> str:
        add_standing_item(by=by, body=row, starts=today, **said)
        return f"“{said['title']}” will be on every agenda."

    def end_standing(said: dict[str, Any]) -> str:
        end_standing_item(by=by, item=said["item"], last_day=said["last_day"])
        return "It is on no agenda after that day."

    has_items = may and items["item"].exists()
    return {
        "standing": Deed(lambda d, f, **k: StandingForm(d, **k), may, standing),
        "end_standing": Deed(
            lambda *a, **k: EndStandingForm(*a, given=items, **k), has_items, end_standing
        ),
    }
