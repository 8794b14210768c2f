"""Days and hours as people write them, in any form."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.core.calendar import day_words

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
DAYS = ["%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"]
HOURS = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H"]


class DayField(forms.DateField):
    """A day as people write it, between 1990 and 2099; `past` refuses one still to come."""

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        errors = {"invalid": "Enter a real date, such as 31 March 2027", "required": "Enter a day"}
        errors |= kwargs.pop("error_messages", {})
        kwargs.setdefault("help_text", "Such as 31 March 2027 or 31/3/2027")
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(input_formats=DAYS, widget=widget, error_messages=errors, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return a day as it reads: 31 March 2027."""
        return day_words(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """Return the day, or say why it cannot be one."""
        day = super().clean(" ".join(str(value or "").split())[:40])
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError("Enter a date between 1990 and 2099")
        if day and self.past and day > timezone.localdate():
            raise forms.ValidationError("That day is still to come")
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
