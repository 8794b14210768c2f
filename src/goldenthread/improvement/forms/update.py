"""The form of an update, the first thing an action lead fills in, often on a phone."""

from typing import Any

from django import forms

from goldenthread.design.days import DayField

from ..changes import EvidenceDraft, UpdateDraft
from ..models import Action, Milestone, Update
from ..rules import DELIVERY_NAMES, EVIDENCE_NAMES, GRADE_NAMES, Delivery, EvidenceKind, Grade
from .fields import chosen_field, line_field, row_field, seen_field, words_field

# What goes on in most rounds stands first; the rest needs somebody's agreement.
FIRST = (
    Delivery.ON_TRACK,
    Delivery.AT_RISK,
    Delivery.OFF_TRACK,
    Delivery.DONE,
    Delivery.NOT_STARTED,
)
STATES = {d: DELIVERY_NAMES[d] for d in (*FIRST, *(d for d in Delivery if d not in FIRST))}


class UpdateForm(forms.Form):
    """Where an action is; everything but the state may be left empty."""

    delivery = chosen_field("Where is it?", STATES, "Choose where the action is")
    words = words_field("In a sentence", 2, help_text="What was done since last time")
    changed_for_families = words_field("What has changed for families", 2)
    judge_on = DayField(
        label="If it is done: when will it be judged what difference it made?", required=False
    )
    proposed_words = line_field(
        "New date", help_text="Such as 31 March 2027 or spring 2027. The old one is kept"
    )
    milestone = row_field("Which date would move", Milestone.objects.none(), "The last one")
    proposed_reason = words_field("Why it should move", 2)
    agreed_by = line_field("Who agreed it", 200, help_text="A role or a body, not a person’s name")
    agreed_why = words_field("Why", 2)
    replaced_by = row_field("Which action carries the work on", Action.objects.none(), "None")
    address = line_field("Address of evidence on the web", 500, help_text="Such as https://…")
    evidence_words = words_field("What it shows", 2)
    grade = chosen_field(
        "What it rests on", GRADE_NAMES, "Choose what it rests on", radios=False, required=False
    )
    by_role = forms.ChoiceField(label="On behalf of", required=False)
    seen = seen_field()

    def __init__(
        self, data: Any = None, *, action: Action, roles: list[str] | None = None, **kwargs: Any
    ) -> None:
        """Offer the action's dates and the plan's other actions; `roles` to write on behalf of."""
        super().__init__(data, **kwargs)
        dates = self.fields["milestone"]
        others = self.fields["replaced_by"]
        by_role = self.fields["by_role"]
        assert isinstance(dates, forms.ModelChoiceField)
        assert isinstance(others, forms.ModelChoiceField)
        assert isinstance(by_role, forms.ChoiceField)
        dates.queryset = action.milestones.all()
        dates.label_from_instance = lambda row: row.words
        siblings = Action.objects.filter(improvement_plan=action.improvement_plan_id)
        others.queryset = siblings.exclude(pk=action.pk).order_by("position")
        by_role.choices = [(role, role) for role in roles or []]
        if not roles:
            del self.fields["by_role"]

    def draft(self, supersedes: Update | None = None) -> UpdateDraft:
        """Return what was said, in the place of an update that it puts right."""
        said = self.cleaned_data
        return UpdateDraft(
            delivery=Delivery(said["delivery"]),
            words=said["words"],
            changed_for_families=said["changed_for_families"],
            milestone=said["milestone"],
            proposed_words=said["proposed_words"],
            proposed_reason=said["proposed_reason"],
            agreed_by=said["agreed_by"],
            agreed_why=said["agreed_why"],
            replaced_by=said["replaced_by"],
            judge_on=said["judge_on"],
            supersedes=supersedes,
            evidence=self._evidence(),
        )

    def _evidence(self) -> tuple[EvidenceDraft, ...]:
        said = self.cleaned_data
        if not said["address"]:
            return ()
        grade = Grade(said["grade"] or Grade.LEADER_WORD)
        return (
            EvidenceDraft(
                EvidenceKind.ADDRESS, grade, said["evidence_words"], address=said["address"]
            ),
        )


class DecideForm(forms.Form):
    """What a chair says to updates that wait."""

    update = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": "Choose at least one update",
            "invalid_choice": "One of these updates waits no more. Look at the list again",
        },
    )
    do = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")])
    words = words_field("Words to the lead", 2, 2000)

    def __init__(self, data: Any, *, waiting: list[int]) -> None:
        """Let only what waits be decided."""
        super().__init__(data)
        field = self.fields["update"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(pk, str(pk)) for pk in waiting]


class EvidenceForm(forms.Form):
    """One piece of evidence: a file, an address, a measure or a meeting."""

    kind = chosen_field("What is it?", EVIDENCE_NAMES, "Choose what it is")
    grade = chosen_field("What does it rest on?", GRADE_NAMES, "Choose what it rests on")
    file = forms.FileField(
        label="The file",
        required=False,
        help_text="PDF, Word (DOCX), Excel (XLSX), OpenDocument (ODS) or plain text. It may hold "
        "nothing about any one child",
    )
    address = line_field("The address", 500, help_text="Such as https://…")
    measure = row_field("The measure", None, "None")
    evidence_words = words_field("What it shows, or which meeting heard it", 3)
    dated = DayField(label="The day of the thing itself", required=False)

    def __init__(
        self, data: Any = None, files: Any = None, *, action: Action, **kwargs: Any
    ) -> None:
        """Offer the measures of the action's plan."""
        super().__init__(data, files, **kwargs)
        field = self.fields["measure"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = action.improvement_plan.success_measures.all()
        field.label_from_instance = lambda row: f"{row.number}. {row.text}"

    def kind_chosen(self) -> EvidenceKind:
        """Return the kind that was chosen."""
        return EvidenceKind(self.cleaned_data["kind"])


class ReplaceForm(EvidenceForm):
    """Evidence that takes the place of a piece that was wrong, with what was wrong with it."""

    why = words_field(
        "What was wrong with it",
        2,
        2000,
        required=True,
        error_messages={"required": "Say what was wrong with it"},
    )
