"""Challenges as they stood on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from goldenthread.areas.models import Body, LocalArea
from goldenthread.areas.rules import BodyKind

from ..models import Challenge, ChallengeStep
from ..rules.challenging import StepSeen, Where, on_agenda_of, where
from ..rules.states import StepKind


@dataclass(frozen=True, slots=True)
class ChallengeStanding:
    """A challenge with where it stood on a day, the body that had it, and its steps until then."""

    challenge: Challenge
    where: Where
    body: Body | None
    steps: tuple[ChallengeStep, ...]

    @property
    def to(self) -> str:
        """Return to whom it is put: a role, a body or both."""
        named = (self.where.to_role, self.body.name if self.body else "")
        return ", ".join(words for words in named if words)

    @property
    def answered_before(self) -> bool:
        """Say whether it was answered and then asked or opened again."""
        answered = any(step.kind == StepKind.ANSWERED.value for step in self.steps)
        return answered and self.where.unanswered

    def late(self, on: date) -> bool:
        """Say whether it should have been answered before a day and was not.

        The day asked for is that of the first answer: for one that is asked again none is set.
        """
        by = self.challenge.answer_by
        unanswered = self.where.unanswered and not self.answered_before
        return unanswered and by is not None and by < on


def seen(steps: list[ChallengeStep]) -> list[StepSeen]:
    """Return steps as the rule takes them."""
    return [StepSeen(StepKind(s.kind), s.on, s.words, s.by, s.body_id, s.to_role) for s in steps]


def standing_of_challenge(challenge: Challenge, on: date) -> ChallengeStanding | None:
    """Return where a challenge stood on a day; None before it was asked."""
    steps = [step for step in challenge.steps.all() if step.on <= on]
    at = where(seen(steps))
    if at is None:
        return None
    bodies = {step.body_id: step.body for step in steps if step.body_id}
    return ChallengeStanding(challenge, at, bodies.get(at.body or 0), tuple(steps))


def asked_in(each: ChallengeStanding) -> int | None:
    """Return the key of the body in whose meeting a challenge was asked, None where in none."""
    meeting = each.challenge.at_meeting
    return meeting.body_id if meeting else None


def due_before(each: ChallengeStanding, body: Body) -> bool:
    """Say whether a challenge belongs on a body's next agenda."""
    board = body.kind == BodyKind.IMPROVEMENT_BOARD.value
    raised_by = each.challenge.raised_by_body_id
    return on_agenda_of(body.pk, each.where, raised_by, asked_in(each), board)


def bodies_hearing(each: ChallengeStanding, area: LocalArea, on: date) -> list[Body]:
    """Return the bodies on whose next agenda a challenge is while nobody has answered it."""
    bodies = Body.objects.on(on).filter(area=area).order_by("name")
    return [body for body in bodies if due_before(each, body)]


def challenges_of(area: LocalArea, on: date) -> list[ChallengeStanding]:
    """Return every challenge of an area as it stood on a day, newest first."""
    steps = Prefetch(
        "steps", ChallengeStep.objects.select_related("body", "meeting__body").order_by("on", "pk")
    )
    rows = Challenge.objects.filter(area=area, on__lte=on).prefetch_related(steps)
    rows = rows.select_related("raised_by_body", "at_meeting__body", "action")
    found = (standing_of_challenge(challenge, on) for challenge in rows.order_by("-number"))
    return [each for each in found if each is not None]


def open_challenges(area: LocalArea, on: date) -> list[ChallengeStanding]:
    """Return the challenges that who asked them had not closed by a day, newest first."""
    return [each for each in challenges_of(area, on) if each.where.open]
