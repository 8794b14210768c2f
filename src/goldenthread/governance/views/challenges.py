"""The challenge log and one challenge with its whole history."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from goldenthread.accounts.queries import area_for, bodies_of
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import Body, LocalArea
from goldenthread.improvement.models import Action
from goldenthread.improvement.queries import current_improvement_plan

from ..changes import ask_challenge, take_step
from ..changes.challenges import asked_by
from ..forms.boards import AskForm, MoveChallengeForm, StepForm
from ..models import Challenge
from ..queries.challenges import ChallengeStanding, challenges_of, standing_of_challenge
from ..queries.meetings import meetings_held
from ..queries.people import may_run
from ..rules.challenging import may_close
from ..rules.states import StepKind
from .calendar import bodies_given
from .deeds import NOT_ALLOWED, Deed, Deeds, page_forms

SHOWS = (
    ("open", "Open"),
    ("unanswered", "Not answered"),
    ("closed", "Closed"),
    ("all", "All"),
)

NOT_THEIRS = (
    "Only who asked this challenge, or somebody of the body that asked it, can close it or open it "
    "again. Nothing was changed."
)


def challenges(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was asked of whom and what became of it; ask a challenge."""
    area = area_for(request.user, slug, Permission.SEE)
    by, today = request.user.actor, timezone.localdate()
    mine = Body.objects.filter(pk__in=bodies_of(request.user, area, today))
    given = bodies_given(area, today, "to_body") | {
        "raised_by_body": mine,
        "at_meeting": meetings_held(area, today),
        "action": Action.objects.filter(improvement_plan=current_improvement_plan(area.pk)),
    }

    def ask(said: dict[str, Any]) -> str:
        made = ask_challenge(by=by, area=area, on=today, **said)
        return f"Challenge {made.number} is asked. Only who asked it can close it."

    may = Permission.CHALLENGE in area.permitted
    deeds = {"ask": Deed(lambda *a, **k: AskForm(*a, given=given, **k), may, ask)}
    forms, wrong, done = page_forms(request, deeds, reverse("governance:challenges", args=[slug]))
    if done:
        return done
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
        "forms": forms,
        "wrong": wrong,
        "on": request.as_at,
        "true_at": request.as_at,
    }
    return render(request, "governance/challenges.html", context, status=400 if wrong else 200)


def _is_shown(each: ChallengeStanding, show: str) -> bool:
    wanted = {
        "unanswered": each.where.unanswered,
        "closed": not each.where.open,
        "all": True,
    }
    return wanted.get(show, each.where.open)


def challenge(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a challenge with its whole history; answer it, move it, close it."""
    area = area_for(request.user, slug, Permission.SEE)
    rows = Challenge.objects.select_related("raised_by_body", "at_meeting__body", "action", "area")
    row = get_object_or_404(rows, area=area, number=number, on__lte=request.as_at)
    here = reverse("governance:challenge", args=[slug, number])
    standing = standing_of_challenge(row, request.as_at)
    forms, wrong, done = page_forms(request, _deeds(request, area, row, standing), here)
    if done:
        return done
    context = {
        "area": area,
        "here": "challenges",
        "tab": "challenges",
        "challenge": row,
        "standing": standing,
        "asked_by": asked_by(row),
        "forms": forms,
        "wrong": wrong,
        "on": request.as_at,
        "true_at": request.as_at,
    }
    return render(request, "governance/challenge.html", context, status=400 if wrong else 200)


def _deeds(
    request: HttpRequest, area: LocalArea, row: Challenge, standing: ChallengeStanding | None
) -> Deeds:
    by, today = request.user.actor, timezone.localdate()
    mine = bodies_of(request.user, area, today)
    seen = {"initial": {"seen": len(standing.steps) if standing else 0}}
    is_open = standing is not None and standing.where.open
    answers = Permission.ANSWER_CHALLENGE in area.permitted
    closes = Permission.CHALLENGE in area.permitted and may_close(
        raised_by_ref=row.raised_by_ref,
        raised_by_body=row.raised_by_body_id,
        actor_ref=by.ref,
        actor_bodies=mine,
    )

    def step(kind: StepKind, allowed: bool, told: str) -> Deed:
        def do(said: dict[str, Any]) -> str:
            take_step(
                by=by,
                challenge=row,
                kind=kind,
                words=said["words"],
                on=today,
                actor_bodies=mine,
                body=said.get("body"),
                to_role=said.get("to_role", ""),
                steps_seen=said["seen"],
            )
            return told

        if kind is StepKind.MOVED:
            given = bodies_given(area, today, "body")
            return Deed(
                lambda *a, **k: MoveChallengeForm(*a, given=given, **seen, **k), allowed, do
            )
        refusal = NOT_THEIRS if kind in (StepKind.CLOSED, StepKind.REOPENED) else NOT_ALLOWED
        return Deed(lambda d, f, **k: StepForm(d, **seen, **k), allowed, do, refusal)

    answered = standing is not None and standing.where.answered_on is not None
    moves = answers or may_run(request.user, area, None, today)
    return {
        "answer": step(StepKind.ANSWERED, answers and is_open, "Your answer is kept."),
        "changed": step(StepKind.CHANGED, answers and is_open and answered, "Kept."),
        "move": step(StepKind.MOVED, moves and is_open, "It is moved, with its whole history."),
        "close": step(StepKind.CLOSED, closes and is_open, "The challenge is closed."),
        "reopen": step(StepKind.REOPENED, closes and not is_open, "It is open again."),
    }
