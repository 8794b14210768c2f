"""What minutes say was resolved, agreed, noted or referred."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from goldenthread.reading.bullets import BULLET
from goldenthread.reading.facts import Line
from goldenthread.reading.prose import Passage, is_page_number, join, sentences, starts_lower

VERBS = "RESOLVED|AGREED|NOTED|REFERRED|APPROVED|ENDORSED|RATIFIED|ADOPTED"
KEPT = re.compile(r"(?:approved?|endorsed?|ratified|ratify|adopted?)$", re.I)
"""Words of agreement that say more than `agreed`; the text of the decision keeps them."""
LINK = r"(?P<link>\s*(?:[:–—-]|,)?\s*(?:that\b)?\s*[,:–—-]*\s*)"
CAPITAL = re.compile(rf"\b(?P<verb>{VERBS})\b{LINK}")
LABEL = re.compile(
    r"(?:(?<=\s)|^)(?P<verb>Resolved|Agreed|Noted|Referred|Approved|Endorsed|Ratified|RESOLVED|AGREED|NOTED|"
    r"REFERRED|APPROVED|ENDORSED|RATIFIED|"
    r"(?:D(?:ecision|ECISION)|Resolution|RESOLUTION|Agreement|AGREEMENT)s?"
    r"(?:\s+(?:made|taken|agreed))?(?:\s+\d{1,2}(?:\.\d{1,2})?)?)"
    r"(?P<link>\s*(?::|\s[–—-]|[–—]|\.(?=\s|$))\s*(?:that\b|That\b(?=\s*[:–—-]))?"
    r"\s*[:–—-]*\s*)"
)
ALONE = re.compile(
    r"(?P<verb>Resolved|Agreed|RESOLVED|AGREED|Decisions?|DECISIONS?)(?P<link>\s+)(?=\S)"
)
BODIES = (
    r"(?:(?:the|this)\s+)?(?:\w+\s+){0,3}?(?:board|committee|sub-committee|group|panel|partnership|"
    r"executive|forum|cabinet|commission|meeting|members|partners|all|attendees|everyone)"
)
RUNNING = re.compile(
    rf"\b(?:it\s+(?:was|has\s+been)|{BODIES}(?:\s+(?:has|have|had))?)\s+"
    r"(?:(?:also|then|therefore|unanimously|further|formally|all)\s+)*"
    r"(?P<verb>resolved|agreed|decided|noted|referred|approved|endorsed|ratified|adopted)"
    r"(?P<link>\s*(?:[:–—-]\s*|that\b[\s,:–—-]*|(?=to\s+\w)|(?=(?:the|an?|its|their|this)\s)))",
    re.I,
)
SAID_SO = re.compile(r"\b(?:WAS|BEEN|BOARD|COMMITTEE|GROUP|FORUM|MEMBERS|MEETING)\s$")
PAPERS = re.compile(
    r"^the\s+(?:\w+\s+){0,3}?(?:report|update|position|minutes|presentation|progress|paper|"
    r"contents?|verbal|dashboard|letter|briefing|findings|summary|plan|register)\b",
    re.I,
)
STEP = re.compile(
    r"(?:(?<=\s)|^)\(?(?P<n>\d{1,2}|[a-h]|[ivx]{1,4})\)\s*(?=\S)|(?:^|(?<=[.;:,]\s))"
    r"(?P<m>\d{1,2})\.\s+(?=\S)"
)
LEADS_TO_STEPS = re.compile(r"^[\s:–-]*(?:that|to)?(?:\s+the\s+\w+)?[\s,:–-]*$", re.I)
STOPS = re.compile(
    r"^\s*(?:(?:agreed\s+)?actions?(?:\s+(?:points?|log|\d+))?\s*[:–—-]|action\s+by\b|"
    r"\d{1,2}\.\d{1,2}\.?\s|(?-i:N(?:ext|EXT))\s+meeting\b)",
    re.I,
)
STATES = re.compile(r"^(?:\w+\s+){1,4}?(?:was|were|had|is|are|has|have)\b", re.I)
OF_RECORD = re.compile(r"\bminutes\b.*\b(?:record|accurate|approved|correct)\b", re.I)
NEAR = 30
NEW_PARAGRAPH = "The decision may go on after the blank line that ends it here."
MAY_BE_OPINION = "The words may tell what members thought rather than what they decided."


class Form(StrEnum):
    """How an office marks its decisions: verbs in capitals or labels, or only running words."""

    MARKED = "marked"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verb, what was decided, where that stands, and where the verb stands."""

    verb: str
    text: str
    where: Passage
    said: Passage


def form_of(lines: Sequence[Line]) -> Form:
    """Return how these minutes mark their decisions."""
    whole = _joined(lines)
    marked = CAPITAL.search(whole.text) or any(_labels(whole))
    return Form.MARKED if marked else Form.RUNNING


def decisions(lines: Sequence[Line], form: Form | None = None) -> list[Decision]:
    """Return the decisions in some lines in order; numbered parts are decisions of their own."""
    whole = _joined(lines)
    if (form or form_of(lines)) is Form.MARKED:
        found = _marked(whole)
    else:
        found = [match for match in RUNNING.finditer(whole.text) if _decides(whole, match)]
    stops = sorted(at for at in whole.starts if STOPS.match(whole.text[at : at + 40]))
    made: list[Decision] = []
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(whole.text)
        end = min([end, *(stop for stop in stops if stop >= match.end())])
        end = _before_sentence(whole, match, end) if at + 1 < len(found) else end
        said = whole.part(match.start(), max(match.end("verb"), match.start() + 1))
        after = whole.part(match.end(), end)
        for part in _parts(after, lines):
            if part.text:
                part = _worded(match, _weighed(part, form))
                made.append(Decision(_verb(match["verb"]), part.text, part, said))
    return made


def _joined(lines: Sequence[Line]) -> Passage:
    return join([(line.text, line) for line in lines if not is_page_number(line)])


def _labels(whole: Passage) -> list[re.Match[str]]:
    """Return the labels (`Agreed:`) that open a line, a bullet or a sentence, or fill a line."""
    starts = frozenset(whole.starts)
    found = [match for match in LABEL.finditer(whole.text) if _opens(whole, match.start())]
    for match in ALONE.finditer(whole.text):
        if match.start() in starts and match.end() in starts:
            found.append(match)
    return sorted(found, key=lambda match: match.start())


def _marked(whole: Passage) -> list[re.Match[str]]:
    """Return labels and verbs in capitals in order, each place once."""
    labels = {match.start(): match for match in _labels(whole)}
    for match in CAPITAL.finditer(whole.text):
        before = _just_before(whole, match.start())
        if SAID_SO.search(before) or not re.search(r"\b[A-Z]{3,}\s$", before):
            labels.setdefault(match.start(), match)
    return [labels[at] for at in sorted(labels)]


def _decides(whole: Passage, match: re.Match[str]) -> bool:
    """Say whether running words tell a decision: `noted that` tells only what was said."""
    verb, after = match["verb"].lower(), whole.text[match.end() :]
    if verb == "noted":
        return bool(PAPERS.match(after)) and not re.match(r"\s*that", match["link"], re.I)
    return (
        verb == "referred"
        or bool(KEPT.match(verb))
        or not re.match(r"the\b", after, re.I)
        or bool(match["link"].strip())
    )


def _verb(word: str) -> str:
    first = word.upper().split()[0].rstrip("S")
    known = {"RESOLUTION": "RESOLVED", "DECISION": "AGREED", "AGREEMENT": "AGREED"}
    return "AGREED" if first == "DECIDED" or KEPT.match(first) else known.get(first, first)


def _worded(match: re.Match[str], part: Passage) -> Passage:
    """Put before a decision the word of agreement that says more than `agreed`."""
    if not KEPT.match(match["verb"]) or not part.text:
        return part
    colon = ": " if ":" in match["link"] else " "
    return replace(part, text=f"{match['verb'].lower()}{colon}{part.text}")


def _weighed(part: Passage, form: Form | None) -> Passage:
    """Doubt running words that tell a state of things (`that this was hard`)."""
    opinion = STATES.match(part.text) and not OF_RECORD.search(part.text)
    if form is Form.RUNNING and opinion and not part.doubt:
        return replace(part, doubt=MAY_BE_OPINION)
    return part


def _before_sentence(whole: Passage, match: re.Match[str], end: int) -> int:
    """End a decision before the sentence in which the next verb stands."""
    between = whole.text[match.end() : end]
    stop = max(between.rfind(". "), between.rfind("; "))
    return match.end() + stop + 1 if stop > 0 else end


def _just_before(whole: Passage, at: int) -> str:
    return whole.text[max(at - NEAR, 0) : at]


def _opens(whole: Passage, at: int) -> bool:
    """Say whether a sentence opens at an offset: after a stop or bullet, or on a new line."""
    before = _just_before(whole, at)
    return at in whole.starts or bool(re.search(r"(?:[.;:]|[•●▪■◼*o–-]|\d\.\d+|\d[.)])\s$", before))


def _parts(after: Passage, lines: Sequence[Line]) -> list[Passage]:
    """Part what follows the verb: a numbered or bulleted list, or the rest of its sentence."""
    steps = _steps(after.text)
    if steps:
        parts: list[Passage] = []
        for at, (_, start) in enumerate(steps):
            last = at + 1 == len(steps)
            end = len(after.text) if last else steps[at + 1][0]
            step = after.part(start, end)
            parts.append(_to_its_end(step, lines) if last else step)
        return [_tidied(part) for part in parts]
    return _bulleted(after, lines) or _first_sentence(after)


def _tidied(part: Passage) -> Passage:
    text = re.sub(r"(?:[;,]\s*|\s)and$", "", part.text.strip(" ;,"))
    return replace(part, text=text.strip(" ;,"))


def _steps(text: str) -> list[tuple[int, int]]:
    """Return (start of number, start of words) of a list that opens the text and counts on."""
    found: list[tuple[int, int]] = []
    due = {"1", "a", "i"}
    for match in STEP.finditer(text):
        number = match["n"] or match["m"]
        if number not in due or (not found and not LEADS_TO_STEPS.match(text[: match.start()])):
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


def _bulleted(after: Passage, lines: Sequence[Line]) -> list[Passage]:
    """Return the items of a list behind `agreed to:`, bulleted or each on lines of its own."""
    opened = re.match(r"^(?:to|that)?\s*:?\s*(?=\S)", after.text)
    start = opened.end() if opened else 0
    if start not in after.starts and not (start == 0 and BULLET.match(after.text)):
        return []
    edges = [at for at in after.starts if at >= start]
    rows = [after.part(a, b) for a, b in zip(edges, [*edges[1:], len(after.text)], strict=True)]
    marked = bool(rows) and bool(BULLET.match(rows[0].text))
    made: list[list[Passage]] = []
    for row in rows:
        bullet = BULLET.match(row.text)
        if made and marked and not bullet and _gap(made[-1][-1], row, lines):
            break
        fresh = bool(bullet) if marked else not made or _ends_item(made[-1][-1].text)
        if fresh:
            made.append([row])
        else:
            made[-1].append(row)
        if not marked and row.text.endswith("."):
            break
    if len(made) < 2 and not marked:
        return []
    return [_tidied(_unmarked(group)) for group in made]


def _gap(before: Passage, after: Passage, lines: Sequence[Line]) -> bool:
    blank = _blank_after(before.lines[-1], lines)
    return blank is not None and blank < after.lines[0].number


def _ends_item(text: str) -> bool:
    return bool(re.search(r"(?:[;.]|;\s*and|,\s*and)$", text.rstrip()))


def _unmarked(group: Sequence[Passage]) -> Passage:
    found = BULLET.match(group[0].text)
    pieces = [(row.text, row.lines[0]) for row in group]
    if found:
        pieces[0] = (found["rest"], pieces[0][1])
    return join(pieces)


def _first_sentence(after: Passage) -> list[Passage]:
    said = sentences(after)
    return [_tidied(said[0])] if said else []


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
