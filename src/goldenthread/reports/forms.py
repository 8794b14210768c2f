"""Forms of reports."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from goldenthread.areas.models import Body
from goldenthread.improvement.models import WorkingGroup

from .rules import KINDS, Kind


class ReportForm(forms.Form):
    """What a new report is to be."""

    kind = forms.ChoiceField(
        label="Which report",
        choices=[(kind.value, f"{KINDS[kind].name}: {KINDS[kind].about}") for kind in Kind],
        error_messages={"required": "Choose which report", "invalid_choice": "Choose a report"},
    )
    title = forms.CharField(
        label="Title", max_length=300, error_messages={"required": "Give the report a title"}
    )
    as_at = forms.DateField(
        label="As it stood on",
        help_text="The report tells what was so on this day, for example 2019-12-01",
        error_messages={"required": "Enter a day", "invalid": "Enter a day as 2019-12-01"},
    )
    since = forms.DateField(
        label="What changed since (if you want it to say)",
        required=False,
        help_text="Usually the day of the last report",
        error_messages={"invalid": "Enter a day as 2019-09-01"},
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

    def __init__(
        self,
        data: Any = None,
        *,
        groups: Sequence[int] = (),
        bodies: Sequence[int] = (),
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, initial={"as_at": today.isoformat()}, **kwargs)
        self.fields["group"].queryset = WorkingGroup.objects.filter(pk__in=groups)
        self.fields["body"].queryset = Body.objects.filter(pk__in=bodies).order_by("name")


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

    as_at = forms.DateField(
        label="True on",
        error_messages={"required": "Enter a day", "invalid": "Enter a day as 2019-12-01"},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
