"""Every source is declared whole, and every rule says what its examples say it does."""

from collections.abc import Iterator
from datetime import date

import ibis
import pytest

from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Example, Given, Kind, Rule, Scope, Source, Table

TYPES = {
    Kind.WHOLE: "int64",
    Kind.NUMBER: "float64",
    Kind.MONEY: "decimal(12, 2)",
    Kind.DATE: "date",
    Kind.MOMENT: "timestamp",
    Kind.YESNO: "boolean",
}


def typed(table: Table, rows: tuple[dict, ...]) -> ibis.Table:
    """Return an example's rows as the typed table that a rule is given."""
    columns = {"row": "int64", "record": "string"} | {
        column.name: TYPES.get(column.kind, "string") for column in table.columns
    }
    filled = [
        {name: row.get(name) for name in columns} | {"row": number, "record": f"r{number}"}
        for number, row in enumerate(rows, start=1)
    ]
    unknown = {name for row in rows for name in row} - set(columns)
    assert not unknown, f"{table.name}: an example names {unknown}"
    return ibis.memtable(filled, schema=ibis.schema(columns))


def faulty(source: Source, rule: Rule, example: Example) -> int:
    """Return how many rows of an example a rule finds faulty."""
    given = Given(on=example.on, area_code="909")
    tables = {
        table.name: typed(table, tuple(example.rows.get(table.name, ()))) for table in source.tables
    }
    if rule.scope is Scope.ROW:
        rows = tables[rule.table]
        found = rows.filter(rule.faults(rows, given).fill_null(False))
    else:
        found = rule.faults(tables, given)
        assert "row" in found.columns
    return int(ibis.duckdb.connect().execute(found.count()))


def every_rule() -> Iterator[tuple[Source, Rule]]:
    for source in all_sources().values():
        for rule in source.rules:
            if rule.scope is not Scope.SET:
                yield source, rule


@pytest.mark.parametrize(
    ("source", "rule"), list(every_rule()), ids=lambda one: getattr(one, "code", str(one))
)
def test_a_rule_passes_and_fails_its_own_examples(source: Source, rule: Rule):
    assert rule.passes
    assert rule.fails
    for example in rule.passes:
        assert faulty(source, rule, example) == 0
    for example in rule.fails:
        assert faulty(source, rule, example) > 0


@pytest.mark.parametrize("code", sorted(all_sources()))
def test_a_source_is_whole(code: str):
    source = all_sources()[code]
    assert source.words
    assert source.read_at
    assert len({rule.code for rule in source.rules}) == len(source.rules)
    for table in source.tables:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert set(table.key) <= set(names)
        assert {table.event, table.until} - {""} <= set(names)
        assert all(column.codes for column in table.columns if column.kind is Kind.CODE)
        if table.who and not table.who.through:
            named = [value for value in vars_of(table.who) if value]
            assert named
            assert set(named) <= set(names)
            assert all(table.column(name).identifying for name in named)
    for rule in source.rules:
        assert set(rule.fields) <= {column.name for column in source.table(rule.table).columns}


def vars_of(who: object) -> list[str]:
    return [getattr(who, name) for name in who.__slots__ if name != "through"]


def test_codes_are_dated_the_right_way_round():
    for source in all_sources().values():
        for table in source.tables:
            for column in table.columns:
                for code in column.codes.codes if column.codes else ():
                    assert (code.since or date.min) <= (code.until or date.max), (column, code)
