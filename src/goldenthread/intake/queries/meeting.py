"""Who last touched a fact: somebody else, or the very person who now looks at an older page."""

from collections.abc import Iterable

from django.db.models import Q

from ..models import Decision, Intake, ReadFact


def touched_by(intake: Intake, facts: Iterable[ReadFact], by_ref: str) -> bool:
    """Say whether it was this person alone who last decided these facts, or undid that."""
    return all(_last_by(intake, fact) == by_ref for fact in facts)


def _last_by(intake: Intake, fact: ReadFact) -> str:
    """Return the reference of who last decided a fact or took a decision on it back."""
    undone = Decision.objects.filter(
        Q(before__has_key=str(fact.pk)) | Q(before={}), intake=intake, undone_at__isnull=False
    )
    back = undone.order_by("undone_at").last()
    done = fact.last_decision
    if done is None or (back is not None and back.undone_at and back.undone_at > done.at):
        return back.by_ref if back else ""
    return done.by_ref
