"""A lead belongs to the plan of its action."""

from importlib import import_module

from django.apps import apps
from django.db.models import F

from goldenthread.improvement.models import ImprovementPlan, Lead
from goldenthread.thread.queries.plan import lead_roles

FILL = import_module("goldenthread.improvement.migrations.0005_leads_of_a_plan").fill


def astray() -> int:
    """Return how many leads name another plan than their action does."""
    return Lead.objects.exclude(improvement_plan=F("action__improvement_plan")).count()


def test_every_lead_of_the_examples_names_the_plan_of_its_action(statement):
    assert statement.leads.count() > 90
    assert astray() == 0


def test_leads_kept_before_take_the_plan_of_their_action(statement):
    other = ImprovementPlan.objects.create(
        area=statement.area, plan_type="written_statement", title="Another"
    )
    held = statement.leads.count()
    assert Lead.objects.filter(improvement_plan=statement).update(improvement_plan=other) == held
    assert astray() == held
    FILL(apps, None)
    assert astray() == 0
    assert (statement.leads.count(), other.leads.count()) == (held, 0)


def test_the_roles_of_a_plan_are_each_named_once_in_order(statement):
    roles = Lead.objects.filter(improvement_plan=statement).order_by("role")
    expected = list(roles.values_list("role", flat=True).distinct())
    assert len(expected) > 20
    assert lead_roles(statement) == expected


def test_a_plan_without_leads_names_no_role(statement):
    bare = ImprovementPlan.objects.create(
        area=statement.area, plan_type="written_statement", title="Without leads"
    )
    assert lead_roles(bare) == []
