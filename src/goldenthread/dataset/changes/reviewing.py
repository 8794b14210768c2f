"""What reviewers say of two records."""

from django.db import transaction
from django.utils import timezone

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import ReviewPair
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
