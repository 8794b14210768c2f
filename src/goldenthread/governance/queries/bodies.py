"""Bodies of an area on a day: their names, members, terms, cadence and lines of report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from goldenthread.areas.models import Body, FormerName, LocalArea, ReportLine
from goldenthread.areas.queries import name_on, named_on
from goldenthread.areas.rules import BODY_KIND_NAMES, BodyKind

from ..models import BodyMember, Cadence, StandingItem, TermsOfReference
from ..rules.cadence import EVERY_NAMES, MOVED_NAMES, Every, Moved
from ..rules.chart import Box, Chart, drawn
from ..rules.states import MEETS_UNDER_NAMES, MeetsUnder, meets_under


def bodies_on(area: LocalArea, on: date) -> list[Body]:
    """Return the bodies of an area on a day, each under its name of that day, by name."""
    names = Prefetch("former_names", FormerName.objects.order_by("until", "pk"))
    rows = list(Body.objects.on(on).filter(area=area).prefetch_related(names))
    named_on(rows, on)
    return sorted(rows, key=lambda body: (body.name.lower(), body.pk))


def lines_on(area: LocalArea, on: date) -> list[ReportLine]:
    """Return the lines of report of an area on a day, bodies loaded."""
    rows = ReportLine.objects.on(on).filter(body__area=area)
    return _lines(rows.order_by("body__name", "to__name", "pk"), on)


def _lines(rows: QuerySet[ReportLine], on: date) -> list[ReportLine]:
    """Return lines of report, both ends under their names of a day."""
    names = ("body__former_names", "to__former_names")
    lines = list(rows.select_related("body", "to").prefetch_related(*names))
    named_on((end for line in lines for end in (line.body, line.to)), on)
    return lines


def pairs_on(area: LocalArea, on: date) -> list[tuple[int, int]]:
    """Return the lines of report on a day as (body, body it reports to)."""
    return list(ReportLine.objects.on(on).filter(body__area=area).values_list("body_id", "to_id"))


def chart_of(bodies: list[Body], lines: list[ReportLine], address: Callable[[int], str]) -> Chart:
    """Return the accountability chart of some bodies; `address` gives the page of each."""
    boxes = [
        Box(body.pk, body.name, BODY_KIND_NAMES[BodyKind(body.kind)], address(body.pk))
        for body in bodies
    ]
    return drawn(boxes, [(line.body_id, line.to_id) for line in lines])


def members_of(body: Body, on: date) -> list[BodyMember]:
    """Return who had seats on a body on a day."""
    return list(BodyMember.objects.on(on).filter(body=body).select_related("organisation"))


def terms_of(body: Body, on: date) -> TermsOfReference | None:
    """Return the terms of reference in force on a day."""
    rows = TermsOfReference.objects.filter(body=body, agreed_on__lte=on)
    return rows.select_related("document").order_by("-agreed_on", "-version").first()


def rules_of(body: Body, on: date) -> MeetsUnder:
    """Return by which rules a body met on a day."""
    terms = terms_of(body, on)
    return meets_under(body.kind, terms.meets_under if terms else "")


def rules_in(area: LocalArea, on: date) -> dict[int, MeetsUnder]:
    """Return by which rules each body of an area met on a day, by its key."""
    rows = TermsOfReference.objects.filter(body__area=area, agreed_on__lte=on)
    said = dict(rows.order_by("agreed_on", "version").values_list("body_id", "meets_under"))
    kinds = Body.objects.filter(area=area).values_list("pk", "kind")
    return {body: meets_under(kind, said.get(body, "")) for body, kind in kinds}


def cadence_of(body: Body, on: date) -> Cadence | None:
    """Return the cadence in force on a day, the newest first."""
    return Cadence.objects.on(on).filter(body=body).order_by("-starts", "-pk").first()


def standing_items_of(body: Body, on: date) -> list[StandingItem]:
    """Return what stands on every agenda of a body on a day."""
    return list(StandingItem.objects.on(on).filter(body=body))


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body as a row beside the chart."""

    body: Body
    kind: str
    reports_to: list[ReportLine]
    hears_from: list[ReportLine]
    seats: int
    cadence: str


def table_of(bodies: list[Body], lines: list[ReportLine], on: date) -> list[BodyRow]:
    """Return the bodies of a day as rows, with their lines, seats and cadence."""
    keys = [body.pk for body in bodies]
    seats: dict[int, int] = dict.fromkeys(keys, 0)
    for body, count in BodyMember.objects.on(on).filter(body__in=keys).values_list("body", "seats"):
        seats[body] += count
    every: dict[int, str] = {}
    for cadence in Cadence.objects.on(on).filter(body__in=keys).order_by("starts", "pk"):
        every[cadence.body_id] = EVERY_NAMES[Every(cadence.every)]
    return [
        BodyRow(
            body,
            BODY_KIND_NAMES[BodyKind(body.kind)],
            [line for line in lines if line.body_id == body.pk],
            [line for line in lines if line.to_id == body.pk],
            seats[body.pk],
            every.get(body.pk, ""),
        )
        for body in bodies
    ]


@dataclass(frozen=True, slots=True)
class BodyRecord:
    """A body on a day: its name then, earlier names, lines, members, terms, cadence, meetings."""

    name: str
    kind: str
    under: str
    former: list[FormerName]
    reports_to: list[ReportLine]
    hears_from: list[ReportLine]
    members: list[BodyMember]
    terms: list[TermsOfReference]
    cadence: Cadence | None
    moved: str
    standing: list[StandingItem]


def body_record(body: Body, on: date) -> BodyRecord:
    """Return what a body was made of on a day; terms newest first."""
    lines = ReportLine.objects.on(on)
    terms = TermsOfReference.objects.filter(body=body, agreed_on__lte=on)
    cadence = cadence_of(body, on)
    return BodyRecord(
        name=name_on(body, on),
        kind=BODY_KIND_NAMES[BodyKind(body.kind)],
        under=MEETS_UNDER_NAMES[rules_of(body, on)],
        former=[former for former in body.former_names.all() if former.until < on],
        reports_to=_lines(lines.filter(body=body), on),
        hears_from=_lines(lines.filter(to=body), on),
        members=members_of(body, on),
        terms=list(terms.select_related("document").order_by("-version")),
        cadence=cadence,
        moved=MOVED_NAMES[Moved(cadence.moved)] if cadence else "",
        standing=standing_items_of(body, on),
    )
