"""Fields as people fill them in: days, money, one of a few, words."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms

from ..changes import Unfit

TOO_LONG = {"max_length": "Use %(limit_value)d characters or fewer"}


class PoundsField(forms.Field):
    """An amount in pounds, kept in pence; None where it is left empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> int | None:
        """Return the pence, or say what cannot be read."""
        words = re.sub(r"[£,\s]", "", str(super().clean(value) or ""))
        if not words:
            return None
        if not re.fullmatch(r"\d{1,12}(\.\d{1,2})?", words):
            raise forms.ValidationError("Enter an amount in pounds, such as 12,500 or 12,500.50")
        return int(Decimal(words) * 100)


def words_field(label: str, rows: int = 3, most: int = 4000, **kwargs: Any) -> forms.CharField:
    """Return a field of several lines that may be left empty unless told otherwise."""
    kwargs.setdefault("required", False)
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=TOO_LONG | kwargs.pop("error_messages", {}),
        **kwargs,
    )


def line_field(label: str, most: int = 300, **kwargs: Any) -> forms.CharField:
    """Return a field of one line that may be left empty unless told otherwise."""
    kwargs.setdefault("required", False)
    messages = TOO_LONG | kwargs.pop("error_messages", {})
    return forms.CharField(label=label, max_length=most, error_messages=messages, **kwargs)


def chosen_field(
    label: str, names: dict[Any, str], missing: str, *, radios: bool = True, **kwargs: Any
) -> forms.ChoiceField:
    """Return a field to choose one of a few, as radios or from a list."""
    choices = [(getattr(key, "value", key), words) for key, words in names.items()]
    if not radios:
        choices = [("", "Choose"), *choices]
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect if radios else forms.Select,
        error_messages={"required": missing, "invalid_choice": missing},
        **kwargs,
    )


def seen_field() -> forms.IntegerField:
    """Return the hidden key of the newest thing the person saw, 0 for none."""
    return forms.IntegerField(widget=forms.HiddenInput, required=False)


def row_field(label: str, rows: Any, empty: str, **kwargs: Any) -> forms.ModelChoiceField:
    """Return a field to choose a row from a list, or none."""
    kwargs.setdefault("required", False)
    return forms.ModelChoiceField(
        label=label,
        queryset=rows,
        empty_label=empty,
        error_messages={"invalid_choice": "Choose one of the list"},
        **kwargs,
    )


def chosen(form: forms.Form, name: str, kind: type[StrEnum]) -> Any:
    """Return what was chosen as its own kind."""
    return kind(form.cleaned_data[name])


def tell(form: forms.Form, refused: Unfit, names: Iterable[tuple[str, str]] = ()) -> None:
    """Show what a change refused beside the fields that would mend it; `names` gives others."""
    other = dict(names)
    for field, words in refused.faults.items():
        name = other.get(field, field)
        form.add_error(name if name in form.fields else None, words)
