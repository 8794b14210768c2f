"""The seats of a meeting, as a clerk ticks them off."""

from dataclasses import dataclass

from goldenthread.areas.models import Organisation

from ..models import Attendance, Meeting
from .bodies import members_of


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
