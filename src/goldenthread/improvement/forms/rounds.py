"""Forms of a round of updates."""

from datetime import date, timedelta
from typing import Any

from django import forms

from goldenthread.design.days import DayField

from .fields import line_field

USUAL = timedelta(days=14)


class RoundForm(forms.Form):
    """The day on which a round of updates closes."""

    due = DayField(
        label="When does the round close?",
        error_messages={"required": "Give the day on which the round closes"},
        help_text="Such as 31 March 2027. Leads are reminded three days before",
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        """Suggest a fortnight from today."""
        super().__init__(data, initial={"due": today + USUAL})


class ContinueForm(forms.Form):
    """What the whole partnership's rolling plan is called."""

    title = line_field(
        "What is it called?", required=True, error_messages={"required": "Give the plan a title"}
    )

    def __init__(self, data: Any = None, *, area: str) -> None:
        """Suggest a title with the area's name."""
        super().__init__(data, initial={"title": f"Continuous improvement plan of {area}"})
