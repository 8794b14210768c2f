"""Which lead stands beside which action, or is shared down a theme."""

from collections import Counter
from collections.abc import Sequence
from heapq import nlargest

from .columns import Cell
from .rows import ActionRow, Regions, in_order
from .traces import Fragment
from .vocabulary import ends_open, is_header_line, names_rank

_WIDEST = 48


def share_leads(
    rows: list[ActionRow], cells: Sequence[Cell], spacing: float, regions: Regions | None
) -> None:
    """Share a group's leads among its themes in order, then within each theme."""
    named = posts_of(cells)
    themes: list[list[ActionRow]] = []
    for row in rows:
        if themes and themes[-1][0].number[:-1] == row.number[:-1]:
            themes[-1].append(row)
        else:
            themes.append([row])
    for theme, own in zip(themes, _share_leads(themes, named, spacing, regions), strict=True):
        _lead_theme(theme, own)


def posts_of(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells that name a post, each post in a cell of its own."""
    return [
        cell
        for cell in whole_posts(_cut_posts(cells))
        if names_rank(cell.text) and not is_header_line(cell.text)
    ]


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
    themes: Sequence[list[ActionRow]],
    cells: Sequence[Cell],
    spacing: float,
    regions: Regions | None,
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
        if len(after) > _WIDEST:
            best = dict(nlargest(_WIDEST, after.items(), key=lambda item: item[1][0]))
    ends = max(best.items(), key=lambda kv: kv[1][0] - 2.0 * (len(cells) - kv[0]))[1][1]
    return [list(cells[a:b]) for a, b in zip([0, *ends], ends, strict=False)]


def _fits(
    theme: Sequence[ActionRow], own: Sequence[Cell], spacing: float, regions: Regions | None
) -> float:
    count = len(own)
    weight = -3.0 if not count else 1.5 if count in (1, len(theme)) else -0.5
    weight += 0.8 if count == 2 and len(theme) == 1 else 0.0
    if regions:
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
