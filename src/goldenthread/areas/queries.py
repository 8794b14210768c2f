"""What other rooms may read of areas."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from goldenthread.core.errors import UserError

from .models import (
    Body,
    LocalArea,
    Locality,
    Organisation,
    OrganisationInArea,
    ReportLine,
    Succession,
)


@dataclass(frozen=True, slots=True)
class AreaOnADay:
    """An area's bodies, places and organisations as they stood on one day."""

    on: date
    localities: list[Locality]
    organisations: list[Organisation]
    bodies: list[Body]
    reports: list[ReportLine]


def name_on(body: Body, day: date) -> str:
    """Return what a body was called on a day."""
    former = [name for name in body.former_names.all() if name.until >= day]
    return min(former, key=lambda name: (name.until, name.pk)).name if former else body.name


def named_on(bodies: Iterable[Body], day: date) -> None:
    """Give bodies that are only shown, never saved, the name they had on a day."""
    for body in bodies:
        body.name = name_on(body, day)


def area_on(area: LocalArea, day: date) -> AreaOnADay:
    """Return what an area was made of on a day."""
    serving = OrganisationInArea.objects.on(day).filter(area=area)
    organisations = Organisation.objects.on(day).filter(pk__in=serving.values("organisation"))
    localities = Locality.objects.on(day).filter(area=area).prefetch_related("made_of")
    rows = ReportLine.objects.on(day).filter(body__area=area).select_related("body", "to")
    reports = list(
        rows.prefetch_related("body__former_names", "to__former_names").order_by("body__name")
    )
    bodies = Body.objects.on(day).filter(area=area).prefetch_related("former_names")
    named = list(bodies.order_by("kind", "name"))
    named_on([*named, *(end for line in reports for end in (line.body, line.to))], day)
    return AreaOnADay(
        day,
        list(localities.order_by("kind", "name")),
        list(organisations.order_by("kind", "name")),
        named,
        reports,
    )


def successions_of(area: LocalArea) -> list[Succession]:
    """Return the successions that touch an area, its places or its organisations, by date."""
    touching = (
        Q(parties__area=area)
        | Q(parties__locality__area=area)
        | Q(parties__organisation__serves__area=area)
    )
    rows = (
        Succession.objects.filter(touching)
        .distinct()
        .prefetch_related("parties__area", "parties__organisation", "parties__locality")
    )
    return list(rows)


def change_days(area: LocalArea) -> list[date]:
    """Return the days on which something of an area starts or has just ended, in order."""
    return sorted({succession.on for succession in successions_of(area)})


def area_called(slug: str) -> LocalArea:
    """Return the local area with this name in addresses; raises UserError when there is none."""
    area = LocalArea.objects.filter(slug=slug).first() if "\x00" not in slug else None
    if area is None:
        known = list(LocalArea.objects.order_by("slug").values_list("slug", flat=True)[:20])
        there = f"Here are: {', '.join(known)}." if known else "No area has been added yet."
        raise UserError(f"There is no local area “{slug[:60]}”. {there} Nothing was changed.")
    return area


def all_areas() -> list[LocalArea]:
    """Return every local area, by name."""
    return list(LocalArea.objects.order_by("name", "slug"))
