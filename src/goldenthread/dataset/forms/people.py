"""Whom somebody looks for, and why they open a record."""

from collections.abc import Collection
from typing import Any

from django import forms

from goldenthread.core.errors import UserError
from goldenthread.design.days import DayField

from ..rules.finding import Asked, check_asked, must_prove
from ..rules.reasons import OFFERED, check_words

_QUIET = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}


class FindForm(forms.Form):
    """A number, or a surname with a date of birth."""

    number = forms.CharField(
        label="NHS number, unique pupil number, or a partner's own reference",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=_QUIET),
    )
    surname = forms.CharField(
        label="Surname", required=False, max_length=100, widget=forms.TextInput(attrs=_QUIET)
    )
    born = DayField(label="Date of birth", required=False, past=True)

    def __init__(self, *args: Any, roles: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = roles
        if must_prove(roles):
            del self.fields["surname"]
            self.fields["number"].label = "Unique pupil number"

    def clean(self) -> dict[str, Any]:
        """Refuse what is too little to find one child by."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                check_asked(self.asked, self.roles)
            except UserError as fault:
                self.add_error(fault.field or None, fault.message)
        return cleaned

    @property
    def asked(self) -> Asked:
        """Return what was asked for."""
        said = self.cleaned_data
        return Asked(said.get("number", ""), said.get("surname", ""), said.get("born"))


class ReasonForm(forms.Form):
    """Why a record is opened, in one of the reasons offered and in one's own words."""

    reason = forms.ChoiceField(
        label="Why do you open this record?",
        choices=list(OFFERED.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say why you open this record. Nothing was shown."},
    )
    words = forms.CharField(
        label="In your own words (you need not)",
        required=False,
        max_length=300,
        help_text="Leave out names, numbers and dates of birth: this goes into the log of readings",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_words(self) -> str:
        """Refuse words that hold an identifier."""
        try:
            return check_words(self.cleaned_data["words"])
        except UserError as fault:
            raise forms.ValidationError(fault.message) from fault
