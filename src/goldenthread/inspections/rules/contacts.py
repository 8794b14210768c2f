"""Contacts between an area and those who watch over it, and what becomes of their advice."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.documents.rules import Cite

from .regimes import Side


class ContactKind(StrEnum):
    """What sort of contact it was between inspections."""

    MONITORING_VISIT = "monitoring_visit"
    KEEPING_IN_TOUCH = "keeping_in_touch"
    DEEP_DIVE = "deep_dive"
    STOCKTAKE = "stocktake"
    PEER_REVIEW = "peer_review"
    FOCUSED_VISIT = "focused_visit"


CONTACT_NAMES = {
    ContactKind.MONITORING_VISIT: "Monitoring visit",
    ContactKind.KEEPING_IN_TOUCH: "Keeping-in-touch meeting",
    ContactKind.DEEP_DIVE: "Deep dive",
    ContactKind.STOCKTAKE: "Stocktake",
    ContactKind.PEER_REVIEW: "Peer review",
    ContactKind.FOCUSED_VISIT: "Focused visit",
}

# Those who came made findings of their own, which may say again what was said before.
MAKES_FINDINGS = frozenset(
    {ContactKind.PEER_REVIEW, ContactKind.FOCUSED_VISIT, ContactKind.DEEP_DIVE}
)


class Taken(StrEnum):
    """What was done with a piece of advice, as somebody said on a day."""

    TAKEN_UP = "taken_up"
    DECLINED = "declined"
    WAITING = "waiting"


TAKEN_NAMES = {
    Taken.TAKEN_UP: "Taken up",
    Taken.DECLINED: "Declined",
    Taken.WAITING: "Waiting",
}


@dataclass(frozen=True, slots=True)
class About:
    """What was required that words are about: noun as in citations and number; all when empty."""

    noun: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class DraftNote:
    """Something said at a contact, about one thing required or about all."""

    text: str
    about: About = About()
    side: Side = Side.FINDING
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class DraftShared:
    """Something the area shared: in words, as a stored document, or both."""

    words: str
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class DraftContact:
    """A contact to be recorded in one change; the record may follow on a later day."""

    kind: ContactKind
    on: date
    title: str
    by_whom: str = ""
    record_words: str = ""
    record_on: date | None = None
    document_id: int | None = None
    shared: tuple[DraftShared, ...] = ()
    notes: tuple[DraftNote, ...] = ()
    advice: tuple[DraftNote, ...] = ()
    cite: Cite | None = None
