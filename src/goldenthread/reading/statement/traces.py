"""What can be seen of one line of a flattened table, and how well it suits each column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from goldenthread.reading.dates import date_spans

from .sheet import Row
from .vocabulary import (
    RANK_OPENINGS,
    ends_open,
    is_imperative,
    is_nominal,
    names_rank,
    opens_impact,
    opens_measure,
    role_share,
)

ACTION, IMPACT, MEASURE, LEAD, DUE = range(5)
COLUMNS = ("action", "impact", "measure", "lead", "due")
LEFT_OPEN = -2.5
SECOND_CELL = (4.0, 1.0, 1.0, 3.0, 2.0)
_NEXT_ROW = 4.0
_NUMBER_ROOM = 6
_ITEM = re.compile(r"^[a-h][.)]\s")
_MONTH_ALONE = re.compile(
    r"^(?:(?:from|by|until|end of|early|late|and|to)\s)?(?:january|february|march|april|may|june"
    r"|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|(?:spring|summer|autumn|winter)(?: term)?)\s*[-–]?$"
    r"|^(?:from )?[a-z]{3,9} (?:to|and|[-–/]) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*$|^20\d\d\)?$|^(?:and )?on-?going$"
    r"|^20\d\d and$|^(?:20\d\d )?and on-?going$|^(?:termly|monthly|quarterly|annually)$",
    re.IGNORECASE,
)
_BEFORE_YEAR = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|term$|and$|to$|of$)"
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A line, or the part of one that stood in one column."""

    row: Row
    text: str
    numbered: bool = False
    after_number: bool = False
    date_follows: int = 0
    leads_beside: int = 0
    part: bool = False
    ordinal: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the document itself teaches: its words, which words stand side by side, its leads."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    capitals: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()


def lexicon_of(rows: Sequence[Row]) -> Lexicon:
    """Gather the words of a document and which of them stand side by side on a line."""
    words: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    capitals: set[str] = set()
    for row in rows:
        printed = row.text.split()
        capitals.update(
            bare(word)
            for before, word in zip(printed, printed[1:], strict=False)
            if word[0].isupper() and before[-1] not in ".:;?–" and before[0].islower()
        )
        plain = [bare(word) for word in row.text.split()]
        words.update(plain[:-1])
        pairs.update(zip(plain, plain[1:], strict=False))
    return Lexicon(frozenset(words), frozenset(pairs), frozenset(capitals))


def bare(word: str) -> str:
    """Return a word in small letters without the marks around it."""
    return word.strip(".,;:()‘’“”'\"").lower()


@dataclass(frozen=True, slots=True)
class Traces:
    """What can be seen of one fragment before its column is known."""

    at: int
    length: int
    first: int
    first_word: str
    last_word: str
    block: int
    page: int
    ordinal: int
    alone: bool
    body_ends: bool
    item: bool
    opens: bool
    leads_on: bool
    lower: bool
    open: bool
    stopped: bool
    bullet: bool
    numbered: bool
    line: int
    indent: int
    dated: int
    emission: tuple[float, ...]
    opening: tuple[float, ...]


def traces_of(fragment: Fragment, widths: Sequence[int], lexicon: Lexicon) -> Traces:
    """Weigh one fragment against each column, on its own and as the opening of a cell."""
    text = fragment.text
    spans = date_spans(text)
    covered = sum(to - at for at, to in spans)
    alone = _MONTH_ALONE.match(text) is not None
    dated = 2 if alone or (spans and len(text) - covered <= 4) else 1 if spans else 0
    lead = lead_weight(text, lexicon.leads)
    if lead < 2.0 and len(text) <= widths[LEAD] + 1 and _may_go_on(text):
        lead += 1.6 * fragment.leads_beside
    emission = _emission(text, dated, lead, widths, fragment)
    words = text.split()
    return Traces(
        fragment.row.at,
        len(text) + (_NUMBER_ROOM if fragment.numbered else 0),
        len(words[0]),
        bare(words[0]),
        bare(words[-1]),
        fragment.row.block,
        fragment.row.page,
        fragment.ordinal,
        fragment.alone,
        re.search(r"\b[A-Z]{2,6}\)?[.,]?$|\b(?:Council|Trust)$", text) is not None,
        _ITEM.match(text) is not None,
        opens_impact(text) or opens_measure(text) or is_imperative(text),
        text[-1] == ":",
        text[0].islower() or text[0] in "(&–-",
        ends_open(text),
        text[-1] in ".?!;",
        fragment.row.bullet,
        fragment.numbered,
        fragment.row.line.number,
        fragment.row.indent,
        dated,
        emission,
        _openings(text, fragment, dated, lead),
    )


def lead_weight(text: str, known_leads: frozenset[str]) -> float:
    """Weigh how far a line reads like part of the name of a post, from -3.5 to 4."""
    if text in known_leads:
        return 4.0
    share = role_share(text)
    ranked = names_rank(text)
    if ranked and (share >= 0.5 or _is_title(text)):
        return 3.5
    if share >= 0.99:
        return 2.0 if ranked or " " in text or text.isupper() else 0.8
    weight = -3.5 + 4 * share
    if share < 0.5 and text[0].islower() and " " in text:
        weight -= 1.0
    return max(weight, 0.0) if _is_title(text) else weight


def _may_go_on(text: str) -> bool:
    """Say whether a line could carry on the name of a post begun on the line before."""
    words = text.split()
    return text[0].isupper() or text[0] in "&(" or (len(words) <= 2 and len(words[0]) <= 3)


def _is_title(text: str) -> bool:
    """Say whether two or more words all begin with a capital, as in the name of a post or body."""
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", text) if len(word) > 3]
    small = re.search(r"[.:;?]$", text)
    return (
        len(text.split()) > 1 and bool(words) and not small and all(w[0].isupper() for w in words)
    )


def _emission(
    text: str, dated: int, lead: float, widths: Sequence[int], fragment: Fragment
) -> tuple[float, ...]:
    weights = [0.0, 0.0, 0.0, lead, -2.2]
    if dated == 2:
        weights = [-6.0, -6.0, -6.0, -6.0, 5.0]
    elif dated == 1:
        weights = [-1.0, -1.0, -1.0, -4.0, 2.5]
    elif lead >= 2:
        weights = [-2.0, -2.0, -2.0, lead, -3.5]
    if not dated:
        weights[DUE] += (-1.6, 1.7, 2.4)[fragment.date_follows]
    if fragment.numbered:
        weights = [8.0, -8.0, -8.0, -8.0, -8.0]
    for column, width in enumerate(widths):
        over = len(text) - width - 2
        if over > 0 and not fragment.numbered:
            weights[column] -= 0.5 + 0.35 * min(over, 12)
    if fragment.row.bullet:
        weights[MEASURE] += 1.0
        weights[LEAD] -= 2
        weights[DUE] -= 2
    return tuple(weights)


def _openings(text: str, fragment: Fragment, dated: int, lead: float) -> tuple[float, ...]:
    """Weigh how well a line opens a cell in each column."""
    lower = text[0].islower() or text[0] in "(&–-,)"
    base = -4.0 if lower else 0.0
    weights = [base - 0.7, base, base, base - 0.2, base / 2]
    if is_imperative(text):
        weights[ACTION] += 3.2
        weights[IMPACT] -= 1.2
        weights[MEASURE] -= 1.2
        weights[LEAD] -= 1.5
        weights[DUE] -= 1.0 if fragment.date_follows < 2 else 0.0
        weights[ACTION] -= 1.5 if fragment.date_follows == 2 else 0.0
    if is_nominal(text):
        weights[ACTION] += 1.2
    if fragment.after_number:
        weights[ACTION] += 3.2
    if opens_impact(text):
        weights[IMPACT] += 1.3
        weights[ACTION] -= 0.8
    if opens_measure(text):
        weights[MEASURE] += 1.3
        weights[ACTION] -= 0.8
    if fragment.row.bullet:
        weights[MEASURE] += 1.0
        weights[ACTION] -= 1.0
    if text.endswith(":") and not is_imperative(text):
        weights[ACTION] -= 1.0
    return tuple(weights)


def joining(
    before: Traces, after: Traces, column: int, widths: Sequence[int], lexicon: Lexicon
) -> float:
    """Weigh reading one fragment on from another in a column of that width."""
    if after.numbered:
        return -30.0
    near = after.at - before.at
    set_in = after.bullet or after.indent == 1
    listed = set_in and before.leads_on and after.line == before.line + 1
    weight = 0.0
    if before.block == after.block:
        weight += 1.2 if near == 1 else 0.2
    elif before.page == after.page:
        weight -= 0.9 + min(0.1 * near, 3.0)
    elif after.page == before.page + 1:
        weight -= 1.2
    else:
        weight -= 6.0
    if after.item:
        weight += 3.5 if before.leads_on or before.item else 2.2
    elif listed:
        weight += 3.5
    elif after.lower:
        weight += 2.2 if not before.stopped else -1.0
    elif before.open:
        weight += -1.0 if after.opens else 0.6
    elif column == LEAD:
        weight -= _new_post(before, after)
    elif not after.bullet:
        weight -= 0.5 if after.first_word in lexicon.capitals and not after.opens else 1.6
    weight += _month_and_year(before, after) + _seen_together(before, after, lexicon)
    if after.ordinal != before.ordinal:
        weight -= 1.2 if column in (LEAD, DUE) else 0.0
        weight -= _NEXT_ROW if after.alone or before.alone else 0.0
    room = widths[column] - before.length - 1 - after.first
    if after.item or after.bullet or listed:
        return weight
    return weight + _wrapped(room) * (0.4 if column == LEAD and room > 0 else 1.0)


def _wrapped(room: int) -> float:
    """Weigh a line break by the room left for the next word: none left speaks for a wrap."""
    if room < 0:
        return 1.0
    if room <= 3:
        return 0.2
    return -0.8 if room <= 6 else -2.2 - 0.12 * min(room - 6, 14)


def _new_post(before: Traces, after: Traces) -> float:
    """Weigh how far a line in the column of leads opens the next post (0 to 3)."""
    weight = 0.2
    if after.first_word in RANK_OPENINGS:
        weight += 1.2
        weight += 1.4 * before.body_ends
    return weight


def _month_and_year(before: Traces, after: Traces) -> float:
    """Weigh a month and its year on two lines together, two whole dates apart."""
    if before.dated and after.first_word.isdigit() and after.first == 4:
        if not before.last_word.isalpha():
            return -1.0
        return 4.0 if before.dated == 2 or ends_in_month(before.last_word) else 1.0
    if before.dated and before.last_word.isdigit() and not (after.lower and after.dated):
        return -2.5
    return 0.0


@lru_cache(maxsize=1024)
def ends_in_month(word: str) -> bool:
    """Say whether a word is a month, a season or a word that leads on to a year."""
    return _BEFORE_YEAR.match(word) is not None


def _seen_together(before: Traces, after: Traces, lexicon: Lexicon) -> float:
    """Weigh a word broken over two lines, or two words that stand side by side elsewhere."""
    whole = before.last_word + after.first_word
    if len(whole) > 4 and whole in lexicon.words:
        return 3.5 if before.last_word not in lexicon.words else 0.5
    pair = (before.last_word, after.first_word)
    if pair not in lexicon.pairs:
        return 0.0
    return 2.2 if min(map(len, pair)) > 3 else 0.8
