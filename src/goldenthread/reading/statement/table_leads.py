"""Leads in a cell: the roles named in it, and whether they lead a whole theme together."""

import re
from dataclasses import dataclass

_ROLE_WORD = re.compile(
    r"\b(managers?|directors?|heads?|leads?|officers?|chairs?|commissioners?|coordinators?|"
    r"co-ordinators?|principals?|advis[eo]rs?|chief|ceo|ad|dco|dmo|dsco|senco|nurse|psychologist|"
    r"consultant|headteachers?|teachers?|governors?|forum|team|board|group|sro|clinician|gp|"
    r"therapist|trust|council|ccg|icb|school|service)\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(managers?|directors?|heads?|leads?|officers?|chairs?|commissioners?|co-?ordinators?|"
    r"principals?|advis[eo]rs?|chief|ceo|ad|dco|dmo|nurse|headteachers?|consultant|forum)\b",
    re.IGNORECASE,
)
_POST_SOON = re.compile(rf"(?:(?!and )[\w'’-]+ ){{0,3}}{_POST.pattern}", re.IGNORECASE)
_JOIN = re.compile(r",\s+(?:and\s+)?|\s+(?:and|&)\s+(?:the\s+)?")
_SHARED = re.compile(
    r"\s*\(?\b(?:shared|joint(?:ly)?)\s+(?:lead\s+)?(?:across|for|down)\s+(?:the|this)\s+theme\)?",
    re.IGNORECASE,
)
_PLAIN_CUTS = re.compile(r"\s*;\s*|\s+/\s+|\s*[\u2022\u25cf]\s*")


@dataclass(frozen=True, slots=True)
class Leads:
    """Who leads: the words of the cell, each role in them, and what is doubtful if anything."""

    words: str
    roles: tuple[str, ...]
    shared: bool = False
    reason: str | None = None


def leads_in(text: str) -> Leads:
    """Return the leads that a cell names; a cut that the words do not force says so."""
    words, marks = _SHARED.subn("", text)
    words = words.strip()
    roles = [role for piece in _PLAIN_CUTS.split(words) if (role := piece.strip(" \n"))]
    reason = None
    cut: list[str] = []
    for role in roles:
        pieces, doubt = _cut_lines(role)
        reason = reason or doubt
        cut += [post for piece in pieces for post in _cut_and(piece)]
    return Leads(words, tuple(cut), bool(marks), reason)


def _cut_lines(words: str) -> tuple[list[str], str | None]:
    lines = [line.strip(" ,") for line in words.splitlines() if line.strip(" ,")]
    if len(lines) < 2:
        return [" ".join(lines)], None
    if all(_POST.search(line) for line in lines):
        return lines, None
    if any(_ROLE_WORD.search(line) for line in lines[1:]):
        return [" ".join(lines)], "the lines of the cell may be one role or several"
    return [" ".join(lines)], None


def _cut_and(words: str) -> list[str]:
    """Cut at "and" or a comma only where a post stands before it and another soon after it."""
    pieces, begun = [], 0
    for join in _JOIN.finditer(words):
        if _POST.search(words, begun, join.start()) and _POST_SOON.match(words, join.end()):
            pieces.append(words[begun : join.start()])
            begun = join.end()
    return [piece.strip() for piece in [*pieces, words[begun:]]]
