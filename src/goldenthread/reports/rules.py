"""Kinds of report, for whom each is written, and the steps from a draft to what is published."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a report is for."""

    GROUP_HIGHLIGHT = "group_highlight"
    BOARD_COMPOSITE = "board_composite"
    HEALTH_AND_WELLBEING = "health_and_wellbeing"
    SCRUTINY = "scrutiny"
    MONITORING_PACK = "monitoring_pack"
    VISIT_PACK = "visit_pack"
    ACCELERATED_PLAN = "accelerated_plan"
    STATEMENT = "statement"
    NEWSLETTER = "newsletter"
    EASY_READ = "easy_read"
    ACTION_AND_CHALLENGE_LOG = "action_and_challenge_log"
    ANNUAL = "annual"


class Depth(StrEnum):
    """How deep a report goes, and for whom."""

    FAMILIES = "families"
    BOARD = "board"
    SCRUTINY = "scrutiny"
    REGULATOR = "regulator"


class Form(StrEnum):
    """The files in which a report can be had."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    ODS = "ods"


MEDIA = {
    Form.HTML: "text/html; charset=utf-8",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.PDF: "application/pdf",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}
# From so many letters in its tables on, a PDF takes longer than a reader waits without a word.
LONG_FROM = 30_000
# The files that families are offered, and what each is called.
FAMILY_FORMS = {Form.PDF: "PDF to print", Form.DOCX: "Word"}


class State(StrEnum):
    """How far a report has come."""

    DRAFT = "draft"
    COMMENTED = "commented"
    APPROVED = "approved"
    PUBLISHED = "published"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class KindOf:
    """What a kind of report is called, who reads it and what it tells."""

    name: str
    depth: Depth
    about: str


KINDS = {
    Kind.GROUP_HIGHLIGHT: KindOf(
        "Group highlight report",
        Depth.BOARD,
        "One working group for the board: what moved, what slipped, what it needs.",
    ),
    Kind.BOARD_COMPOSITE: KindOf(
        "Composite report for the board",
        Depth.BOARD,
        "One page of exceptions, then every action with both verdicts.",
    ),
    Kind.HEALTH_AND_WELLBEING: KindOf(
        "Health and wellbeing board update",
        Depth.BOARD,
        "Where each weakness stands and what the board is asked to decide.",
    ),
    Kind.SCRUTINY: KindOf(
        "Scrutiny report",
        Depth.SCRUTINY,
        "Counts, how they moved, what changed and which challenges are open.",
    ),
    Kind.MONITORING_PACK: KindOf(
        "Monitoring pack",
        Depth.REGULATOR,
        "For a monitoring visit: each weakness with its claims and their evidence.",
    ),
    Kind.VISIT_PACK: KindOf(
        "Visit pack",
        Depth.REGULATOR,
        "One file that opens without signing in: claim, dated evidence, who says otherwise, "
        "what leaders say is still wrong.",
    ),
    Kind.ACCELERATED_PLAN: KindOf(
        "Accelerated progress plan",
        Depth.REGULATOR,
        "The weaknesses that stalled, with milestones at 6 and 12 months and the risks.",
    ),
    Kind.STATEMENT: KindOf(
        "Statement of action",
        Depth.REGULATOR,
        "The whole plan as it stands, every field of every action.",
    ),
    Kind.NEWSLETTER: KindOf(
        "Newsletter", Depth.FAMILIES, "What changed for families since last time, in plain words."
    ),
    Kind.EASY_READ: KindOf(
        "Easy read",
        Depth.FAMILIES,
        "One idea and a picture to a line; published only after a person has reviewed it.",
    ),
    Kind.ACTION_AND_CHALLENGE_LOG: KindOf(
        "Action and challenge log",
        Depth.SCRUTINY,
        "Every decision that was to come back and every challenge, with its whole history.",
    ),
    Kind.ANNUAL: KindOf(
        "Annual report",
        Depth.FAMILIES,
        "A year of the plan: what was promised, what came of it and what did not.",
    ),
}

STATE_NAMES = {
    State.DRAFT: "Draft",
    State.COMMENTED: "Commented",
    State.APPROVED: "Approved",
    State.PUBLISHED: "Published",
    State.DROPPED: "Dropped",
}

NEXT = {
    State.DRAFT: (State.COMMENTED, State.APPROVED, State.DROPPED),
    State.COMMENTED: (State.DRAFT, State.APPROVED, State.DROPPED),
    State.APPROVED: (State.DRAFT, State.PUBLISHED, State.DROPPED),
    State.PUBLISHED: (),
    State.DROPPED: (),
}


def fault_of_period(as_at: date, since: date | None, today: date) -> str | None:
    """Return why a report cannot stand for these days, in a sentence, or None when it can."""
    if as_at > today:
        return "A report stands for today or a day before it; that day has not come yet."
    if since and since >= as_at:
        return "“Since” must be a day before the day the report stands for."
    return None


def fault_of_approval(author: str, approver: str, open_comments: int) -> str | None:
    """Return why this person cannot approve the report, in a sentence, or None when they can."""
    if author == approver:
        return "Whoever drew up a report cannot approve it. Ask somebody else who may."
    if open_comments:
        noun = "comment is" if open_comments == 1 else "comments are"
        return f"{open_comments} {noun} still open. Settle each before the report is approved."
    return None


def fault_of_publication(kind: Kind, reviewed_by: str, approved: str, now: str) -> str | None:
    """Return why the report cannot be published yet, in a sentence, or None when it can.

    `approved` and `now` are the digests of what it said when it was approved, and says today.
    """
    if approved and approved != now:
        return (
            "What the report tells has changed since it was approved. Take it back to a draft and "
            "have it approved again, so that what is published is what was approved."
        )
    if kind == Kind.EASY_READ and not reviewed_by:
        return (
            "An easy-read report is not published until a person has read it through and said so. "
            "Review it first."
        )
    return None


def takes_long(form: Form, letters: int) -> bool:
    """Say whether a file of a report with so many letters in its tables is one to wait for."""
    return form is Form.PDF and letters >= LONG_FROM


def moves_from(state: State) -> tuple[State, ...]:
    """Return the states that can come next."""
    return NEXT[state]
