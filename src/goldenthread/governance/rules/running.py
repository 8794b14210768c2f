"""What a clerk's sheet says: seats, minutes, decisions and declarations, with what is wrong."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from .states import AttendanceKind, DecisionVerb

DAYS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")
MOST = 20_000
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


@dataclass(slots=True)
class Sheet:
    """All that a clerk's sheet says, and its faults as (field, sentence)."""

    seats: list[SeatSaid] = field(default_factory=list)
    minutes: list[MinuteSaid] = field(default_factory=list)
    decisions: list[DecisionSaid] = field(default_factory=list)
    declarations: list[DeclarationSaid] = field(default_factory=list)
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


def sheet_of(
    said: Mapping[str, str], seats: Iterable[str], items: Iterable[int], bodies: Iterable[int]
) -> Sheet:
    """Return what a sheet says, from its fields by name.

    Only what the clerk changed counts: each field travels with a mark of what the page showed, so
    that saving a whole page never takes back what another clerk wrote meanwhile.
    """
    sheet, known = Sheet(), set(bodies)
    for seat in seats:
        kind = said.get(f"seat-{seat}", "")
        if kind in set(AttendanceKind) and kind != said.get(f"seat-was-{seat}", ""):
            sheet.seats.append(SeatSaid(seat, AttendanceKind(kind), 1))
    _besides(sheet, said)
    for item in items:
        _minute(sheet, said, item)
        _decision(sheet, said, str(item), item, known)
    _decision(sheet, said, "none", None, known)
    _declaration(sheet, said)
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
    sheet: Sheet, said: Mapping[str, str], name: str, item: int | None, bodies: set[int]
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
    day = day_of(due) if due else None
    if due and day is None:
        sheet.faults.append((f"due-{name}", "Enter a real date, such as 31 March 2027"))
    body = int(to) if to.isdecimal() and int(to) in bodies else None
    if verb == DecisionVerb.REFERRED.value and body is None:
        sheet.faults.append((f"to-{name}", "Choose the body it was referred to"))
    if len(sheet.faults) == before:
        sheet.decisions.append(DecisionSaid(item, DecisionVerb(verb), words, owner, day, body, key))


def _declaration(sheet: Sheet, said: Mapping[str, str]) -> None:
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
        item = int(at) if at.isdecimal() else None
        left = said.get("left") == "yes"
        sheet.declarations.append(DeclarationSaid(who, interest, item, left, key))
