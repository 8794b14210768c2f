"""Values as people read and write them: to words, from words, or one sentence on what is wrong."""

from datetime import date
from typing import Any

from goldenthread.core.calendar import FuzzyDate, Precision, day_words
from goldenthread.core.errors import UserError
from goldenthread.reading.dates import parse_due

from .places import Form

MOST_WORDS = 5_000
_JUDGED = {"sufficient": "Sufficient progress", "not_sufficient": "Not sufficient progress"}
_OUTCOMES = {
    "1": "1, typically positive experiences and outcomes",
    "2": "2, inconsistent experiences and outcomes",
    "3": "3, widespread or systemic failings",
}
SIDE_WORDS = {
    "strengths": "The words are right, but it is a strength",
    "caveats": "The words are right, but it is said against them",
}
_YES_NO = {"yes": "Yes", "no": "No"}
CHOICES: dict[Form, dict[str, str]] = {
    Form.JUDGED: _JUDGED,
    Form.OUTCOME: _OUTCOMES,
    Form.YES_NO: _YES_NO,
}


def in_words(form: Form, value: Any) -> str:
    """Return a value as a person reads it; nothing at all is an empty string."""
    if value is None or value == []:
        return ""
    if isinstance(value, dict) and "side" in value:
        return SIDE_WORDS[value["side"]]
    if form in CHOICES:
        return CHOICES[form].get(to_edit(form, value), str(value))
    if form is Form.DAY:
        day = date.fromisoformat(str(value))
        return day_words(day)
    return to_edit(form, value)


def to_edit(form: Form, value: Any) -> str:
    """Return a value as it is typed: list items a line each, dates in the author's words."""
    if value is None:
        return ""
    if form is Form.DATES:
        return "\n".join(str(due["text"]) for due in value)
    if form in (Form.ROLES, Form.NUMBERS):
        return "\n".join(str(item) for item in value)
    if form is Form.YES_NO:
        return "yes" if value else "no"
    return str(value)


def dates_in_words(value: Any) -> list[str]:
    """Return how each of an action's dates was understood, in words."""
    return [_understood(due) for due in value or []]


def _understood(due: dict[str, Any]) -> str:
    start, end, precision = due["from"], due["to"], due["precision"]
    if start and end and start != end:
        return f"{_day(start)} to {_day(end)} ({precision})"
    if start or end:
        return f"{'' if start else 'until '}{_day(start or end)} ({precision})"
    return f"no date ({precision})"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%b %Y}"


def from_words(form: Form, text: str) -> Any:
    """Return the value that a person typed; UserError, one sentence or two, if it is none."""
    text = text.strip()
    if not text:
        raise UserError(
            "Nothing was typed, so nothing was changed. Type what the document says, or leave "
            "it unknown."
        )
    if len(text) > MOST_WORDS:
        raise UserError(
            f"That is {len(text):,} characters, more than the {MOST_WORDS:,} that one fact can "
            "hold. Nothing was changed. Shorten it."
        )
    if form is Form.DATES:
        return _dates(text)
    if form is Form.DAY:
        return _one_day(text)
    if form is Form.NUMBERS:
        return _numbers(text)
    if form is Form.COUNT:
        return _count(text)
    if form is Form.ROLES:
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if form in CHOICES:
        return _chosen(form, text)
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _dates(text: str) -> list[dict[str, str | None]]:
    found: list[FuzzyDate] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        understood = [d for d in parse_due(line) if d.precision is not Precision.UNKNOWN]
        if not understood:
            raise UserError(
                f"No date can be found in “{line[:80]}”. Nothing was changed. Write it as the "
                "document does, such as November 2019, autumn 2019 or ongoing, or leave it "
                "unknown."
            )
        found += understood
    return [due.as_json() for due in found]


def _one_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        days = [d.start for d in parse_due(text) if d.precision is Precision.DAY and d.start]
    if len(days) != 1:
        raise UserError(
            f"“{text[:80]}” is not one day. Nothing was changed. Write a day, month and year, "
            "such as 18 October 2019."
        )
    return days[0].isoformat()


def _numbers(text: str) -> list[int]:
    words = text.replace(",", " ").split()
    if not all(word.isdecimal() and len(word) < 5 for word in words):
        raise UserError(
            f"“{text[:80]}” is not a list of numbers. Nothing was changed. Write the numbers "
            "with a comma between them, such as 2, 5."
        )
    return [int(word) for word in words]


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 3:
        raise UserError(
            f"“{text[:80]}” is not a whole number. Nothing was changed. Write figures, such as 18."
        )
    return int(text)


def _chosen(form: Form, text: str) -> Any:
    if text not in CHOICES[form]:
        raise UserError(
            f"“{text[:80]}” is not one of the choices. Nothing was changed. Choose one of: "
            f"{'; '.join(CHOICES[form].values())}."
        )
    if form is Form.YES_NO:
        return text == "yes"
    return int(text) if form is Form.OUTCOME else text


CUT = "//"


def cut(text: str) -> tuple[str, str]:
    """Return the words before and after the double slash that a person put where to cut."""
    before, _, after = text.partition(CUT)
    before, after = " ".join(before.split()), " ".join(after.split())
    if text.count(CUT) != 1 or not before or not after:
        raise UserError(
            "Put one double slash (//) before the word with which the next action begins, with "
            "words on both sides of it. Nothing was changed."
        )
    return before, after


def is_cut_of(text: str, before: str, after: str) -> bool:
    """Say whether two pieces are a text cut in two, with no word lost, added or changed."""
    return f"{before} {after}".split() == text.split()


def joined(first: Any, second: Any) -> Any:
    """Return two values as one: lists end to end, words with a space between."""
    if isinstance(first, list) or isinstance(second, list):
        return [*(first or []), *(second or [])]
    return " ".join(filter(None, (first, second)))


MEANS = " = "


def as_entry(term: str, meaning: str | None) -> str:
    """Return an entry of a glossary as one line of words: "EHC = education, health and care"."""
    return f"{term}{MEANS}{meaning}" if meaning else term


def from_entry(words: str) -> tuple[str, str]:
    """Return term and meaning of an entry; without a sign between, it is all term."""
    term, _, meaning = words.partition(MEANS)
    return term.strip(), meaning.strip()
