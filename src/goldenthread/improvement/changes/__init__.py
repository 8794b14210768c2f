"""Every write of this room, by noun."""

from .carrying import CarriedOver, carry_over
from .life import (
    carry_responsibility,
    move_life,
    move_life_and_date,
    publish_improvement_plan,
)
from .links import add_link, decide_link, propose_links, reopen_link
from .plan import record_improvement_plan
from .promises import (
    PromiseChanged,
    PromiseDraft,
    PromiseWords,
    begin_promises,
    make_promises,
    rewrite_promise,
    settle_promise,
    show_promise,
    withhold_promise,
)
from .updates import record_update

__all__ = [
    "CarriedOver",
    "PromiseChanged",
    "PromiseDraft",
    "PromiseWords",
    "begin_promises",
    "add_link",
    "carry_over",
    "carry_responsibility",
    "decide_link",
    "make_promises",
    "move_life",
    "move_life_and_date",
    "propose_links",
    "publish_improvement_plan",
    "record_improvement_plan",
    "record_update",
    "reopen_link",
    "rewrite_promise",
    "settle_promise",
    "show_promise",
    "withhold_promise",
]
