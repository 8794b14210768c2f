"""The fields that forms of this room share, and the form that offers documents and weaknesses."""

from collections.abc import Iterable
from typing import Any

from django import forms

from goldenthread.documents.models import Document

from ..models import Inspection
from ..rules import About

Choices = Iterable[tuple[str, str]]


def words_field(label: str, required: str = "", rows: int = 3, **more: Any) -> forms.CharField:
    """Return a field of several lines; `required` is what to say when it is left empty."""
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required, "max_length": "Use %(limit_value)d letters or fewer"},
        **more,
    )


def line_field(label: str, required: str = "", most: int = 300, **more: Any) -> forms.CharField:
    """Return a field of one line; `required` is what to say when it is left empty."""
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=most,
        error_messages={"required": required, "max_length": "Use %(limit_value)d letters or fewer"},
        **more,
    )


def choice_field(label: str, choices: Choices, required: str) -> forms.ChoiceField:
    """Return a choice that must be made; `required` is what to say when it was not."""
    return forms.ChoiceField(
        label=label,
        choices=[("", "Choose"), *choices],
        error_messages={"required": required, "invalid_choice": required},
    )


def one_of(label: str, choices: Choices, required: str) -> forms.ChoiceField:
    """Return a choice of a few, each a radio button; `required` is what to say without one."""
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        widget=forms.RadioSelect,
        error_messages={"required": required, "invalid_choice": required},
    )


def document_field(label: str, **more: Any) -> forms.ModelChoiceField:
    """Return a choice of one document, or none; a RoomForm puts in those of its area."""
    return forms.ModelChoiceField(
        label=label,
        queryset=Document.objects.none(),
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose one of these documents"},
        **more,
    )


def about_choices(inspection: Inspection | None) -> list[tuple[str, str]]:
    """Return what words may be about as ("weakness:4", words), in the shape of the regime."""
    choices = [("", "All of it, or none in particular")]
    if inspection is None:
        return choices
    for noun, words, rows in (
        ("weakness", "Weakness", inspection.weaknesses.all()),
        ("priority_action", "Priority action", inspection.priority_actions.all()),
        ("improvement", "Area for improvement", inspection.improvements.all()),
    ):
        choices += [(f"{noun}:{r.number}", f"{words} {r.number}: {r.short}") for r in rows]
    return choices


class RoomForm(forms.Form):
    """A form that may offer the documents and inspections of an area, and what one required."""

    def __init__(
        self,
        data: Any = None,
        *,
        area_id: int | None = None,
        inspection: Inspection | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and name == "document":
                field.queryset = Document.objects.filter(area_id=area_id).order_by("title")
            elif isinstance(field, forms.ModelChoiceField):
                rows = Inspection.objects.filter(area_id=area_id)
                field.queryset = rows.order_by("-inspected_from", "-pk")
        self.offer("about", about_choices(inspection) if "about" in self.fields else ())

    def offer(self, name: str, choices: Choices) -> None:
        """Put choices into a field of this name, where the form has one."""
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def clean_about(self) -> About:
        """Return what the words are about."""
        noun, _, number = self.cleaned_data["about"].partition(":")
        return About(noun, int(number)) if noun else About()


class AboutField(forms.ChoiceField):
    """Which thing required the words are about; all when none is chosen."""

    def __init__(self) -> None:
        super().__init__(label="About", required=False)
