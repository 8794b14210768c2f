"""Every source is declared whole, and every rule says what its examples say it does."""

from collections.abc import Iterator
from datetime import date

import ibis
import pyarrow as pa
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


def typed(table: Table, rows: tuple[dict, ...], more: dict[str, str] | None = None) -> ibis.Table:
    """Return an example's rows as the typed table that a rule is given."""
    columns = {"row": "int64", "record": "string"} | {
        column.name: TYPES.get(column.kind, "string") for column in table.columns
    }
    columns |= more or {}
    filled = [
        {name: row.get(name) for name in columns} | {"row": number, "record": f"r{number}"}
        for number, row in enumerate(rows, start=1)
    ]
    unknown = {name for row in rows for name in row} - set(columns)
    assert not unknown, f"{table.name}: an example names {unknown}"
    # Made in Arrow: by way of pandas an empty amount of money cannot be read.
    return ibis.memtable(pa.Table.from_pylist(filled, schema=ibis.schema(columns).to_pyarrow()))


def whole_set(example: Example) -> dict[str, ibis.Table]:
    """Return an example's rows as a rule over the whole linked set is given them: facts only."""
    tables = {}
    for source in all_sources().values():
        for table in source.tables:
            name = f"{source.code}.{table.name}"
            rows = tuple(example.rows.get(name, ()))
            identifying = [column.name for column in table.columns if column.identifying]
            tables[name] = typed(table, rows, {"person": "string"}).drop("row", *identifying)
    return tables


def found_by(source: Source, rule: Rule, example: Example) -> ibis.Table:
    """Return the rows of an example that a rule finds faulty, as an expression."""
    given = Given(on=example.on, area_code="909")
    if rule.scope is Scope.SET:
        asked = {name: rows for name, rows in whole_set(example).items() if name in rule.needs}
        found = rule.faults(asked, given)
        assert "record" in found.columns
        return found
    tables = {
        table.name: typed(table, tuple(example.rows.get(table.name, ()))) for table in source.tables
    }
    if rule.scope is Scope.ROW:
        rows = tables[rule.table]
        return rows.filter(rule.faults(rows, given).fill_null(False))
    found = rule.faults(tables, given)
    assert "row" in found.columns
    return found


def faulty(source: Source, rule: Rule, example: Example) -> int:
    """Return how many rows of an example a rule finds faulty."""
    return int(ibis.duckdb.connect().execute(found_by(source, rule, example).count()))


def every_rule() -> Iterator[tuple[Source, Rule]]:
    for source in all_sources().values():
        for rule in source.rules:
            yield source, rule


def known_tables() -> set[str]:
    return {
        f"{source.code}.{table.name}"
        for source in all_sources().values()
        for table in source.tables
    }


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


@pytest.mark.parametrize(
    ("source", "rule"), list(every_rule()), ids=lambda one: getattr(one, "code", str(one))
)
def test_a_rule_can_be_asked_of_either_engine(source: Source, rule: Rule):
    found = found_by(source, rule, rule.fails[0])
    assert ibis.pyspark, "the name alone brings in its options"
    for dialect in ("duckdb", "pyspark"):
        assert "SELECT" in ibis.to_sql(found, dialect=dialect)


@pytest.mark.parametrize("code", sorted(all_sources()))
def test_a_rule_over_the_whole_set_names_what_it_needs(code: str):
    source = all_sources()[code]
    for rule in source.rules:
        assert (rule.scope is Scope.SET) == bool(rule.needs)
        if rule.needs:
            assert set(rule.needs) <= known_tables()
            assert f"{code}.{rule.table}" in rule.needs
            named = {name for example in (*rule.passes, *rule.fails) for name in example.rows}
            assert named <= set(rule.needs)


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
