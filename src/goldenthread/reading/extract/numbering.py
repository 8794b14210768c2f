"""Works out the bullets and numbers that Word shows before a paragraph but does not write."""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_BULLET = "• "


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, tuple[str, str, int]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    bullets: set[str] = field(default_factory=set)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> "Numbering":
        """Return the lists that the styles and the numbering part of a document define."""
        found = cls()
        for style in document.styles:
            name = (style.name or "").lower()
            if name.startswith("list bullet"):
                found.bullets.add(style.style_id)
            listed = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if listed is not None:
                found.styles[style.style_id] = _list_of(listed)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return found
        abstract = {a.get(qn("w:abstractNumId")): _levels(a) for a in root.iter(_ABSTRACT)}
        for num in root.iter(qn("w:num")):
            base = num.find(qn("w:abstractNumId"))
            if base is not None:
                levels = abstract.get(base.get(qn("w:val")), {})
                found.levels[num.get(qn("w:numId"))] = levels
        return found

    def label(self, paragraph: Any) -> str:
        """Return "• ", "3. ", "2.1 " and so on for a list paragraph, "" for any other."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return ""
        style = properties.find(qn("w:pStyle"))
        style_id = "" if style is None else style.get(qn("w:val"), "")
        listed = properties.find(qn("w:numPr"))
        place = self.styles.get(style_id) if listed is None else _list_of(listed)
        if place is None or place[0] not in self.levels:
            return _BULLET if style_id in self.bullets else ""
        return self._next(*place)

    def _next(self, number_id: str, level: int) -> str:
        form, pattern, _ = self.levels[number_id].get(level, ("bullet", "", 1))
        if form == "bullet":
            return _BULLET
        if form == "none" or not pattern:
            return ""
        counts = self.counts.setdefault(number_id, {})
        counts[level] = counts.get(level, self._start(number_id, level) - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = counts.get(at, self._start(number_id, at))
            return _written(count, self.levels[number_id].get(at, ("decimal", "", 1))[0])

        return re.sub(r"%([1-9])", shown, pattern) + " "

    def _start(self, number_id: str, level: int) -> int:
        return self.levels[number_id].get(level, ("", "", 1))[2]


_ABSTRACT = qn("w:abstractNum")


def _list_of(listed: Any) -> tuple[str, int]:
    number, level = listed.find(qn("w:numId")), listed.find(qn("w:ilvl"))
    at = 0 if level is None else int(level.get(qn("w:val"), "0"))
    return ("" if number is None else number.get(qn("w:val"), "")), at


def _levels(abstract: Any) -> dict[int, tuple[str, str, int]]:
    """Return form, pattern and first number of each level of a list."""
    levels = {}
    for level in abstract.iter(qn("w:lvl")):
        form, pattern, start = (level.find(qn(f"w:{tag}")) for tag in _PARTS)
        levels[int(level.get(qn("w:ilvl"), "0"))] = (
            "decimal" if form is None else form.get(qn("w:val"), "decimal"),
            "" if pattern is None else pattern.get(qn("w:val"), ""),
            1 if start is None else int(start.get(qn("w:val"), "1")),
        )
    return levels


_PARTS = ("numFmt", "lvlText", "start")


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form.startswith("upper") else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman if form.startswith("upper") else roman.lower()
    return str(count)


def _roman(count: int) -> str:
    values = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"))
    text = ""
    for value, letters in (*values, (4, "IV"), (1, "I")):
        text += letters * (count // value)
        count %= value
    return text
