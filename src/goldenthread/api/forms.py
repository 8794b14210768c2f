"""What programs are given and may send: plain shapes, each field named as in the glossary."""

from datetime import date, datetime
from typing import Generic, TypeVar

from ninja import Schema
from pydantic import Field

from goldenthread.improvement.rules import Delivery, Difference, DifferenceState, Rag

Item = TypeVar("Item")


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
    by_role: str = Field("", max_length=300, description="The lead on whose behalf it is sent")
    words: str = Field("", max_length=5000)
    changed_for_families: str = Field("", max_length=5000)
    proposed_date: str = Field("", max_length=300)
    proposed_reason: str = Field("", max_length=5000)
    judge_on: date | None = None


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


class ReportOut(Schema):
    """A published report."""

    key: int
    kind: str
    depth: str
    title: str
    as_at: date
    published_at: datetime
    sha256: str


class Page(Schema, Generic[Item]):
    """Some of many: how many there are in all, and the address of the next ones."""

    count: int
    next: str | None
    items: list[Item]
