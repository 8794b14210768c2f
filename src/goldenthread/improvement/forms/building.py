"""Forms that make a plan from nothing."""

from typing import Any

from django import forms

from ..models import ImprovementPlan, Theme, WorkingGroup
from ..rules import TYPE_NAMES, PlanType
from .fields import line_field, row_field, words_field


class BeginForm(forms.Form):
    """What a new plan is called and is, and how many empty actions each priority begins with."""

    title = line_field(
        "What is the plan called?", required=True, error_messages={"required": "Give it a title"}
    )
    plan_type = forms.ChoiceField(
        label="What sort of plan is it?",
        choices=[(t.value, n) for t, n in TYPE_NAMES.items() if t is not PlanType.CONTINUOUS],
    )
    empty = forms.IntegerField(
        label="Empty actions for each priority",
        min_value=0,
        max_value=10,
        initial=3,
        help_text="0 to 10. You write them afterwards, and can add more",
        error_messages={
            "required": "Give a number from 0 to 10",
            "invalid": "Give a number from 0 to 10",
            "min_value": "Give a number from 0 to 10",
            "max_value": "Give a number from 0 to 10",
        },
    )


class Part(forms.Form):
    """A form that adds one thing to a plan; every field's name on the page carries its own."""

    def __init__(self, data: Any = None, *, improvement_plan: ImprovementPlan) -> None:
        """Offer the groups and themes of the plan."""
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}-%s")
        rows = {
            "group": WorkingGroup.objects.filter(improvement_plan=improvement_plan),
            "theme": Theme.objects.filter(improvement_plan=improvement_plan),
        }
        for name, queryset in rows.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = queryset


def _group() -> forms.ModelChoiceField:
    wrong = {"required": "Choose the group", "invalid_choice": "Choose a group of the plan"}
    field = row_field("Working group", WorkingGroup.objects.none(), "Choose", required=True)
    field.error_messages.update(wrong)
    return field


class GroupForm(Part):
    """A working group."""

    name = line_field("Name", required=True, error_messages={"required": "Give the group a name"})
    chair_role = line_field("Which role chairs it")


class PriorityForm(Part):
    """A priority of a group."""

    group = _group()
    text = words_field(
        "The priority", 2, required=True, error_messages={"required": "Say what the priority is"}
    )


class ThemeForm(Part):
    """A theme of a group."""

    group = _group()
    title = line_field(
        "The theme", required=True, error_messages={"required": "Say what the theme is"}
    )


class ActionForm(Part):
    """An action of a theme."""

    theme = row_field("Theme", Theme.objects.none(), "Choose", required=True)
    text = words_field(
        "What will be done", 2, required=True, error_messages={"required": "Say what will be done"}
    )
    leads = line_field("Leads", 900, help_text="Roles, not names, parted by semicolons")
    due = line_field("Due", help_text="Such as 31 March 2027 or spring 2027")
    intended_impact = words_field("Intended impact", 2)
    success_measure = words_field("How success would show", 2)

    def __init__(self, data: Any = None, *, improvement_plan: ImprovementPlan) -> None:
        """Name each theme by its number, its title and its group."""
        super().__init__(data, improvement_plan=improvement_plan)
        field = self.fields["theme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.error_messages["required"] = "Choose the theme"
        field.queryset = Theme.objects.filter(improvement_plan=improvement_plan)
        field.queryset = field.queryset.select_related("group")
        field.label_from_instance = lambda t: f"{t.number} {t.title or t.group.name}"[:90]


class MeasureForm(Part):
    """A line of the plan's own list of measures."""

    text = words_field(
        "What is measured", 2, required=True, error_messages={"required": "Say what is measured"}
    )
    heading = line_field("Heading")
    baseline = line_field("Where it starts")
    target = line_field("What it is to reach")
