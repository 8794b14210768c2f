"""Asking a challenge and every step that it takes."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import holder_of
from goldenthread.areas.models import Body, LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor, Follow, letter
from goldenthread.core.errors import UserError
from goldenthread.improvement.models import Action

from ..models import Challenge, ChallengeStep, Meeting
from ..queries.challenges import seen
from ..queries.escalations import chair_of
from ..rules.challenging import check_may_close, fault_of_step, where
from ..rules.states import StepKind


@transaction.atomic
def ask_challenge(
    *,
    by: Actor,
    area: LocalArea,
    words: str,
    on: date,
    to_role: str = "",
    to_body: Body | None = None,
    raised_by_body: Body | None = None,
    at_meeting: Meeting | None = None,
    action: Action | None = None,
    answer_by: date | None = None,
) -> Challenge:
    """Ask a challenge of a role, a body or both; who holds the role or the chair gets a letter."""
    if not words.strip():
        raise UserError("Write the question. Nothing was kept.")
    if not to_role.strip() and to_body is None:
        raise UserError("Say which role or body should answer. Nothing was kept.")
    if answer_by is not None and answer_by < on:
        raise UserError("The answer would be due before the question. Nothing was kept.")
    LocalArea.objects.select_for_update().get(pk=area.pk)
    last = Challenge.objects.filter(area=area).aggregate(last=Max("number"))["last"]
    challenge = Challenge.objects.create(
        area=area,
        number=(last or 0) + 1,
        words=words.strip(),
        raised_by_body=raised_by_body,
        raised_by=by.name,
        raised_by_ref=by.ref,
        at_meeting=at_meeting,
        to_role=to_role.strip(),
        to_body=to_body,
        action=action,
        on=on,
        answer_by=answer_by,
    )
    _step(challenge, StepKind.ASKED, words, by, on, to_body, to_role, at_meeting)
    record(
        by=by,
        verb="ask_challenge",
        subject="challenge",
        ref=challenge.pk,
        after={"number": challenge.number, "words": challenge.words, "to_role": to_role},
        follow=_tell(challenge, to_role.strip(), to_body, on),
    )
    return challenge


def _step(
    challenge: Challenge,
    kind: StepKind,
    words: str,
    by: Actor,
    on: date,
    body: Body | None,
    to_role: str,
    meeting: Meeting | None,
) -> ChallengeStep:
    return ChallengeStep.objects.create(
        challenge=challenge,
        kind=kind.value,
        words=words.strip(),
        by=by.name,
        by_ref=by.ref,
        on=on,
        body=body,
        to_role=to_role.strip(),
        meeting=meeting,
    )


def _tell(challenge: Challenge, role: str, body: Body | None, on: date) -> list[Follow]:
    """Return the letter to whom a challenge is put, where we know who that is."""
    person: User | None = holder_of(challenge.area, role, on) if role else None
    if person is None and body is not None:
        person = chair_of(body, on)
    if person is None:
        return []
    due = challenge.answer_by
    by_when = f" An answer is asked for by {due.day} {due:%B %Y}." if due else ""
    text = (
        f"A challenge has been put to you in {challenge.area.name}:\n\n{challenge.words}\n\n"
        f"Open Golden Thread, then Challenges, number {challenge.number}, to answer it.{by_when} "
        "Only who asked it can close it."
    )
    subject = f"Challenge {challenge.number} is put to you: {challenge.area.name}"
    return [letter(to=person.email, subject=subject, text=text)]


@transaction.atomic
def take_step(
    *,
    by: Actor,
    challenge: Challenge,
    kind: StepKind,
    words: str,
    on: date,
    actor_bodies: Collection[int] = (),
    body: Body | None = None,
    to_role: str = "",
    meeting: Meeting | None = None,
    steps_seen: int | None = None,
) -> ChallengeStep:
    """Answer, move, close or reopen a challenge, or say what changed.

    Only the person or a member of the body that asked may close or reopen it. `steps_seen` is how
    many steps its page showed: UserError, and nothing kept, where another one came meanwhile.
    """
    row = Challenge.objects.select_for_update().get(pk=challenge.pk)
    steps = list(row.steps.order_by("on", "pk"))
    if steps_seen is not None and steps_seen != len(steps):
        raise UserError(
            "Somebody else took a step on this challenge while you had it open. Theirs is kept; "
            "read it, then send yours again if it still fits."
        )
    if kind in (StepKind.CLOSED, StepKind.REOPENED):
        _check_who(by, row, actor_bodies)
    fault = _fault(steps, kind, words, on) or _fault_of_move(kind, body, to_role)
    if fault:
        raise UserError(f"{fault} Nothing was kept.")
    made = _step(row, kind, words, by, on, body, to_role, meeting)
    row.version += 1
    row.save(update_fields=["version"])
    follow: Sequence[Follow] = (
        _tell(row, to_role.strip(), body, on) if kind is StepKind.MOVED else ()
    )
    after = {"step": kind.value, "words": made.words, "body": body.pk if body else None}
    record(
        by=by, verb="step_of_challenge", subject="challenge", ref=row.pk, after=after, follow=follow
    )
    return made


def _check_who(by: Actor, row: Challenge, actor_bodies: Collection[int]) -> None:
    """Raise UserError unless this person, or a body of theirs, asked the challenge."""
    check_may_close(
        raised_by_ref=row.raised_by_ref,
        raised_by_body=row.raised_by_body_id,
        actor_ref=by.ref,
        actor_bodies=actor_bodies,
        asked_by=asked_by(row),
    )


def _fault(steps: list[ChallengeStep], kind: StepKind, words: str, on: date) -> str | None:
    at = where(seen(steps))
    if at is None:
        return "This challenge has not been asked yet."
    if on < steps[-1].on:
        return "That day is before the last step."
    return fault_of_step(kind, at, words)


def _fault_of_move(kind: StepKind, body: Body | None, to_role: str) -> str | None:
    if kind is StepKind.MOVED and body is None and not to_role.strip():
        return "Say to which body or role it goes."
    return None


def asked_by(challenge: Challenge) -> str:
    """Return who asked a challenge: the body, the person's printed name, or both."""
    if challenge.raised_by_body is None:
        return challenge.raised_by
    return f"{challenge.raised_by_body.name}, or {challenge.raised_by} who asked for it"
