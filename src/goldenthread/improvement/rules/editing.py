"""What of an action many can change at once, and how two people's changes meet; pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# What can be changed apart from delivery, by its field, as forms and workbooks call it.
EDITABLE = {
    "theme": "Theme number",
    "text": "Action",
    "intended_impact": "Intended impact",
    "success_measure": "Measure of success",
    "leads": "Responsible leads",
    "due": "Completion date",
    "resources": "Resources",
    "baseline": "Baseline",
    "target": "Target",
    "evidence": "Evidence",
}
TEXTS = tuple(name for name in EDITABLE if name not in ("theme", "leads", "due"))
REASON = "Why the date moves"


def as_compared(words: str) -> str:
    """Return words as they are compared: blanks at the ends of lines and of the whole left out."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def digest_of(words: str) -> str:
    """Return a short digest that differs where the words differ."""
    return hashlib.sha256(as_compared(words).encode()).hexdigest()[:10]


def stamp_of(values: Mapping[str, str]) -> str:
    """Return a digest of all that can be changed of an action, to see that it has not changed."""
    held = "\0".join(f"{name}\0{as_compared(values.get(name, ''))}" for name in EDITABLE)
    return hashlib.sha256(held.encode()).hexdigest()[:24]


class Meeting(StrEnum):
    """How a field of a workbook meets the record: who has changed it since the export."""

    SAME = "same"
    FILE = "file"
    HERE = "here"
    CONFLICT = "conflict"


def meeting_of(exported: str, here: str, file: str) -> Meeting:
    """Say how a field meets the record: `exported` is its digest at the export, the others words.

    What only the record changed is no difference to decide: the file has what was exported.
    """
    if as_compared(here) == as_compared(file):
        return Meeting.SAME
    if digest_of(file) == exported:
        return Meeting.HERE
    return Meeting.FILE if digest_of(here) == exported else Meeting.CONFLICT


@dataclass(frozen=True, slots=True)
class FieldMet:
    """A field that a workbook and the record hold differently."""

    field: str
    here: str
    file: str
    meeting: Meeting

    @property
    def name(self) -> str:
        """Return the field's name as its column is headed."""
        return EDITABLE[self.field]


def fields_met(
    exported: Mapping[str, str], here: Mapping[str, str], file: Mapping[str, str]
) -> list[FieldMet]:
    """Return the fields that the file and the record hold differently, in order.

    A column that the file has not is not compared; it was not emptied, but taken away.
    """
    found = []
    for name in EDITABLE:
        if name not in file:
            continue
        met = meeting_of(exported.get(name, ""), here.get(name, ""), file[name])
        if met is not Meeting.SAME:
            found.append(FieldMet(name, here.get(name, ""), file[name], met))
    return found


def roles_in(words: str) -> list[str]:
    """Return the leads that words name, parted by semicolons or lines, each once."""
    parts = words.replace("\n", ";").split(";")
    return list(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))
