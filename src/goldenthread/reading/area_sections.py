"""Parts an Area SEND report at its headings and puts the heads and feet of pages aside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.reading import written_dates
from goldenthread.reading.facts import Line, Source
from goldenthread.reading.prose import furniture

EXPERIENCES, EFFECTIVE, TO_IMPROVE = "what it is like", "what is effective", "what needs to improve"

_PARTNERSHIP = r"(?:the\s+)?(?:local\s+)?(?:area\s+)?(?:partnership|leaders?)"
_HEADINGS = {
    "outcome": re.compile(r"^(?:inspection\s+)?outcome$", re.I),
    "about": re.compile(rf"^(?:information\s+)?about\s+{_PARTNERSHIP}$", re.I),
    EXPERIENCES: re.compile(r"^what\s+(?:is\s+it|it\s+is)\s+like\s+to\s+be\b", re.I),
    EFFECTIVE: re.compile(
        rf"^what\s+(?:is|are)\s+{_PARTNERSHIP}\s+doing\s+(?:that\s+is\s+effective|well)|"
        r"^what\s+is\s+(?:effective|working\s+well)",
        re.I,
    ),
    TO_IMPROVE: re.compile(
        rf"^what\s+(?:do|does)\s+{_PARTNERSHIP}\s+need\s+to\s+(?:do\s+better|improve)|"
        r"^what\s+needs\s+to\s+(?:be\s+better|improve|get\s+better)",
        re.I,
    ),
    "priority": re.compile(r"^areas?\s+for\s+priority\s+action$", re.I),
    "improvement": re.compile(r"^areas?\s+for\s+improvement$", re.I),
    "details": re.compile(
        rf"^{_PARTNERSHIP}\s+details$|^information\s+about\s+(?:this|the)\s+inspection$|"
        r"^inspection\s+team$|^if\s+you\s+are\s+not\s+happy\s+with",
        re.I,
    ),
}
_PLAIN = "text/plain"
_OPENS = re.compile(
    r"\s*(?:what\s|areas?\s+for\s|(?:inspection\s+)?outcome|inspection\s+team|information\s|about\s|"
    r"if\s+you\s|(?:the\s+)?(?:local\s|area\s|partnership\s|leaders?\s))",
    re.I,
)
"""How every heading begins; cheap to look for, so that few lines are looked at closely."""
_QUESTIONS = (EXPERIENCES, EFFECTIVE, TO_IMPROVE)
_RUNNING = re.compile(r"^\s*(?:area\s+SEND\s+)?inspection\s+report:", re.I)


@dataclass(frozen=True, slots=True)
class Report:
    """A report cut into its sections; `running` is what stands at the head or foot of pages.

    `gaps_tell`: rows of a table stand apart by blank lines, which plain text does not promise.
    """

    document: str
    gaps_tell: bool
    head: tuple[Line, ...]
    sections: dict[str, tuple[Line, ...]]
    running: tuple[Line, ...]


def cut(source: Source, lines: Sequence[Line]) -> Report:
    """Part a report at its headings; heads and feet of pages are put aside."""
    starts = {line.number: name for line, name in _headings(lines)}
    end = next((i for i, ln in enumerate(lines) if starts.get(ln.number) == "details"), len(lines))
    hidden = (furniture(lines[:end]) - starts.keys()) | _running(lines)
    body: dict[str, list[Line]] = {"head": []}
    name = "head"
    skip = 0
    for i, line in enumerate(lines):
        if skip or line.number in hidden:
            skip = max(skip - 1, 0) if line.number not in hidden else skip
            continue
        if line.number in starts:
            name = starts[line.number]
            skip = _heading_length(lines, i) - 1 if name in _QUESTIONS else 0
            body.setdefault(name, [])
        else:
            body[name].append(line)
    head = tuple(body.pop("head"))
    running = tuple(line for line in lines if line.number in hidden and line.text.strip())
    gaps_tell = source.media != _PLAIN
    return Report(source.name, gaps_tell, head, {k: tuple(v) for k, v in body.items()}, running)


def _headings(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    found = []
    for i, line in enumerate(lines):
        if not _OPENS.match(line.text):
            continue
        words = " ".join(line.text.split()).rstrip(":")
        for name, pattern in _HEADINGS.items():
            if pattern.search(words) and (name not in _QUESTIONS or _heading_length(lines, i)):
                found.append((line, name))
                break
    return found


def _heading_length(lines: Sequence[Line], start: int) -> int:
    """Return how many lines a question takes up to its mark; 1 without one, 0 if it is prose."""
    for length in range(1, 4):
        text = " ".join(ln.text.strip() for ln in lines[start : start + length])
        if text.endswith("?"):
            return length
        if "?" in text:
            return 0
    return 0 if lines[start].text.rstrip().endswith((".", ",")) else 1


def _running(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines of `inspection report: …` at page edges, with the dates below them."""
    hidden: set[int] = set()
    solid = [line for line in lines if line.text.strip()]
    for i, line in enumerate(solid):
        if not _RUNNING.match(line.text):
            continue
        hidden.add(line.number)
        for follow in solid[i + 1 : i + 3]:
            words = written_dates.SPAN.sub("", follow.text)
            if not re.search(r"[A-Za-z]", words):
                hidden.add(follow.number)
            else:
                break
    return frozenset(hidden)
