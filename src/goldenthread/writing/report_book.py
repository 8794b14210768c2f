"""A report as a workbook: what it is, what is where, its words, and its tables, one to a sheet.

Follows the government guidance on releasing statistics in spreadsheets: a cover sheet, a table of
contents, notes, one table to a sheet without merged cells, and numbers as numbers.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

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
from goldenthread.writing.tabulated import NOT_STATED, PrintedTable, words_of
from goldenthread.writing.workbook import ods_bytes, xlsx_bytes

_LONGEST_NAME = 31  # Excel's own limit of a sheet's name, in characters.
# What the guidance asks to be explained: words that stand where there is nothing to print.
NOTE_ON_GAPS = (
    f"No cell is empty. “{NOT_STATED}” stands where the record holds nothing, and “We do not know” "
    "where nobody has said; neither means nought. A figure is a count as of the day above."
)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def _cover(report: PrintedReport) -> PrintedTable:
    rows = (("Title", words_of(report.title)), *report.about)
    rows += tuple(("Note", words_of(notice)) for notice in report.notices)
    rows += (("How to read it", NOTE_ON_GAPS),)
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
            yield f"Table: {block.name}. {block.about}"


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
        named.append(replace(table, name=name))
    return named


def _gathered(report: PrintedReport) -> list[PrintedTable]:
    """Return the tables, those with the same headings under one first heading laid in one.

    What was a table of its own is then a part, named in the first column, so that the rows can be
    sorted and counted together.
    """
    found: dict[tuple[str, ...], list[PrintedTable]] = {}
    part = ""
    for number, section in enumerate(report.sections):
        part = f"{number}\n{section.heading}" if section.level == 1 else part
        for table in section.blocks:
            if isinstance(table, PrintedTable):
                found.setdefault((part, *table.headings), []).append(table)
    return [
        tables[0] if len(tables) == 1 else _in_one(of[0].split("\n", 1)[1], tables)
        for of, tables in found.items()
    ]


def _in_one(name: str, tables: list[PrintedTable]) -> PrintedTable:
    rows = tuple((table.name, *row) for table in tables for row in table.rows)
    about = f"Every row of {len(tables)} tables of the report, the part it stands in first."
    return PrintedTable(name, about, ("Part", *tables[0].headings), rows, tables[0].counted)


def _contents(tables: Iterable[PrintedTable]) -> PrintedTable:
    rows = tuple((table.name, table.about) for table in tables)
    return PrintedTable(
        "Contents", "The sheets of this workbook.", ("Sheet", "What it holds"), rows
    )


def _sheets(report: PrintedReport) -> list[PrintedTable]:
    cover, contents = _cover(report), _contents(())
    named = _named_apart((cover, contents, _text(report), *_gathered(report)))
    return [named[0], replace(_contents(named[2:]), name=named[1].name), *named[2:]]


def report_xlsx(report: PrintedReport) -> bytes:
    """Return the report as XLSX; UserError when a text is longer than a cell holds."""
    return xlsx_bytes(report.title, _sheets(report))


def report_ods(report: PrintedReport) -> bytes:
    """Return the report as ODS; UserError when a text is longer than a cell holds."""
    return ods_bytes(report.title, _sheets(report))
