"""Events of the trail in words: what was done, to what, and from what to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from goldenthread.audit.models import Event
from goldenthread.audit.queries import Thing, points_at, things
from goldenthread.audit.rules import compared

SHORT, MOST_INLINE = 60, 4
# The page of each kind of thing, and which part of its address says which one.
PAGES = {
    "action": ("thread:action", "number"),
    "agenda_item": ("governance:item", "pk"),
    "area": ("thread:home", ""),
    "body": ("governance:body", "pk"),
    "challenge": ("governance:challenge", "number"),
    "contact": ("inspections:contact", "pk"),
    "decision": ("governance:decision", "pk"),
    "document": ("thread:document", "pk"),
    "escalation": ("governance:escalations", ""),
    "forward_item": ("governance:forward", ""),
    "group": ("thread:group", "number"),
    "improvement_plan": ("thread:plan", ""),
    "inspection": ("inspections:inspection", "pk"),
    "intake": ("intake:repair", "pk"),
    "invitation": ("accounts:people", ""),
    "local_area": ("thread:home", ""),
    "meeting": ("governance:meeting", "pk"),
    "paper": ("governance:paper", "pk"),
    "post": ("accounts:posts", ""),
    "post_held": ("accounts:posts", ""),
    "promise": ("thread:family_promise", "pk"),
    "report": ("reports:report", "pk"),
    "risk": ("improvement:risk", "number"),
    "role": ("accounts:people", ""),
    "token": ("accounts:tokens", ""),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words; `fields` are names with before and after, `inline` when all are short."""

    event: Event
    done: str
    kind: str
    words: str
    area: str
    link: str
    fields: list[tuple[str, Any, Any]]
    inline: bool


def told(events: Sequence[Event]) -> list[Told]:
    """Return events in words, with one question for each kind of thing they name."""
    rows = [(event, compared(event.before, event.after)) for event in events]
    pairs = {(event.subject, event.subject_ref) for event in events}
    for event, fields in rows:
        for name, was, now in fields:
            kind = points_at(event.subject, name)
            pairs |= {(kind, str(key)) for key in (was, now) if kind and _is_key(key)}
    known = things(pairs)
    return [_told(event, fields, known) for event, fields in rows]


def _told(
    event: Event, fields: list[tuple[str, Any, Any]], known: dict[tuple[str, str], Thing]
) -> Told:
    thing = known.get((event.subject, event.subject_ref))
    said = [
        (name, *(_named(points_at(event.subject, name), value, known) for value in (was, now)))
        for name, was, now in fields
    ]
    words = " ".join(part for part in (thing.number, thing.words) if part) if thing else ""
    return Told(
        event=event,
        done=event.verb.replace("_", " ").capitalize(),
        kind=event.subject.replace("_", " "),
        words=words[:100] + ("…" if len(words) > 100 else ""),
        area=thing.area_name if thing else "",
        link=_link(event.subject, thing),
        fields=said,
        inline=len(said) <= MOST_INLINE
        and all(_is_short(value) for _, was, now in said for value in (was, now)),
    )


def _named(kind: str, value: Any, known: dict[tuple[str, str], Thing]) -> Any:
    """Return what a key stands for in words; any other value as it is."""
    if not kind or not _is_key(value):
        return value
    thing = known.get((kind, str(value)))
    named = " ".join(part for part in (thing.number, thing.words) if part) if thing else ""
    return named or "one that is no longer named"


def _is_key(value: Any) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, str) and value.isdecimal()
    )


def _is_short(value: Any) -> bool:
    return not isinstance(value, dict | list) and len(str(value)) <= SHORT


def _link(subject: str, thing: Thing | None) -> str:
    """Return the address of the page of a thing, or "" where it has none."""
    if thing is None or subject not in PAGES or not thing.area:
        return ""
    name, part = PAGES[subject]
    given = {"number": thing.number, "pk": thing.key}
    try:
        return reverse(name, kwargs={"slug": thing.area} | ({part: given[part]} if part else {}))
    except NoReverseMatch:
        return ""
