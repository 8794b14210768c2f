"""A report as HTML: the fragment that a page shows and the one file that opens anywhere."""

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from math import ceil

from goldenthread.writing.report import (
    INDEX,
    MOST_COLUMNS_UPRIGHT,
    Block,
    Bullets,
    EasyLine,
    Facts,
    Notice,
    Paragraph,
    PrintedReport,
    Reference,
    Section,
    anchor_of,
    contents_of,
    first_page_of,
)
from goldenthread.writing.tabulated import PrintedTable, words_of

_FOLDER = files("goldenthread.writing")
# A fortieth of an upright page holds about 2.2 letters beside each other, in bold, of a wide one
# 3.2; the room at both sides of a cell is that of two letters.
_STEPS, _LETTERS_UPRIGHT, _LETTERS_WIDE, _LONGEST_WORD, _SIDES = 40, 2.2, 3.2, 14, 2
# A colour is told by its word; where a table's column has one of these headings, on a screen a
# sign stands before the word, and the paper shows the word in a frame of its own kind.
COLOUR_HEADINGS = frozenset({"Colour", "Reported", "Computed", "Shown"})
_SIGNS = {
    "Red": ("red", "▲"),
    "Amber": ("amber", "◆"),
    "Green": ("green", "●"),
    "Blue": ("blue", "✓"),
    "Not known": ("grey", "?"),
    "Update late": ("late", "◷"),
}


@cache
def picture_svg(name: str) -> str:
    """Return a picture of the easy-to-read set as SVG; KeyError when there is none so named."""
    path = _FOLDER / "pictures" / f"{name}.svg"
    if not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8")


@cache
def _print_style() -> str:
    """Return the style of a file: the colours, which pages have too, and what only a file has."""
    parts = (_FOLDER / "static" / "colours.css", _FOLDER / "report.css")
    return "".join(part.read_text(encoding="utf-8") for part in parts)


def _text(words: str) -> str:
    return escape(words_of(words)).replace("\n", "<br>")


def _cell(heading: str, words: str) -> str:
    """Return the words of a cell, each colour among its lines with its sign."""
    if heading not in COLOUR_HEADINGS:
        return _text(words)
    return "<br>".join(_colour(line) for line in words_of(words).split("\n"))


def _colour(line: str) -> str:
    if line not in _SIGNS:
        return escape(line)
    kind, sign = _SIGNS[line]
    mark = f'<span class="report-sign" aria-hidden="true">{sign}</span> '
    return f'<span class="report-colour report-colour-{kind}">{mark}{escape(line)}</span>'


def _columns(table: PrintedTable) -> str:
    """Return the columns with a class for the width of each, in fortieths of the page."""
    steps = _steps(table)
    return "".join(f'<col class="c{step}">' for step in steps) if len(steps) > 1 else "<col>"


def _steps(table: PrintedTable) -> list[int]:
    """Return the width of each column in fortieths: room for its longest word, then by its words.

    Each fortieth left goes to the column that has most to say for the width it has.
    """
    wide = len(table.headings) > MOST_COLUMNS_UPRIGHT
    room = _LETTERS_WIDE if wide else _LETTERS_UPRIGHT
    columns = _by_column(table)
    steps = [ceil((_longest(*column) + _SIDES) / room) for column in columns]
    said = [sum(map(len, column)) for column in columns]
    while sum(steps) > _STEPS and max(steps) > 1:
        steps[steps.index(max(steps))] -= 1
    while sum(steps) < _STEPS:
        fullest = max(range(len(steps)), key=lambda at: said[at] / steps[at])
        steps[fullest] += 1
    return steps


def _by_column(table: PrintedTable) -> list[tuple[str, ...]]:
    return list(zip(table.headings, *table.rows, strict=True))


def _longest(heading: str, *cells: str) -> int:
    """Return the letters of the longest word of a column, 14 at most; a colour is one word."""
    apart = None if heading not in COLOUR_HEADINGS else "\n"
    words = [*heading.split(), *(word for cell in cells for word in cell.split(apart))]
    return min(_LONGEST_WORD, max((len(word) for word in words), default=1))


def _table(table: PrintedTable, under: str = "") -> str:
    """Return a table with its name and what it is about; a name the heading above says is left."""
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.headings)
    rows = "".join(
        f'<tr><th scope="row">{_text(row[0])}</th>'
        + "".join(
            f"<td>{_cell(heading, cell)}</td>"
            for heading, cell in zip(table.headings[1:], row[1:], strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    about = f'<span class="report-about">{_text(table.about)}</span>' if table.about else ""
    name = "" if about and table.name == under else f"{_text(table.name)} "
    return (
        f'<div class="report-table" tabindex="0" role="group" aria-label="{_text(table.name)}">'
        f"<table><caption>{name}{about}</caption>"
        f"<colgroup>{_columns(table)}</colgroup><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _block(block: Block, under: str = "") -> str:
    match block:
        case Paragraph(text):
            return f"<p>{_text(text)}</p>"
        case Notice(text):
            return f'<p class="report-notice"><strong>Note:</strong> {_text(text)}</p>'
        case Bullets(items):
            return "<ul>" + "".join(f"<li>{_text(item)}</li>" for item in items) + "</ul>"
        case Facts(rows):
            return "<dl>" + "".join(_fact(label, value) for label, value in rows) + "</dl>"
        case EasyLine(text, picture):
            return f'<div class="report-easy">{picture_svg(picture)}<p>{_text(text)}</p></div>'
        case Reference(text, anchor):
            link = f'<a href="#{escape(anchor)}">{_text(text)}</a>'
            return f'<p class="report-reference">{link}</p>'
        case PrintedTable():
            return _table(block, under)


def _fact(label: str, value: str) -> str:
    return f"<div><dt>{_text(label)}</dt><dd>{_text(value)}</dd></div>"


def _blocks(blocks: Iterable[Block], under: str) -> Iterator[str]:
    """Yield the blocks under a heading in order, links that follow each other as one part."""
    for links, part in groupby(blocks, lambda block: isinstance(block, Reference)):
        words = "".join(_block(block, under) for block in part)
        yield f'<div class="report-references">{words}</div>' if links else words


def _section(section: Section, anchor: str) -> str:
    level = min(section.level + 1, 6)
    blocks = "".join(_blocks(section.blocks, section.heading))
    page = ' class="report-new-page"' if section.new_page else ""
    heading = f'<h{level} id="{escape(anchor)}"{page}>{_text(section.heading)}</h{level}>'
    if any(isinstance(block, EasyLine) for block in section.blocks):
        return f'<section class="report-together">{heading}{blocks}</section>'
    return f"{heading}{blocks}"


def _contents(report: PrintedReport) -> str:
    rows = contents_of(report)
    own = any(section.anchor == INDEX for section in report.sections)
    if not rows or report.easy or own:
        return ""
    links = "".join(
        f'<li><a href="#{escape(anchor)}">{_text(words)}</a></li>' for anchor, words in rows
    )
    page = ' class="report-new-page"' if first_page_of(report) else ""
    return f'<nav aria-label="Contents"{page}><h2>Contents</h2><ol>{links}</ol></nav>'


def report_body(report: PrintedReport) -> str:
    """Return what stands on the page: title, notices, what it is, contents and sections.

    Where a first page is set apart, the contents come after it.
    """
    about = "<dl>" + "".join(_fact(label, value) for label, value in report.about) + "</dl>"
    notices = "".join(_block(Notice(text)) for text in report.notices)
    sections = [
        _section(section, anchor_of(report, number))
        for number, section in enumerate(report.sections)
    ]
    first = first_page_of(report)
    head = f"<h1>{_text(report.title)}</h1>{notices}{about if report.about else ''}"
    head += "".join(sections[:first])
    if first:
        head = f'<div class="report-first">{head}</div>'
    kind = (" report-easy-read" if report.easy else "") + (" report-wide" if report.wide else "")
    rest = "".join(sections[first:])
    return f'<article class="report{kind}">{head}{_contents(report)}{rest}</article>'


def report_html(report: PrintedReport) -> str:
    """Return the report as one HTML file that opens without signing in and loads nothing."""
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(report.title)}</title><style>{_print_style()}</style></head>"
        f"<body><main>{report_body(report)}</main></body></html>"
    )
