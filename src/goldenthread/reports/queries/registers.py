"""The registers of a plan as tables: every dated fact of its actions, in full."""

from collections.abc import Callable, Iterable, Sequence

from goldenthread.design.jinja import long_date
from goldenthread.improvement.models import (
    Action,
    DifferenceDue,
    Evidence,
    RagOverride,
    RiskScore,
    Update,
)
from goldenthread.improvement.queries import RiskOnRecord
from goldenthread.improvement.queries.facts import state_on
from goldenthread.improvement.rules import (
    DELIVERY_NAMES,
    EVIDENCE_NAMES,
    GRADE_NAMES,
    IMPACT,
    LIKELIHOOD,
    RAG_NAMES,
    RISK_NAMES,
    Delivery,
    EvidenceKind,
    Grade,
    Rag,
    RiskKind,
    UpdateState,
)
from goldenthread.writing.report import Block, Paragraph, Section
from goldenthread.writing.tabulated import PrintedTable

from .source import Source
from .words import (
    UNKNOWN,
    chair_words,
    co_production_words,
    days_of,
    lines,
    mark_words,
    name_of,
    pounds,
    verdict_story,
    verdict_words,
    withdrawn_words,
)

Rows = tuple[tuple[str, ...], ...]


def table_or(table: PrintedTable, otherwise: str) -> Block:
    """Return a table, or a sentence where it has no row."""
    return table if table.rows else Paragraph(otherwise)


def registers(source: Source, actions: Sequence[Action]) -> list[Section]:
    """Return every register of some actions, each under its heading."""
    parts: tuple[tuple[str, str, Callable[[Source, Sequence[Action]], Block]], ...] = (
        ("Updates", "updates", updates),
        ("Dates moved", "moved", redatings),
        ("Evidence", "evidence", evidence),
        ("What difference it made", "verdicts", verdicts),
        ("When it will be judged", "judging", judging),
        ("Colours set by a person", "overrides", overrides),
        ("Costs and funding", "costs", costs),
        ("The forum’s own marks", "marks", marks),
        ("Co-production", "coproduction", co_production),
        ("Words rewritten", "rewritten", rewritings),
    )
    return [
        Section(heading, (make(source, actions),), 2, anchor) for heading, anchor, make in parts
    ]


def updates(source: Source, actions: Iterable[Action]) -> Block:
    """Return every update of some actions by the day, those that were replaced too."""
    rows: Rows = tuple(
        (action.number, *_update(source, update))
        for action in actions
        for update in source.past_of(action).updates
    )
    headings = (
        "Action",
        "Said",
        "Delivery",
        "What was said",
        "What changed for families",
        "Another date asked for",
        "The chair",
    )
    about = "Every update by the day, in the order it was given; none is edited or removed."
    return table_or(
        PrintedTable("Updates", about, headings, rows), "No update was given by this day."
    )


def _update(source: Source, update: Update) -> tuple[str, ...]:
    entered = f"Entered by {update.entered_by}"
    agreed = f"Agreed by {update.agreed_by}: {update.agreed_why}"
    return (
        lines(
            long_date(update.on),
            update.by_role,
            f"{entered} on behalf of the lead" if update.on_behalf else entered,
        ),
        lines(
            DELIVERY_NAMES[Delivery(update.delivery)],
            f"Carried on by action {update.replaced_by.number}" if update.replaced_by else "",
            agreed if update.agreed_by else "",
        ),
        update.words,
        update.changed_for_families,
        _asked_for(source, update),
        lines(chair_words(update, source.on), _superseded(source, update)),
    )


def _asked_for(source: Source, update: Update) -> str:
    if not update.proposed_words:
        return ""
    days = ""
    if update.proposed_from and update.proposed_to:
        days = days_of(update.proposed_from, update.proposed_to, update.proposed_words)
    milestones = source.past_of(source.by_key[update.action_id]).milestones
    of = next((m.words for m in milestones if m.pk == update.milestone_id), "")
    return lines(
        f"{update.proposed_words} {days}".strip(),
        f"Instead of: {of}" if of else "",
        f"Because: {update.proposed_reason}" if update.proposed_reason else "",
    )


def _superseded(source: Source, update: Update) -> str:
    """Return that a later update took the place of one, where it had by the day."""
    later = (
        each
        for each in source.past_of(source.by_key[update.action_id]).updates
        if each.supersedes_id == update.pk and state_on(each, source.on) is UpdateState.ACCEPTED
    )
    found = next(later, None)
    return f"Replaced by the update of {long_date(found.on)}" if found else ""


def redatings(source: Source, actions: Iterable[Action]) -> Block:
    """Return every date of some actions that was moved: the old, the new, why and who agreed."""
    rows: Rows = tuple(
        (
            action.number,
            lines(move.old_words or "No date", days_of(None, move.old_to, move.old_words)),
            lines(move.new_words, days_of(move.new_from, move.new_to, move.new_words)),
            move.reason,
            f"{move.agreed_by}, {long_date(move.on)}",
        )
        for action in actions
        for move in source.past_of(action).redatings
    )
    about = "The date before, the date now, the reason and who agreed; the old date stays."
    headings = ("Action", "Date before", "Date now", "Reason", "Agreed by")
    table = PrintedTable("Dates moved", about, headings, rows)
    return table_or(table, "No date was moved by this day.")


def evidence(source: Source, actions: Iterable[Action]) -> Block:
    """Return every piece of evidence of some actions with its grade and both its days."""
    rows: Rows = tuple(
        (action.number, *_piece(source, piece))
        for action in actions
        for piece in source.evidence.get(action.pk, [])
    )
    headings = ("Action", "Grade", "Form", "What it is", "Dated", "Given")
    about = "What was given to show what became of each action, weakest grade a leader’s word."
    table = PrintedTable("Evidence", about, headings, rows)
    return table_or(table, "No evidence was given by this day.")


def _piece(source: Source, piece: Evidence) -> tuple[str, ...]:
    update = next(
        (u for u in source.past_of(source.by_key[piece.action_id]).updates
         if u.pk == piece.update_id),
        None,
    )  # fmt: skip
    return (
        GRADE_NAMES[Grade(piece.grade)],
        EVIDENCE_NAMES[EvidenceKind(piece.kind)],
        lines(
            piece.words,
            f"Document: {piece.document.title}" if piece.document else "",
            f"Measure {piece.measure.number}: {piece.measure.text}" if piece.measure else "",
            piece.address,
            withdrawn_words(piece, source.on),
            f"In the place of: {name_of(piece.replaces)}" if piece.replaces else "",
        ),
        long_date(piece.dated),
        lines(
            f"{long_date(piece.on)}, by {piece.entered_by}",
            f"With the update of {long_date(update.on)}" if update else "",
        ),
    )


def verdicts(source: Source, actions: Iterable[Action]) -> Block:
    """Return every verdict on the difference, its evidence, who proposed and who agreed."""
    rows: Rows = tuple(
        (
            action.number,
            verdict_words(verdict),
            lines(
                *(
                    lines(
                        f"{GRADE_NAMES[Grade(piece.grade)]}: {piece.words or piece.address}",
                        withdrawn_words(piece, source.on),
                    )
                    for piece in source.verdict_evidence.get(verdict.pk, [])
                )
            )
            or "None",
            verdict_story(verdict, source.on),
        )
        for action in actions
        for verdict in source.past_of(action).verdicts
    )
    headings = ("Action", "Verdict", "Evidence it rests on", "Proposed and agreed")
    about = "Done is not made a difference: a second person from outside the group agrees each."
    table = PrintedTable("Difference", about, headings, rows)
    return table_or(table, "No verdict on the difference was proposed by this day.")


def judging(source: Source, actions: Iterable[Action]) -> Block:
    """Return the days set for judging the difference."""

    def row(action: Action, due: DifferenceDue) -> tuple[str, ...]:
        return (action.number, long_date(due.judge_on), due.set_by, long_date(due.on))

    rows = tuple(row(a, due) for a in actions for due in source.past_of(a).judging)
    headings = ("Action", "To be judged on", "Set by", "Set on")
    about = "The days on which it will be judged what difference an action made."
    table = PrintedTable("Days of judgement", about, headings, rows)
    return table_or(table, "No day for judging a difference was set by this day.")


def overrides(source: Source, actions: Iterable[Action]) -> Block:
    """Return the colours that people set beside the computed ones, and why."""

    def row(action: Action, each: RagOverride) -> tuple[str, ...]:
        ends = long_date(each.ends) if each.ends else "Still"
        colour = RAG_NAMES[Rag(each.rag)]
        return (action.number, colour, each.reason, each.by, long_date(each.on), ends)

    rows = tuple(row(a, each) for a in actions for each in source.past_of(a).overrides)
    headings = ("Action", "Shown", "Reason", "By", "From", "To")
    about = "Where a person showed another colour than the record computes, and the reason."
    table = PrintedTable("Colours set by a person", about, headings, rows)
    return table_or(table, "No person set a colour by this day.")


def costs(source: Source, actions: Iterable[Action]) -> Block:
    """Return the costs of some actions; an unknown amount is said to be unknown."""
    rows: Rows = tuple(
        (
            action.number,
            pounds(cost.amount_pence),
            cost.words,
            cost.year or UNKNOWN,
            cost.funding_source or UNKNOWN,
            lines(cost.source, f"{long_date(cost.on)}, entered by {cost.entered_by}"),
        )
        for action in actions
        for cost in source.costs.get(action.pk, [])
    )
    headings = ("Action", "Amount", "What for", "Year", "Paid from", "Source")
    about = "What actions cost and who pays; what nobody has given is not known, not nothing."
    table = PrintedTable("Costs and funding", about, headings, rows)
    return table_or(table, "No cost of any action was on record by this day.")


def marks(source: Source, actions: Iterable[Action]) -> Block:
    """Return what the parent carer forum says beside the partnership, and the answers."""
    rows: Rows = tuple(
        (action.number, mark_words(mark, source.on))
        for action in actions
        for mark in source.marks.get(action.pk, [])
    )
    about = "The forum’s own mark on actions and promises, in its words, and the answer to it."
    table = PrintedTable("Forum’s marks", about, ("Action", "The forum’s mark"), rows)
    return table_or(table, "The forum had put no mark on any action by this day.")


def co_production(source: Source, actions: Iterable[Action]) -> Block:
    """Return how far each action was co-produced, as the forum signed it."""
    rows: Rows = tuple(
        (action.number, co_production_words(row))
        for action in actions
        for row in source.co_production.get(action.pk, [])
    )
    about = "How far families shaped each action, signed by the forum."
    table = PrintedTable("Co-production", about, ("Action", "As the forum signed it"), rows)
    return table_or(table, "The forum had signed for no action by this day; that is not known.")


def rewritings(source: Source, actions: Iterable[Action]) -> Block:
    """Return the words of actions that were changed: before and after."""
    rows: Rows = tuple(
        (
            action.number,
            row.field.replace("_", " ").capitalize(),
            row.old or "Nothing",
            row.new or "Nothing",
            f"{long_date(row.on)}, {row.by}",
        )
        for action in actions
        for row in source.rewritings.get(action.pk, [])
    )
    headings = ("Action", "Part", "Before", "After", "Changed")
    about = "What an action said before and says now."
    table = PrintedTable("Words rewritten", about, headings, rows)
    return table_or(table, "No action was rewritten by this day.")


def risks(source: Source) -> Block:
    """Return the register of risks and issues as it stood, gravest first."""
    headings = (
        "Number",
        "Risk or issue",
        "Likelihood and impact",
        "Score",
        "Owner and mitigation",
        "Actions",
        "State",
    )
    about = "Likelihood times impact, 1 to 25; who owns each and what is done about it."
    rows = tuple(_risk(source, row) for row in source.risks)
    table = PrintedTable("Risks and issues", about, headings, rows, ("Score",))
    return table_or(table, "No risk or issue was on the register by this day.")


def _risk(source: Source, row: RiskOnRecord) -> tuple[str, ...]:
    risk, last = row.risk, row.last
    closed = risk.closed_on if not row.open else None
    return (
        str(risk.number),
        f"{RISK_NAMES[RiskKind(risk.kind)]}: {risk.words}",
        _score(last),
        str(row.score) if row.score else UNKNOWN,
        lines(last.owner_role, last.mitigation, f"({last.by}, {long_date(last.on)})")
        if last
        else UNKNOWN,
        ", ".join(action.number for action in row.actions) or "None named",
        lines(
            f"{row.band.capitalize()}, {row.moved}" if row.open else "Closed",
            f"Opened {long_date(risk.opened_on)} by {risk.opened_by}",
            f"Closed {long_date(closed)} by {risk.closed_by}: {risk.closed_why}" if closed else "",
        ),
    )


def _score(last: RiskScore | None) -> str:
    if last is None:
        return UNKNOWN
    likely = f"{LIKELIHOOD[last.likelihood]} ({last.likelihood})"
    return lines(f"Likelihood: {likely}", f"Impact: {IMPACT[last.impact]} ({last.impact})")


def dependencies(source: Source) -> Block:
    """Return which groups wait for which, for what and until when."""
    rows: Rows = tuple(
        (
            f"{each.dependency.waits.number} {each.dependency.waits.name}",
            f"{each.dependency.on_group.number} {each.dependency.on_group.name}",
            lines(
                each.dependency.words,
                f"Holds up action {each.dependency.action.number}"
                if each.dependency.action
                else "",
            ),
            long_date(each.dependency.needed_by),
            lines(
                f"Asked {long_date(each.dependency.on)} by {each.dependency.by}",
                f"Settled {long_date(each.dependency.settled_on)} by "
                f"{each.dependency.settled_by}: {each.dependency.settled_words}"
                if each.settled
                else "Overdue"
                if each.overdue
                else "Open",
            ),
        )
        for each in source.dependencies
    )
    headings = ("Group that waits", "For group", "For what", "Needed by", "State")
    about = "Who waits for whom, what for and until when."
    table = PrintedTable("Groups that wait", about, headings, rows)
    return table_or(table, "No group was waiting for another by this day.")
