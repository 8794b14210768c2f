"""The challenge log and one challenge with its whole history."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from goldenthread.accounts.queries import area_for, bodies_of
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import Body, LocalArea
from goldenthread.improvement.models import Action
from goldenthread.improvement.queries import current_improvement_plan

from ..changes import ask_challenge, take_step
from ..changes.challenges import ShownAt, asked_by
from ..forms.boards import AskForm, MoveChallengeForm, StepForm
from ..models import Challenge
from ..queries.challenges import (
    ChallengeStanding,
    bodies_hearing,
    challenges_of,
    standing_of_challenge,
)
from ..queries.escalations import moves_of
from ..queries.meetings import meetings_held, next_meeting
from ..queries.people import asked_people, can_be_asked, steps_allowed
from ..rules.challenging import FOR_WHO_ASKED
from ..rules.states import EscalationKind, StepKind
from .calendar import bodies_given
from .deeds import NOT_ALLOWED, Deed, Deeds, drawn, page_forms

SHOWS = (
    ("open", "Open"),
    ("unanswered", "Not answered"),
    ("closed", "Closed"),
    ("all", "All"),
)

NOT_THEIRS = (
    "Only who asked this challenge, or somebody of the body that asked it, can close it or ask it "
    "again. Nothing was changed."
)


def challenges(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was asked of whom and what became of it; ask a challenge."""
    area = area_for(request.user, slug, Permission.SEE)
    by, today = request.user.actor, timezone.localdate()
    mine = Body.objects.filter(pk__in=bodies_of(request.user, area, today))
    given = bodies_given(area, today, "to_body") | {
        "to_post": can_be_asked(area, today),
        "raised_by_body": mine,
        "at_meeting": meetings_held(area, today),
        "action": Action.objects.filter(improvement_plan=current_improvement_plan(area.pk)),
    }

    def ask(said: dict[str, Any]) -> str:
        made = ask_challenge(by=by, area=area, on=today, shown_at=shown_at(request, area), **said)
        told = told_of_letters(area, made.to_role, made.to_body, today)
        return f"Challenge {made.number} is asked. {told} Only who asked it can close it."

    may = Permission.CHALLENGE in area.permitted
    deeds = {"ask": Deed(lambda *a, **k: AskForm(*a, given=given, **k), may, ask)}
    sent = page_forms(request, deeds, reverse("governance:challenges", args=[slug]))
    if sent.done:
        return sent.done
    show = request.GET.get("show", "open")
    every = challenges_of(area, request.as_at)
    context = {
        "area": area,
        "here": "challenges",
        "tab": "challenges",
        "shows": SHOWS,
        "show": show,
        "every": every,
        "shown": [each for each in every if _is_shown(each, show)],
        "on": request.as_at,
        "true_at": request.as_at,
    }
    return drawn(request, "challenges", sent, context)


def shown_at(request: HttpRequest, area: LocalArea) -> ShownAt:
    """Return what gives the whole address of a challenge's page by its number."""

    def address(number: int) -> str:
        page = reverse("governance:challenge", args=[area.slug, number])
        return request.build_absolute_uri(page)

    return address


def told_of_letters(area: LocalArea, role: str, body: Body | None, on: date) -> str:
    """Return in a sentence whom a challenge reaches by letter."""
    people = asked_people(area, role, body, on)
    if not people:
        return "Nobody who signs in holds that post, so no letter goes: tell them yourself."
    names = " and ".join(person.name for person in people)
    return f"{names} {'gets' if len(people) == 1 else 'get'} a letter with a link to answer it."


def _is_shown(each: ChallengeStanding, show: str) -> bool:
    wanted = {
        "unanswered": each.where.unanswered,
        "closed": not each.where.open,
        "all": True,
    }
    return wanted.get(show, each.where.open)


def challenge(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a challenge with its whole history; answer it, move it, ask it again, close it."""
    area = area_for(request.user, slug, Permission.SEE)
    rows = Challenge.objects.select_related("raised_by_body", "at_meeting__body", "action", "area")
    row = get_object_or_404(rows, area=area, number=number, on__lte=request.as_at)
    here = reverse("governance:challenge", args=[slug, number])
    standing = standing_of_challenge(row, request.as_at)
    sent = page_forms(request, _deeds(request, area, row, standing), here)
    if sent.done:
        return sent.done
    context = {
        "area": area,
        "here": "challenges",
        "tab": "challenges",
        "challenge": row,
        "standing": standing,
        "asked_by": asked_by(row),
        "moves": moves_of(EscalationKind.CHALLENGE, row.pk, request.as_at),
        "heard_in": [
            (each, next_meeting(each, request.as_at))
            for each in (bodies_hearing(standing, area, request.as_at) if standing else [])
        ],
        "on": request.as_at,
        "true_at": request.as_at,
    }
    return drawn(request, "challenge", sent, context)


def _deeds(
    request: HttpRequest, area: LocalArea, row: Challenge, standing: ChallengeStanding | None
) -> Deeds:
    by, today = request.user.actor, timezone.localdate()
    mine = bodies_of(request.user, area, today)
    may = steps_allowed(request.user, area, standing, today) if standing else frozenset()
    seen = {"initial": {"seen": len(standing.steps) if standing else 0}}

    def step(kind: StepKind, offered: bool, told: str) -> Deed:
        def do(said: dict[str, Any]) -> str:
            take_step(
                by=by,
                challenge=row,
                kind=kind,
                words=said["words"],
                on=today,
                actor_bodies=mine,
                body=said.get("to_body"),
                to_role=said.get("to_role", ""),
                steps_seen=said["seen"],
                shown_at=shown_at(request, area),
            )
            return told

        allowed = kind in may
        if kind is StepKind.MOVED:
            given = bodies_given(area, today, "to_body")
            given |= {"to_post": can_be_asked(area, today)} if allowed else {}
            return Deed(
                lambda *a, **k: MoveChallengeForm(*a, given=given, **seen, **k),
                allowed,
                do,
                offered=offered,
            )
        refusal = NOT_THEIRS if kind in FOR_WHO_ASKED else NOT_ALLOWED
        return Deed(lambda d, f, **k: StepForm(d, **seen, **k), allowed, do, refusal, offered)

    at = standing.where if standing else None
    is_open = at is not None and at.open
    answered = is_open and at is not None and at.answered_on is not None
    kept = "Your answer is kept, and who asked is told."
    again = "It is asked again: it stands as not answered, with all that was said."
    return {
        "answer": step(StepKind.ANSWERED, is_open, kept),
        "changed": step(StepKind.CHANGED, answered, "Kept, and who asked is told."),
        "move": step(StepKind.MOVED, is_open, "It is moved, with its whole history."),
        "again": step(StepKind.ASKED_AGAIN, answered, again),
        "close": step(StepKind.CLOSED, is_open, "The challenge is closed."),
        "reopen": step(StepKind.REOPENED, not is_open, "It is open again."),
    }
