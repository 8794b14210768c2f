"""Asking a challenge and every step that it takes."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from goldenthread.accounts.queries import roles_in
from goldenthread.areas.models import Body, LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor, Follow, letter
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import ChangedMeanwhile
from goldenthread.improvement.models import Action

from ..models import Challenge, ChallengeStep, Meeting
from ..queries.challenges import seen
from ..queries.people import asked_people, chair_of, person_of
from ..rules.challenging import FOR_WHO_ASKED, check_may_close, fault_of_step, where
from ..rules.letters import (
    AboutChallenge,
    letter_of_answered,
    letter_of_asked,
    letter_of_asked_again,
    subject_of_answered,
    subject_of_asked,
    subject_of_asked_again,
)
from ..rules.states import StepKind

# Gives the whole address of a challenge's page by its number.
ShownAt = Callable[[int], str]
REPLIES = (StepKind.ANSWERED, StepKind.CHANGED)


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
    shown_at: ShownAt | None = None,
) -> Challenge:
    """Ask a challenge of a role, a body or both; who holds the role or the chair gets a letter.

    The letter leads to the page on which it is answered, where `shown_at` is given.
    """
    if not words.strip():
        raise UserError("Write the question. Nothing was kept.")
    if not to_role.strip() and to_body is None:
        raise UserError("Say which role or body should answer. Nothing was kept.")
    if answer_by is not None and answer_by < on:
        raise UserError("The answer would be due before the question. Nothing was kept.")
    LocalArea.objects.select_for_update(no_key=True).get(pk=area.pk)
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
        follow=_ask(_about(challenge, shown_at), challenge, to_role.strip(), to_body, on),
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


def _about(challenge: Challenge, shown_at: ShownAt | None) -> AboutChallenge:
    return AboutChallenge(
        challenge.area.name,
        challenge.number,
        challenge.words,
        shown_at(challenge.number) if shown_at else "",
        challenge.area.exercise,
    )


def _ask(
    about: AboutChallenge,
    challenge: Challenge,
    role: str,
    body: Body | None,
    on: date,
    why: str = "",
) -> list[Follow]:
    """Return the letters to whom a challenge is put, where we know who that is."""
    subject, text = subject_of_asked(about), letter_of_asked(about, challenge.answer_by, why)
    people = asked_people(challenge.area, role, body, on)
    return [letter(to=person.email, subject=subject, text=text) for person in people]


def _reply(about: AboutChallenge, challenge: Challenge, step: ChallengeStep) -> list[Follow]:
    """Return the letter to who asked, or to the chair of the body that did where they have left."""
    asker = person_of(challenge.raised_by_ref)
    if asker is None or not roles_in(asker, challenge.area, step.on):
        body = challenge.raised_by_body
        asker = chair_of(body, step.on) if body is not None else None
    if asker is None or asker.actor.ref == step.by_ref:
        return []
    changed = step.kind == StepKind.CHANGED.value
    subject = subject_of_answered(about, changed)
    text = letter_of_answered(about, step.by, step.words, changed)
    return [letter(to=asker.email, subject=subject, text=text)]


def _ask_again(
    about: AboutChallenge, challenge: Challenge, steps: list[ChallengeStep], made: ChallengeStep
) -> list[Follow]:
    """Return the letters to whom it is put and to who answered, where these are not the same."""
    at = where(seen(steps))
    if at is None:
        return []
    body = Body.objects.get(pk=at.body) if at.body is not None else None
    people = asked_people(challenge.area, at.to_role, body, made.on)
    answered = next(step for step in reversed(steps) if step.kind == StepKind.ANSWERED.value)
    who = person_of(answered.by_ref)
    if who is not None and who not in people and roles_in(who, challenge.area, made.on):
        people = [*people, who]
    subject = subject_of_asked_again(about)
    text = letter_of_asked_again(about, made.by, made.words, answered.words)
    return [letter(to=person.email, subject=subject, text=text) for person in people]


def _letters(
    about: AboutChallenge, challenge: Challenge, steps: list[ChallengeStep], made: ChallengeStep
) -> Sequence[Follow]:
    """Return the letters that follow a step: to who asked, or to whom it is put from now on."""
    kind = StepKind(made.kind)
    if kind in REPLIES:
        return _reply(about, challenge, made)
    if kind is StepKind.MOVED:
        return _ask(about, challenge, made.to_role, made.body, made.on, made.words)
    if kind is StepKind.ASKED_AGAIN:
        return _ask_again(about, challenge, steps, made)
    at = where(seen([*steps, made]))
    if kind is StepKind.REOPENED and at is not None:
        body = Body.objects.get(pk=at.body) if at.body is not None else None
        return _ask(about, challenge, at.to_role, body, made.on, f"Opened again: {made.words}")
    return ()


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
    shown_at: ShownAt | None = None,
) -> ChallengeStep:
    """Answer, move, close or reopen a challenge, say what changed, or ask it again.

    Only the person or a member of the body that asked may close, reopen or ask it again.
    `steps_seen` is how many steps its page showed: ChangedMeanwhile, and nothing kept, where
    another one came since.
    Who asked gets a letter of an answer; whoever must answer gets one of a challenge that moves
    or is asked again.
    """
    row = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
    steps = list(row.steps.order_by("on", "pk"))
    if steps_seen is not None and steps_seen != len(steps):
        raise ChangedMeanwhile("took a step on this challenge", steps[-1])
    if kind in FOR_WHO_ASKED:
        _check_who(by, row, actor_bodies)
    fault = _fault(steps, kind, words, on) or _fault_of_move(kind, body, to_role)
    if fault:
        raise UserError(f"{fault} Nothing was kept.")
    made = _step(row, kind, words, by, on, body, to_role, meeting)
    row.version += 1
    row.save(update_fields=["version"])
    follow = _letters(_about(row, shown_at), row, steps, made)
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
