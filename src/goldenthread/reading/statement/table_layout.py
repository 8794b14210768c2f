"""The layout of a table or sheet: headings, rows that run across it, and records under them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from goldenthread.reading.facts import Cell, Grid
from goldenthread.reading.statement.table_headings import (
    Column,
    Role,
    anchor,
    distinct,
    header_columns,
    is_number_like,
    role_of,
    with_second_row,
)

_ABSENT = {"", "not stated", "[x]", "-", "–", "—", "n/a", "n / a", "not known"}
GROUP_WORDS = (
    r"working group|work[ -]?stream|wg|sub-?group|(?:delivery|task|steering|project|improvement) "
    r"(?:group|board)|task (?:and|&) finish group|programme(?: board| group)?|board|project|"
    r"work ?package|pillar|priority group|(?:theme |themed )?(?:lead )?group|group"
)
_LABEL = re.compile(
    rf"^(?:(?:area for )?priority(?: action| area)?|{GROUP_WORDS}|theme|objective|strand|outcome|"
    r"aim|goal|(?:area of )?(?:significant )?weakness|area for (?:priority action|improvement))"
    r"\s*(?:\d|(?-i:[IVX]+|[A-H])(?:\s*[:.–—-]|\s+[A-Z])|"
    r"(?:one|two|three|four|five|six|seven|eight)\b(?:\s*[:.–—-]|\s+(?-i:[A-Z])|$))",
    re.IGNORECASE,
)
LABEL_ALONE = re.compile(
    rf"(?:{GROUP_WORDS}|strand|theme|priority)\s*(?:\d+|[IVX]+|[A-H]|one|two|three|four|five|six)"
    r"\s*[:.–—-]?",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:grand |sub-?)?totals?\b", re.IGNORECASE)
_SUBJECTS = (Role.ACTION, Role.MEASURE, Role.SUCCESS, Role.TERM, Role.GROUP, Role.THEME,
             Role.PRIORITY, Role.DUE, Role.UPDATE, Role.LINKS, Role.ITEM)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a record: its words tidied, its column, and if it spans other records too."""

    cell: Cell
    text: str
    column: Column
    shared: bool = False


@dataclass(slots=True)
class Record:
    """One thing that a table lists, from one or more rows: its cells and the section it is in."""

    columns: tuple[Column, ...]
    fields: list[Field] = field(default_factory=list)
    hidden: bool = False
    loose_rows: int = 0

    def of(self, role: Role) -> list[Field]:
        """Return the fields that hold words under a heading of this meaning."""
        return [part for part in self.fields if part.column.role is role and part.text]


@dataclass(frozen=True, slots=True)
class Banner:
    """Words outside the columns: a row that runs across the table, or one above its headings."""

    cells: tuple[Cell, ...]
    columns: tuple[Column, ...] = ()
    hidden: bool = False

    @property
    def above_headings(self) -> bool:
        """Whether no row of headings has come yet."""
        return not self.columns

    @property
    def among_measures(self) -> bool:
        """Whether it stands in a table of measures rather than of actions."""
        roles = {column.role for column in self.columns}
        return Role.ACTION not in roles and bool(roles & {Role.MEASURE, Role.SUCCESS})

    @property
    def text(self) -> str:
        """The words of the row, cells joined by a space."""
        return " ".join(" ".join(cell.text.split()) for cell in self.cells)


def is_label(text: str) -> bool:
    """Say whether words begin as the name of a theme, priority or group does: "Theme 2"."""
    return bool(_LABEL.match(text.strip()))


def tidy(text: str) -> str:
    """Return a cell's words with blanks squeezed, line by line; "" for marks of nothing stated."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    words = "\n".join(line for line in lines if line)
    return "" if words.lower() in _ABSENT else words


def lay_out(grid: Grid) -> list[Banner | Record]:
    """Return the rows of a grid as banners and records, in order."""
    found: list[Banner | Record] = []
    columns: tuple[Column, ...] = ()
    depth = 0
    skip = -1
    headings_of = {at: named for at, row in enumerate(grid.rows) if (named := header_columns(row))}
    fuller = any(len(named) > 1 for named in headings_of.values())
    for at, row in enumerate(grid.rows):
        if at == skip or not (any(cell.text.strip() or cell.comment for cell in row)):
            continue
        lists_sheets = any(column.role is Role.SHEET for column in columns)
        headings = None if lists_sheets else headings_of.get(at)
        if headings and (len(headings) > 1 or not fuller):
            under = grid.rows[at + 1] if at + 1 < len(grid.rows) else ()
            if both := with_second_row(headings, row, under):
                headings, skip = both, at + 1
            columns = _with_number_column(headings, grid, max(at, skip))
            depth = _depth(grid, columns)
        elif columns and not _is_banner(row, columns, depth):
            _take_row(grid, at, columns, found)
        else:
            cells = tuple(cell for _, cell in distinct(row))
            if cells:
                found.append(Banner(cells, columns, _is_hidden(row)))
    return found if columns else _vertical_form(grid) or found


def _is_hidden(row: Sequence[Cell]) -> bool:
    return all(cell.hidden for cell in row)


def _with_number_column(headings: list[Column], grid: Grid, at: int) -> tuple[Column, ...]:
    """Add the column of numbers that often stands under no heading at all."""
    roles = {column.role for column in headings}
    taken = {column.index for column in headings}
    if Role.NUMBER in roles or Role.ACTION not in roles:
        return tuple(headings)
    for index in range(min(taken)):
        words = [row[index].text.strip() for row in grid.rows[at + 1 :] if row[index].text.strip()]
        numbers = [word for word in words if is_number_like(word)]
        if numbers and 2 * len(numbers) >= len(words):
            return (Column(index, Role.NUMBER, ""), *headings)
    return tuple(headings)


def _index(columns: Sequence[Column], role: Role) -> int | None:
    return next((column.index for column in columns if column.role is role), None)


def _subject(columns: Sequence[Column]) -> int:
    """Return the column whose words a record of this section is about, the first for want of it."""
    indexes = (_index(columns, role) for role in _SUBJECTS)
    return next((index for index in indexes if index is not None), columns[0].index)


def _depth(grid: Grid, columns: Sequence[Column]) -> int:
    """Return how many dots the numbers of the table mostly have."""
    index = _index(columns, Role.NUMBER)
    if index is None:
        return 0
    dots = Counter(
        row[index].text.strip().rstrip(".").count(".")
        for row in grid.rows
        if is_number_like(row[index].text) and row[index].text.strip()
    )
    return max(dots, key=lambda count: (dots[count], count)) if dots else 0


def _is_banner(row: Sequence[Cell], columns: Sequence[Column], depth: int) -> bool:
    cells = distinct(row)
    if not cells or len(cells) > 2:
        return False
    first, second = cells[0][1], cells[-1][1]
    spans = Counter(anchor(cell) for cell in row)
    number, subject = _index(columns, Role.NUMBER), _subject(columns)
    if len(cells) == 2 and len(columns) == 2:
        return False
    if _TOTAL.match(first.text.strip()):
        return True
    if len(cells) == 1:
        at = cells[0][0]
        outside = at not in {column.index for column in columns}
        word_for_number = at == number and not is_number_like(first.text)
        lone_label = bool(_LABEL.match(first.text.strip())) and at in (number, subject, 0)
        before = at == 0 and subject != 0 and at != number
        return spans[anchor(first)] > 1 or outside or word_for_number or lone_label or before
    labelled = _LABEL.match(first.text.strip()) or first.text.strip().lower() == "theme"
    if labelled and cells[0][0] in (number, 0):
        return True
    if cells[0][0] != number or cells[1][0] != subject or not is_number_like(first.text):
        return False
    return spans[anchor(second)] > 1 or first.text.strip().rstrip(".").count(".") < depth


def _take_row(
    grid: Grid, at: int, columns: tuple[Column, ...], found: list[Banner | Record]
) -> None:
    """Add the row as a new record, or to the record that it carries on."""
    row = grid.rows[at]
    last = found[-1] if found and isinstance(found[-1], Record) else None
    carries_on = last is not None and last.columns == columns and _carries_on(row, columns, last)
    record = last if carries_on and last else Record(columns, hidden=_is_hidden(row))
    if not carries_on:
        found.append(record)
    held = {anchor(part.cell): place for place, part in enumerate(record.fields)}
    if carries_on and not any(anchor(cell) in held for cell in row if cell.text.strip()):
        record.loose_rows += 1
    for column in columns:
        cell = row[column.index]
        if anchor(cell) not in held:
            above = grid.rows[at - 1][column.index] if at else None
            taken = bool(above and above.text.strip() and anchor(above) == anchor(cell))
            record.fields.append(Field(cell, tidy(cell.text), column, taken))
    _mark_spans_begun(grid, at, record)


def _mark_spans_begun(grid: Grid, at: int, record: Record) -> None:
    """Mark what runs on into a row below that begins another record."""
    if at + 1 >= len(grid.rows):
        return
    below = grid.rows[at + 1]
    carried = _carries_on(below, record.columns, record)
    for place, part in enumerate(record.fields):
        runs_on = anchor(below[part.column.index]) == anchor(part.cell)
        if part.text and runs_on and not carried:
            record.fields[place] = replace(part, shared=True)


def _carries_on(row: Sequence[Cell], columns: Sequence[Column], record: Record) -> bool:
    """Say whether a row belongs to the record above: same number, or none and no subject."""
    held = {anchor(part.cell) for part in record.fields if part.text}
    keys = [row[index] for index in (_index(columns, Role.NUMBER), _subject(columns))
            if index is not None]  # fmt: skip
    with_words = [cell for cell in keys if cell.text.strip()]
    return not with_words or anchor(with_words[0]) in held


def _vertical_form(grid: Grid) -> list[Banner | Record]:
    """Read a form whose labels stand down the first column: a record begins at each action."""
    found: list[Banner | Record] = []
    record: Record | None = None
    for row in grid.rows:
        cells = distinct(row)
        role = role_of(cells[0][1].text) if len(cells) == 2 else None
        if role is None or _LABEL.match(cells[0][1].text):
            if cells:
                found.append(Banner(tuple(cell for _, cell in cells), (), _is_hidden(row)))
                record = None
            continue
        begins = role in (Role.NUMBER, Role.ACTION) and (record is None or record.of(role))
        if record is None or begins:
            record = Record(())
            found.append(record)
        label, value = cells[0][1], cells[1][1]
        record.fields.append(Field(value, tidy(value.text), Column(1, role, label.text.strip())))
        record.hidden = _is_hidden(row)
    records = [item for item in found if isinstance(item, Record)]
    return found if any(item.of(Role.ACTION) for item in records) else []
