"""Forms of bodies, challenges, decisions, the forward plan and moves up."""

from typing import Any

from django import forms

from goldenthread.areas.models import Body, Organisation, ReportLine
from goldenthread.areas.rules import BODY_KIND_NAMES
from goldenthread.design.days import DayField
from goldenthread.improvement.models import Action

from ..models import BodyMember, Meeting, StandingItem
from ..rules.states import ESCALATION_NAMES, MEETS_UNDER_NAMES, URGENCY_NAMES, Urgency
from .fields import AreaForm, choice, number, one_of, prose, short
from .meetings import paragraph_choices

NO_BODIES = Body.objects.none()


class BodyForm(AreaForm):
    """A new body."""

    name = short("Name", "Give the body a name")
    kind = choice(
        "Kind", [(k.value, w) for k, w in BODY_KIND_NAMES.items()], "Choose what kind it is"
    )
    chair_role = short("Chair (role)")
    starts = DayField(label="From", required=False)
    reports_to = one_of("Reports to", NO_BODIES)


class RenameForm(forms.Form):
    """Another name from a day on."""

    name = short("New name", "Give the new name")
    on = DayField(label="From")


class EndForm(forms.Form):
    """The last day of something."""

    last_day = DayField(label="Last day")


class LineForm(AreaForm):
    """A line of report."""

    to = one_of("Reports to", NO_BODIES, "Choose the body it reports to")
    starts = DayField(label="From", required=False)


class EndLineForm(AreaForm):
    """A line of report that ends."""

    line = one_of(
        "Line", ReportLine.objects.none(), "Choose the line", called=lambda line: line.to.name
    )
    last_day = DayField(label="Last day")


class MemberForm(AreaForm):
    """Seats of an organisation."""

    organisation = one_of("Organisation", Organisation.objects.none())
    organisation_words = short("Or its name, where it is not in the list")
    role = short("Held by (role)")
    seats = number("Seats", 1, 99, initial=1)
    votes = forms.BooleanField(label="It votes", required=False, initial=True)
    starts = DayField(label="From", required=False)


class EndMemberForm(AreaForm):
    """A seat that ends."""

    member = one_of("Seat", BodyMember.objects.none(), "Choose the seat")
    last_day = DayField(label="Last day")
    why = short("Why", most=300)


class TermsForm(forms.Form):
    """The next version of the terms of reference."""

    words = prose("Terms of reference", rows=8, most=40_000)
    file = forms.FileField(label="Or as a document", required=False)
    agreed_on = DayField(label="Agreed on")
    meets_under = choice(
        "It meets as",
        [(m.value, w) for m, w in MEETS_UNDER_NAMES.items()],
        help_text="Leave empty to go by the kind of body",
    )
    quorum = number("Quorum", 1, 99, required=False)


class StandingForm(forms.Form):
    """An item for every agenda."""

    title = short("Item", "Give the item a title", most=300)
    owner_role = short("Who presents it (role)")


class EndStandingForm(AreaForm):
    """A standing item that ends."""

    item = one_of(
        "Item", StandingItem.objects.none(), "Choose the item", called=lambda item: item.title
    )
    last_day = DayField(label="Last day")


class Asked(AreaForm):
    """To whom a challenge is put: a post or role of the list, a body, or a role written out."""

    to_post = choice("A post or role", [])
    to_body = one_of("A body", NO_BODIES)
    to_role = short(
        "Somebody else: which role?",
        help_text="Only where the list above does not have it: no letter goes to it",
        most=300,
    )

    def clean(self) -> dict[str, Any]:
        """Return the one role that was chosen or written as `to_role`."""
        said = super().clean() or {}
        post, written = said.pop("to_post", ""), said.get("to_role", "")
        if post and written:
            self.add_error("to_role", "Choose from the list or write a role, not both")
        said["to_role"] = post or written
        if not said["to_role"] and not said.get("to_body") and not self.errors:
            self.add_error("to_post", "Say which post, role or body should answer")
        return said


class AskForm(Asked):
    """A challenge."""

    words = prose("Your question", "Write the question", rows=4)
    raised_by_body = one_of("Asked for this body", NO_BODIES)
    answer_by = DayField(label="Answer wanted by", required=False)
    at_meeting = one_of("Asked at the meeting", Meeting.objects.none())
    action = one_of("About the action", Action.objects.none(), to_field_name="number")

    field_order = ("words", "to_post", "to_body", "to_role")


class StepForm(forms.Form):
    """A step of a challenge in words."""

    words = prose("In words", "Say it in words", rows=4)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class MoveChallengeForm(Asked):
    """A challenge that goes to another body or role."""

    words = prose("Why it moves", "Say why it moves", rows=2)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class BackForm(AreaForm):
    """A decision that came back."""

    words = prose("What was reported", "Say what was reported", rows=3)
    on = DayField(label="On")
    at = one_of("At the meeting", Meeting.objects.none())


class RedateForm(forms.Form):
    """Another date for a decision."""

    due_on = DayField(label="New date")
    why = prose("Why it moves", "Say why the date moves", rows=2)
    agreed_by = short("Agreed by (role)", "Say which role agreed")


class ForwardForm(AreaForm):
    """A decision ahead."""

    title = short("What is to be decided", "Give the decision a title", most=300)
    words = prose("In more words", rows=2)
    body = one_of("Decided by", NO_BODIES, "Choose who decides")
    decide_on = DayField(label="On or after")
    key_decision = forms.BooleanField(
        label="It is a key decision",
        required=False,
        help_text="It needs 28 clear days on this plan (SI 2012/2089, reg. 9)",
    )
    owner_role = short("Lead (role)")
    papers_words = prose("Papers to be considered", rows=2)
    ask_at = short("Where to ask for the papers", most=300)
    exempt_paragraph = choice("Taken in private under", paragraph_choices())
    public_interest = prose("Why in private", rows=2, most=2000)
    urgency = choice(
        "Exception from 28 days", [(u.value, w) for u, w in URGENCY_NAMES.items() if u.value]
    )
    urgency_why = prose("Why it cannot wait", rows=2, most=2000)
    urgency_agreed_by = short("Agreed by (role)")

    def clean_exempt_paragraph(self) -> int | None:
        """Return the number of the paragraph, or None for an open decision."""
        said = self.cleaned_data["exempt_paragraph"]
        return int(said) if said else None

    def clean_urgency(self) -> Urgency:
        """Return the exception, or none."""
        return Urgency(self.cleaned_data["urgency"])


class RuleForm(AreaForm):
    """A rule of the escalation policy."""

    kind = choice(
        "What moves up", [(k.value, w) for k, w in ESCALATION_NAMES.items()], "Choose what moves up"
    )
    body = one_of("From this body", NO_BODIES, help_text="Leave empty for every body")
    after_days = number("After so many days", 1, 730, initial=28)
    answer_days = number("Days the body above has", 1, 730, initial=28)


class EndRuleForm(forms.Form):
    """A rule of the policy that ends."""

    rule = forms.IntegerField(widget=forms.HiddenInput)


class EscalateForm(AreaForm):
    """A thing that is due, and where it goes."""

    thing = forms.CharField(widget=forms.HiddenInput, max_length=40)
    to = one_of("Move it to", NO_BODIES, "Choose the body it moves to")
    why = short("Reason, if another than the policy", most=1000)


class OutcomeForm(forms.Form):
    """What came of a move up."""

    escalation = forms.IntegerField(widget=forms.HiddenInput)
    words = prose("Outcome", "Say what the outcome was", rows=2)


class DisagreementForm(AreaForm):
    """What a body cannot agree on."""

    body = one_of("In this body", NO_BODIES, "Choose the body")
    words = prose("What is not agreed, and between whom", "Say what is not agreed", rows=3)


class SettleForm(forms.Form):
    """How a disagreement was settled."""

    disagreement = forms.IntegerField(widget=forms.HiddenInput)
    words = prose("How it was settled", "Say how it was settled", rows=2)
