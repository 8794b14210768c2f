"""Fields that the forms of boards share."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms


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


class RowField(forms.ModelChoiceField):
    """A choice of one row; `called` says how each is called, as it prints itself without it."""

    def __init__(self, *args: Any, called: Callable[[Any], str] = str, **kw: Any) -> None:
        self.called = called
        super().__init__(*args, **kw)

    def label_from_instance(self, obj: Any) -> str:
        """Return what a row is called in the list."""
        return self.called(obj)


def one_of(label: str, rows: Any, required: str = "", **more: Any) -> RowField:
    """Return a choice of one row, or of none where nothing is required."""
    return RowField(
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
    """A form about one area: `given` holds the choices of its fields, of that area on a day."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        given: Mapping[str, Any] | None = None,
        **kw: Any,
    ) -> None:
        super().__init__(data, files, **kw)
        for name, rows in (given or {}).items():
            field = self.fields.get(name)
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows
            elif isinstance(field, forms.ChoiceField):
                field.choices = [("", ""), *rows]
