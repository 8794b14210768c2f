"""What a clerk's sheet says of a meeting, and what is wrong with it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from .states import AttendanceKind, DecisionVerb

DAYS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")
MOST = 20_000
REAL_DATE = "Enter a real date, such as 31 March 2027"
# The place on the sheet for an organisation that has no seat.
BESIDES = "besides"


@dataclass(frozen=True, slots=True)
class SeatSaid:
    """How a seat (by its place on the sheet) stood to the meeting."""

    seat: str
    kind: AttendanceKind
    people: int


@dataclass(frozen=True, slots=True)
class MinuteSaid:
    """The minute of an item, and the version of the item that the clerk had before them."""

    item: int
    words: str
    version: int


@dataclass(frozen=True, slots=True)
class DecisionSaid:
    """A decision under an item (None: under none)."""

    item: int | None
    verb: DecisionVerb
    words: str
    owner_role: str
    due_on: date | None
    to_body: int | None
    key: UUID


@dataclass(frozen=True, slots=True)
class DeclarationSaid:
    """An interest declared."""

    who: str
    interest: str
    item: int | None
    left_the_room: bool
    key: UUID


@dataclass(frozen=True, slots=True)
class ReturnSaid:
    """What was reported of an earlier decision, which thereby came back."""

    decision: int
    words: str


@dataclass(frozen=True, slots=True)
class RedateSaid:
    """Another day by which an earlier decision is to come back, and why."""

    decision: int
    due_on: date
    why: str


@dataclass(frozen=True, slots=True)
class ConfirmSaid:
    """The minutes of the meeting before were confirmed under an item, subject to some words."""

    item: int
    words: str


@dataclass(slots=True)
class Sheet:
    """All that a clerk's sheet says, and its faults as (field, sentence)."""

    seats: list[SeatSaid] = field(default_factory=list)
    minutes: list[MinuteSaid] = field(default_factory=list)
    decisions: list[DecisionSaid] = field(default_factory=list)
    declarations: list[DeclarationSaid] = field(default_factory=list)
    returns: list[ReturnSaid] = field(default_factory=list)
    redatings: list[RedateSaid] = field(default_factory=list)
    confirms: list[ConfirmSaid] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)


def mark_of(words: str) -> str:
    """Return a short mark of words as a page showed them, to tell whether a clerk changed them."""
    return hashlib.sha256(told(words).encode()).hexdigest()[:16]


def told(words: str) -> str:
    """Return words with one kind of line end and no blank ends."""
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def day_of(words: str) -> date | None:
    """Return a day as people write it, or None."""
    tidy = " ".join(words.split())[:40]
    for form in DAYS:
        try:
            return datetime.strptime(tidy, form).date()
        except ValueError:
            continue
    return None


@dataclass(frozen=True, slots=True)
class Places:
    """What a sheet has places for, by key: seats, items, bodies to refer to, earlier decisions.

    `held_on` is the day of the meeting.
    """

    seats: tuple[str, ...]
    items: tuple[int, ...]
    bodies: frozenset[int]
    held_on: date
    arising: tuple[int, ...] = ()


def sheet_of(said: Mapping[str, str], places: Places) -> Sheet:
    """Return what a sheet says, from its fields by name.

    Only what the clerk changed counts: each field travels with a mark of what the page showed, so
    that saving a whole page never takes back what another clerk wrote meanwhile.
    """
    sheet = Sheet()
    for seat in places.seats:
        kind = said.get(f"seat-{seat}", "")
        if kind in set(AttendanceKind) and kind != said.get(f"seat-was-{seat}", ""):
            sheet.seats.append(SeatSaid(seat, AttendanceKind(kind), 1))
    _besides(sheet, said)
    for item in places.items:
        _minute(sheet, said, item)
        _decision(sheet, said, str(item), item, places)
        if said.get(f"confirm-{item}") == "yes":
            words = told(said.get(f"confirm-words-{item}", ""))[:2000]
            sheet.confirms.append(ConfirmSaid(item, words))
    _decision(sheet, said, "none", None, places)
    for decision in places.arising:
        _return(sheet, said, decision)
    _declaration(sheet, said, places)
    return sheet


def _besides(sheet: Sheet, said: Mapping[str, str]) -> None:
    who, kind = told(said.get(BESIDES, ""))[:300], said.get(f"kind-{BESIDES}", "")
    if who and kind in set(AttendanceKind):
        sheet.seats.append(SeatSaid(BESIDES, AttendanceKind(kind), 1))
    elif who:
        sheet.faults.append((f"kind-{BESIDES}", "Say how they stood to the meeting"))


def _minute(sheet: Sheet, said: Mapping[str, str], item: int) -> None:
    words = told(said.get(f"minute-{item}", ""))
    if f"minute-{item}" not in said or mark_of(words) == said.get(f"minute-was-{item}"):
        return
    version = said.get(f"version-{item}", "")
    if len(words) > MOST:
        sheet.faults.append((f"minute-{item}", f"Use {MOST} letters or fewer"))
    else:
        sheet.minutes.append(MinuteSaid(item, words, int(version) if version.isdecimal() else 0))


def _key(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None


def _decision(
    sheet: Sheet, said: Mapping[str, str], name: str, item: int | None, places: Places
) -> None:
    verb, words = said.get(f"verb-{name}", ""), told(said.get(f"words-{name}", ""))
    owner = told(said.get(f"owner-{name}", ""))[:200]
    due, to = said.get(f"due-{name}", "").strip(), said.get(f"to-{name}", "")
    key = _key(said.get(f"key-{name}", ""))
    if not (verb or words or owner or due) or key is None:
        return
    before = len(sheet.faults)
    if verb not in set(DecisionVerb):
        sheet.faults.append((f"verb-{name}", "Choose resolved, agreed, noted or referred"))
    if not words:
        sheet.faults.append((f"words-{name}", "Say what was decided"))
    day = _day(sheet, f"due-{name}", due)
    if day is not None and day < places.held_on:
        sheet.faults.append((f"due-{name}", "It would be due before the meeting that decided it"))
    body = int(to) if to.isdecimal() and int(to) in places.bodies else None
    if verb == DecisionVerb.REFERRED.value and body is None:
        sheet.faults.append((f"to-{name}", "Choose the body it was referred to"))
    if len(sheet.faults) == before:
        sheet.decisions.append(DecisionSaid(item, DecisionVerb(verb), words, owner, day, body, key))


def _day(sheet: Sheet, name: str, words: str) -> date | None:
    """Return the day that a field names, None for none; what is no day is a fault."""
    day = day_of(words) if words else None
    if words and day is None:
        sheet.faults.append((name, REAL_DATE))
    return day


def _return(sheet: Sheet, said: Mapping[str, str], decision: int) -> None:
    """Take down that an earlier decision came back, or that it is to come back on another day."""
    words = told(said.get(f"back-{decision}", ""))
    due, why = said.get(f"later-{decision}", "").strip(), told(said.get(f"why-{decision}", ""))
    before = len(sheet.faults)
    day = _day(sheet, f"later-{decision}", due)
    if words and (due or why):
        fault = "Say what was reported, or give another date: not both"
        sheet.faults.append((f"back-{decision}", fault))
    elif due and not why:
        sheet.faults.append((f"why-{decision}", "Say why the date moves"))
    elif why and not due:
        sheet.faults.append((f"later-{decision}", "Give the new date"))
    if len(sheet.faults) > before:
        return
    if words:
        sheet.returns.append(ReturnSaid(decision, words[:MOST]))
    if day is not None:
        sheet.redatings.append(RedateSaid(decision, day, why[:MOST]))


def _declaration(sheet: Sheet, said: Mapping[str, str], places: Places) -> None:
    who, interest = told(said.get("who", ""))[:300], told(said.get("interest", ""))
    key = _key(said.get("key-declaration", ""))
    if not (who or interest) or key is None:
        return
    before = len(sheet.faults)
    if not who:
        sheet.faults.append(("who", "Say which organisation or role declared it"))
    if not interest:
        sheet.faults.append(("interest", "Say what the interest is"))
    if len(sheet.faults) == before:
        at = said.get("declared-at", "")
        item = int(at) if at.isdecimal() and int(at) in places.items else None
        left = said.get("left") == "yes"
        sheet.declarations.append(DeclarationSaid(who, interest, item, left, key))
