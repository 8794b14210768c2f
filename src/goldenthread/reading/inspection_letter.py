"""An inspection letter of the 2016 framework: findings by section and significant weaknesses."""

import re
from collections.abc import Sequence
from typing import Any

from goldenthread.reading.bullets import BULLET, Layout, items, learn_layout
from goldenthread.reading.facts import FactBook, Kind, Line, Part, Source, cite
from goldenthread.reading.letter_head import body_of, read_head, salutation_at
from goldenthread.reading.prose import Passage, enter, passage, starts_lower, without_furniture

MAIN = re.compile(r"^(?:the\s+)?main findings$", re.I)
SECTION = re.compile(
    r"^(?:(?-i:How|HOW) (?:well|effectively) (?:do(?:es)? )?(?:the )?(?:joint )?(?:local )?area"
    r"(?:[’']s? (?:partners|leaders))? |(?:section \w+:?\s*)?"
    r"the effectiveness (?:of|with which) (?:the )?(?:joint )?(?:local )?area"
    r"(?:[’']s \w+)? (?:(?:in|at) )?)(?P<verb>identif|assess|meet|improv)",
    re.I,
)
SHORT_SECTION = re.compile(
    r"^(?P<verb>identif|assess|meet|improv)\w*(?: (?:and|of|the|meeting|special|educational|"
    r"children[’']?s?|young|people[’']?s?|their|better)){0,6} (?:needs|outcomes|SEND|SEN)\b"
    r"[\w ,/’']{0,50}$",
    re.I,
)
"""A section named by its verb alone; `Strengths` or its like must follow."""
NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})?[.)]?|[A-Z][.)])\s+(?=[A-Z])")
SECTION_ENDS = re.compile(r"(?:disabilit(?:y|ies)|needs|\bSEND\)?|outcomes)\??$", re.I)
HEADING_RUNS_ON = re.compile(
    r"^(?:(?:and/?or |or )?disabilit(?:y|ies)|needs\b.{0,40}disabilities)$", re.I
)
STRENGTHS = re.compile(
    r"^(?:key |main |areas? of )?strengths?(?: (?:of|in|across) (?:the |this )?(?:local )?area|"
    r" (?:that )?(?:we |inspectors )?(?:identified|found|seen)(?: by (?:us|inspectors))?)?$"
    r"|^(?:positive (?:aspects|features|findings|practice)|(?:strong|good|effective) practice|"
    r"areas? of (?:strong|good|effective) practice|positives|what is strong)$"
    r"|^what (?:is|has been|has|are)?\s*(?:work(?:s|ing)|going|gone|done) well$",
    re.I,
)
TO_DEVELOP = re.compile(
    r"^(?:key |main )?(?:areas?|aspects) (?:for|of|requiring|needing|in need of) (?:further )?"
    r"(?:development|improvement)s?(?: (?:that )?(?:we |inspectors )?(?:identified|found)"
    r"(?: by (?:us|inspectors))?)?$|^(?:areas?|aspects) (?:that|which|to) (?:need to be |need to )?"
    r"(?:improved?|develop(?:ed)?|development|improvement)(?: further)?$|^weaknesses$"
    r"|^what (?:needs?|has|have|must|should|could|still needs?) (?:to )?(?:be )?"
    r"(?:improv\w+|develop\w*|chang\w+|better|better still)$"
    r"|^areas? (?:where|in which) .{0,40}\b(?:improve|develop|do better|improvement)$"
    r"|^(?:key )?areas? of concern$|^what is not working well$|^even better if$",
    re.I,
)
CONCLUSION = re.compile(
    r"^(?:(?:the|this) (?:joint )?inspection (?:raise[sd]|has raised) significant"
    r"|(?:the|this) (?:local )?area (?:is|was|has been) (?:also )?required to"
    r"|(?:the )?(?:following )?(?:significant )?areas? of (?:significant )?weakness"
    r"|significant (?:areas of )?weakness(?:es)?"
    r"|(?:as a result,? )?(?:h(?:er|is) majesty[’']s chief inspector|HMCI) (?:\(HMCI\) )?(?:has )?"
    r"(?:also )?determined"
    r"|h(?:er|is) majesty[’']s chief inspector requires"
    r"|(?-i:The|This|A|Its) (?:written )?statement of action (?:\(\w+\) )?(?:must|should|will)\b"
    r"|(?:the local area|leaders) must (?:produce|submit))",
    re.I,
)
LIST_OPENS = re.compile(
    r"(?:weakness(?:es)?|significant concerns?)\b[^.;]{0,80}:\s*$"
    r"|^[^.]{0,60}areas? of (?:significant )?weakness$|statement of action\b[^.;]{0,80}:\s*$"
    r"|\bweakness(?:es)? (?:(?:that|which) follow|(?:set out |listed )?below)[.:]?$"
    r"|\bfollowing (?:significant )?(?:areas? of )?(?:significant )?weakness(?:es)?[.:]?$",
    re.I,
)
COUNT = re.compile(
    r"\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) "
    r"(?:following )?(?:areas? of )?(?:significant )?(?:areas? of )?(?:weakness|concern)",
    re.I,
)
NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SECTION_NAMES = {
    "identif": "identifying needs",
    "assess": "meeting needs",
    "meet": "meeting needs",
    "improv": "improving outcomes",
}
NO_LIST = "The letter requires a statement of action, but no list of weaknesses was found."
ANNOUNCING_LINES = 20
MAIN_FINDINGS = "main findings"


def read(source: Source, lines: Sequence[Line], title: str) -> Part:
    """Return the facts of an inspection letter, each cited to its lines."""
    book = FactBook()
    span = (lines[0].number, lines[-1].number)
    lines = without_furniture(lines)
    body = list(body_of(lines))
    layout = learn_layout(body)
    blocks, closing = _blocks(body)
    first = blocks[0][2][0].number if blocks and blocks[0][2] else None
    prose = [line for line in body if first is None or line.number < first]
    facts = read_head(book, source.name, [*lines[: salutation_at(lines)], *body], prose)
    facts["findings"] = _findings(book, source.name, blocks, layout)
    facts["weaknesses"] = _weaknesses(book, source.name, closing, layout)
    if facts["written_statement_required"] and not facts["weaknesses"]:
        book.unsure("weaknesses", [], None, NO_LIST)
    elif not facts["weaknesses"]:
        book.absent("weaknesses")
    facts["priority_actions"], facts["improvements"] = [], []
    readings = tuple(book.readings)
    return Part(Kind.INSPECTION_LETTER, title, span, facts, readings, source.name)


_Block = tuple[str, str, list[Line]]


def _heading(text: str) -> str:
    return NUMBERED.sub("", text.replace("\u00a0", " ").strip(" \t\f*#_:").strip())


def _section(body: Sequence[Line], index: int, blocks: Sequence[_Block]) -> re.Match[str] | None:
    """Return the name of a section in the line before `index`, if it is one."""
    line = body[index - 1]
    if BULLET.match(line.text):
        return None
    found = SECTION.match(_with_next(body, index))
    if found or not blocks:
        return found
    follow = next((_heading(b.text) for b in body[index : index + 4] if b.text.strip()), "")
    named = STRENGTHS.match(follow) or TO_DEVELOP.match(follow)
    return SHORT_SECTION.match(_heading(line.text)) if named else None


def _concludes(body: Sequence[Line], index: int) -> bool:
    bulleted = BULLET.match(body[index - 1].text)
    return bool(CONCLUSION.match(_with_next(body, index))) and not bulleted


def _weaker(text: str, blocks: Sequence[_Block]) -> bool:
    """Say whether `Areas of weakness` heads what is set against the strengths just read."""
    return blocks[-1][1] == "strengths" and bool(re.match(r"areas? of weakness$", text, re.I))


def _blocks(body: Sequence[Line]) -> tuple[list[_Block], list[Line]]:
    """Return (section, heading kind, lines) in order, and the lines of the conclusion."""
    blocks: list[_Block] = []
    section, index = MAIN_FINDINGS, 0
    while index < len(body):
        line, text = body[index], _heading(body[index].text)
        index += 1
        if MAIN.match(text):
            section = MAIN_FINDINGS
            blocks.append((section, "findings", []))
        elif found := _section(body, index, blocks):
            section = SECTION_NAMES[found["verb"].lower()]
            index = _after_section_heading(body, index, text)
            blocks.append((section, "findings", []))
        elif blocks and STRENGTHS.match(text):
            blocks.append((section, "strengths", []))
        elif blocks and (TO_DEVELOP.match(text) or _weaker(text, blocks)):
            blocks.append((section, "areas_for_development", []))
        elif blocks and text and _concludes(body, index):
            return blocks, list(body[index - 1 :])
        elif blocks:
            blocks[-1][2].append(line)
    return blocks, []


def _with_next(body: Sequence[Line], index: int) -> str:
    """Return a line and the one after it, for a sentence that breaks in its opening words."""
    here = body[index - 1].text
    if here[:1].isspace() and not here[:3].isspace():
        return ""
    return _heading(f"{here.strip()} {body[index].text.strip()}" if index < len(body) else here)


def _after_section_heading(body: Sequence[Line], index: int, text: str) -> int:
    """Return the index of the first line after a section heading that may run over lines."""
    limit = min(index + 3, len(body))
    while index < limit and not SECTION_ENDS.search(text):
        follow = _heading(body[index].text)
        if not follow or STRENGTHS.match(follow) or BULLET.match(body[index].text):
            return index
        text, index = f"{text} {follow}", index + 1
    while index < limit and _goes_on(body[index].text):
        index += 1
    return index


def _goes_on(text: str) -> bool:
    """Say whether a line below a section heading is still the heading."""
    words = _heading(text)
    lower = starts_lower(words) and not words.endswith((".", ";", ",")) and not BULLET.match(text)
    return bool(lower or HEADING_RUNS_ON.match(words))


def _findings(
    book: FactBook, document: str, blocks: Sequence[_Block], layout: Layout
) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for section, kind, lines in blocks:
        holder = found.setdefault(
            section, {"strengths": [], "areas_for_development": [], "findings": []}
        )
        for item in items(lines, layout) if lines else []:
            path = f"findings[{section}].{kind}[{len(holder[kind])}]"
            holder[kind].append(enter(book, path, item.text, item, document))
    if not found:
        book.absent("findings")
    return found


def _weaknesses(
    book: FactBook, document: str, closing: Sequence[Line], layout: Layout
) -> list[dict[str, Any]]:
    """Return the weaknesses that the statement of action must answer, in the letter's order."""
    opening, listed = _list_after_opening(closing)
    if not listed:
        return []
    found = [item for item in items(listed, layout) if item.text]
    stated = COUNT.search(passage(opening).text)
    weaknesses: list[dict[str, Any]] = []
    for number, item in enumerate(found, start=1):
        text = re.sub(r"[;,]?\s*(?:and)?$", "", item.text) if item.text[-1] != "." else item.text
        path = f"weaknesses[{number}].text"
        if stated and _number(stated["n"]) != len(found):
            reason = f"The letter speaks of {stated['n']} weaknesses; {len(found)} were read."
            book.unsure(path, text, cite(document, item.lines), reason)
        else:
            enter(book, path, text, item, document)
        weaknesses.append(
            {"number": number, "text": text, "judgement": None, "strengths": [], "caveats": []}
        )
    return weaknesses


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER_WORDS.index(word.lower()) + 1


def _list_after_opening(closing: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part the sentence that announces the weaknesses from the list of them."""
    for index in range(min(len(closing), ANNOUNCING_LINES)):
        gathered: Passage = passage(closing[: index + 1])
        if closing[index].text.strip() and LIST_OPENS.search(gathered.text):
            return list(closing[: index + 1]), list(closing[index + 1 :])
    return list(closing), []
