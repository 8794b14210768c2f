"""What an area shows to families without signing in, who answers for it, what was judged."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from goldenthread.areas.models import Body, LocalArea, Organisation, SuccessionParty
from goldenthread.areas.rules import BodyKind, OrganisationKind, in_force
from goldenthread.improvement.models import CarriedResponsibility, ImprovementPlan
from goldenthread.improvement.rules import PlanType
from goldenthread.inspections.models import Inspection, Judgement
from goldenthread.inspections.queries import as_recorded, has_said

from .then import inspection_on, plans_on

ANSWERING_KINDS = (
    OrganisationKind.COUNCIL.value,
    OrganisationKind.CLINICAL_COMMISSIONING_GROUP.value,
    OrganisationKind.INTEGRATED_CARE_BOARD.value,
)
# Who took over from an organisation, by its key, and on which day.
Carriers = dict[int, list[tuple[Organisation, date]]]


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
class Answering:
    """A body that answers for promises, and since when where it took over from another."""

    name: str
    since: date | None


@dataclass(frozen=True, slots=True)
class WhoToAsk:
    """The bodies that carry an area's work on a day, and its parent carer forums by name.

    `not_recorded` are names that inspectors gave and that are no organisation of the area here.
    """

    bodies: list[Answering]
    not_recorded: list[str]
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


def published_then(slug: str, on: date) -> Published | None:
    """Return what an area shows to families of a day that has passed: of its published plans,
    those that had begun and that no other of them had taken the place of.
    """
    area = LocalArea.objects.filter(slug=slug).first()
    begun = [plan for plan in plans_on(area.pk, on) if plan.published_at] if area else []
    replaced = {plan.supersedes_id for plan in begun}
    standing = [plan for plan in begun if plan.pk not in replaced]
    return next(iter(_by_area(standing)), None)


def _carriers(published: Published, today: date) -> Carriers:
    """Return who took over from each organisation by a day: as the plan says, else as recorded."""
    parties = SuccessionParty.objects.filter(organisation__isnull=False, succession__on__lte=today)
    after: dict[int, list[tuple[Organisation, date]]] = {}
    before: list[tuple[int, int]] = []
    for party in parties.select_related("organisation", "succession").order_by("pk"):
        if party.organisation and party.side == SuccessionParty.TO:
            taker = (party.organisation, party.succession.on)
            after.setdefault(party.succession_id, []).append(taker)
        elif party.organisation:
            before.append((party.organisation.pk, party.succession_id))
    found: Carriers = {}
    for organisation, succession in before:
        found.setdefault(organisation, []).extend(after.get(succession, []))
    said: Carriers = {}
    carried = CarriedResponsibility.objects.filter(
        improvement_plan__in=published.improvement_plans, since__lte=today
    ).select_related("to_organisation")
    for row in carried.order_by("since", "pk"):
        said.setdefault(row.from_organisation_id, []).append((row.to_organisation, row.since))
    return found | said


def _carry_on(begun: list[Organisation], carriers: Carriers, today: date) -> list[Answering]:
    """Follow organisations to those that do their work on a day; the ended lead no further."""
    waiting: list[tuple[Organisation, date | None]] = [(known, None) for known in begun]
    seen: set[int] = set()
    named: dict[str, Answering] = {}
    while waiting:
        organisation, since = waiting.pop(0)
        if organisation.pk in seen:
            continue
        seen.add(organisation.pk)
        takers = carriers.get(organisation.pk, [])
        waiting += takers
        stays = not takers or any(taker.pk == organisation.pk for taker, _ in takers)
        if stays and in_force(organisation.starts, organisation.ends, today):
            named.setdefault(organisation.name, Answering(organisation.name, since))
    return sorted(named.values(), key=lambda body: body.since or date.min)


def who_to_ask(published: Published, today: date) -> WhoToAsk:
    """Return who answers for the promises on a day, once every succession is followed.

    Begins from the organisations of the area that its inspection named, else from its council
    and health bodies. A name that is no organisation recorded for the area is told apart.
    """
    responsible: list[str] = []
    for improvement_plan in published.improvement_plans:
        named = improvement_plan.inspection.responsible if improvement_plan.inspection else []
        responsible += [name for name in named if name not in responsible]
    serving = Organisation.objects.filter(serves__area=published.area).distinct().order_by("pk")
    known = {organisation.name.casefold(): organisation for organisation in serving}
    begun = [known[name.casefold()] for name in responsible if name.casefold() in known]
    begun = begun or [body for body in known.values() if body.kind in ANSWERING_KINDS]
    forums = Body.objects.on(today).filter(
        area=published.area, kind=BodyKind.PARENT_CARER_FORUM.value
    )
    return WhoToAsk(
        _carry_on(begun, _carriers(published, today), today),
        [name for name in responsible if name.casefold() not in known],
        list(forums.order_by("name").values_list("name", flat=True)),
    )


def judged_of(published: Published, on: date) -> Judged | None:
    """Return the inspection that the plans answer, and the last judgement known of each weakness.

    None where nothing of an inspection was known on the day.
    """
    inspection = published.main.inspection or inspection_on(published.area.pk, on)
    if inspection is None or not has_said(inspection, on):
        return None
    rows = Judgement.objects.filter(weakness__inspection=inspection).select_related("inspection")
    judgements: dict[int, Judgement] = {}
    revisits: dict[int, Inspection] = {}
    for judgement in rows.order_by(F("inspection__inspected_from").asc(nulls_first=True), "pk"):
        if not has_said(judgement.inspection, on):
            continue
        judgements[judgement.weakness_id] = as_recorded(judgement, on)
        revisits[judgement.inspection_id] = judgement.inspection
    return Judged(inspection, list(revisits.values()), judgements)
