"""Composing a report: each kind names the parts it is made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from goldenthread.design.jinja import long_date
from goldenthread.improvement.rules import RAG_NAMES, Rag
from goldenthread.writing.report import Facts, Paragraph, PrintedReport, Section

from ..models import Commentary, Report
from ..rules import KINDS, Kind
from . import accelerated, board, families, packs, scrutiny, statement
from .source import Source

Composer = Callable[[Source], Sequence[Section]]
COMPOSERS: dict[Kind, Composer] = {
    Kind.GROUP_HIGHLIGHT: board.highlight,
    Kind.BOARD_COMPOSITE: board.composite,
    Kind.HEALTH_AND_WELLBEING: scrutiny.health_and_wellbeing,
    Kind.SCRUTINY: scrutiny.scrutiny,
    Kind.MONITORING_PACK: packs.monitoring_pack,
    Kind.VISIT_PACK: packs.visit_pack,
    Kind.ACCELERATED_PLAN: accelerated.accelerated_plan,
    Kind.STATEMENT: statement.statement,
    Kind.NEWSLETTER: families.newsletter,
    Kind.EASY_READ: families.easy_read,
    Kind.ACTION_AND_CHALLENGE_LOG: scrutiny.log,
    Kind.ANNUAL: families.annual,
}
# Kinds that tell how things stand and nothing of what changed since a day.
_NOT_OF_CHANGE = (
    Kind.VISIT_PACK,
    Kind.ACCELERATED_PLAN,
    Kind.STATEMENT,
    Kind.ACTION_AND_CHALLENGE_LOG,
)
EXERCISE = (
    "This is an exercise: every update, verdict and meeting in it is made up. The programme "
    "itself is real."
)


def compose(report: Report, commentary: Mapping[str, Commentary]) -> PrintedReport:
    """Return a report as the record stood on its day, with the authors' words in their places."""
    source = Source(report)
    kind = Kind(report.kind)
    sections = [_with_words(each, commentary) for each in COMPOSERS[kind](source)]
    return PrintedReport(
        title=report.title,
        about=_about(report),
        sections=(*sections, *_colours(source, sections)),
        notices=(EXERCISE,) if report.area.exercise else (),
        easy=kind == Kind.EASY_READ,
    )


def _about(report: Report) -> tuple[tuple[str, str], ...]:
    if report.kind == Kind.EASY_READ:
        return ()
    rows = [
        ("Local area", report.area.name),
        ("Report", KINDS[Kind(report.kind)].name),
        ("As it stood on", long_date(report.as_at)),
    ]
    if report.since and report.kind not in _NOT_OF_CHANGE:
        rows.append(("What changed since", long_date(report.since)))
    if report.group:
        rows.append(("Working group", report.group.name))
    if report.body:
        rows.append(("For", report.body.name))
    rows.append(("Drawn up by", report.made_by))
    return tuple(rows)


def _with_words(section: Section, commentary: Mapping[str, Commentary]) -> Section:
    """Return a section with its author's words first, where there are any."""
    row = commentary.get(section.anchor) if section.anchor else None
    if row is None or not row.words:
        return section
    said = f"{row.words}\n({row.by}, true on {long_date(row.as_at)})"
    return replace(section, blocks=(Paragraph(said), *section.blocks))


def _colours(source: Source, sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return what the colours mean, where a table of the report has any."""
    names = set(RAG_NAMES.values())
    shown = any(
        names & {cell.split("\n")[0] for cell in row}
        for section in sections
        for block in section.blocks
        for row in getattr(block, "rows", ())
    )
    if not shown:
        return ()
    rows = tuple((RAG_NAMES[rag], source.colours[rag]) for rag in Rag)
    return (Section("What the colours mean", (Facts(rows),), 1, "colours"),)
