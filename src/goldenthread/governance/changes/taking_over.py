"""Minutes read from a document become a meeting like any other."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import Body, LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import cite
from goldenthread.documents.models import Document
from goldenthread.documents.rules import Cite

from ..models import AgendaItem, Attendance, Decision, Meeting
from ..queries.meetings import between
from ..rules.importing import ReadMinutes, fault_of_facts, minutes_of, plain_name
from ..rules.states import ItemKind, MeetingState

Where = tuple[str, Cite]


@transaction.atomic
def take_over_minutes(
    *,
    by: Actor,
    area: LocalArea,
    facts: Mapping[str, Any],
    document: Document | None = None,
    body: Body | None = None,
    citations: Iterable[Where] = (),
) -> Meeting:
    """Make the meeting that minutes tell of, or fill in one that was called for that day.

    `facts` are those of `minutes` in docs/reference/read-json.md; `citations` pairs the path of a
    fact with where its words stand. `body` is needed only where the minutes name none that is
    known. Minutes of a meeting that has minutes are refused with UserError: nothing is written
    over. Their state is draft: that they were confirmed is recorded at the meeting that did.
    """
    fault = fault_of_facts({**facts, "body": body.name} if body else facts)
    if fault:
        raise UserError(f"{fault} Nothing was taken over.")
    read = minutes_of({**facts, "body": facts.get("body") or (body.name if body else "")})
    met = body or body_called(area, read.body)
    if met is None:
        raise UserError(
            f"No body here is called “{read.body[:100]}”. Add it under Boards and lines of report, "
            "or say which body met. Nothing was taken over."
        )
    meeting = _meeting_for(met, read, document)
    items = _items(by, meeting, read)
    decisions = _decisions(by, meeting, read, items)
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting, organisation_words=words[:300], kind=kind.value, on=read.held_on
        )
        for kind, words in read.attendance
    )
    _cite(by, meeting, read, items, decisions, citations)
    after = {"body": met.pk, "held_on": str(read.held_on), "decisions": len(decisions)}
    record(by=by, verb="take_over_minutes", subject="meeting", ref=meeting.pk, after=after)
    return meeting


def _items(by: Actor, meeting: Meeting, read: ReadMinutes) -> list[AgendaItem]:
    """Keep the items as printed, after those on the agenda already."""
    return AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=at,
            number=item.number[:20],
            kind=ItemKind.ORDINARY.value,
            title=item.title[:500],
            added_on=read.held_on,
            added_by=by.name,
        )
        for at, item in enumerate(read.items, meeting.items.count() + 1)
    )


def _decisions(
    by: Actor, meeting: Meeting, read: ReadMinutes, items: list[AgendaItem]
) -> list[Decision]:
    """Keep the decisions, each under its item."""
    return Decision.objects.bulk_create(
        Decision(
            meeting=meeting,
            item=items[each.item] if each.item is not None else None,
            number=number,
            verb=each.verb.value,
            words=each.words,
            on=read.held_on,
            by=by.name,
        )
        for number, each in enumerate(read.decisions, 1)
    )


def body_called(area: LocalArea, name: str) -> Body | None:
    """Return the one body of an area with this name, now, before or besides; None if not one."""
    wanted = plain_name(name)
    found = [
        body
        for body in Body.objects.filter(area=area).prefetch_related("former_names")
        if wanted
        in {
            plain_name(called)
            for called in (
                body.name,
                *body.also_called,
                *(former.name for former in body.former_names.all()),
            )
        }
    ]
    return found[0] if len(found) == 1 else None


def _meeting_for(body: Body, read: ReadMinutes, document: Document | None) -> Meeting:
    """Return the meeting called for that day, or a new one at noon: minutes seldom say the hour."""
    rows = between(Meeting.objects.filter(body=body), read.held_on, read.held_on)
    meeting = (
        rows.exclude(state=MeetingState.CANCELLED.value).select_for_update(no_key=True).first()
    )
    if meeting is not None and meeting.drafted_on is not None:
        raise UserError(
            f"The meeting of {body.name} on {read.held_on.day} {read.held_on:%B %Y} has minutes. "
            "They stand; nothing was taken over."
        )
    if meeting is None:
        noon = timezone.make_aware(datetime.combine(read.held_on, time(12)))
        meeting = Meeting(body=body, starts_at=noon, called_on=read.held_on)
    meeting.state, meeting.drafted_on = MeetingState.DRAFT.value, read.held_on
    meeting.document, meeting.changed_at = document, timezone.now()
    meeting.version += 1
    meeting.save()
    return meeting


def _cite(
    by: Actor,
    meeting: Meeting,
    read: ReadMinutes,
    items: list[AgendaItem],
    decisions: list[Decision],
    citations: Iterable[Where],
) -> None:
    """Let the meeting, its items and its decisions rest on the passages they were read from."""
    kept = sorted(zip(read.items, items, strict=True), key=lambda pair: bool(pair[0].number))
    item_of = {r.path: item.pk for r, item in kept}
    decision_of = {r.path: d.pk for r, d in zip(read.decisions, decisions, strict=True)}
    rests: dict[str, list[tuple[int, str, Cite]]] = {}
    for path, where in citations:
        head, _, field = path.rpartition(".")
        if head in item_of:
            rests.setdefault("agenda_item", []).append((item_of[head], field, where))
        elif head in decision_of:
            named = {"text": "words"}.get(field, field)
            rests.setdefault("decision", []).append((decision_of[head], named, where))
        else:
            rests.setdefault("meeting", []).append((meeting.pk, path[:40], where))
    for fact, wanted in rests.items():
        cite(by=by, fact=fact, cites=wanted)
