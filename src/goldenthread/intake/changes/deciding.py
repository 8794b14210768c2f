"""Deciding facts, one or many at once: every decision is saved at once and can be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Decided, Decision, Intake, ReadFact
from ..rules.places import Place, label_of

KEPT = (
    "field",
    "item",
    "value",
    "state",
    "reason",
    "alternatives",
    "cites",
    "bundle",
    "cause",
    "decided",
    "decided_by",
    "last_decision_id",
)


class Choice(StrEnum):
    """What a person does with a fact as they see it."""

    ACCEPT = "accept"
    CORRECT = "correct"
    LEAVE_UNKNOWN = "leave_unknown"
    OTHER_SIDE = "other_side"


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact as a person saw it: its key and the version that their page showed."""

    pk: int
    version: int


class Stale(Exception):
    """Somebody else decided a fact since the page was drawn: `facts` are they, as they stand."""

    def __init__(self, facts: Sequence[ReadFact]) -> None:
        super().__init__("Somebody else has decided this since the page was drawn.")
        self.facts = list(facts)


def locked_intake(intake: Intake) -> Intake:
    """Return the intake held against others; UserError once it is finished."""
    row = Intake.objects.select_for_update(no_key=True).get(pk=intake.pk)
    if row.finished_at:
        raise UserError(
            "What was accepted of this document has entered the record already, so nothing was "
            "changed. Bring in a newer version to change it."
        )
    return row


def locked(intake: Intake, seen: Iterable[Seen]) -> list[ReadFact]:
    """Return the facts seen, held against others until the transaction ends; Stale if changed."""
    locked_intake(intake)
    versions = {one.pk: one.version for one in seen}
    rows = list(
        ReadFact.objects.select_for_update(no_key=True)
        .filter(pk__in=versions, part__intake=intake)
        .order_by("part__position", "position")
    )
    if not rows or len(rows) != len(versions):
        raise UserError(
            "That fact is not part of this document. Nothing was changed. Go back to the list "
            "and choose it again."
        )
    changed = [row for row in rows if row.version != versions[row.pk]]
    if changed:
        raise Stale(changed)
    return rows


def snapshot(facts: Iterable[ReadFact]) -> dict[str, Any]:
    """Return how facts stand before a decision, by key, as undoing needs it."""
    return {
        str(fact.pk): {
            **{name: getattr(fact, name) for name in KEPT},
            "decided_at": fact.decided_at.isoformat() if fact.decided_at else None,
        }
        for fact in facts
    }


def settle(by: Actor, fact: ReadFact, decided: Decided) -> None:
    """Set who decided a fact, and when, and count the change."""
    fact.decided = decided.value
    fact.decided_by = "" if decided is Decided.PENDING else by.name
    fact.decided_at = None if decided is Decided.PENDING else timezone.now()
    fact.version += 1


def save_facts(facts: Iterable[ReadFact]) -> None:
    """Write decided facts back."""
    ReadFact.objects.bulk_update(facts, [*KEPT, "decided_at", "version"], batch_size=100)


def name_of(fact: ReadFact) -> str:
    """Return a fact's name in words."""
    return label_of(Place(fact.noun, fact.key, fact.field, fact.item))


def log(
    *, by: Actor, intake: Intake, verb: str, label: str, count: int, before: dict[str, Any]
) -> Decision:
    """Keep a decision so that it can be undone, and tell the trail."""
    decision = Decision.objects.create(
        intake=intake,
        verb=verb,
        by_ref=by.ref,
        by_name=by.name,
        at=timezone.now(),
        facts=count,
        label=label[:300],
        before=before,
    )
    record(
        by=by,
        verb="decide_reading",
        subject="intake",
        ref=intake.pk,
        after={"decision": verb, "what": label, "facts": count},
    )
    return decision


def keep(
    *,
    by: Actor,
    intake: Intake,
    verb: str,
    label: str,
    facts: Sequence[ReadFact],
    before: dict[str, Any],
) -> Decision:
    """Write decided facts back and keep the decision that changed them."""
    decision = log(by=by, intake=intake, verb=verb, label=label, count=len(facts), before=before)
    for fact in facts:
        fact.last_decision = decision
    save_facts(facts)
    return decision


@transaction.atomic
def decide(
    *, by: Actor, intake: Intake, seen: Sequence[Seen], choice: Choice, value: Any = None
) -> Decision:
    """Accept, correct or leave unknown one fact, or several that are decided as one.

    Raises Stale where somebody else decided one of them since it was seen.
    """
    facts = locked(intake, seen)
    before = snapshot(facts)
    for fact in facts:
        _apply(by, fact, choice, value)
    label = name_of(facts[0]) + (f" and {len(facts) - 1} more" if len(facts) > 1 else "")
    return keep(by=by, intake=intake, verb=choice.value, label=label, facts=facts, before=before)


def _apply(by: Actor, fact: ReadFact, choice: Choice, value: Any) -> None:
    if choice is Choice.CORRECT:
        same = value == fact.read and fact.read is not None
        fact.value = value
        settle(by, fact, Decided.ACCEPTED if same else Decided.CORRECTED)
    elif choice is Choice.OTHER_SIDE:
        fact.alternatives = [{"side": fact.field}]
        fact.field, fact.item = value["side"], f"moved {fact.pk}"
        settle(by, fact, Decided.CORRECTED)
    elif choice is Choice.LEAVE_UNKNOWN:
        settle(by, fact, Decided.LEFT_UNKNOWN)
    elif fact.value is None:
        raise UserError(
            f"{name_of(fact)}: nothing was read here, so there is nothing to accept. Nothing was "
            "changed. Type what the document says, or leave it unknown."
        )
    else:
        same = fact.value == fact.read or fact.decided != Decided.CORRECTED.value
        settle(by, fact, Decided.ACCEPTED if same else Decided.CORRECTED)


def _settle_many(by: Actor, intake: Intake, verb: str, label: str, sure: bool, to: Decided) -> int:
    """Decide at once all pending facts that are sure (or are not) in the parts taken."""
    states = ("sure", "absent")
    rows = ReadFact.objects.filter(
        part__intake=intake, part__taken=True, decided=Decided.PENDING.value
    )
    rows = rows.filter(state__in=states) if sure else rows.exclude(state__in=states)
    pks = list(rows.values_list("pk", flat=True))
    if not pks:
        return 0
    decision = log(by=by, intake=intake, verb=verb, label=label, count=len(pks), before={})
    for start in range(0, len(pks), 500):
        ReadFact.objects.filter(pk__in=pks[start : start + 500]).update(
            decided=to.value,
            decided_by=by.name,
            decided_at=decision.at,
            last_decision=decision,
            version=F("version") + 1,
        )
    return len(pks)


@transaction.atomic
def accept_sure(*, by: Actor, intake: Intake) -> int:
    """Accept everything that reading was sure of, as one decision; returns how many facts.

    A fact that the document does not give is accepted as not given.
    """
    locked_intake(intake)
    label = "everything read as sure"
    return _settle_many(by, intake, "accept_sure", label, True, Decided.ACCEPTED)


@transaction.atomic
def leave_rest_unknown(*, by: Actor, intake: Intake) -> int:
    """Leave unknown, on purpose and as one decision, all that is still to be looked at."""
    locked_intake(intake)
    label = "all that was still to look at"
    return _settle_many(by, intake, "leave_rest", label, False, Decided.LEFT_UNKNOWN)
