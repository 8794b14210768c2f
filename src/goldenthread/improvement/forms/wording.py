"""The form of an action's own words."""

from django import forms

from .fields import words_field

LABELS = {
    "text": "The action",
    "intended_impact": "Intended impact",
    "success_measure": "How success would show",
    "resources": "Resources",
    "baseline": "Baseline",
    "target": "Target",
    "evidence": "Evidence named in the plan",
}


class WordingForm(forms.Form):
    """All the words of an action, and the stamp of what the person saw."""

    text = words_field(
        LABELS["text"],
        4,
        required=True,
        error_messages={"required": "An action cannot be without words"},
    )
    intended_impact = words_field(LABELS["intended_impact"], 3)
    success_measure = words_field(LABELS["success_measure"], 3)
    resources = words_field(LABELS["resources"], 2)
    baseline = words_field(LABELS["baseline"], 2)
    target = words_field(LABELS["target"], 2)
    evidence = words_field(LABELS["evidence"], 2)
    stamp = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def words(self) -> dict[str, str]:
        """Return the words by field, with line ends as the database keeps them."""
        return {name: self.cleaned_data[name].replace("\r\n", "\n") for name in LABELS}
