"""Numbered headings of agendas and minutes, also where number and title were torn apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.reading.bare_headings import bare_titles
from goldenthread.reading.facts import Line
from goldenthread.reading.prose import starts_lower

CAPITALS = re.compile(r"^[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*$")
PART_HEADING = re.compile(
    r"^(?:PART\s+(?:\d|[IVX]+|ONE|TWO|A|B)\b|ITEMS?\s+(?:LIKELY|CONSIDERED|TO BE|FOR)\b|AGENDA\b|"
    r"MINUTES\s+OF\b|PRESENT\b|IN ATTENDANCE\b|ALSO\b|AGENDA ITEM\b|PRESENCE\b|NOTE\b|"
    r"(?:RESOLVED|AGREED|NOTED|REFERRED|RECOMMENDED)\b|IT WAS\b)"
)
BARE_NUMBER = re.compile(r"^\s*(\d{1,3})[.)]?\s*$")
TITLE = r"(?P<title>[A-Z‘“'\"][^\n]{2,160})$"
STYLES = (
    re.compile(
        r"^\s*(?:(?:agenda\s+)?item|minute)\s+(?:no\.?\s*)?(?P<number>\d{1,3})"
        rf"(?:\.0|/\d{{2,4}})?\s*[.):–—-]?\s*{TITLE}",
        re.I,
    ),
    re.compile(rf"^\s*(?P<number>\d{{1,3}})/\d{{2,4}}(?:/\d{{2,4}})?\s*[.):–—-]?\s+{TITLE}"),
    re.compile(rf"^\s*(?P<number>\d{{1,3}})\.0\s*[.):–—-]?\s+{TITLE}"),
    re.compile(rf"^\s*(?P<number>\d{{1,3}})\s*[.:–—-]\s*{TITLE}"),
    re.compile(rf"^\s*(?P<number>\d{{1,3}})\s+{TITLE}"),
    re.compile(rf"^\s*(?P<number>\d{{1,3}})\)\s*{TITLE}"),
)
"""How numbers of items are printed, the plainest last: `Item 3:`, `12/25`, `3.0`, `3.`, `3`."""
LABELLED = re.compile(
    r"^\s*(?:minute\s+|item\s+)?(?P<label>(?P<before>(?:[A-Z]{1,6}[ ./-]?)?(?:\d{2,4}[/.-])??)"
    rf"(?P<number>\d{{1,4}}))\s*[.):–—-]?\s+{TITLE}"
)
"""Numbers behind the letters of a body or a year, which stay the same: `CES14`, `25/013`."""
LETTERED = re.compile(rf"^\s*(?P<letter>[A-Z])[.)]\s+{TITLE}")
ABOVE = re.compile(r"^\s*(?:(?:agenda\s+)?item|minute)\s+(\d{1,3})\W*$|^\s*(\d{1,3})[.)]\s*$", re.I)
"""A number on a line of its own, its title on the next."""
WITHIN = re.compile(rf"^\s*(?P<number>\d{{1,2}}\.\d{{1,2}})\.?\s+{TITLE}")
"""Titles numbered `1.1`, `1.2`, where no item bears a number of its own above them."""
NO_TITLE = re.compile(
    r"^(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|"
    r"tember|ober)?\b|[ap]\.?m\b|that\s)",
    re.I,
)
LEADS_ON = re.compile(r"(?:\bthat\b[,:–-]?|(?:resolved|agreed)[^\w.]*|;(?:\s*and)?)$", re.I)
LEFT_OUT = "The numbers of the items leave one out just before it."
GAP_COSTS = 0.6
CHAIN_REACH = 60
SHORT_TITLE = 5
LONG_TITLE = 14
WRAPPED = 60
PAGES = re.compile(r"\(?\s*pages?\s+(\d+)(?:\s*(?:-|–|to)\s*(\d+))?\s*\)?", re.I)
BESIDE = re.compile(r"\s{3,}(?:\S+\s){0,4}\S+\s*$")
"""A name, paper or time printed at the right of a title."""
STANDS_APART = "Its number stands apart from its title; the numbers were put to titles in order."
NO_NUMBER = "No number for it is printed here; it was counted on from the item before."


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of an item, its number, and the lines from it to the next heading."""

    number: int | str | None
    title: str
    lines: tuple[Line, ...]
    under: tuple[Line, ...]
    doubt: str | None = None


def headings(lines: Sequence[Line]) -> list[Heading]:
    """Return the item headings in order: titles in capitals, numbered lines, or bare titles."""
    capitals = _capital_titles(lines)
    numbered = _numbered_titles(lines)
    if len(capitals) >= 2 and len(numbered) <= len(capitals):
        own = {heading.lines[0].number for heading in numbered}
        theirs = {lines[start].number for start, _ in capitals}
        if not (len(numbered) >= 2 and own <= theirs):
            return _with_numbers(lines, capitals)
    if len(numbered) < 2:
        bare = bare_titles(lines)
        edges = [*bare, len(lines)][1:]
        return [
            Heading(None, lines[at].text.strip(), (lines[at],), tuple(lines[at + 1 : end]))
            for at, end in zip(bare, edges, strict=True)
        ] or numbered
    return numbered


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
    words = re.sub(r"^\s*\d{1,3}(?:/\d{2,4})?[.)]?\s+", "", text.strip())
    words = PAGES.sub("", words).strip()
    return len(words) >= 5 and bool(CAPITALS.match(words)) and not words.startswith("(")


def _words(lines: Sequence[Line]) -> str:
    text = " ".join(" ".join(line.text.split()) for line in lines)
    return PAGES.sub("", re.sub(r"^\d{1,3}(?:/\d{2,4})?[.)]?\s+", "", text)).strip()


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
    own = re.match(r"^\s*(\d{1,3})(?:/\d{2,4})?[.)]?\s+\S", lines[start].text)
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
    best: list[_Numbered] = []
    for style in STYLES:
        found = _chain(_candidates(lines, style))
        if len(found) > len(best) and (len(found) > 1 or found[0].number == 1):
            best = found
    for found in [*_labelled_chains(lines), _chain(_titles_below(lines))]:
        if len(found) > max(len(best), 1):
            best = found
    if len(best) < 2:
        return _titles_within(lines) or _made(lines, best)
    return _made(lines, best)


def _labelled_chains(lines: Sequence[Line]) -> list[list["_Numbered"]]:
    """Return runs of titles numbered behind the same letters or year, or lettered from A."""
    groups: dict[str, list[_Numbered]] = {}
    for one in _candidates(lines, LABELLED):
        before = one.label[: -len(re.findall(r"\d+$", one.label)[0])]
        if before.strip():
            groups.setdefault(before, []).append(one)
    chains = [_chain(group) for group in groups.values()]
    lettered = _chain(_candidates(lines, LETTERED))
    if lettered and lettered[0].number == 1:
        chains.append(lettered)
    return chains


def _titles_below(lines: Sequence[Line]) -> list["_Numbered"]:
    """Return titles that stand on the next line below their number."""
    found: list[_Numbered] = []
    for index, line in enumerate(lines):
        match = ABOVE.match(line.text)
        below = range(index + 1, min(index + 3, len(lines)))
        at = next((at for at in below if lines[at].text.strip()), None) if match else None
        if match is None or at is None:
            continue
        title = lines[at].text.strip()
        if re.match(TITLE, title) and len(title.split()) <= LONG_TITLE and title[-1] not in ".;,":
            found.append(_Numbered(index, int(match[1] or match[2]), title, title_at=at))
    return found


def _titles_within(lines: Sequence[Line]) -> list[Heading]:
    """Return short titles numbered `1.1`, `1.2`, `2.1` as items that keep that number."""
    found: list[tuple[int, str, str]] = []
    for index, line in enumerate(lines):
        match = WITHIN.match(line.text.replace("\t", " "))
        titled = match and not match["title"].rstrip().endswith((".", ";", ","))
        if match and titled and len(match["title"].split()) <= SHORT_TITLE * 2:
            found.append((index, match["number"], match["title"].strip(" :-–")))
    edges = [index for index, _, _ in found][1:] + [len(lines)]
    return [
        Heading(number, title, (lines[index],), tuple(lines[index + 1 : end]))
        for (index, number, title), end in zip(found, edges, strict=False)
        if len(found) > 1
    ]


def _made(lines: Sequence[Line], best: Sequence["_Numbered"]) -> list[Heading]:
    """Return the headings of a chain of numbered lines."""
    made: list[Heading] = []
    for at, one in enumerate(best):
        until = best[at + 1].index if at + 1 < len(best) else len(lines)
        first = one.index if one.title_at is None else one.title_at
        end = _title_end(lines, first, until)
        title = " ".join([one.title, *(line.text.strip() for line in lines[first + 1 : end])])
        skipped = at > 0 and one.number != best[at - 1].number + 1
        made.append(
            Heading(
                one.label or one.number,
                PAGES.sub("", title).strip(" .–-:"),
                tuple(lines[one.index : end]),
                tuple(lines[end:until]),
                LEFT_OUT if skipped else None,
            )
        )
    return made


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line that may head an item: where it is, what it counts, its title, its printed number."""

    index: int
    number: int
    title: str
    label: str = ""
    title_at: int | None = None


def _candidates(lines: Sequence[Line], style: re.Pattern[str]) -> list[_Numbered]:
    found: list[_Numbered] = []
    for index, line in enumerate(lines):
        match = style.match(line.text.replace("\u00a0", " ").replace("\t", " "))
        if not match or _in_a_list(lines, index) or _is_paragraph(lines, index):
            continue
        title = BESIDE.sub("", PAGES.sub("", match["title"])).strip(" –-")
        ends_as_sentence = title.endswith((";", ",")) or (
            title.endswith(".") and len(title.split()) > SHORT_TITLE
        )
        if not ends_as_sentence and len(title.split()) <= LONG_TITLE and not NO_TITLE.match(title):
            found.append(_numbered(index, match, title))
    return found


def _is_paragraph(lines: Sequence[Line], index: int) -> bool:
    """Say whether a numbered line is the first of a paragraph: its sentence runs on below it."""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    runs_on = starts_lower(below) and not below.lstrip().startswith(("o ", "a)", "i)"))
    return runs_on and _title_end(lines, index, len(lines)) == index + 1


def _numbered(index: int, match: re.Match[str], title: str) -> _Numbered:
    named = match.groupdict()
    letter = named.get("letter")
    number = ord(letter) - ord("A") + 1 if letter else int(match["number"])
    return _Numbered(index, number, title, letter or named.get("label") or "")


def _in_a_list(lines: Sequence[Line], index: int) -> bool:
    """Say whether the words before a line lead to a list, as those of a resolution do."""
    for line in reversed(lines[max(index - 3, 0) : index]):
        if line.text.strip():
            return bool(LEADS_ON.search(line.text.rstrip()))
    return False


def _chain(candidates: Sequence[_Numbered]) -> list[_Numbered]:
    """Return the longest run of candidates that count on; one number may be left out."""
    score: list[float] = []
    back: list[int | None] = []
    for at, one in enumerate(candidates):
        best, before = 1.0, None
        for other in range(max(at - CHAIN_REACH, 0), at):
            step = one.number - candidates[other].number
            if step not in (1, 2):
                continue
            reached = score[other] + (1 if step == 1 else 1 - GAP_COSTS)
            if reached > best:
                best, before = reached, other
        score.append(best)
        back.append(before)
    if not score:
        return []
    at_end: int | None = max(range(len(score)), key=lambda at: (score[at], -at))
    run: list[_Numbered] = []
    while at_end is not None:
        run.append(candidates[at_end])
        at_end = back[at_end]
    return run[::-1]


def _title_end(lines: Sequence[Line], index: int, until: int) -> int:
    """Return the index after a title, which may run over to a second line of its own."""
    follow = index + 1
    runs_on = (
        follow < until
        and len(lines[index].text.rstrip()) >= WRAPPED
        and starts_lower(lines[follow].text)
        and (follow + 1 >= until or not lines[follow + 1].text.strip())
    )
    return follow + 1 if runs_on else follow
