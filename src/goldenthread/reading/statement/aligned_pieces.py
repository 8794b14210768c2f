"""The lines of a laid-out page as pieces: runs of words and where on the line they stand."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from goldenthread.reading.facts import Line

_GAP = re.compile(r" {2,}|\t+")
_BULLET = re.compile(r"[•●▪◦‣·■○o–\-\uf0b7\uf0a7\uf0d8\u2219]")
_BULLET_GAP = 6
_EDGE = 3
NARROWEST = 1.9
LOST_INDENT = 14
OPEN_END = re.compile(r"(?:[,/&(–-]|\b(?:and|or|of|for|the|to|with|in|a|by|from|on|at|end))$", re.I)
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:of|/|\|)\s*\d{1,3})?(?:\s*\|\s*page)?"
    r"|file:/+\S+|https?:\S+",
    re.IGNORECASE,
)
_ENDS_ON_PAGE = re.compile(r".{0,80}\bpage \d{1,3}(?: of \d{1,3})?", re.IGNORECASE)


# About how wide letters are in the usual typefaces, in hundredths of the font size.
_WIDTHS = {
    **dict.fromkeys("ijl|'’.,:;!", 24),
    **dict.fromkeys(" ftI/-()[]", 29),
    **dict.fromkeys("rs", 38),
    **dict.fromkeys("mMwW%&", 82),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ", 67),
}
_USUAL_WIDTH = 54


@lru_cache(maxsize=1 << 16)
def ems(text: str) -> float:
    """Return about how wide words are printed, in font sizes."""
    return sum([_WIDTHS.get(letter, _USUAL_WIDTH) for letter in text]) / 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with no wide gap inside: where on the line it starts, in characters from 0.

    `gap` is the blank before it; a lone piece has its line to itself. On the page it may stand as
    many as `left` characters further left, or `right` further right, than in the text.
    """

    start: int
    text: str
    gap: int = 0
    lone: bool = False
    left: int = 0
    right: int = 0

    def away_from(self, place: int) -> int:
        """Return how far it surely starts right of a place (left: negative, 0: may be there)."""
        if place < self.start - self.left:
            return self.start - self.left - place
        return min(self.start + self.right - place, 0)

    @property
    def ems(self) -> float:
        """Return about how wide its words are printed, in font sizes."""
        return ems(self.text)

    @property
    def end(self) -> int:
        """Return the place after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Strip:
    """One line that holds words: its pieces, its page from 1, and if a blank line is above it."""

    line: Line
    page: int
    pieces: tuple[Piece, ...]
    parted: bool
    opens_page: bool

    @property
    def text(self) -> str:
        """Return the words of the line, pieces joined by single spaces."""
        return " ".join(piece.text for piece in self.pieces)


def strips_of(lines: Sequence[Line]) -> list[Strip]:
    """Return the lines that hold words, in order, running heads and page numbers with them."""
    found: list[Strip] = []
    parted, page, before = True, 1, lines[0].page if lines else None
    for line in lines:
        turned = line.page != before or (line.text.startswith("\f") and bool(found))
        before = line.page
        page += turned
        pieces = _pieces(line.text)
        if not pieces:
            parted = True
            continue
        opens = not found or found[-1].page != page
        found.append(Strip(line, page, pieces, parted or opens, opens))
        parted = False
    return found


def _pieces(text: str) -> tuple[Piece, ...]:
    text = text.replace("\f", " ").replace("\u00a0", " ").expandtabs(8).rstrip()
    at = len(text) - len(text.lstrip())
    found: list[Piece] = []
    gap = 0
    for match in [*_GAP.finditer(text, at), None]:
        end = match.start() if match else len(text)
        words = text[at:end]
        bullet = found and _BULLET.fullmatch(found[-1].text) and gap <= _BULLET_GAP
        if bullet:
            last = found.pop()
            words, at, gap = f"{last.text} {words}", last.start, last.gap
        if words:
            found.append(Piece(at, words, gap))
        if match:
            at, gap = match.end(), match.end() - match.start()
    if len(found) == 1:
        return (Piece(found[0].start, found[0].text, 0, True),)
    return tuple(found)


def furniture(strips: Sequence[Strip], kept: set[int]) -> set[int]:
    """Return the places of page numbers and running heads, but for those in `kept`.

    A running head stands at one place at the edge of half the pages; one without a number that
    counts on has to stand on three pages, or on all.
    """
    pages: dict[int, list[int]] = {}
    for at, strip in enumerate(strips):
        if at not in kept:
            pages.setdefault(strip.page, []).append(at)
    edges = {
        at: edge
        for places in pages.values()
        for ends in (list(enumerate(places[:_EDGE])), _from_foot(places))
        for edge, at in ends
    }
    seen = Counter((edge, _without_digits(strips[at])) for at, edge in edges.items())
    half = max(2, (len(pages) + 1) // 2)
    found = set()
    for at, edge in edges.items():
        words = _without_digits(strips[at])
        often = half if "#" in words else max(half, min(3, len(pages)))
        if (
            _PAGE_NUMBER.fullmatch(strips[at].text)
            and strips[at].pieces[0].start > 0
            or edge == -1
            and _ENDS_ON_PAGE.fullmatch(strips[at].text)
            or seen[edge, words] >= often
            and sum(map(str.isalpha, words)) > 3
        ):
            found.add(at)
    return found


def is_pushed(strips: Sequence[Strip]) -> bool:
    """Say whether words that stand three blanks apart may have been pushed to the right.

    That is how the text of a PDF is set out here, and no words stand two blanks apart then; a
    lone run near the margin has lost its indent.
    """
    gaps = Counter(piece.gap for strip in strips for piece in strip.pieces[1:])
    return gaps[3] > 0 and gaps[2] == 0


def unpushed(strip: Strip, width: float) -> Strip:
    """Note of each run how far left it may really stand, where longer words pushed it right.

    `width` is how many characters of the line an em of print takes.
    """
    pieces: list[Piece] = []
    edge = 0.0
    for piece in strip.pieces:
        left = 0
        if pieces and piece.gap <= 3:
            left = max(piece.start - int(edge), 0)
        elif piece.lone and piece.start == 0:
            piece = replace(piece, right=LOST_INDENT)
        pieces.append(replace(piece, left=left))
        edge = piece.start - left + width * piece.ems
    return replace(strip, pieces=tuple(pieces))


def _from_foot(places: Sequence[int]) -> list[tuple[int, int]]:
    return [(-1 - rank, at) for rank, at in enumerate(reversed(places[-_EDGE:]))]


def _without_digits(strip: Strip) -> str:
    return re.sub(r"\d+", "#", strip.text)
