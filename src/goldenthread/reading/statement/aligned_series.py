"""Headings that count: what a statement calls its working groups, told from how they go on."""

import re
from collections.abc import Iterable, Sequence

from goldenthread.reading.statement.aligned_pieces import Strip

_COUNTED = re.compile(
    r"(?P<word>[A-Z][A-Za-z&-]+(?: [A-Za-z&-]+){0,3}?) "
    r"(?P<count>\d{1,2}|[IVX]+|[A-H]|(?i:one|two|three|four|five|six|seven|eight))\b"
    r"(?=\s*(?:[:.–—-]|$|[A-Z(]))"
)
_FIRST = frozenset({"1", "i", "a", "one"})
_OTHERWISE = frozenset(
    """
    theme objective aim goal outcome priority weakness improvement strand table figure appendix
    annex annexe page version phase step action measure target indicator standard recommendation
    question term year quarter week month part section chapter item paragraph line
    key level stage tier note
    """.split()
)
_LONGEST = 130


def counted_words(strips: Sequence[Strip]) -> frozenset[str]:
    """Return in small letters the words before a count in headings of a series: "domain" 1, 2, 3.

    A heading stands alone on its line, and below a blank line if it is the series' first; words
    that count something else (themes, priorities, pages) are left out.
    """
    counts: dict[str, set[str]] = {}
    for strip in strips:
        match = _COUNTED.match(strip.text) if len(strip.pieces) == 1 else None
        if match and strip.parted and len(strip.text) <= _LONGEST:
            counts.setdefault(match["word"].lower(), set()).add(match["count"].lower())
    return frozenset(
        word
        for word, seen in counts.items()
        if len(seen) > 1 and seen & _FIRST and word.split()[-1] not in _OTHERWISE
    )


def heads_group(text: str, words: Iterable[str]) -> bool:
    """Say whether a line is a heading of one of the series that some words count."""
    match = _COUNTED.match(text)
    return match is not None and match["word"].lower() in words
