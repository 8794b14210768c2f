"""What a clerk has before them in a meeting: seats to tick off, earlier decisions to hear of."""

from dataclasses import dataclass
from datetime import date

from goldenthread.areas.models import Organisation

from ..models import Attendance, Meeting
from .bodies import members_of
from .decisions import TrackedDecision, tracked_decisions


@dataclass(frozen=True, slots=True)
class SeatShown:
    """A seat of the body, or somebody recorded besides; `kind` is how it stands so far."""

    name: str
    organisation: Organisation | None
    organisation_words: str
    role: str
    kind: str

    @property
    def called(self) -> str:
        """Return the organisation and the role."""
        name = self.organisation.name if self.organisation else self.organisation_words
        return f"{name}, {self.role}" if self.role else name


Mark = tuple[int | None, str, str]


def seats_of(meeting: Meeting) -> list[SeatShown]:
    """Return the seats of a body on the day of a meeting, then whoever is recorded besides."""
    held: dict[Mark, Attendance] = {
        (row.organisation_id, row.organisation_words, row.role): row
        for row in Attendance.objects.filter(meeting=meeting).select_related("organisation")
    }
    found = []
    for member in members_of(meeting.body, meeting.held_on):
        mark = (member.organisation_id, member.organisation_words, member.role)
        row = held.pop(mark, None)
        kind = row.kind if row else ""
        found.append(SeatShown(f"m{member.pk}", member.organisation, *mark[1:], kind))
    for row in held.values():
        found.append(
            SeatShown(f"a{row.pk}", row.organisation, row.organisation_words, row.role, row.kind)
        )
    return found


def arising(meeting: Meeting, on: date) -> list[TrackedDecision]:
    """Return the earlier decisions that a meeting hears of: open ones of its body by due date.

    Those that came back at this very meeting are among them.
    """
    found = [
        each
        for each in tracked_decisions(meeting.body.area, on)
        if (each.open or each.decision.back_at_id == meeting.pk) and _before(each, meeting)
    ]
    return sorted(found, key=lambda each: (each.due_on or date.max, each.decision.pk))


def _before(each: TrackedDecision, meeting: Meeting) -> bool:
    """Say whether a decision of an earlier day is for the body that meets."""
    decision = each.decision
    body = decision.to_body_id or decision.meeting.body_id
    earlier = decision.meeting_id != meeting.pk and decision.on <= meeting.held_on
    return earlier and body == meeting.body_id
