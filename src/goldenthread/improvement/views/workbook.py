"""The actions as a workbook: taken away, edited in Excel, brought back and decided on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes.returning import Chosen, enter_workbook, receive_workbook
from ..forms.bulk import WorkbookForm
from ..models import ReturnedWorkbook
from ..queries.workbook import Preview, preview_of, workbook_of
from ..rules.editing import Meeting
from .places import page, plan_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT = {"file", "here"}


def workbook(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer the actions as a workbook to edit, and take one back."""
    area = area_for(request.user, slug, Permission.REPAIR)
    improvement_plan = plan_of(area)
    posted = request.method == "POST"
    form = WorkbookForm(request.POST, request.FILES) if posted else WorkbookForm()
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            book = receive_workbook(
                by=request.user.actor,
                improvement_plan=improvement_plan,
                name=file.name,
                data=file.read(),
            )
        except UserError as refused:
            form.add_error("file", refused.message)
        else:
            return redirect("improvement:returned", area.slug, book.pk)
    books = list(improvement_plan.returned_workbooks.all()[:20])
    context = {"form": form, "books": books, "place": "workbook"}
    return page(request, "workbook", area, context, status=400 if posted else 200)


def workbook_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the actions as an XLSX file to edit and bring back."""
    area = area_for(request.user, slug, Permission.REPAIR)
    today = timezone.localdate()
    answer = HttpResponse(workbook_of(plan_of(area), today), content_type=XLSX)
    name = f"{slugify(area.name)}-actions-{today.isoformat()}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def returned(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show every difference of a workbook that came back, and let in what is chosen of it."""
    area = area_for(request.user, slug, Permission.REPAIR)
    rows = ReturnedWorkbook.objects.select_related("improvement_plan__area")
    book = get_object_or_404(rows, pk=pk, improvement_plan=plan_of(area))
    today = timezone.localdate()
    preview = preview_of(book, today)
    if request.method != "POST":
        return _draw(request, area, book, preview)
    undecided = _undecided(request, preview)
    if undecided:
        return _draw(request, area, book, preview, undecided, 400)
    numbers = {n for n in request.POST.getlist("add") if n.isdecimal()}
    entered = enter_workbook(
        by=request.user.actor,
        book=book,
        chosen=_chosen(request, preview),
        added=[row for row in preview.added if str(row.row) in numbers],
        on=today,
    )
    said = f"{len(entered.changed)} changed, {len(entered.added)} added."
    if entered.left:
        messages.warning(request, f"{said} Not entered: {' '.join(entered.left)}")
    else:
        messages.success(request, said)
    return redirect("improvement:returned", area.slug, book.pk)


def _undecided(request: HttpRequest, preview: Preview) -> list[tuple[str, str]]:
    """Return the conflicts for which nobody has chosen a side: the field's name here and words."""
    return [
        (f"take-{row.now.action.pk}-{met.field}", f"{row.now.action.number}: {met.name}")
        for row in preview.differing
        for met in row.fields
        if met.meeting is Meeting.CONFLICT
        and request.POST.get(f"take-{row.now.action.pk}-{met.field}") not in KEPT
    ]


def _chosen(request: HttpRequest, preview: Preview) -> dict[int, Chosen]:
    """Return for each action the fields that are taken from the file, and what was seen of it."""
    found = {}
    for row in preview.differing:
        pk = row.now.action.pk
        edits = {
            met.field: met.file
            for met in row.fields
            if met.meeting is not Meeting.HERE
            and request.POST.get(f"take-{pk}-{met.field}") == "file"
        }
        if edits:
            found[pk] = Chosen(edits, request.POST.get(f"seen-{pk}", ""), row.reason)
    return found


def _draw(
    request: HttpRequest,
    area: LocalArea,
    book: ReturnedWorkbook,
    preview: Preview,
    undecided: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "book": book,
        "preview": preview,
        "undecided": undecided or [],
        "taken": request.POST,
        "place": "workbook",
    }
    return page(request, "returned", area, context, status=status)
