"""Forms of the plan check."""

from django import forms

from .models import FindingSettled


class SettleForm(forms.Form):
    """An answer to one finding."""

    rule = forms.CharField(max_length=100)
    subject = forms.CharField(max_length=200)
    answer = forms.ChoiceField(
        choices=[(FindingSettled.ACCEPTED, "accept"), (FindingSettled.NOT_FOR_US, "not for us")],
        error_messages={"required": "Choose accept or not for us"},
    )
    words = forms.CharField(
        max_length=4000,
        error_messages={
            "required": "Give the wording you accept, or say why it is not for this plan"
        },
    )


class SwitchOffForm(forms.Form):
    """A rule and why it does not apply."""

    rule = forms.CharField(max_length=100)
    reason = forms.CharField(
        max_length=2000, error_messages={"required": "Say why the rule does not fit this plan"}
    )
