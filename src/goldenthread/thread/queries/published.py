"""What an area shows to families without signing in, who answers for it, what was judged."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from goldenthread.areas.models import Body, LocalArea
from goldenthread.areas.rules import BodyKind
from goldenthread.improvement.models import CarriedResponsibility, ImprovementPlan
from goldenthread.improvement.rules import PlanType
from goldenthread.inspections.models import Inspection, Judgement
from goldenthread.inspections.queries import latest_full_inspection


@dataclass(slots=True)
class Published:
    """An area and the improvement plans that it shows to families, the main one first."""

    area: LocalArea
    improvement_plans: list[ImprovementPlan] = field(default_factory=list)
    promises: int = 0

    @property
    def main(self) -> ImprovementPlan:
        """Return the plan that the pages speak of."""
        return self.improvement_plans[0]


@dataclass(frozen=True, slots=True)
class WhoToAsk:
    """The bodies that carry an area's work on a day, and its parent carer forums by name."""

    bodies: list[str]
    forums: list[str]


@dataclass(slots=True)
class Judged:
    """What an inspection required, and what a later one concluded of each weakness."""

    inspection: Inspection
    revisits: list[Inspection]
    judgements: dict[int, Judgement]


def _by_area(improvement_plans: Iterable[ImprovementPlan]) -> list[Published]:
    """Gather the plans of each area; accelerated plans come after the plan they speed up."""
    found: dict[int, Published] = {}
    for improvement_plan in improvement_plans:
        area = improvement_plan.area
        published = found.setdefault(area.pk, Published(area))
        published.improvement_plans.append(improvement_plan)
        published.promises += getattr(improvement_plan, "promise_count", 0)
    for published in found.values():
        published.improvement_plans.sort(
            key=lambda p: (p.plan_type == PlanType.ACCELERATED_PROGRESS.value, -p.pk)
        )
    return list(found.values())


def _shown_plans() -> QuerySet[ImprovementPlan]:
    """Return the published plans that no published plan has taken the place of.

    A newer plan in drafting does not take down what families can read today.
    """
    newer = ImprovementPlan.objects.filter(supersedes=OuterRef("pk"), published_at__isnull=False)
    shown = ImprovementPlan.objects.filter(~Exists(newer), published_at__isnull=False)
    return shown.select_related("area", "inspection")


def published_areas() -> list[Published]:
    """Return the areas that show something to families, real ones first, then by name."""
    plans = _shown_plans().annotate(promise_count=Count("promises"))
    return sorted(_by_area(plans), key=lambda p: (p.area.exercise, p.area.name, p.area.pk))


def published_of(slug: str) -> Published | None:
    """Return what an area shows to families, or None where it shows nothing."""
    return next(iter(_by_area(_shown_plans().filter(area__slug=slug))), None)


def who_to_ask(published: Published, today: date) -> WhoToAsk:
    """Return who answers for the promises on a day, once every succession is followed."""
    named: list[str] = []
    for improvement_plan in published.improvement_plans:
        responsible = improvement_plan.inspection.responsible if improvement_plan.inspection else []
        named += [name for name in responsible if name not in named]
    carried = CarriedResponsibility.objects.filter(
        improvement_plan__in=published.improvement_plans, since__lte=today
    ).select_related("from_organisation", "to_organisation")
    for row in carried.order_by("since", "pk"):
        before, after = row.from_organisation.name, row.to_organisation.name
        if after not in named:
            named.append(after)
        if before in named and before != after:
            named.remove(before)
    forums = Body.objects.on(today).filter(
        area=published.area, kind=BodyKind.PARENT_CARER_FORUM.value
    )
    return WhoToAsk(named, list(forums.order_by("name").values_list("name", flat=True)))


def judged_of(published: Published) -> Judged | None:
    """Return the inspection that the plans answer, and the last judgement of each weakness."""
    inspection = published.main.inspection or latest_full_inspection(published.area.pk)
    if inspection is None:
        return None
    rows = Judgement.objects.filter(weakness__inspection=inspection).select_related("inspection")
    judgements: dict[int, Judgement] = {}
    revisits: dict[int, Inspection] = {}
    for judgement in rows.order_by(F("inspection__inspected_from").asc(nulls_first=True), "pk"):
        judgements[judgement.weakness_id] = judgement
        revisits[judgement.inspection_id] = judgement.inspection
    return Judged(inspection, list(revisits.values()), judgements)
