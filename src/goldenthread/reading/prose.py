"""Running text over lines: passages that know the lines they stand on, paragraphs, sentences."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from goldenthread.reading.facts import FactBook, Line, cite

PAGE_NUMBER = re.compile(
    r"^\s*[-–—|]?\s*(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\s*[-–—|]?\s*$", re.I
)
BLANK_PAGE = re.compile(r"^\s*this page is intentionally (?:left )?blank\s*$", re.I)
FINISHED = re.compile(r"[.!?:;][’”\"')\]]*$")
QUOTES = "‘“'\"(["
SENTENCE_END = re.compile(r"(?<=[.!?])[’”\"')]*\s+(?=[‘“'\"(]*[A-Z0-9])")
ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Cllr|Prof|cf|vs|e\.g|i\.e)|\b[A-Z])\.$")
PAGE_GAP = 3
LONG_ENOUGH_FOR_PROSE = 60
FOOTER_REACH = 2
RUNNING_HEAD = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with the lines it stands on; `doubt` says why its bounds are not certain."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...] = field(default=(), repr=False)
    marker: str | None = None
    doubt: str | None = None
    alternatives: tuple[str, ...] = ()

    def part(self, start: int, end: int) -> "Passage":
        """Return the words from `start` to `end` (offsets in `text`) with the lines they touch."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)) - 1, first)
        base = self.starts[first] if self.starts else 0
        raw = self.text[start:end]
        shift = len(raw) - len(raw.lstrip())
        return Passage(
            raw.strip(),
            self.lines[first : last + 1],
            tuple(
                max(s - start - shift, 0) if s > base else 0 for s in self.starts[first : last + 1]
            ),
        )


def join(pieces: Sequence[tuple[str, Line]]) -> Passage:
    """Join pieces of lines by single spaces; a word broken after its hyphen closes up."""
    text = ""
    starts: list[int] = []
    lines: list[Line] = []
    for piece, line in pieces:
        words = " ".join(piece.split())
        if not words:
            continue
        closes_up = len(text) > 1 and text[-1] == "-" and text[-2].isalpha() and words[0].islower()
        text += "" if not text or closes_up else " "
        starts.append(len(text))
        lines.append(line)
        text += words
    return Passage(text, tuple(lines), tuple(starts))


def passage(lines: Sequence[Line]) -> Passage:
    """Return all words of some lines as one passage, page numbers left out."""
    hidden = furniture(lines)
    return join([(line.text, line) for line in lines if line.number not in hidden])


def is_finished(text: str) -> bool:
    """Say whether text ends as a sentence or a list item ends."""
    return bool(FINISHED.search(text.rstrip()))


def starts_lower(text: str) -> bool:
    """Say whether the first letter, quotation marks apart, is a small one."""
    rest = text.lstrip()
    rest = rest.lstrip(QUOTES)
    return bool(rest) and rest[0].islower()


def is_page_number(line: Line) -> bool:
    """Say whether a line holds nothing but the number of a page, or marks an empty page."""
    return bool(PAGE_NUMBER.match(line.text) or BLANK_PAGE.match(line.text))


def furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of lines that belong to the page: its number, header and footer.

    A header or footer is the same words (digits apart) beside at least two page boundaries
    and nowhere else; a long one, at the very edge of its pages, may stand once more as the title.
    """
    hidden = {line.number for line in lines if is_page_number(line)}
    solid = [line for line in lines if line.text.strip()]
    beside: set[int] = set()
    edges: set[int] = set()
    for index, line in enumerate(solid):
        turned = index > 0 and line.page != solid[index - 1].page
        if line.number in hidden or turned:
            low = max(index - FOOTER_REACH, 0)
            beside.update(near.number for near in solid[low : index + FOOTER_REACH + 1])
        if turned:
            edges.update(near.number for near in solid[index - 1 : index + 1])
    if not beside:
        return frozenset(hidden)
    if solid[0].page != solid[-1].page:
        beside.update(line.number for line in (*solid[:1], *solid[-FOOTER_REACH:]))
        edges.update((solid[0].number, solid[-1].number))
    by_words: dict[str, list[int]] = {}
    for line in solid:
        if line.number not in hidden:
            words = re.sub(r"\d+", "#", " ".join(line.text.split()))
            by_words.setdefault(words, []).append(line.number)
    for words, numbers in by_words.items():
        if len(numbers) > 1 and len(words) > 3 and all(number in beside for number in numbers):
            hidden.update(numbers)
        elif len(words.split()) >= RUNNING_HEAD and len(numbers) > 2:
            at_edge = [number for number in numbers if number in edges]
            hidden.update(at_edge if len(at_edge) + 1 == len(numbers) else ())
    return frozenset(hidden)


def without_furniture(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines less headers and footers, where the pages are known.

    Where they are not, page numbers are all that shows where a page turns, and every line stays.
    """
    if not lines or lines[0].page is None or lines[-1].page == lines[0].page:
        return lines
    hidden = furniture(lines)
    return [line for line in lines if line.number not in hidden]


def paragraphs(lines: Sequence[Line]) -> list[Passage]:
    """Return the paragraphs between blank lines, mended where a page break cut a sentence."""
    hidden = furniture(lines)
    found: list[list[tuple[str, Line]]] = []
    gap, turned = 1, False
    page = lines[0].page if lines else None
    for line in lines:
        if line.number in hidden:
            turned = True
        elif not line.text.strip():
            gap += 1
        else:
            turned = turned or line.page != page
            page = line.page
            broke = turned or gap >= PAGE_GAP
            if found and _runs_on(found[-1], line.text, gap, broke):
                found[-1].append((line.text, line))
            else:
                found.append([(line.text, line)])
            gap, turned = 0, False
    return [join(pieces) for pieces in found]


def _runs_on(pieces: list[tuple[str, Line]], text: str, gap: int, broke: bool) -> bool:
    if gap == 0 and not broke:
        return True
    before = pieces[-1][0].rstrip()
    if is_finished(before):
        return False
    return starts_lower(text) or (broke and len(before) > LONG_ENOUGH_FOR_PROSE)


def sentences(whole: Passage) -> list[Passage]:
    """Return the sentences of a passage, each with the lines it touches."""
    found: list[Passage] = []
    start = 0
    for end in SENTENCE_END.finditer(whole.text):
        if ABBREVIATION.search(whole.text[start : end.start()]):
            continue
        found.append(whole.part(start, end.end()))
        start = end.end()
    if whole.text[start:].strip():
        found.append(whole.part(start, len(whole.text)))
    return found


def enter(book: FactBook, fact: str, value: Any, read: Passage, document: str) -> Any:
    """Record a value with its passage as citation, unsure where the passage is in doubt."""
    citation = cite(document, read.lines)
    if read.doubt:
        return book.unsure(fact, value, citation, read.doubt, read.alternatives)
    return book.sure(fact, value, citation)
