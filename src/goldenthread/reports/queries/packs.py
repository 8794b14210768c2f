"""Packs for those who monitor: claim, dated evidence, who says otherwise, what is still wrong."""

from collections.abc import Sequence

from goldenthread.design.jinja import count_of, long_date
from goldenthread.governance.queries import ChallengeStanding
from goldenthread.improvement.models import Action
from goldenthread.improvement.rules import (
    DELIVERY_NAMES,
    DIFFERENCE_NAMES,
    DOUBTS,
    GOOD,
    GRADE_NAMES,
    RAG_NAMES,
    Delivery,
    Difference,
    DifferenceState,
    Grade,
    Mark,
)
from goldenthread.inspections.models import Judgement
from goldenthread.inspections.queries import said_on
from goldenthread.writing.report import Block, Bullets, Facts, Notice, Paragraph, Reference, Section
from goldenthread.writing.tabulated import PrintedTable

from . import registers
from .beside import life
from .changed import since_last_time
from .contacts import contacts
from .lines import CALLED, Claim, Line, claims_of, lines_of, still_wrong, without_word
from .source import Source
from .words import (
    SIDES,
    UNKNOWN,
    claim_words,
    difference_words,
    due_words,
    evidence_words,
    leads,
    lines,
    mark_words,
    reason,
    verdict_words,
)

NOTHING_REQUIRED = (
    "No inspection is recorded for this area, so it is not known what inspectors required. Bring "
    "in the letter or report first, under Documents."
)


def visit_pack(source: Source) -> Sequence[Section]:
    """Return the pack for a visit: an index, then a page for each thing required."""
    found = lines_of(source)
    if not found:
        return [Section("What inspectors required", (Paragraph(NOTHING_REQUIRED),))]
    sections = [_index(source, found)]
    for line in found:
        sections += page_of(source, line)
    return [*sections, *_untied(source, found), *contacts(source)]


def monitoring_pack(source: Source) -> Sequence[Section]:
    """Return the pack for monitoring: each thing required, what changed, and every register."""
    found = lines_of(source)
    sections = [_index(source, found)] if found else []
    sections += since_last_time(source, new_page=bool(found))
    for line in found:
        sections += page_of(source, line)
    if not found:
        sections = [Section("What inspectors required", (Paragraph(NOTHING_REQUIRED),))]
    return [
        *sections,
        *_untied(source, found),
        *contacts(source),
        Section("Life of the plan", (life(source),), 1, "life"),
        Section("Risks and issues", (registers.risks(source),), 1, "risks"),
        Section("Groups that wait for each other", (registers.dependencies(source),), 1, "waits"),
        Section("The record in full", (), 1, "record"),
        *registers.registers(source, source.actions),
    ]


def _index(source: Source, found: Sequence[Line]) -> Section:
    rows = tuple(
        (
            line.heading,
            line.delivery.words if line.delivery else UNKNOWN,
            line.measure.words if line.measure else UNKNOWN,
            line.voice.words if line.voice else UNKNOWN,
            count_of(len(line.contradictions) + len(_otherwise(source, line)), "doubt"),
            concluded_words(line),
        )
        for line in found
    )
    about = "Each thing required, where it stands, and how many doubts are on record against it."
    headings = ("What was required", "Delivered", "Measured", "Lived", "Said otherwise", "Judged")
    links = tuple(Reference(f"{line.number}. {line.short}", line.anchor) for line in found)
    table = PrintedTable("Index", about, headings, rows)
    return Section("Index", (table, *links), 1, "index")


def judged_words(judgement: Judgement | None) -> str:
    """Return what inspectors concluded by the day; nothing is ever computed in their place."""
    if judgement is None:
        return "Not judged by this day"
    day = said_on(judgement.inspection)
    return f"{str(judgement).capitalize()} ({long_date(day)})"


def concluded_words(line: Line) -> str:
    """Return what inspectors concluded of one thing required, in the shape of its regime."""
    if line.progress is not None:
        return f"{line.progress} ({long_date(said_on(line.progress.inspection))})"
    if line.noun == "priority_action":
        return "Nothing said by this day"
    return judged_words(line.judgement)


def page_of(source: Source, line: Line) -> list[Section]:
    """Return the page of one thing required: what was found, claimed, doubted and is still wrong.

    It begins a page, and ends where the index can be reached again.
    """
    first = Section(
        f"{CALLED[line.noun]} {line.heading}",
        (Paragraph(line.text), *_strands(line), *_found(line)),
        1,
        line.anchor,
        new_page=True,
    )
    wrong = (*_still_wrong(source, line), Reference("Back to the index", "index"))
    return [
        first,
        Section("What leaders claim, and what it rests on", (_claims(source, line),), 2),
        Section("Who says otherwise", _said_otherwise(source, line), 2),
        Section("What leaders say is still wrong", wrong, 2, f"{line.anchor}-wrong"),
    ]


def _strands(line: Line) -> tuple[Block, ...]:
    rows = [
        ("Delivered", line.delivery.words if line.delivery else UNKNOWN),
        ("Measured", line.measure.words if line.measure else UNKNOWN),
        ("Lived by families", line.voice.words if line.voice else UNKNOWN),
        (
            "Said when inspectors came back" if line.noun == "priority_action" else "Judged",
            concluded_words(line),
        ),
    ]
    if line.progress:
        rows.append(("In the inspectors’ words", line.progress.words))
    if line.responsible:
        rows.append(("Responsible", lines(*line.responsible)))
    if line.judgement:
        rows += [("Strengths inspectors saw", lines(*line.judgement.strengths) or "None stated")]
        rows += [("What they qualified", lines(*line.judgement.caveats) or "Nothing stated")]
    rows += [
        (f"Said on {long_date(note.contact.on)}", f"{SIDES[note.side]}: {note.text}")
        for note in line.monitoring
    ]
    return (Facts(tuple(rows)),)


def _found(line: Line) -> tuple[Block, ...]:
    rows = tuple(
        (
            f"{SIDES[link.finding.side]} ({link.finding.section})",
            link.finding.text,
            "Confirmed" if confirmed else "Proposed",
        )
        for link in line.findings
        for confirmed in [link.state == "confirmed"]
    )
    about = "What the letter says that bears on this; a link is proposed until somebody confirms."
    table = PrintedTable("Findings", about, ("Side", "What inspectors wrote", "Link"), rows)
    return (table,) if rows else ()


def _claims(source: Source, line: Line) -> Block:
    headings = ("Action", "What leaders claim", "Dated evidence, with its grade", "Difference")
    about = "The last update that a chair accepted, and every piece of evidence by its own day."
    rows = tuple(_claim(source, claim) for claim in claims_of(source, line))
    table = PrintedTable("Claims and evidence", about, headings, rows)
    return registers.table_or(table, "Leaders had claimed nothing of it by this day.")


def _claim(source: Source, claim: Claim) -> tuple[str, ...]:
    action = claim.action
    row = source.standings[action.pk]
    pieces = sorted(
        source.evidence.get(action.pk, []), key=lambda e: (e.dated or e.on, e.pk), reverse=True
    )
    verdicts = [v for v in source.past_of(action).verdicts if v.on <= source.on]
    only = f"Nothing but {GRADE_NAMES[Grade.LEADER_WORD].lower()}"
    return (
        lines(action.number, action.text, leads(action), f"Due: {due_words(row)}"),
        claim_words(claim.update),
        lines(*(evidence_words(piece, source.on) for piece in pieces)) or only,
        lines(difference_words(row), verdict_words(verdicts[-1]) if verdicts else ""),
    )


def _otherwise(source: Source, line: Line) -> list[tuple[str, str, str]]:
    """Return who says otherwise: (who, of which action, what), the forum first."""
    found = [
        ("Parent carer forum", action.number, mark_words(mark, source.on))
        for action in line.actions
        for mark in source.marks.get(action.pk, [])
        if Mark(mark.mark) in DOUBTS
    ]
    keys = {action.pk for action in line.actions}
    found += [
        ("Challenge", each.challenge.action.number, challenge_words(source, each))
        for each in source.challenges
        if each.challenge.action and each.challenge.action_id in keys
    ]
    for action in line.actions:
        row = source.standings[action.pk]
        if row.reported_rag in GOOD and row.computed_rag not in GOOD:
            shown = f"Reported {RAG_NAMES[row.reported_rag].lower()}, computed "
            words = f"{shown}{RAG_NAMES[row.computed_rag].lower()}: {row.why}"
            found.append(("The record", action.number, words))
        found += _verdicts_against(source, action)
    return found


def _verdicts_against(source: Source, action: Action) -> list[tuple[str, str, str]]:
    row = source.standings[action.pk]
    against = (Difference.WORSE, Difference.NO_CHANGE, Difference.CANNOT_TELL)
    if row.difference_state is DifferenceState.REOPENED:
        return [("The verdict was opened again", action.number, difference_words(row))]
    if row.difference in against and row.difference_state is DifferenceState.AGREED:
        words = DIFFERENCE_NAMES[row.difference]
        return [("A second person agreed", action.number, f"{words}. {reason(row)}")]
    return []


def challenge_words(source: Source, each: ChallengeStanding) -> str:
    """Return a challenge with how it stands and for how many days it has been open."""
    asked = each.challenge
    age = f", open for {count_of((source.on - asked.on).days, 'day')}" if each.where.open else ""
    return lines(
        f"{asked.words} (asked by {asked.raised_by}, {long_date(asked.on)})",
        f"{each.where.words}{age}",
        f"Answer: {each.where.answer}" if each.where.answer else "",
        f"What changed: {each.where.changed}" if each.where.changed else "",
    )


def _said_otherwise(source: Source, line: Line) -> tuple[Block, ...]:
    rows = tuple(_otherwise(source, line))
    about = "The forum, challenges, verdicts that found no difference, and the record itself."
    headings = ("Who", "Action", "What")
    blocks: list[Block] = []
    if rows:
        blocks.append(PrintedTable("Said otherwise", about, headings, rows))
    if line.contradictions:
        blocks.append(Bullets(tuple(line.contradictions)))
    if not blocks:
        words = "Nobody is on record as saying otherwise. That is not the same as agreement."
        blocks.append(Paragraph(words))
    return tuple(blocks)


def _still_wrong(source: Source, line: Line) -> tuple[Block, ...]:
    rows = tuple(
        (
            claim.action.number,
            claim.action.text,
            DELIVERY_NAMES[Delivery(claim.update.delivery)],
            lines(claim.update.words, f"({claim.update.by_role}, {long_date(claim.update.on)})"),
        )
        for claim in still_wrong(source, line)
    )
    about = "What leaders themselves report at risk, off track, paused or stopped."
    headings = ("Action", "What it is", "Delivery", "In their words")
    table = PrintedTable("Still wrong", about, headings, rows)
    blocks: list[Block] = [
        registers.table_or(table, "Leaders report nothing of it at risk or off track.")
    ]
    keys = {action.pk for action in line.actions}
    open_risks = tuple(
        f"Risk {row.risk.number}, {row.band}: {row.risk.words}"
        for row in source.risks
        if row.open and any(action.pk in keys for action in row.actions)
    )
    if open_risks:
        blocks.append(Bullets(open_risks))
    silent = without_word(source, line)
    if silent:
        numbers = ", ".join(action.number for action in silent)
        blocks.append(Notice(f"Of these actions nothing was ever reported: {numbers}."))
    return tuple(blocks)


def _untied(source: Source, found: Sequence[Line]) -> list[Section]:
    """Return the challenges that are tied to no action of anything required."""
    tied = {action.pk for line in found for action in line.actions}
    rows = tuple(
        (str(each.challenge.number), challenge_words(source, each))
        for each in source.challenges
        if each.challenge.action_id not in tied
    )
    about = "Questions put to the partnership as a whole."
    table = PrintedTable("Other challenges", about, ("Number", "Challenge"), rows)
    return [Section("Other challenges", (table,), 1, "challenges", True)] if rows else []
