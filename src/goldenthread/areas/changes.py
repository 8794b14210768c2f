"""Recording areas, what they are made of and who succeeded whom."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.calendar import day_words
from goldenthread.core.errors import UserError

from .models import (
    Body,
    FormerName,
    LocalArea,
    Locality,
    Organisation,
    OrganisationInArea,
    ReportLine,
    Succession,
    SuccessionParty,
)
from .rules import BodyKind, LocalityKind, OrganisationKind, fault_of_area, fault_of_line


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
def set_contact(
    *, by: Actor, area: LocalArea, role: str, email: str, phone: str, advice: str
) -> bool:
    """Say whom families may ask and where independent advice is; return whether it changed.

    Raises UserError where there is a way to reach somebody but no role, or a role and no way.
    """
    if bool(role) != bool(email or phone):
        raise UserError(
            "Give the role that families may ask and an e-mail address or telephone number, or "
            "none of them. Nothing was changed."
        )
    given = {
        "contact_role": role,
        "contact_email": email,
        "contact_phone": phone,
        "advice_address": advice,
    }
    before = {name: getattr(area, name) for name in given}
    if before == given:
        return False
    for name, words in given.items():
        setattr(area, name, words)
    area.save(update_fields=list(given))
    record(by=by, verb="set_contact", subject="area", ref=area.pk, before=before, after=given)
    return True


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


def fault_of_days(starts: date | None, last_day: date) -> None:
    """Raise UserError when something would end before it began."""
    if starts is not None and last_day < starts:
        raise UserError(
            f"It began on {day_words(starts)}; it cannot end before that. Nothing was changed."
        )


@transaction.atomic
def rename_body(*, by: Actor, body: Body, name: str, on: date) -> Body:
    """Call a body by another name from a day on; it is still found by the one it had until then."""
    row = Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    new = " ".join(name.split())
    if not new or len(new) > 200 or "\x00" in new:
        raise UserError("A body needs a name of 1 to 200 characters. Nothing was changed.")
    if new == row.name:
        raise UserError("It has that name already. Nothing was changed.")
    last_day = on - timedelta(days=1)
    newer = row.former_names.filter(until__gte=last_day)
    if newer.exists():
        raise UserError("It was renamed on that day or later already. Nothing was changed.")
    fault_of_days(row.starts, last_day)
    FormerName.objects.create(body=row, name=row.name, until=last_day)
    before, row.name = {"name": row.name}, new
    row.save(update_fields=["name"])
    after = {"name": new, "on": str(on)}
    record(by=by, verb="rename_body", subject="body", ref=row.pk, before=before, after=after)
    return row


@transaction.atomic
def end_body(*, by: Actor, body: Body, last_day: date) -> Body:
    """End a body on a day, and its lines of report with it; all it did stays on record."""
    row = Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    fault_of_days(row.starts, last_day)
    before = {"ends": str(row.ends) if row.ends else None}
    row.ends = last_day
    row.save(update_fields=["ends"])
    for line in ReportLine.objects.on(last_day).filter(Q(body=row) | Q(to=row)):
        if line.ends is None or line.ends > last_day:
            line.ends = last_day
            line.save(update_fields=["ends"])
    after = {"ends": str(last_day)}
    record(by=by, verb="end_body", subject="body", ref=row.pk, before=before, after=after)
    return row


@transaction.atomic
def add_report_line(
    *, by: Actor, body: Body, to: Body, starts: date | None, ends: date | None = None
) -> ReportLine:
    """Let a body report to another of its area from a day on; lines never run in a ring."""
    LocalArea.objects.select_for_update(no_key=True).get(pk=body.area_id)
    if body.area_id != to.area_id:
        raise UserError("The two bodies are of different areas. Nothing was added.")
    rows = ReportLine.objects.filter(body__area=body.area_id)
    if starts is not None:
        rows = rows.filter(Q(ends=None) | Q(ends__gte=starts))
    fault = fault_of_line(body.pk, to.pk, rows.values_list("body_id", "to_id"))
    if fault:
        raise UserError(f"{fault} Nothing was added.")
    line = ReportLine.objects.create(body=body, to=to, starts=starts, ends=ends)
    after = {"body": body.pk, "to": to.pk, "starts": str(starts) if starts else None}
    record(by=by, verb="add_report_line", subject="report_line", ref=line.pk, after=after)
    return line


@transaction.atomic
def end_report_line(*, by: Actor, line: ReportLine, last_day: date) -> None:
    """End a line of report on a day; that it was there stays on record."""
    fault_of_days(line.starts, last_day)
    line.ends = last_day
    line.save(update_fields=["ends"])
    after = {"ends": str(last_day)}
    record(by=by, verb="end_report_line", subject="report_line", ref=line.pk, after=after)
