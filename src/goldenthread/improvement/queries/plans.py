"""Which plan an area works to, and its actions as last reported."""

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ..models import Action, ImprovementPlan, Update
from ..rules import UpdateState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Delivered(TypedDict):
        """What an action carries besides its fields: its last reported state, None if none."""

        delivery: str | None

    ActionDelivered = WithAnnotations[Action, Delivered]


def current_improvement_plan(area_id: int) -> ImprovementPlan | None:
    """Return the plan an area works to: the newest not superseded, main types before others."""
    plans = ImprovementPlan.objects.filter(area_id=area_id, superseded_by=None)
    main = ("written_statement", "priority_action", "strategic", "local_reform", "continuous")
    return plans.filter(plan_type__in=main).order_by("-pk").first() or plans.order_by("-pk").first()


def improvement_plans_of(area_id: int) -> list[ImprovementPlan]:
    """Return every plan of an area, superseded ones too, newest first."""
    plans = ImprovementPlan.objects.filter(area_id=area_id)
    return list(plans.select_related("inspection", "area").order_by("-pk"))


def updates_in_force(on: date | None = None) -> QuerySet[Update]:
    """Return the updates that a chair had accepted by a day and no other had superseded.

    Without a day, those in force at present.
    """
    said = Q() if on is None else Q(on__lte=on)
    decided = Q() if on is None else Q(decided_on=None) | Q(decided_on__lte=on)
    accepted = Update.objects.filter(said, decided, state=UpdateState.ACCEPTED.value)
    return accepted.filter(~Exists(accepted.filter(supersedes=OuterRef("pk"))))


def actions_with_delivery(
    improvement_plan: ImprovementPlan, on: date | None = None
) -> "QuerySet[ActionDelivered]":
    """Return the plan's actions, each with `delivery`: its last accepted state, None if none.

    `on` is the day it is told for; without one, at present.
    """
    latest = updates_in_force(on).filter(action=OuterRef("pk")).order_by("-on", "-pk")
    return Action.objects.filter(improvement_plan=improvement_plan).annotate(
        delivery=Subquery(latest.values("delivery")[:1])
    )


def search_actions(actions: "QuerySet[ActionDelivered]", words: str) -> "QuerySet[ActionDelivered]":
    """Return the actions that hold every one of the words in number, text, impact or lead."""
    for word in words.split():
        actions = actions.filter(
            Q(number__icontains=word)
            | Q(text__icontains=word)
            | Q(intended_impact__icontains=word)
            | Q(success_measure__icontains=word)
            | Q(pk__in=Action.objects.filter(leads__role__icontains=word).values("pk"))
        )
    return actions
