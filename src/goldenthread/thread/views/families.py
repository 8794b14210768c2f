"""What families will read: putting promises into plain words, settling and publishing them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.accounts.queries import area_for, roles_in
from goldenthread.accounts.rules import ROLE_NAMES, Permission, can
from goldenthread.areas.models import LocalArea
from goldenthread.core.calendar import day_words
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import (
    PromiseChanged,
    PromiseWords,
    begin_promises,
    publish_improvement_plan,
    rewrite_promise,
    show_promise,
    withhold_promise,
)
from goldenthread.improvement.models import ImprovementPlan, Promise
from goldenthread.improvement.rules import Standing

from ..forms import STANDING_WORDS, PromiseForm
from ..queries.families import (
    MOST_WORDS,
    SHOWS,
    chosen_improvement_plan,
    next_to_write,
    promises_to_write,
    to_publish,
    told_of,
    who_changed,
    written_then,
)
from ..queries.promises_then import put_back
from ..queries.then import plans_on
from ..rules.plain_words import plainness
from .places import area_at

A_PAGE = 20
# The fields of the form that are a promise's own.
FIELDS = tuple(name for name in PromiseForm.base_fields if name != "seen")


@require_safe
def families(request: HttpRequest, slug: str) -> HttpResponse:
    """List what families will read of a plan, 20 a page, each with its form."""
    area, on = area_at(request, slug), request.as_at
    begun = plans_on(area.pk, on)
    improvement_plan = chosen_improvement_plan(begun, request.GET.get("plan", ""))
    if improvement_plan is None:
        context = {"area": area, "here": "families", "true_at": on}
        return render(request, "thread/no_plan.html", context)
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:MOST_WORDS]
    show = request.GET.get("show", "")
    found: Sequence[Promise] | QuerySet[Promise]
    if request.past:
        found, told = written_then(improvement_plan, words, show, on)
    else:
        found = promises_to_write(improvement_plan, words, show)
        told = told_of(improvement_plan)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    may = Permission.PUBLISH in area.permitted
    context = {
        "area": area,
        "here": "families",
        "true_at": on,
        "improvement_plan": improvement_plan,
        "improvement_plans": begun,
        "told": told,
        "words": words,
        "show": show if show in SHOWS else "",
        "shows": [(key, label) for key, (label, _) in SHOWS.items()],
        "page": page,
        "rows": [(p, _form_of(p) if may else None, plainness(p.plain)) for p in page],
        "standing_words": {s.value: said for s, said in STANDING_WORDS.items()},
        "back": request.GET.urlencode(),
    }
    return render(request, "thread/families.html", context)


def _form_of(promise: Promise, data: Any = None) -> PromiseForm:
    """Return the form of a promise, with its own ids so that many can stand on a page."""
    initial = {name: getattr(promise, name) for name in FIELDS} | {"seen": promise.stamp}
    return PromiseForm(data, initial=initial, auto_id=f"p{promise.pk}-%s")


def _promise_of(area: LocalArea, pk: int) -> Promise:
    rows = Promise.objects.select_related("action", "measure", "improvement_plan")
    return get_object_or_404(rows, pk=pk, improvement_plan__area=area)


def family_promise(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one promise with its form; save it unless somebody changed it meanwhile."""
    posted = request.method == "POST"
    area = area_at(request, slug, Permission.PUBLISH if posted else Permission.SEE)
    promise = _promise_of(area, pk)
    if request.past:
        put_back([promise], request.as_at)
    form = _form_of(promise, request.POST if posted else None)
    if not posted:
        return _one(request, area, promise, form)
    if not form.is_valid():
        return _one(request, area, promise, form, status=400)
    try:
        changed = rewrite_promise(
            by=request.user.actor,
            promise=promise,
            seen=form.cleaned_data["seen"],
            words=_said(form),
            on=timezone.localdate(),
        )
    except PromiseChanged as met:
        return _met(request, area, met.now, form)
    messages.success(request, _saved(promise, changed, "due_words" in form.changed_data))
    return _onward(request, area, promise)


def _said(form: PromiseForm) -> PromiseWords:
    said = {name: form.cleaned_data[name] for name in FIELDS}
    return PromiseWords(**said | {"standing": Standing(said["standing"])})


def _saved(promise: Promise, changed: bool, new_date: bool) -> str:
    """Return what saving did, and how new words for the date were read."""
    if not changed:
        return "Nothing was different, so nothing was changed."
    if not new_date or not promise.due_words:
        return "Saved."
    if promise.due_to is None:
        return f"Saved. No date could be read from “{promise.due_words}”; families read your words."
    day = promise.due_to
    return f"Saved. “{promise.due_words}” was read as by {day_words(day)}."


def _one(
    request: HttpRequest,
    area: LocalArea,
    promise: Promise,
    form: PromiseForm,
    *,
    status: int = 200,
    met: dict[str, object] | None = None,
) -> HttpResponse:
    context = {
        "area": area,
        "here": "families",
        "true_at": request.as_at,
        "improvement_plan": promise.improvement_plan,
        "promise": promise,
        "form": form if Permission.PUBLISH in area.permitted else None,
        "plain": plainness(promise.plain),
        "standing_words": {s.value: said for s, said in STANDING_WORDS.items()},
        "met": met,
        "back": (request.POST or request.GET).get("back", "")[:500],
    }
    return render(request, "thread/families_one.html", context, status=status)


def _met(request: HttpRequest, area: LocalArea, now: Promise, form: PromiseForm) -> HttpResponse:
    """Show somebody else's words beside these, which are kept in the form and not saved."""
    data = request.POST.copy()
    data["seen"] = now.stamp
    fresh = _form_of(now, data)
    beside = [
        (fresh[name].label, _shown(getattr(now, name)), _shown(form.cleaned_data[name]))
        for name in FIELDS
        if name != "plain_checked"
    ]
    differing = [(label, theirs, yours) for label, theirs, yours in beside if theirs != yours]
    met = {"who": who_changed(now), "differing": differing}
    return _one(request, area, now, fresh, status=409, met=met)


def _shown(value: Any) -> str:
    """Return what a field of a promise holds, in words."""
    if isinstance(value, date):
        return day_words(value)
    words = str(value or "")
    return STANDING_WORDS[Standing(words)] if words in set(Standing) else words


def _onward(request: HttpRequest, area: LocalArea, promise: Promise) -> HttpResponse:
    """Go to the next promise not yet in plain words where asked, else back to the list."""
    if "next" in request.POST:
        following = next_to_write(promise)
        if following is not None:
            return redirect("thread:family_promise", area.slug, following.pk)
        messages.success(request, "Every promise is in plain words.")
    back = request.POST.get("back", "")[:500]
    if not back:
        back = urlencode({"plan": promise.improvement_plan_id})
    address = reverse("thread:families", args=[area.slug])
    return redirect(f"{address}?{back}#promise-{promise.pk}")


@require_POST
def withhold(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Withhold a promise from families in the name of one's role, or show it again."""
    area = area_for(request.user, slug, Permission.PUBLISH)
    promise = _promise_of(area, pk)
    by = request.user.actor
    try:
        if request.POST.get("do") == "show":
            show_promise(by=by, promise=promise, on=timezone.localdate())
            messages.success(request, "Families can read this promise once the plan is published.")
        else:
            role = publishing_role(request, area)
            withhold_promise(by=by, promise=promise, role=role, since=timezone.localdate())
            messages.success(
                request, f"Withheld. Families read that it is withheld, by the {role.lower()}."
            )
    except UserError as error:
        messages.error(request, error.message)
    return _onward(request, area, promise)


def publishing_role(request: HttpRequest, area: LocalArea) -> str:
    """Return the name of the role by which this person may publish here."""
    held = sorted(roles_in(request.user, area))
    return next(ROLE_NAMES[role] for role in held if can(Permission.PUBLISH, [role]))


def _improvement_plan_of(area: LocalArea, pk: int) -> ImprovementPlan:
    return get_object_or_404(ImprovementPlan, area=area, pk=pk)


@require_POST
def begin(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make a promise of every action that has none yet, in its own words."""
    area = area_for(request.user, slug, Permission.PUBLISH)
    improvement_plan = _improvement_plan_of(area, pk)
    made = len(begin_promises(by=request.user.actor, improvement_plan=improvement_plan))
    said = f"{made} promise{'' if made == 1 else 's'} begun, in the plan’s own words for now."
    messages.success(request, said if made else "Every action has its promise already.")
    return _to_list(area, improvement_plan)


def publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show exactly what becomes public, then publish it; or take a plan's promises down.

    Nothing is published that differs from what the person was shown.
    """
    area = area_for(request.user, slug, Permission.PUBLISH)
    improvement_plan = _improvement_plan_of(area, pk)
    if request.method != "POST":
        return _check_page(request, area, improvement_plan)
    shown = request.POST.get("do") != "take-down"
    whole = to_publish(improvement_plan)
    if shown and not whole.promises:
        return _check_page(request, area, improvement_plan, 400)
    if shown and request.POST.get("seen", "") != whole.stamp:
        return _check_page(request, area, improvement_plan, 409)
    publish_improvement_plan(
        by=request.user.actor, improvement_plan=improvement_plan, published=shown
    )
    messages.success(
        request,
        "Published. Anybody can read it now." if shown else "Taken down. Families cannot read it.",
    )
    return _to_list(area, improvement_plan)


def _check_page(
    request: HttpRequest, area: LocalArea, improvement_plan: ImprovementPlan, status: int = 200
) -> HttpResponse:
    """Draw the last look before families can read a plan; 409 where a promise changed since."""
    context = {
        "area": area,
        "here": "families",
        "true_at": timezone.localdate(),
        "improvement_plan": improvement_plan,
        "whole": to_publish(improvement_plan),
        "changed": status == 409,
        "standing_words": {s.value: said for s, said in STANDING_WORDS.items()},
    }
    return render(request, "thread/families_publish.html", context, status=status)


def _to_list(area: LocalArea, improvement_plan: ImprovementPlan) -> HttpResponse:
    address = reverse("thread:families", args=[area.slug])
    return redirect(f"{address}?plan={improvement_plan.pk}")
