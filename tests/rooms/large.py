"""A large area: as many areas as England has, and a plan of ten thousand actions."""

from datetime import date, timedelta

from django.db import connection

from goldenthread.accounts.models import RoleHeld, User
from goldenthread.accounts.rules import Role
from goldenthread.areas.models import LocalArea
from goldenthread.documents.models import Citation
from goldenthread.improvement.models import (
    Action,
    ActionAnswersFinding,
    ActionServesMeasure,
    ImprovementPlan,
    Lead,
    Milestone,
    Promise,
    Update,
)
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.inspections.models import Inspection, Weakness

AREAS, ACTIONS = 153, 10_000
FIRST_DAY = date(2019, 9, 1)


def fill() -> None:
    """Make the example large: the lead works in every area, and its plan has every action."""
    more_areas(User.objects.get(email="lead@example.org"))
    more_actions(current_improvement_plan(LocalArea.objects.get(slug="cumbria").pk))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")


def more_areas(user: User) -> None:
    """Add areas, each with an inspection, a weakness and a plan, in all of which a person works."""
    areas = LocalArea.objects.bulk_create(
        LocalArea(slug=f"area-{n}", name=f"Area {n}") for n in range(AREAS - 1)
    )
    RoleHeld.objects.bulk_create(
        RoleHeld(user=user, area=area, role=Role.IMPROVEMENT_LEAD.value, starts=FIRST_DAY)
        for area in areas
    )
    inspections = Inspection.objects.bulk_create(
        Inspection(area=area, regime="2016", kind="full", title="Letter to families")
        for area in areas
    )
    Weakness.objects.bulk_create(
        Weakness(inspection=inspection, number=1, short="Families", text="families wait")
        for inspection in inspections
    )
    ImprovementPlan.objects.bulk_create(
        ImprovementPlan(area=area, plan_type="written_statement", title="Plan") for area in areas
    )


def more_actions(plan: ImprovementPlan) -> None:
    """Fill a plan up with actions as busy as the ones it has.

    A database learns how large its tables have become by itself, but not within one transaction;
    here it is asked to look at once.
    """
    actions = _bare_actions(plan)
    Lead.objects.bulk_create(
        Lead(improvement_plan=plan, action=a, role=f"Lead {a.position % 60}") for a in actions
    )
    Milestone.objects.bulk_create(
        Milestone(
            action=a, words="then", starts=a.due_from, ends=a.due_to, precision="day", position=0
        )
        for a in actions
    )
    Update.objects.bulk_create(
        Update(action=a, on=FIRST_DAY, by_role="x", entered_by="x", delivery="on_track")
        for a in actions
    )
    Promise.objects.bulk_create(
        Promise(improvement_plan=plan, action=a, position=a.position, plain="To families")
        for a in actions
    )
    _links_and_citations(plan, actions)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _bare_actions(plan: ImprovementPlan) -> list[Action]:
    like = list(plan.actions.select_related("theme", "group"))
    return Action.objects.bulk_create(
        Action(
            improvement_plan=plan,
            group=like[n % len(like)].group,
            theme=like[n % len(like)].theme,
            number=f"9.{n}",
            position=1000 + n,
            text=f"{like[n % len(like)].text} ({n})",
            due_from=FIRST_DAY + timedelta(days=n % 900),
            due_to=FIRST_DAY + timedelta(days=n % 900),
        )
        for n in range(ACTIONS - len(like))
    )


def _links_and_citations(plan: ImprovementPlan, actions: list[Action]) -> None:
    passage = Citation.objects.filter(fact="action").first().passage
    Citation.objects.bulk_create(
        Citation(fact="action", fact_ref=a.pk, field="text", passage=passage) for a in actions
    )
    findings = list(plan.inspection.findings.all())
    measures = list(plan.success_measures.all())
    ActionAnswersFinding.objects.bulk_create(
        ActionAnswersFinding(action=a, finding=findings[a.position % len(findings)])
        for a in actions
    )
    ActionServesMeasure.objects.bulk_create(
        ActionServesMeasure(action=a, measure=measures[a.position % len(measures)]) for a in actions
    )
