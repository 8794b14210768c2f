"""How a person's record is told once: in which order, under which headings, in which words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# The questions that a family is otherwise asked again and again, with the tables that answer.
SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("needs", "What are the needs?", ("needs",)),
    ("plans", "Is there a plan?", ("plans", "requests", "assessments", "reviews")),
    ("placements", "Where is the child educated, and what is provided?", ("placements",)),
    ("waits", "What is being waited for?", ("referrals",)),
    ("contacts", "Who has seen the child?", ("contacts",)),
    ("checks", "Which checks were made?", ("checks",)),
    ("school", "What of school was missed?", ("absences", "exclusions")),
    ("destinations", "What comes after school?", ("destinations",)),
)
TABLE_WORDS = {
    "needs": "Need",
    "plans": "Plan",
    "requests": "Request for an assessment",
    "assessments": "Assessment",
    "reviews": "Review",
    "placements": "Place or package",
    "referrals": "Referral",
    "contacts": "Contact",
    "checks": "Check",
    "absences": "Out of school",
    "exclusions": "Exclusion",
    "destinations": "Destination",
}
# The column that says in short what a row is about.
_SAYS = {
    "needs": "need",
    "placements": "kind",
    "checks": "kind",
    "absences": "kind",
    "exclusions": "kind",
    "destinations": "activity",
    "plans": "part",
}
DOMAIN_WORDS = {"education": "Education", "health": "Health", "care": "Social care"}


@dataclass(frozen=True, slots=True)
class Said:
    """One fact of the record with where it comes from and the day of that extract."""

    words: str
    value: str
    source: str
    told_on: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a linked table as this reader may see it.

    `outline` means that the reader sees only that it is there, and when. `told_on` is the day of
    the extract: what has happened since is not known from it.
    """

    table: str
    domain: str
    on: date | None
    until: date | None
    title: str
    details: tuple[tuple[str, str], ...]
    source: str
    told_on: date | None
    outline: bool = False
    lasting: bool = False

    @property
    def kind(self) -> str:
        """Return in a word what sort of thing it is."""
        return TABLE_WORDS[self.table]

    @property
    def service(self) -> str:
        """Return which of education, health and social care it belongs to."""
        return DOMAIN_WORDS.get(self.domain, self.domain)

    @property
    def open(self) -> bool:
        """Say whether the row was still true on the day of its extract."""
        return self.lasting and self.until is None


@dataclass(frozen=True, slots=True)
class Section:
    """One question with its answers; without any, what can be said of why nothing is known."""

    key: str
    words: str
    entries: tuple[Entry, ...]
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A person's record as one reader may see it."""

    person: str
    names: tuple[Said, ...]
    numbers: tuple[Said, ...]
    sections: tuple[Section, ...]
    timeline: tuple[Entry, ...]
    sources: tuple[tuple[str, date | None], ...] = field(default=())
    shielded: bool = False


def title_of(table: str, row: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Return in short what a row says: its main column in words, else what sort of thing it is."""
    column = _SAYS.get(table, "")
    said = words.get(column, "") or words.get("service", "")
    return f"{TABLE_WORDS[table]}: {said}" if said else TABLE_WORDS[table]


def wait_words(row: Mapping[str, Any], told_on: date | None) -> str:
    """Return in words how long a referral has waited or did wait, on the day of its extract.

    A wait ends with the first day seen, or with the end of the referral; unknown is said.
    """
    began, seen, ended = row.get("on"), row.get("seen_on"), row.get("until")
    if began is None:
        return "How long is not known: the referral has no date"
    if seen is not None:
        return f"Seen after {weeks(began, seen)}"
    if ended is not None:
        return f"Ended after {weeks(began, ended)}; whether the child was seen is not known"
    if told_on is None:
        return "Waiting; for how long is not known"
    return f"Waiting {weeks(began, told_on)} on the day of the extract, as far as is known"


def weeks(start: date, end: date) -> str:
    """Return the whole weeks between two days in words."""
    number = max(0, (end - start).days // 7)
    return "1 week" if number == 1 else f"{number} weeks"


def in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return entries with the newest first; those without a day come last."""
    return tuple(
        sorted(entries, key=lambda one: (one.on is not None, one.on or date.min), reverse=True)
    )


def unknown_words(heard: Sequence[tuple[str, date | None]]) -> str:
    """Return what is said where no row answers: nobody could, or somebody could and did not."""
    if not heard:
        return "Nobody who would know has sent an extract that you may see."
    told = ", ".join(words for words, _ in heard)
    return f"Nothing about this is in what you may see of: {told}."
