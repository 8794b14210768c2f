"""Fields that the forms of boards share."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
DAY_FORMATS = ["%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"]
HOURS = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H"]


class DayField(forms.DateField):
    """A day as people write it, between 1990 and 2099."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {
            "invalid": "Enter a real date, such as 31 March 2027",
            "required": "Enter a day",
        }
        errors |= kwargs.pop("error_messages", {})
        kwargs.setdefault("help_text", "Such as 31 March 2027 or 31/3/2027")
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(input_formats=DAY_FORMATS, widget=widget, error_messages=errors, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return a day as it reads: 31 March 2027."""
        return f"{value.day} {value:%B %Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """Return the day, or say why it cannot be one."""
        day = super().clean(" ".join(str(value or "").split())[:40])
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError("Enter a date between 1990 and 2099")
        return day


class HourField(forms.TimeField):
    """A time of day as people write it: 14:00, 2pm, 9.30."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid": "Enter a time, such as 14:00 or 2pm", "required": "Enter a time"}
        kwargs.setdefault("help_text", "Such as 14:00 or 2pm")
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(input_formats=HOURS, widget=widget, error_messages=errors, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return a time as it reads: 14:00."""
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> Any:
        """Return the time, blanks and case put aside."""
        return super().to_python("".join(str(value or "").split()).upper()[:10] or None)


def prose(label: str, required: str = "", rows: int = 3, most: int = 8000, **more: Any) -> Any:
    """Return a field of several lines; `required` is what to say when it is empty."""
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required, "max_length": "Use %(limit_value)d letters or fewer"},
        **more,
    )


def short(label: str, required: str = "", most: int = 200, **more: Any) -> Any:
    """Return a field of one line; `required` is what to say when it is empty."""
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=most,
        error_messages={"required": required, "max_length": "Use %(limit_value)d letters or fewer"},
        **more,
    )


def choice(
    label: str, choices: Iterable[tuple[str, str]], required: str = "", **more: Any
) -> forms.ChoiceField:
    """Return a choice of one; with nothing chosen first where that is allowed."""
    given = list(choices)
    return forms.ChoiceField(
        label=label,
        choices=given if required and more.get("initial") else [("", ""), *given],
        required=bool(required),
        error_messages={"required": required, "invalid_choice": "Choose one of these"},
        **more,
    )


def one_of(label: str, rows: Any, required: str = "", **more: Any) -> forms.ModelChoiceField:
    """Return a choice of one row, or of none where nothing is required."""
    return forms.ModelChoiceField(
        queryset=rows,
        label=label,
        required=bool(required),
        empty_label="",
        error_messages={"required": required, "invalid_choice": "Choose one of these"},
        **more,
    )


def number(label: str, low: int, high: int, **more: Any) -> forms.IntegerField:
    """Return a whole number between two."""
    said = f"Enter a whole number from {low} to {high}"
    return forms.IntegerField(
        label=label,
        min_value=low,
        max_value=high,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said),
        **more,
    )


class AreaForm(forms.Form):
    """A form about one area: its choices of bodies are that area's on a day."""

    def __init__(
        self, data: Any = None, files: Any = None, *, given: Any = None, **kw: Any
    ) -> None:
        super().__init__(data, files, **kw)
        for name, rows in (given or {}).items():
            if name in self.fields:
                self.fields[name].queryset = rows  # type: ignore[attr-defined]
