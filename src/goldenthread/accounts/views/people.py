"""The people of an area: who holds what, since when, and by whom; invitations."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.areas.models import LocalArea
from goldenthread.audit.queries import events_of
from goldenthread.core.calendar import day_words

from .. import changes
from ..forms import InviteForm, LastDayForm
from ..models import Invitation, RoleHeld
from ..queries import area_for, open_invitations, roles_of_area
from ..rules import ROLE_NAMES, Permission, Role


def _link(request: HttpRequest) -> Callable[[str], str]:
    """Return what turns the key of an invitation into its whole address."""
    return lambda key: request.build_absolute_uri(reverse("accounts:invitation", args=[key]))


def _rows(area: LocalArea, request: HttpRequest) -> tuple[list[Any], list[Any]]:
    """Return the roles held on the day of the page and those that ended before it."""
    given = roles_of_area(area)
    told = events_of("role", [held.pk for held in given])
    now, ended = [], []
    for held in given:
        if held.starts > request.as_at:
            continue
        events = told.get(str(held.pk), [])
        row = {
            "held": held,
            "role": ROLE_NAMES[Role(held.role)],
            "given": next((e for e in events if e.verb == "give_role"), None),
            "ended": next((e for e in reversed(events) if e.verb == "end_role"), None),
        }
        over = held.ends is not None and held.ends < request.as_at
        (ended if over else now).append(row)
    return now, ended


@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who holds what in an area, since when and given by whom."""
    area = area_for(request.user, slug, Permission.SEE)
    now, ended = _rows(area, request)
    manages = Permission.MANAGE_PEOPLE in area.permitted
    invited = open_invitations(area) if manages else []
    page = {
        "area": area,
        "here": "people",
        "now": now,
        "ended": ended,
        "manages": manages,
        "invited": invited,
        "moment": timezone.now(),
        "last_day": timezone.localdate() - timedelta(days=1),
        "role_names": {role.value: name for role, name in ROLE_NAMES.items()},
    }
    return render(request, "accounts/people.html", page)


def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for whom to invite and to what, and send the letter."""
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    form = InviteForm(request.POST if request.method == "POST" else None, area=area)
    if request.method == "POST" and form.is_valid():
        sent = changes.invite(
            by=request.user.actor,
            area=area,
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            roles=form.chosen_roles(),
            body=form.cleaned_data["body"],
            link=_link(request),
        )
        given = form.cleaned_data
        told = (
            f"{given['name']} is invited. The link in the letter works once, for 14 days."
            if sent
            else f"{given['email']} can sign in already, and has the roles from today."
        )
        messages.success(request, told)
        return redirect("accounts:people", area.slug)
    page = {"area": area, "here": "people", "form": form}
    return render(request, "accounts/invite.html", page)


def end_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask for the last day of a role, and end it."""
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    held = get_object_or_404(RoleHeld.objects.select_related("user", "body"), pk=pk, area=area)
    yesterday = timezone.localdate() - timedelta(days=1)
    form = LastDayForm(
        request.POST if request.method == "POST" else None,
        initial={"last_day": held.ends or yesterday},
    )
    if request.method == "POST" and form.is_valid():
        last = form.cleaned_data["last_day"]
        changes.end_role(by=request.user.actor, held=held, ends=last)
        name = ROLE_NAMES[Role(held.role)].lower()
        messages.success(request, f"{held.user.name}: {name} to the end of {day_words(last)}.")
        return redirect("accounts:people", area.slug)
    role = ROLE_NAMES[Role(held.role)]
    page = {"area": area, "here": "people", "form": form, "held": held, "what": role}
    return render(request, "accounts/end.html", {**page, "back": "accounts:people"})


def _invitation(area: LocalArea, pk: int) -> Invitation:
    return get_object_or_404(Invitation.objects.select_related("area", "body"), pk=pk, area=area)


@require_POST
def again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send the letter of an invitation again."""
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    invitation = _invitation(area, pk)
    changes.send_again(by=request.user.actor, invitation=invitation, link=_link(request))
    messages.success(request, f"{invitation.name} is sent a new link; the old one no longer works.")
    return redirect("accounts:people", area.slug)


@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    invitation = _invitation(area, pk)
    changes.withdraw_invitation(by=request.user.actor, invitation=invitation)
    messages.success(request, f"The invitation of {invitation.name} is taken back.")
    return redirect("accounts:people", area.slug)
