"""Building an agenda, its items and papers, and publishing it."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import receive_document
from goldenthread.improvement.changes import ChangedMeanwhile

from ..models import AgendaItem, ExemptContent, Meeting, Paper
from ..queries.agenda import missing_from
from ..queries.bodies import rules_of
from ..rules.agenda import Drafted, place_of
from ..rules.notice import fault_of_exemption, notice_of
from ..rules.states import ItemKind, MeetingState, fault_of_move
from .calendar import held_for_change

BEFORE_MINUTES = (MeetingState.PLANNED.value, MeetingState.NOTICED.value)
ABOUT = {
    "decision": "decision_id",
    "challenge": "challenge_id",
    "escalation": "escalation_id",
    "forward": "forward_item_id",
    "action": "action_id",
    "previous": "previous_id",
}
LARGEST_PAPER = 30_000_000


@transaction.atomic
def build_agenda(*, by: Actor, meeting: Meeting, on: date) -> list[AgendaItem]:
    """Add to an agenda what is due on it and not there; nothing on it is moved or taken away."""
    row = held_for_change(meeting)
    _refuse_after(row)
    made = complete(row, by, on)
    after = {"items": [item.title for item in made]}
    record(by=by, verb="build_agenda", subject="meeting", ref=row.pk, after=after)
    return made


def complete(meeting: Meeting, by: Actor, on: date) -> list[AgendaItem]:
    """Add what is due to the agenda of a meeting held for a change, and return what was added."""
    made = [_item_of(meeting, each, by, on) for each in missing_from(meeting, on)]
    AgendaItem.objects.bulk_create(made)
    _put_in_order(meeting)
    return made


def _item_of(meeting: Meeting, each: Drafted, by: Actor, on: date) -> AgendaItem:
    about: dict[str, Any] = {ABOUT[each.of]: each.key} if each.of else {}
    return AgendaItem(
        meeting=meeting,
        position=0,
        kind=each.kind.value,
        title=each.title,
        words=each.words,
        owner_role=each.owner_role[:200],
        added_on=on,
        added_by=by.name,
        **about,
    )


def _put_in_order(meeting: Meeting) -> None:
    """Place the items by kind, exempt ones last; those of one kind keep their order."""
    items = list(AgendaItem.objects.filter(meeting=meeting))
    items.sort(key=lambda i: (place_of(ItemKind(i.kind), i.exempt), i.position or 10_000, i.pk))
    for position, item in enumerate(items, 1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


@transaction.atomic
def add_item(
    *,
    by: Actor,
    meeting: Meeting,
    title: str,
    on: date,
    words: str = "",
    owner_role: str = "",
    urgent_why: str = "",
    exempt_paragraph: int | None = None,
    public_interest: str = "",
) -> AgendaItem:
    """Add an item; after the agenda is published only an urgent one, with the reason.

    An urgent item is one the chair takes by reason of special circumstances, which the minutes
    give (Local Government Act 1972, s. 100B(4)(b)).
    """
    row = held_for_change(meeting)
    if not title.strip():
        raise UserError("Give the item a title. Nothing was added.")
    if row.state in (MeetingState.CONFIRMED, MeetingState.PUBLISHED, MeetingState.CANCELLED):
        raise UserError("The minutes of this meeting are confirmed. No item was added.")
    urgent = row.state != MeetingState.PLANNED.value
    if urgent and not urgent_why.strip():
        raise UserError(
            "The agenda is published. Say by which special circumstances the chair takes this item "
            "as urgent. Nothing was added."
        )
    _refuse(fault_of_exemption(exempt_paragraph, public_interest))
    last = AgendaItem.objects.filter(meeting=row).aggregate(last=Max("position"))["last"]
    item = AgendaItem.objects.create(
        meeting=row,
        position=(last or 0) + 1,
        kind=(ItemKind.URGENT if urgent else ItemKind.ORDINARY).value,
        title=title.strip(),
        words="\n".join(filter(None, (words.strip(), urgent_why.strip()))),
        owner_role=owner_role,
        exempt_paragraph=exempt_paragraph,
        public_interest=public_interest.strip(),
        added_on=on,
        added_by=by.name,
    )
    if not urgent:
        _put_in_order(row)
    after = {"meeting": row.pk, "title": _open_title(item), "exempt": exempt_paragraph}
    record(by=by, verb="add_item", subject="agenda_item", ref=item.pk, after=after)
    return item


def _refuse(fault: str | None) -> None:
    if fault:
        raise UserError(f"{fault} Nothing was kept.")


def _open_title(item: AgendaItem) -> str:
    return "(exempt)" if item.exempt else item.title


def _held_item(item: AgendaItem) -> tuple[Meeting, AgendaItem]:
    """Return a meeting and an item of it, locked in this order, as who minutes it locks them."""
    meeting = held_for_change(item.meeting)
    return meeting, AgendaItem.objects.select_for_update(no_key=True).get(pk=item.pk)


def _refuse_after(meeting: Meeting) -> None:
    if meeting.state not in BEFORE_MINUTES:
        raise UserError("This meeting has been held, so its agenda is as it was.")


@transaction.atomic
def edit_item(
    *, by: Actor, item: AgendaItem, changed: Mapping[str, Any], version: int
) -> AgendaItem:
    """Change an item's title, words, owner, paragraph or public interest before it is minuted.

    ChangedMeanwhile, and nothing kept, when somebody changed it since; UserError when it would
    become exempt after papers were open to all.
    """
    meeting, row = _held_item(item)
    if row.version != version:
        raise ChangedMeanwhile("changed this item", row)
    _refuse_after(meeting)
    fields = ("title", "words", "owner_role", "exempt_paragraph", "public_interest")
    new = {name: changed[name] for name in fields if name in changed}
    was_exempt = row.exempt
    before = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value)
    _refuse(fault_of_exemption(row.exempt_paragraph, row.public_interest))
    if row.exempt and row.papers.filter(withdrawn_on=None, document__isnull=False).exists():
        raise UserError(
            "A paper of this item is open to all who may see the area. Withdraw it first, then "
            "make the item exempt and add the paper anew. Nothing was kept."
        )
    row.version += 1
    row.save(update_fields=[*new, "version"])
    if was_exempt != row.exempt:
        _put_in_order(meeting)
    hidden = was_exempt or row.exempt
    record(
        by=by,
        verb="edit_item",
        subject="agenda_item",
        ref=row.pk,
        before=None if hidden else before,
        after={"exempt": row.exempt_paragraph} if hidden else new,
    )
    return row


@transaction.atomic
def withdraw_item(*, by: Actor, item: AgendaItem, why: str, on: date) -> None:
    """Take an item off an agenda; it stays on record with the reason and is not added again."""
    meeting, row = _held_item(item)
    if not why.strip():
        raise UserError("Say why the item is withdrawn. Nothing was changed.")
    if row.withdrawn_on is not None:
        raise UserError("It was withdrawn already. The reason given then stands.")
    _refuse_after(meeting)
    row.withdrawn_on, row.withdrawn_why = on, why.strip()[:300]
    row.save(update_fields=["withdrawn_on", "withdrawn_why"])
    record(by=by, verb="withdraw_item", subject="agenda_item", ref=row.pk, after={"why": why})


@transaction.atomic
def publish_agenda(
    *, by: Actor, meeting: Meeting, on: date, late_why: str = "", version: int | None = None
) -> Meeting:
    """Publish an agenda, which gives notice of the meeting; late notice needs a reason.

    What is due and not on it is put on it first, so that no unanswered challenge is left out.
    """
    row = held_for_change(meeting, version)
    _refuse(fault_of_move(MeetingState(row.state), MeetingState.NOTICED))
    if on > row.held_on:
        raise UserError("The day of the meeting has passed. Nothing was published.")
    notice = notice_of(row.held_on, on, on, rules_of(row.body, on))
    if notice.missed and not late_why.strip():
        raise UserError(f"{notice.words} Say why notice is short. Nothing was published.")
    added = complete(row, by, on)
    row.state, row.noticed_on = MeetingState.NOTICED.value, on
    row.late_notice_why = late_why.strip() if notice.missed else ""
    row.version += 1
    row.save(update_fields=["state", "noticed_on", "late_notice_why", "version"])
    after = {
        "on": str(on),
        "clear_working_days": notice.clear,
        "late_why": row.late_notice_why,
        "added": len(added),
    }
    record(by=by, verb="publish_agenda", subject="meeting", ref=row.pk, after=after)
    return row


@transaction.atomic
def add_paper(
    *,
    by: Actor,
    item: AgendaItem,
    title: str,
    name: str,
    data: bytes,
    on: date,
    author_role: str = "",
    late_why: str = "",
) -> Paper:
    """Add a paper to an item: an open one becomes a document of the area, an exempt one does not.

    One added after the agenda was published says why it is late.
    """
    meeting, item = _held_item(item)
    if not data or len(data) > LARGEST_PAPER:
        raise UserError("Choose a file of at most 30 MB that holds something. Nothing was added.")
    late = meeting.noticed_on is not None and on > meeting.noticed_on
    if late and on <= meeting.held_on and not late_why.strip():
        raise UserError("The agenda is published. Say why the paper is late. Nothing was added.")
    digest = sha256(data).hexdigest()
    document = None
    if not item.exempt:
        document = receive_document(
            by=by,
            area=meeting.body.area,
            name=name[:300],
            title=title.strip()[:300],
            kind="paper",
            sha256=digest,
            media="application/octet-stream",
            data=data,
            dated=on,
        )
    paper = Paper.objects.create(
        item=item,
        title=title.strip(),
        author_role=author_role,
        circulated_on=on,
        late_why=late_why.strip(),
        document=document,
        name=name[:300],
    )
    if item.exempt:
        ExemptContent.objects.create(paper=paper, data=data, sha256=digest)
    after = {"item": item.pk, "title": "(exempt)" if item.exempt else paper.title}
    record(by=by, verb="add_paper", subject="paper", ref=paper.pk, after=after)
    return paper


@transaction.atomic
def withdraw_paper(*, by: Actor, paper: Paper, why: str, on: date) -> None:
    """Withdraw a paper; that it was circulated stays on record."""
    row = Paper.objects.select_for_update(no_key=True).get(pk=paper.pk)
    if not why.strip():
        raise UserError("Say why the paper is withdrawn. Nothing was changed.")
    if row.withdrawn_on is not None:
        raise UserError("It was withdrawn already. The reason given then stands.")
    row.withdrawn_on, row.withdrawn_why = on, why.strip()[:300]
    row.save(update_fields=["withdrawn_on", "withdrawn_why"])
    record(by=by, verb="withdraw_paper", subject="paper", ref=row.pk, after={"why": why})
