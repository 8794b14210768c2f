"""Forms of reports."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from goldenthread.areas.models import Body, LocalArea
from goldenthread.design.days import DayField
from goldenthread.improvement.models import ImprovementPlan, WorkingGroup

from .queries.kept import accelerated_of
from .rules import KINDS, Kind


class ChoiceForm(forms.Form):
    """Which report, of which plan, for whom and as of which day."""

    kind = forms.ChoiceField(
        label="Which report",
        choices=[(kind.value, f"{KINDS[kind].name}: {KINDS[kind].about}") for kind in Kind],
        error_messages={"required": "Choose which report", "invalid_choice": "Choose a report"},
    )
    as_at = DayField(
        label="As it stood on",
        help_text="The report tells what was so on this day, such as 1 December 2019",
    )
    improvement_plan = forms.ModelChoiceField(
        label="Of which plan",
        queryset=ImprovementPlan.objects.none(),
        required=False,
        empty_label="The plan that the area works to",
    )
    group = forms.ModelChoiceField(
        label="Working group (for a highlight report)",
        queryset=WorkingGroup.objects.none(),
        required=False,
        empty_label="None",
    )
    body = forms.ModelChoiceField(
        label="For which board (if one)",
        queryset=Body.objects.none(),
        required=False,
        empty_label="None",
    )

    def __init__(self, data: Any = None, *, area: LocalArea, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.area = area
        plans = ImprovementPlan.objects.filter(area=area)
        groups = WorkingGroup.objects.filter(improvement_plan__in=plans)
        choices: dict[str, QuerySet[Any]] = {
            "improvement_plan": plans.order_by("-pk"),
            "group": groups.order_by("-improvement_plan", "position"),
            "body": Body.objects.filter(area=area).order_by("name"),
        }
        for name, rows in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """Refuse a highlight report of no group, and one of a group of another plan."""
        said = super().clean() or {}
        group, plan = said.get("group"), said.get("improvement_plan")
        if said.get("kind") == Kind.GROUP_HIGHLIGHT.value and "group" in said and group is None:
            self.add_error("group", "Choose the working group that the highlight report is of")
        if group is not None and plan is not None and group.improvement_plan_id != plan.pk:
            self.add_error("group", "This group belongs to another plan. Choose one of the plan")
        self._choose_accelerated(said)
        return said

    def _choose_accelerated(self, said: dict[str, Any]) -> None:
        """Ask which accelerated plan is meant where the area has several on the day."""
        as_at, plan = said.get("as_at"), said.get("improvement_plan")
        if said.get("kind") != Kind.ACCELERATED_PLAN.value or as_at is None:
            return
        if "improvement_plan" not in said or plan is not None or said.get("group") is not None:
            return
        found = len(accelerated_of(self.area.pk, as_at))
        if found > 1:
            self.add_error(
                "improvement_plan",
                f"This area has {found} accelerated progress plans on that day. Choose which",
            )


class ReportForm(ChoiceForm):
    """What a new report is to be called, and since when it says what changed."""

    title = forms.CharField(
        label="Title", max_length=300, error_messages={"required": "Give the report a title"}
    )
    since = DayField(label="Since when it says what changed", required=False)


class WordsForm(forms.Form):
    """Words at a place, or a comment."""

    words = forms.CharField(
        label="Your words",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write something first"},
    )


class CommentaryForm(WordsForm):
    """The author's words and the day at which they were true."""

    as_at = DayField(label="True on")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
