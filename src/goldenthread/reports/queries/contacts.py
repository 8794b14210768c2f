"""What passed between an area and those who monitor it: record, advice and what became of it."""

from goldenthread.design.jinja import long_date
from goldenthread.inspections.models import Contact
from goldenthread.inspections.queries import (
    AdviceStanding,
    events_on,
    record_known,
    repeat_findings,
    standing_notice,
    steps_after,
    timetable_of,
)
from goldenthread.inspections.rules import (
    CONTACT_NAMES,
    STEP_NAMES,
    TAKEN_NAMES,
    ContactKind,
    StepKind,
    Taken,
)
from goldenthread.writing.report import Block, Facts, Paragraph, Section
from goldenthread.writing.tabulated import PrintedTable

from .registers import table_or
from .source import Source
from .words import SIDES, lines


def contacts(source: Source) -> list[Section]:
    """Return all that is on record of monitoring by the day, and what was said twice."""
    heading = "Visits, meetings and reviews"
    sections = [Section(heading, (_events(source),), 1, "contacts", True)]
    for contact in source.contacts:
        kind = CONTACT_NAMES[ContactKind(contact.kind)]
        name = f"{kind}, {long_date(contact.on)}: {contact.title}"
        sections.append(Section(name, _contact(source, contact), 2))
    if not source.contacts:
        words = "No visit, meeting or review is on record by this day."
        sections.append(Section("None on record", (Paragraph(words),), 2))
    return [*sections, *_notice(source), *_steps(source), *_repeats(source)]


def _events(source: Source) -> Block:
    inspection = source.inspection
    rows = tuple(
        (long_date(event.on), event.event.replace("_", " ").capitalize(), event.note)
        for event in (events_on(inspection, source.on) if inspection else ())
    )
    about = "What happened to the inspection and its statement, by date."
    table = PrintedTable("Events", about, ("Date", "What happened", "Note"), rows)
    return table_or(table, "Nothing that happened to the statement is on record by this day.")


def _contact(source: Source, contact: Contact) -> tuple[Block, ...]:
    shared = [
        lines(each.words, each.document.title if each.document else "")
        for each in contact.shared.all()
    ]
    known = record_known(contact, source.on)
    record = lines(
        contact.record_words,
        contact.document.title if contact.document else "",
        f"(kept {long_date(contact.record_on)})",
    )
    facts = (
        ("By whom", contact.by_whom or "Not stated"),
        ("What was shared", lines(*shared) or "Nothing is on record as shared"),
        ("Formal record", record if known else "No formal record by this day"),
        *((SIDES[note.side], note.text) for note in contact.notes.all()),
    )
    rows = tuple(_advice(each) for each in source.advice.get(contact.pk, []))
    about = "What was advised, and what was done with it."
    headings = ("Advice", "About", "What was done with it")
    table = PrintedTable("Advice", about, headings, rows)
    return (Facts(facts), table_or(table, "No advice is on record."))


def _advice(each: AdviceStanding) -> tuple[str, ...]:
    told = [
        lines(
            f"{TAKEN_NAMES[Taken(answer.state)]}: {answer.words}",
            f"({answer.role}, {long_date(answer.on)})",
        )
        for answer in each.answers
    ]
    required = each.advice.required
    about = f"{required.number}. {required.short}" if required else "All that was required"
    given = f"(given {long_date(each.advice.on)})"
    return (lines(each.advice.words, given), about, lines(*told) or "Nobody has said")


def _notice(source: Source) -> list[Section]:
    notice = standing_notice(source.inspection, source.on) if source.inspection else None
    if notice is None:
        return []
    rows = tuple(
        (
            f"{long_date(slot.day)} {slot.starts:%H:%M}" if slot.starts else long_date(slot.day),
            slot.activity,
            slot.who,
            slot.place or "Not stated",
        )
        for slot in timetable_of(notice, source.on)
    )
    days = f"{long_date(notice.starts)} to {long_date(notice.ends)}"
    given = ("Notice given", long_date(notice.given_on))
    facts = Facts((given, ("They come", days), ("In words", notice.words or "Nothing stated")))
    headings = ("When", "What", "Who", "Where")
    table = PrintedTable("Timetable", "Who meets whom, by role.", headings, rows)
    block = table_or(table, "No timetable was agreed by this day.")
    return [Section("Notice of the next visit", (facts, block), 2, "notice")]


def _steps(source: Source) -> list[Section]:
    inspection = source.inspection
    if inspection is None:
        return []
    revisits = [inspection, *inspection.followed_by.all()]
    rows = tuple(
        (
            STEP_NAMES[StepKind(step.kind)],
            step.words,
            long_date(step.due_on),
            f"{step.source}, {long_date(step.on)}",
            lines(f"Done {long_date(step.done_on)}", step.done_words)
            if step.done_on and step.done_on <= source.on
            else "Not done by this day",
        )
        for each in revisits
        for step in steps_after(each, source.on)
    )
    about = "What is expected of the area after a judgement or report, and who says so."
    headings = ("What", "In words", "Due", "Who says so", "State")
    table = PrintedTable("Expected next", about, headings, rows)
    return [Section("What is expected next", (table,), 2, "expected")] if rows else []


def _repeats(source: Source) -> list[Section]:
    """Return the findings that a person confirmed to say again what was said before."""
    rows = tuple(
        (each.later.text, long_date(each.later.on), each.earlier.text, long_date(each.earlier.on))
        for each in repeat_findings(source.area, source.on)
        if each.state == "confirmed"
    )
    about = "A later finding that says again what an earlier one said; confirmed by a person."
    table = PrintedTable("Said again", about, ("Later", "On", "Earlier", "Said on"), rows)
    return [Section("Findings that came back", (table,), 2, "repeats")] if rows else []
