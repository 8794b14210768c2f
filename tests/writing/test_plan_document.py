"""The plan as a Word document: every field in every layout, nothing lost, tagged throughout."""

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from goldenthread.reading.extract import extract_bytes
from goldenthread.reading.statement.tables import read_grids
from goldenthread.writing.model import Layout, PrintedAction, PrintedImprovementPlan
from goldenthread.writing.plan_document import docx_of
from tests.writing.from_facts import improvement_plan_from
from tests.writing.plans import FULL

LAYOUTS = pytest.mark.parametrize("layout", list(Layout))


@cache
def printed(layout: Layout) -> bytes:
    return docx_of(FULL, layout)


@cache
def read_back(plan: PrintedImprovementPlan, layout: Layout) -> PrintedImprovementPlan:
    source = extract_bytes(docx_of(plan, layout), "plan.docx").source
    return improvement_plan_from(read_grids(source, "").facts)


@LAYOUTS
@pytest.mark.parametrize(
    "part", [f for f in FULL.__dataclass_fields__ if f not in ("sources", "actions")]
)
def test_every_field_of_the_plan_reads_back(layout: Layout, part: str) -> None:
    assert getattr(read_back(FULL, layout), part) == getattr(FULL, part)


@LAYOUTS
@pytest.mark.parametrize("fact", list(PrintedAction.__dataclass_fields__))
def test_every_field_of_an_action_reads_back(layout: Layout, fact: str) -> None:
    actions = {action.number: action for action in read_back(FULL, layout).actions}
    for action in FULL.actions:
        assert getattr(actions[action.number], fact) == getattr(action, fact)
    assert len(actions) == len(FULL.actions)


@LAYOUTS
def test_nothing_in_what_was_printed_is_unsure(layout: Layout) -> None:
    source = extract_bytes(printed(layout), "plan.docx").source
    expected = {"actions[1.2.1].rag", "actions[1.1.1].start[0]"}
    assert {u["fact"] for u in read_grids(source, "").as_json()["unsure"]} <= expected


def words_in(value: Any) -> Iterator[str]:
    """Yield every text that a plan holds, whatever it is nested in."""
    if isinstance(value, str):
        yield from (" ".join(line.split()) for line in value.splitlines())
    elif isinstance(value, tuple):
        for one in value:
            yield from words_in(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from words_in(getattr(value, name))


@LAYOUTS
def test_every_word_of_the_plan_is_printed(layout: Layout) -> None:
    said = "\n".join(
        line.text for line in extract_bytes(printed(layout), "plan.docx").source.lines
    ).lower()
    missing = [words for words in words_in(FULL) if words.lower() not in said]
    assert missing == []


@LAYOUTS
def test_the_document_is_tagged(layout: Layout) -> None:
    document = docx.Document(io.BytesIO(printed(layout)))
    assert document.core_properties.title == FULL.title
    assert document.core_properties.language == "en-GB"
    languages = {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    levels = [
        int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))
        assert all(cell.text for cell in table.rows[0].cells)
        styles = {row: {p.style.name for c in table.rows[row].cells for p in c.paragraphs}
                  for row in (0, 1)}  # fmt: skip
        assert styles == {0: {"Table heading"}, 1: {"Table text"}}


def test_a_rag_is_a_word_and_its_colour_only_stands_behind_it() -> None:
    document = docx.Document(io.BytesIO(printed(Layout.STATEMENT)))
    shaded = [
        cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if cell._tc.tcPr is not None and cell._tc.tcPr.find(qn("w:shd")) is not None
    ]
    assert shaded == ["Amber", "Green"]


def test_the_layouts_differ_in_what_they_gather_actions_under() -> None:
    headings = {}
    for layout in Layout:
        document = docx.Document(io.BytesIO(printed(layout)))
        headings[layout] = {
            p.text for p in document.paragraphs if p.style.name.startswith("Heading")
        }
    assert "Working group 1: Listening" in headings[Layout.STATEMENT]
    assert "Weakness 5: Plan together" in headings[Layout.ACCELERATED_PROGRESS_PLAN]
    assert "Area for priority action 5: Plan together" in headings[Layout.PRIORITY_ACTION_PLAN]


@LAYOUTS
def test_a_plan_without_anything_but_a_title_reads_back(layout: Layout) -> None:
    bare = PrintedImprovementPlan(title="Bare")
    assert read_back(bare, layout) == bare
