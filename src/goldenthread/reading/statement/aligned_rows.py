"""Lines cut into columns gathered into the rows of the table, where no rule was kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from goldenthread.reading.statement.aligned_columns import CutLine
from goldenthread.reading.statement.aligned_pieces import OPEN_END, ems
from goldenthread.reading.statement.table_headings import Role, is_number_like

_LONGEST = 60
_REACH = 12
_CLOSE = 1.0
_FRESH = 3.0
_EACH = 0.2
_WIDEST_GAP = 2
_NEVER = 1e9
_FORBIDDEN = 6.0
_OPENS_NUMBER = re.compile(r"(?:action\s+)?(?:\d+(?:\.\d+)+[a-z]?|[A-Z]\d+|\d+[.)])[.):]?\s", re.I)
_WRITTEN = {Role.ACTION, Role.IMPACT, Role.SUCCESS, Role.MEASURE, Role.UPDATE, Role.EVIDENCE}
_USUALLY = 0.75


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell whose words may not all be its own: why, and what else it could hold."""

    reason: str
    alternatives: tuple[str, ...]


@dataclass(slots=True)
class RowLines:
    """The lines of one row of a table, from `first` to before `end`, and the cells in doubt."""

    first: int
    end: int
    doubts: dict[int, Doubt]


@dataclass(slots=True)
class _Table:
    """Lines of one stretch between banners, and what the costs of rows need."""

    lines: Sequence[CutLine]
    roles: Sequence[Role | None]
    widths: Sequence[float | None]
    number: int | None
    expected: set[int]
    blanks: float
    apart: set[int]
    fresh: list[bool]
    middle: bool = False

    def starts_number(self, at: int) -> bool:
        """Say whether a line bears the number of a row."""
        if self.number is None:
            return False
        words = self.lines[at].cells.get(self.number, "")
        if self.roles[self.number] is Role.NUMBER:
            return is_number_like(words)
        return bool(_OPENS_NUMBER.match(words))


def gather(
    stretches: Sequence[Sequence[CutLine]],
    roles: Sequence[Role | None],
    widths: Sequence[float | None],
    apart: set[int],
) -> list[list[RowLines]]:
    """Return the rows of each stretch of lines between two banners of one table.

    Cells may stand at the top of their rows or in the middle; whichever explains the lines of the
    whole table better is taken. Columns in `apart` run over several rows and are left out.
    """
    tables = _tables(stretches, roles, widths, apart)
    ways: list[tuple[float, list[list[RowLines]]]] = []
    for middle in (False, True):
        cost, found = 0.0, []
        for table in tables:
            table.middle = middle
            paid, rows = _rows(table)
            cost += paid
            found.append(rows)
        ways.append((cost, found))
    return min(ways, key=lambda way: way[0])[1]


def _tables(
    stretches: Sequence[Sequence[CutLine]],
    roles: Sequence[Role | None],
    widths: Sequence[float | None],
    apart: set[int],
) -> list[_Table]:
    number = _number_column(stretches, roles)
    lines = [line for stretch in stretches for line in stretch]
    tables = [_Table(s, roles, widths, number, set(), 0.3, apart, []) for s in stretches]
    marked = [table.starts_number(at) for table in tables for at in range(len(table.lines))]
    parted = sum(line.strip.parted for line in lines)
    rows = sum(marked)
    if number is None:
        blanks = 2.0 if 6 * parted > len(lines) else 0.3
    else:
        blanks = 2.5 if 0.7 <= parted / max(rows, 1) <= 1.5 else 0.3
    filled = [sum(column in line.cells for line in lines) for column in range(len(roles))]
    least = rows if number is not None else median(filled) if filled else 0
    expected = {
        column
        for column, role in enumerate(roles)
        if role in (Role.ACTION, Role.MEASURE, Role.LEAD, Role.DUE)
        and filled[column] >= _USUALLY * min(least, filled[column] + 1)
        and column not in apart
    }
    for table in tables:
        table.expected, table.blanks = expected, blanks
        table.fresh = [_is_fresh(table, at) for at in range(len(table.lines))]
    return tables


def _is_fresh(table: _Table, at: int) -> bool:
    """Say whether every cell that a row should have could begin on this line."""
    cells = table.lines[at].cells
    if len(table.expected) < 2 or any(column not in cells for column in table.expected):
        return False
    above = table.lines[at - 1].cells if at else {}
    return all(
        column not in above or _cut_apart(table, column, above[column], words) < 1.5
        for column, words in cells.items()
        if column not in table.apart
    )


def _number_column(
    stretches: Sequence[Sequence[CutLine]], roles: Sequence[Role | None]
) -> int | None:
    """Return the column that bears the numbers of rows: its own, or the one that opens on them."""
    if Role.NUMBER in roles:
        return roles.index(Role.NUMBER)
    subject = roles.index(Role.ACTION) if Role.ACTION in roles else None
    opened = [
        bool(_OPENS_NUMBER.match(line.cells[subject]))
        for stretch in stretches
        for line in stretch
        if subject is not None and subject in line.cells
    ]
    return subject if sum(opened) >= 3 else None


def _rows(table: _Table) -> tuple[float, list[RowLines]]:
    """Return the cheapest rows of a stretch and what they cost."""
    count = len(table.lines)
    if not count:
        return 0.0, []
    breaks = [_break(table, at) for at in range(count)]
    marks = [table.starts_number(at) for at in range(count)]
    best = [_NEVER] * (count + 1)
    best[0] = 0.0
    back = [0] * (count + 1)
    may = [at == 0 or marks[at] or breaks[at] < _FORBIDDEN for at in range(count)]
    for at in range(count):
        if best[at] >= _NEVER or not may[at]:
            continue
        row = _RowCost(table, at)
        numbers = 0
        for end in range(at + 1, min(at + _LONGEST, count) + 1):
            numbers += marks[end - 1]
            if numbers > 2:
                break
            row.add(end - 1)
            if end < count and not may[end]:
                continue
            paid = best[at] + breaks[at] + row.cost(numbers)
            if paid < best[end]:
                best[end], back[end] = paid, at
    ends = [count]
    while ends[-1]:
        ends.append(back[ends[-1]])
    cuts = ends[::-1]
    rows = [RowLines(a, b, {}) for a, b in zip(cuts, cuts[1:], strict=False)]
    _doubt(table, rows, breaks, marks)
    return best[count], rows


def _break(table: _Table, at: int) -> float:
    """Weigh beginning a row at a line: against words cut apart, for a blank line above."""
    if at == 0:
        return 0.0
    line = table.lines[at]
    cost = -table.blanks if line.strip.parted else 0.0
    if table.blanks > 1 and not line.strip.parted:
        cost += 1.0
    for column in range(len(table.roles)):
        if column in table.apart or column == table.number and table.roles[column] is Role.NUMBER:
            continue
        above = _near(table, column, range(at - 1, max(at - _REACH, -1), -1))
        below = _near(table, column, range(at, min(at + _REACH, len(table.lines))))
        if above is None or below is None:
            continue
        weight = _cut_apart(table, column, above[1], below[1])
        cost += weight if above[0] + 1 == below[0] or weight < 0 else 0.8 * weight
    return cost


def _near(table: _Table, column: int, places: range) -> tuple[int, str] | None:
    for place in places:
        if words := table.lines[place].cells.get(column):
            return place, words
        if table.starts_number(place) and place != places[0]:
            return None
    return None


def _cut_apart(table: _Table, column: int, above: str, below: str) -> float:
    """Weigh parting two lines of a column: words that read on should not be parted."""
    if below[0].islower() or OPEN_END.search(above):
        return 3.0
    if re.fullmatch(r"\d{4}", below) and not re.search(r"\d{4}$", above):
        return 3.0
    if table.roles[column] is Role.DUE and re.search(r"\d{4}$|^ongoing$", above, re.I):
        return -0.8
    width = table.widths[column]
    room = width is not None and ems(f"{above} {below.split()[0]}") < width - 1.0
    if table.roles[column] in _WRITTEN:
        if above[-1] in ".!?":
            return -0.8
        return -0.5 if room else 1.0
    return -0.5 if room else 0.8


class _RowCost:
    """What a row costs that grows line by line: cells not level, blank lines inside, gaps."""

    def __init__(self, table: _Table, first: int) -> None:
        self.table, self.first, self.last = table, first, first
        self.spans: dict[int, tuple[int, int]] = {}
        self.inside = 0.0
        self.turns = False

    def add(self, at: int) -> None:
        """Take in one line more."""
        strip = self.table.lines[at].strip
        self.last = at
        if at > self.first and strip.parted:
            self.inside += self.table.blanks * (0.2 if strip.opens_page else 1.0)
        if at > self.first and self.table.fresh[at] and self.table.number is None:
            self.inside += _FRESH
        self.turns = self.turns or (at > self.first and strip.opens_page)
        for column in self.table.lines[at].cells:
            if column not in self.table.apart:
                if column in self.spans and at - self.spans[column][1] > _WIDEST_GAP:
                    self.inside += 0.0 if self.turns else 1.5
                self.spans[column] = (self.spans.get(column, (at, at))[0], at)

    def cost(self, numbers: int) -> float:
        """Return the cost of the row as it stands, with that many numbers in it."""
        table = self.table
        cost = (1.0 if table.number is not None else _EACH) + self.inside
        if table.number is not None:
            cost += {0: 6.0, 1: 0.0}.get(numbers, 12.0)
        cost += sum(2.5 for column in table.expected if column not in self.spans)
        if not self.spans:
            return cost + 5.0
        centre = (self.first + self.last) / 2
        uneven = 0.0
        for first, last in self.spans.values():
            if table.middle:
                uneven += min(abs((first + last) / 2 - centre), 4.0)
            else:
                uneven += min(first - self.first, 4.0)
        return cost + uneven * (0.3 if self.turns else 1.0)


def _doubt(
    table: _Table, rows: Sequence[RowLines], breaks: Sequence[float], marks: Sequence[bool]
) -> None:
    """Note the cells that would change if two rows met a line or more higher or lower."""
    for upper, lower in zip(rows, rows[1:], strict=False):
        held = _cost_of(table, upper.first, lower.first, lower.end, breaks, marks)
        for other in range(upper.first + 1, lower.end):
            if other == lower.first or breaks[other] >= _FORBIDDEN:
                continue
            if _cost_of(table, upper.first, other, lower.end, breaks, marks) - held < _CLOSE:
                _note(table, upper, lower, other)


def _cost_of(
    table: _Table,
    first: int,
    meet: int,
    end: int,
    breaks: Sequence[float],
    marks: Sequence[bool],
) -> float:
    cost = breaks[meet]
    for begin, stop in ((first, meet), (meet, end)):
        row = _RowCost(table, begin)
        for at in range(begin, stop):
            row.add(at)
        cost += row.cost(sum(marks[begin:stop]))
    return cost


def _note(table: _Table, upper: RowLines, lower: RowLines, other: int) -> None:
    moved = range(min(lower.first, other), max(lower.first, other))
    reason = "the row above or below could hold part of these words"
    for column in {c for at in moved for c in table.lines[at].cells}:
        if column == table.number and table.roles[column] is Role.NUMBER:
            continue
        for row, span in (
            (upper, range(upper.first, other)),
            (lower, range(other, lower.end)),
        ):
            words = [table.lines[at].cells.get(column, "") for at in span]
            row.doubts.setdefault(column, Doubt(reason, (" ".join(filter(None, words)),)))
