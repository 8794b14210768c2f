"""The forward plan as it stood on a day."""

from dataclasses import dataclass
from datetime import date

from goldenthread.areas.models import LocalArea

from ..models import ForwardItem
from ..rules.notice import fault_of_key_notice, last_day_for_key_decision
from ..rules.states import Urgency


@dataclass(frozen=True, slots=True)
class Ahead:
    """A decision ahead, the last day for its notice, and what is wrong with that notice."""

    item: ForwardItem
    last_day: date | None
    fault: str | None


def forward_plan(area: LocalArea, on: date) -> list[Ahead]:
    """Return the decisions ahead on a day, by day: published by then, not withdrawn or taken."""
    rows = ForwardItem.objects.filter(area=area, published_on__lte=on, decide_on__gte=on)
    rows = rows.exclude(withdrawn_on__lte=on).exclude(decision__on__lte=on)
    return [_ahead(item) for item in rows.select_related("body", "meeting")]


def _ahead(item: ForwardItem) -> Ahead:
    if not item.key_decision:
        return Ahead(item, None, None)
    fault = fault_of_key_notice(
        published=item.published_on,
        decide_on=item.decide_on,
        urgency=Urgency(item.urgency),
        why=item.urgency_why,
        agreed_by=item.urgency_agreed_by,
    )
    return Ahead(item, last_day_for_key_decision(item.decide_on), fault)
