"""Asking leads by mail where their actions are: when to remind, how long a link works, the words.

A link works for a week after its round closes, so that who is late can still answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from goldenthread.core.calendar import day_words

REMIND_BEFORE = timedelta(days=3)
OPEN_AFTER_CLOSE = timedelta(days=7)
LONGEST_ROUND = timedelta(days=92)
LISTED = 40
LONGEST_TITLE = 200  # of a post


def post_title(role: str) -> str:
    """Return the title of the post that a lead names: a longer lead is cut, and kept in full."""
    words = " ".join(role.split())
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1].rstrip()}…"


class LinkFault(StrEnum):
    """Why a link does not work, or no more."""

    NOT_OURS = "not_ours"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NEWER_ROUND = "newer_round"
    NOBODY = "nobody"


_ASK = "Nothing was changed. Ask whoever coordinates the plan to send you a new link"
FAULT_WORDS = {
    LinkFault.NOT_OURS: (
        f"This link is not whole, or not ours. Copy all of it from the letter. {_ASK}."
    ),
    LinkFault.EXPIRED: f"This link has come to its end: its round of updates is closed. {_ASK}.",
    LinkFault.REVOKED: f"This link was taken back. {_ASK}.",
    LinkFault.NEWER_ROUND: (
        "A newer round of updates has been opened since. Nothing was changed. Use the link in the "
        "newer letter; if none came, ask whoever coordinates the plan."
    ),
    LinkFault.NOBODY: f"Your sign-in has been closed, and its links with it. {_ASK}.",
}


def fault_of_round(opens: date, due: date, open_until: date | None) -> str | None:
    """Return why a round cannot be opened, or None; `open_until` is when one under way closes."""
    if open_until is not None:
        return (
            f"A round is under way until {day_words(open_until)}. Nothing was sent. Ask those who "
            "were not asked yet, or send a reminder, on its page."
        )
    if due < opens:
        return "The day on which the round closes lies in the past. Choose one still to come."
    if due - opens > LONGEST_ROUND:
        return "A round lasts three months at most. Choose an earlier day."
    return None


def remind_on(opens: date, due: date) -> date | None:
    """Return the day to remind those who have not answered; None in a round too short for it."""
    day = due - REMIND_BEFORE
    return day if day > opens else None


def works_until(due: date) -> date:
    """Return the last day on which a link of a round works."""
    return due + OPEN_AFTER_CLOSE


@dataclass(frozen=True, slots=True)
class Request:
    """What a letter that asks for updates says; `actions` are (number, words) in order."""

    name: str
    area: str
    improvement_plan: str
    due: date
    actions: Sequence[tuple[str, str]]
    address: str
    reminder: bool = False
    exercise: bool = False


def subject_of(asked: Request) -> str:
    """Return the subject of a letter that asks for updates."""
    opening = "Reminder: where" if asked.reminder else "Where"
    few = len(asked.actions)
    what = "is your action" if few == 1 else f"are your {few} actions"
    return f"{opening} {what}? {asked.area}, by {day_words(asked.due)}"


def letter_of(asked: Request) -> str:
    """Return the letter that asks a person for updates: the link first, then what it is about."""
    few = len(asked.actions)
    what = "1 action that you lead is" if few == 1 else f"{few} actions that you lead are"
    rows = [f"- {number} {_short(words)}" for number, words in asked.actions[:LISTED]]
    if few > LISTED:
        rows.append(f"- and {few - LISTED} more")
    exercise = ["This is an exercise: every update in it is made up.", ""]
    return "\n".join(
        [
            f"Hello {asked.name},",
            "",
            *(exercise if asked.exercise else []),
            f"Please say where the {what}, by {day_words(asked.due)}. “On track” takes half",
            "a minute, also on a phone. You need not sign in:",
            "",
            asked.address,
            "",
            "The link is yours alone: what is said by it is said in your name, so do not pass this",
            f"letter on. It works until {day_words(works_until(asked.due))}.",
            "Opening it sends nothing.",
            "",
            f"{asked.improvement_plan}:",
            *rows,
            "",
            "Not yours any more? Reply to whoever coordinates the plan, who can put it right.",
            "",
        ]
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 100 else f"{line[:99].rstrip()}…"
