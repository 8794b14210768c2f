"""The tables of a statement flattened out of a PDF: lines to columns, columns to action rows."""

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.reading.dates import holds_date

from .columns import Cell, learn_leads, learn_widths, place
from .outline import Group, Outline, number_of
from .rows import ActionRow, line_up
from .traces import Fragment, Lexicon, lexicon_of

_USUAL_WIDTHS = (42, 34, 38, 18, 20)
_LOOK_AHEAD = 7


def read_flattened(outline: Outline) -> list[list[ActionRow]]:
    """Return the action rows of each group in turn."""
    everything = [row for group in outline.groups for row in group.rows]
    lexicon = lexicon_of(everything)
    placed: list[list[Cell]] = []
    for group in outline.groups:
        cells = place(fragments_of(group), _USUAL_WIDTHS, lexicon, cut=False)
        placed.append(cells)
    lexicon = learn_leads([cell for cells in placed for cell in cells], lexicon)
    return [
        _read_group(group, cells, lexicon)
        for group, cells in zip(outline.groups, placed, strict=True)
    ]


def _read_group(group: Group, cells: Sequence[Cell], lexicon: Lexicon) -> list[ActionRow]:
    widths = learn_widths(cells, _USUAL_WIDTHS)
    return line_up(group, place(fragments_of(group), widths, lexicon))


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
    return [_with_date_ahead(fragments, i) for i in range(len(fragments))]


def _with_date_ahead(fragments: Sequence[Fragment], i: int) -> Fragment:
    own = fragments[i]
    ahead = fragments[i + 1 : i + 1 + _LOOK_AHEAD]
    if any(f.row.block == own.row.block and holds_date(f.text) for f in ahead):
        return replace(own, date_follows=True)
    return own
