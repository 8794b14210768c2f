"""Letters about updates: to a chair, once a day at most, and to a lead when one was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from goldenthread.core.calendar import day_words

TELL_AT = time(8)
LISTED = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One update in a letter: of which action and group, where it is, who said it and when."""

    number: str
    text: str
    group: str
    delivery: str
    by_role: str
    on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a letter to a chair says: the updates that wait, and the page on which they wait."""

    name: str
    area: str
    lines: Sequence[Line]
    address: str
    exercise: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """What a letter to a lead says: what became of their updates, in whose words, and where.

    `addresses` are those of the actions' pages, in the order of the lines.
    """

    name: str
    area: str
    accepted: bool
    decided_by: str
    words: str
    lines: Sequence[Line]
    addresses: Sequence[str]
    exercise: bool = False


def tell_at(now: datetime) -> datetime:
    """Return the next eight o'clock in the morning after a moment, in the moment's own time."""
    today = datetime.combine(now.date(), TELL_AT, now.tzinfo)
    return (
        today if now < today else datetime.combine(now.date() + timedelta(1), TELL_AT, now.tzinfo)
    )


def subject_of_waiting(waiting: Waiting) -> str:
    """Return the subject of a letter to a chair."""
    count = len(waiting.lines)
    return f"{_updates(count)} {'waits' if count == 1 else 'wait'} for you: {waiting.area}"


def letter_of_waiting(waiting: Waiting) -> str:
    """Return the letter to a chair: the address first, then what waits, group by group."""
    count = len(waiting.lines)
    verb = "waits" if count == 1 else "wait"
    rows: list[str] = []
    group = ""
    for line in waiting.lines[:LISTED]:
        if line.group != group:
            group = line.group
            rows += ["", f"{group}:"]
        rows.append(
            f"- {line.number} {_short(line.text)} ({line.delivery}, {line.by_role}, "
            f"{day_words(line.on)})"
        )
    if count > LISTED:
        rows.append(f"- and {count - LISTED} more")
    return "\n".join(
        [
            f"Hello {waiting.name},",
            "",
            *_exercise(waiting.exercise),
            f"{_updates(count)} {verb} for you to accept or decline. You sign in first:",
            "",
            waiting.address,
            *rows,
            "",
            "An update counts only once it is accepted. You are written to once a day at most,",
            "and only when something new has come in.",
            "",
        ]
    )


def subject_of_decided(decided: Decided) -> str:
    """Return the subject of a letter to a lead."""
    done = "accepted" if decided.accepted else "declined"
    if len(decided.lines) == 1:
        return f"Your update of action {decided.lines[0].number} was {done}: {decided.area}"
    return f"{len(decided.lines)} of your updates were {done}: {decided.area}"


def letter_of_decided(decided: Decided) -> str:
    """Return the letter to a lead: what was decided, the words to them, and each action's page."""
    done = "accepted" if decided.accepted else "declined"
    one = len(decided.lines) == 1
    rows: list[str] = []
    for line, address in list(zip(decided.lines, decided.addresses, strict=True))[:LISTED]:
        rows += [
            f"- {line.number} {_short(line.text)} ({line.delivery}, {day_words(line.on)})",
            address,
        ]
    if len(decided.lines) > LISTED:
        rows.append(f"- and {len(decided.lines) - LISTED} more")
    words = [f"{decided.decided_by} says:", "", decided.words, ""] if decided.words else []
    after = (
        "What you said now counts."
        if decided.accepted
        else "It stays on record and changes nothing. You can send another one at any time."
    )
    return "\n".join(
        [
            f"Hello {decided.name},",
            "",
            *_exercise(decided.exercise),
            f"{'Your update was' if one else 'Your updates were'} {done} by {decided.decided_by}.",
            "",
            *words,
            *rows,
            "",
            after,
            "",
        ]
    )


def _exercise(exercise: bool) -> list[str]:
    return ["This is an exercise: every update in it is made up.", ""] if exercise else []


def _updates(count: int) -> str:
    return "1 update" if count == 1 else f"{count} updates"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 100 else f"{line[:99].rstrip()}…"
