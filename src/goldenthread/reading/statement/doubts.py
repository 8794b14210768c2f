"""How far each row of a flattened table can be trusted, and why not where it cannot."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from .columns import Cell
from .rows import ActionRow, Regions
from .traces import DUE, LEAD, Fragment
from .vocabulary import ends_open, is_imperative, opens_impact, opens_measure

_MIXED = "lines of several columns stand mixed"
_BROKEN = "a line may belong to another cell"
_COUNT = "its theme has more or fewer dates than actions"
_STRAY = 6
_SEEN_AGAIN = 2
_SMALL = frozenset({"with", "from", "mental", "health"})
_GOES_ON = frozenset(
    {"Manager", "Manager,", "Officer", "Officer,", "Council", "Services", "Clinical"}
)
_POST = re.compile(
    r"\b(?:Director|Manager|Head of|Officer|Chair|Chief|Nurse|Psychologist|Lead for|Commissioner)\b"
)
_STEP = "its theme's texts and these do not keep step on the page"
_UNFINISHED = "it breaks off as if more followed"
_PLACE = "it stands under the heading of another theme"
_SHARED = "its lines may be two texts or one"
_LEFT_OUT = "a text beside it belongs to no action that could be found"


def weigh(rows: Sequence[ActionRow], cells: Sequence[Cell], regions: Regions) -> None:
    """Set down, field by field, why a row is not certain; what is left without reason is sure."""
    apart = {id(cell): cell for row in rows for cell in row.lead}
    posts = Counter(cell.text for cell in apart.values())
    for row in rows:
        _text(row, regions)
        _place_of_number(row)
        for name in ("due", "impact", "measure"):
            _cells(row, name, getattr(row, name))
        _cells(row, "lead", [cell for cell in row.lead if posts[cell.text] < _SEEN_AGAIN])
    _over_long(rows)
    _mixed_posts(rows, cells)
    _left_out(rows, cells)
    for _, run in groupby(rows, key=lambda row: row.number[:-1]):
        theme = list(run)
        _dates(theme, regions)
        _out_of_step(theme, "due")
        if not any(row.lead_shared for row in theme):
            _out_of_step(theme, "lead")
    _interleaved_region(rows, cells)


def _doubt(row: ActionRow, field: str, reason: str) -> None:
    row.doubts.setdefault(field, reason)


def _text(row: ActionRow, regions: Regions) -> None:
    if not row.text:
        return
    _cells(row, "text", row.text)
    fragments = [fragment for cell in row.text for fragment in cell.fragments]
    if fragments[-1].text[-1] in ":;" or ends_open(fragments[-1].text):
        _doubt(row, "text", _UNFINISHED)
    if row.text[0].text[0].islower():
        _doubt(row, "text", _BROKEN)
    if regions.strays(row.text[0].at, row.number) > 1:
        _doubt(row, "text", _PLACE)
    if any(not _carries_on(a.fragments[-1], b.fragments[0]) for a, b in pairwise(row.text)):
        _doubt(row, "text", _SHARED)


def _carries_on(before: Fragment, after: Fragment) -> bool:
    return after.text[0].islower() or after.text[0] == "(" or ends_open(before.text)


def _cells(row: ActionRow, field: str, cells: Sequence[Cell]) -> None:
    for cell in cells:
        if cell.doubt or any(fragment.part for fragment in cell.fragments):
            _doubt(row, field, _MIXED if field != "due" else _BROKEN)
        for a, b in pairwise(cell.fragments):
            apart = b.row.at - a.row.at > 1
            if apart and a.row.block == b.row.block:
                _doubt(row, field, _MIXED)
            far = a.row.block != b.row.block and (
                apart and field == "lead" or not _carries_on(a, b)
            )
            if far:
                _doubt(row, field, _BROKEN)


def _place_of_number(row: ActionRow) -> None:
    """Doubt a date that stands between a text and a number printed on a later page."""
    if not row.text or not row.due or row.text[0].page >= row.mark.row.page:
        return
    if row.text[0].at < row.due[0].at < row.mark.row.at:
        _doubt(row, "due", "its number stands on a later page")


def _over_long(rows: Sequence[ActionRow]) -> None:
    """Doubt a text with a line longer than lines of its column grow, or with another's opening."""
    lengths = sorted(len(f.text) for row in rows for cell in row.text for f in cell.fragments)
    longest = lengths[len(lengths) * 9 // 10] + _STRAY if lengths else 0
    for row in rows:
        fragments = [f for cell in row.text for f in cell.fragments]
        foreign = any(
            f.text[0].isupper() and (opens_impact(f.text) or opens_measure(f.text))
            for f in fragments[1:]
        )
        if foreign or any(len(f.text) > longest for f in fragments):
            _doubt(row, "text", _MIXED)


def _mixed_posts(rows: Sequence[ActionRow], cells: Sequence[Cell]) -> None:
    """Doubt a lead that holds two posts, words of no post, or opens as posts go on elsewhere."""
    posts = [cell for cell in cells if cell.column == LEAD]
    first = Counter(cell.fragments[0].text for cell in posts)
    later = Counter(fragment.text for cell in posts for fragment in cell.fragments[1:])
    for row in rows:
        for cell in row.lead:
            opening = cell.fragments[0].text
            cut_off = later[opening] > first[opening] or opening.split()[0] in _GOES_ON
            words = [w for f in cell.fragments for w in f.text.split()]
            foreign = [w for w in words[1:] if w.islower() and len(w) > 3 and w not in _SMALL]
            if cut_off or foreign or len(_POST.findall(cell.text)) > 1:
                _doubt(row, "lead", _MIXED)


def _left_out(rows: Sequence[ActionRow], cells: Sequence[Cell]) -> None:
    """Doubt the rows on both sides of a text that no row took."""
    used = {
        fragment.row.at
        for row in rows
        for cell in (*row.text, *row.due)
        for fragment in cell.fragments
    }
    for cell in cells:
        free = [f for f in cell.fragments if f.row.at not in used]
        if cell.column == 0 and free and is_imperative(free[0].text):
            _beside(rows, free[0].row.at, "text", _LEFT_OUT)
        note = next((f for f in cell.fragments if f.text[0] == "("), None)
        if note and cell.column in (1, 2):
            _beside(rows, note.row.at, "text", _BROKEN)


def _beside(rows: Sequence[ActionRow], at: int, field: str, reason: str) -> None:
    ordered = sorted(rows, key=lambda row: row.at)
    above = [row for row in ordered if row.at <= at]
    below = [row for row in ordered if row.at > at]
    below = [row for row in below[:1] if not row.text or not _told_by_number(row)]
    for row in above[-1:] + below:
        _doubt(row, field, reason)


def _told_by_number(row: ActionRow) -> bool:
    """Say whether the text stands right after a number, so that nothing above is part of it."""
    first = row.text[0].fragments[0]
    return first.after_number or first.numbered


def _dates(theme: Sequence[ActionRow], regions: Regions) -> None:
    """Trust dates where a theme has one for each action, in order; else doubt the neighbours."""
    for row in theme:
        if any(regions.strays(cell.at, row.number) for cell in row.due):
            _doubt(row, "due", _PLACE)
    several = len(theme) > 1 and any(len(row.due) != 1 for row in theme)
    for row in theme if several else ():
        _doubt(row, "due", _COUNT)


def _out_of_step(theme: Sequence[ActionRow], field: str) -> None:
    """Doubt a theme's dates or leads that lag behind its texts where the next text begins.

    A table read row by row gives each text its own; one read column by column gives a run of texts,
    then as many dates. Anything between leaves open which stands beside which.
    """
    texts = [(row.text[0].at, 0) for row in theme if row.text]
    given = [(getattr(row, field)[0].at, 1) for row in theme if getattr(row, field)]
    told = behind = 0
    for _, kind in sorted(texts + given):
        if kind:
            behind -= 1
            told += 1
            continue
        if told and behind > 0:
            for row in theme:
                _doubt(row, field, _STEP)
            return
        behind += 1
        told = 0


def _interleaved_region(rows: Sequence[ActionRow], cells: Sequence[Cell]) -> None:
    """Doubt texts in a block whose lines were told apart only by their words.

    A text whose lines stand together there, and end before a line that opens afresh, is not mixed.
    """
    blocks: dict[int, set[int]] = {}
    cut: set[int] = set()
    lines: dict[int, Fragment] = {}
    for cell in cells:
        for fragment in cell.fragments:
            blocks.setdefault(fragment.row.block, set()).add(cell.column)
            lines[fragment.row.at] = fragment
            if fragment.part:
                cut.add(fragment.row.block)
    for row in rows:
        own = [f for cell in row.text for f in cell.fragments]
        for block in {f.row.block for f in own}:
            several = len(blocks[block] - {LEAD, DUE}) > 1
            if block in cut or (several and not _stands_whole(own, block, lines)):
                _doubt(row, "text", _MIXED)


def _stands_whole(own: Sequence[Fragment], block: int, lines: Mapping[int, Fragment]) -> bool:
    """Say whether the lines of a text in a block follow one another and another opens after."""
    places = sorted(f.row.at for f in own if f.row.block == block)
    after = lines.get(places[-1] + 1)
    if places[-1] - places[0] != len(places) - 1:
        return False
    return after is None or after.row.block != block or after.text[0].isupper()
