"""What reviewers say of two records, and people joined or taken apart by hand."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Joining, ReviewPair
from ..queries.review import answers
from ..rules.review import Said, Verdict, may_answer, outcome


@transaction.atomic
def answer_pair(*, by: Actor, pair: ReviewPair, verdict: Verdict) -> ReviewPair:
    """Keep one reviewer's answer, and settle the pair once two agree or a third has decided.

    UserError where this person answered already or the pair is settled; nothing is kept then.
    """
    held = ReviewPair.objects.select_for_update(no_key=True).get(pk=pair.pk)
    said = answers(held)
    if not may_answer(said, by.ref):
        raise UserError(
            "This pair is settled, or you have answered it already. Your answer was not kept; "
            "the next pair waits for you."
        )
    held.answers.create(who=by.ref, by_name=by.name, verdict=verdict.value)
    settled = outcome([*said, Said(by.ref, verdict)])
    if settled is not None:
        held.outcome, held.settled_at = settled.value, timezone.now()
        held.save(update_fields=["outcome", "settled_at"])
    record(
        by=by,
        verb="answer",
        subject="review_pair",
        ref=held.pk,
        after={"verdict": verdict.value, "settled": held.outcome},
    )
    return held


@transaction.atomic
def join_people(*, by: Actor, area: LocalArea, person: str, other: str, why: str) -> Joining:
    """Say that two people of the spine are one; the next run of the linkage makes them so."""
    if person == other:
        raise UserError("These are one person already. Nothing was changed.")
    return _joining(by=by, area=area, kind=Joining.MERGE, person=person, other=other, why=why)


@transaction.atomic
def part_people(
    *, by: Actor, area: LocalArea, person: str, records: Sequence[str], why: str
) -> Joining:
    """Say that these records of a person are somebody else's; the next run takes them apart."""
    if not records:
        raise UserError("Choose the records that are somebody else's. Nothing was changed.")
    return _joining(
        by=by, area=area, kind=Joining.SPLIT, person=person, records=list(records), why=why
    )


def _joining(
    *,
    by: Actor,
    area: LocalArea,
    kind: str,
    person: str,
    why: str,
    other: str = "",
    records: Sequence[str] = (),
) -> Joining:
    if not why.strip():
        raise UserError("Say why. Nothing was changed.", field="why")
    made = Joining.objects.create(
        area=area,
        kind=kind,
        person=person,
        other=other,
        records=list(records),
        why=why.strip(),
        by_name=by.name,
    )
    record(by=by, verb=kind, subject="joining", ref=made.pk, after={"records": len(records)})
    return made


@transaction.atomic
def undo_joining(*, by: Actor, joining: Joining, why: str) -> Joining:
    """Take back a join or a parting; both stay in the history, and the next run follows."""
    held = Joining.objects.select_for_update(no_key=True).get(pk=joining.pk)
    if held.undone_at is not None:
        raise UserError("This was taken back already. Nothing was changed.")
    if not why.strip():
        raise UserError("Say why. Nothing was changed.", field="why")
    held.undone_at, held.undone_why = timezone.now(), why.strip()
    held.save(update_fields=["undone_at", "undone_why"])
    record(by=by, verb="undo", subject="joining", ref=held.pk)
    return held
