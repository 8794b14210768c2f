"""The heads of columns in flattened text: found in any wording, broken or interleaved, anywhere."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from .sheet import Row
from .table_headings import Role, role_of
from .traces import ACTION, DUE, IMPACT, LEAD, MEASURE
from .vocabulary import HEADER_WORDS, is_header_line, is_header_sign

_COLUMNS = {
    Role.ACTION: ACTION,
    Role.IMPACT: IMPACT,
    Role.SUCCESS: MEASURE,
    Role.MEASURE: MEASURE,
    Role.TARGET: MEASURE,
    Role.EVIDENCE: MEASURE,
    Role.MILESTONE: MEASURE,
    Role.LEAD: LEAD,
    Role.DUE: DUE,
}
_BESIDE = frozenset(
    {Role.NUMBER, Role.RAG, Role.STATUS, Role.UPDATE, Role.RESOURCES, Role.START, Role.COMPLETED}
)
_SCRAMBLED = (
    (Role.LEAD, {"responsible", "lead", "leads", "owner", "officer", "accountable", "who", "whom"}),
    (Role.DUE, {"completion", "date", "dates", "timescale", "timescales", "deadline", "when"}),
    (Role.SUCCESS, {"measure", "measures", "success", "criteria", "know"}),
    (Role.IMPACT, {"impact", "impacts", "outcome", "outcomes", "intended"}),
    (Role.ACTION, {"action", "actions", "activity", "activities"}),
    (Role.RAG, {"rag", "status", "rating"}),
)
_NUMBER_ALONE = re.compile(r"^[A-Za-z]?\d[\d.()a-z]{0,7}$")
_POST_ENDS = frozenset({"officer", "lead", "leads", "owner", "resources", "evidence"})
_MOST_ROWS = 7
_LONGEST = 110
_FAR = 4
_FEWEST_ROLES = 3


@dataclass(frozen=True, slots=True)
class Heads:
    """The rows that are heads of columns, and the columns they name from left to right.

    `columns` is empty where too few heads are understood to say which columns there are.
    """

    at: frozenset[int]
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Segment:
    """A run of rows of one block that could be heads, with what they mean."""

    rows: tuple[Row, ...]
    roles: tuple[Role, ...]

    @property
    def words(self) -> str:
        return " ".join(row.text for row in self.rows)


def heads_of(rows: Sequence[Row]) -> Heads:
    """Find the heads of columns: several near one another, or words that were heads elsewhere."""
    segments = [s for run in _runs(rows) for s in _segments(run)]
    clusters = [c for c in _clusters(segments) if len(_kinds(c)) >= _FEWEST_ROLES]
    known = {segment.words for cluster in clusters for segment in cluster}
    uses = Counter(segment.words for segment in segments)
    often = max(2, len(clusters) // 2)
    known |= {words for words, count in uses.items() if clusters and count >= often}
    forms = {tuple(row.text for row in s.rows) for s in segments if s.words in known}
    at = {row.at for row in _usual(rows)} | _again(rows, forms)
    return Heads(frozenset(at), _order(clusters))


def _again(rows: Sequence[Row], forms: set[tuple[str, ...]]) -> set[int]:
    """Return the places of rows that repeat known heads, line for line."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for form in forms:
        by_first.setdefault(form[0], []).append(form)
    found: set[int] = set()
    for i, row in enumerate(rows):
        for form in by_first.get(row.text, ()):
            here = rows[i : i + len(form)]
            mid_block = i > 0 and rows[i - 1].block == row.block and rows[i - 1].at not in found
            if mid_block and len(form) == 1 and _ends_post(here):
                continue
            if tuple(r.text for r in here) == form:
                found.update(r.at for r in here)
    return found


def _kinds(cluster: Sequence[_Segment]) -> set[Role]:
    return {role for segment in cluster for role in segment.roles}


def _runs(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the runs of rows of one block between numbers that stand alone."""
    runs: list[list[Row]] = [[]]
    for row in rows:
        alone = _NUMBER_ALONE.match(row.text) is not None
        if alone or (runs[-1] and runs[-1][-1].block != row.block):
            runs.append([])
        if not alone:
            runs[-1].append(row)
    return [run for run in runs if run]


def _segments(run: Sequence[Row]) -> list[_Segment]:
    """Return a run as heads, whole or without some rows above and below, or nothing."""
    if not any(_header_share(row.text) == 1.0 for row in run):
        return []
    for size in range(min(len(run), _MOST_ROWS), 0, -1):
        for start in range(len(run) - size + 1):
            part = tuple(run[start : start + size])
            roles = _roles(" ".join(row.text for row in part))
            if roles and not (start and _could_be_text(part, roles)):
                return [
                    *_segments(run[:start]),
                    _Segment(part, roles),
                    *_segments(run[start + size :]),
                ]
    return []


def _ends_post(part: Sequence[Row]) -> bool:
    """Say whether a line could as well end the name of a post ('Casework' / 'Officer')."""
    return len(part) == 1 and part[0].text.strip(",").lower() in _POST_ENDS


def _could_be_text(part: Sequence[Row], roles: Sequence[Role]) -> bool:
    """Say whether one line within a run could as well be text: it names no column of text."""
    return _ends_post(part) or (len(part) == 1 and not set(roles) & set(_COLUMNS))


def _header_share(text: str) -> float:
    words = re.findall(r"[a-z]+", text.lower())
    return sum(word in HEADER_WORDS for word in words) / len(words) if words else 0.0


@lru_cache(maxsize=2048)
def _roles(text: str) -> tuple[Role, ...]:
    """Return what the words mean as one head, as heads in a row, or as heads interleaved."""
    if len(text) > _LONGEST or not text[0].isupper() or _header_share(text) < 0.3:
        return ()
    signs = () if is_header_sign(text) else _in_a_row(text.split(), signs_only=True)
    if signs:
        return signs
    whole = role_of(text)
    if whole in _COLUMNS or whole in _BESIDE:
        plain = len(text.split()) <= 3 or text.endswith("?") or _header_share(text) > 0.7
        return (whole,) if whole and plain else ()
    return _in_a_row(text.split()) or _interleaved(text)


def _in_a_row(words: Sequence[str], *, signs_only: bool = False) -> tuple[Role, ...]:
    """Cut words into heads, each beginning with a capital, longest first; empty if any is left."""
    roles: list[Role] = []
    at = 0
    while at < len(words):
        for end in range(len(words), at, -1):
            head = " ".join(words[at:end])
            fits = head[0].isupper() and (is_header_sign(head) or not signs_only)
            role = role_of(head) if fits else None
            if role in _COLUMNS or role in _BESIDE:
                assert role is not None
                roles.append(role)
                at = end
                break
        else:
            return ()
    return tuple(roles) if len(set(roles)) == len(roles) else ()


def _interleaved(text: str) -> tuple[Role, ...]:
    """Name heads whose lines stand mixed, their words perhaps broken ('Responsi' ... 'ble')."""
    words = re.findall(r"[a-z]+", text.lower())
    mended = [word for word in words if word in HEADER_WORDS]
    pieces = [word for word in words if word not in HEADER_WORDS]
    while pieces:
        head = pieces.pop(0)
        tail = next((p for p in [*pieces, *mended] if head + p in HEADER_WORDS), None)
        if tail is None:
            return ()
        if tail in pieces:
            pieces.remove(tail)
        mended.insert(0, head + tail)
    named: list[tuple[int, Role]] = []
    for role, signs in _SCRAMBLED:
        places = [words.index(w) if w in words else 0 for w in mended if w in signs]
        if places:
            named.append((min(places), role))
    return tuple(role for _, role in sorted(named, key=lambda n: n[0])) if named else ()


def _clusters(segments: Sequence[_Segment]) -> list[list[_Segment]]:
    """Gather segments that stand within a few rows of one another."""
    clusters: list[list[_Segment]] = []
    for segment in segments:
        near = clusters and segment.rows[0].at - clusters[-1][-1].rows[-1].at <= _FAR
        again = near and set(segment.roles) & _kinds(clusters[-1])
        if near and not again:
            clusters[-1].append(segment)
        else:
            clusters.append([segment])
    return clusters


def _order(clusters: Sequence[Sequence[_Segment]]) -> tuple[int, ...]:
    """Return the columns from left to right: the fullest order that is printed most often."""
    orders: Counter[tuple[int, ...]] = Counter()
    for cluster in clusters:
        named = [_COLUMNS[r] for s in cluster for r in s.roles if r in _COLUMNS]
        orders[tuple(dict.fromkeys(named))] += 1
    full = {columns: n for columns, n in orders.items() if {ACTION, LEAD, DUE} <= set(columns)}
    return max(full, key=lambda columns: (len(columns), full[columns])) if full else ()


def _usual(rows: Sequence[Row]) -> list[Row]:
    """Find usual heads line by line: on a page that shows several, lines of such words alone."""
    found: list[Row] = []
    for _, page in groupby(rows, key=lambda row: row.page):
        own = list(page)
        if sum(is_header_sign(row.text) for row in own) < 2:
            continue
        for i, row in enumerate(own):
            follows = bool(found) and found[-1].at >= row.at - 2
            mid_block = i > 0 and own[i - 1].block == row.block and not follows
            begins = row.text[0].isupper() or follows
            begins = begins and not (mid_block and _ends_post([row]))
            if (begins and is_header_line(row.text)) or _is_broken(own, i, found):
                found.append(row)
    return found


def _is_broken(rows: Sequence[Row], i: int, found: Sequence[Row]) -> bool:
    """Say whether a narrow column broke one head in two ('Responsi' / 'ble lead')."""
    row = rows[i]
    for a, b in pairwise(rows[max(0, i - 1) : i + 2]):
        letters = a.text[-1].isalpha() and b.text[0].isalpha()
        if a.block != b.block or not letters or not is_header_sign(a.text + b.text):
            continue
        if b is row and a in found[-1:]:
            return True
        short = len(a.text) + len(b.text) <= 24
        if a is row and short and (b.text[0].islower() or not is_header_line(b.text)):
            return True
    return False
