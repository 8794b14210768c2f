"""Comparing roles: abbreviations written out, people's names left aside."""

import re
from functools import lru_cache

_SHORT = {
    "ad": "assistant director",
    "asst": "assistant",
    "assoc": "associate",
    "dir": "director",
    "ceo": "chief executive",
    "cex": "chief executive",
    "coo": "chief operating officer",
    "cfo": "chief finance officer",
    "dph": "director public health",
    "dcs": "director children services",
    "dass": "director adult social services",
    "ed": "executive director",
    "exec": "executive",
    "hos": "head service",
    "sm": "senior manager",
    "snr": "senior",
    "mgr": "manager",
    "comms": "communications",
    "cyp": "children young people",
    "c": "children",
    "f": "families",
    "sen": "special educational needs",
    "ep": "educational psychologist",
    "dco": "designated clinical officer",
    "dmo": "designated medical officer",
}
_RANK = re.compile(
    r"\b(?:(?:deputy|interim|acting|executive|assistant|asst|associate|assoc|senior|chief|"
    r"designated|principal|strategic|lead|area|independent|service|joint)\W+)*"
    r"(?:director|chief|ad|ceo|coo|dph|dcs|head|manager|officer|lead|principal|commissioner|"
    r"senior|executive|nurse|gp|councillor|cabinet|chair|partner|advis[eo]r|psychologist)\b",
    re.IGNORECASE,
)
_SMALL = frozenset({"and", "of", "for", "the", "to", "in", "s"})


def role_words(text: str) -> set[str]:
    """Return the words of a role from its rank on, abbreviations written out, plurals folded.

    A name before the rank ('A. Person, Director of …') is left out, so that only roles compare.
    """
    plain = " ".join(text.replace("&", " and ").split())
    rank = _RANK.search(plain)
    words = re.findall(r"[a-z]+", plain[rank.start() :].lower() if rank else plain.lower())
    spelt = [part for word in words for part in _SHORT.get(word, word).split()]
    return {word.removesuffix("s") for word in spelt if word not in _SMALL}


def role_only(text: str) -> str:
    """Return a role without the name of a person before it or the word 'chair'."""
    plain = " ".join(text.split())
    rank = _RANK.search(re.sub(r"^\W*chair\W*", "", plain, flags=re.IGNORECASE))
    bare = re.sub(r"^\W*chair\W*", "", plain, flags=re.IGNORECASE)
    return bare[rank.start() :] if rank else bare


@lru_cache(maxsize=20_000)
def same_role(left: str, right: str) -> bool:
    """Say whether two wordings name one role: the shorter's words are all in the longer's.

    Both need at least two words beyond the organisation's initials; a cell with two leads holds
    either.
    """
    parts = [p for p in re.split(r"\n|;|/| and (?=[A-Z][a-z]+ (?:Director|Manager))", right) if p]
    return any(_same(left, part) for part in [right, *parts])


def _same(left: str, right: str) -> bool:
    first, second = role_words(left), role_words(right)
    small, large = sorted((first, second), key=len)
    if len(small) < 3:
        return bool(small) and small == large
    return len(small & large) >= max(3, len(small)) or (
        len(small) >= 5 and len(small & large) / len(small) >= 0.85
    )
