"""Forms of meetings: calling, moving, agendas, papers, confirming."""

from typing import Any

from django import forms

from goldenthread.areas.models import Body
from goldenthread.design.days import DayField, HourField

from ..models import AgendaItem, Meeting
from ..rules.cadence import EVERY_NAMES, MOVED_NAMES
from ..rules.notice import EXEMPT_PARAGRAPHS
from .fields import AreaForm, choice, number, one_of, prose, short

NO_BODIES = Body.objects.none()


def paragraph_choices() -> list[tuple[str, str]]:
    """Return the paragraphs of Schedule 12A as choices."""
    return [(str(n), f"{n}. {text}") for n, text in EXEMPT_PARAGRAPHS.items()]


class CallForm(AreaForm):
    """One meeting of a body."""

    body = one_of("Body", NO_BODIES, "Choose the body that meets")
    day = DayField(label="Day")
    hour = HourField(label="Starts at")
    minutes_long = number("How long, in minutes", 10, 600, initial=120)
    place = short("Place", most=300)


class GenerateForm(AreaForm):
    """A body's meetings from its cadence."""

    body = one_of("Body", NO_BODIES, "Choose the body whose meetings to add")
    start = DayField(label="From")
    end = DayField(label="To")


class FeedForm(AreaForm):
    """A secret calendar address."""

    name = short("Who or what reads it", "Say who or what reads the calendar", most=100)
    body = one_of("Only this body", NO_BODIES, help_text="Leave empty for every body of the area")


class RevokeForm(forms.Form):
    """Which calendar address to close."""

    feed = forms.IntegerField(widget=forms.HiddenInput)


class VersionedForm(forms.Form):
    """A change to what somebody else may be changing."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class MoveForm(VersionedForm):
    """Another time or place for a meeting."""

    day = DayField(label="New day")
    hour = HourField(label="Starts at")
    place = short("Place", most=300)
    why = short("Why it is moved", "Say why the meeting is moved", most=300)


class CancelForm(VersionedForm):
    """A meeting called off."""

    why = short("Why it is cancelled", "Say why the meeting is cancelled", most=300)


class PublishAgendaForm(VersionedForm):
    """Notice of a meeting."""

    late_why = prose("Why notice is short", rows=2, most=1000)

    def __init__(self, *args: Any, short_notice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not short_notice:
            del self.fields["late_why"]


class ItemForm(VersionedForm):
    """An item of an agenda."""

    title = short("Title", "Give the item a title", most=500)
    words = prose("What it is for", rows=2)
    owner_role = short("Who presents it (role)")
    urgent_why = prose(
        "Why it is urgent", rows=2, most=1000, help_text="Only once the agenda is published"
    )
    exempt_paragraph = choice(
        "Exempt from the public under",
        paragraph_choices(),
        help_text="Paragraph of Schedule 12A to the Local Government Act 1972; leave empty if open",
    )
    public_interest = prose("Why the public interest is in keeping it exempt", rows=2, most=2000)

    def clean_exempt_paragraph(self) -> int | None:
        """Return the number of the paragraph, or None for an open item."""
        said = self.cleaned_data["exempt_paragraph"]
        return int(said) if said else None


class EditItemForm(ItemForm):
    """An item that is on the agenda."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["urgent_why"]


class WhyForm(forms.Form):
    """Only the reason."""

    why = short("Why", "Say why", most=300)


class PaperForm(AreaForm):
    """A paper for an item."""

    item = one_of(
        "For the item",
        AgendaItem.objects.none(),
        "Choose the item it is for",
        called=lambda item: item.title[:90],
    )
    title = short("Title", "Give the paper a title", most=300)
    author_role = short("Written by (role)")
    file = forms.FileField(
        label="File",
        error_messages={"required": "Choose a file", "empty": "The file holds nothing"},
    )
    late_why = prose("Why it is late", rows=2, most=1000, help_text="Only once the agenda is out")


class ConfirmForm(AreaForm):
    """At which meeting minutes were confirmed."""

    at = one_of("Confirmed at", Meeting.objects.none(), "Choose the meeting that confirmed them")
    words = prose("Subject to", rows=2, most=2000, help_text="Corrections agreed, if any")


class CadenceForm(forms.Form):
    """How often a body meets."""

    every = choice("It meets", [(e.value, w) for e, w in EVERY_NAMES.items()], "Choose how often")
    first_on = DayField(
        label="First meeting",
        help_text="Later ones keep its weekday and its place in the month",
    )
    hour = HourField(label="Starts at")
    minutes = number("How long, in minutes", 10, 600, initial=120)
    place = short("Place", most=300)
    moved = choice(
        "A meeting that would fall on a bank holiday or weekend moves",
        [(m.value, w) for m, w in MOVED_NAMES.items()],
        "Choose where it moves",
        initial="later",
    )
