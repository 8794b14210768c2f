"""Reads the areas for priority action of a report: who is responsible for each, and its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.reading.facts import Line
from goldenthread.reading.named_bodies import bodies_of, is_complete
from goldenthread.reading.prose import Passage, is_finished, join, starts_lower

HEADER = re.compile(
    r"^\s*(?:(?:no\.?|number|ref)\s+)?(?:responsible|accountable)\s+(?:bod(?:y|ies)|partners?|"
    r"organisations?)\b",
    re.I,
)
LATER_HEADER = re.compile(
    r"^\s*areas?\s+for\s+priority\s+action\s+(?:responsible|accountable)\s+\w+\s*$", re.I
)
GAP = re.compile(r"\t+|\s{3,}")
RIGHT_ONLY = re.compile(r"^(?:\t|\s{12,})\S")
SENTENCE = re.compile(r"\b(?:should|must|needs? to|are required to|is required to)\b")
LEADERS = re.compile(
    r"^(?:leaders|the (?:local|area|partnership|lap)|partnership leaders|all )", re.I
)
NAMED_INSIDE = re.compile(
    r"[\[(]?\b(?:responsible|accountable)(?:\s+(?:bod(?:y|ies)|partners?|organisations?))?\s*:\s*"
    r"(?P<who>[^)\]]+?)[)\]]?\.?\s*$",
    re.I,
)
NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[A-Z]?\d{1,2}\s*[:.)])\s+")

COLUMNS_LOST = (
    "The columns of the table are lost in this text: where the bodies end and the words begin was "
    "judged by the sentence."
)
NO_BODY = "No responsible body stands beside this area for priority action."


@dataclass(slots=True)
class PriorityArea:
    """One area for priority action: its text, its bodies, the lines of both; why in doubt."""

    left: list[tuple[str, Line]] = field(default_factory=list)
    right: list[tuple[str, Line]] = field(default_factory=list)
    doubt: str | None = None

    def text(self) -> Passage:
        """Return the words of the area with the lines that they stand on."""
        return join(
            [
                (NUMBERED.sub("", text) if not i else text, line)
                for i, (text, line) in enumerate(self.right)
            ]
        )

    def bodies(self) -> tuple[list[str], Passage | None]:
        """Return who is responsible and the words that say so."""
        said = join(self.left)
        return (bodies_of(said.text), said) if said.text else ([], None)


def read_priority_areas(lines: Sequence[Line], known: Sequence[str]) -> list[PriorityArea]:
    """Return the areas for priority action in a section, in order.

    `lines` is the section without page furniture; `known` are the bodies named elsewhere. Three
    layouts are read: columns (three spaces or a tab apart), the same with the columns lost, and
    a list whose items name their bodies at the end or not at all.
    """
    body = [line for line in lines if line.text.strip()]
    swapped = any(LATER_HEADER.match(" ".join(line.text.split())) for line in body)
    headed = swapped or any(HEADER.match(line.text) for line in body)
    kept = [line for line in lines if not _is_header(line.text)]
    if any(_cells(line.text, swapped)[0] and _cells(line.text, swapped)[1] for line in kept):
        return _from_columns(kept, swapped)
    if headed:
        return _from_lost_columns([line for line in kept if line.text.strip()], known)
    return _from_list(kept)


def _is_header(text: str) -> bool:
    words = " ".join(text.split())
    return bool(LATER_HEADER.match(words)) or (
        bool(HEADER.match(words)) and not SENTENCE.search(words) and ":" not in words
    )


def _cells(text: str, swapped: bool) -> tuple[str, str]:
    """Return what stands in the bodies' column and in the words' column of a line."""
    if RIGHT_ONLY.match(text):
        return (text.strip(), "") if swapped else ("", text.strip())
    parts = [part for part in GAP.split(text.strip()) if part]
    if len(parts) > 2 and re.fullmatch(r"[A-Z]?\d{1,2}[.)]?", parts[0]):
        parts = parts[1:]
    if len(parts) < 2 and swapped:
        return "", text.strip()
    left, right = (parts[0] if parts else ""), " ".join(parts[1:])
    return (right, left) if swapped and right and left else (left, right)


def _from_columns(lines: Sequence[Line], swapped: bool) -> list[PriorityArea]:
    found: list[PriorityArea] = []
    apart, page = False, lines[0].page if lines else None
    for line in lines:
        if not line.text.strip():
            apart = True
            continue
        left, right = _cells(line.text, swapped)
        turned = line.page != page
        page = line.page
        if not found or _begins(found[-1], left, right, apart and not turned):
            found.append(PriorityArea())
        if left:
            found[-1].left.append((left, line))
        if right:
            found[-1].right.append((right, line))
        apart = False
    return [_without_repeats(area) for area in found if area.right]


def _begins(area: PriorityArea, left: str, right: str, apart: bool) -> bool:
    """Whether a line begins the next row of the table rather than going on with this one."""
    if not left or not area.right or starts_lower(left):
        return False
    said = " ".join(text for text, _ in area.left)
    if said and not is_complete(said) and re.search(r"(?:\band|,|\bof|\bthe|\bNHS)$", said):
        return False
    if right and starts_lower(right):
        return False
    if apart and right:
        return True
    return bool(right) and is_finished(area.right[-1][0]) and is_complete(said)


def _without_repeats(area: PriorityArea) -> PriorityArea:
    """Leave out bodies printed again where the row goes on over the page."""
    for half in range(1, len(area.left) // 2 + 1):
        first = [text.lower() for text, _ in area.left[:half]]
        if [text.lower() for text, _ in area.left[half:]] == first:
            area.left = area.left[:half]
            break
    return area


def _from_lost_columns(lines: Sequence[Line], known: Sequence[str]) -> list[PriorityArea]:
    """Read cells that follow one another: bodies, words, bodies, words."""
    found: list[PriorityArea] = []
    openings = {_opening(name) for name in known}
    naming = False
    for line in lines:
        words = line.text.strip()
        ended = bool(found) and bool(found[-1].right) and is_finished(found[-1].right[-1][0])
        if not found or (not naming and ended and _opening(words) in openings):
            found.append(PriorityArea(doubt=COLUMNS_LOST))
            openings.add(_opening(words))
            naming = True
        if naming:
            named, rest = _cut(words, " ".join(text for text, _ in found[-1].left))
            if named:
                found[-1].left.append((named, line))
            if rest:
                found[-1].right.append((rest, line))
                naming = False
        else:
            found[-1].right.append((words, line))
    return [area for area in found if area.right]


def _cut(words: str, said: str) -> tuple[str, str]:
    """Return what of a line still names bodies, and what begins the sentence."""
    if is_complete(said) and (LEADERS.match(words) or SENTENCE.search(words)):
        return "", words
    if not said and LEADERS.match(words):
        return "", words
    for match in re.finditer(r"\s+(?=[A-Z])", words):
        before, after = words[: match.start()], words[match.end() :]
        if is_complete(f"{said} {before}") and (LEADERS.match(after) or SENTENCE.search(after)):
            return before, after
    return words, ""


def _opening(words: str) -> str:
    """Return the two words that a cell begins with, in small letters."""
    rest = re.sub(r"^(?:the|both)\s+", "", words.strip(), flags=re.I)
    return " ".join(rest.lower().split()[:2]).rstrip(",.;")


def _from_list(lines: Sequence[Line]) -> list[PriorityArea]:
    """Read a list whose items end with `(Responsible: …)`, or name nobody."""
    found: list[PriorityArea] = []
    apart = True
    for line in lines:
        if not line.text.strip():
            apart = True
            continue
        before = found[-1].right[-1][0] if found and found[-1].right else ""
        named = bool(NAMED_INSIDE.match(line.text.strip()))
        fresh = NUMBERED.match(line.text) or (
            apart and is_finished(before) and not starts_lower(line.text) and not named
        )
        if fresh or not found:
            found.append(PriorityArea())
        found[-1].right.append((line.text, line))
        apart = False
    for area in found:
        _take_named(area)
    return [area for area in found if area.right]


def _take_named(area: PriorityArea) -> None:
    """Move `(Responsible: …)` at the end of an item from its words to its bodies."""
    whole = join(area.right)
    said = NAMED_INSIDE.search(whole.text)
    if not said:
        return
    who = whole.part(*said.span("who"))
    rest = whole.part(0, said.start())
    area.left = [(who.text, who.lines[0]), *(("", line) for line in who.lines[1:])]
    area.right = [(rest.text, rest.lines[0]), *(("", line) for line in rest.lines[1:])]
