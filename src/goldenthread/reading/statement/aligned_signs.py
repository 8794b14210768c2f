"""Signs in the cells of a printed row that words of another cell may be among them, or missing."""

import re
from collections.abc import Mapping, Sequence

from goldenthread.reading.statement.aligned_columns import CutLine, is_date
from goldenthread.reading.statement.aligned_pieces import OPEN_END, ems
from goldenthread.reading.statement.aligned_rows import Doubt
from goldenthread.reading.statement.table_headings import Role

_PHRASES = {Role.ACTION, Role.IMPACT, Role.SUCCESS, Role.MEASURE, Role.LEAD}
_OPENS_DATE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\b(?! \w+ by)|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q\d"
    r"|spring|summer|autumn|winter|easter|christmas|by|end|from|until|mid|early|late|start|every"
    r"|and|then|to|or|&|[-–(]|ongoing|review|term|month|week|annual|quarter|half|first|second"
    r"|third|year|academic|completed?)",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"[\W\d_]+|\b(?:st|nd|rd|th|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|q"
    r"|spring|summer|autumn|winter|easter|christmas|by|the|of|end|from|until|mid|early|late|start"
    r"|beginning|every|and|then|to|or|in|at|on|ongoing|reviews?|terms?|termly|months?|monthly"
    r"|weeks?|weekly|annual|annually|yearly|quarters?|quarterly|half|first|second|third|years?"
    r"|academic|completed?|with|for|each|as|tbc|fy|onwards|immediate|immediately|continuous"
    r"|days?|daily|school|financial|date|due|done|before|after|regular|regularly|already|now"
    r"|within|twice|once|per|a|all|not|yet|set|agreed|be|is|this|next)\b",
    re.IGNORECASE,
)
_DATE_INSIDE = re.compile(r"\b(?:\d{1,2}[./]\d{1,2}[./]\d\d|(?:19|20)\d\d)")
_ROOM = 2.0
_SHORT = 0.15
_TOO_WIDE = 1.12
_BROKEN = "the cell begins or ends in the middle of a phrase, so words of it may be missing"
_UNEVEN = "a line of the cell is too short or too long for its column, so a word may be misplaced"
_MIXED = "words that do not belong to a cell of this kind stand in it"
_BESIDE = "words of the cell beside it may belong here"


def doubtful_cells(
    lines: Sequence[CutLine],
    roles: Sequence[Role | None],
    widths: Sequence[float | None],
    apart: set[int],
) -> dict[int, Doubt]:
    """Return by column which cells of a row show signs of words gone astray, and their neighbours.

    A sign is a phrase broken off, a line that ends though the next word would have fitted, one
    too wide for its column, a date among leads, and words that are no date among dates.
    """
    cells = {
        column: words
        for column, role in enumerate(roles)
        if column not in apart
        and role is not Role.NUMBER
        and (words := [line.cells[column] for line in lines if column in line.cells])
    }
    signs = {
        column: reason
        for column, words in cells.items()
        if (reason := _sign(words, roles[column], widths[column]))
    }
    found = {column: Doubt(reason, ()) for column, reason in signs.items()}
    for column in signs:
        for beside in _beside(column, cells):
            found.setdefault(beside, Doubt(_BESIDE, ()))
    return found


def _beside(column: int, cells: Mapping[int, Sequence[str]]) -> list[int]:
    left = max((other for other in cells if other < column), default=None)
    right = min((other for other in cells if other > column), default=None)
    return [other for other in (left, right) if other is not None]


def _sign(words: Sequence[str], role: Role | None, width: float | None) -> str | None:
    if role is Role.DUE:
        return _MIXED if _holds_no_date(words) or _holds_two(words) else None
    if role not in _PHRASES:
        return None
    if role is Role.LEAD and any(is_date(line) or _DATE_INSIDE.search(line) for line in words):
        return _MIXED
    whole = " ".join(words)
    if whole[0].islower() or OPEN_END.search(whole) or whole.count("(") != whole.count(")"):
        return _BROKEN
    return _UNEVEN if width is not None and _is_uneven(words, width) else None


def _holds_no_date(words: Sequence[str]) -> bool:
    """Say whether two words or more of a cell of dates are none that dates are made of."""
    return len(_DATE_WORDS.sub(" ", " ".join(words)).split()) > 1


def _holds_two(words: Sequence[str]) -> bool:
    """Say whether a line that is no date of its own follows one that ended with its year."""
    return any(
        re.search(r"\d{4}$|\d[-/.]\d\d$|^ongoing$", above, re.I)
        and (not _OPENS_DATE.match(below) or re.fullmatch(r"\d{4}", below))
        for above, below in zip(words, words[1:], strict=False)
    )


def _is_uneven(words: Sequence[str], width: float) -> bool:
    if any(ems(line) > _TOO_WIDE * width + 1.0 for line in words):
        return True
    return any(
        (below[0].islower() or OPEN_END.search(above))
        and ems(f"{above} {below.split()[0]}") < width - max(_ROOM, _SHORT * width)
        for above, below in zip(words, words[1:], strict=False)
    )
