"""A report as a workbook: what it is, its words, and each of its tables on a sheet."""

import re
from collections.abc import Iterable, Iterator

from goldenthread.writing.report import (
    Block,
    Bullets,
    EasyLine,
    Facts,
    Notice,
    Paragraph,
    PrintedReport,
    Reference,
)
from goldenthread.writing.tabulated import PrintedTable, words_of
from goldenthread.writing.workbook import ods_bytes, xlsx_bytes

_LONGEST_NAME = 31  # Excel's own limit of a sheet's name, in characters.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def _cover(report: PrintedReport) -> PrintedTable:
    rows = (("Title", words_of(report.title)), *report.about)
    rows += tuple(("Note", words_of(notice)) for notice in report.notices)
    return PrintedTable(
        "Cover", "What this report is and on which day it stood so.", ("About", "Details"), rows
    )


def _words(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text) | EasyLine(text, _) | Reference(text, _):
            yield text
        case Notice(text):
            yield f"Note: {text}"
        case Bullets(items):
            yield from items
        case Facts(rows):
            yield from (f"{label}: {value}" for label, value in rows)
        case PrintedTable():
            yield f"Table: {block.name}"


def _text(report: PrintedReport) -> PrintedTable:
    rows = tuple(
        (words_of(section.heading), words_of(words))
        for section in report.sections
        for block in section.blocks
        for words in _words(block)
    )
    return PrintedTable("Words", "The words of the report in order.", ("Section", "Words"), rows)


def _named_apart(tables: Iterable[PrintedTable]) -> list[PrintedTable]:
    """Return the tables under names that a sheet may have, no two alike."""
    taken: set[str] = set()
    named = []
    for table in tables:
        base = _FORBIDDEN.sub(" ", table.name).strip()[:_LONGEST_NAME] or "Table"
        name, number = base, 2
        while name.lower() in taken:
            ending = f" {number}"
            name, number = base[: _LONGEST_NAME - len(ending)] + ending, number + 1
        taken.add(name.lower())
        named.append(PrintedTable(name, table.about, table.headings, table.rows))
    return named


def _sheets(report: PrintedReport) -> list[PrintedTable]:
    return _named_apart((_cover(report), _text(report), *report.tables()))


def report_xlsx(report: PrintedReport) -> bytes:
    """Return the report as XLSX; UserError when a text is longer than a cell holds."""
    return xlsx_bytes(report.title, _sheets(report))


def report_ods(report: PrintedReport) -> bytes:
    """Return the report as ODS; UserError when a text is longer than a cell holds."""
    return ods_bytes(report.title, _sheets(report))
