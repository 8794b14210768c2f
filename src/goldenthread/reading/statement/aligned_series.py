"""Headings that count: what a statement calls its working groups, told from how they go on."""

import re
from collections.abc import Iterable, Mapping, Sequence

from goldenthread.reading.statement.aligned_pieces import Strip
from goldenthread.reading.statement.table_banners import is_placing
from goldenthread.reading.statement.table_layout import GROUP_WORDS

_COUNTED = re.compile(
    r"(?P<word>[A-Z][A-Za-z&-]+(?: [A-Za-z&-]+){0,3}?) "
    r"(?P<count>\d{1,2}|[IVX]+|[A-H]|(?i:one|two|three|four|five|six|seven|eight))\b"
    r"(?=\s*(?:[:.–—-]|$|[A-Z(]))"
)
_FIRST = frozenset({"1", "i", "a", "one"})
_OTHERWISE = frozenset(
    """
    theme objective aim goal outcome priority weakness improvement strand table figure appendix
    annex annexe page version phase step action measure target indicator standard recommendation
    question term year quarter week month part section chapter item paragraph line
    key level stage tier note
    """.split()
)
_BARE = re.compile(r"(?P<count>\d|[A-H]|[IVX]{1,4})[.:)]?\s+(?P<name>[A-Z][^.;:]{3,110})")
_NAMED_BEFORE = re.compile(
    rf"(?P<name>[A-Z][^.:;]{{2,60}}?) (?:{GROUP_WORDS}|strand)", re.IGNORECASE
)
_HOLDS = frozenset({"objective", "outcome", "aim", "goal"})
_LETTERED = re.compile(
    r"(?P<word>Priority(?: Area)?|Theme) (?P<count>[A-H])\b(?=\s*[:.–—(-])", re.I
)
_CAPITALS = re.compile(r"[A-Z][A-Z,&’' -]{3,80}")
_CHAIR = re.compile(r"(?:group )?chair(?:person|ed by| role)?\s*[:–—-]", re.IGNORECASE)
_CLOSE_ABOVE = 7
_LONGEST = 130


def group_titles(strips: Sequence[Strip], heads: Sequence[int]) -> dict[str, tuple[str, str]]:
    """Return the headings of groups that no usual word marks, each with its number and its name.

    They stand alone on a line below a blank one: counted through by a word of the statement's own
    ("Domain 1"), or, close above the heads of tables (`heads`: where these begin), by the count
    alone ("A. Trust"), by a word at their end ("Trust workstream") or by a chair named below them.
    A single one is no series. The number is "" where they bear none.
    """
    lone = [
        (at, strip)
        for at, strip in enumerate(strips)
        if len(strip.pieces) == 1 and strip.parted and len(strip.text) <= _LONGEST
    ]
    near = [
        (at, strip) for at, strip in lone if any(at < head <= at + _CLOSE_ABOVE for head in heads)
    ]
    found = (
        _by_word([strip.text for _, strip in lone])
        or _by_count([strip.text for _, strip in near])
        or _by_last_word([strip.text for _, strip in near])
        or _by_chair([(strip.text, _below(strips, at)) for at, strip in near])
    )
    if found or any(is_placing(strip.text) == "group" for _, strip in lone):
        return found
    headed = [strip.text for _, strip in near]
    elsewhere = {strip.text for _, strip in lone} - set(headed)
    return _by_holder(headed, elsewhere) or _by_capitals(headed, len(heads))


def _below(strips: Sequence[Strip], at: int) -> str:
    return strips[at + 1].text if at + 1 < len(strips) else ""


def _by_word(texts: Iterable[str]) -> dict[str, tuple[str, str]]:
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for text in texts:
        match = _COUNTED.match(text)
        if match and match["word"].lower().split()[-1] not in _OTHERWISE:
            name = text[match.end() :].strip(" :.–—-")
            found.setdefault(match["word"].lower(), {})[text] = (match["count"], name)
    return {
        text: told
        for series in found.values()
        if _counts_on([count for count, _ in series.values()])
        for text, told in series.items()
    }


def _counts_on(counts: Sequence[str]) -> bool:
    seen = {count.lower() for count in counts}
    return len(seen) > 1 and bool(seen & _FIRST)


def _by_count(texts: Iterable[str]) -> dict[str, tuple[str, str]]:
    found = {text: (m["count"], m["name"]) for text in texts if (m := _BARE.fullmatch(text))}
    return found if _counts_on([count for count, _ in found.values()]) else {}


def _by_holder(texts: Sequence[str], elsewhere: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return objectives, or priorities by letter, that head every table: they hold its actions."""
    if any(_holder(text) for text in elsewhere):
        return {}
    found = {text: match for text in texts if (match := _holder(text))}
    told = {
        text: (match["count"], text[match.end() :].strip(" :.–—-")) for text, match in found.items()
    }
    return told if _counts_on([count for count, _ in told.values()]) else {}


def _holder(text: str) -> re.Match[str] | None:
    match = _COUNTED.match(text)
    if match and match["word"].lower() in _HOLDS:
        return match
    return _LETTERED.match(text)


def _by_capitals(texts: Sequence[str], tables: int) -> dict[str, tuple[str, str]]:
    """Return lines in capitals alone above tables, one to each."""
    found = {text: ("", text) for text in texts if _CAPITALS.fullmatch(text)}
    return found if 1 < len(found) == tables else {}


def _by_last_word(texts: Iterable[str]) -> dict[str, tuple[str, str]]:
    found = {text: ("", m["name"]) for text in texts if (m := _NAMED_BEFORE.fullmatch(text))}
    return found if len(found) > 1 else {}


def _by_chair(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    found = {
        text: ("", text)
        for text, below in pairs
        if _CHAIR.match(below) and text[0].isupper() and not text.endswith(".")
    }
    return found if len(found) > 1 else {}


def heads_group(text: str, titles: Mapping[str, tuple[str, str]]) -> bool:
    """Say whether a line is the heading of a group that the statement marks in a way of its own."""
    return text in titles
