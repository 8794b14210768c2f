"""What other rooms may read of improvement plans, by noun."""

from .following import followed, newest_updates, said_at, taken_into, updates_copied
from .gap import GapPoint, GroupGap, gap_point, optimism_gap, quarter_ends
from .people import (
    actions_led_by,
    agreeing,
    chairs,
    leads,
    may_decide_updates,
    waiting_updates,
)
from .plans import (
    actions_with_delivery,
    current_improvement_plan,
    improvement_plans_of,
    search_actions,
    updates_in_force,
)
from .record import ActionRecord, UpdateOnRecord, VerdictOnRecord, action_record, costs_on
from .registers import (
    DependencyOnRecord,
    RiskOnRecord,
    dependencies_of,
    rag_definitions,
    risks_of,
    verdicts_counted,
)
from .since import Moved, Since, since
from .standing import ActionStanding, standing_of

__all__ = [
    "ActionRecord",
    "ActionStanding",
    "DependencyOnRecord",
    "GapPoint",
    "GroupGap",
    "Moved",
    "RiskOnRecord",
    "Since",
    "UpdateOnRecord",
    "VerdictOnRecord",
    "action_record",
    "actions_led_by",
    "actions_with_delivery",
    "agreeing",
    "chairs",
    "costs_on",
    "current_improvement_plan",
    "dependencies_of",
    "followed",
    "gap_point",
    "improvement_plans_of",
    "leads",
    "may_decide_updates",
    "newest_updates",
    "optimism_gap",
    "quarter_ends",
    "rag_definitions",
    "risks_of",
    "said_at",
    "search_actions",
    "since",
    "standing_of",
    "taken_into",
    "updates_copied",
    "updates_in_force",
    "verdicts_counted",
    "waiting_updates",
]
