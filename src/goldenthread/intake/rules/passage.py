"""The passage beside a fact: the lines around it, with the very words marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BEFORE = 6
AFTER = 6
NEAR = 1
MOST_LINES = 60
_LEAST_RUN = 2


@dataclass(frozen=True, slots=True)
class PassageLine:
    """One line: number, page, text as (words, marked) runs, and whether it is near the words."""

    number: int
    page: int | None
    runs: tuple[tuple[str, bool], ...]
    near: bool


def passage(
    lines: Sequence[tuple[str, int | None]], spans: Iterable[tuple[int, int]], words: str
) -> list[PassageLine]:
    """Return the lines around the cited spans, the cited words marked within the spans.

    `lines` are all (text, page) of a document, spans count them from 1; at most MOST_LINES are
    returned, beginning a few lines before the first span.
    """
    given = sorted(spans)
    if not given or not lines:
        return []
    cited = {number for start, end in given for number in range(start, end + 1)}
    first = max(given[0][0] - BEFORE, 1)
    last = min(max(end for _, end in given) + AFTER, len(lines), first + MOST_LINES - 1)
    said = words.split()
    return [
        PassageLine(
            number,
            page,
            runs(text, said if number in cited else ()),
            any(start - NEAR <= number <= end + NEAR for start, end in given),
        )
        for number, (text, page) in enumerate(lines[first - 1 : last], start=first)
    ]


def runs(text: str, said: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """Return a line as runs of words, marked where at least two in a row are among those said.

    A line that is said whole is marked whole, however short.
    """
    tokens = text.split()
    start, length = _longest_run(tokens, f" {' '.join(said)} ")
    if not length or length < min(_LEAST_RUN, len(tokens), len(said)):
        return ((text, False),) if tokens else ()
    before = " ".join(tokens[:start])
    marked = " ".join(tokens[start : start + length])
    after = " ".join(tokens[start + length :])
    pieces = (
        (f"{before} " if before else "", False),
        (marked, True),
        (f" {after}" if after else "", False),
    )
    return tuple(piece for piece in pieces if piece[0])


def _longest_run(tokens: Sequence[str], haystack: str) -> tuple[int, int]:
    """Return where the longest run of a line's words that is also said begins, and its length."""
    best = (0, 0)
    start = 0
    while start + best[1] < len(tokens):
        length = best[1] + 1
        while start + length <= len(tokens) and (
            f" {' '.join(tokens[start : start + length])} " in haystack
        ):
            best = (start, length)
            length += 1
        start += 1
    return best
