"""Any plan, however odd its words, comes back from a printed form as it went in."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.reading.extract import extract_bytes
from goldenthread.reading.statement.table_layout import tidy
from goldenthread.reading.statement.tables import read_grids
from goldenthread.writing.model import PrintedAction, PrintedImprovementPlan, PrintedMeasure
from goldenthread.writing.plan_document import docx_of
from goldenthread.writing.plan_workbook import ods_of, xlsx_of
from tests.writing.from_facts import improvement_plan_from

# Words as people type them, signs that begin formulas among them; tidied as a reader tidies.
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2FF)
WORDS = st.text(LETTERS, min_size=1, max_size=40).map(lambda words: tidy(f"{words} of words"))
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
MAYBE = st.none() | LINES
DATES = st.builds(
    FuzzyDate,
    text=WORDS,
    start=st.none() | st.dates(),
    end=st.none() | st.dates(),
    precision=st.sampled_from(Precision),
)
ACTIONS = st.builds(
    PrintedAction,
    number=st.none(),
    text=LINES,
    intended_impact=MAYBE,
    success_measure=MAYBE,
    lead=MAYBE,
    due=st.lists(DATES, max_size=3).map(tuple),
    baseline=MAYBE,
    target=MAYBE,
    refers_to_groups=st.lists(st.integers(1, 9), unique=True, max_size=3).map(tuple),
    updates=st.lists(LINES, max_size=2).map(tuple),
)
MEASURES = st.builds(PrintedMeasure, number=st.none(), text=LINES, baseline=MAYBE, target=MAYBE)


@pytest.mark.parametrize(
    ("write", "name"), [(xlsx_of, "p.xlsx"), (ods_of, "p.ods"), (docx_of, "p.docx")]
)
@settings(max_examples=12, deadline=None, derandomize=True)
@given(actions=st.lists(ACTIONS, min_size=1, max_size=3), measures=st.lists(MEASURES, max_size=2))
def test_any_words_survive(write: Any, name: str, actions: Any, measures: Any) -> None:
    plan = PrintedImprovementPlan(
        title="Made-up plan",
        actions=tuple(replace(a, number=f"1.1.{n}") for n, a in enumerate(actions, 1)),
        measures=tuple(replace(m, number=n) for n, m in enumerate(measures, 1)),
    )
    source = extract_bytes(write(plan), name).source
    assert improvement_plan_from(read_grids(source, "").facts) == plan
