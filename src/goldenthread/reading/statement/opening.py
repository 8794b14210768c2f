"""What stands before the tables of a statement: area, chairs of groups, other names, governance."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz

from .outline import Group
from .sheet import Row
from .vocabulary import names_rank, role_share

_COUNCIL = re.compile(
    r"((?:[A-Z][\w’'-]+)(?: (?:and|upon|on|of|with) [A-Z][\w’'-]+| [A-Z][\w’'-]+){0,3}?) "
    r"(?:(?:County|City|Borough|District|Metropolitan|Unitary|Council of the) ?)*Council\b"
)
_KINDS = {"County", "City", "Borough", "District", "Metropolitan", "Unitary", "The", "Joint"}
_LABEL = re.compile(r"^(?:[A-Za-z]+ ){1,2}(\d{1,3})$")
_CHAIR = re.compile(r"^(?:co-)?chair(?:ed by|s)?\s*[:–-]\s*(.*)$", re.IGNORECASE)
_GOVERNED = re.compile(
    r"^.{0,30}\b(?:governance|accountability|oversight)\b.{0,30}$", re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(Councillor|Cllr\.?|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Professor|Sir|Dame)(?:\s[A-Z][\w’'-]+){1,3}"
)


@dataclass(frozen=True, slots=True)
class Chair:
    """The post of a group's chair as printed, without the person's name."""

    role: str
    rows: list[Row]


def area_of(rows: Sequence[Row]) -> tuple[str, Row, bool] | None:
    """Return the area, the row that names it, and whether the opening names it elsewhere too."""
    found: Counter[str] = Counter()
    first: dict[str, Row] = {}
    for row in rows:
        for match in _COUNCIL.finditer(row.text):
            name = re.sub(r"^(?:The|To|By|And|For)\s", "", match[1])
            if name in _KINDS:
                continue
            found[name] += 1
            first.setdefault(name, row)
    if not found:
        return None
    name, count = found.most_common(1)[0]
    mentions = sum(name in row.text for row in rows)
    return name, first[name], mentions > count


def chairs_of(rows: Sequence[Row]) -> list[Chair]:
    """Return the chairs in the order in which they are printed."""
    chairs: list[Chair] = []
    for i, row in enumerate(rows):
        match = _CHAIR.match(row.text)
        if not match:
            continue
        own = [row]
        for after in rows[i + 1 : i + 6]:
            if after.block != row.block or _ends_role(own[-1].text, after.text):
                break
            own.append(after)
        words = " ".join([match[1], *(r.text for r in own[1:])])
        role = _without_name(words)
        if role:
            chairs.append(Chair(role, own))
    return chairs


def _ends_role(before: str, after: str) -> bool:
    if _CHAIR.match(after):
        return True
    closed = re.search(r"\b[A-Z]{2,6}$", before) is not None
    return closed and role_share(after) < 0.5


def _without_name(words: str) -> str | None:
    """Drop the person's name before the first word of a post."""
    parts = words.split()
    for i, word in enumerate(parts):
        bare = word.strip(",;()")
        if names_rank(bare) or bare.lower() in {"senior", "assistant", "associate", "deputy"}:
            return " ".join(parts[i:]).strip(" ,")
    return None


def other_names(rows: Sequence[Row], groups: Sequence[Group]) -> dict[int, tuple[str, Row]]:
    """Return names that the opening gives to groups and their own headings do not.

    Where a run of bare labels is followed by as many short blocks, the blocks name the groups.
    """
    blocks = [list(block) for _, block in groupby(rows, key=lambda row: row.block)]
    wanted = [group.number for group in groups]
    for i in range(len(blocks) - 2 * len(wanted) + 1):
        labels = [_label(block) for block in blocks[i : i + len(wanted)]]
        if labels != wanted:
            continue
        names = blocks[i + len(wanted) : i + 2 * len(wanted)]
        if any(len(block) > 4 for block in names):
            continue
        found: dict[int, tuple[str, Row]] = {}
        for group, block in zip(groups, names, strict=True):
            name = " ".join(row.text for row in block)
            if fuzz.token_set_ratio(name.lower(), group.name.lower()) < 60:
                found[group.number] = (name, block[0])
        return found if len(found) < len(groups) else {}
    return {}


def _label(block: Sequence[Row]) -> int | None:
    match = _LABEL.match(block[0].text) if len(block) == 1 else None
    return int(match[1]) if match else None


def governance_of(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Return the sentences on who oversees the work, without the names of people."""
    start = next((i for i, row in enumerate(rows) if _GOVERNED.match(row.text)), None)
    if start is None:
        return []
    block = rows[start].block
    body = [row for row in rows[start + 1 :] if row.block == block or row.block == block + 1]
    body = [row for row in body if row.block == body[0].block]
    sentences: list[tuple[str, list[Row]]] = []
    words: list[str] = []
    own: list[Row] = []
    for row in body:
        pieces = re.split(r"(?<=[.;])\s+", row.text)
        for piece in pieces:
            words.append(piece)
            own.append(row)
            if piece.endswith("."):
                sentences.append((_PERSON.sub(r"\1", " ".join(words)), own))
                words, own = [], []
    return sentences
