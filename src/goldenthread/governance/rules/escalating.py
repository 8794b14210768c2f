"""What is due to move up the lines of report, where to, and since when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .states import EscalationKind


@dataclass(frozen=True, slots=True)
class Thing:
    """Something open that a body has had since a day: what sort, its key and how it reads.

    `answer_by` is the deadline that came with its last move, None before it has moved.
    """

    kind: EscalationKind
    key: int
    body: int
    since: date
    words: str
    answer_by: date | None = None
    earlier: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RuleSeen:
    """A rule of the area: after so many days in a body (any when None) a kind moves up."""

    pk: int
    kind: EscalationKind
    body: int | None
    after_days: int
    answer_days: int
    starts: date
    ends: date | None = None

    def holds(self, thing: Thing, on: date) -> bool:
        """Say whether the rule speaks of this thing on a day."""
        dated = self.starts <= on and (self.ends is None or on <= self.ends)
        return dated and self.kind is thing.kind and self.body in (None, thing.body)


@dataclass(frozen=True, slots=True)
class Due:
    """A thing that a rule moves up: from when, to which bodies (none: it is at the top)."""

    thing: Thing
    rule: RuleSeen
    due_on: date
    to: tuple[int, ...]
    answer_by: date

    @property
    def at_the_top(self) -> bool:
        """Say whether the body that has it reports to nobody, so that it cannot move."""
        return not self.to


def rule_for(thing: Thing, rules: Iterable[RuleSeen], on: date) -> RuleSeen | None:
    """Return the rule that speaks of a thing: one for its body before one for any, newest first."""
    holding = [rule for rule in rules if rule.holds(thing, on)]
    holding.sort(key=lambda rule: (rule.body is not None, rule.starts, rule.pk), reverse=True)
    return holding[0] if holding else None


def due_day(thing: Thing, rule: RuleSeen) -> date:
    """Return the day on which a thing moves up: its deadline, or so many days since it came."""
    return thing.answer_by or thing.since + timedelta(days=rule.after_days)


def due_to_move(
    things: Iterable[Thing],
    rules: Sequence[RuleSeen],
    lines: Sequence[tuple[int, int]],
    on: date,
) -> list[Due]:
    """Return what is due to move on a day, longest due first.

    `lines` are (body, body it reports to) on that day. A thing never moves to a body that had it.
    """
    found = []
    for thing in things:
        rule = rule_for(thing, rules, on)
        if rule is None or due_day(thing, rule) > on:
            continue
        had = thing.earlier | {thing.body}
        above = tuple(to for body, to in lines if body == thing.body and to not in had)
        answer_by = on + timedelta(days=rule.answer_days)
        found.append(Due(thing, rule, due_day(thing, rule), above, answer_by))
    return sorted(found, key=lambda due: (due.due_on, due.thing.kind, due.thing.key))
