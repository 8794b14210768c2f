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
    middles = list(_middles(text, bounds, widths, widest, lexicon))[:_MOST]
    ways.extend(_parts(fragment, [at]) for at in middles)
    ways.extend(_parts(fragment, [m, t]) for t in tails for m in middles[:3] if m < t)
    return ways


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
