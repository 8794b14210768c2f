"""Which heading of a sheet is which column of a table, and what an unknown one is near to."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from goldenthread.core.errors import UserError
from goldenthread.dataset.files.sen2_layout import LINKS, OWN, PARENT
from goldenthread.dataset.files.sheets import letters
from goldenthread.dataset.sources.shape import Column, Table

_SIGNS = re.compile(r"[\W_]+")
_NEAR = 70
"""How alike, in hundredths, two headings must be for the one to be named beside the other."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The columns that headings stand for: positions by column, the rest, and what is not there."""

    positions: Mapping[str, int]
    columns: Mapping[str, str]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return a heading without case, spaces and signs."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


def names_of(column: Column) -> tuple[str, ...]:
    """Return every heading under which a column is known, ours first."""
    return (column.name, *column.headings, column.words)


def known(table: Table, also: Mapping[str, str]) -> dict[str, str]:
    """Return each known heading, bare, with its column; an analyst's headings go first."""
    found = {bare(heading): name for heading, name in also.items()}
    for at in range(max(len(names_of(column)) for column in table.columns)):
        for column in table.columns:
            names = names_of(column)
            if at < len(names):
                found.setdefault(bare(names[at]), column.name)
    return found


def matching(headings: Iterable[str | None], names: Mapping[str, str]) -> int:
    """Return how many columns are found among headings."""
    return len({names[bare(one)] for one in headings if one and bare(one) in names})


def match(
    headings: Sequence[str | None],
    table: Table,
    also: Mapping[str, str],
    ignored: Iterable[str],
    called: str,
) -> Matched:
    """Return which heading is which column; UserError where two headings are the same column."""
    names = known(table, also)
    passed = {bare(one) for one in ignored} - {bare(one) for one in also}
    positions: dict[str, int] = {}
    columns: dict[str, str] = {}
    others: list[str] = []
    check_repeated(headings, called)
    for at, heading in enumerate(headings):
        if not heading or bare(heading) in passed:
            continue
        column = names.get(bare(heading))
        if column is None:
            others.append(heading)
            continue
        if column in positions:
            first = headings[positions[column]]
            raise UserError(
                f"In {called} both “{first}” (column {letters(positions[column])}) and “{heading}” "
                f"(column {letters(at)}) stand for {column} of {table.name}. Nothing was loaded. "
                "Rename one of them, or name it under `ignore` in a mapping file."
            )
        positions[column] = at
        columns[heading] = column
    missing = tuple(c.name for c in table.columns if c.name not in positions)
    return Matched(positions, columns, _said(others, missing, table), missing)


def check_repeated(headings: Sequence[str | None], called: str) -> None:
    """Raise UserError where a heading is there twice."""
    first: dict[str, int] = {}
    for at, heading in enumerate(headings):
        if not heading:
            continue
        before = first.setdefault(heading.strip().casefold(), at)
        if before != at:
            raise UserError(
                f"In {called} the heading “{heading}” is there twice, in columns {letters(before)} "
                f"and {letters(at)}, so it cannot be told which is meant. Nothing was loaded. "
                "Rename or delete one of them."
            )


def near(text: str, names: Mapping[str, str]) -> str:
    """Return the name (of bare heading to name) that a text is nearest to, "" for none."""
    best = process.extractOne(bare(text), names.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return names[best[0]] if best else ""


def _said(others: Sequence[str], missing: Sequence[str], table: Table) -> tuple[str, ...]:
    """Return a sentence for each heading that is not read."""
    open_names = {
        bare(name): column.name
        for column in table.columns
        if column.name in missing
        for name in names_of(column)
    }
    said = []
    for heading in others:
        beside = near(heading, open_names)
        also = f"; it is near {beside}, which was not sent" if beside else ""
        said.append(f"“{heading}” is not read{also}")
    return tuple(said)


def needed(table: Table) -> tuple[Column, ...]:
    """Return the columns without which no row of a table can be read."""
    told = LINKS - {OWN[table.name]} if table.name in PARENT else frozenset()
    return tuple(
        column
        for column in table.columns
        if column.required and not (column.since or column.until) and column.name not in told
    )


def check_required(
    matched: Matched, headings: Sequence[str | None], table: Table, called: str
) -> None:
    """Raise UserError where a column that every row must have was not sent at all."""
    lacking = [column for column in needed(table) if column.name in matched.missing]
    if not lacking:
        return
    free = {bare(one): one for one in headings if one and one not in matched.columns}
    parts = []
    for column in lacking:
        beside = next((near(n, free) for n in names_of(column) if near(n, free)), "")
        parts.append(
            f"{column.name} ({column.words})" + (f", near which is “{beside}”" if beside else "")
        )
    raise UserError(
        f"{called[0].upper()}{called[1:]} has no heading for {'; '.join(parts)}, which every row "
        f"of {table.name} must have. Nothing was loaded. Name the supplier's headings in a mapping "
        "file, or ask for the extract with them."
    )
