"""The accelerated progress plan: by weakness, its actions with milestones at 6 and 12 months.

The form follows the one the Department for Education asks of an area after a revisit: area, dates,
accountable officers, advisers and governance first; then each weakness; then the risk register.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.accounts.models import Post, PostHeld
from goldenthread.accounts.rules import PostKind
from goldenthread.core.calendar import add_months
from goldenthread.design.jinja import count_of, long_date
from goldenthread.improvement.models import (
    Action,
    ActionOrigin,
    ImprovementPlan,
    LifeEvent,
    Redating,
)
from goldenthread.improvement.rules import AlsoPrinted, Life, PlanType
from goldenthread.inspections.queries import said_on
from goldenthread.writing.report import Block, Bullets, Facts, Paragraph, Section
from goldenthread.writing.tabulated import PrintedTable

from . import registers
from .lines import CALLED, Line, Stalled, lines_of, stalled_of
from .source import Source
from .statement import about_plan
from .words import UNKNOWN, delivery_words, difference_words, leads, lines, shown_colour

SIX, TWELVE = re.compile(r"\b(6|six) months?\b", re.I), re.compile(r"\b(12|twelve) months?\b", re.I)
# The line of its governance in which a plan that was raised here says from when it counts.
COUNTED = re.compile(r"Counted from (\d{1,2} [A-Z][a-z]+ \d{4}):")
_MANY = {
    "weakness": ("weakness", "weaknesses"),
    "priority_action": ("area for priority action", "areas for priority action"),
    "improvement": ("area for improvement", "areas for improvement"),
}
_OWN_LABELS = {label.value for label in AlsoPrinted}


@dataclass(frozen=True, slots=True)
class Basis:
    """Whose record says why work has stalled: the plan that it stalled in, and on which day."""

    improvement_plan: ImprovementPlan
    on: date


def accelerated_plan(source: Source) -> Sequence[Section]:
    """Return the accelerated plan: its own weaknesses, or where none is raised what has stalled."""
    starts, basis = begins(source), basis_of(source)
    found = lines_of(source)
    rows = stalled_of(basis.improvement_plan, basis.on, found) if basis else []
    stalled = {(each.line.noun, each.line.pk): each for each in rows}
    own = is_own(source)
    shown = [e for e in found if (e.priorities if own else (e.noun, e.pk) in stalled)]
    sections = [Section("Cover", (Facts(_cover(source, starts, shown)),), 1, "cover")]
    for line in shown:
        why = _why(source, basis, stalled.get((line.noun, line.pk)))
        sections.append(_weakness(source, line, why, starts))
    if not shown:
        words = (
            "This plan names nothing that inspectors required."
            if own
            else "Nothing that inspectors required has stalled by the record of this day."
        )
        sections.append(Section("Weaknesses", (Paragraph(words),), 1, "weaknesses"))
    return [
        *sections,
        Section("Risk register", (registers.risks(source),), 1, "risks", True),
    ]


def is_own(source: Source) -> bool:
    """Say whether the plan told of is an accelerated plan itself, not one yet to be raised."""
    return bool(source.improvement_plan.plan_type == PlanType.ACCELERATED_PROGRESS.value)


def basis_of(source: Source) -> Basis | None:
    """Return whose record says why each is in the plan, None where no other plan is known.

    Of an accelerated plan it is the plan that its actions were taken from, on the day they were;
    one whose actions came from none is told by the plan that answers the same inspection.
    """
    plan = source.improvement_plan
    if not is_own(source):
        return Basis(plan, source.on)
    rows = ActionOrigin.objects.filter(action__improvement_plan=plan, on__lte=source.on)
    first = rows.select_related("source__improvement_plan").first()
    if first is not None:
        return Basis(first.source.improvement_plan, first.on)
    others = ImprovementPlan.objects.filter(area=source.area, inspection=source.inspection)
    answered = others.exclude(plan_type=plan.plan_type).order_by("pk").first()
    return Basis(answered, min(begins(source), source.on)) if answered else None


def _why(source: Source, basis: Basis | None, stalled: Stalled | None) -> tuple[Block, ...]:
    """Return why something required is in the plan, and by whose record of which day."""
    if basis is None or stalled is None:
        return (Paragraph("Why it is in this plan is not on record here."),)
    whose = f" by the record of “{basis.improvement_plan.title}”" if is_own(source) else ""
    words = f"Why it is here,{whose} on {long_date(basis.on)}:".replace(",  ", ", ")
    return (Paragraph(words), Bullets(stalled.reasons))


def begins(source: Source) -> date:
    """Return the day from which 6 and 12 months count: as the plan says, else when it began."""
    if not is_own(source):
        return source.on
    for line in source.improvement_plan.governance:
        said = COUNTED.match(line)
        if said:
            return datetime.strptime(said[1], "%d %B %Y").date()
    lives = (Life.SUBMITTED.value, Life.LIVE.value)
    rows = LifeEvent.objects.filter(improvement_plan=source.improvement_plan, on__lte=source.on)
    first = rows.filter(life__in=lives).order_by("on", "pk").first()
    return first.on if first else source.on


def _cover(source: Source, starts: date, shown: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    about = dict(about_plan(source))
    if not is_own(source):
        drawn = f"{about['Title']} ({about['Type of plan']})"
        about["Title"] = f"Accelerated progress plan for {_counted(shown)} that stalled"
        about["Type of plan"] = "Accelerated progress plan, proposed: none has been raised of it"
        about["Drawn from"] = drawn
    own = source.improvement_plan.governance
    about.pop("Governance and accountability")
    governance = lines(*(line for line in own if not COUNTED.match(line))) or UNKNOWN
    posts = (
        ("Accountable officers", _posts(source, PostKind.ACCOUNTABLE_OFFICER)),
        ("Nominated officer", _posts(source, PostKind.NOMINATED_OFFICER)),
        ("SEND and NHS England advisers", _posts(source, PostKind.ADVISER)),
        ("Governance and accountability", governance),
    )
    months = f"6 months end {long_date(add_months(starts, 6))}, "
    months += f"12 months {long_date(add_months(starts, 12))}"
    counted = ("Counted from", f"{long_date(starts)}: {months}")
    return (*about.items(), *_revisited(source), *posts, counted)


def _counted(shown: Sequence[Line]) -> str:
    """Return how many weaknesses or areas there are, by what inspectors called them."""
    nouns = {line.noun for line in shown}
    one, many = _MANY.get(nouns.pop() if len(nouns) == 1 else "", ("requirement", "requirements"))
    return count_of(len(shown), one, many)


def _revisited(source: Source) -> list[tuple[str, str]]:
    """Return the revisits on which inspectors had said something by the day."""
    rows = source.inspection.followed_by.all() if source.inspection else ()
    said = [(row, said_on(row)) for row in rows]
    return [
        ("Date of revisit", f"{long_date(row.inspected_from)}, told {long_date(day)}")
        for row, day in said
        if day and day <= source.on
    ]


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


def _named(line: Line) -> str:
    return f"{CALLED[line.noun].lower()} {line.number}"


def _weakness(source: Source, line: Line, why: tuple[Block, ...], starts: date) -> Section:
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
    table = PrintedTable(f"Milestones of {_named(line)}", about, headings, rows)
    aims = lines(*(row.text for row in line.priorities if row.text != line.text))
    told: tuple[Block, ...] = (Facts((("What the plan sets out to do", aims),)),) if aims else ()
    blocks: list[Block] = [Paragraph(line.text), *told, *why]
    blocks.append(registers.table_or(table, "No action of this plan answers it."))
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

    A milestone that the plan itself heads with 6 or 12 months stands there whatever its date. Of an
    action that follows another plan's, its own come first; what both say is told once.
    """
    six: list[str] = []
    twelve: list[str] = []
    later: list[str] = []
    for words, ends in _dated(source, action):
        at = later
        if ends is not None and ends <= add_months(starts, 12):
            at = six if ends <= add_months(starts, 6) else twelve
        passed = ends is not None and ends < starts
        at.append(lines(words, "(its date had passed when this plan began)" if passed else ""))
    for row in action.also_printed:
        label = row["label"]
        if label not in _OWN_LABELS:
            at = six if SIX.search(label) else twelve if TWELVE.search(label) else later
            at.append(f"{label}: {row['text']}")
    return Milestones(tuple(six), tuple(twelve), tuple(later))


def _dated(source: Source, action: Action) -> Iterable[tuple[str, date | None]]:
    """Return the words and the last day of each milestone as it stood, once; own ones first."""
    past = source.past_of(action)
    moved = {move.milestone_id: move for move in (*source.own_moves[action.pk], *past.redatings)}
    every = {each.pk: each for each in (*action.milestones.all(), *past.milestones)}
    moves = ((each, moved.get(each.pk)) for each in every.values())
    said = ((_moved(m), m.new_to) if m else (each.words, each.ends) for each, m in moves)
    return dict.fromkeys(said)


def _moved(move: Redating) -> str:
    was = f"Was: {move.old_words or 'no date'}. Moved because: {move.reason}"
    return lines(move.new_words, f"{was} ({move.agreed_by}, {long_date(move.on)})")


def _measures(line: Line) -> Block:
    """Return the measures linked to something required, with what they must reach by when."""
    rows = []
    for measure in line.measures:
        at = {"six": "", "twelve": ""}
        for row in measure.also_printed:
            name = "six" if SIX.search(row["label"]) else "twelve"
            if SIX.search(row["label"]) or TWELVE.search(row["label"]):
                at[name] = lines(at[name], f"{row['label']}: {row['text']}")
        labels = [row["label"] for row in measure.also_printed if row["label"] in measure.text]
        words = measure.text.split(labels[0])[0].strip() if labels else measure.text
        start, end = measure.baseline or UNKNOWN, measure.target or UNKNOWN
        rows.append(
            (
                words or measure.text,
                start,
                at["six"] or "None stated",
                at["twelve"] or "None stated",
                end,
            )
        )
    headings = ("Measure", "Baseline", "By 6 months", "By 12 months", "Target")
    about = "What must be seen, and how the area will know."
    table = PrintedTable(f"Measures of {_named(line)}", about, headings, tuple(rows))
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
        lines(shown_colour(row), delivery_words(row), difference_words(row)),
    )
