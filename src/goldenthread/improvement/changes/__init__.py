"""Every write of this room, by noun."""

from .actions import ActionChanged, rewrite_action
from .carrying import CarriedOver, carry_over
from .colours import define_rag, end_override, override_rag
from .costs import CostDraft, add_cost, withdraw_cost
from .dates import move_date, open_cycle, set_judging_day
from .dependencies import add_dependency, settle_dependency
from .difference import (
    VerdictDraft,
    agree_difference,
    decline_difference,
    propose_difference,
    reopen_difference,
)
from .evidence import (
    EvidenceDraft,
    add_evidence,
    faults_of_evidence,
    receive_evidence,
    replace_evidence,
    withdraw_evidence,
)
from .forum import answer_mark, mark_experience, sign_co_production
from .life import (
    carry_responsibility,
    move_life,
    move_life_and_date,
    publish_improvement_plan,
)
from .links import add_link, decide_link, propose_links, reopen_link
from .met import ChangedMeanwhile, Unfit
from .plan import record_improvement_plan
from .posts import ensure_posts_of_leads
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
from .risks import ScoreDraft, close_risk, link_risk, open_risk, score_risk
from .updates import (
    UpdateDraft,
    accept_update,
    accept_updates,
    decline_update,
    decline_updates,
    fault_of_righting,
    hold_action,
    propose_update,
    record_update,
)

__all__ = [
    "ActionChanged",
    "CarriedOver",
    "ChangedMeanwhile",
    "CostDraft",
    "EvidenceDraft",
    "PromiseChanged",
    "PromiseDraft",
    "PromiseWords",
    "ScoreDraft",
    "Unfit",
    "UpdateDraft",
    "VerdictDraft",
    "accept_update",
    "accept_updates",
    "add_cost",
    "add_dependency",
    "add_evidence",
    "add_link",
    "agree_difference",
    "answer_mark",
    "begin_promises",
    "carry_over",
    "carry_responsibility",
    "close_risk",
    "decide_link",
    "decline_difference",
    "decline_update",
    "decline_updates",
    "define_rag",
    "end_override",
    "ensure_posts_of_leads",
    "fault_of_righting",
    "hold_action",
    "faults_of_evidence",
    "link_risk",
    "make_promises",
    "mark_experience",
    "move_date",
    "move_life",
    "move_life_and_date",
    "open_cycle",
    "open_risk",
    "override_rag",
    "propose_difference",
    "propose_links",
    "propose_update",
    "publish_improvement_plan",
    "receive_evidence",
    "record_improvement_plan",
    "record_update",
    "reopen_difference",
    "reopen_link",
    "replace_evidence",
    "rewrite_action",
    "rewrite_promise",
    "score_risk",
    "set_judging_day",
    "settle_dependency",
    "settle_promise",
    "show_promise",
    "sign_co_production",
    "withdraw_cost",
    "withdraw_evidence",
    "withhold_promise",
]
