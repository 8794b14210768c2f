"""What the repair page shows: what is left to look at, and one fact beside its passage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, Q

from goldenthread.documents.models import DocumentContent

from ..models import Decided, Decision, Intake, ReadFact, ReadPart
from ..rules.passage import PassageLine, passage
from ..rules.places import Form, Place, field_in_words, label_of
from ..rules.values import CHOICES, dates_in_words, in_words, to_edit
from .neighbours import neighbour_of

SURE = ("sure", "absent")
_LISTED = ("pk", "part_id", "position", "noun", "key", "field", "item", "reason", "cause",
           "bundle", "version", "form", "value")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts of the parts taken are to look at, sure but not accepted, and decided.

    What the document does not give (absent) waits with what is sure, and is counted apart.
    """

    to_look_at: int = 0
    sure_waiting: int = 0
    absent_waiting: int = 0
    accepted: int = 0
    corrected: int = 0
    left_unknown: int = 0

    @property
    def pending(self) -> int:
        """Return how many facts nobody has decided yet."""
        return self.to_look_at + self.easy

    @property
    def easy(self) -> int:
        """Return how many can be accepted at once because nothing about them is in doubt."""
        return self.sure_waiting + self.absent_waiting


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


@dataclass(slots=True)
class Cause:
    """The items that wait for one reason."""

    reason: str
    words: str
    items: list[Item] = field(default_factory=list)

    @property
    def seen(self) -> list[tuple[int, int]]:
        """Return every fact of the group as (key, version)."""
        return [one for item in self.items for one in item.seen]


def last_decision(intake: Intake, by_ref: str) -> Decision | None:
    """Return a person's last decision on a document that has not been undone."""
    mine = Decision.objects.filter(intake=intake, by_ref=by_ref, undone_at=None)
    return mine.order_by("-pk").first()


def counts_of(intake: Intake) -> Counts:
    """Count the facts of the parts that are to enter."""
    return counts_by_intake([intake]).get(intake.pk, Counts())


def counts_by_intake(intakes: Sequence[Intake]) -> dict[int, Counts]:
    """Count the facts of the parts that are to enter, for each document that has any."""
    pending = Q(decided=Decided.PENDING.value)
    rows = ReadFact.objects.filter(part__intake__in=intakes, part__taken=True).order_by()
    numbers = rows.values_list("part__intake").annotate(
        to_look_at=Count("pk", filter=pending & ~Q(state__in=SURE)),
        sure_waiting=Count("pk", filter=pending & Q(state="sure")),
        absent_waiting=Count("pk", filter=pending & Q(state="absent")),
        accepted=Count("pk", filter=Q(decided=Decided.ACCEPTED.value) & ~Q(state="absent")),
        corrected=Count("pk", filter=Q(decided=Decided.CORRECTED.value)),
        left_unknown=Count("pk", filter=Q(decided=Decided.LEFT_UNKNOWN.value)),
    )
    return {intake: Counts(*counted) for intake, *counted in numbers}


def to_look_at(intake: Intake) -> list[Item]:
    """Return what is left to look at: the largest group of one field and reason first.

    A group counts those of its facts that are decided too, so that it keeps its place while
    people work through it; within a group the order is that of the document.
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
        label = label_of(Place(row["noun"], row["key"], row["field"], row["item"]))
        known = (row["part_id"], row["bundle"]) if row["bundle"] else row["pk"]
        item = items.setdefault(
            known,
            Item(
                pk=row["pk"],
                label=label,
                reason=row["reason"],
                cause=row["cause"],
                noun=row["noun"],
                field_name=row["field"],
                words=in_words(Form(row["form"]), row["value"]),
            ),
        )
        item.seen.append((row["pk"], row["version"]))
        item.names.append(label)
    sizes = _sizes_of_groups(intake)
    return sorted(items.values(), key=lambda item: _place_of_group(item, sizes))


Group = tuple[str, str, str]


def _sizes_of_groups(intake: Intake) -> dict[Group, tuple[int, int]]:
    """Return (how many facts, the first of them) by noun, field and reason, for unsure facts."""
    unsure = ReadFact.objects.filter(part__intake=intake, part__taken=True)
    rows = unsure.exclude(state__in=SURE).order_by().values_list("noun", "field", "reason")
    counted = rows.annotate(facts=Count("pk"), first=Min("pk"))
    return {(noun, name, reason): (size, first) for noun, name, reason, size, first in counted}


def _place_of_group(item: Item, sizes: Mapping[Group, tuple[int, int]]) -> tuple[int, int]:
    size, first = sizes.get((item.noun, item.field_name, item.reason), (0, item.pk))
    return -size, first


def by_cause(items: Sequence[Item]) -> list[Cause]:
    """Return what is left to look at, gathered by field and reason."""
    found: dict[tuple[str, str, str], Cause] = {}
    for item in items:
        place = (item.noun, item.field_name, item.reason)
        cause = found.setdefault(place, Cause(item.reason, field_in_words(item.field_name)))
        cause.items.append(item)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another fact of the same thing, for the small table under the fact."""

    pk: int
    words: str
    label: str
    short: str
    decided: str
    state: str
    current: bool


@dataclass(slots=True)
class Shown:
    """One fact with all that the page says of it."""

    fact: ReadFact
    label: str
    words: str
    edit: str
    dates: list[str]
    alternatives: list[str]
    choices: dict[str, str]
    seen: list[tuple[int, int]]
    names: list[str]
    where: str
    lines: list[PassageLine]
    siblings: list[Sibling]
    before: ReadFact | None
    after: ReadFact | None


def fact_of(intake: Intake, pk: int) -> ReadFact | None:
    """Return a fact of this document, with its part."""
    return ReadFact.objects.select_related("part").filter(pk=pk, part__intake=intake).first()


def shown(intake: Intake, fact: ReadFact, item: Item | None) -> Shown:
    """Return a fact as the page shows it; `item` carries the facts decided together with it."""
    form = Form(fact.form)
    lines = DocumentContent.objects.filter(document_id=intake.document_id)
    text = lines.values_list("lines", flat=True).first() or []
    spans = [tuple(where["lines"]) for where in fact.cites if where["lines"]]
    movable = fact.noun == "actions" and fact.field in ("lead", "due", "text")
    return Shown(
        fact=fact,
        label=label_of(Place(fact.noun, fact.key, fact.field, fact.item)),
        words=in_words(form, fact.value),
        edit=to_edit(form, fact.value),
        dates=dates_in_words(fact.value) if form is Form.DATES else [],
        alternatives=[in_words(form, other) for other in fact.alternatives],
        choices=CHOICES.get(form, {}),
        seen=item.seen if item else [(fact.pk, fact.version)],
        names=item.names if item else [],
        where=where_in_words(fact.cites),
        lines=passage(text, spans or _near(fact), _words_to_mark(fact)),
        siblings=_siblings(fact),
        before=neighbour_of(fact, -1) if movable else None,
        after=neighbour_of(fact, 1) if movable else None,
    )


def _words_to_mark(fact: ReadFact) -> str:
    """Return the words to mark: those of the value where the passage says more than them."""
    said = " ".join(" ".join(where["words"].split()) for where in fact.cites)
    value = " ".join(str(fact.value).split())
    return value if fact.form == Form.TEXT.value and value in said else said


def _near(fact: ReadFact) -> list[tuple[int, int]]:
    """Return where to look for a fact that cites nothing: where its thing stands."""
    rows = ReadFact.objects.filter(part_id=fact.part_id, noun=fact.noun, key=fact.key)
    for cites in rows.exclude(cites=[]).values_list("cites", flat=True):
        spans = [tuple(where["lines"]) for where in cites if where["lines"]]
        if spans:
            return spans
    return []


def where_in_words(cites: Sequence[dict[str, Any]]) -> str:
    """Return where words stand: "page 5, lines 12 to 14" or "sheet Plan, cell E7"."""
    said = []
    for where in cites:
        if where["cell"]:
            said.append(f"{where['sheet']}, cell {where['cell']}")
        elif where["lines"]:
            start, end = where["lines"]
            page = f"page {where['page']}, " if where["page"] else ""
            said.append(f"{page}line {start}" if start == end else f"{page}lines {start} to {end}")
    return "; ".join(dict.fromkeys(said))


def _siblings(fact: ReadFact) -> list[Sibling]:
    rows = ReadFact.objects.filter(part_id=fact.part_id, noun=fact.noun, key=fact.key)
    return [sibling(row, row.pk == fact.pk) for row in rows.order_by("position")[:60]]


def sibling(row: ReadFact, current: bool = False) -> Sibling:
    """Return a fact as a row of a list."""
    place = Place(row.noun, row.key, row.field, row.item)
    label = label_of(place)
    short = label.rpartition(", ")[2]
    words = in_words(Form(row.form), row.value)
    return Sibling(row.pk, words, label, short, row.decided, row.state, current)


def parts_by_intake(intakes: Sequence[Intake]) -> dict[int, list[ReadPart]]:
    """Return the parts of documents with how many facts of each are sure and unsure."""
    rows = ReadPart.objects.filter(intake__in=intakes).defer("skeleton")
    counted = rows.annotate(
        sure=Count("facts", filter=Q(facts__state="sure")),
        unsure=Count("facts", filter=Q(facts__state="unsure")),
    )
    found: dict[int, list[ReadPart]] = {}
    for part in counted:
        found.setdefault(part.intake_id, []).append(part)
    return found
