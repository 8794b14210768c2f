"""The dictionary: every source, table, column, code and rule, as the sources declare them.

Nothing here asks the database; what it says is written into the manual too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..sources import all_sources
from ..sources.shape import Code, CodeList, Column, Example, Kind, Rule, Scope, Source, Table
from ..tables import LINKED, LinkedTable

SHOWN = 60
"""How many places of one kind a search shows; the rest is counted."""

KINDS = ("Sources", "Tables", "Columns", "Codes", "Code lists", "Rules", "Linked tables")
BY_PLACE = 3
"""The rank of what is found only by where it stands."""

ASKED_OF = {
    Scope.ROW: "each row by itself",
    Scope.LOAD: "the rows of one load together",
    Scope.SET: "the linked set, across sources",
}

# What every column is asked, from what it declares; see `loading.checks`.
OF_EVERY_COLUMN = (
    ("required", "error", "A required column is filled, while it is asked for."),
    ("type", "error", "What was sent can be read as the kind of the column."),
    ("range", "error", "A number lies within its bounds."),
    (
        "code",
        "error",
        "A code is in its list and was in force on the day. Where the list was not had whole, a "
        "code that is not in it is a query.",
    ),
    (
        "identifier",
        "query",
        "An NHS number, pupil or learner number or postcode has its form and check character. It "
        "is kept as sent, and nobody is found by it.",
    ),
    ("key", "error", "Something says which row it is."),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A column as it is read: its kind in words, what bounds it, and the key of its code list."""

    column: Column
    kind: str
    bounds: str
    codes: str

    @property
    def marks(self) -> tuple[str, ...]:
        """Return what is to be known of the column besides, in words."""
        column = self.column
        asked = _days(column.since, column.until)
        return (
            *(["Required"] if column.required else []),
            *(["Identifying: kept apart and encrypted"] if column.identifying else []),
            *([f"Asked for {asked}"] if asked else []),
            *([f"As coded on the day in {column.dated_by}"] if column.dated_by else []),
        )


@dataclass(frozen=True, slots=True)
class Used:
    """A code list, the key of its page and the columns that use it."""

    key: str
    codes: CodeList
    by: tuple[tuple[Source, Table, Column], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the dictionary that holds all the words: what it is, and where it stands."""

    kind: str
    name: str
    words: str
    where: str = ""
    source: str = ""
    anchor: str = ""
    codes: str = ""


def lines(table: Table | LinkedTable) -> list[Line]:
    """Return the columns of a table as they are read."""
    return [described(column) for column in table.columns]


def described(column: Column) -> Line:
    """Return one column as it is read."""
    kind = f"code of “{column.codes.name}”" if column.codes else str(column.kind)
    unit = f", in {column.unit}" if column.unit and column.kind is not Kind.MONEY else ""
    if column.kind is Kind.MONEY and column.unit not in ("", "pounds"):
        kind = column.unit
    return Line(column, f"{kind}{unit}", _bounds(column), key_of(column.codes))


def _bounds(column: Column) -> str:
    low, high = column.low, column.high
    if low is not None and high is not None:
        return f"from {low:g} to {high:g}"
    if low is not None:
        return f"at least {low:g}"
    return f"at most {high:g}" if high is not None else ""


def _days(since: date | None, until: date | None) -> str:
    """Return between which days something holds, in words; "" where it always does."""
    first = f"from {written(since)}" if since else ""
    last = f"until {written(until)}" if until else ""
    return " ".join(part for part in (first, last) if part)


def written(day: date) -> str:
    """Return a day as people write it, such as 1 September 2014."""
    return f"{day.day} {day:%B %Y}"


def validity(code: Code) -> str:
    """Return between which days a code was valid; "" where no first or last day is known."""
    return _days(code.since, code.until)


def key_of(codes: CodeList | None) -> str:
    """Return the key of a code list's page, made of its name; "" for none."""
    return re.sub(r"[^a-z0-9]+", "-", codes.name.lower()).strip("-") if codes else ""


@cache
def code_lists() -> Mapping[str, Used]:
    """Return the code lists by key, each with the columns that use it, by name."""
    used: dict[CodeList, list[tuple[Source, Table, Column]]] = {}
    for source, table, column in every_column():
        if column.codes:
            used.setdefault(column.codes, []).append((source, table, column))
    found = [Used(key_of(codes), codes, tuple(by)) for codes, by in used.items()]
    return {one.key: one for one in sorted(found, key=lambda one: one.codes.name.lower())}


def every_column() -> Iterator[tuple[Source, Table, Column]]:
    """Yield every column of every source with its table."""
    for source in all_sources().values():
        for table in source.tables:
            for column in table.columns:
                yield source, table, column


def every_rule() -> Iterator[tuple[Source, Rule]]:
    """Yield every rule with its source."""
    for source in all_sources().values():
        for rule in source.rules:
            yield source, rule


def in_words(example: Example) -> list[str]:
    """Return the rows of an example, each as its table and what its columns hold."""
    return [
        f"{table}: {', '.join(f'{name} {_said(value)}' for name, value in row.items()) or 'empty'}"
        for table, rows in example.rows.items()
        for row in rows
    ] or ["no row"]


def _said(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def in_force(rule: Rule) -> str:
    """Return between which days a rule is asked; "" where always."""
    return _days(rule.since, rule.until)


def counts() -> dict[str, int]:
    """Return how much there is of each: sources, tables, columns, code lists, rules."""
    sources = list(all_sources().values())
    return {
        "sources": len(sources),
        "tables": sum(len(source.tables) for source in sources),
        "columns": sum(1 for _ in every_column()),
        "lists": len(code_lists()),
        "rules": sum(1 for _ in every_rule()),
    }


def find(asked: str) -> dict[str, list[Found]]:
    """Return the places in which every word asked for begins a word, by kind, nearest first.

    A place that is called so comes before one that only speaks of it. One that has some of the
    words only from where it stands is told where there is none nearer of its kind.
    """
    stems = re.findall(r"[a-z0-9]+", asked.lower())
    if not stems:
        return {}
    by_kind: dict[str, list[tuple[int, Found]]] = {kind: [] for kind in KINDS}
    for place, also in _places():
        rank = _rank(stems, place, also)
        if rank is not None:
            by_kind[place.kind].append((rank, place))
    return {kind: _nearest(ranked) for kind, ranked in by_kind.items() if ranked}


def _nearest(ranked: list[tuple[int, Found]]) -> list[Found]:
    near = [one for one in ranked if one[0] < BY_PLACE]
    return [place for _, place in sorted(near or ranked, key=lambda one: one[0])]


def _rank(stems: list[str], place: Found, also: str) -> int | None:
    name = _words(place.name)
    if all(any(word.startswith(stem) for word in name) for stem in stems):
        return int(len(stems) != len(name))
    own = name + _words(f"{place.words} {also}")
    if all(any(word.startswith(stem) for word in own) for stem in stems):
        return 2
    whole = own + _words(place.where)
    return BY_PLACE if all(any(word.startswith(stem) for word in whole) for stem in stems) else None


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


@cache
def _places() -> tuple[tuple[Found, str], ...]:
    """Return every place of the dictionary, with other words by which it is found."""
    found: list[tuple[Found, str]] = []
    for source in all_sources().values():
        found.append(
            (Found("Sources", source.words, source.partner, source=source.code), source.code)
        )
        for table in source.tables:
            place = Found("Tables", table.name, table.words, source.words, source.code, table.name)
            found.append((place, ""))
            for column in table.columns:
                place = Found(
                    "Columns",
                    column.name,
                    column.words,
                    f"{table.name.replace('_', ' ')} of “{source.words}”",
                    source.code,
                    f"{table.name}.{column.name}",
                )
                found.append((place, f"{column.kind} {' '.join(column.headings)}"))
        for rule in source.rules:
            place = Found(
                "Rules",
                rule.code,
                rule.message,
                source.words,
                source.code,
                f"rule-{rule.code}",
            )
            found.append((place, f"{rule.severity} {rule.table} {' '.join(rule.fields)}"))
    for key, used in code_lists().items():
        place = Found("Code lists", used.codes.name, used.codes.source, codes=key)
        found.append((place, ""))
        for code in used.codes.codes:
            place = Found("Codes", code.code, code.words, used.codes.name, codes=key)
            found.append((place, ""))
    found += [
        (Found("Linked tables", one.name, one.words, anchor=one.name), " ".join(_named(one)))
        for one in LINKED.values()
    ]
    return tuple(found)


def _named(table: LinkedTable) -> list[str]:
    return [f"{column.name} {column.words}" for column in table.columns]
