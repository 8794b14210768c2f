"""The full record, and a report of any kind on it."""

import pytest

from goldenthread.improvement.models import ImprovementPlan
from goldenthread.reports.changes import DraftReport, draft_report
from goldenthread.reports.models import Report
from goldenthread.reports.rules import Kind

from .full_record import AS_AT, BY, Record, full_record


@pytest.fixture
def record(db) -> Record:
    return full_record()


def report_of(record: Record, kind: Kind, **given) -> Report:
    """Draw up a report of a kind on the full record."""
    draft = {"title": f"A {kind}", "as_at": AS_AT} | given
    if kind == Kind.GROUP_HIGHLIGHT:
        draft.setdefault("group", record.group)
    plan: ImprovementPlan = record.improvement_plan
    return draft_report(
        by=BY, area=record.area, improvement_plan=plan, draft=DraftReport(kind=kind, **draft)
    )
