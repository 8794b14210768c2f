"""Which text, dates and lead stand in the row of which action: numbers and cells in one order."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from goldenthread.reading.dates import holds_date

from .columns import Cell
from .outline import Group, Mark, Number
from .traces import ACTION, DUE, IMPACT, LEAD, MEASURE, Fragment, bare
from .vocabulary import (
    ends_open,
    is_header_line,
    is_imperative,
    is_nominal,
    names_rank,
    opens_impact,
    opens_measure,
)

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
    rag: list[Cell] = field(default_factory=list)
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


class Regions:
    """Which theme's heading a place in reading order stands under."""

    def __init__(self, group: Group) -> None:
        headed = [
            (theme.number, theme.rows[0].at if theme.rows else theme.at)
            for theme in group.themes
            if theme.at >= 0
        ]
        self.starts = sorted((at, number) for number, at in headed)
        titles = {theme.number: _stems(theme.title or "") for theme in group.themes}
        uses = Counter(stem for stems in titles.values() for stem in stems)
        self.titles = {n: {s for s in stems if uses[s] == 1} for n, stems in titles.items()}
        self.order = [theme.number for theme in group.themes]

    def theme_at(self, at: int) -> Number | None:
        """Return the theme under whose heading a place stands, None before the first."""
        above = [number for start, number in self.starts if start <= at]
        return above[-1] if above else None

    def strays(self, at: int, number: Number) -> int:
        """Return how many themes lie between a place and the theme of a number (0 to 3)."""
        there = self.theme_at(at)
        if there is None or number[:-1] not in self.order:
            return 0
        away = abs(self.order.index(there) - self.order.index(number[:-1]))
        return min(away, 3)

    def likeness(self, cell: Cell, number: Number) -> int:
        """Return how many words a cell shares with the title of this number's theme alone."""
        return len(_stems(cell.text) & self.titles.get(number[:-1], set()))


def rotate_to_themes(rows: list[ActionRow], regions: Regions) -> None:
    """Move one text past its neighbours where the titles of their themes fit much better so.

    Only a run in which some text stands under another theme's heading may turn.
    """
    best: tuple[int, list[ActionRow], list[list[Cell]]] | None = None
    free = [row for row in rows if not row.mark.rest]
    for size in (3, 4, 5):
        for start in range(len(free) - size + 1):
            run = free[start : start + size]
            texts = [row.text for row in run]
            if not all(texts) or run[0].number[:-1] == run[-1].number[:-1]:
                continue
            if not any(regions.strays(row.text[0].at, row.number) for row in run):
                continue
            for turned in ([texts[-1], *texts[:-1]], [*texts[1:], texts[0]]):
                gain = _likeness(run, turned, regions) - _likeness(run, texts, regions)
                if gain >= 3 and (best is None or gain > best[0]):
                    best = (gain, run, turned)
    if best:
        for row, text in zip(best[1], best[2], strict=True):
            row.text = text
            row.doubts["text"] = "it stands under the heading of another theme"


_DONE = re.compile(r"(?:[a-z]{3,}ed|held|sent|in place|written|begun|met)\.?$")


def fill_from(rows: Sequence[ActionRow], cells: Sequence[Cell], regions: Regions) -> set[int]:
    """Fill rows left without text with short cells that tell of a deed done; say where these stood.

    Such a text ('Panel recruited') opens like a measure; it counts only where a row lacks one.
    """
    taken: set[int] = set()
    for i, row in enumerate(rows):
        if row.text:
            continue
        low = max((r.text[-1].at for r in rows[:i] if r.text), default=row.mark.row.at)
        high = min((r.text[0].at for r in rows[i + 1 :] if r.text), default=10**6)
        fit = [
            cell
            for cell in cells
            if low < cell.at < high
            and cell.at not in taken
            and len(cell.text.split()) <= 12
            and _DONE.search(cell.text)
            and regions.strays(cell.at, row.number) == 0
        ]
        if fit:
            last = i + 1 < len(rows) and bool(rows[i + 1].text)
            cell = fit[-1] if last and i and rows[i - 1].doubts.get("text") else fit[0]
            row.text = [cell]
            row.doubts["text"] = "it stands among the impacts and measures"
            taken.add(cell.at)
    return taken


def _likeness(rows: Sequence[ActionRow], texts: Sequence[Sequence[Cell]], regions: Regions) -> int:
    return sum(regions.likeness(text[0], row.number) for row, text in zip(rows, texts, strict=True))


def line_up(group: Group, cells: Sequence[Cell]) -> list[ActionRow]:
    """Give each action number of a group its cells."""
    rows = [ActionRow(mark) for mark in group.marks]
    by_column = {c: [cell for cell in cells if cell.column == c] for c in range(5)}
    spacing = max(len(group.body) / max(len(rows), 1), 4.0)
    regions = Regions(group)
    _texts(rows, by_column[ACTION], spacing, regions)
    rotate_to_themes(rows, regions)
    beside = sorted(by_column[IMPACT] + by_column[MEASURE], key=lambda cell: cell.at)
    taken = fill_from(rows, beside, regions)
    for column in (IMPACT, MEASURE):
        by_column[column] = [c for c in by_column[column] if c.at not in taken]
    _dues(rows, by_column[DUE], spacing, regions)
    _leads(rows, by_column[LEAD], spacing, regions)
    _beside(rows, by_column[IMPACT], "impact")
    _beside(rows, by_column[MEASURE], "measure")
    return rows


def _texts(rows: list[ActionRow], cells: Sequence[Cell], spacing: float, regions: Regions) -> None:
    """Give numbers their texts: those printed beside a number first, the rest in order."""
    beside = {row.mark.row.at: row for row in rows if row.mark.rest}
    within = [row for row in rows if not row.mark.rest]
    rest: list[Cell] = []
    for cell in cells:
        owner = beside.get(cell.fragments[0].row.at) if cell.fragments[0].numbered else None
        owner = owner or _number_within(cell, within)
        if owner:
            owner.text.append(cell)
        else:
            rest.append(cell)
    bare_rows = [row for row in rows if not row.text]
    tied = [row for row in rows if row.text]
    loose: list[Piece] = []
    for cell in rest:
        owner = _tail_of(cell, tied)
        if owner:
            owner.text.append(cell)
        else:
            loose += _pieces(cell)
    shares = in_order(
        len(loose),
        len(bare_rows),
        lambda i, j: _text_opens(loose[i], bare_rows[j], spacing, regions),
        lambda i, j: _text_carries_on(loose, i),
        lambda i: _text_passed(loose[i]),
        lambda j: -3.0,
    )
    for i, (piece, slot) in enumerate(zip(loose, shares, strict=True)):
        if slot < 0:
            continue
        if piece.joined and not bare_rows[slot].text:
            reason = "its lines and its neighbour's were printed as one"
            bare_rows[slot].doubts["text"] = reason
            if i and shares[i - 1] >= 0:
                bare_rows[shares[i - 1]].doubts["text"] = reason
        bare_rows[slot].text.append(piece.cell)


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell or a part of one that could open a text of its own."""

    cell: Cell
    joined: bool


def _pieces(cell: Cell) -> list[Piece]:
    """Cut a cell where a line opens with a capital after a line that could end a text."""
    parts: list[list[Fragment]] = [[]]
    for fragment in cell.fragments:
        before = parts[-1][-1].text if parts[-1] else None
        if before and fragment.text[0].isupper() and not ends_open(before):
            parts.append([])
        parts[-1].append(fragment)
    return [
        Piece(Cell(cell.column, part, cell.doubt if not i else 0.0), i > 0)
        for i, part in enumerate(parts)
    ]


def _text_passed(piece: Piece) -> float:
    """Weigh leaving a piece of text out of every action."""
    if piece.joined:
        return -2.5
    if is_imperative(piece.cell.text):
        return -3.5 if len(piece.cell.text) >= 16 else -1.5
    return -2.2 if is_nominal(piece.cell.text) else -1.0


def _number_within(cell: Cell, rows: Sequence[ActionRow]) -> ActionRow | None:
    """Return the row whose number is printed between the lines of a cell, in the same block."""
    first, last = cell.fragments[0].row, cell.fragments[-1].row
    inside = [
        row
        for row in rows
        if first.at < row.mark.row.at < last.at and row.mark.row.block == first.block
    ]
    return inside[0] if len(inside) == 1 and not inside[0].text else None


def _tail_of(cell: Cell, tied: Sequence[ActionRow]) -> ActionRow | None:
    """Return the row whose text breaks off just before this cell, if there is one."""
    for row in tied:
        last = row.text[-1].fragments[-1]
        near = 0 < cell.at - last.row.at <= 40
        if near and cell.text[0].islower() and not last.text.endswith("."):
            return row
    return None


def _text_opens(piece: Piece, row: ActionRow, spacing: float, regions: Regions) -> float:
    cell = piece.cell
    weight = 3.0 if is_imperative(cell.text) else 2.7 if is_nominal(cell.text) else 2.0
    if weight < 2.5:
        weight -= 3.0 * piece.joined
        weight -= 0.5 * (opens_measure(cell.text) or opens_impact(cell.text))
        weight -= 1.0 * (len(cell.text.split()) < 3)
    elif len(cell.text.split()) < 3 and len(cell.text) < 16:
        weight -= 1.5
    if cell.text[0].islower():
        weight -= 4.0
    if cell.text.endswith("used to:"):
        weight -= 3.0
    mark, first = row.mark.row, cell.fragments[0].row
    if first.at == mark.at + 1 and first.block == mark.block:
        weight += 3.0
    distance = abs(cell.at - mark.at) / spacing
    weight -= 2.5 * regions.strays(cell.at, row.number)
    return weight - 0.4 * max(0.0, distance - 1.0)


def _text_carries_on(pieces: Sequence[Piece], i: int) -> float:
    if not i:
        return -9.0
    before, cell = pieces[i - 1].cell, pieces[i].cell
    if cell.text[0].islower() or ends_open(before.fragments[-1].text):
        return 1.0
    if pieces[i].joined:
        return -1.5 if is_imperative(cell.text) else 0.3
    return -3.5 if is_imperative(cell.text) else -1.2


def _words(text: str) -> set[str]:
    return {word for w in text.split() if len(word := bare(w)) > 2 and word not in _STOP}


def _stems(text: str) -> set[str]:
    return {word[:7].rstrip("s") for word in _words(text)}


def _dues(rows: list[ActionRow], cells: Sequence[Cell], spacing: float, regions: Regions) -> None:
    dated = [part for cell in _dated(cells) for part in _milestones(cell)]
    words = [_stems(" ".join(cell.text for cell in row.text)) for row in rows]

    def shared(i: int, j: int) -> float:
        label = _stems(re.sub(r"[A-Z][a-z]+ ?20\d\d", "", dated[i].text))
        alike = len(label & words[j])
        return min(4.0, 1.3 * alike) if alike > 1 else 0.6 * alike

    def near(i: int, j: int) -> float:
        after = rows[j + 1].at if j + 1 < len(rows) else 10**6
        distance = 0.0 if rows[j].at <= dated[i].at < after else abs(dated[i].at - rows[j].at)
        behind = 0.12 if dated[i].at > rows[j].at else 0.3
        stray = 1.2 * regions.strays(dated[i].at, rows[j].number)
        return -behind * max(0.0, distance / spacing - 0.5) - stray

    def carries_on(i: int, j: int) -> float:
        label = re.search(
            r"[A-Za-z(]{3,}.*[a-z]{4}", re.sub(r"[A-Z]\w+ ?20\d\d", "", dated[i].text)
        )
        gap = dated[i].at - dated[i - 1].fragments[-1].row.at if i else 0
        opening = dated[i].text[0] in "(&" or dated[i].text[0].islower()
        cost = -0.4 if opening else -1.0 if label else -3.2
        return cost - min(0.06 * max(gap - 1, 0), 1.5) + shared(i, j) + near(i, j)

    shares = in_order(
        len(dated),
        len(rows),
        lambda i, j: 2.0 + shared(i, j) + near(i, j),
        carries_on,
        lambda i: -2.5,
        lambda j: -2.0,
    )
    for cell, slot in zip(dated, shares, strict=True):
        if slot >= 0:
            rows[slot].due.append(cell)


def _milestones(cell: Cell) -> list[Cell]:
    """Cut a cell of dates after each line on which a date ends."""
    parts: list[list[Fragment]] = [[]]
    for fragment in cell.fragments:
        words = " ".join(f.text for f in parts[-1])
        whole = holds_date(words) and words.count("(") == words.count(")")
        done = whole and (
            not ends_open(words) or words[-1] not in "-–" and holds_date(fragment.text)
        )
        if done and fragment.text[0] not in "(&–-" and not fragment.text[0].islower():
            parts.append([])
        parts[-1].append(fragment)
    if len(parts) > 1 and not holds_date(" ".join(f.text for f in parts[-1])):
        parts[-2:] = [parts[-2] + parts[-1]]
    return [Cell(DUE, part, cell.doubt) for part in parts]


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


def _leads(rows: list[ActionRow], cells: Sequence[Cell], spacing: float, regions: Regions) -> None:
    """Share a group's leads among its themes in order, then within each theme."""
    named = [
        cell
        for cell in whole_posts(_cut_posts(cells))
        if names_rank(cell.text) and not is_header_line(cell.text)
    ]
    themes: list[list[ActionRow]] = []
    for row in rows:
        if themes and themes[-1][0].number[:-1] == row.number[:-1]:
            themes[-1].append(row)
        else:
            themes.append([row])
    for theme, own in zip(themes, _share_leads(themes, named, spacing, regions), strict=True):
        _lead_theme(theme, own)


def _cut_posts(cells: Sequence[Cell]) -> list[Cell]:
    """Cut a cell where a whole post is followed by a line that opens posts elsewhere."""
    openings = Counter(cell.fragments[0].text for cell in cells)
    posts: list[Cell] = []
    for cell in cells:
        parts: list[list[Fragment]] = [[]]
        for fragment in cell.fragments:
            said = " ".join(f.text for f in parts[-1])
            whole = _is_post(said) and not ends_open(said)
            if whole and openings[fragment.text] and fragment.text[0].isupper():
                parts.append([])
            parts[-1].append(fragment)
        posts += [Cell(cell.column, part, cell.doubt) for part in parts]
    return posts


def whole_posts(cells: Sequence[Cell]) -> list[Cell]:
    """Join pieces of one post that were taken for several: neither is whole without the other."""
    posts: list[Cell] = []
    for cell in cells:
        before = posts[-1] if posts else None
        near = before is not None and cell.at - before.fragments[-1].row.at <= 2
        if before and near and not (_is_post(before.text) and _is_post(cell.text)):
            merged = [*before.fragments, *cell.fragments]
            posts[-1] = Cell(cell.column, merged, before.doubt + cell.doubt)
        else:
            posts.append(cell)
    return posts


def _is_post(text: str) -> bool:
    return names_rank(text) and len(text.split()) > 1


def _share_leads(
    themes: Sequence[list[ActionRow]], cells: Sequence[Cell], spacing: float, regions: Regions
) -> list[list[Cell]]:
    """Cut the run of leads into one run for each theme, the best cut by number and place."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for theme in themes:
        after: dict[int, tuple[float, list[int]]] = {}
        for used, (score, cuts) in best.items():
            for count in range(min(len(theme) + 4, len(cells) - used + 1)):
                own = cells[used : used + count]
                value = score + _fits(theme, own, spacing, regions)
                if used + count not in after or value > after[used + count][0]:
                    after[used + count] = (value, [*cuts, used + count])
        best = after
    ends = max(best.items(), key=lambda kv: kv[1][0] - 2.0 * (len(cells) - kv[0]))[1][1]
    return [list(cells[a:b]) for a, b in zip([0, *ends], ends, strict=False)]


def _fits(
    theme: Sequence[ActionRow], own: Sequence[Cell], spacing: float, regions: Regions
) -> float:
    count = len(own)
    weight = -3.0 if not count else 1.5 if count in (1, len(theme)) else -0.5
    weight += 0.8 if count == 2 and len(theme) == 1 else 0.0
    weight -= 2.0 * sum(regions.strays(cell.at, theme[0].number) for cell in own)
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
    elif not own:
        for row in theme:
            row.doubts["lead"] = "no lead stands beside it"
    else:
        _spread(theme, own)


def _spread(theme: Sequence[ActionRow], own: Sequence[Cell]) -> None:
    """Give leads that are more or fewer than the actions to the rows nearest to them."""
    shares = in_order(
        len(own),
        len(theme),
        lambda i, j: 2.0 - 0.02 * abs(own[i].at - theme[j].at),
        lambda i, j: 0.5 - 0.02 * abs(own[i].at - theme[j].at),
        lambda i: -2.0,
        lambda j: -1.0,
    )
    for cell, slot in zip(own, shares, strict=True):
        if slot >= 0:
            theme[slot].lead.append(cell)
    for i, row in enumerate(theme):
        row.doubts["lead"] = "the leads beside its theme are more or fewer than its actions"
        row.alternatives["lead"] = sorted({cell.text for cell in own})
        if not row.lead:
            row.lead = theme[i - 1].lead if i else [own[0]]


def _beside(rows: list[ActionRow], cells: Sequence[Cell], name: str) -> None:
    """Give each cell to the nearest row above or level with it."""
    ordered = sorted(rows, key=lambda row: row.at)
    for cell in cells:
        above = [row for row in ordered if row.at <= cell.at + 2]
        getattr((above or ordered)[-1 if above else 0], name).append(cell)
