"""Finding words in the lines of documents, even where a sentence runs over several lines."""

import re
from collections.abc import Iterator

from goldenthread.reading.facts import Citation, Kind, Line, cite
from goldenthread.thread.rules.view import CheckedPlan, DocumentText, Stretch

_REACH = 4


def stretches(
    checked: CheckedPlan, *kinds: Kind
) -> Iterator[tuple[DocumentText, Stretch, tuple[Line, ...]]]:
    """Yield each part of the given kinds (all when none is given) with its lines."""
    for document in checked.documents:
        for stretch in document.stretches:
            if not kinds or stretch.kind in kinds:
                inside = (n for n in document.lines if stretch.first <= n.number <= stretch.last)
                yield document, stretch, tuple(inside)


def matches_over_lines(
    lines: tuple[Line, ...], pattern: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], tuple[Line, ...]]]:
    """Yield each match of a pattern in lines joined by spaces, with the lines it stands on."""
    kept = [line for line in lines if line.text.strip()]
    text, starts = "", []
    for line in kept:
        starts.append(len(text))
        text += " ".join(line.text.split()) + " "
    position = 0
    for match in pattern.finditer(text):
        while position + 1 < len(starts) and starts[position + 1] <= match.start():
            position += 1
        last = position
        while last + 1 < len(starts) and starts[last + 1] < match.end():
            last += 1
        if last - position <= _REACH:
            yield match, tuple(kept[position : last + 1])


def find_lines(checked: CheckedPlan, pattern: re.Pattern[str]) -> tuple[Citation, ...]:
    """Return where a pattern stands in the statements, each place once."""
    return tuple(
        cite(document.name, found)
        for document, _, lines in stretches(checked, Kind.STATEMENT)
        for _, found in matches_over_lines(lines, pattern)
    )
