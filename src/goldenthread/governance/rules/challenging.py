"""Where a challenge stands, who may close it, and on whose agenda it belongs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.core.errors import UserError

from .states import StepKind

# What only who asked, or somebody of the body that did, may do.
FOR_WHO_ASKED = frozenset({StepKind.CLOSED, StepKind.REOPENED, StepKind.ASKED_AGAIN})


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One step as the rule needs it; `body` and `to_role` say with whom it is from then on."""

    kind: StepKind
    on: date
    words: str = ""
    by: str = ""
    body: int | None = None
    to_role: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a challenge stands: with whom, its last answer, what changed, whether it is closed."""

    body: int | None
    to_role: str
    answer: str
    answered_by: str
    answered_on: date | None
    changed: str
    changed_on: date | None
    closed_on: date | None
    since: date

    @property
    def open(self) -> bool:
        """Say whether who asked has not closed it."""
        return self.closed_on is None

    @property
    def unanswered(self) -> bool:
        """Say whether it is open and nobody has answered it since it was asked or opened again."""
        return self.open and self.answered_on is None

    @property
    def words(self) -> str:
        """Return the state in a word or three."""
        if not self.open:
            return "Closed"
        if self.unanswered:
            return "Not answered"
        return "Answered, changed" if self.changed else "Answered, open"


def where(steps: Iterable[StepSeen]) -> Where | None:
    """Return where a challenge stands after its steps, in order; None before it was asked.

    Asking or opening it again takes the answer back as an answer: what was said stays in the
    history.
    """
    at: Where | None = None
    for step in steps:
        if step.kind is StepKind.ASKED:
            at = Where(step.body, step.to_role, "", "", None, "", None, None, step.on)
        elif at is not None:
            at = _after(at, step)
    return at


def _after(at: Where, step: StepSeen) -> Where:
    answer, by, answered = at.answer, at.answered_by, at.answered_on
    changed, changed_on, closed = at.changed, at.changed_on, at.closed_on
    body, role, since = at.body, at.to_role, at.since
    if step.kind is StepKind.ANSWERED:
        answer, by, answered = step.words, step.by, step.on
    elif step.kind is StepKind.CHANGED:
        changed, changed_on = step.words, step.on
    elif step.kind is StepKind.CLOSED:
        closed = step.on
    elif step.kind in (StepKind.REOPENED, StepKind.ASKED_AGAIN):
        answer, by, answered, closed, since = "", "", None, None, step.on
    elif step.kind is StepKind.MOVED:
        body, role, since = step.body, step.to_role, step.on
    return Where(body, role, answer, by, answered, changed, changed_on, closed, since)


def may_close(
    *,
    raised_by_ref: str,
    raised_by_body: int | None,
    actor_ref: str,
    actor_bodies: Collection[int],
) -> bool:
    """Say whether a person may close a challenge or ask it again: they, or their body, asked it."""
    if actor_ref == raised_by_ref:
        return True
    return raised_by_body is not None and raised_by_body in actor_bodies


def check_may_close(
    *,
    raised_by_ref: str,
    raised_by_body: int | None,
    actor_ref: str,
    actor_bodies: Collection[int],
    asked_by: str,
) -> None:
    """Raise UserError, in words for the person, unless they may close it or ask it again."""
    if may_close(
        raised_by_ref=raised_by_ref,
        raised_by_body=raised_by_body,
        actor_ref=actor_ref,
        actor_bodies=actor_bodies,
    ):
        return
    raise UserError(
        f"Only who asked a challenge can say if it is settled: {asked_by}. Nothing was changed. "
        "Answer it, say what changed, and they will look at it."
    )


def fault_of_step(kind: StepKind, at: Where, words: str) -> str | None:
    """Return why a step cannot be taken, in a sentence, or None when it can."""
    if kind is StepKind.REOPENED:
        return "It is open already." if at.open else None
    if not at.open:
        return "This challenge is closed. Who asked it can open it again."
    if not words.strip():
        return "Say it in words."
    if kind is StepKind.CHANGED and at.answered_on is None:
        return "Answer it first; then say what changed."
    if kind is StepKind.ASKED_AGAIN and at.answered_on is None:
        return "Nobody has answered it since it was last asked, so it stands as asked."
    return None


def on_agenda_of(
    body: int,
    at: Where,
    raised_by_body: int | None,
    asked_in: int | None = None,
    board: bool = False,
) -> bool:
    """Say whether a challenge belongs on a body's next agenda: unanswered, theirs or put to it.

    One that neither a body asked nor was put to comes back to the body in whose meeting it was
    asked (`asked_in`), and one asked in none before the improvement board (`board`).
    """
    heard = heard_by(at, raised_by_body, asked_in)
    return at.unanswered and (body in heard if heard else board)


def heard_by(at: Where, raised_by_body: int | None, asked_in: int | None) -> tuple[int, ...]:
    """Return the bodies on whose next agenda a challenge is while nobody has answered it."""
    found = [key for key in (at.body, raised_by_body) if key is not None]
    return tuple(found or ([asked_in] if asked_in is not None else []))
