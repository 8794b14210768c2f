"""Where one line of flattened text may hold two columns side by side, and how it may be cut."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from goldenthread.reading.dates import date_spans

from .traces import ACTION, DUE, IMPACT, LEAD, MEASURE, Fragment, Lexicon, bare
from .vocabulary import ends_open, is_imperative, opens_impact, opens_measure, role_share

_MOST = 6
_LATE = re.compile(
    r"(?:20\d\d|on-?going|january|february|march|april|june|july|august|september|october|november"
    r"|december)\b",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|(?:Spring|Summer|Autumn)(?: term)?)"
)
_DATE_WORDS = re.compile(
    rf"\b(?:(?:From |By |End of )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}(?: 20\d\d)?"
    rf"(?: (?:to|and|[-–]) {_MONTH}(?: 20\d\d)?)?|Q[1-4] 20\d\d(?:/\d\d)?|On-?going|Termly)"
    r"(?=[ ,;]|$)"
)


def ways_to_cut(
    fragment: Fragment, widths: Sequence[int], lexicon: Lexicon
) -> list[list[Fragment]]:
    """Return the likely ways to cut a line into two or three columns; none for most lines."""
    text = fragment.text
    words = text.split()
    if len(words) < 2:
        return []
    bounds = [match.start() for match in re.finditer(r"(?<=\s)\S", text)]
    widest = max(widths[ACTION], widths[IMPACT], widths[MEASURE])
    ways: list[list[Fragment]] = []
    tails = [at for at in bounds if _is_tail(text, at, widths)][:2]
    ways.extend(_parts(fragment, [at]) for at in tails)
    edges = [at for at in _date_edges(text) if at not in tails]
    ways.extend(_parts(fragment, [at]) for at in edges[:2])
    if len(edges) > 1:
        ways.append(_parts(fragment, edges[:2]))
    middles = list(_middles(text, bounds, widths, widest, lexicon))[:_MOST]
    ways.extend(_parts(fragment, [at]) for at in middles)
    if fragment.after_number and len(text) > widths[ACTION] + 2:
        others = [at for at in _capitals(text, bounds, widths) if at not in middles]
        ways.extend(_parts(fragment, [at]) for at in others[:3])
    ways.extend(_parts(fragment, [m, t]) for t in tails for m in middles[:3] if m < t)
    for t in tails:
        posts = [at for at in bounds if at < t and _is_tail(text[:t].strip(), at, widths)]
        ways.extend(_parts(fragment, [at, t]) for at in posts[:2])
    return ways


def _date_edges(text: str) -> list[int]:
    """Return where a date, or the half of one, begins after other words or gives way to them."""
    edges: list[int] = []
    for match in _DATE_WORDS.finditer(text):
        at, to = match.span()
        head, tail = text[:at].strip(), text[to:].lstrip(" ")
        if head and not ends_open(head) and head[-1] not in ".:;":
            edges.append(at)
        if tail and tail[0].isupper() and text[to - 1] != ",":
            edges.append(len(text) - len(tail))
    return edges


def _parts(fragment: Fragment, cuts: Sequence[int]) -> list[Fragment]:
    ends = [*cuts, len(fragment.text)]
    parts: list[Fragment] = []
    for start, end in zip([0, *cuts], ends, strict=True):
        first = start == 0
        parts.append(
            replace(
                fragment,
                text=fragment.text[start:end].strip(),
                numbered=fragment.numbered and first,
                after_number=fragment.after_number and first,
                part=True,
            )
        )
    return parts


def _is_tail(text: str, at: int, widths: Sequence[int]) -> bool:
    """Say whether what follows is a date or the name of a post beside other text."""
    head, tail = text[:at].strip(), text[at:]
    if any(start < at < end for start, end in date_spans(text)):
        return False
    spans = date_spans(tail)
    apart = len(text) > widths[DUE] + 2 or role_share(head) >= 0.5
    if spans and spans[0][0] == 0 and len(tail) <= widths[DUE] + 2:
        return apart and not date_spans(head)
    if _LATE.match(tail):
        return role_share(head) > 0.4
    if not tail[0].isupper():
        return False
    if len(tail) > widths[LEAD] + 2 or role_share(tail) < 0.99:
        return False
    return role_share(head) < 0.6 and len(head) > 4


def _capitals(text: str, bounds: Sequence[int], widths: Sequence[int]) -> Iterator[int]:
    """Yield where a line too long for an action may give way to the next column."""
    for at in reversed(bounds):
        head = text[:at].rstrip()
        if len(head) <= widths[ACTION] + 1 and text[at].isupper() and head[-1] not in ".-–/&":
            yield at


def _middles(
    text: str, bounds: Sequence[int], widths: Sequence[int], widest: int, lexicon: Lexicon
) -> Iterator[int]:
    """Yield cuts where a new text may open: at a usual opening, or within an over-long line."""
    over = len(text) > widest + 3
    loose: list[int] = []
    for at in bounds:
        head, tail = text[:at].strip(), text[at:]
        if len(head) > widest or len(tail) > widest:
            continue
        opens = opens_impact(tail) or opens_measure(tail) or is_imperative(tail) or over
        closed = head[-1] not in ".-–/&" and not ends_open(head)
        if opens and closed and tail[0].isupper():
            yield at
            continue
        pair = (bare(head.split()[-1]), bare(tail.split()[0]))
        if over and pair not in lexicon.pairs - {pair}:
            loose.append(at)
    if over:
        yield from loose or [at for at in bounds if at <= widest and len(text) - at <= widest]
