"""Whether a row as it was sent tells of one of some people, whatever form its values are in.

Rows that were held back could not be read, so they have no record; they are known by the values
in them: an identifier, or forename, surname and date of birth together.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

_SIGNS = re.compile(r"[\W_]+")
_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_DAY_NAMED = re.compile(
    r"(\d{1,2})\W*([A-Za-z]{3})[a-z]*\W*(\d{4})|(\d{4})\W*([A-Za-z]{3})[a-z]*\W*(\d{1,2})"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a person: national identifiers, own references by owner, names and births."""

    identifiers: frozenset[str]
    references: frozenset[tuple[str, str]]
    named: frozenset[tuple[str, str, date]]


NOBODY = Identity(frozenset(), frozenset(), frozenset())


def bare(value: object) -> str:
    """Return a value in small letters without accents, blanks and signs."""
    apart = unicodedata.normalize("NFKD", str(value))
    return _SIGNS.sub("", "".join(c for c in apart if not unicodedata.combining(c))).casefold()


def identity(
    identifiers: Iterable[str],
    references: Iterable[tuple[str, str]],
    named: Iterable[tuple[str, str, date]],
) -> Identity:
    """Return what tells a person.

    References are (owner, reference), where the owner is `owner_of` who sent it; named are
    (forename, surname, date of birth).
    """
    return Identity(
        frozenset(bare(value) for value in identifiers if value),
        frozenset((owner, bare(value)) for owner, value in references if value),
        frozenset((bare(first), bare(last), born) for first, last, born in named if last),
    )


def owner_of(source: str, partner: str) -> str:
    """Return whose own reference a number is: two partners may give two children the same."""
    return f"{source}:{partner}"


def tells_of(who: Identity, owner: str, raw: Mapping[str, object]) -> bool:
    """Say whether a row of an owner, as it was sent, tells of the person.

    A national identifier is enough; a partner's own reference is with the surname or the date of
    birth; without either it takes forename, surname and date of birth.
    """
    values = {bare(value) for value in raw.values() if value not in (None, "")}
    if values & who.identifiers:
        return True
    days = {day for value in raw.values() for day in days_in(str(value or ""))}
    if any((owner, value) in who.references for value in values):
        return any(last in values or born in days for _, last, born in who.named)
    return any(
        born in days and last in values and (not first or first in values)
        for first, last, born in who.named
    )


def days_in(text: str) -> set[date]:
    """Return the days that a value may stand for, in each order of day and month."""
    head = text.strip()[:32]
    found: set[date] = set()
    named = _DAY_NAMED.search(head)
    if named:
        day, word, year = (
            (named[1], named[2], named[3])
            if named[1]
            else (
                named[6],
                named[5],
                named[4],
            )
        )
        if word.casefold() in _MONTHS:
            found |= _day(year, _MONTHS.index(word.casefold()) + 1, day)
    parts = re.findall(r"\d+", head)
    if len(parts) >= 3:
        a, b, c = parts[:3]
        found |= _day(a, b, c) | _day(c, b, a) | _day(c, a, b)
    if len(parts) == 1 and len(parts[0]) == 8:
        only = parts[0]
        found |= _day(only[:4], only[4:6], only[6:]) | _day(only[4:], only[2:4], only[:2])
    return found


def _day(year: str | int, month: str | int, day: str | int) -> set[date]:
    if len(str(year)) != 4:
        return set()
    try:
        return {date(int(year), int(month), int(day))}
    except ValueError:
        return set()
