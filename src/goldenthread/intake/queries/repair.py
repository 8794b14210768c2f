"""What the repair page shows of one fact: all that was read of it, beside its passage."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.documents.models import DocumentContent

from ..models import Intake, ReadFact
from ..rules.doubting import DOUBT_WORDS, doubt_of
from ..rules.passage import PassageLine, passage
from ..rules.places import Form, Place, label_of
from ..rules.values import CHOICES, dates_in_words, in_words, to_edit
from .neighbours import neighbour_of
from .waiting import Item


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another fact of the same thing, for the small table under the fact."""

    pk: int
    words: str
    label: str
    short: str
    decided: str
    state: str
    doubt: str
    current: bool


@dataclass(slots=True)
class Shown:
    """One fact with all that the page says of it."""

    fact: ReadFact
    label: str
    doubt: str
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
        doubt=DOUBT_WORDS[doubt_of(fact.reason)],
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
    return Sibling(
        pk=row.pk,
        words=in_words(Form(row.form), row.value),
        label=label,
        short=label.rpartition(", ")[2],
        decided=row.decided,
        state=row.state,
        doubt=DOUBT_WORDS[doubt_of(row.reason)],
        current=current,
    )
