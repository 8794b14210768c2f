"""What programs are given and may send: plain shapes, each field named as in the glossary."""

from datetime import date, datetime
from typing import Annotated, Generic, Literal, TypeVar

from django import forms
from ninja import Schema
from pydantic import AfterValidator, Field

from goldenthread.governance.rules import StepKind
from goldenthread.improvement.rules import (
    Delivery,
    Difference,
    DifferenceState,
    EvidenceKind,
    Grade,
    Rag,
)

Item = TypeVar("Item")


def _without_nul(words: str) -> str:
    """Return words as they are; ValueError for the one character that no database keeps."""
    if "\x00" in words:
        raise ValueError("words cannot hold the character NUL")
    return words


Words = Annotated[str, AfterValidator(_without_nul)]
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]


class Problem(Schema):
    """Why a request was refused (RFC 9457): the sentence a person would read."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class AreaOut(Schema):
    """A local area."""

    slug: str
    name: str
    code: str
    exercise: bool = Field(description="True where every update is made up")


class RequiredOut(Schema):
    """Something inspectors required: a weakness, priority action or area for improvement."""

    kind: str
    number: int
    short: str
    text: str


class InspectionOut(Schema):
    """An inspection and what it required, in its regime's own shape."""

    key: int
    regime: str
    kind: str
    title: str
    inspected_from: date | None
    inspected_to: date | None
    published: date | None
    required: list[RequiredOut]


class PlanOut(Schema):
    """An improvement plan."""

    key: int
    type: str
    title: str
    life: str
    actions: int


class ActionOut(Schema):
    """An action as it stood on a day, both verdicts apart; null is unknown, never zero or green."""

    key: int
    number: str
    group: str
    theme: str
    text: str
    leads: list[str]
    due: str = Field(description="In the author's words, as last moved")
    due_to: date | None
    delivery: Delivery | None = Field(description="As last accepted; null when never reported")
    reported_rag: Rag
    computed_rag: Rag
    rule: str
    why: str
    overridden_to: Rag | None
    override_reason: str
    late: bool
    slipped: int
    difference: Difference | None
    difference_state: DifferenceState
    judge_on: date | None
    embedded: bool
    newest_update: int = Field(description="The key of the newest update, 0 for none")


class UpdateIn(Schema):
    """What is said of an action, for the chair of its group to accept."""

    delivery: Delivery
    by_role: Words = Field("", max_length=300, description="The lead on whose behalf it is sent")
    words: Words = Field("", max_length=5000, description="What was done, for the board")
    changed_for_families: Words = Field(
        "", max_length=5000, description="What is different for children and families; may be empty"
    )
    proposed_date: Words = Field(
        "", max_length=300, description="Another date, as the plan would print it: 31 March 2020"
    )
    proposed_reason: Words = Field(
        "", max_length=5000, description="Why the date should move; asked for with another date"
    )
    judge_on: date | None = Field(
        None, description="With done: the day on which the difference will be judged"
    )


class UpdateOut(Schema):
    """An update, and what the chair said to it."""

    key: int
    action: str
    on: date
    by_role: str
    on_behalf: bool
    delivery: Delivery
    words: str
    changed_for_families: str
    proposed_date: str
    state: str
    decided_on: date | None


class EvidenceIn(Schema):
    """Evidence that stands at an address; files are given on the action's page."""

    address: Words = Field(max_length=500, description="The whole address, beginning with https://")
    grade: Grade = Field(description="How strong it is: a leader's word is the weakest")
    words: Words = Field("", max_length=5000, description="What it shows")
    dated: date | None = Field(None, description="The day of the thing itself, if it has one")


class EvidenceOut(Schema):
    """A piece of evidence of what became of an action."""

    key: int
    action: str
    kind: EvidenceKind
    grade: Grade
    words: str
    address: str
    document: str = Field(description="The title of the file, empty for other kinds")
    measure: str = Field(description="The measure in the plan's words, empty for other kinds")
    dated: date | None
    withdrawn_on: date | None = Field(description="The day from which it counts no more, if any")
    withdrawn_why: str
    replaces: int | None = Field(description="The key of the withdrawn piece it stands for, if any")
    on: date = Field(description="The day it was given")


class PromiseOut(Schema):
    """A promise as families read it."""

    key: int
    words: str
    due: str
    due_to: date | None
    standing: str
    what_changed: str
    no_because: str


class MeetingOut(Schema):
    """A meeting of a body."""

    key: int
    body: str
    starts_at: datetime
    state: str


class DecisionOut(Schema):
    """A decision that was to come back; exempt ones are left out."""

    key: int
    body: str
    on: date
    verb: str
    words: str
    owner_role: str
    due_on: date | None
    back_on: date | None
    never_came_back: str | None


class ChallengeOut(Schema):
    """A challenge as it stood on a day."""

    key: int
    number: int
    words: str
    on: date
    to: str
    open: bool
    unanswered: bool


class StepOut(Schema):
    """A step that a challenge took."""

    kind: StepKind
    on: date
    by: str
    words: str


class ChallengeRecordOut(ChallengeOut):
    """A challenge with every step it took, as it stood on a day."""

    asked_by: str
    answer_by: date | None
    steps: list[StepOut]
    steps_taken: int = Field(description="What If-Match takes when another step is sent")


class ChallengeIn(Schema):
    """A question that somebody must answer: a role, a body or both."""

    words: Words = Field(max_length=8000, description="The question")
    to_role: Words = Field("", max_length=300, description="The post or role that should answer")
    to_body: Words = Field("", max_length=200, description="The name of the body that should")
    asked_for: Words = Field(
        "", max_length=200, description="The name of a body of the holder's, for which it is asked"
    )
    at_meeting: Key | None = Field(None, description="The key of the meeting at which it was asked")
    action: Words = Field("", max_length=20, description="The number of the action it is about")
    answer_by: date | None = None


class StepIn(Schema):
    """What is said to a challenge: an answer, what changed, or whether it is settled."""

    kind: Literal["answered", "changed", "asked_again", "closed", "reopened"]
    words: Words = Field(max_length=8000)


class ReportOut(Schema):
    """A published report."""

    key: int
    kind: str
    depth: str
    title: str
    as_at: date
    published_at: datetime
    sha256: str = Field(description="Of the frozen data that every file of it is made from")
    forms: list[str] = Field(description="The files that are made, such as pdf; more may follow")


class Page(Schema, Generic[Item]):
    """Some of many: how many there are in all, and the address of the next ones."""

    count: int
    next: str | None
    items: list[Item]


TOLD_OF = {
    "action.*": "Actions: updates, dates, evidence and both verdicts",
    "improvement_plan.*": "Improvement plans",
    "promise.*": "Promises to families",
    "risk.*": "Risks and issues",
    "meeting.*": "Meetings",
    "decision.*": "Decisions",
    "challenge.*": "Challenges",
    "report.*": "Reports",
    "inspection.*": "Inspections",
    "document.*": "Documents",
    "*": "Everything that changes in this area",
}


class WebhookForm(forms.Form):
    """Which address is to be told of which events."""

    url = forms.CharField(
        label="Address",
        max_length=500,
        help_text="It begins with https:// and takes a POST",
        error_messages={"required": "Enter the address, such as https://example.org/here"},
    )
    kinds = forms.MultipleChoiceField(
        label="Tell it of",
        choices=list(TOLD_OF.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing to be told of"},
    )
