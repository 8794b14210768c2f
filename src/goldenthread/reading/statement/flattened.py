"""The tables of a statement flattened out of a PDF: lines to columns, columns to action rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from goldenthread.reading.dates import holds_date, holds_repeat

from .by_row import take_rows
from .columns import Cell, learn_leads, learn_widths, place
from .consistency import agree, doubt_all
from .doubts import weigh
from .due_cells import share_dues
from .leads import share_leads
from .outline import Group, Outline, number_of
from .piles import take_piles
from .rows import ActionRow, Regions
from .texts import fill_from, rotate_to_themes, share_texts
from .traces import (
    ACTION,
    DUE,
    IMPACT,
    LEAD,
    MEASURE,
    Fragment,
    lead_weight,
    lexicon_of,
)

_USUAL_WIDTHS = (42, 34, 38, 18, 20)
_LOOK_AHEAD = 7
_NARROW = 22
_BEAM = 30
_BEAM_OF_LONG = 9
_LONG = 6000
_MOST = 0.5
_SLACK = 2


def read_flattened(outline: Outline) -> list[list[ActionRow]]:
    """Return the action rows of each group in turn."""
    everything = [row for group in outline.groups for row in group.rows]
    lexicon = lexicon_of(everything)
    fragments = [fragments_of(group) for group in outline.groups]
    beam = _BEAM if sum(map(len, fragments)) < _LONG else _BEAM_OF_LONG
    columns = outline.columns
    placed = [place(f, _USUAL_WIDTHS, lexicon, columns, cut=False, beam=beam) for f in fragments]
    together = [cell for cells in placed for cell in cells]
    lexicon = learn_leads(together, lexicon)
    usual = learn_widths(together, _USUAL_WIDTHS)
    tables: list[list[ActionRow]] = []
    alone = _rows_alone(fragments, placed)
    for group, own, cells, single in zip(outline.groups, fragments, placed, alone, strict=True):
        widths = learn_widths(cells, usual, _SLACK)
        told = [replace(f, alone=f.ordinal in single) for f in own] if single else own
        final = place(told, widths, lexicon, columns, beam=beam)
        rows = line_up(group, final)
        weigh(rows, final, Regions(group))
        agree(rows, final, Regions(group), widths, lexicon)
        tables.append(rows)
    if not outline.columns:
        doubt_all([row for rows in tables for row in rows])
    return tables


def _rows_alone(
    fragments: Sequence[Sequence[Fragment]], cells: Sequence[Sequence[Cell]]
) -> list[set[int]]:
    """Return by group the numbers (by ordinal) after which one whole row stands.

    A document is read row by row where one date follows most of its numbers; so is a page of it.
    """
    single: list[dict[int, int]] = []
    texts: list[dict[int, int]] = []
    for own, placed in zip(fragments, cells, strict=True):
        dates = Counter(c.fragments[0].ordinal for c in placed if _opens_date(c))
        texts.append({f.ordinal: f.row.page for f in own if f.after_number or f.numbered})
        single.append({o: page for o, page in texts[-1].items() if dates[o] == 1})
    if sum(map(len, single)) < _MOST * sum(map(len, texts)):
        return [set() for _ in texts]
    numbers = Counter(page for own in texts for page in own.values())
    alone = Counter(page for own in single for page in own.values())
    by_row = {page for page, count in numbers.items() if alone[page] >= _MOST * count}
    return [{o for o, page in own.items() if page in by_row} for own in texts]


def _opens_date(cell: Cell) -> bool:
    return cell.column == DUE and (holds_date(cell.text) or holds_repeat(cell.text))


def fragments_of(group: Group) -> list[Fragment]:
    """Return the text lines of a group's table, each knowing whether a number stands before it."""
    marks = {mark.row.at: mark for mark in group.marks}
    fragments: list[Fragment] = []
    after_number = False
    ordinal = 0
    for row in group.body:
        mark = marks.get(row.at)
        if mark:
            ordinal += 1
            if mark.rest:
                fragments.append(Fragment(row, mark.rest, numbered=True, ordinal=ordinal))
            after_number = not mark.rest
            continue
        if number_of(row.text) and len(row.text) < 9:
            continue
        fragments.append(Fragment(row, row.text, after_number=after_number, ordinal=ordinal))
        after_number = False
    return _in_context(fragments)


def _in_context(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Tell each fragment what stands near it in its block: dates ahead, posts on either side."""
    dated = [holds_date(f.text) for f in fragments]
    posts = [lead_weight(f.text, frozenset()) >= 0.8 for f in fragments]
    return [
        replace(
            own,
            date_follows=_date_ahead(fragments, dated, i),
            leads_beside=sum(
                posts[j]
                for j in range(max(0, i - 3), min(len(fragments), i + 4))
                if j != i and fragments[j].row.block == own.row.block
            )
            if len(own.text) <= _NARROW
            else 0,
        )
        for i, own in enumerate(fragments)
    ]


def _date_ahead(fragments: Sequence[Fragment], dated: Sequence[bool], i: int) -> int:
    """Return 2 where a date stands on the very next line of the block, 1 where soon after."""
    for step in range(1, _LOOK_AHEAD + 1):
        if i + step >= len(fragments) or fragments[i + step].row.block != fragments[i].row.block:
            return 0
        if dated[i + step]:
            return 2 if step == 1 and len(fragments[i].text) <= _NARROW else 1
    return 0


def line_up(group: Group, cells: Sequence[Cell]) -> list[ActionRow]:
    """Give each action number of a group its cells."""
    rows = [ActionRow(mark) for mark in group.marks]
    by_column = {c: [cell for cell in cells if cell.column == c] for c in range(5)}
    spacing = max(len(group.body) / max(len(rows), 1), 4.0)
    regions = Regions(group)
    share_texts(rows, by_column[ACTION], spacing, regions)
    rotate_to_themes(rows, regions)
    beside = sorted(by_column[IMPACT] + by_column[MEASURE], key=lambda cell: cell.at)
    taken = fill_from(rows, beside, regions)
    for column in (IMPACT, MEASURE):
        by_column[column] = [c for c in by_column[column] if c.at not in taken]
    loose = take_rows(rows, cells)
    apart = [cell for cell in cells if not cell.fragments[0].alone]
    loose, apart = take_piles(group, loose, apart)
    share_dues(loose, [cell for cell in apart if cell.column == DUE], spacing, regions)
    share_leads(loose, [cell for cell in apart if cell.column == LEAD], spacing, regions)
    _beside(rows, by_column[IMPACT], "impact")
    _beside(rows, by_column[MEASURE], "measure")
    return rows


def _beside(rows: list[ActionRow], cells: Sequence[Cell], name: str) -> None:
    """Give each cell to the nearest row above or level with it."""
    ordered = sorted(rows, key=lambda row: row.at)
    for cell in cells:
        above = [row for row in ordered if row.at <= cell.at + 2]
        getattr((above or ordered)[-1 if above else 0], name).append(cell)
