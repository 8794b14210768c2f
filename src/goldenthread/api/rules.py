"""What an OData feed may be asked: a small, strict part of the words of the standard (4.01)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from typing import Any

MOST_AT_ONCE = 1000
KNOWN = {"$filter", "$orderby", "$select", "$top", "$skip", "$count", "$format", "as_at"}
_TERM = re.compile(r"^\s*(\w+)\s+(eq|ne|gt|ge|lt|le)\s+('(?:[^']|'')*'|[\w.:+-]+)\s*$")
_SPLIT = re.compile(r"\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)")
_HOW = {"eq": eq, "ne": ne, "gt": gt, "ge": ge, "lt": lt, "le": le}
_WRITTEN = {"null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Term:
    """One comparison of a column with a value."""

    column: str
    how: str
    value: Any

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Say whether a row meets it; an unknown value meets only a comparison with null."""
        held = row[self.column]
        if self.value is None or held is None:
            return (held is self.value) == (self.how == "eq") and self.how in ("eq", "ne")
        left, right = _alike(held, self.value)
        return bool(_HOW[self.how](left, right))


def _alike(held: Any, value: Any) -> tuple[Any, Any]:
    """Return both as numbers where both are, else as words."""
    if isinstance(held, int) and isinstance(value, int):
        return held, value
    return str(held), str(value)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a table."""

    columns: tuple[str, ...]
    terms: tuple[Term, ...]
    order: tuple[tuple[str, bool], ...]
    top: int
    limited: bool
    skip: int
    count: bool

    def of(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the rows asked for, in the order asked for."""
        found = [row for row in rows if all(term.holds(row) for term in self.terms)]
        for column, down in reversed(self.order):
            found.sort(key=lambda row: (row[column] is not None, _key(row[column])), reverse=down)
        return found

    def left(self, found: int, given: int) -> dict[str, int] | None:
        """Return what the address of the rest asks, None where this is all that was asked for."""
        after = self.skip + given
        return {"$skip": after} if not self.limited and after < found else None


def _key(value: Any) -> Any:
    return (0, value, "") if isinstance(value, int) else (1, 0, str(value))


def asked_of(query: Mapping[str, str], columns: Mapping[str, str]) -> Asked:
    """Return what a query asks of a table with these columns; ValueError says what is not known."""
    strange = set(query) - KNOWN
    if strange:
        raise ValueError(f"This feed does not know {', '.join(sorted(strange))[:200]}")
    chosen = _names(query.get("$select", ""), columns) or tuple(columns)
    words = query.get("$filter", "").strip()
    terms = tuple(_term(each, columns) for each in _SPLIT.split(words)) if words else ()
    return Asked(
        columns=chosen,
        terms=terms,
        order=_order(query.get("$orderby", ""), columns),
        top=min(_number(query, "$top", MOST_AT_ONCE), MOST_AT_ONCE),
        limited="$top" in query and _number(query, "$top", 0) <= MOST_AT_ONCE,
        skip=_number(query, "$skip", 0),
        count=query.get("$count", "false") == "true",
    )


def _names(words: str, columns: Mapping[str, str]) -> tuple[str, ...]:
    names = tuple(name.strip() for name in words.split(",") if name.strip())
    unknown = [name for name in names if name not in columns]
    if unknown:
        raise ValueError(f"There is no column {', '.join(unknown)[:200]}")
    return names


def _order(words: str, columns: Mapping[str, str]) -> tuple[tuple[str, bool], ...]:
    order = []
    for each in (part.split() for part in words.split(",") if part.strip()):
        name, *way = each
        _names(name, columns)
        if way not in ([], ["asc"], ["desc"]):
            raise ValueError("An order is a column, then asc or desc")
        order.append((name, way == ["desc"]))
    return tuple(order)


def _term(words: str, columns: Mapping[str, str]) -> Term:
    found = _TERM.match(words)
    if found is None:
        raise ValueError("A filter is like: group eq '3' and late eq true")
    column, how, value = found.groups()
    _names(column, columns)
    return Term(column, how, _literal(value))


def _literal(words: str) -> Any:
    if words.startswith("'"):
        return words[1:-1].replace("''", "'")
    if words in _WRITTEN:
        return _WRITTEN[words]
    return int(words) if re.fullmatch(r"-?\d{1,18}", words) else words


def _number(query: Mapping[str, str], name: str, otherwise: int) -> int:
    words = query.get(name)
    if words is None:
        return otherwise
    if not re.fullmatch(r"\d{1,9}", words):
        raise ValueError(f"{name} takes a whole number from 0")
    return int(words)
