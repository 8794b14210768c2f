"""Finding a child and opening the record: one timeline, told once, as far as one may see it."""

import time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from goldenthread.accounts.queries import area_for, roles_in
from goldenthread.accounts.rules import ROLE_NAMES, Permission, Role
from goldenthread.areas.models import LocalArea

from ..changes.reading import record_read
from ..forms.people import FindForm, ReasonForm
from ..queries.builds import behind
from ..queries.loads import made_up
from ..queries.people import find_people, person_now, sources_seen
from ..queries.person_record import person_record
from ..rules.finding import must_prove

# How long what a SENCo found may be opened, and how many finds are remembered.
PROVEN_SECONDS, PROVEN_MOST = 1800, 20
_PROVEN = "dataset_found"
NOT_FOUND = (
    "Nobody whom you may see was found. Look at what you typed. A child whom you expect here may "
    "be in no extract that was loaded, or known only to services whose records you may not see."
)
NOBODY = "Nobody whom you may see is known under this reference. Find the child again."


@never_cache
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whom somebody looks for, and lead to the record; what was typed goes into no address."""
    area = area_for(request.user, slug, Permission.SEE_PERSON)
    roles = roles_in(request.user, area)
    form = FindForm(request.POST if request.method == "POST" else None, roles=roles)
    found: list[str] = []
    missing = ""
    if request.method == "POST" and form.is_valid():
        found = find_people(area, form.asked, roles)
        missing = "" if found else NOT_FOUND
        _remember(request, area, found)
        if len(found) == 1:
            return redirect(reverse("dataset:person", args=[slug, found[0]]))
    context = {
        **_around(area),
        "form": form,
        "found": found,
        "missing": missing,
        "must_prove": must_prove(roles),
        "behind": behind(area),
    }
    status = 400 if form.errors else 200
    return render(request, "dataset/person_find.html", context, status=status)


@never_cache
def person(request: HttpRequest, slug: str, person: str) -> HttpResponse:
    """Ask why a record is opened, write the reading down, and show it."""
    area = area_for(request.user, slug, Permission.SEE_PERSON)
    roles = roles_in(request.user, area)
    if must_prove(roles) and not _was_found(request, area, person):
        messages.error(request, "Find the child first, by what your school holds of them.")
        return redirect(reverse("dataset:people", args=[slug]))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context = {**_around(area), "form": form, "person": person}
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.errors else 200
        return render(request, "dataset/person_reason.html", context, status=status)
    now = person_now(area, person)
    if now is None or not sources_seen(area, now, roles):
        messages.error(request, NOBODY)
        return redirect(reverse("dataset:people", args=[slug]))
    record_read(
        by=request.user.actor,
        area=area,
        persons=[now],
        reason=form.cleaned_data["reason"],
        page="dataset:person",
        words=form.cleaned_data["words"],
    )
    context |= {
        "record": person_record(area, now, roles),
        "behind": behind(area),
        "seen_as": [ROLE_NAMES[role] for role in Role if role in roles and _opens(role)],
    }
    return render(request, "dataset/person.html", context)


def _opens(role: Role) -> bool:
    return role in {Role.CASEWORKER, Role.HEALTH_PROFESSIONAL, Role.SENCO}


def _around(area: LocalArea) -> dict[str, object]:
    return {"area": area, "here": "child", "made_up": made_up(area)}


def _remember(request: HttpRequest, area: LocalArea, found: list[str]) -> None:
    """Keep in the session, by opaque reference, whom somebody has just found."""
    kept = request.session.get(_PROVEN, {})
    now = int(time.time())
    kept = {key: at for key, at in kept.items() if now - at < PROVEN_SECONDS}
    kept |= {f"{area.pk}:{one}": now for one in found}
    request.session[_PROVEN] = dict(list(kept.items())[-PROVEN_MOST:])


def _was_found(request: HttpRequest, area: LocalArea, person: str) -> bool:
    at = request.session.get(_PROVEN, {}).get(f"{area.pk}:{person}")
    return at is not None and int(time.time()) - at < PROVEN_SECONDS
