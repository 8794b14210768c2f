"""Every change to inspections, what they found and judged, contacts, notices and limits."""

from .clocks import set_clock
from .contacts import (
    add_note,
    add_shared,
    answer_advice,
    give_advice,
    keep_record,
    record_contact,
)
from .correcting import correct_judgement, correct_progress_said
from .events import correct_event, record_event, record_progress, refuse_without_reasons
from .inspecting import name_required, record_inspection, record_judgements
from .links import decide_finding_link, link_findings
from .repeats import decide_repeat, propose_repeats
from .returning import (
    enter_return,
    keep_return_draft,
    record_progress_said,
    set_draft_aside,
)
from .visits import (
    add_slot,
    expect_step,
    finish_step,
    record_notice,
    strike_slot,
    withdraw_notice,
)

__all__ = [
    "add_note",
    "add_shared",
    "add_slot",
    "answer_advice",
    "correct_event",
    "correct_judgement",
    "correct_progress_said",
    "decide_finding_link",
    "decide_repeat",
    "enter_return",
    "expect_step",
    "finish_step",
    "give_advice",
    "keep_record",
    "keep_return_draft",
    "link_findings",
    "name_required",
    "propose_repeats",
    "record_contact",
    "record_event",
    "record_inspection",
    "record_judgements",
    "record_notice",
    "record_progress",
    "record_progress_said",
    "refuse_without_reasons",
    "set_clock",
    "set_draft_aside",
    "strike_slot",
    "withdraw_notice",
]
