"""A draft report with a comment and a published one with its file, for the sweeps."""

from datetime import date

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.reports.changes import (
    DraftReport,
    comment_on_report,
    draft_report,
    keep_rendering,
    move_report,
)
from goldenthread.reports.models import Report
from goldenthread.reports.queries.kept import printed_report
from goldenthread.reports.rules import Form, Kind, State

AUTHOR, APPROVER = Actor("test:author", "An author"), Actor("test:approver", "An approver")


def drafted(area: LocalArea, title: str) -> Report:
    """Draw up a composite report of an area's plan."""
    draft = DraftReport(kind=Kind.BOARD_COMPOSITE, title=title, as_at=date(2020, 3, 3))
    improvement_plan = current_improvement_plan(area.pk)
    assert improvement_plan is not None
    return draft_report(by=AUTHOR, area=area, improvement_plan=improvement_plan, draft=draft)


def published(area: LocalArea) -> Report:
    """Publish a report and keep a file of it in every form."""
    report = drafted(area, "What was published")
    for to in (State.COMMENTED, State.APPROVED, State.PUBLISHED):
        move_report(by=APPROVER, report=report, to=to)
    report.refresh_from_db()
    for form in Form:
        keep_rendering(by=AUTHOR, report=report, form=form, data=b"A made-up file")
    return report


def samples_of_reports(area: LocalArea) -> dict[str, object]:
    """Return what to put into the parts of the addresses of reports."""
    draft = drafted(area, "A draft")
    comment = comment_on_report(by=APPROVER, report=draft, words="Which schools?")
    with_words = ("report", "read", "words", "comment", "settle", "review", "move")
    kept = published(area).pk
    return {
        **{f"reports:{name}.pk": draft.pk for name in with_words},
        "reports:words.place": printed_report(draft).sections[0].anchor,
        "reports:settle.comment": comment.pk,
        "reports:file.pk": kept,
        "reports:making.pk": kept,
        "api:report_file.key": kept,
    }
