"""A report as it is printed: sections of paragraphs, lists, facts and tables, in plain values.

The same value becomes a web page, a Word document, a tagged PDF and a workbook, and is kept whole
as JSON, so that what was published can be shown again exactly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.writing.tabulated import PrintedTable

SCHEMA = 1
INDEX = "index"  # The anchor of a section that is a report's own list of what it holds.
MOST_COLUMNS_UPRIGHT = 6


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words on their own; line breaks are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Words that must not be overlooked, set apart by a border and by their first word."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what stands at each."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EasyLine:
    """One idea of an easy-to-read page and the picture beside it (a name in PICTURES)."""

    text: str
    picture: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to another section of the same report by its anchor."""

    text: str
    anchor: str


Block = Paragraph | Notice | Bullets | Facts | EasyLine | Reference | PrintedTable
_KINDS: dict[str, type[Block]] = {
    "paragraph": Paragraph,
    "notice": Notice,
    "bullets": Bullets,
    "facts": Facts,
    "easy_line": EasyLine,
    "reference": Reference,
    "table": PrintedTable,
}
_NAMES = {made: name for name, made in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; level 1 is the first below the title.

    `new_page` begins a page where it is printed.
    """

    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1
    anchor: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A report: title, what it is (label, value), what must be seen first, and its sections."""

    title: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notices: tuple[str, ...] = ()
    easy: bool = False

    @property
    def wide(self) -> bool:
        """Say whether a table has more columns than an upright page holds readably."""
        return any(len(table.headings) > MOST_COLUMNS_UPRIGHT for table in self.tables())

    def tables(self) -> Iterator[PrintedTable]:
        """Yield its tables in order."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, PrintedTable):
                    yield block

    @property
    def letters(self) -> int:
        """Return how many letters its tables hold, by which the laying out of pages takes time."""
        return sum(len(cell) for table in self.tables() for row in table.rows for cell in row)

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {
            "schema": SCHEMA,
            "title": self.title,
            "about": [list(row) for row in self.about],
            "notices": list(self.notices),
            "easy": self.easy,
            "sections": [
                {
                    "heading": section.heading,
                    "level": section.level,
                    "anchor": section.anchor,
                    "new_page": section.new_page,
                    "blocks": [
                        {"kind": _NAMES[type(block)], **asdict(block)} for block in section.blocks
                    ],
                }
                for section in self.sections
            ],
        }


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list | tuple) else value


def _block(kept: Mapping[str, Any]) -> Block:
    fields = {key: _tuples(value) for key, value in kept.items() if key != "kind"}
    return _KINDS[kept["kind"]](**fields)


def report_from(kept: Mapping[str, Any]) -> PrintedReport:
    """Return the report kept as JSON; UserError when it was kept in a form not known here."""
    if kept.get("schema") != SCHEMA:
        raise UserError(
            "This report was kept by a newer Golden Thread than this one. Nothing was changed; "
            "update this installation to open it."
        )
    return PrintedReport(
        title=kept["title"],
        about=_tuples(kept["about"]),
        notices=_tuples(kept["notices"]),
        easy=kept["easy"],
        sections=tuple(
            Section(
                heading=section["heading"],
                level=section["level"],
                anchor=section["anchor"],
                new_page=section["new_page"],
                blocks=tuple(_block(block) for block in section["blocks"]),
            )
            for section in kept["sections"]
        ),
    )


def contents_of(report: PrintedReport) -> Sequence[tuple[str, str]]:
    """Return (anchor, heading) of each section of the first level, where there are several."""
    first = [
        (anchor_of(report, number), section.heading)
        for number, section in enumerate(report.sections)
        if section.level == 1
    ]
    return first if len(first) > 1 else []


def anchor_of(report: PrintedReport, number: int) -> str:
    """Return the anchor of a section by its place: its own or one made of the place."""
    return report.sections[number].anchor or f"section-{number + 1}"


def first_page_of(report: PrintedReport) -> int:
    """Return how many sections stand on a first page set apart, 0 where there is no such page."""
    pages = [number for number, section in enumerate(report.sections) if section.new_page]
    return pages[0] if pages else 0
