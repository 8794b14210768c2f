"""Column-aligned text taken apart: each run of pieces that start at one place becomes a block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from goldenthread.reading.facts import Line

_GAP = re.compile(r"\s{2,}")
_FEWEST_LINES = 12
_SHARE = 0.15


@dataclass(slots=True)
class _Piece:
    """A run of words on one line without a wide gap, and where it starts."""

    start: int
    text: str
    line: Line


@dataclass(slots=True)
class _Block:
    """Pieces below one another that start at one place."""

    start: int
    row: int
    pieces: list[_Piece] = field(default_factory=list)


def is_laid_out(lines: Sequence[Line]) -> bool:
    """Say whether columns are kept apart by runs of spaces, as in text laid out like the page."""
    gapped = sum(bool(re.search(r"\S\s{3,}\S", line.text)) for line in lines)
    filled = sum(bool(line.text.strip()) for line in lines)
    return gapped >= _FEWEST_LINES and gapped >= _SHARE * filled


def unlaid(lines: Sequence[Line]) -> list[Line]:
    """Return the pieces of laid-out lines as lines, block by block, each with its line's number."""
    pieces = _cut_at_neighbours([_pieces(line) for line in lines])
    firsts = sorted(len(found[0].text) for found in pieces if len(found) > 2)
    usual = firsts[len(firsts) * 9 // 10] if firsts else 0
    out: list[Line] = []
    open_blocks: list[_Block] = []
    done: list[_Block] = []
    for row, (line, found) in enumerate(zip(lines, pieces, strict=True)):
        if line.text.startswith("\f") or _spans(found, usual):
            out += _written(done + open_blocks)
            out.append(replace(line, text="\f" if line.text.startswith("\f") else ""))
            open_blocks, done = [], []
        still: list[_Block] = []
        for piece in found:
            block = next((b for b in open_blocks if _goes_on(b, piece, row)), None)
            if block is None:
                block = _Block(piece.start, row)
                still.append(block)
            block.pieces.append(piece)
        live = [b for b in open_blocks if b.pieces[-1].line is line or _gap(b, lines, row) < 1]
        done += [b for b in open_blocks if b not in live]
        open_blocks = live + still
    return out + _written(done + open_blocks)


def _spans(found: Sequence[_Piece], usual: int) -> bool:
    """Say whether a line runs across the columns: one piece, much longer than a first cell's."""
    return len(found) == 1 and len(found[0].text) > 1.3 * usual + 8


def _gap(block: _Block, lines: Sequence[Line], row: int) -> int:
    last = block.pieces[-1].line
    return 0 if row and lines[row - 1] is last else 1


def _goes_on(block: _Block, piece: _Piece, row: int) -> bool:
    return abs(block.start - piece.start) <= 1 and bool(block.pieces) and row > block.row


def _pieces(line: Line) -> list[_Piece]:
    text = line.text.replace("\f", " ").rstrip()
    pieces: list[_Piece] = []
    at = len(text) - len(text.lstrip())
    for match in [*_GAP.finditer(text, at), None]:
        end = match.start() if match else len(text)
        if text[at:end].strip():
            pieces.append(_Piece(at, text[at:end].strip(), line))
        at = match.end() if match else end
    return pieces


def _cut_at_neighbours(rows: list[list[_Piece]]) -> list[list[_Piece]]:
    """Cut a piece where a word of it starts exactly where a piece of a neighbouring line starts."""
    out: list[list[_Piece]] = []
    for i, row in enumerate(rows):
        near = [*(rows[i - 1] if i else []), *(rows[i + 1] if i + 1 < len(rows) else [])]
        starts = {piece.start for piece in near if piece.start > 12}
        cut: list[_Piece] = []
        for piece in row:
            inside = sorted(
                start
                for start in starts
                if piece.start + 8 < start < piece.start + len(piece.text)
                and piece.text[start - piece.start - 1] == " "
            )
            wide = len(piece.text) > 2 * max((len(p.text) for p in near), default=99)
            bounds = [piece.start, *([] if wide else inside), piece.start + len(piece.text)]
            for a, b in zip(bounds, bounds[1:], strict=False):
                words = piece.text[a - piece.start : b - piece.start].strip()
                cut.append(_Piece(a, words, piece.line))
        out.append(cut)
    return out


def _written(blocks: Sequence[_Block]) -> list[Line]:
    out: list[Line] = []
    for block in sorted(blocks, key=lambda b: (b.row, b.start)):
        out += [replace(piece.line, text=piece.text) for piece in block.pieces]
        out.append(replace(block.pieces[-1].line, text=""))
    return out
