"""The number of questions a page asks the database does not grow with what is held."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

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
from goldenthread.inspections.models import Inspection, Weakness

AREAS, ACTIONS = 153, 10_000
PAGES = [
    "/",
    "/areas/cumbria/",
    "/areas/cumbria/weaknesses/4/",
    "/areas/cumbria/plan/",
    "/areas/cumbria/plan/?page=2",
    "/areas/cumbria/plan/?q=families",
    "/areas/cumbria/plan/?weakness=4&due=past&rag=none",
    "/areas/cumbria/plan/?group=3&lead=Designated Clinical Officer",
    "/areas/cumbria/timeline/",
    "/areas/cumbria/plan/actions/3.5.1/",
    "/areas/cumbria/plan/groups/3/",
    "/areas/cumbria/plan/measures/",
    "/areas/cumbria/findings/",
    "/areas/cumbria/bodies/",
    "/areas/cumbria/documents/",
    "/areas/cumbria/check/matches/",
    "/search?q=families",
]


def more_areas(user: User) -> None:
    """Add areas, each with an inspection, a weakness and a plan, in all of which a person works."""
    areas = LocalArea.objects.bulk_create(
        LocalArea(slug=f"area-{n}", name=f"Area {n}") for n in range(AREAS - 1)
    )
    RoleHeld.objects.bulk_create(
        RoleHeld(user=user, area=area, role=Role.IMPROVEMENT_LEAD.value, starts=date(2019, 1, 1))
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
    """Fill a plan up with actions as busy as the ones it has."""
    models = list(plan.actions.select_related("theme", "group"))
    day = date(2019, 9, 1)
    actions = Action.objects.bulk_create(
        Action(
            improvement_plan=plan,
            group=models[n % len(models)].group,
            theme=models[n % len(models)].theme,
            number=f"9.{n}",
            position=1000 + n,
            text=f"{models[n % len(models)].text} ({n})",
            due_from=day + timedelta(days=n % 900),
            due_to=day + timedelta(days=n % 900),
        )
        for n in range(ACTIONS - len(models))
    )
    Lead.objects.bulk_create(Lead(action=a, role=f"Lead {a.position % 60}") for a in actions)
    Milestone.objects.bulk_create(
        Milestone(
            action=a, words="then", starts=a.due_from, ends=a.due_to, precision="day", position=0
        )
        for a in actions
    )
    Update.objects.bulk_create(
        Update(action=a, on=day, by_role="x", entered_by="x", delivery="on_track") for a in actions
    )
    Promise.objects.bulk_create(
        Promise(improvement_plan=plan, action=a, position=a.position, plain="To families")
        for a in actions
    )
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


def asked(client: Client, page: str) -> list[str]:
    """Return what a page asks the database."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(page).status_code in (200, 302)
    return [query["sql"][:160] for query in queries]


@pytest.mark.slow
def test_no_page_asks_more_of_153_areas_and_10000_actions(lead, statement):
    RoleHeld.objects.filter(area__exercise=True).delete()
    few = {page: asked(lead, page) for page in PAGES}
    more_areas(User.objects.get(email="lead@example.org"))
    more_actions(statement)
    assert statement.actions.count() == ACTIONS
    many = {page: asked(lead, page) for page in PAGES}
    grown = {
        page: (len(few[page]), len(many[page]), [q for q in many[page] if q not in few[page]])
        for page in PAGES
        if len(many[page]) != len(few[page])
    }
    assert grown == {}
    assert max(len(queries) for queries in many.values()) <= 40
