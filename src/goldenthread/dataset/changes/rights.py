"""Requests about a person's data, legal holds and shields."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import LegalHold, Redaction, RightsRequest, Shield
from ..queries.rights import records_of
from ..rules.rights import ENDED, STATES, Right, Stand, second_look

Place = tuple[str, str, str]


def _known(area: LocalArea, person: str) -> list[str]:
    """Return the records of a person now; UserError where there is none."""
    found = sorted(records_of(area, [person]))
    if not found:
        raise UserError(
            "The data set has no record of this person, so nothing was kept. Look them up again."
        )
    return found


@transaction.atomic
def open_request(
    *,
    by: Actor,
    area: LocalArea,
    right: Right,
    person: str,
    asked_by: str,
    received_on: date,
    identity_on: date | None = None,
) -> RightsRequest:
    """Enter what a person asks for; the law's clock runs from that day."""
    if received_on > timezone.localdate():
        raise UserError("That day is still to come. Nothing was kept.", "received_on")
    records = _known(area, person)
    LocalArea.objects.select_for_update(no_key=True).get(pk=area.pk)
    last = RightsRequest.objects.filter(area=area).aggregate(last=Max("number"))["last"] or 0
    made = RightsRequest.objects.create(
        area=area,
        number=last + 1,
        right=right.value,
        person=person,
        records=records,
        asked_by=asked_by,
        received_on=received_on,
        identity_on=identity_on,
        entered_by=by.name,
    )
    after = {"right": right.value, "asked_by": asked_by, "received_on": received_on}
    record(by=by, verb="open", subject="rights_request", ref=made.pk, after=after)
    return made


def _going(request: RightsRequest) -> RightsRequest:
    """Return a request, locked; UserError where it is over."""
    row = RightsRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if row.state in ENDED:
        raise UserError(
            f"This request is over: {STATES[Stand(row.state)].lower()}. Nothing was changed."
        )
    return row


@transaction.atomic
def show_identity(*, by: Actor, request: RightsRequest, on: date) -> None:
    """Keep the day on which it was shown who asks; the month begins then at the earliest."""
    row = _going(request)
    if on < row.received_on:
        raise UserError("That is before the request came. Nothing was kept.", "on")
    row.identity_on = on
    row.save(update_fields=["identity_on"])
    after = {"identity_on": on}
    record(by=by, verb="show_identity", subject="rights_request", ref=row.pk, after=after)


@transaction.atomic
def extend_request(*, by: Actor, request: RightsRequest, why: str) -> None:
    """Put the answer off by two months; who asked is told why within the first month."""
    row = _going(request)
    if not why.strip():
        raise UserError("Say why it needs longer. Nothing was changed.", "why")
    row.extended, row.extended_why = True, why.strip()
    row.save(update_fields=["extended", "extended_why"])
    record(by=by, verb="extend", subject="rights_request", ref=row.pk)


@transaction.atomic
def review_answer(
    *, by: Actor, request: RightsRequest, decided: Mapping[Place, bool], flagged: Sequence[Place]
) -> None:
    """Keep which values that may be about somebody else are left out: True leaves out.

    UserError unless every one of `flagged` (record, table, field) is decided.
    """
    row = _going(request)
    open_still = [place for place in flagged if place not in decided]
    if open_still:
        raise UserError(
            f"{len(open_still)} values that may be about somebody else are not decided yet. "
            "Nothing was kept. Say of each whether it is given or left out."
        )
    row.redactions.all().delete()
    Redaction.objects.bulk_create(
        Redaction(
            request=row,
            record=key,
            table=table,
            field=field,
            leave_out=decided[(key, table, field)],
            by_name=by.name,
        )
        for key, table, field in flagged
    )
    row.state, row.reviewed_by, row.reviewed_by_ref = Stand.REVIEWED.value, by.name, by.ref
    row.reviewed_at = timezone.now()
    row.save(update_fields=["state", "reviewed_by", "reviewed_by_ref", "reviewed_at"])
    left_out = sum(decided[place] for place in flagged)
    after = {"flagged": len(flagged), "left_out": left_out}
    record(by=by, verb="review", subject="rights_request", ref=row.pk, after=after)


@transaction.atomic
def release_answer(
    *, by: Actor, request: RightsRequest, digest: str, flagged: Sequence[Place]
) -> None:
    """Release a reviewed answer, by somebody other than who reviewed it.

    `flagged` is what is flagged now: UserError where something came since the review.
    """
    row = _going(request)
    fault = second_look(row.reviewed_by_ref, by.ref)
    if fault:
        raise UserError(fault)
    known = set(row.redactions.values_list("record", "table", "field"))
    if set(flagged) - known:
        raise UserError(
            "Data came since the review that may be about somebody else. Nothing was released. "
            "Have the answer reviewed again."
        )
    row.state, row.released_by, row.digest = Stand.ANSWERED.value, by.name, digest
    row.answered_on = timezone.localdate()
    row.save(update_fields=["state", "released_by", "digest", "answered_on"])
    record(by=by, verb="release", subject="rights_request", ref=row.pk, after={"digest": digest})


@transaction.atomic
def end_request(*, by: Actor, request: RightsRequest, how: Stand, words: str) -> None:
    """End a request without doing it: refused, with the reason, or withdrawn by who asked."""
    row = _going(request)
    if how is Stand.REFUSED and not words.strip():
        raise UserError(
            "Say why it is refused: who asked must be told, with their right to complain to the "
            "Information Commissioner (UK GDPR, Article 12(4)). Nothing was changed.",
            "words",
        )
    row.state, row.answer, row.answered_on = how.value, words.strip(), timezone.localdate()
    row.save(update_fields=["state", "answer", "answered_on"])
    record(by=by, verb=how.value, subject="rights_request", ref=row.pk)


@transaction.atomic
def add_hold(*, by: Actor, area: LocalArea, person: str, why: str, starts: date) -> LegalHold:
    """Hold a person's data back from erasure and from the end of retention."""
    if not why.strip():
        raise UserError("Say why it is held. Nothing was changed.", "why")
    made = LegalHold.objects.create(
        area=area,
        person=person,
        records=_known(area, person),
        why=why.strip(),
        starts=starts,
        entered_by=by.name,
    )
    record(by=by, verb="add", subject="legal_hold", ref=made.pk, after={"starts": starts})
    return made


@transaction.atomic
def end_hold(*, by: Actor, hold: LegalHold, on: date) -> None:
    """Let a hold end; `on` is its last day."""
    row = LegalHold.objects.select_for_update(no_key=True).get(pk=hold.pk)
    if on < row.starts:
        raise UserError("That is before the hold began. Nothing was changed.", "on")
    row.ends = on
    row.save(update_fields=["ends"])
    record(by=by, verb="end", subject="legal_hold", ref=row.pk, after={"ends": on})


@transaction.atomic
def add_shield(*, by: Actor, area: LocalArea, person: str, kind: str, starts: date) -> Shield:
    """Let no output show where a person is, from a day on."""
    made = Shield.objects.create(
        area=area,
        person=person,
        records=_known(area, person),
        kind=kind,
        starts=starts,
        entered_by=by.name,
    )
    after = {"kind": kind, "starts": starts}
    record(by=by, verb="add", subject="shield", ref=made.pk, after=after)
    return made


@transaction.atomic
def end_shield(*, by: Actor, shield: Shield, on: date, why: str) -> None:
    """Let a shield end, with its reason; `on` is its last day."""
    row = Shield.objects.select_for_update(no_key=True).get(pk=shield.pk)
    if on < row.starts:
        raise UserError("That is before the shield began. Nothing was changed.", "on")
    if not why.strip():
        raise UserError("Say why the danger is over. Nothing was changed.", "why")
    row.ends = on
    row.save(update_fields=["ends"])
    record(by=by, verb="end", subject="shield", ref=row.pk, after={"ends": on})
