"""Every change to boards, meetings, decisions, challenges and what moves up."""

from .agenda import (
    add_item,
    add_paper,
    build_agenda,
    edit_item,
    publish_agenda,
    withdraw_item,
    withdraw_paper,
)
from .bodies import (
    add_member,
    add_standing_item,
    add_terms,
    end_member,
    end_standing_item,
    set_cadence,
)
from .calendar import (
    call_meeting,
    cancel_meeting,
    generate_meetings,
    make_feed,
    move_meeting,
    revoke_feed,
)
from .challenges import ask_challenge, take_step
from .decisions import bring_back, redate_decision
from .escalations import (
    end_escalation_rule,
    escalate,
    raise_disagreement,
    record_outcome,
    set_escalation_rule,
    settle_disagreement,
)
from .forward import put_on_forward_plan, withdraw_from_forward_plan
from .minutes import (
    confirm_minutes,
    decide,
    declare,
    minute_item,
    publish_minutes,
    record_attendance,
)
from .running import keep_sheet
from .taking_over import take_over_minutes

__all__ = [
    "add_item",
    "add_member",
    "add_paper",
    "add_standing_item",
    "add_terms",
    "ask_challenge",
    "bring_back",
    "build_agenda",
    "call_meeting",
    "cancel_meeting",
    "confirm_minutes",
    "decide",
    "declare",
    "edit_item",
    "end_escalation_rule",
    "end_member",
    "end_standing_item",
    "escalate",
    "generate_meetings",
    "keep_sheet",
    "make_feed",
    "minute_item",
    "move_meeting",
    "publish_agenda",
    "publish_minutes",
    "put_on_forward_plan",
    "raise_disagreement",
    "record_attendance",
    "record_outcome",
    "redate_decision",
    "revoke_feed",
    "set_cadence",
    "set_escalation_rule",
    "settle_disagreement",
    "take_over_minutes",
    "take_step",
    "withdraw_from_forward_plan",
    "withdraw_item",
    "withdraw_paper",
]
