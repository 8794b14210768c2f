"""The accelerated progress plan: by weakness, its actions with milestones at 6 and 12 months.

The form follows the one the Department for Education asks of an area after a revisit: area, dates,
accountable officers, advisers and governance first; then each weakness; then the risk register.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.accounts.models import Post, PostHeld
from goldenthread.accounts.rules import PostKind
from goldenthread.core.calendar import add_months
from goldenthread.design.jinja import long_date
from goldenthread.improvement.models import Action, LifeEvent
from goldenthread.improvement.rules import AlsoPrinted, Life, PlanType
from goldenthread.writing.report import Block, Bullets, Facts, Paragraph, Section
from goldenthread.writing.tabulated import PrintedTable

from . import registers
from .lines import CALLED, Line, Stalled, lines_of, stalled_of
from .source import Source
from .statement import about_plan
from .words import UNKNOWN, delivery_words, difference_words, leads, lines

SIX, TWELVE = re.compile(r"\b(6|six) months?\b", re.I), re.compile(r"\b(12|twelve) months?\b", re.I)
_OWN_LABELS = {label.value for label in AlsoPrinted}


def accelerated_plan(source: Source) -> Sequence[Section]:
    """Return the accelerated plan: of the plan itself where it is one, else of what stalled."""
    own = source.improvement_plan.plan_type == PlanType.ACCELERATED_PROGRESS.value
    starts = begins(source)
    found = lines_of(source)
    stalled = {each.line.pk: each for each in stalled_of(source, found)}
    shown = [line for line in found if line.actions and (own or line.pk in stalled)]
    sections = [Section("Cover", (Facts(_cover(source, starts)),), 1, "cover")]
    for line in shown:
        sections.append(_weakness(source, line, stalled.get(line.pk), starts))
    if not shown:
        words = "Nothing that inspectors required has stalled by the record of this day."
        sections.append(Section("Weaknesses", (Paragraph(words),), 1, "weaknesses"))
    return [
        *sections,
        Section("Risk register", (registers.risks(source),), 1, "risks", True),
    ]


def begins(source: Source) -> date:
    """Return the day from which 6 and 12 months count: when the plan went live, else the day."""
    lives = (Life.SUBMITTED.value, Life.LIVE.value)
    rows = LifeEvent.objects.filter(improvement_plan=source.improvement_plan, on__lte=source.on)
    own = source.improvement_plan.plan_type == PlanType.ACCELERATED_PROGRESS.value
    first = rows.filter(life__in=lives).order_by("on", "pk").first() if own else None
    return first.on if first else source.on


def _cover(source: Source, starts: date) -> tuple[tuple[str, str], ...]:
    about = list(about_plan(source))
    officers = _posts(source, PostKind.ACCOUNTABLE_OFFICER)
    posts = (
        ("Accountable officers", officers),
        ("Nominated officer", _posts(source, PostKind.NOMINATED_OFFICER)),
        ("SEND and NHS England advisers", _posts(source, PostKind.ADVISER)),
    )
    months = f"6 months end {long_date(add_months(starts, 6))}, "
    months += f"12 months {long_date(add_months(starts, 12))}"
    return (*about[:5], *posts, *about[5:], ("Counted from", f"{long_date(starts)}: {months}"))


def _posts(source: Source, kind: PostKind) -> str:
    """Return the posts of a kind and whether somebody holds them; people are not named."""
    posts = Post.objects.filter(area=source.area, kind=kind.value).order_by("title")
    rows = PostHeld.objects.on(source.on).filter(post__area=source.area, post__kind=kind.value)
    since = dict(rows.order_by("starts").values_list("post_id", "starts"))
    told = [
        f"{post.title}, held since {long_date(since[post.pk])}"
        if post.pk in since
        else f"{post.title}, not held on this day"
        for post in posts
    ]
    return lines(*told) or UNKNOWN


def _weakness(source: Source, line: Line, stalled: Stalled | None, starts: date) -> Section:
    headings = (
        "Action",
        "What will be done",
        "Lead",
        "By 6 months",
        "By 12 months",
        "Later or without a date",
        "Stands",
    )
    rows = tuple(
        _row(source, action, milestones_of(source, action, starts)) for action in line.actions
    )
    about = "Each action with what it must reach by 6 and by 12 months."
    blocks: list[Block] = [Paragraph(line.text)]
    if stalled:
        blocks += [Paragraph("Why it is here:"), Bullets(stalled.reasons)]
    blocks.append(PrintedTable(f"Milestones of {line.number}", about, headings, rows))
    blocks.append(_measures(line))
    heading = f"{CALLED[line.noun]} {line.heading}"
    return Section(heading, tuple(blocks), 1, line.anchor, True)


@dataclass(frozen=True, slots=True)
class Milestones:
    """What an action must reach by 6 months, by 12 months, and later or without a date."""

    six: tuple[str, ...]
    twelve: tuple[str, ...]
    later: tuple[str, ...]


def milestones_of(source: Source, action: Action, starts: date) -> Milestones:
    """Return an action's milestones by when they fall due after every move agreed by the day.

    A milestone that the plan itself heads with 6 or 12 months stands there whatever its date.
    """
    six: list[str] = []
    twelve: list[str] = []
    later: list[str] = []
    moved = {move.milestone_id: move for move in source.past_of(action).redatings}
    for each in action.milestones.all():
        move = moved.get(each.pk)
        words, ends = (move.new_words, move.new_to) if move else (each.words, each.ends)
        at = later
        if ends is not None and ends <= add_months(starts, 12):
            at = six if ends <= add_months(starts, 6) else twelve
        at.append(words)
    for row in action.also_printed:
        label = row["label"]
        if label not in _OWN_LABELS:
            at = six if SIX.search(label) else twelve if TWELVE.search(label) else later
            at.append(f"{label}: {row['text']}")
    return Milestones(tuple(six), tuple(twelve), tuple(later))


def _measures(line: Line) -> Block:
    """Return the measures linked to something required, with what they must reach by when."""
    rows = []
    for measure in line.measures:
        at = {"six": "", "twelve": ""}
        for row in measure.also_printed:
            name = "six" if SIX.search(row["label"]) else "twelve"
            if SIX.search(row["label"]) or TWELVE.search(row["label"]):
                at[name] = lines(at[name], f"{row['label']}: {row['text']}")
        start, end = measure.baseline or UNKNOWN, measure.target or UNKNOWN
        rows.append(
            (measure.text, start, at["six"] or "None stated", at["twelve"] or "None stated", end)
        )
    headings = ("Measure", "Baseline", "By 6 months", "By 12 months", "Target")
    about = "What must be seen, and how the area will know."
    table = PrintedTable(f"Measures of {line.number}", about, headings, tuple(rows))
    return registers.table_or(table, "No measure of the plan is linked to it.")


def _row(source: Source, action: Action, reached: Milestones) -> tuple[str, ...]:
    row = source.standings[action.pk]
    return (
        action.number,
        action.text,
        leads(action),
        lines(*reached.six) or "None stated",
        lines(*reached.twelve) or "None stated",
        lines(*reached.later) or "None",
        lines(delivery_words(row), difference_words(row)),
    )
