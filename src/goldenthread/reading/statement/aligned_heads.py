"""Rows of headings on laid-out pages: headings over several lines, each above its own column."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb

from goldenthread.reading.facts import Cell
from goldenthread.reading.statement.aligned_pieces import Piece, Strip
from goldenthread.reading.statement.table_headings import (
    Column,
    Role,
    header_columns,
    is_number_like,
    role_of,
)

# Headings of these kinds are known by how they begin, whatever follows.
_SWALLOWING = {Role.LEAD, Role.ACTION, Role.SUCCESS, Role.IMPACT, Role.UPDATE, Role.RESOURCES,
               Role.EVIDENCE, Role.BASELINE, Role.TARGET, Role.RAG, Role.LINKS}  # fmt: skip
# And these by how they end, whatever stands before.
_TRAILING = {Role.SUCCESS, Role.TARGET, Role.MILESTONE, Role.UPDATE}
_TALLEST = 6
_LONGEST_PIECE = 60
_MOST_WAYS = 300
_SHARE = 0.3
_PUSHED = 3
_CHARACTERS = 1.8
_SUBJECTS = {Role.ACTION, Role.MEASURE, Role.SUCCESS, Role.TERM, Role.GROUP, Role.PRIORITY}


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: its words, where they start (perhaps `left` further left), where they end."""

    start: int
    end: int
    text: str
    left: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """A row of headings: the strips it takes (from, to, inclusive) and its headings in order."""

    first: int
    last: int
    headings: tuple[Heading, ...]
    columns: tuple[Column, ...]

    @property
    def wording(self) -> str:
        """Return the words of the headings, to tell the same head from another."""
        return "|".join("".join(heading.text.lower().split()) for heading in self.headings)

    def roles(self) -> list[Role | None]:
        """Return what each column holds, None where its heading says nothing known."""
        known = {column.index: column.role for column in self.columns}
        return [known.get(index) for index in range(len(self.headings))]


def heads_in(strips: Sequence[Strip]) -> list[Head]:
    """Return the rows of headings in order."""
    found: list[Head] = []
    at = 0
    while at < len(strips):
        head = _head_at(strips, at) if _may_head(strips[at]) else None
        if head is None or (found and head.first <= found[-1].last):
            at += 1
            continue
        found.append(head)
        at = head.last + 1
    return _as_low_as_elsewhere(strips, found)


def _as_low_as_elsewhere(strips: Sequence[Strip], heads: Sequence[Head]) -> list[Head]:
    """Give heads that begin with the same line the lines that they all have in common.

    Under a head repeated on a later page the first line of a row can pass for a heading.
    """
    alike: dict[str, list[int]] = {}
    for head in heads:
        alike.setdefault(strips[head.first].text, []).append(head.first)
    found = []
    for head in heads:
        firsts = alike[strips[head.first].text]
        weighed = None
        if len(firsts) > 1:
            weighed = _weigh(strips, head.first, head.first + _in_common(strips, firsts) - 1)
        found.append(weighed[1] if weighed else head)
    return found


def _in_common(strips: Sequence[Strip], firsts: Sequence[int]) -> int:
    """Return how many lines are the same from each of some places on."""
    for down in range(1, _TALLEST):
        words = {strips[at + down].text if at + down < len(strips) else "" for at in firsts}
        if len(words) > 1 or any(strips[at + down].parted for at in firsts):
            return down
    return _TALLEST


def _may_head(strip: Strip) -> bool:
    pieces = strip.pieces
    if any(len(piece.text) > _LONGEST_PIECE or _is_number(piece) for piece in pieces):
        return False
    roles = [role for piece in pieces for half in _halves(piece) if (role := role_of(half.text))]
    return len(pieces) > 1 and (len(roles) > 1 or bool(_SUBJECTS & set(roles)))


def _is_number(piece: Piece) -> bool:
    return is_number_like(piece.text) and piece.text != "#"


def _head_at(strips: Sequence[Strip], at: int) -> Head | None:
    """Return the best head among the windows of lines around one that shows headings."""
    low, high = at, at
    while low > 0 and at - low < _TALLEST - 1 and _joins(strips, low):
        low -= 1
    while high + 1 < len(strips) and high - at < _TALLEST - 1 and _joins(strips, high + 1):
        high += 1
    best: tuple[float, Head] | None = None
    for first in range(low, at + 1):
        for last in range(at, min(high, first + _TALLEST - 1) + 1):
            weighed = _weigh(strips, first, last)
            if weighed and (best is None or weighed[0] > best[0]):
                best = weighed
    return best[1] if best else None


def _joins(strips: Sequence[Strip], at: int) -> bool:
    """Say whether a line may belong to the same head as the one above it."""
    above = strips[at - 1]
    lone = len(above.pieces) == 1
    tops_page = above.opens_page and lone and bool(role_of(above.text))
    begins = lone and role_of(f"{above.text} {strips[at].pieces[0].text}") is Role.NUMBER
    return (tops_page or begins or not strips[at].parted) and all(
        len(piece.text) <= _LONGEST_PIECE for piece in strips[at].pieces
    )


def _weigh(strips: Sequence[Strip], first: int, last: int) -> tuple[float, Head] | None:
    """Return a head made of some lines and how well its words fit; None where it is none."""
    lines = strips[first : last + 1]
    ways = _ways_to_gather(lines, first, [[piece] for line in lines for piece in line.pieces])
    cuts = [_at_neighbours(piece, lines) for line in lines for piece in line.pieces]
    if any(len(parts) > 1 for parts in cuts):
        ways += _ways_to_gather(lines, first, cuts)
    weighed = [found for way in ways if (found := _weigh_clusters(way, first, last))]
    return max(weighed, key=lambda pair: pair[0], default=None)


def _ways_to_gather(
    lines: Sequence[Strip], first: int, parts: Sequence[Sequence[Piece]]
) -> list[list[list[tuple[int, Piece]]]]:
    """Return the ways to gather the pieces of some lines, given in parts, into headings."""
    rows = [row for row, line in enumerate(lines, first) for _ in line.pieces]
    pieces = [
        (row, half)
        for row, cut in zip(rows, parts, strict=True)
        for part in cut
        for half in _halves(part)
    ]
    ways = [_above_one_another(pieces)]
    if len(lines) > 1:
        ways += [
            _above_one_another(pieces, _PUSHED, _SHARE),
            _one_by_one(pieces),
            _by_meaning(pieces),
        ]
    return ways


def _weigh_clusters(
    clusters: Sequence[Sequence[tuple[int, Piece]]], first: int, last: int
) -> tuple[float, Head] | None:
    headings = [_heading([piece for _, piece in cluster]) for cluster in clusters]
    columns = header_columns([Cell(h.text, f"c{n}") for n, h in enumerate(headings)])
    if not columns or not {c.role for c in columns} & _SUBJECTS:
        return None
    kinds = {c.role for c in columns}
    measured = kinds & {Role.MEASURE, Role.SUCCESS} and kinds & {Role.BASELINE, Role.TARGET}
    if len(columns) < 3 and kinds != {Role.TERM, Role.MEANING} and not measured:
        return None
    unknown = len(headings) - len(columns)
    odd = sum(
        row > first and not _reads_on(piece, [p for r, p in cluster if r < row])
        for cluster in clusters
        for row, piece in cluster
    )
    head = Head(first, last, tuple(headings), tuple(columns))
    odd += 3 * sum(
        min(a.end, b.end) - max(a.start, b.start) > 0.5 * min(a.end - a.start, b.end - b.start)
        for a, b in zip(headings, headings[1:], strict=False)
    )
    known = 10.0 * len({column.role for column in columns}) + 4.0 * _repeated(columns)
    return known - 8.0 * unknown - 6.0 * odd + 0.1 * (last - first + 1), head


def _repeated(columns: Sequence[Column]) -> int:
    return len(columns) - len({column.role for column in columns})


def _at_neighbours(piece: Piece, lines: Sequence[Strip]) -> list[Piece]:
    """Cut headings a single space apart where those on the other lines start just there."""
    starts = {
        other.start
        for line in lines
        if len(line.pieces) > len(lines[0].pieces) or piece not in line.pieces
        for other in line.pieces
        if other.gap > 1 and not other.left
    }
    parts = [piece]
    for at, letter in enumerate(piece.text):
        if letter == " " and piece.start + at + 1 in starts:
            parts[-1:] = _cut_in_two(parts[-1], piece.start + at + 1 - parts[-1].start)
    return parts


def _cut_in_two(piece: Piece, at: int) -> list[Piece]:
    left = replace(piece, text=piece.text[: at - 1])
    return [left, replace(piece, text=piece.text[at:], start=piece.start + at, gap=1)]


def _halves(piece: Piece) -> list[Piece]:
    """Cut two headings that stand a single space apart, where what they mean tells them apart."""
    whole = role_of(piece.text)
    for at, letter in enumerate(piece.text):
        if letter != " ":
            continue
        left, right = role_of(piece.text[:at]), role_of(piece.text[at + 1 :])
        if not left or not right or left is right:
            continue
        trailing = whole is right and right in _TRAILING and piece.text[at + 1].isupper()
        if whole is None or trailing or (whole is left and left in _SWALLOWING):
            return _cut_in_two(piece, at + 1)
    return [piece]


def _above_one_another(
    pieces: Sequence[tuple[int, Piece]], pushed: int = 0, share: float = 0.0
) -> list[list[tuple[int, Piece]]]:
    """Gather pieces of which more than a share stands above another, from left to right.

    Pieces that may have been pushed to the right are taken to stand up to `pushed` further left.
    """
    found: list[tuple[float, list[tuple[int, Piece]]]] = []
    placed = sorted((p.start - min(p.left, pushed), row, p.text, p) for row, p in pieces)
    for start, row, text, piece in placed:
        length = min(len(text), _CHARACTERS * piece.ems) if pushed else len(text)
        if found and start < found[-1][0] - share * length:
            end, cluster = found.pop()
            found.append((max(end, start + length), [*cluster, (row, piece)]))
        else:
            found.append((start + length, [(row, piece)]))
    return [sorted(cluster, key=lambda pair: pair[0]) for _, cluster in found]


def _one_by_one(pieces: Sequence[tuple[int, Piece]]) -> list[list[tuple[int, Piece]]]:
    """Gather the pieces of lines that have as many each, first to first and so on."""
    rows: dict[int, list[tuple[int, Piece]]] = {}
    for row, piece in pieces:
        rows.setdefault(row, []).append((row, piece))
    if len({len(row) for row in rows.values()}) > 1:
        return []
    return [list(column) for column in zip(*rows.values(), strict=True)]


def _by_meaning(pieces: Sequence[tuple[int, Piece]]) -> list[list[tuple[int, Piece]]]:
    """Share the pieces of other lines out over the fullest line, in order, so as to be known."""
    rows: dict[int, list[Piece]] = {}
    for row, piece in pieces:
        rows.setdefault(row, []).append(piece)
    fullest = max(rows, key=lambda row: len(rows[row]))
    clusters = [[(fullest, piece)] for piece in rows[fullest]]
    for row, own in sorted(rows.items()):
        if row == fullest or len(own) > len(clusters):
            continue
        if comb(len(clusters), len(own)) > _MOST_WAYS:
            return []
        ways = combinations(range(len(clusters)), len(own))
        chosen = max(ways, key=lambda way: _known(clusters, row, own, way))
        for column, piece in zip(chosen, own, strict=True):
            clusters[column].append((row, piece))
    return [sorted(cluster, key=lambda pair: pair[0]) for cluster in clusters]


def _known(
    clusters: Sequence[Sequence[tuple[int, Piece]]],
    row: int,
    own: Sequence[Piece],
    way: Sequence[int],
) -> float:
    """Weigh one way to share out a line: headings known by it, and how near it stays."""
    score = 0.0
    for column, piece in zip(way, own, strict=True):
        cluster = sorted([*clusters[column], (row, piece)], key=lambda pair: pair[0])
        score += bool(role_of(_heading([p for _, p in cluster]).text))
        base = clusters[column][0][1]
        near = min(abs(base.start - piece.start), abs(base.end - piece.end))
        score -= 0.02 * max(near - max(base.left, piece.left), 0)
    return score


def _heading(pieces: Sequence[Piece]) -> Heading:
    words = " ".join(piece.text for piece in pieces)
    first = min(pieces, key=lambda piece: piece.start)
    return Heading(first.start, max(p.end for p in pieces), words, first.left)


def _reads_on(piece: Piece, above: Sequence[Piece]) -> bool:
    """Say whether words could carry on a heading rather than begin the first row under it."""
    if not above:
        return True
    if role_of(" ".join([*(p.text for p in above), piece.text])) is Role.NUMBER:
        return True
    widest = max(p.end for p in above) - min(p.start for p in above)
    return not piece.text.endswith(".") and (
        piece.text[0].islower()
        or not piece.text[0].isalpha()
        or len(piece.text.split()) <= 2
        and len(piece.text) <= widest + 6
    )
