"""Forms of the plan check, of what families read, and of a plan's life and dates."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.core.calendar import day_words
from goldenthread.design.days import DayField
from goldenthread.improvement.rules import Life, Standing
from goldenthread.inspections.models import RegimeClock
from goldenthread.inspections.rules import EVENT_NAMES, Event

from .models import FindingSettled
from .rules.life import LIFE_WORDS, MAY_LIE_AHEAD, moves_from

NOT_YET = "That day is still to come. Give the day on which it happened"


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

    def clean(self) -> dict[str, Any]:
        """Accept no wording in which something in square brackets is still to be filled in."""
        given = super().clean() or {}
        if given.get("answer") == FindingSettled.ACCEPTED and _has_blanks(given.get("words", "")):
            self.add_error(
                "words", "Fill in what stands in square brackets before you accept the wording"
            )
        return given


def _has_blanks(words: str) -> bool:
    """Say whether square brackets still stand where something is to be filled in."""
    return bool(re.search(r"\[[^\]]{2,60}\]", words))


class SwitchOffForm(forms.Form):
    """A rule and why it does not apply."""

    rule = forms.CharField(max_length=100)
    reason = forms.CharField(
        max_length=2000, error_messages={"required": "Say why the rule does not fit this plan"}
    )


STANDING_WORDS = {
    Standing.UNKNOWN: "We do not know",
    Standing.KEPT: "Kept",
    Standing.PARTLY: "Partly kept",
    Standing.NOT_KEPT: "Not kept",
    Standing.WILL_NOT_HAPPEN: "Will not happen",
}


def _words(label: str, rows: int, most: int, **kwargs: Any) -> forms.CharField:
    """Return a field of several lines."""
    kwargs.setdefault("required", False)
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": "Use %(limit_value)d characters or fewer"},
        **kwargs,
    )


class PromiseForm(forms.Form):
    """What families read of one promise."""

    plain = _words("The promise in plain words", 4, 4000)
    plain_checked = forms.BooleanField(label="These are plain words as they stand", required=False)
    due_words = forms.CharField(
        label="By when, as printed",
        max_length=500,
        required=False,
        help_text="Keep the plan’s own words, such as autumn 2019",
        error_messages={"max_length": "Use %(limit_value)d characters or fewer"},
    )
    evidence_promised = _words("What was to show that it was kept", 2, 2000)
    evidence_by = DayField(label="That was to come by", required=False)
    evidence_came_on = DayField(
        label="It came on", required=False, help_text="Leave empty if it has not come"
    )
    standing = forms.ChoiceField(
        label="Where it stands",
        choices=[(s.value, words) for s, words in STANDING_WORDS.items()],
        error_messages={"required": "Choose where it stands"},
    )
    no_because = _words(
        "If it will not happen: no, because", 2, 2000, help_text="Kept only with “Will not happen”"
    )
    what_changed = _words("What changed for families", 3, 4000)
    seen = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": "The form came without what you had seen. Open it again"},
    )

    def clean_plain(self) -> str:
        """Return the words, or say that a promise needs some."""
        plain: str = self.cleaned_data["plain"]
        if not plain.strip():
            raise forms.ValidationError("Say what was promised, in plain words")
        return plain.replace("\r\n", "\n")

    def clean_evidence_came_on(self) -> date | None:
        """Return the day evidence came, which cannot lie ahead."""
        day: date | None = self.cleaned_data["evidence_came_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(NOT_YET)
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where a promise will not happen."""
        said = self.cleaned_data
        if said.get("standing") == Standing.WILL_NOT_HAPPEN and not said.get("no_because"):
            self.add_error("no_because", "Say why it will not happen: families read your reason")
        return said


class MoveForm(forms.Form):
    """The next point of a plan's life, not before the last one and not ahead of today."""

    to = forms.ChoiceField(
        label="It is now", error_messages={"required": "Choose what the plan has become"}
    )
    on = DayField(label="Since", error_messages={"required": "Enter the day on which it became so"})
    note = _words("Note", 2, 2000, help_text="Who decided, and where that is written")

    def __init__(self, *args: Any, now: Life, last: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last = last
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        following = moves_from(now)
        field.choices = [("", "Choose"), *following] if following else []
        field.error_messages["invalid_choice"] = (
            f"This plan is {LIFE_WORDS[now].lower()} now, so it cannot become that. Choose again"
        )

    def clean_on(self) -> date:
        """Return the day, or say why the plan cannot have moved on it."""
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(NOT_YET)
        if self.last and day < self.last:
            raise forms.ValidationError(
                f"The plan became what it is on {day_words(self.last)}. "
                "Give that day or a later one"
            )
        return day


class EventForm(forms.Form):
    """Something that happened to an inspection's statement or plan, and when."""

    event = forms.ChoiceField(
        label="What happened",
        choices=[("", "Choose"), *((e.value, words) for e, words in EVENT_NAMES.items())],
        error_messages={"required": "Choose what happened"},
    )
    on = DayField(label="On", error_messages={"required": "Enter the day on which it happened"})
    note = _words("Note", 2, 2000, help_text="What the note or letter says, and where it is")

    def clean(self) -> dict[str, Any]:
        """Refuse a day ahead of today for what cannot be known beforehand."""
        said = self.cleaned_data
        event, day = said.get("event"), said.get("on")
        if event and day and day > timezone.localdate() and Event(event) not in MAY_LIE_AHEAD:
            self.add_error("on", NOT_YET)
        return said


class ClockForm(forms.Form):
    """The right length of one of a regime's limits, from which day, and who says so."""

    clock = forms.ModelChoiceField(
        label="Which limit",
        queryset=RegimeClock.objects.none(),
        empty_label=None,
        error_messages={"required": "Choose a limit", "invalid_choice": "Choose a limit"},
    )
    amount = forms.IntegerField(
        label="How long it is",
        min_value=1,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Enter how long the limit is",
            "invalid": "Enter a whole number, such as 70",
            "min_value": "Enter a number from 1 to 1,000",
            "max_value": "Enter a number from 1 to 1,000",
        },
    )
    unit = forms.ChoiceField(
        label="Counted in", choices=[("working_days", "Working days"), ("months", "Months")]
    )
    valid_from = DayField(
        label="It counts so from",
        required=False,
        help_text="Leave empty to put right the whole time in which the limit holds",
    )
    source = forms.CharField(
        label="Who says so",
        max_length=300,
        help_text="The name of the handbook, guidance or letter, and the place in it",
        error_messages={
            "required": "Name the document that gives this length",
            "max_length": "Use %(limit_value)d characters or fewer",
        },
    )
    confirmed = forms.BooleanField(label="I have read this length in that document", required=False)

    def __init__(self, *args: Any, clocks: Iterable[RegimeClock], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["clock"]
        assert isinstance(field, forms.ModelChoiceField)
        rows = RegimeClock.objects.filter(pk__in=[clock.pk for clock in clocks])
        field.queryset = rows.order_by("code", "valid_from", "pk")
        field.label_from_instance = clock_words

    def clean(self) -> dict[str, Any]:
        """Keep the day within the time in which the chosen limit holds."""
        said = self.cleaned_data
        clock, day = said.get("clock"), said.get("valid_from")
        if clock and day:
            first, last = clock.valid_from, clock.valid_to
            if (first and day < first) or (last and day > last):
                self.add_error("valid_from", f"Give a day within: {in_force(clock)}")
        return said


def in_force(clock: RegimeClock) -> str:
    """Return between which days a limit holds, in words."""
    first, last = (day_words(day) if day else "" for day in (clock.valid_from, clock.valid_to))
    return (
        " ".join(
            part
            for part in (f"from {first}" if first else "", f"to {last}" if last else "")
            if part
        )
        or "at any time"
    )


def clock_words(clock: RegimeClock) -> str:
    """Return a limit in a line: its name, length and when it holds."""
    return f"{clock.name}: {clock.amount} {clock.unit.replace('_', ' ')}, {in_force(clock)}"


class AddMatchForm(forms.Form):
    """An action and a finding that a person knows to belong together, and why."""

    action = forms.CharField(
        max_length=20,
        label="Number of the action",
        error_messages={"required": "Give the number of the action, for example 3.5.1"},
    )
    finding = forms.TypedChoiceField(
        coerce=int,
        label="Finding that it answers",
        error_messages={
            "required": "Choose the finding that the action answers",
            "invalid_choice": "Choose a finding of the list",
        },
    )
    why = forms.CharField(
        max_length=2000,
        label="Why it answers it",
        error_messages={"required": "Say why the action answers the finding"},
    )

    def __init__(
        self, data: object = None, *, findings: list[tuple[int, str]], numbers: set[str]
    ) -> None:
        """Offer the findings to choose from; the action is one of `numbers`."""
        super().__init__(data)
        self.numbers = numbers
        self.fields["finding"].choices = [("", "Choose a finding"), *findings]

    def clean_action(self) -> str:
        """Return the number of an action of the plan."""
        number: str = self.cleaned_data["action"].strip()
        if number not in self.numbers:
            raise forms.ValidationError(f"The plan has no action numbered {number}")
        return number


class NameForm(forms.Form):
    """The short name of something inspectors required."""

    short = forms.CharField(
        max_length=100,
        label="Short name",
        help_text="A few words that people know it by. What inspectors wrote stays as it is",
        error_messages={"required": "Give a short name"},
    )


class TitleForm(forms.Form):
    """The title of a document."""

    title = forms.CharField(
        max_length=300, label="Title", error_messages={"required": "Give a title"}
    )


class ContactForm(forms.Form):
    """Whom families may ask, and where independent advice is."""

    role = forms.CharField(
        max_length=200, required=False, label="Role", help_text="Such as: SEND improvement office"
    )
    email = forms.EmailField(
        required=False,
        label="E-mail address",
        error_messages={"invalid": "Enter an e-mail address such as send@example.org"},
    )
    phone = forms.CharField(max_length=50, required=False, label="Telephone number")
    advice = forms.URLField(
        max_length=300,
        required=False,
        assume_scheme="https",
        label="Address of the local SENDIASS",
        help_text="The web page of the area’s independent advice service",
        error_messages={"invalid": "Enter a web address such as https://example.org/advice"},
    )

    def clean(self) -> dict[str, Any]:
        """Take a role only with a way to reach it, and a way only with whom it reaches."""
        given = super().clean() or {}
        reached = given.get("email") or given.get("phone")
        if given.get("role") and not reached and not self.errors:
            self.add_error("email", "Give an e-mail address or a telephone number for the role")
        if reached and not given.get("role"):
            self.add_error("role", "Give the role that this reaches")
        return given
