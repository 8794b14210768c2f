"""Numbered headings of agendas and minutes, also where number and title were torn apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.reading.facts import Line

CAPITALS = re.compile(r"^[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*$")
PART_HEADING = re.compile(
    r"^(?:PART\s+(?:\d|[IVX]+|ONE|TWO|A|B)\b|ITEMS?\s+(?:LIKELY|CONSIDERED|TO BE|FOR)\b|AGENDA\b|"
    r"MINUTES\s+OF\b|PRESENT\b|IN ATTENDANCE\b|ALSO\b|AGENDA ITEM\b|PRESENCE\b|NOTE\b|"
    r"(?:RESOLVED|AGREED|NOTED|REFERRED|RECOMMENDED)\b|IT WAS\b)"
)
BARE_NUMBER = re.compile(r"^\s*(\d{1,3})[.)]?\s*$")
NUMBERED_TITLE = re.compile(
    r"^\s*(?:(?:agenda\s+)?item\s+)?(?P<number>\d{1,3})(?:[.):]|\s*[–-]|\s)\s*"
    r"(?P<title>[A-Z‘“'\"][^\n]{2,110})$",
    re.I,
)
PAGES = re.compile(r"\(?\s*pages?\s+(\d+)(?:\s*(?:-|–|to)\s*(\d+))?\s*\)?", re.I)
STANDS_APART = "Its number stands apart from its title; the numbers were put to titles in order."
NO_NUMBER = "No number for it is printed here; it was counted on from the item before."


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of an item, its number, and the lines from it to the next heading."""

    number: int | None
    title: str
    lines: tuple[Line, ...]
    under: tuple[Line, ...]
    doubt: str | None = None


def headings(lines: Sequence[Line]) -> list[Heading]:
    """Return the item headings in order: titles in capitals, or else numbered lines."""
    capitals = _capital_titles(lines)
    if len(capitals) >= 2:
        return _with_numbers(lines, capitals)
    return _numbered_titles(lines)


def _capital_titles(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return index spans of titles in capitals; a title may run over several lines."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        start = index
        while index < len(lines) and _in_capitals(lines[index].text):
            index += 1
        if index > start:
            words = _words(lines[start:index])
            alone = start == 0 or not lines[start - 1].text.strip() or _number(lines[start - 1])
            if alone and not PART_HEADING.match(words):
                found.append((start, index))
        index = max(index, start + 1)
    return found


def _in_capitals(text: str) -> bool:
    words = re.sub(r"^\s*\d{1,3}[.)]?\s+", "", text.strip())
    words = PAGES.sub("", words).strip()
    return len(words) >= 5 and bool(CAPITALS.match(words)) and not words.startswith("(")


def _words(lines: Sequence[Line]) -> str:
    text = " ".join(" ".join(line.text.split()) for line in lines)
    return PAGES.sub("", re.sub(r"^\d{1,3}[.)]?\s+", "", text)).strip()


def _number(line: Line) -> int | None:
    found = BARE_NUMBER.match(line.text)
    return int(found[1]) if found else None


def _with_numbers(lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> list[Heading]:
    made: list[Heading] = []
    before, due, counted = 0, None, any(_number(line) for line in lines)
    for position, (start, end) in enumerate(spans):
        number, doubt = _number_of(lines, before, start, due)
        until = spans[position + 1][0] if position + 1 < len(spans) else len(lines)
        if not counted and number is None:
            doubt = None
        made.append(
            Heading(
                number,
                _words(lines[start:end]),
                tuple(lines[start:end]),
                tuple(lines[end:until]),
                doubt,
            )
        )
        due, before = (number + 1 if number is not None else due), end
    return made


def _number_of(
    lines: Sequence[Line], before: int, start: int, due: int | None
) -> tuple[int | None, str | None]:
    """Find the number of a title: on its line, just above it, or anywhere since the last title."""
    own = re.match(r"^\s*(\d{1,3})[.)]?\s+\S", lines[start].text)
    if own:
        return int(own[1]), None
    numbers = [
        (number, index)
        for index in range(before, start)
        if (number := _number(lines[index])) is not None
    ]
    solid = [index for index in range(before, start) if lines[index].text.strip()]
    if due is None:
        return (
            (numbers[-1][0], None) if numbers and numbers[-1][1] == solid[-1] else _first(numbers)
        )
    for number, index in reversed(numbers):
        if number == due:
            return number, None if index == solid[-1] else STANDS_APART
    if numbers and solid and numbers[-1][1] == solid[-1] and due < numbers[-1][0] <= due + 3:
        return numbers[-1][0], STANDS_APART
    return due, NO_NUMBER


def _first(numbers: Sequence[tuple[int, int]]) -> tuple[int | None, str | None]:
    return (numbers[0][0], STANDS_APART) if numbers else (None, None)


def _numbered_titles(lines: Sequence[Line]) -> list[Heading]:
    """Return lines such as `3. Declarations of interest` whose numbers count on in order."""
    spans: list[tuple[int, int, str]] = []
    due: int | None = None
    for index, line in enumerate(lines):
        found = NUMBERED_TITLE.match(line.text.replace("\u00a0", " "))
        if not found:
            continue
        number, title = int(found["number"]), PAGES.sub("", found["title"]).strip(" .–-")
        ends_as_sentence = found["title"].rstrip().endswith((".", ";", ","))
        if ends_as_sentence or len(title.split()) > 14 or (due is not None and number != due):
            continue
        if due is None and number > 1 and not re.match(r"\s*(?:agenda\s+)?item", line.text, re.I):
            continue
        spans.append((index, number, title))
        due = number + 1
    return [
        Heading(
            number,
            title,
            (lines[index],),
            tuple(lines[index + 1 : spans[at + 1][0] if at + 1 < len(spans) else len(lines)]),
        )
        for at, (index, number, title) in enumerate(spans)
    ]
