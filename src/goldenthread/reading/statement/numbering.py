"""Action numbers in other forms than 3.5.1: A1, 1a, 1(a), 'Action 3', '3.' and a bare 3."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from goldenthread.reading.dates import holds_date
from goldenthread.reading.facts import Line

GROUP = re.compile(
    r"^(?P<kind>(?:priority |thematic |task |work |working |delivery )?"
    r"(?:group|workstream|work ?stream|strand|area|theme|priority|section|objective|workgroup"
    r"|outcome|aim|goal))"
    r"\s+(?P<number>\d{1,3}|[A-Z])(?:\s*[:.–—-]\s*|\s+)(?P<name>[A-Z].*)$",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"^\s*(\d{1,3}(?:\.\d{1,3})+)\.?(?=\s|$)")
_PREFIX = r"^\s*(?:(?:action|activity|ref)\.?\s+)?"
_LETTERED = re.compile(_PREFIX + r"(?P<major>[A-Z])[.\-]?(?P<minor>\d{1,2})[.):]?(?=\s|$)\s*", re.I)
_SUBLETTERED = re.compile(
    _PREFIX + r"(?P<major>\d{1,2})(?:(?P<minor>[a-z])|\.?\((?P<inner>[a-z])\)|\.(?P<last>[a-z]))"
    r"[.):]?(?=\s|$)\s*"
)
_COUNTED = (
    re.compile(r"^\s*(?:action|activity)\s+(?P<n>\d{1,2})[.):]?(?=\s|$)\s*", re.IGNORECASE),
    re.compile(r"^\s*(?P<n>\d{1,2})[.)](?=\s|$)\s*"),
    re.compile(r"^\s*(?P<n>\d{1,2})(?:\s*$|\s+(?=[A-Z]))"),
)
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Found:
    """A number found: its line's place, group, place in the group, printed form, where it ends."""

    at: int
    group: int
    place: int
    label: str
    end: int


def with_dotted_numbers(lines: Sequence[Line]) -> tuple[list[Line], dict[int, str]]:
    """Return the lines with action numbers of other forms dotted, and each printed form by line.

    Lines stay as they are where dotted numbers are at least as many.
    """
    dotted = {match[1] for line in lines if (match := _DOTTED.match(line.text))}
    best: list[_Found] = []
    if len(dotted) < len(lines) // 12 or len(dotted) < _FEWEST:
        ways = [_by_letter(lines), *(_by_count(lines, pattern) for pattern in _COUNTED)]
        best = max(ways, key=len)
    if len(best) < _FEWEST or len(best) <= len(dotted):
        return list(lines), {}
    out = list(lines)
    for found in best:
        line = out[found.at]
        feed = "\f" if line.text.startswith("\f") else ""
        rest = line.text[found.end :]
        out[found.at] = replace(line, text=f"{feed}{found.group}.{found.place} {rest}")
    return out, {lines[found.at].number: found.label for found in best}


def group_number(words: str) -> int:
    """Return the number of a group that is printed as a number or a letter."""
    return int(words) if words.isdigit() else ord(words.upper()) - ord("A") + 1


def _by_letter(lines: Sequence[Line]) -> list[_Found]:
    """Find numbers of two parts, one of them a letter, that count up without a gap."""
    best: list[_Found] = []
    for pattern in (_LETTERED, _SUBLETTERED):
        found: dict[tuple[int, int], _Found] = {}
        for at, line in enumerate(lines):
            match = pattern.match(line.text.lstrip("\f"))
            if not match:
                continue
            part = match.groupdict()
            minor = part["minor"] or part.get("inner") or part.get("last") or ""
            key = (group_number(part["major"]), group_number(minor))
            end = match.end() + line.text.startswith("\f")
            label = re.sub(r"(?i)^(?:action|activity|ref)\.?\s+", "", match[0].strip()).rstrip(".:")
            found.setdefault(key, _Found(at, *key, label, end))
        whole = [f for (a, b), f in found.items() if b == 1 or (a, b - 1) in found]
        if len(whole) > len(best):
            best = whole
    return best


def _by_count(lines: Sequence[Line], pattern: re.Pattern[str]) -> list[_Found]:
    """Find numbers that count up from 1 through the document or through each of its groups."""
    runs: list[list[_Found]] = []
    group, place = 1, 0
    edges = _page_edges(lines)
    for at, line in enumerate(lines):
        text = line.text.lstrip("\f")
        heading = GROUP.match(text.strip())
        if heading:
            group, place = group_number(heading["number"]), 0
            continue
        match = pattern.match(text)
        if not match or (at in edges and not text[match.end() :].strip()):
            continue
        number = int(match["n"])
        if number == 1:
            runs.append([])
            place = 0
        elif not runs or number != int(runs[-1][-1].label) + 1:
            continue
        place += 1
        feed = line.text.startswith("\f")
        runs[-1].append(_Found(at, group, place, str(number), match.end() + feed))
    kept = [run for run in runs if _holds_dates(lines, run)]
    found = {(f.group, f.place): f for run in reversed(kept) for f in run}
    if len(kept) > 1:
        return [replace(f, label=f"{f.group}.{f.label}") for f in found.values()]
    return list(found.values())


def _holds_dates(lines: Sequence[Line], run: Sequence[_Found]) -> bool:
    """Say whether dates stand among the lines of a run, about one for each two numbers."""
    step = (run[-1].at - run[0].at) // max(len(run) - 1, 1)
    own = lines[run[0].at : run[-1].at + step + 8]
    return 2 * sum(holds_date(line.text) for line in own) >= len(run)


def _page_edges(lines: Sequence[Line]) -> set[int]:
    """Return the places of the first and last filled line of each page, where its number stands."""
    edges: set[int] = set()
    for page in _pages(lines):
        edges.update(page[:1] + page[-2:])
    return edges


def _pages(lines: Sequence[Line]) -> Iterator[list[int]]:
    page: list[int] = []
    before: int | None = None
    for at, line in enumerate(lines):
        if page and (line.text.startswith("\f") or line.page != before):
            yield page
            page = []
        before = line.page
        if line.text.strip():
            page.append(at)
    if page:
        yield page
