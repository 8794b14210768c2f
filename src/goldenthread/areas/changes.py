"""Recording areas, what they are made of and who succeeded whom."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from .models import (
    Body,
    LocalArea,
    Locality,
    Organisation,
    OrganisationInArea,
    ReportLine,
    Succession,
    SuccessionParty,
)
from .rules import BodyKind, LocalityKind, OrganisationKind, fault_of_area


@transaction.atomic
def add_area(
    *,
    by: Actor,
    slug: str,
    name: str,
    code: str = "",
    starts: date | None = None,
    ends: date | None = None,
    exercise: bool = False,
) -> LocalArea:
    """Add a local area; an exercise area says on every page that its updates are made up.

    Raises UserError for a name in addresses that is taken or cannot be one.
    """
    fault = fault_of_area(slug, name, code, starts, ends)
    if fault is None and LocalArea.objects.filter(slug=slug).exists():
        fault = f"There is a local area called “{slug}” already. Choose another name."
    if fault:
        raise UserError(f"{fault} Nothing was added.")
    area = LocalArea.objects.create(
        slug=slug, name=name, code=code, starts=starts, ends=ends, exercise=exercise
    )
    record(by=by, verb="add_area", subject="area", ref=area.pk, after={"slug": slug, "name": name})
    return area


@transaction.atomic
def add_locality(
    *,
    by: Actor,
    area: LocalArea,
    kind: LocalityKind,
    name: str,
    code: str = "",
    starts: date | None = None,
    ends: date | None = None,
    made_of: Iterable[Locality] = (),
    source: str = "",
) -> Locality:
    """Add a part of an area."""
    row = Locality.objects.create(
        area=area, kind=kind.value, name=name, code=code, starts=starts, ends=ends, source=source
    )
    row.made_of.set(made_of)
    record(by=by, verb="add_locality", subject="locality", ref=row.pk, after={"name": name})
    return row


@transaction.atomic
def add_organisation(
    *,
    by: Actor,
    area: LocalArea,
    kind: OrganisationKind,
    name: str,
    code: str = "",
    code_system: str = "",
    starts: date | None = None,
    ends: date | None = None,
    source: str = "",
) -> Organisation:
    """Add an organisation that serves an area; one known by name and kind is used again.

    One that serves the area already is returned as it is.
    """
    row, created = Organisation.objects.get_or_create(
        kind=kind.value,
        name=name,
        defaults={
            "code": code,
            "code_system": code_system,
            "starts": starts,
            "ends": ends,
            "source": source,
        },
    )
    _, serves_anew = OrganisationInArea.objects.get_or_create(
        organisation=row, area=area, defaults={"starts": starts, "ends": ends}
    )
    if not serves_anew:
        return row
    record(
        by=by,
        verb="add_organisation",
        subject="organisation",
        ref=row.pk,
        after={"name": name, "area": area.slug, "new": created},
    )
    return row


@transaction.atomic
def add_succession(
    *,
    by: Actor,
    on: date,
    what: str,
    source: str,
    before: Iterable[LocalArea | Organisation | Locality],
    after: Iterable[LocalArea | Organisation | Locality],
) -> Succession:
    """Record that bodies became others on a date; nothing is overwritten."""
    succession = Succession.objects.create(on=on, what=what, source=source)
    names = {LocalArea: "area", Organisation: "organisation", Locality: "locality"}
    sides = ((SuccessionParty.FROM, before), (SuccessionParty.TO, after))
    SuccessionParty.objects.bulk_create(
        SuccessionParty(succession=succession, side=side, **{names[type(party)]: party})
        for side, parties in sides
        for party in parties
    )
    record(
        by=by,
        verb="add_succession",
        subject="succession",
        ref=succession.pk,
        after={"on": str(on), "what": what},
    )
    return succession


@transaction.atomic
def add_body(
    *,
    by: Actor,
    area: LocalArea,
    kind: BodyKind,
    name: str,
    also_called: Iterable[str] = (),
    chair_role: str = "",
    starts: date | None = None,
    ends: date | None = None,
    reports_to: Iterable[Body] = (),
) -> Body:
    """Add a board or group and its lines of report."""
    body = Body.objects.create(
        area=area,
        kind=kind.value,
        name=name,
        also_called=list(also_called),
        chair_role=chair_role,
        starts=starts,
        ends=ends,
    )
    ReportLine.objects.bulk_create(
        ReportLine(body=body, to=to, starts=starts, ends=ends) for to in reports_to
    )
    record(by=by, verb="add_body", subject="body", ref=body.pk, after={"name": name})
    return body
