"""The pages of reports: the list, a new one, one with all that was said of it, and its files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import ROLE_NAMES, Permission, Role, can
from goldenthread.areas.models import Body, LocalArea
from goldenthread.core.errors import UserError
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.writing.report import PrintedReport
from goldenthread.writing.report_html import report_body

from .changes import (
    DraftReport,
    WordsChanged,
    ask_for_file,
    comment_on_report,
    draft_report,
    move_report,
    review_easy_read,
    settle_comment,
    write_commentary,
)
from .forms import ChoiceForm, CommentaryForm, ReportForm, WordsForm
from .models import Comment, Report
from .queries.kept import (
    accelerated_of,
    commentary_of,
    draft_file,
    kinds_by_depth,
    last_time,
    latest_published,
    making_of,
    printed_report,
    reports_of,
    stamp_of,
    suggested_title,
)
from .rules import (
    KINDS,
    MEDIA,
    STATE_NAMES,
    Form,
    Kind,
    State,
    fault_of_approval,
    fault_of_publication,
    moves_from,
    takes_long,
)
from .tasks import MAKERS

NEEDS = {
    State.DRAFT: Permission.WRITE_REPORTS,
    State.COMMENTED: Permission.WRITE_REPORTS,
    State.DROPPED: Permission.WRITE_REPORTS,
    State.APPROVED: Permission.APPROVE_REPORTS,
    State.PUBLISHED: Permission.WRITE_REPORTS,
}
DEEDS = {
    State.DRAFT: "Take it back to a draft",
    State.APPROVED: "Approve it",
    State.PUBLISHED: "Publish it",
    State.DROPPED: "Drop it",
}


def _report(request: HttpRequest, slug: str, pk: int, needs: Permission) -> Report:
    area = area_for(request.user, slug, needs)
    report = get_object_or_404(Report.objects.select_related("body", "group"), area=area, pk=pk)
    report.area = area
    return report


@require_safe
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """List the reports of an area, newest first."""
    area = area_for(request.user, slug, Permission.SEE)
    asked = request.GET.get("body", "")
    body = Body.objects.filter(area=area, pk=asked).first() if asked.isdecimal() else None
    context = {
        "area": area,
        "here": "reports",
        "body": body,
        "reports": reports_of(area.pk, request.as_at, body.pk if body else None),
        "kinds": KINDS,
        "states": STATE_NAMES,
        "may_write": Permission.WRITE_REPORTS in area.permitted,
    }
    return render(request, "reports/reports.html", context)


def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a report: first which, then what it is called and since when it says what changed."""
    area = area_for(request.user, slug, Permission.WRITE_REPORTS)
    if request.method == "POST":
        return _drafted(request, area)
    asked = request.GET if "kind" in request.GET else None
    first = {"as_at": request.as_at, "body": request.GET.get("body", "")}
    form = ChoiceForm(asked, area=area, initial=first)
    if asked is None or not form.is_valid():
        return _choosing(request, area, form)
    planned = _planned(area, form.cleaned_data)
    before = last_time(planned)
    named = {"title": suggested_title(planned), "since": before.day if before else None}
    return _naming(request, area, ReportForm(area=area, initial=form.data.dict() | named), planned)


def _choosing(request: HttpRequest, area: LocalArea, form: ChoiceForm) -> HttpResponse:
    context = {
        "area": area,
        "here": "reports",
        "form": form,
        "by_depth": kinds_by_depth(),
        "kinds": KINDS,
    }
    return render(request, "reports/new.html", context, status=400 if form.errors else 200)


def _naming(
    request: HttpRequest, area: LocalArea, form: ReportForm, planned: Report
) -> HttpResponse:
    context = {
        "area": area,
        "here": "reports",
        "form": form,
        "planned": planned,
        "kind": KINDS[Kind(planned.kind)],
        "before": last_time(planned),
    }
    return render(request, "reports/name.html", context, status=400 if form.errors else 200)


def _planned(area: LocalArea, said: dict[str, Any]) -> Report:
    """Return the report as it would be, not kept: of its group's plan, or the one worked to."""
    group, plan = said["group"], said["improvement_plan"]
    if plan is None and group is not None:
        plan = group.improvement_plan
    if plan is None and said["kind"] == Kind.ACCELERATED_PLAN.value:
        plan = next(iter(accelerated_of(area.pk, said["as_at"])), None)
    plan = plan or current_improvement_plan(area.pk)
    if plan is None:
        raise UserError(
            "There is no improvement plan in this area to report on. Bring in the statement of "
            "action first, under Documents. Nothing was changed."
        )
    return Report(
        area=area,
        improvement_plan=plan,
        kind=said["kind"],
        as_at=said["as_at"],
        group=group,
        body=said["body"],
    )


def _drafted(request: HttpRequest, area: LocalArea) -> HttpResponse:
    form = ReportForm(request.POST, area=area)
    valid = form.is_valid()
    if not {"kind", "as_at", "group", "body", "improvement_plan"} <= set(form.cleaned_data):
        return _choosing(request, area, form)
    said = form.cleaned_data
    planned = _planned(area, said)
    if valid:
        draft = DraftReport(
            kind=Kind(said["kind"]),
            title=said["title"],
            as_at=said["as_at"],
            since=said["since"],
            body=said["body"],
            group=said["group"],
        )
        try:
            made = draft_report(
                by=request.user.actor,
                area=area,
                improvement_plan=planned.improvement_plan,
                draft=draft,
            )
            return redirect("reports:report", area.slug, made.pk)
        except UserError as wrong:
            form.add_error(None, wrong.message)
    return _naming(request, area, form, planned)


@require_safe
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one report with its state, what was asked of it, and its files."""
    return _page(request, _report(request, slug, pk, Permission.SEE))


def _page(request: HttpRequest, held: Report, sent: dict[str, Any] | None = None) -> HttpResponse:
    area, state = held.area, State(held.state)
    made = {Form(row.form): row for row in held.renderings.defer("data")}
    comments = list(held.comments.all())
    steps = [to for to in moves_from(state) if to in DEEDS and NEEDS[to] in area.permitted]
    still_open = sum(row.settled_at is None for row in comments)
    printed = printed_report(held)
    asked = (request.user.actor.ref, still_open, stamp_of(printed.as_json()))
    faults = {to: _fault(to, held, *asked) for to in steps}
    context = {
        "area": area,
        "here": "reports",
        "report": held,
        "kind": KINDS[Kind(held.kind)],
        "state": state,
        "states": STATE_NAMES,
        "steps": [(to, DEEDS[to]) for to in steps if not faults[to]],
        "refused": [(DEEDS[to], fault) for to, fault in faults.items() if fault],
        "comments": comments,
        "commentary": commentary_of(held),
        "forms": [(form, made.get(form)) for form in Form],
        "closed": state in (State.PUBLISHED, State.DROPPED),
        "may_write": Permission.WRITE_REPORTS in area.permitted,
        "approvers": " or ".join(
            ROLE_NAMES[role].lower() for role in Role if can(Permission.APPROVE_REPORTS, [role])
        ),
        "easy": held.kind == Kind.EASY_READ,
        "before": latest_published(area.pk, Kind(held.kind), held.as_at),
        "wrong": next(iter((sent or {}).values()), None),
        "comment_form": WordsForm(auto_id="comment-%s"),
        **(sent or {}),
    }
    context["sections"] = [
        (section.anchor, section.heading) for section in printed.sections if section.anchor
    ]
    return render(request, "reports/report.html", context, status=400 if sent else 200)


def _fault(to: State, held: Report, actor: str, still_open: int, now: str) -> str | None:
    """Return why somebody cannot take a report there yet, in a sentence, or None when they can."""
    if to is State.APPROVED:
        return fault_of_approval(held.made_by_ref, actor, still_open)
    if to is State.PUBLISHED:
        said = (held.reviewed_by, held.approved_stamp, now)
        return fault_of_publication(Kind(held.kind), *said)
    return None


@require_safe
def read(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a report as its readers will see it."""
    held = _report(request, slug, pk, Permission.SEE)
    # Every word of it was escaped where the fragment was made.
    body = mark_safe(report_body(printed_report(held)))
    context = {"area": held.area, "here": "reports", "report": held, "body": body}
    return render(request, "reports/read.html", context)


def words(request: HttpRequest, slug: str, pk: int, place: str) -> HttpResponse:
    """Write the author's words at a place of a report."""
    held = _report(request, slug, pk, Permission.WRITE_REPORTS)
    section = next((s for s in printed_report(held).sections if s.anchor == place), None)
    if section is None:
        raise Http404("There is no such place in this report.")
    before = commentary_of(held).get(place)
    first = {
        "words": before.words if before else "",
        "as_at": before.as_at if before else held.as_at,
        "seen": before.pk if before else 0,
    }
    form = CommentaryForm(request.POST if request.method == "POST" else None, initial=first)
    theirs = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"seen": form.cleaned_data["seen"] or 0}
        try:
            write_commentary(by=request.user.actor, report=held, place=place, **said)
        except WordsChanged as met:
            theirs = met.theirs
            again = request.POST.copy()
            again["seen"] = str(theirs.pk)
            form = CommentaryForm(again)
        else:
            messages.success(request, "Your words stand in the report.")
            return redirect("reports:report", slug, pk)
    context = {
        "area": held.area,
        "here": "reports",
        "report": held,
        "form": form,
        "section": section,
        "before": before,
        "theirs": theirs,
    }
    status = 409 if theirs else 400 if form.errors else 200
    return render(request, "reports/words.html", context, status=status)


@require_POST
def comment(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask something of a report."""
    held = _report(request, slug, pk, Permission.SEE)
    form = WordsForm(request.POST, auto_id="comment-%s")
    if not form.is_valid():
        return _page(request, held, {"comment_form": form})
    comment_on_report(by=request.user.actor, report=held, words=form.cleaned_data["words"])
    messages.success(request, "Your comment is with the report.")
    return redirect("reports:report", slug, pk)


@require_POST
def settle(request: HttpRequest, slug: str, pk: int, comment: int) -> HttpResponse:
    """Say what was done with a comment."""
    held = _report(request, slug, pk, Permission.WRITE_REPORTS)
    row = get_object_or_404(Comment, report=held, pk=comment)
    settle_comment(by=request.user.actor, comment=row, words=request.POST.get("words", "")[:2000])
    messages.success(request, "The comment is settled.")
    return redirect("reports:report", slug, pk)


@require_POST
def review(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a person has read an easy-read report through."""
    held = _report(request, slug, pk, Permission.WRITE_REPORTS)
    review_easy_read(by=request.user.actor, report=held)
    messages.success(request, "Reviewed. It can be published once it is approved.")
    return redirect("reports:report", slug, pk)


@require_POST
def move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a report to its next state."""
    _report(request, slug, pk, Permission.SEE)
    asked = request.POST.get("to", "")
    if asked not in set(State):
        raise UserError("There is no such step. Nothing was changed.")
    to = State(asked)
    held = _report(request, slug, pk, NEEDS[to])
    move_report(by=request.user.actor, report=held, to=to)
    messages.success(request, f"The report is now: {STATE_NAMES[to].lower()}.")
    return redirect("reports:report", slug, pk)


@require_safe
def file(request: HttpRequest, slug: str, pk: int, form: str) -> HttpResponse:
    """Give a report as a file: as it was made when published, or of the draft as it stands.

    One that takes long is made by the worker while a page says how far it is; with `now` asked for
    it is made at once all the same.
    """
    held = _report(request, slug, pk, Permission.SEE)
    wanted = _form(form)
    data, printed = _there(held, wanted)
    if data is None and takes_long(wanted, printed.letters) and "now" not in request.GET:
        return redirect("reports:making", slug, pk, wanted.value)
    response = HttpResponse(data or MAKERS[wanted](printed), content_type=MEDIA[wanted])
    name = slugify(f"{held.title} {held.as_at}{'' if held.frozen else ' draft'}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
    return response


def _form(asked: str) -> Form:
    if asked not in set(Form):
        raise Http404("A report can be had as html, docx, pdf, xlsx or ods.")
    return Form(asked)


def _there(held: Report, wanted: Form) -> tuple[bytes | None, PrintedReport]:
    """Return the file of what a report says now, None where none is made yet, and the report."""
    kept = held.renderings.filter(form=wanted).first()
    printed = printed_report(held)
    if kept is None and held.frozen is None:
        made = draft_file(held, wanted, stamp_of(printed.as_json()))
        return (bytes(made.data) if made else None), printed
    return (bytes(kept.data) if kept else None), printed


def making(request: HttpRequest, slug: str, pk: int, form: str) -> HttpResponse:
    """Say how far the making of a file is, and lead to it once it is there; or have it made."""
    held = _report(request, slug, pk, Permission.SEE)
    wanted = _form(form)
    if request.method == "POST":
        ask_for_file(by=request.user.actor, report=held, form=wanted)
        return redirect("reports:making", slug, pk, wanted.value)
    progress = making_of(held, wanted)
    at_work = progress is not None and not progress.ended
    ready = not at_work and _there(held, wanted)[0] is not None
    context = {
        "area": held.area,
        "here": "reports",
        "report": held,
        "form": wanted,
        "progress": progress,
        "at_work": at_work,
        "ready": ready,
    }
    response = render(request, "reports/making.html", context)
    if ready and request.headers.get("HX-Request"):
        response["HX-Refresh"] = "true"
    return response
