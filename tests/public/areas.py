"""Small made-up areas that show promises to families."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.improvement.changes import (
    PromiseDraft,
    make_promises,
    publish_improvement_plan,
    record_improvement_plan,
)
from goldenthread.improvement.models import ImprovementPlan, Promise
from goldenthread.improvement.rules import (
    DraftAction,
    DraftGroup,
    DraftImprovementPlan,
    DraftTheme,
    PlanType,
)
from goldenthread.inspections.changes import record_inspection
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.rules import DraftInspection, DraftNumbered, InspectionKind, Regime
from goldenthread.thread.changes import review_easy_read
from goldenthread.thread.queries.easy_read import easy_read_of
from goldenthread.thread.queries.published import published_of

BY = Actor("test", "The test")


def reviewed(slug: str) -> None:
    """Let a person review the easy-read words of an area as they are."""
    published = published_of(slug)
    today = timezone.localdate()
    words = easy_read_of(published, today)
    review_easy_read(
        by=BY, improvement_plan=published.main, stamp=words.stamp, role="Director", on=today
    )


LATER = timezone.localdate() + timedelta(days=400)


def inspected(area: LocalArea) -> Inspection:
    """Record an inspection of 2019 that found two weaknesses."""
    return record_inspection(
        by=BY,
        area=area,
        draft=DraftInspection(
            regime=Regime.LOCAL_AREA_2016,
            kind=InspectionKind.FULL,
            title="Inspection of March 2019",
            inspected_from=date(2019, 3, 18),
            responsible=("Vale Council",),
            weaknesses=(
                DraftNumbered(1, "Families do not trust the area.", "Trust"),
                DraftNumbered(2, "Waits are long.", "Waiting"),
            ),
        ),
    )


def improvement_plan_of(area: LocalArea, inspection: Inspection | None = None) -> ImprovementPlan:
    """Record a statement with a group and an action for each of the two weaknesses."""
    numbers = ("1", "2")
    return record_improvement_plan(
        by=BY,
        area=area,
        inspection=inspection or inspected(area),
        draft=DraftImprovementPlan(
            PlanType.WRITTEN_STATEMENT,
            "Statement",
            groups=tuple(
                DraftGroup(n, f"Group {n}", priorities=((int(n), "Do better"),)) for n in numbers
            ),
            themes=tuple(DraftTheme(f"{n}.1", n) for n in numbers),
            actions=tuple(DraftAction(f"{n}.1.1", f"{n}.1", n, "Act") for n in numbers),
        ),
    )


def promised(improvement_plan: ImprovementPlan, *drafts: PromiseDraft) -> list[Promise]:
    """Make promises and publish the plan."""
    made = make_promises(by=BY, improvement_plan=improvement_plan, drafts=drafts)
    publish_improvement_plan(by=BY, improvement_plan=improvement_plan)
    return made


def showing(slug: str, number: int = 1) -> LocalArea:
    """Add an area that shows a number of promises, in turn for each weakness."""
    area = add_area(by=BY, slug=slug, name=slug.title())
    improvement_plan = improvement_plan_of(area)
    actions = list(improvement_plan.actions.all())
    promised(
        improvement_plan,
        *(
            PromiseDraft(f"We said we would do thing {n}.", actions[n % 2], due_words="May 2020")
            for n in range(number)
        ),
    )
    return area


def pages_of(slug: str) -> list[str]:
    """Return the address of every kind of page of an area."""
    promise = Promise.objects.filter(improvement_plan__area__slug=slug).first()
    return [
        reverse("public:index"),
        reverse("public:promises", kwargs={"slug": slug}),
        reverse("public:promise", kwargs={"slug": slug, "pk": promise.pk}),
        reverse("public:easy_read", kwargs={"slug": slug}),
        reverse("public:judgement", kwargs={"slug": slug}),
    ]
