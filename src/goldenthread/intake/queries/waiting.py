"""What is left to look at in a document: one decision at a time, the worst readings first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, Q

from ..models import Decided, Decision, Intake, ReadFact
from ..rules.doubting import DOUBT_WORDS, Doubt, doubt_of
from ..rules.places import Form, Place, field_in_words, label_of
from ..rules.values import in_words
from .counts import SURE

LOOKED_ENOUGH = 3
_LISTED = ("pk", "part_id", "position", "noun", "key", "field", "item", "reason", "cause",
           "bundle", "version", "form", "value")  # fmt: skip
Group = tuple[str, str, str]


@dataclass(slots=True)
class Item:
    """One decision waiting: a fact, or several read alike from the very same words."""

    pk: int
    label: str
    reason: str
    cause: str
    noun: str
    field_name: str
    words: str
    seen: list[tuple[int, int]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def also(self) -> list[str]:
        """Return the other things that this decision is for."""
        return self.names[1:]

    @property
    def group(self) -> Group:
        """Return what this item shares with those doubtful in the same way."""
        return self.noun, self.field_name, self.reason


@dataclass(slots=True)
class Cause:
    """The items of one field that wait for one reason; `looked` were decided one by one."""

    reason: str
    words: str
    looked: int = 0
    items: list[Item] = field(default_factory=list)

    @property
    def doubt(self) -> str:
        """Return in words what may be wrong with them."""
        return DOUBT_WORDS[doubt_of(self.reason)]

    @property
    def seen(self) -> list[tuple[int, int]]:
        """Return every fact of the group as (key, version)."""
        return [one for item in self.items for one in item.seen]

    @property
    def read(self) -> list[Item]:
        """Return the items of which something was read, so that it can be accepted."""
        return [item for item in self.items if item.words]

    @property
    def seen_of_read(self) -> list[tuple[int, int]]:
        """Return the facts of which something was read as (key, version)."""
        return [one for item in self.read for one in item.seen]

    @property
    def looked_enough(self) -> bool:
        """Say whether enough of the group was looked at to offer the rest at once first."""
        return self.looked >= LOOKED_ENOUGH


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a group: how many facts, its first, how many decisions were made in it."""

    size: int
    first: int
    looked: int


def last_decision(intake: Intake, by_ref: str) -> Decision | None:
    """Return a person's last decision on a document that has not been undone."""
    mine = Decision.objects.filter(intake=intake, by_ref=by_ref, undone_at=None)
    return mine.order_by("-pk").first()


def to_look_at(intake: Intake) -> list[Item]:
    """Return what is left to look at: the worst kind of doubt first, then the largest group.

    A group is of one field and reason. It counts those of its facts that are decided too, so that
    it keeps its place while people work through it; within a group the order is the document's.
    """
    rows = (
        ReadFact.objects.filter(
            part__intake=intake, part__taken=True, decided=Decided.PENDING.value
        )
        .exclude(state__in=SURE)
        .order_by("part__position", "position")
        .values(*_LISTED)
    )
    items: dict[Any, Item] = {}
    for row in rows:
        known = (row["part_id"], row["bundle"]) if row["bundle"] else row["pk"]
        label = label_of(Place(row["noun"], row["key"], row["field"], row["item"]))
        item = items.setdefault(known, _item(row, label))
        item.seen.append((row["pk"], row["version"]))
        item.names.append(label)
    groups = _groups(intake)
    return sorted(items.values(), key=lambda item: _order(item, groups))


def _item(row: Mapping[str, Any], label: str) -> Item:
    return Item(
        pk=row["pk"],
        label=label,
        reason=row["reason"],
        cause=row["cause"],
        noun=row["noun"],
        field_name=row["field"],
        words=in_words(Form(row["form"]), row["value"]),
    )


def _groups(intake: Intake) -> dict[Group, Known]:
    """Return what is known of each group of doubtful facts, those decided among them."""
    unsure = ReadFact.objects.filter(part__intake=intake, part__taken=True)
    rows = unsure.exclude(state__in=SURE).order_by().values_list("noun", "field", "reason")
    done = ~Q(decided=Decided.PENDING.value)
    counted = rows.annotate(
        facts=Count("pk"),
        first=Min("pk"),
        looked=Count("last_decision", distinct=True, filter=done),
    )
    return {(noun, name, reason): Known(*rest) for noun, name, reason, *rest in counted}


def _order(item: Item, groups: Mapping[Group, Known]) -> tuple[Doubt, int, int]:
    known = groups.get(item.group, Known(0, item.pk, 0))
    return doubt_of(item.reason), -known.size, known.first


def by_cause(intake: Intake, items: Sequence[Item]) -> list[Cause]:
    """Return what is left to look at, gathered by field and reason."""
    groups = _groups(intake)
    found: dict[Group, Cause] = {}
    for item in items:
        known = groups.get(item.group)
        looked = known.looked if known else 0
        cause = Cause(item.reason, field_in_words(item.field_name), looked)
        found.setdefault(item.group, cause).items.append(item)
    return list(found.values())
