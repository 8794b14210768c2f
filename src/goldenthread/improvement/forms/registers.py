"""Forms of costs, colours, risks and groups that wait."""

from typing import Any

from django import forms

from goldenthread.design.days import DayField

from ..changes import CostDraft, ScoreDraft
from ..models import Action, ImprovementPlan, WorkingGroup
from ..rules import IMPACT, LIKELIHOOD, RAG_NAMES, RISK_NAMES, Rag
from .fields import PoundsField, chosen_field, line_field, row_field, seen_field, words_field


class CostForm(forms.Form):
    """A cost of an action, who pays it and where the figure comes from."""

    amount = PoundsField(label="Amount in pounds", help_text="Leave empty if nobody knows it")
    words = words_field("What it is for", 2)
    year = line_field("Financial year", 9, help_text="Such as 2027-28")
    funding_source = line_field("Who pays", 300, help_text="Budget, grant or body")
    source = line_field(
        "Where this figure comes from",
        500,
        required=True,
        error_messages={"required": "Say where this figure comes from"},
    )

    def draft(self) -> CostDraft:
        """Return the cost as it was given."""
        said = self.cleaned_data
        return CostDraft(
            said["source"], said["amount"], said["words"], said["year"], said["funding_source"]
        )


class WhyForm(forms.Form):
    """The key of a row and words about it."""

    key = forms.IntegerField(widget=forms.HiddenInput)
    why = words_field("Why", 2, 2000)


class OverrideForm(forms.Form):
    """A colour beside the computed one."""

    rag = chosen_field("The colour you set", RAG_NAMES, "Choose a colour")
    reason = words_field("Why the computed colour is not right", 3)
    ends = DayField(
        label="Until", required=False, help_text="Leave empty to let it stand until you end it"
    )
    seen = seen_field()


class RagForm(forms.Form):
    """What each colour means in the area."""

    seen = seen_field()

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        """Give each colour its field."""
        super().__init__(data, **kwargs)
        for rag in Rag:
            missing = {"required": f"Say what {RAG_NAMES[rag].lower()} means"}
            self.fields[rag.value] = words_field(
                RAG_NAMES[rag], 2, 500, required=True, error_messages=missing
            )

    def words(self) -> dict[Rag, str]:
        """Return what each colour is to mean."""
        return {rag: self.cleaned_data[rag.value] for rag in Rag}


class ScoreForm(forms.Form):
    """How likely and how grave a risk is, who owns it and what is done about it."""

    likelihood = chosen_field(
        "How likely is it?",
        {str(n): f"{n} {words}" for n, words in LIKELIHOOD.items()},
        "Choose how likely it is",
        radios=False,
    )
    impact = chosen_field(
        "How grave would it be?",
        {str(n): f"{n} {words}" for n, words in IMPACT.items()},
        "Choose how grave it would be",
        radios=False,
    )
    owner_role = line_field(
        "Which role owns it",
        required=True,
        error_messages={"required": "Say which role owns it"},
    )
    mitigation = words_field("What is done about it", 3)
    seen = seen_field()

    def score(self) -> ScoreDraft:
        """Return the score."""
        said = self.cleaned_data
        return ScoreDraft(
            int(said["likelihood"]), int(said["impact"]), said["owner_role"], said["mitigation"]
        )


class RiskForm(ScoreForm):
    """A new risk or issue with its first score."""

    kind = chosen_field("What is it?", RISK_NAMES, "Choose risk or issue")
    words = words_field(
        "In a sentence: what may happen, or has happened, and why that matters",
        3,
        2000,
        required=True,
        error_messages={"required": "Say what may happen, or what has happened"},
    )
    actions = line_field(
        "Numbers of the actions it bears on", 2000, help_text="With commas between: 3.5.1, 3.5.2"
    )
    field_order = ("kind", "words", "likelihood", "impact", "owner_role", "mitigation", "actions")

    def __init__(
        self, data: Any = None, *, improvement_plan: ImprovementPlan, **kwargs: Any
    ) -> None:
        """Read action numbers in this plan."""
        super().__init__(data, **kwargs)
        self.improvement_plan = improvement_plan

    def clean_actions(self) -> list[Action]:
        """Return the actions of the plan with these numbers."""
        return actions_numbered(self.improvement_plan, self.cleaned_data["actions"])


class LinkForm(forms.Form):
    """The actions that a risk bears on."""

    actions = line_field("Numbers of the actions", 2000, help_text="With commas between")

    def __init__(
        self, data: Any = None, *, improvement_plan: ImprovementPlan, **kwargs: Any
    ) -> None:
        """Read action numbers in this plan."""
        super().__init__(data, **kwargs)
        self.improvement_plan = improvement_plan

    def clean_actions(self) -> list[Action]:
        """Return the actions of the plan with these numbers."""
        return actions_numbered(self.improvement_plan, self.cleaned_data["actions"])


def actions_numbered(improvement_plan: ImprovementPlan, words: str) -> list[Action]:
    """Return the actions of a plan whose numbers are given, or say which there is not."""
    numbers = [part.strip() for part in words.split(",") if part.strip()]
    found = {
        action.number: action for action in improvement_plan.actions.filter(number__in=numbers)
    }
    missing = [number for number in numbers if number not in found]
    if missing:
        raise forms.ValidationError(f"The plan has no action numbered {missing[0][:20]}")
    return list(found.values())


class DependencyForm(forms.Form):
    """A group that waits for another."""

    waits = row_field("Which group waits", None, "Choose the group", required=True)
    on_group = row_field("For which group", None, "Choose the group", required=True)
    words = words_field(
        "For what", 2, 2000, required=True, error_messages={"required": "Say what it waits for"}
    )
    needed_by = DayField(label="Needed by", required=False)
    number = line_field("Number of the action it holds up", 20, help_text="If it is one")

    def __init__(
        self, data: Any = None, *, improvement_plan: ImprovementPlan, **kwargs: Any
    ) -> None:
        """Offer the groups of the plan."""
        super().__init__(data, **kwargs)
        self.improvement_plan = improvement_plan
        for name in ("waits", "on_group"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = WorkingGroup.objects.filter(improvement_plan=improvement_plan)
            field.error_messages["required"] = "Choose a group"

    def clean_number(self) -> Action | None:
        """Return the action held up, if one is named."""
        rows = actions_numbered(self.improvement_plan, self.cleaned_data["number"])
        return rows[0] if rows else None
