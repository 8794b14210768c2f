"""Letters about challenges and what moved up: each leads to the page on which it is answered."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AboutChallenge:
    """What a letter about a challenge says; `address` is its page, empty where it is not known."""

    area: str
    number: int
    question: str
    address: str
    exercise: bool = False


def subject_of_asked(about: AboutChallenge) -> str:
    """Return the subject of a letter to whoever must answer."""
    return f"Challenge {about.number} is put to you: {about.area}"


def letter_of_asked(about: AboutChallenge, answer_by: date | None, why: str = "") -> str:
    """Return the letter to whoever must answer; `why` says how it came to them, if not at once."""
    due = f"An answer is asked for by {_day(answer_by)}." if answer_by else ""
    return _joined(
        about.exercise,
        f"A challenge has been put to you in {about.area}:",
        about.question,
        why,
        " ".join(filter(None, (f"To answer it{_open(about)}", due))),
        about.address,
        "You sign in first. Only who asked it can close it.",
    )


def subject_of_asked_again(about: AboutChallenge) -> str:
    """Return the subject of a letter to whoever answered what did not satisfy."""
    return f"Challenge {about.number} is asked again: {about.area}"


def letter_of_asked_again(about: AboutChallenge, by: str, why: str, answer: str) -> str:
    """Return the letter to whoever must answer again: the answer so far, why it does not do."""
    return _joined(
        about.exercise,
        f"A challenge in {about.area} was answered, and is asked again:",
        about.question,
        "The answer was:",
        answer,
        f"{by} is not satisfied:",
        why,
        f"It stands as not answered until it is answered again. To do so{_open(about)}",
        about.address,
        "You sign in first. Only who asked it can close it.",
    )


def subject_of_answered(about: AboutChallenge, changed: bool = False) -> str:
    """Return the subject of a letter to who asked."""
    said = "says what changed" if changed else "is answered"
    return f"Challenge {about.number} {said}: {about.area}"


def letter_of_answered(about: AboutChallenge, by: str, words: str, changed: bool = False) -> str:
    """Return the letter to who asked: the question, the answer or what changed, and its page."""
    said = "says what changed" if changed else "answered"
    return _joined(
        about.exercise,
        f"You asked in {about.area}:",
        about.question,
        f"{by} {said}:",
        words,
        f"Only you, or somebody of the body that asked, can close it. To read it all{_open(about)}",
        about.address,
    )


def letter_of_moved_up(
    *, words: str, moved: str, why: str, due_on: date, address: str, exercise: bool
) -> str:
    """Return the letter to the chair of a body that something came to; `moved` says from where."""
    return _joined(
        exercise,
        moved,
        words,
        why,
        f"An outcome is due by {_day(due_on)}. It will be on the agenda of the next meeting; "
        + ("to see it, sign in at:" if address else "see it under Boards, Moving up."),
        address,
    )


def _open(about: AboutChallenge) -> str:
    return (
        ":" if about.address else f", open Golden Thread, then Challenges, number {about.number}."
    )


def _joined(exercise: bool, *parts: str) -> str:
    label = "This is an exercise: every challenge in it is made up." if exercise else ""
    return "\n\n".join(part for part in (label, *parts) if part) + "\n"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
