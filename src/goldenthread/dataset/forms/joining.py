"""What is sent to join two people, to part one, and to take either back."""

from django import forms

WHY = "Say why. Nothing was changed."


class JoinForm(forms.Form):
    """Whom a person is one with, and why."""

    other = forms.RegexField(
        r"^[0-9a-f]{32}$",
        label="Reference of the other person",
        help_text="The 32 letters and figures at the top of the other person's page like this.",
        error_messages={
            "required": "Give the other person's reference. Nothing was changed.",
            "invalid": "A reference has 32 figures and letters from a to f. Nothing was changed.",
        },
    )
    why = forms.CharField(
        label="Why are they one person?", max_length=500, error_messages={"required": WHY}
    )


class PartForm(forms.Form):
    """Which records are somebody else's, and why."""

    records = forms.MultipleChoiceField(
        error_messages={
            "required": "Choose the records that are somebody else's. Nothing was changed.",
            "invalid_choice": "One of these records is no longer this person's. Look again.",
        },
    )
    why = forms.CharField(
        label="Why are they somebody else's?", max_length=500, error_messages={"required": WHY}
    )

    def __init__(self, *args: object, records: list[str], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["records"].choices = [(one, one) for one in records]  # type: ignore[attr-defined]


class UndoForm(forms.Form):
    """Which join or parting is taken back, and why."""

    joining = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    why = forms.CharField(
        label="Why is it taken back?", max_length=500, error_messages={"required": WHY}
    )
