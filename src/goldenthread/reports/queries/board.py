"""Reports for boards: first what is out of the ordinary, then every action."""

from collections.abc import Iterable, Sequence

from goldenthread.design.jinja import count_of, long_date
from goldenthread.improvement.models import Action
from goldenthread.improvement.queries import ActionStanding
from goldenthread.improvement.rules import (
    DELIVERY_NAMES,
    DIFFERENCE_NAMES,
    RAG_NAMES,
    Delivery,
    DifferenceState,
    Rag,
)
from goldenthread.writing.report import Bullets, Facts, Paragraph, Section
from goldenthread.writing.tabulated import PrintedTable

from .source import Source

UNKNOWN = "We do not know"
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


def composite(source: Source) -> Sequence[Section]:
    """Return the board's report: one page of exceptions, then the detail by working group."""
    return [*exceptions(source), *since_last_time(source), *detail(source)]


def exceptions(source: Source) -> list[Section]:
    """Return the page a board reads first: counts, what is off, late, unjudged and unanswered."""
    return [
        Section("Where we stand", (Facts(counts(source)),), 1, "stand"),
        Section("What is off track or late", _off(source), 1, "off"),
        Section("Reported better than the record shows", _gap(source), 1, "gap"),
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


def differences(rows: Iterable[ActionStanding]) -> str:
    """Return how often each verdict was agreed, in words."""
    found = [row.difference for row in rows if row.difference]
    words = [
        f"{found.count(each)} {name.lower()}"
        for each, name in DIFFERENCE_NAMES.items()
        if each in found
    ]
    return ", ".join(words) or "None agreed yet"


def _off(source: Source) -> tuple[Paragraph | PrintedTable, ...]:
    off = [a for a in source.actions if source.standings[a.pk].shown_rag is Rag.RED]
    late = [a for a in source.actions if source.standings[a.pk].late and a not in off]
    if not off and not late:
        return (Paragraph("No action is computed red and no update is late."),)
    rows = tuple(_exception(a, source.standings[a.pk]) for a in (*off, *late))
    about = "Each action that is red, or whose update did not come in the last round."
    headings = ("Number", "Action", "Lead", "Colour", "Why")
    return (PrintedTable("Off track or late", about, headings, rows),)


def _exception(action: Action, row: ActionStanding) -> tuple[str, ...]:
    colour = (
        RAG_NAMES[row.shown_rag] if not row.late else f"{RAG_NAMES[row.shown_rag]}\nUpdate late"
    )
    return (action.number, action.text, leads(action), colour, reason(row))


def leads(action: Action) -> str:
    """Return the roles that lead an action, a line each."""
    return "\n".join(lead.role for lead in action.leads.all()) or "No lead named"


def reason(row: ActionStanding) -> str:
    """Return why an action has its colour, and a person's reason where it was overridden."""
    words = row.why
    if row.override:
        name = RAG_NAMES[Rag(row.override.rag)]
        words += f"\nShown as {name}, because: {row.override.reason} ({row.override.by})"
    if row.late_since:
        words += f"\nAn update was due by {long_date(row.late_since)} and did not come."
    return words


def _gap(source: Source) -> tuple[PrintedTable]:
    rows = tuple(
        (
            f"{gap.group.number} {gap.group.name}",
            f"{gap.known} of {gap.actions}",
            str(gap.reported_green),
            str(gap.computed_green),
            str(gap.gap),
        )
        for gap in source.gap
    )
    return (
        PrintedTable(
            "Reported and computed",
            "How many actions each group reports green or blue, and how many the record bears out.",
            ("Working group", "Ever reported on", "Reported good", "Computed good", "Gap"),
            rows,
        ),
    )


def _unanswered(source: Source) -> tuple[Bullets | Paragraph, ...]:
    lines = [
        f"Challenge {each.challenge.number}, to {each.to or 'nobody named'}: {each.challenge.words}"
        for each in source.challenges
    ]
    lines += [
        f"Decision of {long_date(each.decision.on)}: {each.decision.words} ({each.never_came_back})"
        for each in source.decisions
        if each.never_came_back and not each.exempt
    ]
    if not lines:
        return (Paragraph("No challenge is open and every decision came back in its time."),)
    return (Bullets(tuple(lines)),)


def since_last_time(source: Source) -> list[Section]:
    """Return what moved, slipped, fell silent and was closed since the day the report names."""
    found = source.since
    if found is None:
        return []
    mine = {action.pk: action for action in source.actions}
    moved = tuple(
        (
            mine[each.after.action].number,
            mine[each.after.action].text,
            stands(each.before),
            stands(each.after),
        )
        for each in found.moved
        if each.after.action in mine
    )
    slipped = [row for row in found.slipped if row.action_id in mine]
    silent = [row for row in found.silent if row.action in mine]
    closed = [row for row in found.closed if row.action in mine]
    summary = Facts(
        (
            ("Moved", count_of(len(moved), "action")),
            ("Dates that slipped", str(len(slipped))),
            ("No word at all", ", ".join(row.number for row in silent) or "None"),
            ("Closed", ", ".join(row.number for row in closed) or "None"),
        )
    )
    table = PrintedTable(
        "What moved",
        f"Each action that stands otherwise than on {long_date(found.start)}.",
        ("Number", "Action", "Then", "Now"),
        moved,
    )
    dates = PrintedTable(
        "Dates that slipped",
        "The date before, the date now, the reason and who agreed.",
        ("Number", "Was", "Now", "Reason", "Agreed by"),
        tuple(
            (mine[r.action_id].number, r.old_words, r.new_words, r.reason, r.agreed_by)
            for r in slipped
        ),
    )
    blocks = (summary, *((table,) if moved else ()), *((dates,) if slipped else ()))
    return [Section("Since last time", blocks, 1, "since")]


def stands(row: ActionStanding) -> str:
    """Return where an action stands in a few words: delivery, colour and difference."""
    return f"{delivery_words(row)}, {RAG_NAMES[row.shown_rag].lower()}; {difference_words(row)}"


def delivery_words(row: ActionStanding) -> str:
    """Return the state of delivery, "We do not know" where nothing was ever reported."""
    return DELIVERY_NAMES[row.delivery] if row.delivery else UNKNOWN


def difference_words(row: ActionStanding) -> str:
    """Return the verdict on the difference with how far it is agreed."""
    if row.difference is None:
        if row.judge_on:
            return f"To be judged on {long_date(row.judge_on)}"
        return "Difference not judged"
    state = "agreed" if row.difference_state is DifferenceState.AGREED else row.difference_state
    return f"{DIFFERENCE_NAMES[row.difference]} ({state})"


def detail(source: Source) -> list[Section]:
    """Return every action told of, by working group, with both verdicts and the reason."""
    sections = [Section("Every action", (), 1, "detail")]
    for group in source.groups:
        mine = [action for action in source.actions if action.group_id == group.pk]
        rows = tuple(action_row(action, source.standings[action.pk]) for action in mine)
        about = f"{count_of(len(mine), 'action')}; chair: {group.chair_role or 'not stated'}."
        table = PrintedTable(f"Group {group.number}: {group.name}", about, ACTION_HEADINGS, rows)
        blocks = (table,) if rows else (Paragraph("This group has no actions."),)
        sections.append(Section(f"Group {group.number}: {group.name}", blocks, 2))
    return sections


def action_row(action: Action, row: ActionStanding) -> tuple[str, ...]:
    """Return an action as a row under ACTION_HEADINGS."""
    due = row.due_words or UNKNOWN
    return (
        action.number,
        action.text,
        leads(action),
        f"{due}\nMoved {row.slipped} times" if row.slipped else due,
        delivery_words(row),
        RAG_NAMES[row.reported_rag],
        RAG_NAMES[row.computed_rag],
        reason(row),
        difference_words(row),
    )
