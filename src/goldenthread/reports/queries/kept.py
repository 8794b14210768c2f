"""The reports of an area, and each as it is to be read: composed today or as it was frozen."""

from datetime import date

from django.db.models import Count, Q

from goldenthread.writing.report import PrintedReport, report_from

from ..models import Comment, Commentary, Report
from ..rules import KINDS, Depth, Kind, State
from .composing import compose


def reports_of(area_pk: int, on: date) -> list[Report]:
    """Return the reports of an area that stand for a day or one before it, newest first."""
    rows = Report.objects.filter(area=area_pk, as_at__lte=on).exclude(state=State.DROPPED)
    still_open = Count("comments", filter=Q(comments__settled_at=None))
    return list(rows.defer("frozen").select_related("body", "group").annotate(asked=still_open))


def open_comments(report: Report) -> list[Comment]:
    """Return what was asked of a report and is not settled."""
    return list(report.comments.filter(settled_at=None))


def commentary_of(report: Report) -> dict[str, Commentary]:
    """Return the latest words of the authors by the place they stand at."""
    return {row.place: row for row in report.commentary.order_by("id")}


def printed_report(report: Report) -> PrintedReport:
    """Return a report as it is to be read: frozen once published, else composed anew."""
    if report.frozen is not None:
        return report_from(report.frozen)
    return compose(report, commentary_of(report))


def published_for_families(area_pk: int) -> list[Report]:
    """Return what is published for families, newest first."""
    rows = Report.objects.filter(area=area_pk, state=State.PUBLISHED, depth=Depth.FAMILIES)
    return list(rows.defer("frozen"))


def latest_published(area_pk: int, kind: Kind, before: date) -> Report | None:
    """Return the last published report of a kind that stands for a day before this one."""
    rows = Report.objects.filter(area=area_pk, state=State.PUBLISHED, kind=kind, as_at__lt=before)
    return rows.defer("frozen").first()


def kinds_by_depth() -> dict[Depth, list[Kind]]:
    """Return the kinds of report under the readers they are for."""
    return {depth: [kind for kind in Kind if KINDS[kind].depth == depth] for depth in Depth}
