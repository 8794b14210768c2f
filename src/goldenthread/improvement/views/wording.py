"""Rewriting an action, with every earlier wording beside it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea

from ..changes import ActionChanged, rewrite_action
from ..forms import WordingForm
from ..forms.wording import LABELS
from ..models import Action
from ..queries import action_record
from .places import action_of, page


def rewrite(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show an action's words and every earlier wording; keep new ones unless they met others."""
    area, action = action_of(request, slug, number, Permission.REPAIR)
    initial = {name: getattr(action, name) for name in LABELS} | {"stamp": action.stamp}
    if request.method != "POST":
        return _draw(request, area, action, WordingForm(initial=initial))
    form = WordingForm(request.POST)
    if not form.is_valid():
        return _draw(request, area, action, form, 400)
    try:
        changed = rewrite_action(
            by=request.user.actor,
            action=action,
            seen=form.cleaned_data["stamp"],
            words=form.words(),
            on=timezone.localdate(),
        )
    except ActionChanged as met:
        return _met(request, area, met.now, form)
    said = "Kept. The words before stand below." if changed else "Nothing was different."
    messages.success(request, said)
    return redirect("improvement:rewrite", area.slug, action.number)


def _met(request: HttpRequest, area: LocalArea, now: Action, form: WordingForm) -> HttpResponse:
    """Show somebody else's words beside these, which stay in the form and are not saved."""
    data = request.POST.copy()
    data["stamp"] = now.stamp
    again = WordingForm(data)
    again.is_valid()
    yours = form.words()
    differing = [
        (label, getattr(now, name), yours[name])
        for name, label in LABELS.items()
        if getattr(now, name) != yours[name]
    ]
    return _draw(request, area, now, again, 409, differing)


def _draw(
    request: HttpRequest,
    area: LocalArea,
    action: Action,
    form: WordingForm,
    status: int = 200,
    differing: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    may = Permission.REPAIR in area.permitted and not request.past
    context = {
        "action": action,
        "record": action_record(action, request.as_at),
        "form": form if may else None,
        "labels": LABELS,
        "differing": differing,
    }
    return page(request, "rewrite", area, context, status=status)
