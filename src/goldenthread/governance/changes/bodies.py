"""What a body is made of: its members, its terms of reference, how often it meets."""

from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import Max

from goldenthread.areas.models import Body, Organisation
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.models import Document

from ..models import BodyMember, Cadence, StandingItem, TermsOfReference
from ..rules.cadence import Every, Moved
from ..rules.states import MeetsUnder


@transaction.atomic
def add_member(
    *,
    by: Actor,
    body: Body,
    organisation: Organisation | None = None,
    organisation_words: str = "",
    role: str = "",
    seats: int = 1,
    votes: bool = True,
    starts: date | None = None,
    ends: date | None = None,
) -> BodyMember:
    """Give an organisation, recorded or as written, seats on a body from a day on."""
    if organisation is None and not organisation_words.strip():
        raise UserError("Say which organisation has the seat. Nothing was added.")
    if starts and ends and ends < starts:
        raise UserError("The seat would end before it starts. Nothing was added.")
    member = BodyMember.objects.create(
        body=body,
        organisation=organisation,
        organisation_words="" if organisation else organisation_words.strip(),
        role=role.strip(),
        seats=seats,
        votes=votes,
        starts=starts,
        ends=ends,
    )
    after = {"body": body.pk, "organisation": member.called, "role": role, "seats": seats}
    record(by=by, verb="add_member", subject="body_member", ref=member.pk, after=after)
    return member


@transaction.atomic
def end_member(*, by: Actor, member: BodyMember, last_day: date, why: str = "") -> None:
    """End an organisation's seat on a day; that it had one stays on record."""
    if member.starts and last_day < member.starts:
        raise UserError("That day is before the seat began. Nothing was changed.")
    before = {"ends": str(member.ends) if member.ends else None}
    member.ends, member.ends_why = last_day, why
    member.save(update_fields=["ends", "ends_why"])
    after = {"ends": str(last_day), "why": why}
    record(
        by=by, verb="end_member", subject="body_member", ref=member.pk, before=before, after=after
    )


@transaction.atomic
def add_terms(
    *,
    by: Actor,
    body: Body,
    agreed_on: date,
    words: str = "",
    document: Document | None = None,
    meets_under: MeetsUnder | None = None,
    quorum: int | None = None,
) -> TermsOfReference:
    """Add the next version of a body's terms of reference, in force from the day agreed."""
    if not words.strip() and document is None:
        raise UserError("Give the terms in words or as a document. Nothing was added.")
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    last = TermsOfReference.objects.filter(body=body).order_by("-version").first()
    if last and agreed_on < last.agreed_on:
        day = last.agreed_on
        raise UserError(
            f"Version {last.version} was agreed on {day.day} {day:%B %Y}; a newer one cannot be "
            "older. Nothing was added."
        )
    terms = TermsOfReference.objects.create(
        body=body,
        version=last.version + 1 if last else 1,
        agreed_on=agreed_on,
        words=words,
        document=document,
        meets_under=meets_under.value if meets_under else "",
        quorum=quorum,
    )
    after = {"body": body.pk, "version": terms.version, "agreed_on": str(agreed_on)}
    record(by=by, verb="add_terms", subject="terms", ref=terms.pk, after=after)
    return terms


@transaction.atomic
def set_cadence(
    *,
    by: Actor,
    body: Body,
    every: Every,
    first_on: date,
    hour: time,
    minutes: int = 120,
    place: str = "",
    moved: Moved = Moved.LATER,
) -> Cadence:
    """Let a body meet so often from a first day on; the cadence before it ends the day before."""
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    for earlier in Cadence.objects.on(first_on).filter(body=body):
        if earlier.starts and earlier.starts >= first_on:
            raise UserError(
                "A cadence from that very day is recorded. Choose a later first day. Nothing was "
                "changed."
            )
        earlier.ends = first_on - timedelta(days=1)
        earlier.save(update_fields=["ends"])
    cadence = Cadence.objects.create(
        body=body,
        every=every.value,
        first_on=first_on,
        starts=first_on,
        hour=hour,
        minutes=minutes,
        place=place,
        moved=moved.value,
    )
    after = {"body": body.pk, "every": every.value, "first_on": str(first_on), "hour": str(hour)}
    record(by=by, verb="set_cadence", subject="cadence", ref=cadence.pk, after=after)
    return cadence


@transaction.atomic
def add_standing_item(
    *, by: Actor, body: Body, title: str, owner_role: str = "", starts: date | None = None
) -> StandingItem:
    """Put an item on every agenda of a body from a day on, after those there are."""
    if not title.strip():
        raise UserError("Give the item a title. Nothing was added.")
    last = StandingItem.objects.filter(body=body).aggregate(last=Max("position"))["last"]
    item = StandingItem.objects.create(
        body=body,
        position=(last or 0) + 1,
        title=title.strip(),
        owner_role=owner_role,
        starts=starts,
    )
    after = {"body": body.pk, "title": item.title}
    record(by=by, verb="add_standing_item", subject="standing_item", ref=item.pk, after=after)
    return item


@transaction.atomic
def end_standing_item(*, by: Actor, item: StandingItem, last_day: date) -> None:
    """Take an item off the agendas of meetings after a day."""
    item.ends = last_day
    item.save(update_fields=["ends"])
    after = {"ends": str(last_day)}
    record(by=by, verb="end_standing_item", subject="standing_item", ref=item.pk, after=after)
