"""Challenges: what was asked of whom, which a program may ask, answer and close too."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Status

from goldenthread.accounts.queries import bodies_of
from goldenthread.accounts.rules import Permission, Scope
from goldenthread.areas.models import Body, LocalArea
from goldenthread.core.errors import UserError
from goldenthread.governance.changes import ask_challenge, take_step
from goldenthread.governance.models import Challenge
from goldenthread.governance.queries import (
    ChallengeStanding,
    meetings_held,
    standing_of_challenge,
    steps_allowed,
)
from goldenthread.governance.rules import StepKind
from goldenthread.improvement.changes import ChangedMeanwhile
from goldenthread.improvement.models import Action
from goldenthread.improvement.queries import current_improvement_plan

from .. import forms, queries
from .answers import if_match, page_from
from .doors import Refusal, area_of
from .record import AsAt, Limit, Offset, day_of, seen

router = Router(tags=["Challenges"])
CHANGED = "Somebody took a step on this challenge after you read it. Read it again, then decide."
MAY_NOT = (
    "The holder of this token may not do this to the challenge: it is answered by whoever it is "
    "put to, and closed or asked again only by who asked it. Nothing was changed."
)


@router.get(
    "/areas/{slug}/challenges", response=forms.Page[forms.ChallengeOut], summary="Challenges"
)
def challenges(
    request: HttpRequest, slug: str, as_at: AsAt = None, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    """Return the challenges of the area as they stood on a day."""
    rows = queries.challenges(seen(request, slug), day_of(as_at))
    return page_from(request, rows, limit, offset)


@router.post(
    "/areas/{slug}/challenges",
    response={201: forms.ChallengeRecordOut},
    summary="Ask a challenge",
)
def ask(request: HttpRequest, slug: str, challenge: forms.ChallengeIn) -> Status[Any]:
    """Ask a question of a role, a body or both, as its page does; they get a letter with a link.

    Only its holder, or somebody of the body for which it was asked, can close it.
    """
    area = area_of(request, slug, Scope.UPDATE, Permission.CHALLENGE)
    user, today = vars(request)["auth"].user, timezone.localdate()
    asked_for = _body(area, challenge.asked_for)
    if asked_for is not None and asked_for.pk not in bodies_of(user, area, today):
        raise UserError(f"The holder of this token is not of {asked_for.name}. Nothing was kept.")
    held = meetings_held(area, today).filter(pk=challenge.at_meeting).first()
    if challenge.at_meeting is not None and held is None:
        raise UserError("No meeting of the last half-year has that key. Nothing was kept.")
    made = ask_challenge(
        by=user.actor,
        area=area,
        on=today,
        words=challenge.words,
        to_role=challenge.to_role,
        to_body=_body(area, challenge.to_body),
        raised_by_body=asked_for,
        at_meeting=held,
        action=_action(area, challenge.action),
        answer_by=challenge.answer_by,
        shown_at=_shown_at(request, area),
    )
    return Status(201, queries.challenge_record(_standing(area, made.number, today)))


@router.get(
    "/areas/{slug}/challenges/{challenge}",
    response=forms.ChallengeRecordOut,
    summary="One challenge with every step",
)
def challenge(
    request: HttpRequest, slug: str, challenge: int, as_at: AsAt = None
) -> dict[str, Any]:
    """Return a challenge by its number; its `steps_taken` is what If-Match takes."""
    return queries.challenge_record(_standing(seen(request, slug), challenge, day_of(as_at)))


@router.post(
    "/areas/{slug}/challenges/{challenge}/steps",
    response={201: forms.ChallengeRecordOut},
    summary="Answer a challenge, say what changed, ask it again, close it or open it again",
)
def step(request: HttpRequest, slug: str, challenge: int, step: forms.StepIn) -> Status[Any]:
    """Take a step on a challenge, by the rules of its page; who asked gets a letter of an answer.

    With `If-Match: "steps_taken"` it is refused (412) when somebody was first.
    """
    area = area_of(request, slug, Scope.UPDATE, Permission.SEE)
    user, today = vars(request)["auth"].user, timezone.localdate()
    standing, kind = _standing(area, challenge, today), StepKind(step.kind)
    if kind not in steps_allowed(user, area, standing, today):
        raise PermissionDenied(MAY_NOT)
    try:
        take_step(
            by=user.actor,
            challenge=standing.challenge,
            kind=kind,
            words=step.words,
            on=today,
            actor_bodies=bodies_of(user, area, today),
            steps_seen=if_match(request, CHANGED),
            shown_at=_shown_at(request, area),
        )
    except ChangedMeanwhile as met:
        raise Refusal(412, "Changed meanwhile", CHANGED) from met
    return Status(201, queries.challenge_record(_standing(area, challenge, today)))


def _standing(area: LocalArea, number: int, on: Any) -> ChallengeStanding:
    """Return a challenge of an area by its number as it stood on a day, or refuse."""
    rows = Challenge.objects.filter(area=area, number=number, on__lte=on)
    found = rows.select_related("raised_by_body", "at_meeting").first()
    standing = standing_of_challenge(found, on) if found else None
    if standing is None:
        raise Http404("There is no challenge of that number here.")
    return standing


def _body(area: LocalArea, name: str) -> Body | None:
    """Return a body of an area by the name it has today, None for no name, or refuse."""
    if not name:
        return None
    found = Body.objects.on(timezone.localdate()).filter(area=area, name=name).first()
    if found is None:
        raise UserError(f"No body here is called “{name}”. Nothing was kept.")
    return found


def _action(area: LocalArea, number: str) -> Action | None:
    """Return an action of the area's plan by its number, None for no number, or refuse."""
    if not number:
        return None
    plan = current_improvement_plan(area.pk)
    found = Action.objects.filter(improvement_plan=plan, number=number).first()
    if found is None:
        raise UserError(f"The improvement plan has no action {number}. Nothing was kept.")
    return found


def _shown_at(request: HttpRequest, area: LocalArea) -> Callable[[int], str]:
    """Return what gives the whole address of a challenge's page by its number."""
    return lambda number: request.build_absolute_uri(
        reverse("governance:challenge", args=[area.slug, number])
    )
