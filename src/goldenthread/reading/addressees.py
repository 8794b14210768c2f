"""The bodies that a letter is sent to, named in the lines above its salutation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.reading.facts import FactBook, Line, cite

KINDS = (
    ("council", re.compile(r"\bCouncil\b")),
    ("ccg", re.compile(r"\b(?:Clinical Commissioning Groups?|CCGs?)\b")),
    ("icb", re.compile(r"\b(?:Integrated Care Boards?|ICBs?)\b")),
)
ANY_KIND = re.compile("|".join(pattern.pattern for _, pattern in KINDS))
BROKEN_NAME = re.compile(
    r"(?:Clinical|Commissioning|Integrated|Care|County|City|Borough|Metropolitan|NHS|of|and)\s*$"
)
ROLE = re.compile(
    r"\b(?:Director|Executive|Officer|Manager|Lead|Head|Chief|Leader|Nurse|Chair|Accountable|"
    r"Commissioner|Services|Mr|Mrs|Ms|Dr)\b"
)
BEFORE_AREA = (
    r"(?:(?:NHS|North|South|East|West|Mid|Greater|London Borough of|Royal Borough of|Borough of|"
    r"City of|Metropolitan Borough of|County Borough of)\s+)*"
)
KIND_WORDS = re.compile(
    r"^(?:NHS|London Borough of|Royal Borough of|Borough of|City of)\s+|"
    r"\s+(?:(?:Metropolitan |City |County |District |Unitary )*(?:Borough )?Council|"
    r"Clinical Commissioning Groups?|CCGs?|Integrated Care Boards?|ICBs?)$"
)
ONLY_ADDRESSED = "The letter does not name its area; this is the area of those it is sent to."
CUT_FROM_ROLE = "The name runs on from the words of a person's role; where it begins is judged."


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation a letter is sent to; `reason` says why its name may be cut wrongly."""

    kind: str
    name: str
    lines: tuple[Line, ...]
    reason: str | None = None

    @property
    def certain(self) -> bool:
        """Say whether the whole name, and no more, was read."""
        return self.reason is None


def bodies_in(head: Sequence[Line], area: str | None) -> list[Body]:
    """Return councils, clinical commissioning groups and integrated care boards, each once."""
    found: dict[str, Body] = {}
    for words, lines in _whole_names(head):
        for segment in re.split(r"[,;]\s*|\s{3,}|\t", words):
            start = 0
            for suffix in ANY_KIND.finditer(segment):
                body = _body(segment[start : suffix.end()], lines, area)
                start = suffix.end()
                if body:
                    found.setdefault(body.name.lower(), body)
    return list(found.values())


def area_of_addressees(book: FactBook, document: str, bodies: Sequence[Body]) -> str | None:
    """Record the area of the council, or else of the health body, that a letter is sent to."""
    ranked = sorted(bodies, key=lambda body: body.kind != "council")
    names = list(dict.fromkeys(KIND_WORDS.sub("", body.name) for body in ranked))
    if not names or not names[0]:
        book.absent("area")
        return None
    where = cite(document, ranked[0].lines)
    return str(book.unsure("area", names[0], where, ONLY_ADDRESSED, names[1:]))


def _whole_names(head: Sequence[Line]) -> list[tuple[str, tuple[Line, ...]]]:
    whole: list[tuple[str, tuple[Line, ...]]] = []
    for line in head:
        if whole and line.text.strip() and BROKEN_NAME.search(whole[-1][0]):
            words, lines = whole[-1]
            whole[-1] = (f"{words.rstrip()} {line.text.strip()}", (*lines, line))
        else:
            whole.append((line.text, (line,)))
    return whole


def _body(words: str, lines: tuple[Line, ...], area: str | None) -> Body | None:
    kind = next(name for name, pattern in KINDS if pattern.search(words))
    name, reason = " ".join(words.split()), None
    roles = list(ROLE.finditer(name))
    if roles:
        name = name[roles[-1].end() :].strip()
        at_area = re.search(BEFORE_AREA + re.escape(area), name) if area else None
        if at_area:
            name = name[at_area.start() :]
        else:
            name, reason = re.sub(r"^(?:of|for|to)\s+", "", name), CUT_FROM_ROLE
    name = re.sub(r"^(?:and|the|of|for|at|from)\s+", "", name, flags=re.I)
    if len(name.split()) < 2 or name.lower() in {"the council", "county council", "city council"}:
        return None
    return Body(kind, name, lines, reason)
