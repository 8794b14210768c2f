"""One meeting: its agenda, papers, who was there, and its minutes."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea

from ..changes import (
    add_item,
    add_paper,
    build_agenda,
    cancel_meeting,
    confirm_minutes,
    edit_item,
    move_meeting,
    publish_agenda,
    publish_minutes,
    withdraw_item,
    withdraw_paper,
)
from ..forms.meetings import (
    CancelForm,
    ConfirmForm,
    EditItemForm,
    ItemForm,
    MoveForm,
    PaperForm,
    PublishAgendaForm,
    VersionedForm,
    WhyForm,
)
from ..models import AgendaItem, Meeting, Paper
from ..queries.agenda import missing_from
from ..queries.bodies import members_of
from ..queries.meetings import as_at, between, next_meeting, notice_for
from ..queries.minutes import meeting_record
from ..queries.people import may_run, sees_exempt
from ..rules.states import MeetingState
from .calendar import meeting_of, moment
from .deeds import Deed, Deeds, drawn, page_forms

TABS = (
    ("agenda", "Agenda", "governance:meeting"),
    ("papers", "Papers", "governance:papers"),
    ("attendance", "Attendance", "governance:attendance"),
    ("minutes", "Minutes", "governance:minutes"),
)
STILL_AHEAD = (MeetingState.PLANNED, MeetingState.NOTICED)


def opened(request: HttpRequest, slug: str, pk: int) -> tuple[LocalArea, Meeting, dict[str, Any]]:
    """Return the area, a meeting as it stands on the page's day, and what every tab shows."""
    area = area_for(request.user, slug, Permission.SEE)
    on = request.as_at
    meeting = as_at([meeting_of(area, pk, on)], on)[0]
    today = timezone.localdate()
    sees = sees_exempt(request.user, area, meeting.body, today)
    context = {
        "area": area,
        "here": "meetings",
        "tabs": TABS,
        "meeting": meeting,
        "state": MeetingState(meeting.state),
        "notice": notice_for(meeting, on),
        "sees_exempt": sees,
        "record": meeting_record(meeting, on, sees),
        "runs": may_run(request.user, area, meeting.body, today) and not request.past,
        "on": on,
        "true_at": on,
    }
    return area, meeting, context


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], deeds: Deeds, address: str
) -> HttpResponse:
    meeting = context["meeting"]
    to = reverse(address, args=[context["area"].slug, meeting.pk])
    sent = page_forms(request, deeds, to)
    if sent.done:
        return sent.done
    return drawn(request, name, sent, context | {"tab": name})


def meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show an agenda and what is due on it; build it, add to it, publish it, move the meeting."""
    _, row, context = opened(request, slug, pk)
    ahead = context["state"] in STILL_AHEAD
    context["due"] = missing_from(row, request.as_at) if ahead and context["runs"] else []
    return _page(request, "agenda", context, _agenda_deeds(request, context), "governance:meeting")


def _agenda_deeds(request: HttpRequest, context: dict[str, Any]) -> Deeds:
    row: Meeting = context["meeting"]
    by, today = request.user.actor, timezone.localdate()
    runs, state = context["runs"], context["state"]

    def build(said: dict[str, Any]) -> str:
        made = build_agenda(by=by, meeting=row, on=today)
        return f"{len(made)} items added." if made else "All that is due stands on it already."

    def add(said: dict[str, Any]) -> str:
        said.pop("version")
        item = add_item(by=by, meeting=row, on=today, **said)
        return f"Added: {item.title}."

    def publish(said: dict[str, Any]) -> str:
        there = row.items.count()
        kept = publish_agenda(
            by=by, meeting=row, on=today, late_why=said.get("late_why", ""), version=said["version"]
        )
        added = kept.items.count() - there
        also = f" {added} due and not on it yet: put on it." if added else ""
        return f"The agenda is published.{also}"

    versioned = {"initial": {"version": row.version}}
    short = {"short_notice": context["notice"] is not None and context["notice"].missed}
    ahead = {"offered": state in STILL_AHEAD}
    planned = {"offered": state is MeetingState.PLANNED}
    still = {"offered": state in (*STILL_AHEAD, MeetingState.DRAFT)}
    return {
        "build": Deed(lambda d, f, **k: VersionedForm(d, **k), runs, build, **ahead),
        "add": Deed(lambda d, f, **k: ItemForm(d, **versioned, **k), runs, add, **still),
        "publish": Deed(
            lambda d, f, **k: PublishAgendaForm(d, **short, **versioned, **k),
            runs,
            publish,
            **planned,
        ),
        **_calling_deeds(request, row, runs, ahead),
    }


def _calling_deeds(request: HttpRequest, row: Meeting, may: bool, ahead: dict[str, bool]) -> Deeds:
    """Return what is done to a meeting that is still to be held: move it, cancel it."""
    by, today = request.user.actor, timezone.localdate()
    start = {
        "day": row.held_on,
        "hour": timezone.localtime(row.starts_at).time(),
        "place": row.place,
        "version": row.version,
    }

    def move(said: dict[str, Any]) -> str:
        move_meeting(
            by=by,
            meeting=row,
            starts_at=moment(said["day"], said["hour"]),
            place=said["place"],
            why=said["why"],
            on=today,
            version=said["version"],
        )
        return "The meeting is moved. Calendar programs will follow."

    def cancel(said: dict[str, Any]) -> str:
        cancel_meeting(by=by, meeting=row, why=said["why"], on=today, version=said["version"])
        return "The meeting is cancelled. Calendar programs will follow."

    first = {"initial": {"version": row.version}}
    return {
        "move": Deed(lambda d, f, **k: MoveForm(d, initial=start, **k), may, move, **ahead),
        "cancel": Deed(lambda d, f, **k: CancelForm(d, **first, **k), may, cancel, **ahead),
    }


def papers(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the papers of a meeting by item; add one."""
    _, row, context = opened(request, slug, pk)
    by, today = request.user.actor, timezone.localdate()
    given = {"item": AgendaItem.objects.filter(meeting=row, withdrawn_on=None)}

    def paper(said: dict[str, Any]) -> str:
        file = said["file"]
        made = add_paper(
            by=by,
            item=said["item"],
            title=said["title"],
            name=file.name,
            data=file.read(),
            on=today,
            author_role=said["author_role"],
            late_why=said["late_why"],
        )
        return f"Added: {made.title}."

    def withdraw(said: dict[str, Any]) -> str:
        kept = Paper.objects.filter(item__meeting=row, withdrawn_on=None)
        held = get_object_or_404(kept, pk=request.POST.get("paper") or 0)
        withdraw_paper(by=by, paper=held, why=said["why"], on=today)
        return f"Withdrawn: {held.title}."

    deeds = {
        "paper": Deed(lambda *a, **k: PaperForm(*a, given=given, **k), context["runs"], paper),
        "withdraw": Deed(lambda d, f, **k: WhyForm(d, **k), context["runs"], withdraw),
    }
    return _page(request, "papers", context, deeds, "governance:papers")


def attendance(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show which organisations were there, which sent apologies, and who declared what."""
    _, row, context = opened(request, slug, pk)
    recorded = bool(context["record"].attendance)
    context["seats"] = [] if recorded else members_of(row.body, row.held_on)
    context["ahead"] = row.held_on > request.as_at
    return _page(request, "attendance", context, {}, "governance:attendance")


def later_meetings(meeting: Meeting, on: date) -> QuerySet[Meeting]:
    """Return the later meetings of the same body, held by a day: one may have confirmed these."""
    rows = Meeting.objects.filter(body=meeting.body_id, starts_at__gt=meeting.starts_at)
    return between(rows, None, on).filter(cancelled_on=None).select_related("body")


def minutes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the minutes; confirm them at a later meeting, then publish them."""
    _, row, context = opened(request, slug, pk)
    by, today = request.user.actor, timezone.localdate()
    later = later_meetings(row, today)
    runs, state = context["runs"], context["state"]

    def confirm(said: dict[str, Any]) -> str:
        confirm_minutes(by=by, meeting=row, at=said["at"], on=today, words=said["words"])
        return "The minutes are confirmed."

    def publish(said: dict[str, Any]) -> str:
        publish_minutes(by=by, meeting=row, on=today)
        return "The minutes are published. Exempt items stay out of the printed minutes."

    drafted = {"offered": state is MeetingState.DRAFT}
    first = {"at": later.order_by("starts_at").first() if runs and drafted["offered"] else None}
    confirmed = {"offered": state is MeetingState.CONFIRMED}
    deeds = {
        "confirm": Deed(
            lambda *a, **k: ConfirmForm(*a, given={"at": later}, initial=first, **k),
            runs,
            confirm,
            **drafted,
        ),
        "publish": Deed(lambda d, f, **k: VersionedForm(d, **k), runs, publish, **confirmed),
    }
    context["later"] = first["at"] is not None
    return _page(request, "minutes", context, deeds, "governance:minutes")


@require_safe
def printed(request: HttpRequest, slug: str, pk: int, what: str) -> HttpResponse:
    """Show an agenda or minutes as they are printed; exempt items by paragraph only."""
    area, row, context = opened(request, slug, pk)
    context["record"] = meeting_record(row, request.as_at, sees_exempt=False)
    context |= {"what": what, "next": next_meeting(row.body, row.held_on + timedelta(days=1))}
    return render(request, "governance/printed.html", context)


def item(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one item of an agenda, change it before the meeting, or withdraw it."""
    area = area_for(request.user, slug, Permission.SEE)
    row = get_object_or_404(
        AgendaItem, meeting__body__area=area, pk=pk, added_on__lte=request.as_at
    )
    _, meeting, context = opened(request, slug, row.meeting_id)
    hidden = row.exempt and not context["sees_exempt"]
    by, today = request.user.actor, timezone.localdate()
    names = ("title", "words", "owner_role", "exempt_paragraph", "public_interest", "version")
    initial = {name: getattr(row, name) for name in names}

    def edit(said: dict[str, Any]) -> str:
        edit_item(by=by, item=row, changed=said, version=said["version"])
        return "The item is changed."

    def withdraw(said: dict[str, Any]) -> str:
        withdraw_item(by=by, item=row, why=said["why"], on=today)
        return "The item is withdrawn. It stays on record with the reason."

    may = context["runs"]
    ahead = {"offered": context["state"] in STILL_AHEAD and row.withdrawn_on is None}
    deeds = {
        "edit": Deed(lambda d, f, **k: EditItemForm(d, initial=initial, **k), may, edit, **ahead),
        "withdraw": Deed(lambda d, f, **k: WhyForm(d, **k), may, withdraw, **ahead),
    }
    to = reverse("governance:meeting", args=[slug, meeting.pk])
    sent = page_forms(request, deeds, to)
    if sent.done:
        return sent.done
    context |= {"item": row, "hidden": hidden, "tab": "agenda"}
    return drawn(request, "item", sent, context)
