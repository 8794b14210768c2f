"""Rules between rows of one load that many sources ask: parts missing, parts twice, row by row."""

from collections.abc import Callable, Mapping
from typing import Any

from goldenthread.dataset.sources.ruling import QUERY, Row, within
from goldenthread.dataset.sources.shape import Given, Rows, Rule, Yes

Those = Callable[[Rows], Yes]
Beside = Callable[[Rows, Given], Yes]


def at_most(
    code: str,
    table: str,
    by: str,
    most: int,
    message: str,
    sample: Row,
    those: Those | None = None,
    fields: tuple[str, ...] = (),
) -> Rule:
    """Return the query that no more than `most` rows, of those that count, share a column."""

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows = tables[table]
        rows = rows.filter(rows[by].notnull())
        if those is not None:
            rows = rows.filter(those(rows))
        counted = rows.group_by(by).agg(alike=rows.count())
        return rows.semi_join(counted.filter(counted.alike > most), by).select("row")

    one, other = {by: "A", **sample}, {by: "B", **sample}
    return within(
        code,
        table,
        QUERY,
        message,
        (by, *fields),
        faults,
        passes=({table: (one,) * most + (other,)}, {table: ({**one, by: None},) * (most + 1)}),
        fails=({table: (one,) * (most + 1)},),
    )


def lacks(
    code: str,
    table: str,
    part: str,
    key: str,
    message: str,
    sample: Row | None = None,
    those: Those | None = None,
    fields: tuple[str, ...] = (),
) -> Rule:
    """Return the query that a row, of those that should, has at least one row of another table."""

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows = tables[table]
        rows = rows.filter(rows[key].notnull())
        if those is not None:
            rows = rows.filter(those(rows))
        return rows.anti_join(tables[part].select(key), key).select("row")

    row = {key: "A", **(sample or {})}
    return within(
        code,
        table,
        QUERY,
        message,
        (key, *fields),
        faults,
        passes=({table: (row,), part: ({key: "A"}, {key: "A"})}, {table: ()}),
        fails=({table: (row,)}, {table: (row,), part: ({key: "B"},)}),
    )


def has(
    code: str,
    table: str,
    part: str,
    key: str,
    message: str,
    sample: Row,
    those: Those,
    fields: tuple[str, ...],
) -> Rule:
    """Return the query that a row, of those that should not, has no row of another table."""

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows = tables[table]
        return rows.filter(those(rows)).semi_join(tables[part].select(key), key).select("row")

    row: dict[str, Any] = {key: "A", **sample}
    plain: dict[str, Any] = {key: "A"}
    return within(
        code,
        table,
        QUERY,
        message,
        (key, *fields),
        faults,
        passes=({table: (row,), part: ({key: "B"},)}, {table: (plain,), part: ({key: "A"},)}),
        fails=({table: (row,), part: ({key: "A"},)},),
    )


def beside(
    code: str,
    table: str,
    other: str,
    key: str,
    message: str,
    fields: tuple[str, ...],
    holds: Beside,
    *,
    brings: tuple[str, ...],
    passes: tuple[tuple[Row, Row], ...],
    fails: tuple[tuple[Row, Row], ...],
) -> Rule:
    """Return the query of a row beside the row of another table that shares its key.

    `holds` sees the row with the other's columns `brings` and is true where there is a fault. An
    example is a pair: the row, and the other's.
    """

    def faults(tables: Mapping[str, Rows], given: Given) -> Rows:
        joined = tables[table].inner_join(tables[other].select(key, *brings), key)
        return joined.filter(holds(joined, given).fill_null(False)).select("row").distinct()

    def pair(rows: tuple[Row, Row]) -> dict[str, tuple[dict[str, Any], ...]]:
        return {table: ({key: "A", **rows[0]},), other: ({key: "A", **rows[1]},)}

    return within(
        code,
        table,
        QUERY,
        message,
        fields,
        faults,
        passes=tuple(pair(rows) for rows in passes),
        fails=tuple(pair(rows) for rows in fails),
    )
