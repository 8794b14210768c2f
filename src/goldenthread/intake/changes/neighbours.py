"""Putting right what was read into the wrong row: moving, cutting and merging between actions."""

from typing import Any

from django.db import transaction

from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Decided, Decision, Intake, ReadFact
from ..queries.neighbours import neighbour_of
from ..rules.places import field_in_words
from ..rules.values import is_cut_of, joined
from .deciding import Seen, Stale, keep, locked, name_of, settle, snapshot

MOVABLE = frozenset({"lead", "due"})


def _pair(
    intake: Intake, seen: Seen, steps: int, neighbour_version: int | None
) -> tuple[ReadFact, ReadFact]:
    """Return a fact and the same field of the neighbouring action, both held."""
    (fact,) = locked(intake, [seen])
    beside = neighbour_of(fact, steps)
    if beside is None:
        side = "after" if steps > 0 else "before"
        raise UserError(f"There is no action {side} this one. Nothing was changed.")
    if neighbour_version is not None and beside.version != neighbour_version:
        raise Stale([beside])
    return fact, beside


def _empty(by: Actor, fact: ReadFact, reason: str) -> None:
    """Leave a fact without a value, to be looked at."""
    fact.value, fact.state, fact.reason = None, "unsure", reason
    fact.bundle = fact.cause = ""
    settle(by, fact, Decided.PENDING)


def _fill(by: Actor, fact: ReadFact, value: Any, cites: list[dict[str, Any]]) -> None:
    """Give a fact a value, keeping the one it had among its alternatives."""
    if fact.value is not None and fact.value not in fact.alternatives:
        fact.alternatives = [*fact.alternatives, fact.value]
    fact.value = value
    fact.cites = [*(c for c in cites if c not in fact.cites), *fact.cites]
    settle(by, fact, Decided.CORRECTED)


@transaction.atomic
def move_to_neighbour(
    *,
    by: Actor,
    intake: Intake,
    seen: Seen,
    steps: int,
    neighbour_version: int | None = None,
) -> Decision:
    """Move a lead or date to the action before (-1) or after (1).

    What stood there is kept as a choice; the fact left without a value stays to be looked at.
    Raises Stale as `decide` does.
    """
    fact, beside = _pair(intake, seen, steps, neighbour_version)
    if fact.field not in MOVABLE:
        raise UserError("Only a lead or a date can be moved. Nothing was changed.")
    if fact.value is None:
        raise UserError("There is nothing here to move. Nothing was changed.")
    before = snapshot([fact, beside])
    _fill(by, beside, fact.value, fact.cites)
    words = field_in_words(fact.field)
    _empty(by, fact, f"The {words} read here was moved to action {beside.key}.")
    label = f"{name_of(fact)}, to action {beside.key}"
    return keep(by=by, intake=intake, verb="move", label=label, facts=[fact, beside], before=before)


@transaction.atomic
def cut_into_next(
    *,
    by: Actor,
    intake: Intake,
    seen: Seen,
    pieces: tuple[str, str],
    neighbour_version: int | None = None,
) -> Decision:
    """Cut an action's text in two: the second piece opens the next action's text."""
    fact, beside = _pair(intake, seen, 1, neighbour_version)
    if fact.field != "text" or not is_cut_of(str(fact.value or ""), *pieces):
        raise UserError(
            "The words themselves changed while they were cut. Nothing was changed. Cut first, "
            "then edit the words."
        )
    before = snapshot([fact, beside])
    fact.value = pieces[0]
    settle(by, fact, Decided.CORRECTED)
    _fill(by, beside, joined(pieces[1], beside.value), fact.cites)
    label = f"{name_of(fact)}, cut into action {beside.key}"
    return keep(by=by, intake=intake, verb="cut", label=label, facts=[fact, beside], before=before)


@transaction.atomic
def merge_next(
    *, by: Actor, intake: Intake, seen: Seen, neighbour_version: int | None = None
) -> Decision:
    """Add the next action's text to this one; the next stands empty, to be looked at."""
    fact, beside = _pair(intake, seen, 1, neighbour_version)
    if fact.field != "text" or not beside.value:
        raise UserError("The next action has no words to merge into this one. Nothing was changed.")
    before = snapshot([fact, beside])
    taken = beside.value
    fact.value = joined(fact.value, taken)
    fact.cites = [*fact.cites, *(c for c in beside.cites if c not in fact.cites)]
    settle(by, fact, Decided.CORRECTED)
    beside.alternatives = [*beside.alternatives, taken]
    _empty(by, beside, f"The words read here were merged into action {fact.key}.")
    label = f"{name_of(fact)}, merged with action {beside.key}"
    return keep(
        by=by, intake=intake, verb="merge", label=label, facts=[fact, beside], before=before
    )
