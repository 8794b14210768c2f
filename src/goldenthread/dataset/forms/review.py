"""What a reviewer says of two records."""

from django import forms

from ..rules.review import VERDICT_WORDS


class VerdictForm(forms.Form):
    """Whether two records are of one person."""

    pair = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    verdict = forms.ChoiceField(
        label="Are these two records of one person?",
        choices=[(verdict.value, words) for verdict, words in VERDICT_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three answers. Nothing was kept."},
    )
