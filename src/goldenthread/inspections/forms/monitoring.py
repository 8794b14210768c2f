"""The forms of contacts, advice, progress of a statement, notices and next steps."""

from collections.abc import Iterable
from typing import Any

from django import forms

from goldenthread.design.days import DayField, HourField

from ..models import Inspection
from ..rules import CONTACT_NAMES, EVENT_NAMES, STEP_NAMES, TAKEN_NAMES, Event, Side, StepKind
from .fields import AboutField, RoomForm, choice_field, document_field, line_field, words_field

SIDES = {
    Side.FINDING: "Said, neither praise nor fault",
    Side.DEVELOP: "To develop or improve",
    Side.STRENGTH: "A strength",
}
PROGRESS = (Event.STATEMENT_SUBMITTED, Event.NOT_FIT_FOR_PURPOSE, Event.FIT_FOR_PURPOSE)


class ContactForm(RoomForm):
    """A visit, meeting or review: what it was, when, by whom, and its record."""

    kind = choice_field(
        "What it was",
        [(k.value, name) for k, name in CONTACT_NAMES.items()],
        "Choose what sort of contact it was",
    )
    on = DayField(label="On", help_text="A day to come is shown as planned")
    title = line_field("Title", "Give it a title, such as Stocktake, autumn 2021")
    inspection = forms.ModelChoiceField(
        label="After which inspection",
        queryset=Inspection.objects.none(),
        required=False,
        empty_label="None of them",
        help_text="What is said and advised can then be of one thing that it required",
        error_messages={"invalid_choice": "Choose one of these inspections"},
    )
    by_whom = line_field(
        "Who came, or who was met", help_text="Bodies and roles, no names of people"
    )
    record_words = words_field(
        "The formal record",
        help_text="What the written note or letter says; leave it empty if there is none yet",
        rows=5,
    )
    document = document_field("The record as a document", help_text="From the documents brought in")

    def clean(self) -> dict[str, Any]:
        """Refuse a contact before the inspection that it is said to have come after."""
        said = super().clean() or {}
        after, on = said.get("inspection"), said.get("on")
        if after and on and after.inspected_from and on < after.inspected_from:
            self.add_error("inspection", "That inspection had not begun on the day of the contact")
        return said


class RecordForm(RoomForm):
    """The formal record of a contact, and the day it was made."""

    words = words_field("What it says", rows=6)
    on = DayField(past=True, label="Made on")
    document = document_field("As a document")

    def clean(self) -> dict[str, Any]:
        """Refuse a record of nothing."""
        said = super().clean() or {}
        if not said.get("words") and not said.get("document") and "words" not in self.errors:
            self.add_error("words", "Say what the record says, or choose the document")
        return said


class SharedForm(RoomForm):
    """Something that was shared at a contact."""

    words = words_field("What was shared", rows=2)
    document = document_field("As a document")

    def clean(self) -> dict[str, Any]:
        """Refuse nothing at all."""
        said = super().clean() or {}
        if not said.get("words") and not said.get("document") and "words" not in self.errors:
            self.add_error("words", "Say what was shared, or choose the document")
        return said


class NoteForm(RoomForm):
    """Something that was said, and of what."""

    text = words_field("What was said", "Say what was said")
    about = AboutField()
    side = forms.ChoiceField(label="As", choices=[(s.value, words) for s, words in SIDES.items()])


class AdviceForm(RoomForm):
    """A piece of advice, and of what."""

    text = words_field("The advice", "Say what was advised")
    about = AboutField()
    on = DayField(past=True, label="Given on")


class AnswerForm(RoomForm):
    """What was done with a piece of advice."""

    state = choice_field(
        "What was done with it",
        [(t.value, name) for t, name in TAKEN_NAMES.items()],
        "Choose taken up, declined or waiting",
    )
    words = words_field(
        "In words",
        "Say what was done, why not, or what it waits for",
        help_text="What was done; if declined, because of what; if waiting, for what",
    )
    role = line_field("Whose answer it is", "Give the role", 200, help_text="A role, not a name")
    on = DayField(past=True, label="On")


class ProgressForm(RoomForm):
    """Submitted, found fit or found not fit, and when."""

    event = choice_field(
        "What happened", [(e.value, EVENT_NAMES[e]) for e in PROGRESS], "Choose what happened"
    )
    on = DayField(past=True, label="On")
    reasons = words_field(
        "Reasons or note", help_text="If not fit for purpose: the reasons that were given"
    )


class NoticeForm(RoomForm):
    """Notice that inspectors will come."""

    given_on = DayField(past=True, label="Notice given on")
    starts = DayField(label="First day of the visit")
    ends = DayField(label="Last day of the visit")
    words = words_field("What the notice says", rows=2)
    document = document_field("As a document")


class WithdrawForm(RoomForm):
    """That a visit will not happen then."""

    on = DayField(past=True, label="Withdrawn on")
    why = words_field("Why", "Say why it was withdrawn", rows=2)


class SlotForm(RoomForm):
    """One line of a timetable."""

    day = DayField(label="Day")
    starts = HourField(label="From", required=False)
    ends = HourField(label="To", required=False)
    activity = line_field("What happens", "Say what happens then")
    who = line_field("Who takes part, by role", "Say which roles take part")
    place = line_field("Where", most=200)
    agreed_on = DayField(past=True, label="Agreed on")


class StepForm(RoomForm):
    """What is expected after a judgement or report."""

    weakness = forms.ChoiceField(label="After which judgement", required=False)
    kind = choice_field(
        "What is expected",
        [(k.value, name) for k, name in STEP_NAMES.items()],
        "Choose what is expected",
    )
    words = words_field("In words", "Say what is expected")
    due_on = DayField(
        label="By when",
        required=False,
        help_text="Only if somebody has said a day; else leave it empty",
    )
    source = line_field(
        "Who says so, and where", "Name the letter, guidance or meeting that says so"
    )
    on = DayField(past=True, label="Said on")
    document = document_field("As a document")

    def __init__(self, *args: Any, judged: Iterable[tuple[str, str]] = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.offer("weakness", [("", "The whole visit or report"), *judged])

    def clean_weakness(self) -> int | None:
        """Return the number of the weakness, None for the whole."""
        chosen = self.cleaned_data["weakness"]
        return int(chosen) if chosen else None

    def clean_kind(self) -> StepKind:
        """Return what is expected."""
        return StepKind(self.cleaned_data["kind"])


class DoneForm(RoomForm):
    """That what was expected has been done."""

    on = DayField(past=True, label="Done on")
    words = words_field("How", "Say what was done", rows=2)
