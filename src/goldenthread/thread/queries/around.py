"""What stands around the plan on a day: meetings, late updates, challenges, what has changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.areas.rules import BodyKind
from goldenthread.governance.models import Meeting
from goldenthread.governance.queries import meetings_of, never_came_back, open_challenges
from goldenthread.governance.rules import MeetingState
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.queries import Since, waiting_updates
from goldenthread.improvement.rules import DifferenceState

from .standings import Stood

# The board that a plan answers to: the first of these that has met.
BOARDS = (BodyKind.IMPROVEMENT_BOARD.value, BodyKind.HEALTH_AND_WELLBEING_BOARD.value)
A_YEAR = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Around:
    """The next meeting, the last of the board, and what waits; None where nothing is recorded.

    `changed` is how many actions moved, slipped or were closed since the board last met; `waiting`
    how many updates wait for a chair now, None on a past day; `proposed` and `reopened` how many
    differences wait for somebody from outside; `lost` how many decisions never came back.
    """

    next_meeting: Meeting | None
    board: Meeting | None
    changed: int | None
    late: int
    challenges: int
    waiting: int | None
    proposed: int
    reopened: int
    lost: int


def around(area: LocalArea, improvement_plan: ImprovementPlan | None, stood: Stood) -> Around:
    """Return what stands around an area's plan on a day."""
    on = stood.on
    meetings = [
        meeting
        for meeting in meetings_of(area, on - A_YEAR, on + A_YEAR, on)
        if meeting.state != MeetingState.CANCELLED.value
    ]
    board = last_of_the_board(meetings, on)
    told = stood.since(board.held_on) if board else None
    differences = Counter(one.difference_state for one in stood.actions.values())
    now = on == timezone.localdate()
    return Around(
        next((meeting for meeting in meetings if meeting.held_on >= on), None),
        board,
        things_changed(told) if told else None,
        sum(standing.late for standing in stood.actions.values()),
        len(open_challenges(area, on)),
        waiting_updates(improvement_plan.pk).count() if improvement_plan and now else None,
        differences[DifferenceState.PROPOSED],
        differences[DifferenceState.REOPENED],
        len(never_came_back(area, on)),
    )


def last_of_the_board(meetings: Iterable[Meeting], on: date) -> Meeting | None:
    """Return the last meeting before a day of the board that a plan answers to."""
    held = [meeting for meeting in meetings if meeting.held_on < on]
    for kind in BOARDS:
        of_board = [meeting for meeting in held if meeting.body.kind == kind]
        if of_board:
            return of_board[-1]
    return None


def last_board_meeting(area: LocalArea, on: date) -> Meeting | None:
    """Return the last meeting before a day of the board that an area's plan answers to."""
    meetings = meetings_of(area, on - A_YEAR, on, on)
    standing = (m for m in meetings if m.state != MeetingState.CANCELLED.value)
    return last_of_the_board(standing, on)


def things_changed(told: Since) -> int:
    """Return how many actions moved, slipped or were closed, each counted once."""
    changed = {moved.after.action for moved in told.moved}
    changed |= {standing.action for standing in told.closed}
    return len(changed | {move.action_id for move in told.slipped})
