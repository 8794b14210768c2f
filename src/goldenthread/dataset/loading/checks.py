"""What is asked of every row: each check with its code, its words and the fields it touches.

Generic checks come from what a column declares; a source's own row rules follow them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir

from goldenthread.dataset.sources.shape import (
    Code,
    Column,
    Given,
    Kind,
    Rule,
    Scope,
    Severity,
    Source,
    Table,
)

from .values import IDENTIFIERS, one_of, well_formed

TEXT = "text__"
"""What the name of a column's text begins with, beside its typed value."""

SPOILT = r"^(?:[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+$|=|[+\-@][A-Za-z_.]+[(!|])"
"""Scientific notation, or a formula: what a spreadsheet leaves of an identifier."""

NUMBERS = {Kind.WHOLE, Kind.NUMBER, Kind.MONEY}
ERROR, QUERY = Severity.ERROR, Severity.QUERY


@dataclass(frozen=True, slots=True)
class Check:
    """One thing asked of a row: its code, how grave, in words, and of which fields.

    `reason` names the column whose text says why (by `rules.values`); "" where the words do.
    """

    code: str
    severity: Severity
    message: str
    fields: tuple[str, ...]
    reason: str = ""


Asked = tuple[Check, ir.BooleanValue]


def in_force(since: date | None, until: date | None, on: date) -> bool:
    """Say whether what holds between two days, both counted, holds on a day."""
    return (since or date.min) <= on <= (until or date.max)


def rules_of(source: Source, table: Table, scope: Scope, on: date) -> list[Rule]:
    """Return the rules of a scope that touch a table and hold on a day."""
    return [
        rule
        for rule in source.rules
        if rule.table == table.name and rule.scope is scope and in_force(rule.since, rule.until, on)
    ]


def asked_of(source: Source, table: Table, rows: ir.Table, given: Given) -> list[Asked]:
    """Return every check of a row with the expression that is true where it fails."""
    found = [one for column in table.columns for one in _of_column(table, column, rows, given)]
    found += _of_key(table, rows)
    for rule in rules_of(source, table, Scope.ROW, given.on):
        check = Check(rule.code, rule.severity, rule.message, rule.fields)
        found.append((check, rule.faults(rows, given)))
    return [(check, fails.fill_null(False)) for check, fails in found]


def _of_column(table: Table, column: Column, rows: ir.Table, given: Given) -> Iterator[Asked]:
    name, value, text = column.name, rows[column.name], rows[TEXT + column.name]
    if column.required and in_force(column.since, column.until, given.on):
        yield (
            Check(f"required.{name}", ERROR, f"{column.words}: nothing is there.", (name,)),
            (text.isnull()),
        )
    if column.kind in IDENTIFIERS:
        check = Check(
            f"identifier.{name}",
            QUERY,
            f"{column.words}: it is not in the form of one, or its check character is wrong. It is "
            "kept as it was sent, and nobody is found by it.",
            (name,),
            reason=name,
        )
        wrong = text.notnull() & ~well_formed(column.kind, value)
        yield check, wrong
        words = f"{column.words}: a spreadsheet has put something else in its place."
        spoilt = Check(f"type.{name}", ERROR, words, (name,), reason=name)
        yield spoilt, wrong & text.re_search(SPOILT)
    elif column.kind not in (Kind.TEXT, Kind.CODE):
        words = f"{column.words}: what was sent cannot be read as {column.kind}."
        yield (
            Check(f"type.{name}", ERROR, words, (name,), reason=name),
            (text.notnull() & value.isnull()),
        )
    if column.codes:
        yield _of_codes(table, column, rows, given)
    if column.kind in NUMBERS and (column.low is not None or column.high is not None):
        yield _of_range(column, value)


def _of_range(column: Column, value: ir.NumericValue) -> Asked:
    unit = f" {column.unit}" if column.unit else ""
    low, high = column.low, column.high
    bounds = [
        *([f"at least {low:g}{unit}"] if low is not None else []),
        *([f"at most {high:g}{unit}"] if high is not None else []),
    ]
    outside = ibis.literal(False)
    if low is not None:
        outside = outside | (value < low)
    if high is not None:
        outside = outside | (value > high)
    words = f"{column.words}: it is not {' and '.join(bounds)}."
    return Check(f"range.{column.name}", ERROR, words, (column.name,)), outside


def _of_codes(table: Table, column: Column, rows: ir.Table, given: Given) -> Asked:
    """Ask for a code that is in force on the extract's day, or was on the day of the row's event.

    Where the column names the day that its codes go by, it must have been in force on that day.
    Where the list is not known whole, a code that is not in it is a query.
    """
    assert column.codes
    value = rows[column.name].cast("string")
    if column.dated_by:
        return _asked_of_code(column, value, _of_its_day(column, value, rows, given))
    codes = column.codes.codes
    now = sorted({code.code for code in codes if in_force(code.since, code.until, given.on)})
    then = [code for code in codes if code.code not in now]
    fits = one_of(value, now) if now else ibis.literal(False)
    if table.event and table.column(table.event).kind in (Kind.DATE, Kind.MOMENT):
        day = rows[table.event].cast("date")
        for code in then:
            fits = fits | ((value == code.code) & _holds_on(code, day))
    return _asked_of_code(column, value, fits)


def _of_its_day(
    column: Column, value: ir.StringValue, rows: ir.Table, given: Given
) -> ir.BooleanValue:
    """Say whether a code was in force on the day its column names; the extract's where empty."""
    assert column.codes
    day = ibis.coalesce(rows[column.dated_by].cast("date"), ibis.literal(given.on))
    alike: dict[tuple[date | None, date | None], list[Code]] = {}
    for code in column.codes.codes:
        alike.setdefault((code.since, code.until), []).append(code)
    fits = ibis.literal(False)
    for (since, until), codes in alike.items():
        known = one_of(value, sorted(code.code for code in codes))
        always = since is None and until is None
        fits = fits | (known if always else known & _holds_on(codes[0], day))
    return fits


def _asked_of_code(column: Column, value: ir.StringValue, fits: ir.BooleanValue) -> Asked:
    """Return the check of a code, and whether it fails."""
    assert column.codes
    words = (
        f"{column.words}: it is not a code of the list “{column.codes.name}” that is in force on "
        "the day."
    )
    severity = ERROR if column.codes.complete else QUERY
    check = Check(f"code.{column.name}", severity, words, (column.name,))
    return check, value.notnull() & ~fits.fill_null(False)


def _holds_on(code: Code, day: ir.DateValue) -> ir.BooleanValue:
    return day.between(code.since or date(1, 1, 1), code.until or date(9999, 12, 31))


def _of_key(table: Table, rows: ir.Table) -> Iterator[Asked]:
    """Ask that something says which row it is, where no part of the key is required by itself."""
    parts = [table.column(name) for name in table.key]
    if parts and not any(part.required for part in parts):
        empty = rows[parts[0].name].isnull()
        for part in parts[1:]:
            empty = empty & rows[part.name].isnull()
        words = "Nothing says which row this is: its key is empty."
        yield Check("key", ERROR, words, table.key), empty


def repeated_key(table: Table) -> Check:
    """Return the check that no two rows with one key say different things."""
    words = (
        "Another row has the same key and says something else, so neither can be trusted: send the "
        "right one."
    )
    return Check("key.twice", ERROR, words, table.key)
