"""What other rooms may read of inspections; with a day, as it stood on that day."""

from .clocks import Clock, clocks_of, limits_of, revisit_due
from .contacts import (
    AdviceStanding,
    advice_at,
    advice_of,
    contacts_ahead,
    contacts_of,
    notes_about,
    record_known,
)
from .inspecting import (
    came_back,
    events_on,
    has_said,
    inspections_of,
    known_from,
    latest_full_inspection,
    progress_on,
    revisit_of,
    said_on,
)
from .judging import (
    Expected,
    expected_after,
    judgements_on,
    notices_of,
    standing_notice,
    steps_after,
    timetable_of,
)
from .repeating import NOUNS, Repeat, Words, repeat_findings, said_in

__all__ = [
    "NOUNS",
    "AdviceStanding",
    "Clock",
    "Expected",
    "Repeat",
    "Words",
    "advice_at",
    "advice_of",
    "came_back",
    "clocks_of",
    "contacts_ahead",
    "contacts_of",
    "events_on",
    "expected_after",
    "has_said",
    "inspections_of",
    "judgements_on",
    "known_from",
    "latest_full_inspection",
    "limits_of",
    "notes_about",
    "notices_of",
    "progress_on",
    "record_known",
    "repeat_findings",
    "revisit_due",
    "revisit_of",
    "said_in",
    "said_on",
    "standing_notice",
    "steps_after",
    "timetable_of",
]
