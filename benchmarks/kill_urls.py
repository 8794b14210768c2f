"""Addresses that each make one change through the rooms' own functions, named by a token."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from openpyxl import load_workbook

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor, letter
from goldenthread.improvement.changes import record_update
from goldenthread.improvement.models import Action, ImprovementPlan, WorkingGroup
from goldenthread.improvement.rules import Delivery
from goldenthread.intake.changes import take_in
from goldenthread.reports.changes import DraftReport, draft_report, move_report
from goldenthread.reports.rules import Kind, State
from tests.reading.workbooks import merged_tracker

BY, ANOTHER = Actor("kills:1", "A trial"), Actor("kills:2", "Another trial")


def update(token: str) -> None:
    """Record an update of an action chosen by the token."""
    actions = Action.objects.order_by("pk")
    action = actions[int(token.rpartition("-")[2]) % actions.count()]
    on_track = Delivery.ON_TRACK
    record_update(
        by=BY, action=action, on=date(2024, 1, 8), by_role="Lead", delivery=on_track, words=token
    )


def bring_in(token: str) -> None:
    """Take in a document that is like no other."""
    book, data = load_workbook(BytesIO(merged_tracker())), BytesIO()
    book.active["A1"] = f"Harbourshire SEND statement of action {token}"
    book.save(data)
    area = LocalArea.objects.order_by("pk")[0]
    take_in(by=BY, area=area, name=f"{token}.xlsx", data=data.getvalue())


def publish(token: str) -> None:
    """Draw up, approve and publish a report of one group; a worker then makes its files."""
    plan = ImprovementPlan.objects.order_by("pk")[0]
    group = WorkingGroup.objects.filter(improvement_plan=plan).order_by("pk")[0]
    draft = DraftReport(Kind.GROUP_HIGHLIGHT, token, date(2020, 1, 31), group=group)
    report = draft_report(by=BY, area=plan.area, improvement_plan=plan, draft=draft)
    move_report(by=ANOTHER, report=report, to=State.APPROVED)
    move_report(by=ANOTHER, report=report, to=State.PUBLISHED)


def mail(token: str) -> None:
    """Record something that a letter must follow."""
    follow = [letter(to=f"{token}@example.org", subject=token, text="Words")]
    record(by=BY, verb="remind", subject="trial", ref=token, follow=follow)


DEEDS: dict[str, Callable[[str], None]] = {
    each.__name__: each for each in (update, bring_in, publish, mail)
}


@login_not_required
@csrf_exempt
def do(request: HttpRequest, deed: str, token: str) -> HttpResponse:
    """Make one change and say so."""
    DEEDS[deed](token)
    return HttpResponse("done")


urlpatterns = [path("kills/<str:deed>/<str:token>", do)]
