"""Which column each line of a flattened table stood in: the likeliest course through the page.

Text drawn from a PDF loses its columns. What is left are traces: how long lines of a column grow
before they wrap, whether the next word would have fitted, which words open an action, an impact or
a measure, where blocks end. Each line is tried in each column; the course that explains the traces
of a whole group best is kept.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from .cuts import ways_to_cut
from .traces import (
    COLUMNS,
    DUE,
    IMPACT,
    LEAD,
    LEFT_OPEN,
    MEASURE,
    SECOND_CELL,
    Fragment,
    Lexicon,
    Traces,
    joining,
    traces_of,
)
from .vocabulary import is_imperative, names_rank

_CUT_BEAM = 8
_MARGIN = 7.0
_CUT_COST = 3.2
_DATE_EDGE = 1.2
_LONGEST_POST = 14
_ENOUGH = 6
_MANY = 20
_PLENTY = 60
_HOPELESS = 9.0
_LACKING = 3.0


@dataclass(slots=True)
class Cell:
    """Fragments of one column that read on as one text; `doubt` counts joins that may be wrong."""

    column: int
    fragments: list[Fragment] = field(default_factory=list)
    doubt: float = 0.0

    @property
    def text(self) -> str:
        """Return the words of the cell, lines joined by single spaces."""
        return " ".join(fragment.text for fragment in self.fragments)

    @property
    def at(self) -> int:
        """Return where the cell begins in reading order."""
        return self.fragments[0].row.at

    @property
    def page(self) -> int:
        """Return the page on which the cell begins."""
        return self.fragments[0].row.page


class _Course(NamedTuple):
    """One way to place the lines so far: the last line of each column and how it got there."""

    score: float
    last: tuple[int, ...]
    column: int
    fragment: int
    before: "_Course | None"
    fresh: bool


@dataclass(slots=True)
class _Page:
    """All that the courses share: fragments with their traces, widths, joins already weighed."""

    widths: Sequence[int]
    lexicon: Lexicon
    ranks: Sequence[int]
    fragments: list[Fragment] = field(default_factory=list)
    traces: list[Traces] = field(default_factory=list)
    joins: dict[tuple[int, int, int], float] = field(default_factory=dict)

    def add(self, fragment: Fragment) -> int:
        """Take in a fragment and return its index."""
        self.fragments.append(fragment)
        self.traces.append(traces_of(fragment, self.widths, self.lexicon))
        return len(self.fragments) - 1

    def likely(self, index: int) -> list[int]:
        """Return the columns that a fragment could stand in at all."""
        weights = self.traces[index].emission
        least = max(w for w, rank in zip(weights, self.ranks, strict=True) if rank >= 0) - _HOPELESS
        ranks = self.ranks
        return [c for c, weight in enumerate(weights) if weight >= least and ranks[c] >= 0]

    def join(self, before: int, after: int, column: int) -> float:
        """Weigh reading one fragment on from another."""
        weight = joining(self.traces[before], self.traces[after], column, self.widths, self.lexicon)
        self.joins[before, after, column] = weight
        return weight


def place(
    fragments: Sequence[Fragment],
    widths: Sequence[int],
    lexicon: Lexicon,
    columns: Sequence[int] = (),
    *,
    cut: bool = True,
    beam: int,
) -> list[Cell]:
    """Place fragments into columns and return the cells, in order of where each begins.

    `widths` are characters per column; `columns` those that the table has, from left to right,
    all in the usual order where none is given; with `cut` a line may be cut between columns;
    `beam` is how many courses are kept from line to line.
    """
    given = list(columns) or list(range(len(COLUMNS)))
    ranks = [given.index(c) if c in given else -1 for c in range(len(COLUMNS))]
    page = _Page(widths, lexicon, ranks)
    courses = [_Course(0.0, (-1,) * len(COLUMNS), -1, -1, None, True)]
    for fragment in fragments:
        whole = page.add(fragment)
        likely = page.likely(whole)
        ways = ways_to_cut(fragment, widths, lexicon) if cut else []
        parts = [[page.add(p) for p in way] for way in ways]
        best: dict[tuple[int, ...], _Course] = {}
        for rank, course in enumerate(courses):
            _try_columns(course, whole, likely, page, best)
            for way in parts if rank < _CUT_BEAM else ():
                for step in _cut_steps(course, way, page):
                    if step.last not in best or step.score > best[step.last].score:
                        best[step.last] = step
        ranked = nlargest(beam if cut else beam // 3, best.values(), key=_score)
        courses = [course for course in ranked if course.score >= ranked[0].score - _MARGIN]
    return _cells(courses[0], page) if fragments else []


_score = attrgetter("score")


def _cut_steps(course: _Course, way: Sequence[int], page: _Page) -> list[_Course]:
    """Place the parts of one line from left to right."""
    courses = [course]
    for place_in_line, index in enumerate(way):
        cost = 0.0
        if place_in_line:
            cost = _CUT_COST + (0.0 if page.fragments[index].text[0].isupper() else 1.0)
            sides = {page.traces[i].dated for i in way[place_in_line - 1 : place_in_line + 1]}
            cost -= _DATE_EDGE if sides == {0, 2} else 0.0
        courses = [
            _step(before, column, index, page, cost)
            for before in courses
            for column in page.likely(index)
            if not place_in_line or page.ranks[column] > page.ranks[before.column]
        ]
        courses = nlargest(3, courses, key=_score)
    return courses


def _try_columns(
    course: _Course,
    i: int,
    likely: Sequence[int],
    page: _Page,
    best: dict[tuple[int, ...], _Course],
) -> None:
    """Extend a course by one fragment in each likely column, keeping what beats its rivals."""
    last = course.last
    for column in likely:
        score, fresh = _weigh(course, column, i, page)
        moved = (*last[:column], i, *last[column + 1 :])
        rival = best.get(moved)
        if rival is None or score > rival.score:
            best[moved] = _Course(score, moved, column, i, course, fresh)


def _step(course: _Course, column: int, i: int, page: _Page, cost: float) -> _Course:
    score, fresh = _weigh(course, column, i, page)
    moved = (*course.last[:column], i, *course.last[column + 1 :])
    return _Course(score - cost, moved, column, i, course, fresh)


def _weigh(course: _Course, column: int, i: int, page: _Page) -> tuple[float, bool]:
    """Return the score of a course with one fragment more, and whether that opens a cell."""
    seen = page.traces[i]
    opened, fresh = seen.opening[column], True
    last = course.last[column]
    if last >= 0:
        joined = page.joins.get((last, i, column))
        if joined is None:
            joined = page.join(last, i, column)
        before = page.traces[last]
        if before.open:
            opened += LEFT_OPEN
        if seen.alone and before.ordinal == seen.ordinal:
            opened -= SECOND_CELL[column]
        if joined > opened:
            opened, fresh = joined, False
    score = course.score + seen.emission[column] + opened
    if seen.alone and course.fragment >= 0 and page.traces[course.fragment].ordinal != seen.ordinal:
        score -= _lacking(course, page)
    if column != course.column and course.fragment >= 0:
        rightward = page.ranks[column] > page.ranks[course.column]
        score -= _switching(page.traces[course.fragment], seen, rightward, fresh)
    return score, fresh


def _lacking(course: _Course, page: _Page) -> float:
    """Return the cost of ending a row that stands alone without a lead or without a date."""
    row = page.traces[course.fragment]
    if not row.alone:
        return 0.0
    return sum(
        _LACKING
        for column in (LEAD, DUE)
        if course.last[column] < 0 or page.traces[course.last[column]].ordinal != row.ordinal
    )


def _switching(before: Traces, seen: Traces, rightward: bool, fresh: bool) -> float:
    """Return the cost of going on in another column: small after a blank line, more within."""
    if before.block != seen.block:
        return 0.1 if rightward else 0.5
    if before.at == seen.at:
        return 0.0
    cost = 1.4 if rightward else 2.0
    return cost + (1.2 if fresh and not seen.dated and before.at + 1 == seen.at else 0.0)


def _cells(course: _Course, page: _Page) -> list[Cell]:
    steps: list[_Course] = []
    step: _Course | None = course
    while step is not None and step.column >= 0:
        steps.append(step)
        step = step.before
    steps.reverse()
    cells: list[Cell] = []
    open_cells: dict[int, Cell] = {}
    last: dict[int, int] = {}
    for step in steps:
        column, fragment = step.column, page.fragments[step.fragment]
        if step.fresh or column not in open_cells:
            open_cells[column] = Cell(column)
            cells.append(open_cells[column])
        elif page.join(last[column], step.fragment, column) < 0.3:
            open_cells[column].doubt += 1
        open_cells[column].doubt += fragment.part
        open_cells[column].fragments.append(fragment)
        last[column] = step.fragment
    return cells


def learn_widths(
    cells: Sequence[Cell], fallback: Sequence[int], slack: int | None = None
) -> list[int]:
    """Return how long lines grow in each column: the longest but for a few that stray.

    A column of few lines takes the width given as `fallback`; with `slack` a column of not many
    grows beyond it by no more than that.
    """
    widths: list[int] = []
    for column in range(len(COLUMNS)):
        breaks = [
            (len(before.text), len(after.text.split()[0]))
            for cell in cells
            if cell.column == column
            for before, after in pairwise(cell.fragments)
            if not before.part and not before.numbered
        ]
        if len(breaks) < _ENOUGH:
            like = widths[IMPACT] if column == MEASURE else fallback[column]
            widths.append(min(fallback[column], like))
            continue
        lengths = sorted(length for length, _ in breaks)
        width = max(lengths[int(len(lengths) * 0.8)] + 1, 8)
        if len(breaks) < _PLENTY:
            width = min(width, max(_wrap_width(breaks), 8))
        few = slack is not None and len(lengths) < _MANY
        widths.append(min(width, fallback[column] + (slack or 0)) if few else width)
    return widths


def _wrap_width(breaks: Sequence[tuple[int, int]]) -> int:
    """Return the width that explains most breaks: the line fits and the next word would not."""

    def explained(width: int) -> float:
        return sum(
            -1.0 if length > width else 1.0 if length + 1 + word >= width else -0.7
            for length, word in breaks
        )

    return max(sorted({length for length, _ in breaks}), key=explained) + 1


def learn_leads(cells: Sequence[Cell], lexicon: Lexicon) -> Lexicon:
    """Add to the lexicon the lines that stand in the column of leads time and again."""
    posts = [
        cell
        for cell in cells
        if cell.column == LEAD and names_rank(cell.text) and len(cell.text.split()) <= _LONGEST_POST
    ]
    lines = Counter(f.text for cell in posts for f in cell.fragments)
    others = Counter(f.text for cell in cells if cell.column != LEAD for f in cell.fragments)
    again = {
        text
        for text, count in lines.items()
        if count >= 2 and count > others[text] and not is_imperative(text)
    }
    return replace(lexicon, leads=lexicon.leads | again)
