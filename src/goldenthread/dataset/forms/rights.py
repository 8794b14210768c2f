"""Forms of requests about a person's data, legal holds and shields.

A person is found by a number that is typed into the form; it is never part of an address.
"""

from typing import Any

from django import forms

from goldenthread.design.days import DayField

from ..queries.subject import Place
from ..rules.rights import ASKED_BY, RIGHTS, Right
from ..rules.shielding import SHIELDS
from .sharing import short


def _number() -> forms.CharField:
    """Return the field by which a person is found; browsers do not keep what is typed into it."""
    return forms.CharField(
        label="NHS number, UPN or ULN",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter a number of the person"},
    )


def _prose(label: str, required: str, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": required},
        **more,
    )


class RequestForm(forms.Form):
    """A request by or for a person."""

    number = _number()
    right = forms.ChoiceField(
        label="What is asked for",
        choices=[(right.value, words) for right, words in RIGHTS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is asked for"},
    )
    asked_by = forms.ChoiceField(
        label="Who asks",
        choices=list(ASKED_BY.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who asks"},
    )
    received_on = DayField(label="Received on", past=True)
    identity_on = DayField(
        label="Identity shown on",
        required=False,
        past=True,
        help_text="Leave empty where it has not been shown yet, or need not be",
    )

    def clean_right(self) -> Right:
        """Return the right that is asked for."""
        return Right(self.cleaned_data["right"])


class HoldForm(forms.Form):
    """A legal hold."""

    number = _number()
    why = _prose("Why it is held", "Say why it is held", help_text="Name no child and no number")
    starts = DayField(label="From")


class ShieldForm(forms.Form):
    """A shield."""

    number = _number()
    kind = forms.ChoiceField(
        label="Why",
        choices=list(SHIELDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why"},
    )
    starts = DayField(label="From")


class EndForm(forms.Form):
    """The end of a hold."""

    row = forms.IntegerField(widget=forms.HiddenInput)
    on = DayField(label="Last day")


class EndShieldForm(EndForm):
    """The end of a shield, with its reason."""

    why = short("Why the danger is over", "Say why the danger is over", most=300)


class IdentityForm(forms.Form):
    """The day on which it was shown who asks."""

    on = DayField(label="Identity shown on", past=True)


class ExtendForm(forms.Form):
    """An answer put off by two months."""

    why = _prose("Why it needs longer", "Say why it needs longer")


class RefuseForm(forms.Form):
    """A request that is refused."""

    words = _prose("Why it is refused", "Say why it is refused")


class WithdrawnForm(forms.Form):
    """A request that who asked took back."""

    words = short("In words, if anything is to be kept", most=300)


class EraseForm(forms.Form):
    """The erasure itself, which cannot be taken back."""

    sure = forms.BooleanField(
        label="I have checked that this is the right person. It cannot be undone.",
        error_messages={"required": "Say that you have checked"},
    )


def decisions_in(sent: Any, places: list[Place]) -> dict[Place, bool]:
    """Return what was decided of each place that was sent: True leaves the value out.

    The fields are named "value-" and the number of the place, from 0.
    """
    said = {place: sent.get(f"value-{number}") for number, place in enumerate(places)}
    return {place: answer == "leave" for place, answer in said.items() if answer in WAYS}


WAYS = {"give": "Give it", "leave": "Leave it out"}
