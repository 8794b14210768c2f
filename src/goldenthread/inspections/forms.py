"""The forms of contacts, advice, progress of a statement, notices and next steps."""

from collections.abc import Iterable
from typing import Any

from django import forms

from goldenthread.design.days import DayField, HourField
from goldenthread.documents.models import Document

from .models import Inspection
from .rules import (
    CONTACT_NAMES,
    EVENT_NAMES,
    STEP_NAMES,
    TAKEN_NAMES,
    About,
    Event,
    Side,
    StepKind,
)

SIDES = {
    Side.FINDING: "Said, neither praise nor fault",
    Side.DEVELOP: "To develop or improve",
    Side.STRENGTH: "A strength",
}
PROGRESS = (Event.STATEMENT_SUBMITTED, Event.NOT_FIT_FOR_PURPOSE, Event.FIT_FOR_PURPOSE)


def _words(label: str, required: str = "", rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required, "max_length": "Use %(limit_value)d letters or fewer"},
        **more,
    )


def _line(label: str, required: str = "", most: int = 300, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=most,
        error_messages={"required": required, "max_length": "Use %(limit_value)d letters or fewer"},
        **more,
    )


def _choice(label: str, choices: Iterable[tuple[str, str]], required: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", "Choose"), *choices],
        error_messages={"required": required, "invalid_choice": required},
    )


def _document(label: str, **more: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label,
        queryset=Document.objects.none(),
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose one of these documents"},
        **more,
    )


def about_choices(inspection: Inspection | None) -> list[tuple[str, str]]:
    """Return what words may be about as ("weakness:4", words), in the shape of the regime."""
    choices = [("", "All of it, or none in particular")]
    if inspection is None:
        return choices
    for noun, words, rows in (
        ("weakness", "Weakness", inspection.weaknesses.all()),
        ("priority_action", "Priority action", inspection.priority_actions.all()),
        ("improvement", "Area for improvement", inspection.improvements.all()),
    ):
        choices += [(f"{noun}:{r.number}", f"{words} {r.number}: {r.short}") for r in rows]
    return choices


class RoomForm(forms.Form):
    """A form that may offer the documents of an area and what an inspection required."""

    def __init__(
        self,
        data: Any = None,
        *,
        area_id: int | None = None,
        inspection: Inspection | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and name == "document":
                field.queryset = Document.objects.filter(area_id=area_id).order_by("title")
        if "about" in self.fields:
            self.fields["about"].choices = about_choices(inspection)  # type: ignore[attr-defined]

    def clean_about(self) -> About:
        """Return what the words are about."""
        noun, _, number = self.cleaned_data["about"].partition(":")
        return About(noun, int(number)) if noun else About()


class AboutField(forms.ChoiceField):
    """Which thing required the words are about; all when none is chosen."""

    def __init__(self) -> None:
        super().__init__(label="About", required=False)


class ContactForm(RoomForm):
    """A visit, meeting or review: what it was, when, by whom, and its record."""

    kind = _choice(
        "What it was",
        [(k.value, name) for k, name in CONTACT_NAMES.items()],
        "Choose what sort of contact it was",
    )
    on = DayField(past=True, label="On", help_text="A day to come is shown as planned")
    title = _line("Title", "Give it a title, such as Stocktake, autumn 2021")
    by_whom = _line("Who came, or who was met", help_text="Bodies and roles, no names of people")
    record_words = _words(
        "The formal record",
        help_text="What the written note or letter says; leave it empty if there is none yet",
        rows=5,
    )
    document = _document("The record as a document", help_text="From the documents brought in")


class RecordForm(RoomForm):
    """The formal record of a contact, and the day it was made."""

    words = _words("What it says", rows=6)
    on = DayField(past=True, label="Made on")
    document = _document("As a document")

    def clean(self) -> dict[str, Any]:
        """Refuse a record of nothing."""
        said = super().clean() or {}
        if not said.get("words") and not said.get("document") and "words" not in self.errors:
            self.add_error("words", "Say what the record says, or choose the document")
        return said


class SharedForm(RoomForm):
    """Something that was shared at a contact."""

    words = _words("What was shared", rows=2)
    document = _document("As a document")

    def clean(self) -> dict[str, Any]:
        """Refuse nothing at all."""
        said = super().clean() or {}
        if not said.get("words") and not said.get("document") and "words" not in self.errors:
            self.add_error("words", "Say what was shared, or choose the document")
        return said


class NoteForm(RoomForm):
    """Something that was said, and of what."""

    text = _words("What was said", "Say what was said")
    about = AboutField()
    side = forms.ChoiceField(label="As", choices=[(s.value, words) for s, words in SIDES.items()])


class AdviceForm(RoomForm):
    """A piece of advice, and of what."""

    text = _words("The advice", "Say what was advised")
    about = AboutField()
    on = DayField(past=True, label="Given on")


class AnswerForm(RoomForm):
    """What was done with a piece of advice."""

    state = _choice(
        "What was done with it",
        [(t.value, name) for t, name in TAKEN_NAMES.items()],
        "Choose taken up, declined or waiting",
    )
    words = _words(
        "In words",
        "Say what was done, why not, or what it waits for",
        help_text="What was done; if declined, because of what; if waiting, for what",
    )
    role = _line("Whose answer it is", "Give the role", 200, help_text="A role, not a name")
    on = DayField(past=True, label="On")


class ProgressForm(RoomForm):
    """Submitted, found fit or found not fit, and when."""

    event = _choice(
        "What happened", [(e.value, EVENT_NAMES[e]) for e in PROGRESS], "Choose what happened"
    )
    on = DayField(past=True, label="On")
    reasons = _words(
        "Reasons or note", help_text="If not fit for purpose: the reasons that were given"
    )


class NoticeForm(RoomForm):
    """Notice that inspectors will come."""

    given_on = DayField(past=True, label="Notice given on")
    starts = DayField(
        past=True,
        label="First day of the visit",
    )
    ends = DayField(
        past=True,
        label="Last day of the visit",
    )
    words = _words("What the notice says", rows=2)
    document = _document("As a document")


class WithdrawForm(RoomForm):
    """That a visit will not happen then."""

    on = DayField(past=True, label="Withdrawn on")
    why = _words("Why", "Say why it was withdrawn", rows=2)


class SlotForm(RoomForm):
    """One line of a timetable."""

    day = DayField(
        past=True,
        label="Day",
    )
    starts = HourField(label="From", required=False)
    ends = HourField(label="To", required=False)
    activity = _line("What happens", "Say what happens then")
    who = _line("Who takes part, by role", "Say which roles take part")
    place = _line("Where", most=200)
    agreed_on = DayField(past=True, label="Agreed on")


class StepForm(RoomForm):
    """What is expected after a judgement or report."""

    weakness = forms.ChoiceField(label="After which judgement", required=False)
    kind = _choice(
        "What is expected",
        [(k.value, name) for k, name in STEP_NAMES.items()],
        "Choose what is expected",
    )
    words = _words("In words", "Say what is expected")
    due_on = DayField(
        label="By when",
        required=False,
        help_text="Only if somebody has said a day; else leave it empty",
    )
    source = _line("Who says so, and where", "Name the letter, guidance or meeting that says so")
    on = DayField(past=True, label="Said on")
    document = _document("As a document")

    def __init__(self, *args: Any, judged: Iterable[tuple[str, str]] = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        choices = [("", "The whole visit or report"), *judged]
        self.fields["weakness"].choices = choices  # type: ignore[attr-defined]

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
    words = _words("How", "Say what was done", rows=2)
