"""Whether independent signs agree on a row: widths, capitals, counts, places, what is left."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from goldenthread.reading.dates import holds_date

from .columns import Cell
from .rows import ActionRow, Regions
from .traces import ACTION, DUE, LEAD, Fragment, Lexicon, bare, ends_in_month
from .vocabulary import ends_open, role_share

_NO_HEADS = "the heads of the columns were not found or not understood"
_PILE = "dates or leads of several themes stand together"
_LEFT = "a date on its page belongs to no action that could be found"
_SPLIT = "other words stand between a month and its year"
_EARLY = "a line of it breaks off before its column is full"
_CAPITAL = "a line of it may belong to another cell"
_WIDE = "a line of it is longer than its column"
_NEIGHBOUR = "the leads of the theme beside it are more or fewer than its actions"
_FOREIGN = "words of another cell stand among it"
_OTHER = "it follows the number of another action"
_APART = "it does not follow its number as the others do"
_FEW_OFF = 0.35
_NEAR = 3
_ROOM = 12
_OVER = 5
_YEAR_ALONE = re.compile(r"^\W*20\d\d\W*$")
_MONTH_ALONE = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
    r"(?!\s*(?:,|-|–|to|and|&|/|20\d\d|\d\d\b))"
)


def agree(
    rows: Sequence[ActionRow],
    cells: Sequence[Cell],
    regions: Regions,
    widths: Sequence[int],
    lexicon: Lexicon,
) -> None:
    """Doubt each field of a row on which the signs do not agree."""
    _off_number(rows)
    for row in rows:
        _text(row, widths[ACTION], lexicon)
        _runs_into_lead(row)
        for cell in row.due:
            if _MONTH_ALONE.search(cell.text) and re.search(r"20\d\d", cell.text):
                row.doubts.setdefault("due", _SPLIT)
    for field in ("due", "lead"):
        _piles(rows, field, regions)
    _bare_years(rows)
    _left_over(rows, cells)
    _neighbours(rows)
    _foreign(rows)


def doubt_all(rows: Sequence[ActionRow]) -> None:
    """Doubt all that was told apart without knowing which columns the table has."""
    if not any(row.lead or row.due for row in rows):
        return
    for row in rows:
        for field in ("text", "due", "lead", "impact", "measure"):
            row.doubts.setdefault(field, _NO_HEADS)


def _text(row: ActionRow, width: int, lexicon: Lexicon) -> None:
    fragments = [fragment for cell in row.text for fragment in cell.fragments]
    for fragment in fragments:
        if len(fragment.text) > width + _OVER:
            row.doubts.setdefault("text", _WIDE)
    for before, after in pairwise(fragments):
        first = after.text.split()[0]
        room = width - len(before.text) - 1 - len(first)
        if room > _ROOM and not before.numbered and before.text[-1] not in ".:;":
            row.doubts.setdefault("text", _EARLY)
        if _may_open(before, after, lexicon):
            row.doubts.setdefault("text", _CAPITAL)


def _off_number(rows: Sequence[ActionRow]) -> None:
    """Doubt a text that does not follow its number where nearly all others do."""
    told = [row for row in rows if row.text]
    off = [row for row in told if not _follows(row.text[0].fragments[0])]
    if len(off) <= _FEW_OFF * len(told):
        for row in off:
            row.doubts.setdefault("text", _APART)
        _after(rows, {id(row) for row in off})


def _after(rows: Sequence[ActionRow], off: set[int]) -> None:
    """Doubt the texts after one that is off its number while they follow numbers not theirs."""
    ordinals = {id(r): i for i, r in enumerate(sorted(rows, key=lambda r: r.mark.row.at), 1)}
    for before, row in pairwise(rows):
        first = row.text[0].fragments[0] if row.text else None
        if id(before) in off and first and first.ordinal != ordinals[id(row)]:
            row.doubts.setdefault("text", _OTHER)
            off.add(id(row))


def _follows(fragment: Fragment) -> bool:
    return fragment.after_number or fragment.numbered


def _runs_into_lead(row: ActionRow) -> None:
    """Doubt a text with a line that ends on words of posts just before a lead begins."""
    leads = [cell.fragments[0].row for cell in row.lead]
    for fragment in (f for cell in row.text for f in cell.fragments):
        last = fragment.text.split()[-2:]
        near = any(0 <= lead.at - fragment.row.at <= _NEAR for lead in leads)
        if near and all(w[0].isupper() for w in last) and role_share(" ".join(last)) >= 0.5:
            row.doubts.setdefault("text", _FOREIGN)


def _may_open(before: Fragment, after: Fragment, lexicon: Lexicon) -> bool:
    """Say whether a line begins with a capital that the document does not use within sentences."""
    first = after.text.split()[0]
    if not first[0].isupper() or first[1:2].isupper() or bare(first) in lexicon.capitals:
        return False
    return before.text[-1] not in ".:;?" or ends_open(before.text)


def _piles(rows: Sequence[ActionRow], field: str, regions: Regions) -> None:
    """Doubt what stands under one heading when it was given to actions of several themes."""
    beneath: dict[object, list[ActionRow]] = defaultdict(list)
    for row in rows:
        for cell in getattr(row, field):
            if not cell.fragments[0].alone:
                beneath[regions.theme_at(cell.at)].append(row)
    for heading, owners in beneath.items():
        if heading is not None and len({row.number[:-1] for row in owners}) > 1:
            for row in owners:
                row.doubts.setdefault(field, _PILE)


def _bare_years(rows: Sequence[ActionRow]) -> None:
    """Doubt a year alone where most dates name a month: the rest may stand on another line."""
    cells = [cell for row in rows for cell in row.due]
    alone = [cell for cell in cells if _YEAR_ALONE.match(cell.text)]
    if 2 * len(alone) > len(cells):
        return
    for row in rows:
        if any(_YEAR_ALONE.match(cell.text) for cell in row.due):
            row.doubts.setdefault("due", _SPLIT)


def _left_over(rows: Sequence[ActionRow], cells: Sequence[Cell]) -> None:
    """Doubt the dates of a page on which some date was given to no action."""
    taken = {f.row.at for row in rows for cell in row.due for f in cell.fragments}
    pages = {
        cell.page
        for cell in cells
        if cell.column == DUE and holds_date(cell.text) and not _any_at(cell.fragments, taken)
    }
    for row in rows:
        if any(cell.page in pages for cell in row.due):
            row.doubts.setdefault("due", _LEFT)


def _any_at(fragments: Iterable[Fragment], places: set[int]) -> bool:
    return any(fragment.row.at in places for fragment in fragments)


def _neighbours(rows: Sequence[ActionRow]) -> None:
    """Doubt the leads of a theme beside one whose leads do not come out even."""
    themes = [list(run) for _, run in groupby(rows, key=lambda row: row.number[:-1])]
    uneven = [any(_is_uneven(row) for row in theme) for theme in themes]
    for (one, odd), (other, also) in pairwise(list(zip(themes, uneven, strict=True))):
        if odd == also:
            continue
        for row in other if odd else one:
            row.doubts.setdefault("lead", _NEIGHBOUR)


def _is_uneven(row: ActionRow) -> bool:
    return "more or fewer" in row.doubts.get("lead", "")


def _foreign(rows: Sequence[ActionRow]) -> None:
    """Doubt a text where the lead or date printed in its block holds words of neither."""
    counts: Counter[int] = Counter()
    for row in rows:
        for cell in {id(c): c for c in (*row.lead, *row.due)}.values():
            for fragment in cell.fragments:
                words = [w for w in fragment.text.split() if w.islower() and len(w) > 3]
                strange = [w for w in words if not ends_in_month(w)]
                if cell.column == LEAD and strange and fragment.text[0].islower():
                    counts[fragment.row.block] += 1
    for row in rows:
        blocks = {f.row.block for cell in row.text for f in cell.fragments}
        if any(counts[block] for block in blocks):
            row.doubts.setdefault("text", _FOREIGN)
