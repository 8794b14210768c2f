"""The reports of an area, and each as it is to be read: composed today or as it was frozen."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Min, Prefetch, Q, QuerySet
from django.utils import timezone

from goldenthread.audit.models import Outbox
from goldenthread.audit.queries import Progress, progress_of
from goldenthread.design.jinja import long_date
from goldenthread.governance.queries import latest_meeting
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.rules import PlanType
from goldenthread.thread.queries.search import Kind as Searched
from goldenthread.writing.report import PrintedReport, report_from

from ..models import Comment, Commentary, DraftFile, Rendering, Report
from ..rules import FAMILY_FORMS, KINDS, Depth, Kind, State
from .composing import compose

RENDER = "render_report"


def _not_dropped() -> QuerySet[Report]:
    return Report.objects.exclude(state=State.DROPPED).defer("frozen")


# Drafts are found too: whoever sees an area sees them, and may ask something of them.
SEARCHED = Searched(
    "Report",
    _not_dropped,
    "area",
    ("title", "body__name", "group__name"),
    "{row.title} ({row.state})",
    "reports:report",
    ("pk",),
)


def reports_of(area_pk: int, on: date, body: int | None = None) -> list[Report]:
    """Return the reports of an area, or for a body, that stand by a day, newest first."""
    rows = Report.objects.filter(area=area_pk, as_at__lte=on).exclude(state=State.DROPPED)
    if body is not None:
        rows = rows.filter(body=body)
    still_open = Count("comments", filter=Q(comments__settled_at=None))
    found = rows.defer("frozen").select_related("body", "group").annotate(asked=still_open)
    return list(found.order_by("-as_at", "-pk"))


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


def _for_families(on: date) -> QuerySet[Report]:
    rows = Report.objects.filter(state=State.PUBLISHED, depth=Depth.FAMILIES, as_at__lte=on)
    return rows.filter(published_at__lt=end_of(on))


def published_for_families(area_pk: int, on: date) -> list[Report]:
    """Return what was published for families by a day, newest first, each with its files."""
    files = Prefetch("renderings", Rendering.objects.defer("data").order_by("form"))
    return list(_for_families(on).filter(area=area_pk).defer("frozen").prefetch_related(files))


def family_report(slug: str, pk: int, on: date) -> Report | None:
    """Return a report that was published for families by a day, None where there is none such."""
    return _for_families(on).filter(area__slug=slug, pk=pk).first()


def kept_file(report: Report, form: str) -> Rendering | None:
    """Return a file of a report that families are offered, None until the worker has made it."""
    return report.renderings.filter(form=form).first() if form in set(FAMILY_FORMS) else None


def draft_file(report: Report, form: str, stamp: str) -> DraftFile | None:
    """Return a file made of a draft that says what the draft says now, None where there is none."""
    return report.draft_files.filter(form=form, stamp=stamp).first()


def stamp_of(kept: object) -> str:
    """Return the SHA-256 in hex of a report kept as JSON, the same on every database."""
    written = json.dumps(kept, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def making_of(report: Report, form: str) -> Progress | None:
    """Return how far the last piece of work on a file of a report is, None where none was asked."""
    rows = Outbox.objects.filter(
        kind=RENDER, event__subject="report", event__subject_ref=str(report.pk), payload__form=form
    )
    last = rows.order_by("-pk").values_list("pk", flat=True).first()
    return progress_of(last) if last else None


def end_of(day: date) -> datetime:
    """Return the moment at which a day ends, in local time."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def latest_published(area_pk: int, kind: Kind, before: date) -> Report | None:
    """Return the last published report of a kind that stands for a day before this one."""
    rows = Report.objects.filter(area=area_pk, state=State.PUBLISHED, kind=kind, as_at__lt=before)
    return rows.defer("frozen").first()


@dataclass(frozen=True, slots=True)
class Before:
    """The day since which a report would say what changed, and why that day."""

    day: date
    why: str


def last_time(report: Report) -> Before | None:
    """Return since when a report would say what changed, None where there is nothing before it.

    That is the last one published of its kind, for the same group or board; else the last meeting
    of the board it is for.
    """
    rows = Report.objects.filter(
        area=report.area, kind=report.kind, state=State.PUBLISHED, as_at__lt=report.as_at
    )
    before = rows.filter(group=report.group, body=report.body).defer("frozen").first()
    if before is not None:
        return Before(before.as_at, f"the last one published, “{before.title}”")
    met = latest_meeting(report.body, report.as_at) if report.body else None
    return Before(met.held_on, f"the last meeting of {report.body}") if met else None


def suggested_title(report: Report) -> str:
    """Return what a report could be called: its kind, its group or board, and its day.

    That of an accelerated plan is called as the plan is.
    """
    whose = report.group.name if report.group else report.body.name if report.body else ""
    name, plan = KINDS[Kind(report.kind)].name, report.improvement_plan
    if report.kind == Kind.ACCELERATED_PLAN and plan.plan_type == PlanType.ACCELERATED_PROGRESS:
        name = plan.title
    parts = (name, whose, long_date(report.as_at))
    return ", ".join(part for part in parts if part)[:300]


def accelerated_of(area_pk: int, on: date) -> list[ImprovementPlan]:
    """Return the accelerated progress plans of an area by a day, newest first.

    One of whose life nothing is on record is taken to have been there.
    """
    rows = ImprovementPlan.objects.filter(
        area=area_pk, plan_type=PlanType.ACCELERATED_PROGRESS.value, superseded_by=None
    )
    began = rows.annotate(began=Min("life_events__on"))
    return list(began.filter(Q(began=None) | Q(began__lte=on)).order_by("-pk"))


def kinds_by_depth() -> dict[Depth, list[Kind]]:
    """Return the kinds of report under the readers they are for."""
    return {depth: [kind for kind in Kind if KINDS[kind].depth == depth] for depth in Depth}
