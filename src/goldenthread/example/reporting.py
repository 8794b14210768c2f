"""Made-up reports: one that was published for a meeting of the board, and one still in draft."""

from datetime import date

from goldenthread.areas.models import LocalArea
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.reports.changes import (
    DraftReport,
    comment_on_report,
    draft_report,
    move_report,
    settle_comment,
    write_commentary,
)
from goldenthread.reports.rules import Kind, State

from .files import day, load_file
from .people import Cast
from .places import Places


def make_reports(
    *, area: LocalArea, improvement_plan: ImprovementPlan, places: Places, cast: Cast
) -> None:
    """Draw up the made-up reports; the published one is frozen, and a worker makes its files."""
    lead = cast["lead"]
    for row in load_file("reports")["reports"]:
        as_at = day(row["as_at"]) or date.min
        report = draft_report(
            by=lead,
            area=area,
            improvement_plan=improvement_plan,
            draft=DraftReport(
                Kind(row["kind"]),
                row["title"],
                as_at,
                day(row["since"]),
                places.bodies[row["body"]],
            ),
        )
        for place, words in row["words"].items():
            write_commentary(by=lead, report=report, place=place, words=words, as_at=as_at)
        for who, asked, answered in row["comments"]:
            comment = comment_on_report(by=cast[who], report=report, words=asked)
            if answered:
                settle_comment(by=lead, comment=comment, words=answered)
        if row["published"]:
            move_report(by=cast["independent"], report=report, to=State.APPROVED)
            move_report(by=lead, report=report, to=State.PUBLISHED)
