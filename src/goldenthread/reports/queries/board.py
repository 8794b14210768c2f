"""Reports for boards: first what is out of the ordinary, then every action."""

from collections.abc import Sequence
from datetime import date, timedelta

from goldenthread.design.jinja import count_of, long_date
from goldenthread.governance.queries import escalations_of, forward_plan
from goldenthread.improvement.models import Action
from goldenthread.improvement.queries import ActionStanding
from goldenthread.improvement.rules import (
    DOUBTS,
    RAG_NAMES,
    Delivery,
    DifferenceState,
    Mark,
    Rag,
)
from goldenthread.writing.report import Block, Bullets, Facts, Paragraph, Reference, Section
from goldenthread.writing.tabulated import PrintedTable

from . import registers
from .changed import since_last_time
from .source import Source
from .words import (
    UNKNOWN,
    cut,
    delivery_words,
    difference_words,
    differences,
    due_words,
    leads,
    lines,
    mark_words,
    pounds,
    reason,
    shown_colour,
)

ACTION_HEADINGS = (
    "Number",
    "Action",
    "Lead",
    "Due",
    "Delivery",
    "Reported",
    "Computed",
    "Why",
    "Difference",
)
# What fits on the one page that a board reads first.
MOST_ON_THE_PAGE, MOST_ASKED = 5, 4
AHEAD = timedelta(days=92)


def composite(source: Source) -> Sequence[Section]:
    """Return the board's report: one page of exceptions, then the detail by working group."""
    return [
        *first_page(source),
        *since_last_time(source, new_page=True),
        *exceptions(source, new_page=source.report.since is None),
        *decisions_asked(source),
        *detail(source),
        *_registers(source, source.actions),
    ]


def highlight(source: Source) -> Sequence[Section]:
    """Return one working group's report: where it stands, what it did, needs and does next."""
    return [
        Section("Where the group stands", (Facts(counts(source)),), 1, "stand"),
        *since_last_time(source),
        Section("What is off track or late", _off(source), 1, "off"),
        Section("What comes next", (_next(source),), 1, "next"),
        Section("What the group needs from others", _needs(source), 1, "needs"),
        *detail(source),
        *_registers(source, source.actions),
    ]


def _registers(source: Source, actions: Sequence[Action]) -> list[Section]:
    """Return the registers that a board reads; the rest stand in a monitoring pack."""
    return [
        Section("Every date moved", (registers.redatings(source, actions),), 1, "dates"),
        Section("Risks and issues", (registers.risks(source),), 1, "risks"),
        Section("Groups that wait for each other", (registers.dependencies(source),), 1, "waits"),
        Section("The forum’s own marks", (registers.marks(source, actions),), 1, "marks"),
        Section("Costs and funding", (registers.costs(source, actions),), 1, "costs"),
    ]


def first_page(source: Source) -> list[Section]:
    """Return the page a board reads first; what does not fit on it is counted and linked."""
    red = [a for a in source.actions if source.standings[a.pk].shown_rag is Rag.RED]
    late = [a for a in source.actions if source.standings[a.pk].late and a not in red]
    rows = tuple(
        (a.number, cut(a.text, 90), shown_colour(row), cut(row.why, 110))
        for a in [*red, *late][:MOST_ON_THE_PAGE]
        for row in [source.standings[a.pk]]
    )
    more_of = "; the first of them" if len(red) + len(late) > MOST_ON_THE_PAGE else ""
    about = f"{count_of(len(red), 'action')} red, {len(late)} more late{more_of}."
    table = PrintedTable("Exceptions", about, ("Number", "Action", "Colour", "Why"), rows)
    first: Block = table if rows else Paragraph("No action is red and no update is late.")
    asked = [cut(words) for words in asked_of_board(source)]
    more = [f"And {len(asked) - MOST_ASKED} more."] if len(asked) > MOST_ASKED else []
    asks: Block = (
        Bullets((*asked[:MOST_ASKED], *more))
        if asked
        else Paragraph("Nothing is due for a decision.")
    )
    return [
        Section("Where we stand", (Facts(short_counts(source)),), 1, "stand"),
        Section(
            "Exceptions", (first, Reference("All that are red or late", "off")), 1, "exceptions"
        ),
        Section("What the board is asked to decide", (asks,), 1, "asked"),
    ]


def short_counts(source: Source) -> tuple[tuple[str, str], ...]:
    """Return what a board must know in a few lines."""
    rows = told(source)
    gap = sum(each.gap for each in source.gap)
    high = [risk for risk in source.risks if risk.open and risk.band == "high"]
    doubts = _doubts(source)
    unanswered = sum(each.where.unanswered for each in source.open_challenges)
    return (
        *counts(source)[:2],
        ("Colours", _colours_counted(rows)),
        ("Update late", str(sum(row.late for row in rows))),
        ("Difference agreed by a second person", counts(source)[5][1]),
        ("Reported better than the record shows", count_of(gap, "action")),
        ("High risks", str(len(high))),
        ("Doubted by the forum", count_of(len(doubts), "action")),
        ("Challenges open", f"{len(source.open_challenges)}, of them {unanswered} unanswered"),
    )


def _colours_counted(rows: Sequence[ActionStanding]) -> str:
    counted = {rag: sum(row.shown_rag is rag for row in rows) for rag in Rag}
    return ", ".join(f"{counted[rag]} {RAG_NAMES[rag].lower()}" for rag in Rag)


def _doubts(source: Source) -> list[str]:
    """Return the forum's marks that put in doubt what is claimed."""
    return [
        f"Action {action.number}: {mark_words(mark, source.on)}"
        for action in source.actions
        for mark in source.marks.get(action.pk, [])
        if Mark(mark.mark) in DOUBTS
    ]


def exceptions(source: Source, new_page: bool = False) -> list[Section]:
    """Return all that is out of the ordinary, in full."""
    off = Section("What is off track or late", _off(source), 1, "off", new_page)
    return [
        off,
        Section("Counts in full", (Facts(counts(source)),), 1, "counts"),
        Section("Reported better than the record shows", (gap_table(source),), 1, "gap"),
        Section("Unanswered", _unanswered(source), 1, "unanswered"),
    ]


def told(source: Source) -> list[ActionStanding]:
    """Return where the actions of the report stand, in the plan's order."""
    return [source.standings[action.pk] for action in source.actions]


def counts(source: Source) -> tuple[tuple[str, str], ...]:
    """Return the counts of a plan with both verdicts apart; unknown is counted as unknown."""
    rows = told(source)
    done = [row for row in rows if row.delivery is Delivery.DONE]
    agreed = [row for row in rows if row.difference_state is DifferenceState.AGREED]
    return (
        ("Actions", str(len(rows))),
        ("Reported done", f"{len(done)} of {len(rows)}"),
        ("Nothing ever reported", str(sum(row.delivery is None for row in rows))),
        ("Update late", str(sum(row.late for row in rows))),
        ("Computed red", str(sum(row.computed_rag is Rag.RED for row in rows))),
        ("Difference agreed by a second person", f"{len(agreed)} of {len(rows)}"),
        ("Of these, difference", differences(agreed)),
        ("Done without any agreed difference", str(len([d for d in done if d not in agreed]))),
        ("Embedded: done and made a difference", str(sum(row.embedded for row in rows))),
    )


def _off(source: Source) -> tuple[Block, ...]:
    off = [a for a in source.actions if source.standings[a.pk].shown_rag is Rag.RED]
    late = [a for a in source.actions if source.standings[a.pk].late and a not in off]
    rows = tuple(_exception(a, source.standings[a.pk]) for a in (*off, *late))
    about = "Each action that is red, or whose update did not come in the last round."
    headings = ("Number", "Action", "Lead", "Colour", "Why")
    table = PrintedTable("Off track or late", about, headings, rows)
    return (registers.table_or(table, "No action is red and no update is late."),)


def _exception(action: Action, row: ActionStanding) -> tuple[str, ...]:
    return (action.number, action.text, leads(action), shown_colour(row), reason(row))


def gap_table(source: Source) -> PrintedTable:
    """Return how much better each group reports than the record bears out."""
    rows = tuple(
        (
            f"{gap.group.number} {gap.group.name}",
            str(gap.actions),
            str(gap.known),
            str(gap.reported_green),
            str(gap.computed_green),
            str(gap.gap),
        )
        for gap in source.gap
    )
    counted = ("Actions", "Ever reported on", "Reported good", "Computed good", "Gap")
    about = "How many actions each group reports green or blue, and how many the record bears out."
    return PrintedTable("Reported and computed", about, ("Working group", *counted), rows, counted)


def _unanswered(source: Source) -> tuple[Block, ...]:
    rows = [
        f"Challenge {each.challenge.number}, to {each.to or 'nobody named'}: {each.challenge.words}"
        for each in source.open_challenges
    ]
    rows += [
        f"Decision of {long_date(each.decision.on)}: {each.decision.words} ({each.never_came_back})"
        for each in source.decisions
        if each.never_came_back and not each.exempt
    ]
    if not rows:
        return (Paragraph("No challenge is open and every decision came back in its time."),)
    return (Bullets(tuple(rows)),)


def asked_of_board(source: Source) -> list[str]:
    """Return what is asked of the board the report is for, or of any where it names none.

    What moved up to it without an outcome, the decisions ahead, and dates that wait for a chair.
    """
    body = source.report.body_id
    found = [
        f"Moved up from {move.from_body.name}, outcome due {long_date(move.due_on)}: {move.why}"
        for move in escalations_of(source.area, source.on)
        if not move.outcome_on and body in (None, move.to_body_id)
    ]
    found += [
        f"Decide by {long_date(ahead.item.decide_on)}: {ahead.item.title}"
        for ahead in forward_plan(source.area, source.on)
        if body in (None, ahead.item.body_id) and ahead.item.exempt_paragraph is None
    ]
    for action in source.actions:
        update = source.standings[action.pk].waiting
        if update and update.proposed_words:
            new = f"{update.proposed_words}: {update.proposed_reason}".removesuffix(": ")
            found.append(f"Another date is asked for action {action.number}, {new}")
    return found


def decisions_asked(source: Source) -> list[Section]:
    """Return all that the board is asked to decide."""
    rows = asked_of_board(source)
    block: Block = Bullets(tuple(rows)) if rows else Paragraph("Nothing is due for a decision.")
    return [Section("Decisions asked for", (block,), 1, "decide")]


def _next(source: Source) -> Block:
    """Return what falls due in the three months after the day."""
    until = source.on + AHEAD
    rows = tuple(
        (a.number, a.text, leads(a), due_words(row), delivery_words(row))
        for a in source.actions
        for row in [source.standings[a.pk]]
        if _between(row.due_to, source.on, until) or _between(row.judge_on, source.on, until)
    )
    about = f"What is due, or will be judged, by {long_date(until)}."
    headings = ("Number", "Action", "Lead", "Due", "Delivery")
    table = PrintedTable("Next", about, headings, rows)
    return registers.table_or(table, f"Nothing has a date between now and {long_date(until)}.")


def _between(day: date | None, start: date, end: date) -> bool:
    return day is not None and start <= day <= end


def _needs(source: Source) -> tuple[Block, ...]:
    rows = asked_of_board(source)
    rows += [
        lines(f"Waits for group {each.dependency.on_group.number}: {each.dependency.words}")
        for each in source.dependencies
        if not each.settled and each.dependency.waits_id == source.report.group_id
    ]
    return (Bullets(tuple(rows)) if rows else Paragraph("The group asks for nothing."),)


def detail(source: Source) -> list[Section]:
    """Return every action told of, by working group, with both verdicts and the reason."""
    sections = [Section("Every action", (), 1, "detail")]
    for group in source.groups:
        mine = [action for action in source.actions if action.group_id == group.pk]
        rows = tuple(action_row(action, source.standings[action.pk]) for action in mine)
        about = f"{count_of(len(mine), 'action')}; chair: {group.chair_role or 'not stated'}."
        name = f"Group {group.number}: {group.name}"
        table = PrintedTable(name, about, ACTION_HEADINGS, rows)
        block = registers.table_or(table, "This group has no actions.")
        sections.append(Section(name, (block,), 2))
    return sections


def action_row(action: Action, row: ActionStanding) -> tuple[str, ...]:
    """Return an action as a row under ACTION_HEADINGS."""
    return (
        action.number,
        action.text,
        leads(action),
        due_words(row),
        delivery_words(row),
        RAG_NAMES[row.reported_rag],
        RAG_NAMES[row.computed_rag],
        reason(row),
        difference_words(row),
    )


def spent(source: Source) -> tuple[tuple[str, str], ...]:
    """Return what is known of the cost of the actions told of, and of how many it is known."""
    rows = [cost for action in source.actions for cost in source.costs.get(action.pk, [])]
    known = [cost.amount_pence for cost in rows if cost.amount_pence is not None]
    costed = sum(bool(source.costs.get(action.pk)) for action in source.actions)
    return (
        ("Cost on record", pounds(sum(known)) if known else UNKNOWN),
        ("Actions with a cost on record", f"{costed} of {len(source.actions)}"),
    )
