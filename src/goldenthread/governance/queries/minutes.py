"""All that is recorded of one meeting, as its pages and its printed papers show it."""

from dataclasses import dataclass
from datetime import date

from goldenthread.documents.models import Citation
from goldenthread.documents.queries import citations_of

from ..models import AgendaItem, Attendance, Decision, Declaration, Meeting, Minuted, Paper
from ..rules.agenda import KIND_NAMES, numbered
from ..rules.notice import EXEMPT_PARAGRAPHS
from ..rules.states import ATTENDANCE_NAMES, AttendanceKind, ItemKind
from .meetings import attendance_of, declarations_of, items_of


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item with its number and what of it this reader may see; `hidden` is all that is exempt.

    `beside` are wordings of its minute that did not come to stand because another clerk was first;
    `came_back` the earlier decisions of which the meeting heard under it what became of them.
    """

    item: AgendaItem
    number: str
    kind: str
    hidden: bool
    paragraph: str
    papers: list[Paper]
    minute: str
    decisions: list[Decision]
    beside: list[Minuted]
    cited: list[Citation]
    came_back: list[Decision]

    @property
    def title(self) -> str:
        """Return the title, or what stands in its place."""
        return "Exempt item" if self.hidden else self.item.title


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting's items, loose decisions, attendance by kind, declarations and sources.

    `came_back` are the earlier decisions that came back under no item.
    """

    items: list[ItemShown]
    loose: list[Decision]
    came_back: list[Decision]
    attendance: list[tuple[str, list[Attendance]]]
    declarations: list[Declaration]
    cited: list[Citation]
    sources: dict[int, list[Citation]]

    @property
    def standing(self) -> list[ItemShown]:
        """Return the items that were not withdrawn."""
        return [each for each in self.items if each.item.withdrawn_on is None]

    @property
    def has_minutes(self) -> bool:
        """Say whether anything was minuted or decided."""
        return bool(self.loose) or any(each.minute or each.decisions for each in self.items)


def meeting_record(meeting: Meeting, on: date, sees_exempt: bool) -> MeetingRecord:
    """Return what was recorded of a meeting by a day, exempt items only for those who may see."""
    items = items_of(meeting, on)
    withdrawn = {i.pk for i in items if i.withdrawn_on is not None and i.withdrawn_on <= on}
    numbers = numbered([(i.pk, i.number, i.pk in withdrawn) for i in items])
    beside: dict[int, list[Minuted]] = {}
    for row in Minuted.objects.filter(item__meeting=meeting, at__date__lte=on):
        if not row.stands:
            beside.setdefault(row.item_id, []).append(row)
    decisions = list(
        Decision.objects.filter(meeting=meeting, on__lte=on).select_related("to_body", "item")
    )
    back, back_loose = _came_back(meeting, items, on, sees_exempt)
    of_items = citations_of("agenda_item", [item.pk for item in items])
    shown = [
        _shown(
            item,
            numbers[item.pk],
            item.exempt and not sees_exempt,
            [d for d in decisions if d.item_id == item.pk],
            beside.get(item.pk, []),
            of_items.get(item.pk, []),
            back.get(item.pk, []),
            on,
        )
        for item in items
    ]
    attendance = attendance_of(meeting, on)
    return MeetingRecord(
        items=shown,
        loose=[d for d in decisions if d.item_id is None],
        came_back=back_loose,
        attendance=[
            (ATTENDANCE_NAMES[kind], rows)
            for kind in AttendanceKind
            if (rows := [a for a in attendance if a.kind == kind.value])
        ],
        declarations=[
            d
            for d in declarations_of(meeting, on)
            if sees_exempt or d.item is None or not d.item.exempt
        ],
        cited=citations_of("meeting", [meeting.pk]).get(meeting.pk, []),
        sources=citations_of("decision", [d.pk for d in decisions]),
    )


def _came_back(
    meeting: Meeting, items: list[AgendaItem], on: date, sees_exempt: bool
) -> tuple[dict[int, list[Decision]], list[Decision]]:
    """Return the earlier decisions that came back at a meeting, by item, and those under none.

    One that has no item of its own stands under matters arising.
    """
    own = {item.decision_id: item.pk for item in items if item.decision_id}
    arising = [item.pk for item in items if item.kind == ItemKind.MATTERS_ARISING.value]
    under: dict[int, list[Decision]] = {}
    loose: list[Decision] = []
    rows = Decision.objects.filter(back_at=meeting, back_on__lte=on).select_related("item")
    for decision in rows.order_by("on", "pk"):
        if not sees_exempt and decision.item is not None and decision.item.exempt:
            continue
        place = own.get(decision.pk) or next(iter(arising), None)
        (loose if place is None else under.setdefault(place, [])).append(decision)
    return under, loose


def _shown(
    item: AgendaItem,
    number: str,
    hidden: bool,
    decisions: list[Decision],
    beside: list[Minuted],
    cited: list[Citation],
    back: list[Decision],
    on: date,
) -> ItemShown:
    minuted = item.minuted_on is not None and item.minuted_on <= on
    papers = [p for p in item.papers.all() if p.withdrawn_on is None or p.withdrawn_on > on]
    return ItemShown(
        item=item,
        number=number,
        kind=KIND_NAMES[ItemKind(item.kind)],
        hidden=hidden,
        paragraph=EXEMPT_PARAGRAPHS.get(item.exempt_paragraph or 0, ""),
        papers=[] if hidden else papers,
        minute=item.minute if minuted and not hidden else "",
        decisions=[] if hidden else decisions,
        beside=[] if hidden else beside,
        cited=[] if hidden else cited,
        came_back=[] if hidden else back,
    )
