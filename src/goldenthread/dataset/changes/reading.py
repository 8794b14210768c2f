"""Writing down who read what of whom, before it is shown."""

from collections.abc import Sequence

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor

from ..models import Reading, ReadPerson
from ..rules.reasons import check_reason, check_words

NAMED_IN_THE_TRAIL = 50


@transaction.atomic
def record_read(
    *,
    by: Actor,
    area: LocalArea,
    persons: Sequence[str],
    reason: str,
    page: str,
    words: str = "",
) -> Reading:
    """Keep that somebody reads identifiable rows of some people, why and where; then show them.

    `persons` are references of the spine (or of records, where nobody is linked yet), `reason` a
    key of `rules.reasons.REASONS`, `page` the name of an address or a command. The trail gets the
    reason and, for up to 50 people, keyed digests of the references; the words stay out of it.
    UserError for a reason that is none, or words that hold an identifier.
    """
    check_reason(reason)
    said = check_words(words)
    known = list(dict.fromkeys(persons))
    made = Reading.objects.create(
        area=area,
        by_ref=by.ref,
        by_name=by.name,
        reason=reason,
        words=said,
        page=page,
        people=len(known),
    )
    ReadPerson.objects.bulk_create(
        (ReadPerson(reading=made, person=person) for person in known), batch_size=2000
    )
    named = known if len(known) <= NAMED_IN_THE_TRAIL else []
    after = {
        "area": area.slug,
        "page": page,
        "reason": reason,
        "people": len(known),
        "of": [{"person": person} for person in named],
    }
    record(by=by, verb="read", subject="reading", ref=made.pk, after=after)
    return made
