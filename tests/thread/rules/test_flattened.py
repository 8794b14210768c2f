"""What a page flattened to text does not settle is not held against its author."""

from dataclasses import replace

import pytest

from goldenthread.reading.facts import Cell, Grid, Kind
from goldenthread.thread.rules import check, from_parts
from tests.thread.rules.made_up import good_documents

TABLE = Grid("Sheet1", ((Cell("Action", "A1"),),))


def said_without(field: str, numbers: set[str], *, in_table: bool):
    """Check the made-up plan with a field blank in some actions, as text or as a table."""
    parts, sources = good_documents()
    letter, statement = parts
    actions = [
        {**a, field: [] if field == "due" else None} if a["number"] in numbers else a
        for a in statement.facts["actions"]
    ]
    statement = replace(statement, facts={**statement.facts, "actions": actions})
    assert statement.kind is Kind.STATEMENT
    if in_table:
        sources = [replace(s, grids=(TABLE,)) for s in sources]
    return check(from_parts([letter, statement], sources))


@pytest.mark.parametrize(
    ("field", "rule"),
    [("lead", "no-lead"), ("due", "no-date"), ("success_measure", "no-success-measure")],
)
def test_one_blank_is_told_and_unsure_only_on_a_flattened_page(field, rule):
    for in_table in (True, False):
        (found,) = said_without(field, {"1.2"}, in_table=in_table)
        assert found.rule == rule
        assert found.unsure is not in_table
        assert "1.2" in found.what


@pytest.mark.parametrize(
    ("field", "rule"), [("lead", "no-lead"), ("success_measure", "no-success-measure")]
)
def test_a_column_lost_in_flattening_is_not_the_authors_fault(field, rule):
    half = {"1.1", "1.2", "2.1", "2.2", "3.1"}
    assert rule not in {f.rule for f in said_without(field, half, in_table=False)}
    assert rule in {f.rule for f in said_without(field, half, in_table=True)}
