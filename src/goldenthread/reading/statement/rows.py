"""Which text, dates and lead stand in the row of which action: numbers and cells in one order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from goldenthread.reading.dates import holds_date

from .columns import Cell
from .outline import Group, Mark, Number
from .traces import ACTION, DUE, IMPACT, LEAD, MEASURE, bare
from .vocabulary import ends_open, is_imperative, names_rank

_REACH = 4
_STOP = frozenset(
    "with from that this these those their which into have been will also each other such and the "
    "for are was were who all any our its it's in of to a an on at by or as be is".split()
)


@dataclass(slots=True)
class ActionRow:
    """What was gathered for one action; `doubts` says, field by field, what is not certain."""

    mark: Mark
    text: list[Cell] = field(default_factory=list)
    due: list[Cell] = field(default_factory=list)
    lead: list[Cell] = field(default_factory=list)
    impact: list[Cell] = field(default_factory=list)
    measure: list[Cell] = field(default_factory=list)
    lead_shared: bool = False
    doubts: dict[str, str] = field(default_factory=dict)
    alternatives: dict[str, list[str]] = field(default_factory=dict)

    @property
    def number(self) -> Number:
        """Return the action's number."""
        return self.mark.number

    @property
    def at(self) -> int:
        """Return where the row begins in reading order, by its text where it has one."""
        return self.text[0].at if self.text else self.mark.row.at


def in_order(
    pieces: int,
    slots: int,
    opens: Callable[[int, int], float],
    carries_on: Callable[[int, int], float],
    passes: Callable[[int], float],
    leaves_empty: Callable[[int], float],
) -> list[int]:
    """Share pieces among slots, both in order; return each piece's slot, -1 for none.

    `opens` weighs a piece as the first of a slot, `carries_on` as a further one; `passes` weighs
    leaving a piece out and `leaves_empty` a slot.
    """
    empty = [0.0]
    for slot in range(slots):
        empty.append(empty[-1] + leaves_empty(slot))
    scores = {0: 0.0}
    back: list[dict[int, tuple[int, int]]] = []
    for piece in range(pieces):
        after: dict[int, float] = {}
        came: dict[int, tuple[int, int]] = {}
        for used, score in scores.items():
            steps = [(used, score + passes(piece), -1)]
            if used:
                steps.append((used, score + carries_on(piece, used - 1), used - 1))
            for slot in range(used, min(used + _REACH, slots)):
                gap = empty[slot] - empty[used]
                steps.append((slot + 1, score + gap + opens(piece, slot), slot))
            for to, value, slot in steps:
                if to not in after or value > after[to]:
                    after[to], came[to] = value, (used, slot)
        scores = after
        back.append(came)
    used = max(scores, key=lambda u: scores[u] + empty[slots] - empty[u])
    shares: list[int] = []
    for came in reversed(back):
        used, slot = came[used]
        shares.append(slot)
    return shares[::-1]


def line_up(group: Group, cells: Sequence[Cell]) -> list[ActionRow]:
    """Give each action number of a group its cells."""
    rows = [ActionRow(mark) for mark in group.marks]
    by_column = {c: [cell for cell in cells if cell.column == c] for c in range(5)}
    spacing = max(len(group.body) / max(len(rows), 1), 4.0)
    _texts(rows, by_column[ACTION], spacing)
    _dues(rows, by_column[DUE], spacing)
    _leads(rows, by_column[LEAD], spacing)
    _beside(rows, by_column[IMPACT], "impact")
    _beside(rows, by_column[MEASURE], "measure")
    return rows


def _texts(rows: list[ActionRow], cells: Sequence[Cell], spacing: float) -> None:
    """Give numbers their texts: those printed beside a number first, the rest in order."""
    beside = {row.mark.row.at: row for row in rows if row.mark.rest}
    rest: list[Cell] = []
    for cell in cells:
        owner = beside.get(cell.fragments[0].row.at) if cell.fragments[0].numbered else None
        if owner:
            owner.text.append(cell)
        else:
            rest.append(cell)
    bare_rows = [row for row in rows if not row.text]
    tied = [row for row in rows if row.text]
    loose = [cell for cell in rest if not _tail_of(cell, tied)]
    for cell in rest:
        if cell not in loose:
            owner = _tail_of(cell, tied)
            if owner:
                owner.text.append(cell)
    shares = in_order(
        len(loose),
        len(bare_rows),
        lambda i, j: _text_opens(loose[i], bare_rows[j], spacing),
        lambda i, j: _text_carries_on(loose, i),
        lambda i: -1.0 if not is_imperative(loose[i].text) else -3.5,
        lambda j: -6.0,
    )
    for cell, slot in zip(loose, shares, strict=True):
        if slot >= 0:
            bare_rows[slot].text.append(cell)


def _tail_of(cell: Cell, tied: Sequence[ActionRow]) -> ActionRow | None:
    """Return the row whose text breaks off just before this cell, if there is one."""
    for row in tied:
        last = row.text[-1].fragments[-1]
        near = 0 < cell.at - last.row.at <= 40
        if near and cell.text[0].islower() and not last.text.endswith("."):
            return row
    return None


def _text_opens(cell: Cell, row: ActionRow, spacing: float) -> float:
    weight = 3.0 if is_imperative(cell.text) else 2.0
    if cell.text[0].islower():
        weight -= 4.0
    if cell.text.endswith("used to:"):
        weight -= 3.0
    distance = abs(cell.at - row.mark.row.at) / spacing
    return weight - 0.3 * max(0.0, distance - 1.0)


def _text_carries_on(cells: Sequence[Cell], i: int) -> float:
    if not i:
        return -9.0
    before, cell = cells[i - 1], cells[i]
    if cell.text[0].islower() or ends_open(before.text):
        return 1.0
    return -3.5 if is_imperative(cell.text) else -1.2


def _words(text: str) -> set[str]:
    return {word for w in text.split() if len(word := bare(w)) > 2 and word not in _STOP}


def _dues(rows: list[ActionRow], cells: Sequence[Cell], spacing: float) -> None:
    dated = [cell for cell in _dated(cells)]
    words = [_words(" ".join(cell.text for cell in row.text)) for row in rows]

    def shared(i: int, j: int) -> float:
        label = _words(re.sub(r"[A-Z][a-z]+ ?20\d\d", "", dated[i].text))
        return min(2.0, 0.8 * len(label & words[j])) if label else 0.0

    def near(i: int, j: int) -> float:
        after = rows[j + 1].at if j + 1 < len(rows) else 10**6
        distance = 0.0 if rows[j].at <= dated[i].at < after else abs(dated[i].at - rows[j].at)
        return -0.25 * max(0.0, distance / spacing - 0.5)

    def carries_on(i: int, j: int) -> float:
        label = re.search(
            r"[A-Za-z(]{3,}.*[a-z]{4}", re.sub(r"[A-Z]\w+ ?20\d\d", "", dated[i].text)
        )
        follows = i > 0 and dated[i - 1].fragments[-1].row.block == dated[i].fragments[0].row.block
        opening = dated[i].text[0] in "(&" or dated[i].text[0].islower()
        cost = -0.4 if opening else -1.0 if label else -3.2
        return cost - (0.0 if follows else 0.4) + shared(i, j) + near(i, j)

    shares = in_order(
        len(dated),
        len(rows),
        lambda i, j: 2.0 + shared(i, j) + near(i, j),
        carries_on,
        lambda i: -2.5,
        lambda j: -2.5,
    )
    for cell, slot in zip(dated, shares, strict=True):
        if slot >= 0:
            rows[slot].due.append(cell)


def _dated(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells that hold a date, a label left without one joined to the cell after."""
    whole: list[Cell] = []
    waiting: Cell | None = None
    for cell in cells:
        if waiting and cell.at - waiting.fragments[-1].row.at <= 6:
            merged = Cell(DUE, [*waiting.fragments, *cell.fragments], cell.doubt + 1)
            waiting = None
            cell = merged
        if holds_date(cell.text) or re.search(r"(?i)on-?going|termly|annual|monthly", cell.text):
            whole.append(cell)
            waiting = None
        else:
            waiting = cell
    return whole


def _leads(rows: list[ActionRow], cells: Sequence[Cell], spacing: float) -> None:
    """Share a group's leads among its themes in order, then within each theme."""
    named = [cell for cell in cells if names_rank(cell.text) or len(cell.text.split()) > 2]
    themes: list[list[ActionRow]] = []
    for row in rows:
        if themes and themes[-1][0].number[:-1] == row.number[:-1]:
            themes[-1].append(row)
        else:
            themes.append([row])
    for theme, own in zip(themes, _share_leads(themes, named, spacing), strict=True):
        _lead_theme(theme, own)


def _share_leads(
    themes: Sequence[list[ActionRow]], cells: Sequence[Cell], spacing: float
) -> list[list[Cell]]:
    """Cut the run of leads into one run for each theme, the best cut by number and place."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for theme in themes:
        after: dict[int, tuple[float, list[int]]] = {}
        for used, (score, cuts) in best.items():
            for count in range(min(len(theme) + 2, len(cells) - used + 1)):
                own = cells[used : used + count]
                value = score + _fits(theme, own, spacing)
                if used + count not in after or value > after[used + count][0]:
                    after[used + count] = (value, [*cuts, used + count])
        best = after
    ends = max(best.items(), key=lambda kv: kv[1][0] - 2.0 * (len(cells) - kv[0]))[1][1]
    return [list(cells[a:b]) for a, b in zip([0, *ends], ends, strict=False)]


def _fits(theme: Sequence[ActionRow], own: Sequence[Cell], spacing: float) -> float:
    count = len(own)
    weight = -3.0 if not count else 1.5 if count in (1, len(theme)) else -0.8
    low = min(min(row.at, row.mark.row.at) for row in theme)
    high = max(max(row.at, row.mark.row.at) for row in theme) + spacing
    for i, cell in enumerate(own):
        out = max(low - cell.at, cell.at - high, 0) / spacing
        weight -= 0.5 * out
        if count == len(theme):
            weight -= 0.1 * abs(cell.at - theme[i].at) / spacing
        weight += 0.3 if names_rank(cell.text) else -0.6
    return weight


def _lead_theme(theme: Sequence[ActionRow], own: Sequence[Cell]) -> None:
    if len(own) == len(theme):
        for row, cell in zip(theme, own, strict=True):
            row.lead = [cell]
    elif len(own) == 1:
        for row in theme:
            row.lead, row.lead_shared = [own[0]], True
    elif own and len(theme) == 1:
        theme[0].lead = list(own)
        theme[0].doubts["lead"] = "several leads stand beside one action"
    else:
        reason = "no lead stands beside it" if not own else "fewer leads than actions in its theme"
        for row in theme:
            before = [cell for cell in own if cell.at <= row.at + 6]
            row.lead = [before[-1] if before else own[0]] if own else []
            row.doubts["lead"] = reason


def _beside(rows: list[ActionRow], cells: Sequence[Cell], name: str) -> None:
    """Give each cell to the nearest row above or level with it."""
    ordered = sorted(rows, key=lambda row: row.at)
    for cell in cells:
        above = [row for row in ordered if row.at <= cell.at + 2]
        getattr((above or ordered)[-1 if above else 0], name).append(cell)
