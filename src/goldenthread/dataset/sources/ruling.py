"""Rules that many sources ask in the same form, each with its examples made beside it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import ibis

from goldenthread.dataset.sources.shape import (
    Example,
    Given,
    RowCheck,
    Rows,
    Rule,
    Scope,
    Severity,
    TablesCheck,
    Yes,
)

ERROR, QUERY = Severity.ERROR, Severity.QUERY
EXTRACT_ON = date(2025, 1, 16)
DAY = date(2024, 3, 14)
BEFORE, LATER = DAY - timedelta(days=1), date(2025, 2, 1)

Row = Mapping[str, Any]


def age(born: Any, on: Any) -> Any:
    """Return whole years from birth to a day, both dates; null where either is."""
    had = on.month() * 100 + on.day() >= born.month() * 100 + born.day()
    return on.year() - born.year() - ibis.ifelse(had, 0, 1)


def asked(
    code: str,
    table: str,
    severity: Severity,
    message: str,
    fields: tuple[str, ...],
    faults: RowCheck,
    *,
    passes: tuple[Row, ...],
    fails: tuple[Row, ...],
) -> Rule:
    """Return a rule over single rows, with each example a row of the table."""
    return Rule(
        code,
        table,
        severity,
        message,
        fields,
        lambda rows, given: faults(rows, given).fill_null(False),
        passes=tuple(Example({table: (row,)}, EXTRACT_ON) for row in passes),
        fails=tuple(Example({table: (row,)}, EXTRACT_ON) for row in fails),
    )


def not_in_future(code: str, table: str, column: str, message: str) -> Rule:
    """Return the rule that a day is not after the day of the extract."""

    def faults(rows: Rows, given: Given) -> Yes:
        return rows[column] > given.on

    return asked(
        code,
        table,
        ERROR,
        message,
        (column,),
        faults,
        passes=({column: EXTRACT_ON}, {column: None}),
        fails=({column: EXTRACT_ON + timedelta(days=1)},),
    )


def not_before(
    code: str, table: str, later: str, earlier: str, message: str, severity: Severity = ERROR
) -> Rule:
    """Return the rule that one day is not before another; the same day is right."""

    def faults(rows: Rows, _given: Given) -> Yes:
        return rows[later] < rows[earlier]

    return asked(
        code,
        table,
        severity,
        message,
        (later, earlier),
        faults,
        passes=({later: DAY, earlier: DAY}, {later: None, earlier: DAY}),
        fails=({later: BEFORE, earlier: DAY},),
    )


def goes_with(code: str, table: str, filled: str, needed: str, message: str, sample: Any) -> Rule:
    """Return the query that where one column is filled, another is; `sample` fills the first."""

    def faults(rows: Rows, _given: Given) -> Yes:
        return rows[filled].notnull() & rows[needed].isnull()

    other = DAY if needed.endswith(("_on", "_from")) else "x"
    return asked(
        code,
        table,
        QUERY,
        message,
        (filled, needed),
        faults,
        passes=({filled: sample, needed: other}, {filled: None, needed: None}),
        fails=({filled: sample, needed: None},),
    )


def aged(
    code: str,
    table: str,
    day: str,
    low: int,
    high: int,
    message: str,
    severity: Severity = QUERY,
) -> Rule:
    """Return the rule that a person was between two ages, both allowed, on a day of the row."""

    def faults(rows: Rows, _given: Given) -> Yes:
        years = age(rows.birth_date, rows[day])
        return (years < low) | (years > high)

    def row(years: int, born: date = DAY) -> Row:
        return {day: DAY, "birth_date": born.replace(year=DAY.year - years)}

    young, old = BEFORE, DAY + timedelta(days=1)
    fails = (row(high + 1, young), *((row(low, old),) if low else ()))
    return asked(
        code,
        table,
        severity,
        message,
        ("birth_date", day),
        faults,
        passes=(row(low), row(high), row(high + 1, old), {day: None, "birth_date": DAY}),
        fails=fails,
    )


def born_by(code: str, table: str, day: str, message: str) -> Rule:
    """Return the rule that a day of the row is not before the person's birth."""
    return not_before(code, table, day, "birth_date", message)


def within(
    code: str,
    table: str,
    severity: Severity,
    message: str,
    fields: tuple[str, ...],
    faults: TablesCheck,
    *,
    passes: tuple[Mapping[str, tuple[Row, ...]], ...],
    fails: tuple[Mapping[str, tuple[Row, ...]], ...],
) -> Rule:
    """Return a rule over the tables of one load; each example maps tables to their rows."""
    return Rule(
        code,
        table,
        severity,
        message,
        fields,
        faults,
        passes=tuple(Example(rows, EXTRACT_ON) for rows in passes),
        fails=tuple(Example(rows, EXTRACT_ON) for rows in fails),
        scope=Scope.LOAD,
    )


def has_parent(code: str, table: str, parent: str, key: str, message: str) -> Rule:
    """Return the query that the row of the parent table came in the same extract."""

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        return tables[table].anti_join(tables[parent].select(key), key).select("row")

    return within(
        code,
        table,
        QUERY,
        message,
        (key,),
        faults,
        passes=({parent: ({key: "A"},), table: ({key: "A"}, {key: "A"})},),
        fails=({parent: ({key: "A"},), table: ({key: "B"},)},),
    )


def not_twice(
    code: str,
    table: str,
    by: tuple[str, ...],
    ended: str,
    message: str,
    sample: Mapping[str, Any],
) -> Rule:
    """Return the query that no two rows that have not `ended` agree in the columns `by`."""

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows = tables[table]
        running = rows.filter(rows[ended].isnull())
        counted = running.group_by(list(by)).agg(alike=running.count())
        return running.semi_join(counted.filter(counted.alike > 1), list(by)).select("row")

    return within(
        code,
        table,
        QUERY,
        message,
        (*by, ended),
        faults,
        passes=({table: ({**sample, ended: DAY}, dict(sample))},),
        fails=({table: (dict(sample), dict(sample))},),
    )


def after_parent(
    code: str,
    table: str,
    day: str,
    parent: str,
    key: str,
    began: str,
    message: str,
    severity: Severity = ERROR,
) -> Rule:
    """Return the rule that a day is not before the day on which its parent row began."""

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        began_on = tables[parent].select(key, parent_began=tables[parent][began])
        joined = tables[table].inner_join(began_on, key)
        return joined.filter(joined[day] < joined.parent_began).select("row")

    top = {key: "A", began: DAY}
    return within(
        code,
        table,
        severity,
        message,
        (day, key),
        faults,
        passes=({parent: (top,), table: ({key: "A", day: DAY}, {key: "B", day: BEFORE})},),
        fails=({parent: (top,), table: ({key: "A", day: BEFORE},)},),
    )


def across(
    code: str,
    table: str,
    message: str,
    fields: tuple[str, ...],
    faults: TablesCheck,
    *,
    needs: tuple[str, ...],
    passes: tuple[Mapping[str, tuple[Row, ...]], ...],
    fails: tuple[Mapping[str, tuple[Row, ...]], ...],
) -> Rule:
    """Return the query over the whole linked set; examples map "source.table" to rows.

    A row of an example names its `person`.
    """
    return Rule(
        code,
        table,
        QUERY,
        message,
        fields,
        faults,
        passes=tuple(Example(rows, EXTRACT_ON) for rows in passes),
        fails=tuple(Example(rows, EXTRACT_ON) for rows in fails),
        scope=Scope.SET,
        needs=needs,
    )
