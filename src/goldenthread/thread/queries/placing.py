"""Which actions belonged on a day to a weakness, a group, a theme or a lead."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Coalesce
from django.utils import timezone

from goldenthread.improvement.models import ImprovementPlan, Lead, Priority, Revision, Theme

if TYPE_CHECKING:
    from goldenthread.improvement.queries.plans import ActionDelivered


@dataclass(frozen=True, slots=True)
class Place:
    """Where actions have to belong: numbers of a weakness, a group and a theme, and a lead.

    Each is empty where it does not narrow; a weakness of -1 is none.
    """

    weakness: int | None = None
    group: str = ""
    theme: str = ""
    lead: str = ""


def placed_on(
    actions: "QuerySet[ActionDelivered]",
    improvement_plan: ImprovementPlan,
    place: Place,
    on: date,
) -> "QuerySet[ActionDelivered]":
    """Return those of a plan's actions that belonged to a place on a day.

    Asks nothing of the database itself; what was changed later is looked at only of a past day.
    """
    themes = _themes(improvement_plan, place)
    past = on < timezone.localdate()
    if themes is not None and past:
        stood = Coalesce(_later("theme", on), F("theme__number"), output_field=TextField())
        actions = actions.alias(theme_then=stood).filter(theme_then__in=themes.values("number"))
    elif themes is not None:
        actions = actions.filter(theme__in=themes.values("pk"))
    if not place.lead:
        return actions
    leading = Lead.objects.filter(improvement_plan=improvement_plan, role=place.lead)
    today = Q(pk__in=leading.values("action"))
    if not past:
        return actions.filter(today)
    return actions.alias(leads_then=_later("leads", on)).filter(
        Q(leads_then=None) & today | _named(place.lead)
    )


def _themes(improvement_plan: ImprovementPlan, place: Place) -> "QuerySet[Theme] | None":
    """Return the themes of a place, None where it names no weakness, group or theme."""
    if place.weakness is None and not place.group and not place.theme:
        return None
    themes = Theme.objects.filter(improvement_plan=improvement_plan)
    if place.weakness is not None:
        groups = Priority.objects.filter(
            improvement_plan=improvement_plan, weakness__number=place.weakness
        )
        themes = themes.filter(group__in=groups.values("group"))
    if place.group:
        themes = themes.filter(group__number=place.group)
    return themes.filter(number=place.theme) if place.theme else themes


def _later(field: str, on: date) -> Subquery:
    """Return what an action's field read on a day where it was changed after it, else nothing."""
    rows = Revision.objects.filter(action=OuterRef("pk"), field=field, on__gt=on)
    return Subquery(rows.order_by("on", "pk").values("old")[:1])


def _named(role: str) -> Q:
    """Say that leads as a revision keeps them, parted by semicolons, name a role."""
    return (
        Q(leads_then=role)
        | Q(leads_then__startswith=f"{role}; ")
        | Q(leads_then__endswith=f"; {role}")
        | Q(leads_then__contains=f"; {role}; ")
    )
