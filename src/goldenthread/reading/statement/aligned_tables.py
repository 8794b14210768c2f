"""Tables kept in columns on laid-out pages: their heads, their lines, and what runs across them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from goldenthread.reading.facts import Line
from goldenthread.reading.statement.aligned_columns import CutLine, cut
from goldenthread.reading.statement.aligned_heads import Head, heads_in
from goldenthread.reading.statement.aligned_layout import Layout, learn_layout
from goldenthread.reading.statement.aligned_pieces import (
    NARROWEST,
    OPEN_END,
    Strip,
    furniture,
    is_pushed,
    strips_of,
    unpushed,
)
from goldenthread.reading.statement.aligned_series import group_titles, heads_group
from goldenthread.reading.statement.aligned_widths import learn_widths
from goldenthread.reading.statement.closing import MEASURES_TITLE
from goldenthread.reading.statement.table_banners import is_placing
from goldenthread.reading.statement.table_draft import Titles
from goldenthread.reading.statement.table_headings import Role, is_number_like, shape_of
from goldenthread.reading.statement.table_layout import LABEL_ALONE, is_label

_ABOVE = 15
_CROSSES = 1.3
_PADDING = 1.5
_WIDE = 8.0
_LEANS = 4
_SELDOM = 0.12
_LEAST = 1.1
_USUAL = 1.4
_CONTENTS = re.compile(r"\.{3,}|\s\d{1,3}$")
_DOTTED = re.compile(r"(\d+(?:\.\d+)*)\.?\s")
_CLOSES = re.compile(
    MEASURES_TITLE.pattern
    + r"|(?:glossary|(?:list of )?abbreviations|governance|appendi(?:x|ces))\b.{0,40}",
    re.IGNORECASE,
)

_HOLDERS = {Role.THEME, Role.PRIORITY, Role.GROUP}


@dataclass(slots=True)
class Stretch:
    """Lines of a table between two rows that run across it, and the lines of the one above."""

    banner: list[Strip] = field(default_factory=list)
    lines: list[CutLine] = field(default_factory=list)


@dataclass(slots=True)
class AlignedTable:
    """A table over one or more pages: its first head, its stretches, the lines that place it."""

    head: Head
    above: list[Line]
    widths: list[float | None] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    series: Titles = field(default_factory=dict)


@dataclass(slots=True)
class _Chunk:
    """The lines under a head on one page, and their columns; `headed` if the head is there too."""

    head: Head
    strips: list[Strip]
    layout: Layout
    headed: bool


def tables_in(lines: Sequence[Line]) -> list[AlignedTable]:
    """Return the tables that stand in columns on some pages of text, in order."""
    strips = strips_of(lines)
    if pushed := is_pushed(strips):
        strips = [unpushed(strip, NARROWEST) for strip in strips]
    heads = heads_in(strips)
    if not heads:
        return []
    in_heads = {at for head in heads for at in range(head.first, head.last + 1)}
    dropped = furniture(strips, in_heads)
    series = group_titles(strips, [head.first for head in heads])
    found: list[AlignedTable] = []
    chunks: list[_Chunk] = []
    above = [strip for at, strip in enumerate(strips[: heads[0].first]) if at not in dropped]
    for at, head in enumerate(heads):
        if chunks and head.roles() != chunks[-1].head.roles():
            found.append(_table(chunks, above, pushed, series))
            above, chunks = _placing(found[-1]), []
        stop = heads[at + 1].first if at + 1 < len(heads) else len(strips)
        under = [strips[n] for n in range(head.last + 1, stop) if n not in dropped]
        headed = next((chunk for chunk in reversed(chunks) if chunk.headed), None)
        chunks += _chunks(under, head, headed, pushed)
    found.append(_table(chunks, above, pushed, series))
    return found


def _chunks(
    under: Sequence[Strip], head: Head, before: _Chunk | None, pushed: bool
) -> list[_Chunk]:
    """Cut the lines under a head at page ends, and learn the columns of each page."""
    pages: dict[int, list[Strip]] = {}
    for strip in under:
        pages.setdefault(strip.page, []).append(strip)
    found: list[_Chunk] = []
    known = (before.head, before.layout) if before else None
    for strips in pages.values() or [[]]:
        layout = learn_layout(strips, head, pushed, known)
        found.append(_Chunk(head, strips, layout, not found))
        known = (head, layout)
    return found


def _table(
    chunks: Sequence[_Chunk], above: Sequence[Strip], pushed: bool, series: Titles
) -> AlignedTable:
    """Cut the lines of all pages of a table, and find what runs across it."""
    widths = learn_widths([(chunk.strips, chunk.layout) for chunk in chunks])
    placing = [strip.line for strip in above[-_ABOVE:] if not _is_contents(strip.text)]
    table = AlignedTable(chunks[0].head, placing, widths, [Stretch()], series)
    closed = None
    if pushed:
        width = _letter_width(chunks, widths)
        for chunk in chunks:
            chunk.strips = [unpushed(strip, width) for strip in chunk.strips]
    shapes = _shapes(chunks)
    for chunk in chunks:
        layout = replace(chunk.layout, widths=tuple(widths), shapes=shapes)
        if chunk.headed:
            _drop_said_of_group(table, series)
        if chunk.head is not closed:
            closed = None
        for at, strip in enumerate(chunk.strips):
            below = chunk.strips[at + 1] if at + 1 < len(chunk.strips) else None
            last = table.stretches[-1]
            if _closes(strip, below, layout):
                closed = chunk.head
            elif (
                closed is None and last.banner and not last.lines and _runs_on(last, strip, series)
            ):
                if not _is_named(last.banner[0].text, series):
                    closed = chunk.head
                last.banner.append(strip)
            elif _runs_across(strip, below, last, layout, pushed, series):
                closed = None if _is_named(strip.text, series) else closed
                if closed is None:
                    table.stretches.append(Stretch([strip]))
            elif closed is None:
                beside = [chunk.strips[n] for n in (at - 1, at + 1) if 0 <= n < len(chunk.strips)]
                line, layout = cut(strip, layout, [] if pushed else beside)
                last.lines.append(line)
    table.stretches = [s for s in table.stretches if s.lines or _is_heading(s.banner, series)]
    return table


def _drop_said_of_group(table: AlignedTable, series: Titles) -> None:
    """Drop what is said below a group's heading and above its table: it heads no rows."""
    above = len(table.stretches)
    while above and not table.stretches[above - 1].lines:
        above -= 1
    waiting = table.stretches[above:]
    named = [bool(s.banner) and _is_named(s.banner[0].text, series) for s in waiting]
    if any(named):
        first = named.index(True)
        kept = [s for at, s in enumerate(waiting) if at < first or named[at]]
        table.stretches[above:] = kept


def _closes(strip: Strip, below: Strip | None, layout: Layout) -> bool:
    """Say whether a line heads what comes after the tables: it stands alone, at the margin."""
    if len(strip.pieces) > 1 or not _CLOSES.fullmatch(strip.text):
        return False
    at_margin = strip.pieces[0].start <= layout.starts[0] + 1
    return strip.parted or (at_margin and below is not None and below.parted)


def _shapes(chunks: Sequence[_Chunk]) -> frozenset[str]:
    """Return how the numbers of a table's rows are written, none where that is not settled."""
    seen: Counter[str] = Counter()
    for chunk in chunks:
        if chunk.layout.roles[0] is Role.NUMBER:
            pieces = [strip.pieces[0] for strip in chunk.strips]
            seen.update(
                shape_of(words)
                for piece in pieces
                if piece.start < chunk.layout.starts[1]
                and is_number_like(words := piece.text.split()[0])
            )
    least = max(2, _SELDOM * seen.total())
    return frozenset(shape for shape, count in seen.items() if count >= least)


def _is_contents(text: str) -> bool:
    return bool(_CONTENTS.search(text)) and not LABEL_ALONE.fullmatch(text)


def _letter_width(chunks: Sequence[_Chunk], widths: Sequence[float | None]) -> float:
    """Return how many characters of the line an em of print takes: full columns just fit."""
    found = [
        (chunk.layout.room(column) - _PADDING) / width
        for chunk in chunks
        for column, width in enumerate(widths[:-1])
        if width is not None and width > _WIDE
    ]
    return max(0.97 * min(found, default=_USUAL), _LEAST)


def _placing(table: AlignedTable) -> list[Strip]:
    """Take off the rows that run across the foot of a table: they place the table after it."""
    taken: list[Strip] = []
    while table.stretches and not table.stretches[-1].lines:
        taken = [*table.stretches.pop().banner, *taken]
    return taken


def _is_heading(banner: Sequence[Strip], series: Titles) -> bool:
    return bool(banner) and (_is_named(banner[0].text, series) or not banner[-1].text.endswith("."))


def _is_named(text: str, series: Titles) -> bool:
    """Say whether a line says what it heads: a theme, a priority, a group, a chair."""
    if is_label(text) or heads_group(text, series):
        return True
    return is_placing(text) in ("group", "priority", "chair")


def _runs_on(stretch: Stretch, strip: Strip, series: Titles) -> bool:
    """Say whether a line carries on the words of the banner right above it."""
    above = stretch.banner[-1]
    lone = len(strip.pieces) == 1 and not is_number_like(strip.text)
    if not lone or strip.parted or _is_named(strip.text, series):
        return False
    if LABEL_ALONE.fullmatch(above.text):
        return True
    return strip.text[0].islower() or bool(OPEN_END.search(above.text))


def _runs_across(
    strip: Strip,
    below: Strip | None,
    last: Stretch,
    layout: Layout,
    pushed: bool,
    series: Titles,
) -> bool:
    """Say whether a line is a row of one cell that runs across the columns."""
    if len(strip.pieces) > 1 or not strip.text[0].isalnum():
        return False
    piece = strip.pieces[0]
    narrow = layout.roles[0] is Role.NUMBER
    at = next(
        (c for c in reversed(range(len(layout.starts))) if piece.start >= layout.starts[c]), 0
    )
    leans = narrow and at == 0 and layout.starts[1] - piece.start <= min(_LEANS, piece.start - 1)
    if leans or (pushed and piece.start == 0 and narrow):
        at = 1
    width = layout.widths[at]
    fits = width is not None and piece.ems <= _CROSSES * width + 1
    above = last.lines[-1].cells.get(at) if last.lines else None
    reads_on = above is not None and (strip.text[0].islower() or bool(OPEN_END.search(above)))
    number = _DOTTED.match(strip.text)
    if number and below is not None and below.text.startswith(f"{number[1]}."):
        return True
    if _is_named(strip.text, series):
        held = layout.roles[0] in _HOLDERS and at == 0 and fits
        return not held and (strip.parted or not reads_on)
    if narrow and not pushed and at == 0 and not is_number_like(piece.text):
        return piece.end > layout.starts[1] or strip.text[0].isupper()
    if reads_on or at > 1 or (at == 1 and not narrow):
        return False
    if narrow and not pushed and abs(piece.start - layout.starts[at]) <= (_LEANS if leans else 2):
        return False
    if not fits and width is not None and not (pushed and last.lines):
        return not last.lines or _begins_row(below, layout)
    alone = strip.parted and (below is None or below.parted) and strip.text[0].isupper()
    return alone and not re.search(r"[.,;:!?]$", strip.text) and _begins_row(below, layout)


def _begins_row(strip: Strip | None, layout: Layout) -> bool:
    if strip is None:
        return False
    if layout.roles[0] is Role.NUMBER:
        return is_number_like(strip.pieces[0].text)
    return len(strip.pieces) > 2
