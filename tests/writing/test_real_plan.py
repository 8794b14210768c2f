"""The statement read out of the real agenda pack, printed in every form and read again."""

from functools import cache, partial
from typing import Any

import pytest

from goldenthread.reading.extract import extract_bytes, extract_path
from goldenthread.reading.facts import Kind
from goldenthread.reading.parts import split
from goldenthread.reading.statement import read
from goldenthread.reading.statement.tables import read_grids
from goldenthread.writing.model import Layout, PrintedImprovementPlan
from goldenthread.writing.plan_document import docx_of
from goldenthread.writing.plan_workbook import ods_of, xlsx_of
from tests.shared import AGENDA_PACK, needs_shared
from tests.writing.from_facts import improvement_plan_from


@cache
def real_plan() -> PrintedImprovementPlan:
    source = extract_path(AGENDA_PACK).source
    (statement,) = [part for part in split(source) if part.kind is Kind.STATEMENT]
    return improvement_plan_from(read(source, statement.lines, statement.title).facts)


@needs_shared
@pytest.mark.parametrize(
    ("write", "name"),
    [
        (xlsx_of, "plan.xlsx"),
        (ods_of, "plan.ods"),
        *((partial(docx_of, layout=layout), f"{layout}.docx") for layout in Layout),
    ],
)
def test_the_real_plan_reads_back_whole(write: Any, name: str) -> None:
    plan = real_plan()
    assert len(plan.actions) == 108
    source = extract_bytes(write(plan), name).source
    assert improvement_plan_from(read_grids(source, "").facts) == plan
