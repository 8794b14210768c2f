"""A card for each of several actions on one page; what is left empty says nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.core.errors import UserError
from goldenthread.design.days import DayField
from goldenthread.reading.extract import limits

from ..changes import EvidenceDraft, UpdateDraft
from ..models import Action, SuccessMeasure
from ..rules import GRADE_NAMES, Delivery, EvidenceKind, Grade
from .fields import chosen_field, line_field, seen_field, words_field
from .update import STATES

MORE = (
    "words",
    "changed_for_families",
    "judge_on",
    "proposed_words",
    "proposed_reason",
    "agreed_by",
    "agreed_why",
    "carried_on_in",
    "file",
    "address",
    "measure",
    "meeting",
    "meeting_on",
)


@dataclass(frozen=True, slots=True)
class Offered:
    """What every card of a page offers to choose from: measures, and actions by number."""

    measures: Mapping[str, SuccessMeasure]
    actions: Mapping[str, Action]


class CardForm(forms.Form):
    """Where one of several actions is; a card without any answer is left as it is."""

    delivery = chosen_field("Where is it?", STATES, "Choose where the action is", required=False)
    words = words_field("In a sentence", 2)
    changed_for_families = words_field("What has changed for families", 2)
    judge_on = DayField(
        label="If it is done: when will it be judged what difference it made?", required=False
    )
    proposed_words = line_field(
        "New date", help_text="Such as 31 March 2027 or spring 2027. The old one is kept"
    )
    proposed_reason = words_field("Why it should move", 2)
    file = forms.FileField(
        label="A file",
        required=False,
        help_text="PDF, Word, Excel, OpenDocument or plain text. Nothing about any one child",
    )
    address = line_field("An address on the web", 500, help_text="Such as https://…")
    measure = forms.ChoiceField(label="A measure of the plan", required=False)
    meeting = line_field("A meeting: which one, and what it heard")
    meeting_on = DayField(label="The day of the meeting", required=False)
    evidence_words = words_field("What the evidence shows", 2)
    grade = chosen_field(
        "What it rests on", GRADE_NAMES, "Choose what it rests on", radios=False, required=False
    )
    agreed_by = line_field("Who agreed it", 200, help_text="A role or a body, not a person’s name")
    agreed_why = words_field("Why", 2)
    carried_on_in = line_field(
        "Number of the action that carries the work on", 20, help_text="Such as 1.2.3"
    )
    by_role = forms.ChoiceField(label="On behalf of", required=False)
    seen = seen_field()

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        action: Action,
        offered: Offered,
        roles: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """Make the card of an action; `roles` are those that somebody else may write for."""
        super().__init__(data, files, prefix=f"a{action.pk}", **kwargs)
        self.action, self.offered = action, offered
        measures = [("", "None")]
        measures += [(key, f"{key}. {row.text[:90]}") for key, row in offered.measures.items()]
        self._choices("measure", measures)
        self._choices("by_role", [(role, role) for role in roles])
        if not roles:
            del self.fields["by_role"]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def answered(self) -> bool:
        """Say whether the card says anything at all."""
        names = ("delivery", *MORE, "evidence_words")
        return any(self.data.get(self.add_prefix(n)) for n in names) or bool(
            self.files.get(self.add_prefix("file"))
        )

    def clean(self) -> dict[str, Any]:
        """See that a card with anything on it says where the action is, and what is said fits."""
        said = super().clean() or {}
        if not said.get("delivery") and "delivery" not in self.errors:
            self.add_error("delivery", "Choose where the action is")
        if said.get("evidence_words") and not self._given(said):
            self.add_error("evidence_words", "Give the file, address, measure or meeting as well")
        if said.get("proposed_reason") and not said.get("proposed_words"):
            self.add_error("proposed_words", "Give the new date, or take the reason away")
        number = said.get("carried_on_in", "").strip()
        if number and number not in self.offered.actions:
            self.add_error("carried_on_in", "There is no action of this number in the plan")
        judged = said.get("judge_on")
        if judged and judged < timezone.localdate():
            self.add_error("judge_on", "Give a day that is still to come")
        file = said.get("file")
        if file is not None:
            self._check_size(file)
        return said

    def _check_size(self, file: Any) -> None:
        """Refuse a file that is empty or too large before a byte of it is read."""
        try:
            limits.check_file_size(file.size, file.name)
        except UserError as refused:
            self.add_error("file", refused.message)

    @staticmethod
    def _given(said: Mapping[str, Any]) -> bool:
        return any(said.get(name) for name in ("file", "address", "measure", "meeting"))

    def draft(self, document: Any) -> UpdateDraft:
        """Return what the card says; `document` is its file as it was taken in, or None."""
        said = self.cleaned_data
        return UpdateDraft(
            delivery=Delivery(said["delivery"]),
            words=said["words"],
            changed_for_families=said["changed_for_families"],
            proposed_words=said["proposed_words"],
            proposed_reason=said["proposed_reason"],
            agreed_by=said["agreed_by"],
            agreed_why=said["agreed_why"],
            replaced_by=self.offered.actions.get(said["carried_on_in"].strip()),
            judge_on=said["judge_on"],
            evidence=tuple(self._evidence(document)),
        )

    def _evidence(self, document: Any) -> list[EvidenceDraft]:
        said = self.cleaned_data
        grade, words = Grade(said["grade"] or Grade.LEADER_WORD), said["evidence_words"]
        found = []
        if document is not None:
            found.append(EvidenceDraft(EvidenceKind.FILE, grade, words, document=document))
        if said["address"]:
            found.append(EvidenceDraft(EvidenceKind.ADDRESS, grade, words, said["address"]))
        if said["measure"]:
            measure = self.offered.measures[said["measure"]]
            found.append(EvidenceDraft(EvidenceKind.MEASURE, grade, words, measure=measure))
        if said["meeting"]:
            about = ". ".join(filter(None, (said["meeting"], words)))
            day = said["meeting_on"]
            found.append(EvidenceDraft(EvidenceKind.MEETING, grade, about, dated=day))
        return found
