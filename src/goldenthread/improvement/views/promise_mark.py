"""What the parent carer forum says of a promise, one of an action or of none."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea

from ..changes import Unfit, answer_mark, mark_experience
from ..forms import AnswerForm, tell
from ..forms.difference import PromiseMarkForm
from ..models import Promise
from ..rules import Mark
from .places import page


def mark_promise(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the forum's marks on a promise; set one as the forum, or answer one."""
    answering = "answering" in request.POST
    needed = Permission.ANSWER_CHALLENGE if answering else Permission.MARK_EXPERIENCE
    area = area_for(request.user, slug, needed if request.method == "POST" else Permission.SEE)
    rows = Promise.objects.select_related("action", "improvement_plan")
    promise = get_object_or_404(rows, pk=pk, improvement_plan__area=area)
    form = PromiseMarkForm()
    if answering:
        return _answer(request, area, promise)
    if request.method == "POST":
        form = PromiseMarkForm(request.POST)
        if form.is_valid() and _marked(request, promise, form):
            messages.success(request, "Your mark stands beside what the partnership says.")
            return redirect("improvement:mark_promise", area.slug, promise.pk)
    return _draw(request, area, promise, form)


def _marked(request: HttpRequest, promise: Promise, form: PromiseMarkForm) -> bool:
    """Set the mark and say whether it stands; what is missing is shown on the form."""
    try:
        mark_experience(
            by=request.user.actor,
            on=timezone.localdate(),
            mark=Mark(form.cleaned_data["mark"]),
            comment=form.cleaned_data["comment"],
            promise=promise,
        )
    except Unfit as refused:
        tell(form, refused)
        return False
    return True


def _answer(request: HttpRequest, area: LocalArea, promise: Promise) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        form.fields["answer"].widget.attrs["id"] = f"answer-{form.cleaned_data.get('mark_key')}"
        return _draw(request, area, promise, PromiseMarkForm(), form)
    found = get_object_or_404(promise.forum_marks, pk=form.cleaned_data["mark_key"])
    words, today = form.cleaned_data["answer"], timezone.localdate()
    answer_mark(by=request.user.actor, mark=found, answer=words, on=today)
    messages.success(request, "Answered.")
    return redirect("improvement:mark_promise", area.slug, promise.pk)


def _draw(
    request: HttpRequest,
    area: LocalArea,
    promise: Promise,
    form: PromiseMarkForm,
    answering: AnswerForm | None = None,
) -> HttpResponse:
    marks = promise.forum_marks.filter(on__lte=request.as_at).order_by("-on", "-pk")
    may = Permission.MARK_EXPERIENCE in area.permitted and not request.past
    context = {
        "here": "families",
        "promise": promise,
        "marks": list(marks),
        "form": form if may else None,
        "answering": answering,
    }
    status = 400 if request.method == "POST" else 200
    return page(request, "mark_promise", area, context, status=status)
