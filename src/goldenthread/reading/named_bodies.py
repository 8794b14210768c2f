"""Tells the organisations in a phrase apart, where `and` and commas also stand inside names."""

import re

_KINDS = (
    "council|councils|authority|authorities|board|boards|ICB|ICBs|CCG|CCGs|trust|trusts|leaders|"
    "provider|providers|schools|partnership|partners|forum|settings|commissioner|commissioners|"
    "service|services|group|groups|county|corporation"
)
_PLACE = r"[A-Z][\w’'-]+(?:[ -](?:and|upon|on|of)? ?[A-Z][\w’'-]+)*"
_COMPLETE = re.compile(
    rf"(?:\b(?i:{_KINDS})|\b(?i:borough|city|county) of {_PLACE})(?: \([^)]*\))?$"
)
_NAMED = re.compile(r"[A-Z]|\b(?:local authority|leaders|providers|commissioners|partners)$")
_RUN_TOGETHER = re.compile(r"\b(?:Council|ICB|CCG|Board|Trust|leaders)\s+[A-Z]")
_JOINT = re.compile(r",\s+(?:and\s+)?|;\s+(?:and\s+)?|\s+and\s+|\s+&\s+|\s+together with\s+")
_ABBREVIATION = re.compile(r"\s*\((?:the\s+)?[‘“']?[A-Z][A-Za-z&]{1,7}[’”']?\)")
_ARTICLE = re.compile(r"^(?:(?:both|that|the|and|by)\s+)+(?=\S)", re.I)


def is_complete(words: str) -> bool:
    """Whether a phrase ends as the name of an organisation or group does, not in its middle."""
    name = words.strip().rstrip(".,;")
    return bool(_COMPLETE.search(name)) and bool(_NAMED.search(name))


def is_one_name(words: str) -> bool:
    """Whether a phrase is one whole name, and not two that have run together."""
    return is_complete(words) and not _RUN_TOGETHER.search(words)


def bodies_of(phrase: str) -> list[str]:
    """Return the organisations named in a phrase, in order, articles and abbreviations off.

    `X Council, NHS Y and Z ICB and school leaders` are three: a joint parts two names only where
    what stands before it is a whole name and what follows is one too.
    """
    words = " ".join(phrase.split()).strip().rstrip(".;,")
    found: list[str] = []
    start = 0
    for joint in _JOINT.finditer(words):
        before, after = words[start : joint.start()], words[joint.end() :]
        if is_complete(before) and is_complete(after):
            found.append(_tidy(before))
            start = joint.end()
    found.append(_tidy(words[start:]))
    return [name for name in dict.fromkeys(found) if name]


def _tidy(name: str) -> str:
    return _ARTICLE.sub("", _ABBREVIATION.sub("", name).strip())
