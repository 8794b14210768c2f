"""The lines of a statement cleaned of page furniture: what is text, where blocks and pages end."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.reading.facts import Line

from .numbering import with_dotted_numbers

_BULLET = re.compile(r"^\s*[•●▪◦‣·\uf0b7\uf0a7\uf0d8\u2219]\s*")
_FEWEST_LETTERS = 6
_FURNITURE = re.compile(
    r"^(?:page\s+)?\d{1,3}(?:\s*(?:of|/|\|)\s*\d{1,3})?(?:\s*\|\s*page)?$|^file:/+\S+|^https?:\S+$"
    r"|^\d{1,2}/\d{1,2}/\d{2},?\s+\d{1,2}:\d\d\s*(?:[AP]M)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line that holds text: its source line, place in reading order, page and block."""

    line: Line
    text: str
    at: int
    page: int
    block: int
    bullet: bool
    indent: int = 0
    label: str | None = None


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Return the lines that hold text, in order, without page numbers and running heads.

    A block is a run of lines with no blank line and no page break within. An action's number is
    written with dots whatever its form; `label` keeps it as printed where that differs.
    """
    lines, labels = with_dotted_numbers(lines)
    running = _running_heads(lines)
    numbers = _page_numbers(lines)
    rows: list[Row] = []
    page = block = 0
    ended = True
    source_page = lines[0].page if lines else None
    for at, line in enumerate(lines):
        if _starts_page(line, source_page):
            page += 1
            ended = True
        source_page = line.page
        bare = _BULLET.sub("", line.text).strip()
        if not bare:
            ended = ended or not _BULLET.match(line.text)
            continue
        mid_text = not ended and at not in numbers and bare.isdecimal()
        if (_FURNITURE.match(bare) and not mid_text) or _without_digits(bare) in running:
            ended = True
            continue
        block += ended
        ended = False
        bullet = _BULLET.match(line.text) is not None
        text = " ".join(bare.split())
        indent = len(line.text) - len(line.text.lstrip())
        label = labels.get(line.number)
        rows.append(Row(line, text, len(rows), page, block, bullet, indent, label))
    return rows


def _starts_page(line: Line, source_page: int | None) -> bool:
    if line.page != source_page or line.text.startswith("\f"):
        return True
    return re.match(r" [^\s]", line.text) is not None and not _BULLET.match(line.text)


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the places of bare numbers that count up, or down, by one to a near one of them."""
    bare = [(at, int(text)) for at, line in enumerate(lines) if (text := _bare_number(line))]
    found: set[int] = set()
    for i, (at, number) in enumerate(bare):
        near = [n for _, n in bare[max(0, i - 3) : i + 4]]
        if number - 1 in near or number + 1 in near:
            found.add(at)
    return found


def _bare_number(line: Line) -> str:
    text = _BULLET.sub("", line.text).strip()
    return text if text.isdecimal() and text.isascii() and len(text) <= 3 else ""


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _running_heads(lines: Sequence[Line]) -> set[str]:
    """Find the long lines that return, but for their digits, at the edge of page after page."""
    pages: dict[int, list[str]] = {}
    page = 0
    for line in lines:
        page += line.text.startswith("\f")
        if line.text.strip():
            pages.setdefault(line.page or page, []).append(line.text.strip("\f "))
    edges = Counter(
        _without_digits(text) for texts in pages.values() for text in {texts[0], texts[-1]}
    )
    often = max(3, len(pages) // 2)
    return {
        text
        for text, count in edges.items()
        if count >= often and sum(map(str.isalpha, text)) >= _FEWEST_LETTERS
    }
