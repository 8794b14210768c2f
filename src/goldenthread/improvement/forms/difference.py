"""Forms of the difference an action made, and of what the forum says of it."""

from typing import Any

from django import forms

from goldenthread.design.days import DayField

from ..changes import VerdictDraft
from ..models import Action, Evidence, Promise
from ..rules import (
    DIFFERENCE_NAMES,
    EVIDENCE_NAMES,
    GRADE_NAMES,
    LEVEL_NAMES,
    MARK_NAMES,
    Difference,
    EvidenceKind,
    Grade,
)
from .fields import chosen_field, row_field, seen_field, words_field


def evidence_words(evidence: Evidence) -> str:
    """Return a piece of evidence in a line."""
    what = evidence.words or evidence.address or EVIDENCE_NAMES[EvidenceKind(evidence.kind)]
    return f"{what[:120]} ({GRADE_NAMES[Grade(evidence.grade)].lower()})"


class VerdictForm(forms.Form):
    """What difference an action made, in which days, and what shows it."""

    verdict = chosen_field(
        "What difference has it made for families?", DIFFERENCE_NAMES, "Choose what difference"
    )
    window_from = DayField(
        label="From", error_messages={"required": "Give the first day that you looked at"}
    )
    window_to = DayField(
        label="To", error_messages={"required": "Give the last day that you looked at"}
    )
    evidence = forms.ModelMultipleChoiceField(
        label="Evidence it rests on",
        queryset=Evidence.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose evidence of this action"},
    )
    words = words_field("Why you say so", 3)
    seen = seen_field()

    def __init__(self, data: Any = None, *, action: Action, **kwargs: Any) -> None:
        """Offer the evidence of the action."""
        super().__init__(data, **kwargs)
        field = self.fields["evidence"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = action.evidence_given.filter(withdrawn_on=None).order_by("-on", "-pk")
        field.label_from_instance = evidence_words

    def draft(self) -> VerdictDraft:
        """Return the verdict that was proposed."""
        said = self.cleaned_data
        return VerdictDraft(
            Difference(said["verdict"]),
            said["window_from"],
            said["window_to"],
            said["words"],
            tuple(said["evidence"]),
        )


class JudgeForm(forms.Form):
    """The day on which the difference will be judged."""

    judge_on = DayField(
        label="To be judged by",
        error_messages={"required": "Give the day on which it will be judged"},
    )


class AgreeForm(forms.Form):
    """What a second person from outside the group says to a verdict."""

    verdict = forms.IntegerField(widget=forms.HiddenInput)
    do = forms.ChoiceField(choices=[("agree", "agree"), ("decline", "decline")])
    why = words_field("Why not, if you do not agree", 2, 2000)


class MarkForm(forms.Form):
    """The forum's own mark."""

    promise = row_field("What it is about", Promise.objects.none(), "The action")
    mark = chosen_field("Is this your experience?", MARK_NAMES, "Choose whether it is")
    comment = words_field("What is it like?", 4)

    def __init__(self, data: Any = None, *, action: Action, **kwargs: Any) -> None:
        """Offer the action itself and what was promised to families of it."""
        super().__init__(data, **kwargs)
        field = self.fields["promise"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = action.promises.all()
        field.label_from_instance = lambda row: f"The promise: {row.plain[:90]}"


class PromiseMarkForm(forms.Form):
    """The forum's own mark on one promise."""

    mark = chosen_field("Is this your experience?", MARK_NAMES, "Choose whether it is")
    comment = words_field("What is it like?", 4)


class AnswerForm(forms.Form):
    """The answer to a mark of the forum."""

    mark_key = forms.IntegerField(widget=forms.HiddenInput)
    answer = words_field(
        "Answer", 3, required=True, error_messages={"required": "Write the answer"}
    )


class CoProductionForm(forms.Form):
    """How far an action was co-produced."""

    level = chosen_field("How were families part of it?", LEVEL_NAMES, "Choose how far")
    words = words_field("In your words", 3)
