"""How a feed says what a column of a linked table is made of."""

from typing import Any

import ibis

from goldenthread.dataset.tables.shape import Made


def said(value: Any, kind: str | None = None) -> Made:
    """Return what gives every row the same value."""
    return lambda rows: ibis.null(kind) if value is None else ibis.literal(value)


def first_of(*columns: str) -> Made:
    """Return what gives the first of these columns that is there."""
    return lambda rows: ibis.coalesce(*(rows[name] for name in columns))


def is_there(column: str) -> Made:
    """Return what keeps rows in which a column is filled."""
    return lambda rows: rows[column].notnull()


def is_one_of(column: str, *codes: str) -> Made:
    """Return what keeps rows with one of these codes."""
    return lambda rows: rows[column].isin(codes)


def yearly(column: str) -> Made:
    """Return what gives the pounds a year of a column in pounds a week: 52 weeks."""
    return lambda rows: rows[column].cast("float64") * 52
