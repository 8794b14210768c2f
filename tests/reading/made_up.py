"""Made-up sources for the reading tests: text in, lines as an extractor would hand them on."""

from collections.abc import Sequence
from pathlib import Path

from goldenthread.reading.facts import Line, Part, Source, State


def source(text: str, name: str = "made-up.txt", paged: bool = False) -> Source:
    """Return text as a source; with `paged`, a form feed starts a new page and is dropped."""
    page = 1
    lines = []
    for number, words in enumerate(text.split("\n"), 1):
        if paged and words.startswith("\f"):
            page, words = page + 1, words[1:]
        lines.append(Line(number, words, page if paged else None))
    return Source(name, "0" * 64, "text/plain", tuple(lines))


def file_source(path: Path) -> Source:
    """Return a text file as a source."""
    return source(path.read_text(encoding="utf-8"), path.name)


def between(whole: Source, first: int, last: int) -> Sequence[Line]:
    """Return the lines `first` to `last`, counted from 1, inclusive."""
    return whole.lines[first - 1 : last]


def unsure(part: Part) -> dict[str, str]:
    """Return fact and reason of everything a part is unsure of."""
    return {r.fact: r.reason or "" for r in part.readings if r.state is State.UNSURE}


def span(part: Part, fact: str) -> tuple[int, int]:
    """Return the line span that a fact cites."""
    citation = next(r.citation for r in part.readings if r.fact == fact)
    assert citation is not None
    assert citation.lines is not None
    return citation.lines


def every_value_is_cited(part: Part) -> bool:
    """Say whether every citation's words stand on the lines that it names."""
    return all(r.citation is not None and r.citation.words for r in part.readings if r.value)
