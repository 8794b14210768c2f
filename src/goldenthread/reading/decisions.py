"""What minutes say was resolved, agreed, noted or referred."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenthread.reading.facts import Line
from goldenthread.reading.prose import Passage, is_page_number, join, sentences, starts_lower

VERBS = "RESOLVED|AGREED|NOTED|REFERRED"
CAPITAL = re.compile(
    rf"\b(?P<verb>{VERBS})\b(?P<link>\s*(?:[:–—-]|,)?\s*(?:that\b)?\s*[,:–—-]*\s*)"
)
PLAIN = re.compile(
    r"\b(?:it was |the \w+ |members )?(?P<verb>resolved|agreed|noted|referred)"
    r"(?P<link>\s*(?:[:–—-]\s*|that\b|to\b(?=\s+\w+)))\s*",
    re.I,
)
STEP = re.compile(
    r"(?:(?<=\s)|^)\(?(?P<n>\d{1,2}|[a-h]|[ivx]{1,4})\)\s*(?=\S)|(?:^|(?<=[.;:,]\s))"
    r"(?P<m>\d{1,2})\.\s+(?=\S)"
)
NEW_PARAGRAPH = "The decision may go on after the blank line that ends it here."


@dataclass(frozen=True, slots=True)
class Decision:
    """A verb, what was decided, where that stands, and whether the verb was in capitals."""

    verb: str
    text: str
    where: Passage
    said: Passage
    capital: bool


def decisions(lines: Sequence[Line]) -> list[Decision]:
    """Return the decisions in some lines in order; numbered parts are decisions of their own."""
    whole = join([(line.text, line) for line in lines if not is_page_number(line)])
    found = list(CAPITAL.finditer(whole.text))
    capital = bool(found)
    if not capital:
        found = [match for match in PLAIN.finditer(whole.text) if _opens(whole, match.start())]
    made: list[Decision] = []
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(whole.text)
        said = whole.part(*match.span())
        verb = match["verb"].upper()
        for part in _parts(whole.part(match.end(), end), lines):
            if part.text:
                made.append(Decision(verb, part.text, part, said, capital))
    return made


def _opens(whole: Passage, at: int) -> bool:
    """Say whether a sentence opens at an offset: after a stop, or with a capital on a new line."""
    after_stop = bool(re.search(r"[.;:]\s$", whole.text[:at]))
    return after_stop or (at in whole.starts and whole.text[at].isupper())


def _parts(after: Passage, lines: Sequence[Line]) -> list[Passage]:
    """Part what follows the verb: a numbered list, or the rest of its sentence."""
    steps = _steps(after.text)
    if not steps:
        return _first_sentence(after)
    parts: list[Passage] = []
    for at, (_, start) in enumerate(steps):
        last = at + 1 == len(steps)
        end = len(after.text) if last else steps[at + 1][0]
        step = after.part(start, end)
        parts.append(_to_its_end(step, lines) if last else step)
    return [replace(part, text=part.text.strip(" ;,")) for part in parts]


def _steps(text: str) -> list[tuple[int, int]]:
    """Return (start of number, start of words) of a list that opens the text and counts on."""
    found: list[tuple[int, int]] = []
    due = {"1", "a", "i"}
    for match in STEP.finditer(text):
        number = match["n"] or match["m"]
        if number not in due or (not found and text[: match.start()].strip(" :-–")):
            if not found:
                return []
            continue
        found.append((match.start(), match.end()))
        due = _next(number)
    return found


def _next(number: str) -> set[str]:
    romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
    if number.isdigit():
        return {str(int(number) + 1)}
    after = {chr(ord(number) + 1)} if len(number) == 1 else set()
    if number in romans[:-1]:
        after.add(romans[romans.index(number) + 1])
    return after


def _first_sentence(after: Passage) -> list[Passage]:
    said = sentences(after)
    return [replace(said[0], text=said[0].text.strip(" ;,"))] if said else []


def _to_its_end(step: Passage, lines: Sequence[Line]) -> Passage:
    """End the last numbered part at its sentence, or at the blank line after its paragraph."""
    first = sentences(step)[0]
    blank = _blank_after(step.lines[0], lines)
    inside = [line for line in step.lines if blank is None or line.number < blank]
    if not inside or inside[-1].number >= first.lines[-1].number:
        return first
    length = step.starts[len(inside)] if len(inside) < len(step.starts) else len(step.text)
    ended = step.part(0, length)
    follows = next((line for line in step.lines if line.number > inside[-1].number), None)
    if follows and starts_lower(follows.text):
        return replace(ended, doubt=NEW_PARAGRAPH, alternatives=(first.text,))
    return ended


def _blank_after(line: Line, lines: Sequence[Line]) -> int | None:
    return next(
        (other.number for other in lines if other.number > line.number and not other.text.strip()),
        None,
    )
