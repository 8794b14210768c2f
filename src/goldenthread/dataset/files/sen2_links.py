"""Fills in whose row each row of a SEN2 return is, where the form it came in says only the parent.

A Blade file carries its parent's number alone, the workbook those of the person and the request;
our tables carry the way up to the person.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from goldenthread.dataset.files.rows import FoundTable, TextRow
from goldenthread.dataset.files.sen2_layout import LINKS, OWN, PARENT

Ids = dict[str, str | None]
Index = tuple[dict[str, Ids], dict[str, str | None]]


def with_parents(tables: list[FoundTable]) -> list[FoundTable]:
    """Return the tables with every number filled in that can be told from the tables above.

    A table in several files is looked up in all of them. What cannot be told stays empty.
    """
    filled: dict[str, list[FoundTable]] = {}

    @cache
    def index(name: str) -> Index:
        return _index(name, filled.get(name, []))

    done = list(tables)
    for at in sorted(range(len(tables)), key=lambda at: _depth(tables[at].table.name)):
        done[at] = _with_links(tables[at], index)
        filled.setdefault(done[at].table.name, []).append(done[at])
    return done


def _with_links(found: FoundTable, index: Callable[[str], Index]) -> FoundTable:
    """Return a table with the numbers that it lacks filled in from the table above."""
    named = {column.name for column in found.table.columns} & LINKS
    lacking = named & set(found.missing) - {OWN[found.table.name]}
    if not lacking or found.table.name not in PARENT:
        return found
    return replace(
        found,
        plain=None,
        columns=dict(found.columns) | {name: name for name in sorted(lacking)},
        missing=tuple(name for name in found.missing if name not in lacking),
        rows=_filling(found, index),
    )


def _depth(table: str) -> int:
    depth = 0
    while table in PARENT:
        table, depth = PARENT[table], depth + 1
    return depth


def _filling(found: FoundTable, index: Callable[[str], Index]) -> Callable[[], Iterator[TextRow]]:
    names = [column.name for column in found.table.columns]
    above = PARENT[found.table.name]
    links = [(at, name) for at, name in enumerate(names) if name in LINKS]

    def rows() -> Iterator[TextRow]:
        own, of_request = index(above)
        up = names.index(OWN[above])
        for row in found.rows():
            cells = list(row.cells)
            if cells[up] is None and "request_id" in names:
                cells[up] = of_request.get(cells[names.index("request_id")] or "")
            known = own.get(cells[up] or "", {})
            for at, name in links:
                if cells[at] is None:
                    cells[at] = known.get(name)
            yield row._replace(cells=tuple(cells))

    return rows


def _index(name: str, tables: list[FoundTable]) -> Index:
    """Return a table's rows' numbers by their own, and their own by request where it is one."""
    own: dict[str, Ids] = {}
    of_request: dict[str, str | None] = {}
    for found in tables:
        names = [column.name for column in found.table.columns]
        links = [(at, one) for at, one in enumerate(names) if one in LINKS]
        for row in found.rows():
            ids = {one: row.cells[at] for at, one in links}
            number, request = ids.get(OWN[name]), ids.get("request_id")
            if number:
                own[number] = ids
            if request:
                of_request[request] = None if request in of_request else number
    return own, of_request
