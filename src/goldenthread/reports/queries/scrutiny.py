"""Reports for scrutiny and for the health and wellbeing board: counts, trend, what is open."""

from collections.abc import Sequence

from goldenthread.design.jinja import count_of, long_date
from goldenthread.governance.models import ChallengeStep
from goldenthread.governance.queries import ChallengeStanding, TrackedDecision
from goldenthread.governance.rules.states import STEP_NAMES, StepKind
from goldenthread.improvement.queries import gap_point, quarter_ends
from goldenthread.improvement.rules import Delivery, DifferenceState, Rag
from goldenthread.writing.report import Bullets, Facts, Notice, Paragraph, Section
from goldenthread.writing.tabulated import PrintedTable

from . import registers
from .board import asked_of_board, counts, decisions_asked, gap_table, short_counts
from .changed import since_last_time
from .lines import Line, lines_of, stalled_of
from .packs import NOTHING_REQUIRED, concluded_words
from .source import Source
from .words import UNKNOWN, lines, times

QUARTERS = 8


def scrutiny(source: Source) -> Sequence[Section]:
    """Return the scrutiny report: counts, how they moved, what changed, what is still open."""
    return [
        Section("Counts", (Facts(counts(source)),), 1, "counts"),
        Section("How it moved, quarter by quarter", (trend(source),), 1, "trend"),
        *since_last_time(source),
        _dates_moved(source),
        Section("Reported better than the record shows", (gap_table(source),), 1, "gap"),
        Section("What was required", weaknesses(source), 1, "required"),
        Section("Challenges still open", (open_challenges(source),), 1, "challenges"),
        Section("Decisions that never came back", _never_back(source), 1, "decisions"),
        Section("The forum’s own marks", (registers.marks(source, source.actions),), 1, "marks"),
        Section("Risks and issues", (registers.risks(source),), 1, "risks"),
        Section("Costs and funding", (registers.costs(source, source.actions),), 1, "costs"),
    ]


def health_and_wellbeing(source: Source) -> Sequence[Section]:
    """Return the update for the health and wellbeing board: where each weakness stands."""
    found = stalled_of(source.improvement_plan, source.on, lines_of(source))
    stalled = tuple(f"{each.line.heading}: {' '.join(each.reasons)}" for each in found)
    high = [row for row in source.risks if row.open and row.band == "high"]
    risks = tuple(f"Risk {row.risk.number} ({row.moved}): {row.risk.words}" for row in high)
    return [
        Section("In short", (Facts(short_counts(source)),), 1, "short"),
        *decisions_asked(source),
        Section("Where each weakness stands", weaknesses(source), 1, "required"),
        Section(
            "What has stalled, and why",
            (Bullets(stalled) if stalled else Paragraph("Nothing on record has stalled."),),
            1,
            "stalled",
        ),
        *since_last_time(source, brief=True),
        _dates_moved(source),
        Section(
            "High risks",
            (Bullets(risks) if risks else Paragraph("No open risk is scored high."),),
            1,
            "risks",
        ),
        Section("The forum’s own marks", (registers.marks(source, source.actions),), 1, "marks"),
    ]


def _dates_moved(source: Source) -> Section:
    """Return every date that was ever moved by the day: the old one, why and who agreed."""
    return Section("Every date moved", (registers.redatings(source, source.actions),), 1, "dates")


def trend(source: Source) -> PrintedTable:
    """Return the counts at the end of each quarter before the day, and on the day.

    It begins where the record does: no quarter that ended before the plan or any word of it.
    """
    counted = (
        "Reported good",
        "Computed good",
        "Gap",
        "Computed red",
        "Update late",
        "Reported done",
        "Difference agreed",
        "Not known",
    )
    rows = []
    ends = [day for day in quarter_ends(source.on, QUARTERS) if day >= source.begun]
    for day in [*ends, source.on]:
        standings = source.standings_at(day)
        point = gap_point(day, standings)
        agreed = sum(row.difference_state is DifferenceState.AGREED for row in standings)
        numbers = (
            point.reported,
            point.computed,
            point.gap,
            sum(row.computed_rag is Rag.RED for row in standings),
            sum(row.late for row in standings),
            sum(row.delivery is Delivery.DONE for row in standings),
            agreed,
            len(standings) - point.known,
        )
        rows.append((long_date(day), *map(str, numbers)))
    about = (
        f"Of {count_of(len(source.actions), 'action')}, at the end of each quarter. Reported good "
        "is green or blue by the lead; computed good is what the record bears out."
    )
    if len(ends) < QUARTERS:
        about += f" The record begins on {long_date(source.begun)}."
    return PrintedTable("Trend", about, ("On", *counted), tuple(rows), counted)


def weaknesses(source: Source) -> tuple[PrintedTable | Paragraph, ...]:
    """Return where each thing required stands, in the inspectors' order."""
    found = lines_of(source)
    if not found:
        return (Paragraph(NOTHING_REQUIRED),)
    counted = ("Actions", "Red", "Done", "Difference agreed")
    headings = ("What was required", *counted, "Measured", "Contradictions", "Judged")
    about = "Done is not made a difference: both are counted, and a judgement is never predicted."
    rows = tuple(_weakness(source, line) for line in found)
    return (PrintedTable("What was required", about, headings, rows, counted),)


def _weakness(source: Source, line: Line) -> tuple[str, ...]:
    rows = [source.standings[action.pk] for action in line.actions]
    return (
        line.heading,
        str(len(rows)),
        str(sum(row.computed_rag is Rag.RED for row in rows)),
        str(sum(row.delivery is Delivery.DONE for row in rows)),
        str(sum(row.difference_state is DifferenceState.AGREED for row in rows)),
        line.measure.words if line.measure else UNKNOWN,
        lines(*line.contradictions) or "None found",
        concluded_words(line),
    )


def open_challenges(source: Source) -> PrintedTable | Paragraph | Notice:
    """Return the challenges that are open, the oldest first, with their age in days."""
    oldest = sorted(source.open_challenges, key=lambda each: (each.challenge.on, each.challenge.pk))
    rows = tuple(_challenge(source, each) for each in oldest)
    headings = ("Number", "Challenge", "To", "State", "Days open")
    about = "A challenge is closed only by who asked it; the oldest stands first."
    if not rows:
        return Paragraph("No challenge was open on this day.")
    return PrintedTable("Open challenges", about, headings, rows, ("Days open",))


def _challenge(source: Source, each: ChallengeStanding) -> tuple[str, ...]:
    asked = each.challenge
    late = f"An answer was due by {long_date(asked.answer_by)}" if each.late(source.on) else ""
    return (
        str(asked.number),
        lines(asked.words, f"(asked by {asked.raised_by}, {long_date(asked.on)})"),
        each.to or "Nobody named",
        lines(each.where.words, late),
        str((source.on - asked.on).days),
    )


def _never_back(source: Source) -> tuple[PrintedTable | Paragraph, ...]:
    rows = tuple(
        (
            long_date(each.decision.on),
            each.decision.meeting.body.name,
            f"{each.decision.verb} {each.decision.words}",
            each.never_came_back or "",
        )
        for each in source.decisions
        if each.never_came_back and not each.exempt
    )
    if not rows:
        return (Paragraph("Every decision that was to come back has done so in its time."),)
    about = "Decisions that were to come back to a meeting and did not."
    headings = ("Date", "Body", "Decision", "What is missed")
    return (PrintedTable("Never came back", about, headings, rows),)


def log(source: Source) -> Sequence[Section]:
    """Return the log of decisions and challenges, each with its whole history by the day."""
    return [
        Section("Decisions", (_decisions(source),), 1, "decisions"),
        Section("Challenges", (_challenges(source),), 1, "challenges"),
        Section("History of each challenge", (_steps(source),), 1, "history"),
        Section("Asked of the board", _asked(source), 1, "asked"),
    ]


def _asked(source: Source) -> tuple[Bullets | Paragraph, ...]:
    rows = tuple(asked_of_board(source))
    return (Bullets(rows) if rows else Paragraph("Nothing is due for a decision."),)


def _decisions(source: Source) -> PrintedTable | Paragraph:
    rows = tuple(_decision(each) for each in source.decisions)
    if not rows:
        return Paragraph("No decision that was to come back was on record by this day.")
    headings = ("Decided", "Body", "Decision", "Owner", "Due back", "State")
    about = "Every decision that leaves something to be done, back or not."
    return PrintedTable("Decisions", about, headings, rows)


def _decision(each: TrackedDecision) -> tuple[str, ...]:
    """Return a decision as a row; of an exempt one nothing that was said in private."""
    decision = each.decision
    moved = f"Given another date {times(each.redated)}" if each.redated else ""
    back = f"Came back {long_date(each.back_on)}" if each.back_on else ""
    private = "Exempt: what was decided in private is not printed"
    return (
        f"{long_date(decision.on)}, {decision.number}",
        decision.meeting.body.name,
        private if each.exempt else f"{decision.verb} {decision.words}",
        lines(decision.owner_role, decision.to_body.name if decision.to_body else "")
        or "Nobody named",
        lines(long_date(each.due_on), moved),
        lines(back, "" if each.exempt else decision.back_words)
        if back
        else each.never_came_back or "Not due back yet",
    )


def _challenges(source: Source) -> PrintedTable | Paragraph:
    rows = tuple(_challenge(source, each) for each in source.challenges)
    if not rows:
        return Paragraph("No challenge was asked by this day.")
    headings = ("Number", "Challenge", "To", "State", "Days since asked")
    about = "Every challenge asked by the day, newest first, closed ones too."
    return PrintedTable("Challenges", about, headings, rows, ("Days since asked",))


def _steps(source: Source) -> PrintedTable | Paragraph:
    rows = tuple(
        _step(str(each.challenge.number), step)
        for each in reversed(source.challenges)
        for step in each.steps
    )
    if not rows:
        return Paragraph("No challenge was asked by this day.")
    headings = ("Challenge", "On", "Step", "With", "Words", "By")
    about = "Each step of each challenge in order: asked, answered, moved, changed, closed."
    return PrintedTable("Steps", about, headings, rows)


def _step(number: str, step: ChallengeStep) -> tuple[str, ...]:
    there = lines(step.body.name if step.body else "", step.to_role)
    at = step.meeting.body.name if step.meeting else ""
    return (
        number,
        lines(long_date(step.on), f"At a meeting of {at}" if at else ""),
        STEP_NAMES[StepKind(step.kind)],
        there or "As before",
        step.words,
        step.by,
    )
