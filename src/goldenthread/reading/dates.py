"""Completion dates as authors write them in a statement: their words, bounds and precision."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process

from goldenthread.core.calendar import FuzzyDate, Precision, month_bounds
from goldenthread.reading.date_patterns import (
    ATOM,
    BETWEEN,
    FEASTS,
    JOINT,
    LIST,
    MONTHS,
    ONGOING,
    ONWARDS,
    OPENING,
    RANGE,
    REPEATING,
    SEASONS,
    SHORT,
    TERMS,
    UNTIL,
)


@dataclass(frozen=True, slots=True)
class _Atom:
    """A date inside a cell: where it stands and what it bounds."""

    at: int
    to: int
    start: date | None
    end: date | None
    precision: Precision
    doubtful: bool = False
    month: int | None = None
    day: int | None = None


def parse_due(text: str) -> list[FuzzyDate]:
    """Return the dates of a completion cell in order, each with the author's words around it.

    Words that hold no date come back as one date of precision unknown; blank text as no date.
    """
    return [due for due, _ in _read(text)]


def doubtful_dues(text: str) -> list[FuzzyDate]:
    """Return those dates of a cell whose reading rests on a mended or ambiguous spelling."""
    return [due for due, doubtful in _read(text) if doubtful]


def holds_date(text: str) -> bool:
    """Say whether the words hold a date that can be placed in a calendar."""
    return any(atom.start or atom.end for atom in _atoms(text))


def holds_repeat(text: str) -> bool:
    """Say whether the words say that something goes on or comes again: ongoing, termly."""
    return bool(ONGOING.search(text) or REPEATING.search(text))


def date_spans(text: str) -> list[tuple[int, int]]:
    """Return the character spans of the dates in a text, ranges as one span."""
    return [(atom.at, atom.to) for atom in _joined(text, _atoms(text))]


def _read(text: str) -> list[tuple[FuzzyDate, bool]]:
    if not text.strip():
        return []
    atoms = _with_repeats(text, [_opened(text, a) for a in _joined(text, _atoms(text))])
    if not atoms:
        return [(FuzzyDate(_tidy(text), None, None, Precision.UNKNOWN), True)]
    pairs = zip(atoms, _words_of(text, atoms), strict=True)
    return [
        (FuzzyDate(words, atom.start, atom.end, atom.precision), atom.doubtful)
        for atom, words in pairs
    ]


@lru_cache(maxsize=4096)
def _atoms(text: str) -> tuple[_Atom, ...]:
    found = [atom for match in ATOM.finditer(text) if (atom := _atom(match))]
    return tuple(_with_inherited_years(text, found))


def _atom(match: re.Match[str]) -> _Atom | None:
    part = match.groupdict()
    if part["iso"]:
        return _day_atom(match, *(int(n) for n in part["iso"].split("-")))
    if part["numeric"]:
        day, month, year = (int(n) for n in re.split(r"\s?[/.-]\s?", part["numeric"]))
        return _day_atom(match, year if year > 99 else 2000 + year, month, day)
    if part["counted_month"]:
        month = int(part["counted_month"][:-1])
        atom = _span_atom(match, int(part["counted_year"]), month, month, Precision.MONTH)
        return replace(atom, month=month)
    if part["quarter"]:
        return _quarter_atom(match)
    if part["term"]:
        return _term_atom(match)
    if part["season"]:
        return _season_atom(match)
    if part["feast"]:
        first, last = FEASTS[part["feast"].lower()]
        return _span_atom(match, _year(part["feast_year"]), first, last, Precision.SEASON)
    if part["first_season"]:
        first, _ = SEASONS[part["first_season"].lower()]
        return _Atom(*match.span(), None, None, Precision.SEASON, month=first)
    if academic := part["academic"] or part["academic_first"]:
        return _span_atom(match, _year(academic), 9, 20, Precision.YEAR)
    if part["fiscal"]:
        return _span_atom(match, _year(part["fiscal"]), 4, 15, Precision.YEAR)
    if part["fiscal_alone"]:
        return _fiscal_year_atom(match)
    if part["financial"]:
        return _financial_atom(match)
    if part["only_year"]:
        return _span_atom(match, int(part["only_year"]), 1, 12, Precision.YEAR)
    if part["bare_day"]:
        return _Atom(*match.span(), None, None, Precision.DAY, day=int(part["bare_day"]))
    return _misspelt_atom(match) if part["misspelt"] else _month_atom(match)


def _year(words: str) -> int:
    year = int("".join(words.split()))
    return year if year > 99 else 2000 + year


def _day_atom(match: re.Match[str], year: int, month: int, day: int) -> _Atom:
    try:
        when = date(year, month, day)
    except ValueError:
        return _Atom(*match.span(), None, None, Precision.UNKNOWN, doubtful=True)
    return _Atom(*match.span(), when, when, Precision.DAY, month=month, day=day)


def _span_atom(
    match: re.Match[str], year: int, first: int, last: int, precision: Precision
) -> _Atom:
    """Bound a span of months; months above 12 fall in the year after."""
    start = month_bounds(year + (first - 1) // 12, (first - 1) % 12 + 1)[0]
    end = month_bounds(year + (last - 1) // 12, (last - 1) % 12 + 1)[1]
    return _Atom(*match.span(), start, end, precision)


def _quarter_atom(match: re.Match[str]) -> _Atom:
    """Read a quarter of a financial year; with one calendar year alone, bound both readings."""
    quarter = int(match["quarter"])
    first = 3 * quarter + 1
    if match["quarter_years"]:
        year = _year(match["quarter_years"])
        return _span_atom(match, year, first, first + 2, Precision.QUARTER)
    year = _year(match["quarter_year"])
    return replace(_span_atom(match, year, first - 3, first + 2, Precision.QUARTER), doubtful=True)


def _season_atom(match: re.Match[str]) -> _Atom:
    """Read a season; of a year with a stroke the spring and summer of its end, in doubt."""
    name = match["season"].lower()
    first, last = SEASONS[name]
    if match["season_years"]:
        year = _year(match["season_years"]) + (name in {"spring", "summer"})
        return replace(_span_atom(match, year, first, last, Precision.SEASON), doubtful=True)
    year = _year(match["season_year"] or match["season_short"])
    return _span_atom(match, year, first, last, Precision.SEASON)


def _fiscal_year_atom(match: re.Match[str]) -> _Atom:
    """Bound both readings of a financial year named by one year: where it begins or ends."""
    year = _year(match["fiscal_alone"])
    return replace(_span_atom(match, year - 1, 4, 27, Precision.YEAR), doubtful=True)


def _term_atom(match: re.Match[str]) -> _Atom:
    name = match["term"].lower()
    first, last = TERMS[name]
    if match["term_years"]:
        year = _year(match["term_years"]) + (name != "autumn")
    else:
        year = _year(match["term_year"])
    return _span_atom(match, year, first, last, Precision.TERM)


def _financial_atom(match: re.Match[str]) -> _Atom | None:
    first, second = (int(n) % 100 for n in re.findall(r"\d+", match[0]))
    whole = len(match["financial"]) == 4
    if second != (first + 1) % 100:
        if not whole or second <= first or not re.search(r"[-–]", match[0]):
            return None
        atom = _span_atom(match, 2000 + first, 1, 12, Precision.RANGE)
        return replace(atom, end=date(2000 + second, 12, 31))
    if not whole and "/" not in match[0]:
        return None
    return _span_atom(match, 2000 + first, 4, 15, Precision.YEAR)


def _misspelt_atom(match: re.Match[str]) -> _Atom | None:
    best = process.extractOne(match["misspelt"].lower(), MONTHS, scorer=fuzz.ratio)
    if best is None or best[1] < 75:
        year = _year(match["misspelt_year"])
        atom = _span_atom(match, year, 1, 12, Precision.YEAR)
        return replace(atom, at=match.start("misspelt_year"))
    month = MONTHS.index(best[0]) + 1
    atom = _span_atom(match, _year(match["misspelt_year"]), month, month, Precision.MONTH)
    return replace(atom, doubtful=True, month=month)


def _month_atom(match: re.Match[str]) -> _Atom | None:
    letters = re.sub(r"[^a-z]", "", match["month"].lower())
    month = MONTHS.index(letters) + 1 if letters in MONTHS else SHORT[letters[:4].rstrip(".")]
    year_words = match["year"] or (match["short_year"] or "").lstrip("'’")
    day = match["day"] or match["day_after"]
    if not year_words:
        if not match["month"][0].isupper():
            return None
        precision = Precision.DAY if day else Precision.MONTH
        return _Atom(
            *match.span(), None, None, precision, month=month, day=int(day) if day else None
        )
    mended = bool(match["noise"]) or bool(re.search(r"[-\s]", match["month"]))
    if day:
        return replace(_day_atom(match, _year(year_words), month, int(day)), doubtful=mended)
    atom = _span_atom(match, _year(year_words), month, month, Precision.MONTH)
    return replace(atom, doubtful=mended, month=month)


def _with_inherited_years(text: str, atoms: list[_Atom]) -> Iterator[_Atom]:
    """Give a month or day without a year the year of the date it is joined to."""
    kept: list[_Atom] = []
    after: _Atom | None = None
    for atom in reversed(atoms):
        if atom.start is None and (atom.month or atom.day):
            joined = after is not None and after.start is not None
            between = text[atom.to : after.at] if after else ""
            if not joined or not (RANGE.match(between) or LIST.match(between)):
                continue
            assert after is not None
            atom = _dated_like(atom, after)
        kept.append(atom)
        after = atom
    return reversed(kept)


def _dated_like(atom: _Atom, after: _Atom) -> _Atom:
    assert after.start is not None
    month = atom.month or after.start.month
    year = after.start.year - (1 if month > after.start.month else 0)
    start, end = month_bounds(year, month)
    if atom.precision is Precision.DAY and atom.day and atom.day <= end.day:
        start = end = date(year, month, atom.day)
    if atom.precision is Precision.SEASON:
        end = month_bounds(year, month + 2)[1]
    return replace(atom, start=start, end=end)


def _joined(text: str, atoms: Sequence[_Atom]) -> list[_Atom]:
    """Make one range of two dates that stand around a dash or a 'to'."""
    joined: list[_Atom] = []
    for atom in atoms:
        before = joined[-1] if joined else None
        if before and before.precision is not Precision.RANGE and _is_range(text, before, atom):
            joined[-1] = replace(
                before,
                to=atom.to,
                end=atom.end,
                precision=Precision.RANGE,
                doubtful=before.doubtful or atom.doubtful,
            )
        else:
            joined.append(atom)
    return joined


def _is_range(text: str, before: _Atom, after: _Atom) -> bool:
    between = text[before.to : after.at]
    if not (before.start and after.end and before.start < after.end):
        return False
    if before.precision is Precision.SEASON and between.strip() == "/":
        return True
    spanned = BETWEEN.search(text[: before.at]) and between.strip().lower() == "and"
    return bool(RANGE.match(between) or spanned)


def _opened(text: str, atom: _Atom) -> _Atom:
    """Mark a date that only opens or only closes a span ('from March 2020', 'until July')."""
    if atom.precision is Precision.RANGE or atom.start is None:
        return atom
    onwards = ONWARDS.match(text[atom.to :])
    if onwards:
        return replace(atom, to=atom.to + onwards.end(), end=None, precision=Precision.OPEN_FROM)
    if OPENING.search(text[: atom.at]):
        return replace(atom, end=None, precision=Precision.OPEN_FROM)
    if UNTIL.search(text[: atom.at]):
        return replace(atom, start=None, precision=Precision.RANGE)
    return atom


def _with_repeats(text: str, atoms: list[_Atom]) -> list[_Atom]:
    """Add 'termly' and 'ongoing': joined to the date they stand beside, or alone."""
    result = list(atoms)
    for pattern, precision in ((REPEATING, Precision.REPEATING), (ONGOING, Precision.ONGOING)):
        for match in pattern.finditer(text):
            if any(a.at <= match.start() < a.to for a in result):
                continue
            beside = next((i for i, a in enumerate(result) if _beside(text, a, match)), None)
            if beside is not None:
                result[beside] = _repeated(result[beside], match, precision)
            elif not atoms or _stands_alone(text, match):
                result.append(_Atom(*match.span(), None, None, precision))
    return sorted(result, key=lambda atom: atom.at)


def _beside(text: str, atom: _Atom, match: re.Match[str]) -> bool:
    if match.start() >= atom.to:
        return bool(JOINT.match(text[atom.to : match.start()]))
    opening = text[match.end() : atom.at]
    return bool(opening.strip()) and bool(JOINT.match(opening))


def _repeated(atom: _Atom, match: re.Match[str], precision: Precision) -> _Atom:
    atom = replace(atom, at=min(atom.at, match.start()), to=max(atom.to, match.end()))
    if atom.precision is Precision.RANGE:
        return replace(atom, precision=Precision.REPEATING)
    open_ended = Precision.OPEN_FROM if precision is Precision.ONGOING else precision
    return replace(atom, end=None, precision=open_ended)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].rstrip(" "), text[match.end() :].lstrip(" ")
    return (not before or before[-1] in "\n;,.:") and (not after or after[0] in "\n;,.(")


def _words_of(text: str, atoms: list[_Atom]) -> list[str]:
    """Share a cell's words among its dates: labels before each date, or after if it opens so."""
    if len(atoms) == 1:
        return [_tidy(text)]
    labels_follow = not text[: atoms[0].at].strip(" \n\t([•-–") and bool(
        text[atoms[-1].to :].strip(" \n\t.)")
    )
    cuts = [0, *(_cut(text, left, right, labels_follow) for left, right in _pairs(atoms))]
    ends = [*cuts[1:], len(text)]
    return [_tidy(text[at:to]) for at, to in zip(cuts, ends, strict=True)]


def _pairs(atoms: list[_Atom]) -> Iterator[tuple[_Atom, _Atom]]:
    return zip(atoms, atoms[1:], strict=False)


def _cut(text: str, left: _Atom, right: _Atom, labels_follow: bool) -> int:
    between = text[left.to : right.at]
    closing = re.match(r"\s*\([^()]*\)", between)
    if labels_follow:
        opening = re.search(r"(?:\b(?:by|from|in|end of|and)\s+|[(•;,]\s*)+$", between, re.I)
        return left.to + (opening.start() if opening else len(between))
    breaks = re.match(r"[^\n;]*[\n;]", between)
    if closing:
        return left.to + closing.end()
    if breaks and between[breaks.end() :].strip():
        return left.to + breaks.end()
    return left.to


def _tidy(words: str) -> str:
    plain = " ".join(words.split()).strip(" ,;•&/")
    return re.sub(r"^(?:and|then|or)\s+", "", plain) or plain
