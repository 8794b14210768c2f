"""A revisit letter: what was said of each weakness since the inspection, and its judgement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from goldenthread.reading import written_dates
from goldenthread.reading.bullets import BULLET, NUMBER
from goldenthread.reading.facts import FactBook, Kind, Line, Part, Source, cite
from goldenthread.reading.inspection_letter import MAIN, NUMBER_WORDS
from goldenthread.reading.leaning import Leaning, lean
from goldenthread.reading.letter_head import body_of, read_head, salutation_at
from goldenthread.reading.prose import (
    Passage,
    enter,
    paragraphs,
    passage,
    sentences,
    without_furniture,
)

OPENER = re.compile(
    r"^(?:(?:at|during|in|following|from) )?(?:the time of )?(?:the )?"
    r"(?:initial|original|first|previous|last|full|\d{4})(?: \w+){0,2} (?:inspection|letter|visit)"
    r"(?: letter| report)?(?: in \w*\s?\d{4})?,?(?: of \d{4},?)?(?: (?:the )?inspectors)?(?: also)?"
    r" (?:found|identified|reported|noted|judged|highlighted|raised|stated)\b"
    r"(?P<lead>(?: that| the following)*(?: (?:area of )?(?:significant )?weakness)?:?)\s*"
    r"(?P<rest>.*)$",
    re.I,
)
NAMED = re.compile(
    r"^(?:(?:area|issue) of )?(?:significant )?(?:weakness|concern|area|priority)\s+"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b(?P<lead>\s*[:.–—-]?)\s*"
    r"(?P<rest>.*)$",
    re.I,
)
IN_YEAR = re.compile(
    r"^(?:in (?:\w+ )?\d{4},? )?(?:the )?inspectors (?:originally |previously )?"
    r"(?:found|identified|reported|noted|judged|highlighted|raised|stated)"
    r"(?: (?:in|at) [^,:]{4,40}?(?=\s+that\b|,|:))?,?(?P<lead>(?: that| the following)?:?)\s*"
    r"(?P<rest>.*)$",
    re.I,
)
JUDGEMENT = re.compile(
    r"\b(?:(?:has|have)\s+(?P<no>not\s+)?(?:yet\s+)?made\s+(?P<how>sufficient|insufficient|enough)"
    r"\s+progress|(?P<no3>not\s+)?(?P<how2>insufficient|sufficient|enough)\s+progress\s+"
    r"(?:has\s+(?P<no2>not\s+)?(?:yet\s+)?been\s+|(?P<no4>not\s+)?)made"
    r"|there\s+(?:has|is|was)\s+(?P<no5>not\s+)?(?:been\s+)?(?P<how3>sufficient|insufficient|enough)"
    r"\s+progress|progress\b[^.;]{0,90}?\b(?:is|was|has\s+been|has)\s+(?P<no6>not\s+)?(?:yet\s+)?"
    r"(?:been\s+)?(?P<how4>sufficient|insufficient|enough)|"
    r"(?:judge?ment|outcome|progress)\s*[:–-]\s*(?P<no7>not\s+)?(?P<how5>sufficient|insufficient))\b",
    re.I,
)
ABOUT_THIS = re.compile(
    r"\b(?:this|that|the)\s+(?:\w+\s+){0,3}(?:weakness|area|issue|concern)\b|\bin this\b|"
    r"(?:progress|made|sufficient|insufficient|enough)\W*$",
    re.I,
)
NEXT_STEPS = re.compile(
    r"^\W*next steps\W*$|^(?:as|because|since|given that)\b[^.]{0,80}\bnot all\b|"
    r"\bit is for (?:the )?(?:DfE|department)|^ofsted and (?:the )?(?:care quality commission|CQC)"
    r"[^.]{0,20} will (?:not|no longer)\b|\bdetermine the next steps\b",
    re.I,
)
MANY = re.compile(r"\b(?:weaknesses|areas|each)\b", re.I)
OVERALL = re.compile(
    r"\bhas\s+(?P<no>not\s+)?(?:yet\s+)?made\s+sufficient\s+progress\s+(?:in|to|with|against)\s+"
    r"\w*\s*(?P<n>all|each|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
    re.I,
)
PUBLISHED = re.compile(
    r"\b(?:letter|report)\b(?:(?!fit for).){0,40}?\b(?:published|issued|dated|of)\s+(?:on\s+)?"
    r"(?=\d)",
    re.I,
)
ISSUED = re.compile(
    r"statement of action(?:\s+\(\w+\))?\s+(?:issued|requested)\s+(?:on\s+)?(?=\d)", re.I
)
FIT = re.compile(r"fit for purpose\s+(?:on\s+)?(?=\d)", re.I)
LOST_MARK = "The line that opens this weakness has lost the bullet that the others have."
NO_OPENER = "No line says that the inspection found this; it was taken from where it stands."
NO_JUDGEMENT = "No sentence says whether progress on this weakness was sufficient."
COUNTS_DIFFER = "The letter's own count of judgements differs from those read weakness by weakness."
BOTH_WAYS = "The words lean both ways or neither."


@dataclass(slots=True)
class Segment:
    """What a revisit letter says of one weakness: its words, the text on it, the judgement."""

    weakness: Passage | None
    marked: bool = True
    opened: bool = True
    body: list[Passage] = field(default_factory=list)
    judgement: Passage | None = None


def read(source: Source, lines: Sequence[Line], title: str) -> Part:
    """Return the facts of a revisit letter, each cited to its lines."""
    book = FactBook()
    span = (lines[0].number, lines[-1].number)
    lines = without_furniture(lines)
    body = list(body_of(lines))
    first = next((i for i, line in enumerate(body) if MAIN.match(line.text.strip(" \t*#:"))), None)
    prose = body[:first] if first is not None else _before_weaknesses(body)
    rest = body[first + 1 :] if first is not None else body[len(prose) :]
    facts = read_head(book, source.name, [*lines[: salutation_at(lines)], *body], prose)
    facts.update(_history(book, source.name, prose))
    facts["findings"] = {}
    book.absent("findings")
    found = segments(_paragraphs(rest))
    facts["weaknesses"] = _weaknesses(book, source.name, found, passage(body))
    facts["priority_actions"], facts["improvements"] = [], []
    return Part(Kind.REVISIT_LETTER, title, span, facts, tuple(book.readings), source.name)


def _before_weaknesses(body: Sequence[Line]) -> list[Line]:
    for index, line in enumerate(body):
        if _opener(line.text):
            return list(body[:index])
    return list(body)


def _paragraphs(rest: Sequence[Line]) -> list[Passage]:
    """Return the paragraphs; a line that opens a weakness opens one even without a blank line."""
    opens = [at for at, line in enumerate(rest) if _opener(line.text)]
    edges = [0, *[at for at in opens if at], len(rest)]
    return [
        found
        for start, end in zip(edges, edges[1:], strict=False)
        for found in paragraphs(rest[start:end])
    ]


def _opener(text: str) -> re.Match[str] | None:
    """Return the words that open a weakness: what the inspection found, or its number."""
    words = _unmarked(text)
    return OPENER.match(words) or NAMED.match(words) or IN_YEAR.match(words)


def _unmarked(text: str) -> str:
    found = BULLET.match(text) or NUMBER.match(text)
    return " ".join((found["rest"] if found else text).split()).strip("*# ")


def segments(found: Sequence[Passage]) -> list[Segment]:
    """Part the findings of a revisit into one segment for each weakness."""
    found = _before_next_steps(found)
    if not any(_opener(text.text) for text in found):
        return _by_judgements(found)
    made: list[Segment] = []
    for text in found:
        opener = _opener(text.text)
        if opener and not (made and made[-1].weakness is None):
            marked = bool(BULLET.match(text.text) or NUMBER.match(text.text))
            rest = opener["rest"].strip()
            segment = Segment(None, marked)
            made.append(segment)
            if rest:
                _take_inline(segment, text, rest)
        elif made and made[-1].weakness is None:
            made[-1].weakness = _bare(text)
        elif made:
            _take(made[-1], text)
    for segment in made:
        _drop_after_judgement(segment)
    return made


def _before_next_steps(found: Sequence[Passage]) -> Sequence[Passage]:
    """Leave out the closing words on what happens next, and the count that leads to them."""
    judged = [at for at, text in enumerate(found) if _is_judgement(text.text)]
    for at in range(judged[-1] + 1 if judged else len(found), len(found)):
        if NEXT_STEPS.search(found[at].text) or OVERALL.search(found[at].text):
            return found[:at]
    return found


def _bare(text: Passage) -> Passage:
    found = BULLET.match(text.text)
    return text.part(found.start("rest"), len(text.text)) if found else text


def _take_inline(segment: Segment, text: Passage, rest: str) -> None:
    """Read an opener that goes on: its first sentence holds the weakness, the rest is about it."""
    start = text.text.find(rest[:30])
    tail = text.part(max(start, 0), len(text.text))
    said = sentences(tail)
    segment.weakness = said[0]
    for sentence in said[1:]:
        _take(segment, sentence)


def _take(segment: Segment, text: Passage) -> None:
    kept_from = 0
    for sentence in sentences(text):
        if _is_judgement(sentence.text) and segment.judgement is None:
            before = text.text[kept_from : text.text.find(sentence.text)].strip()
            if before:
                at = text.text.find(before)
                segment.body.append(text.part(at, at + len(before)))
            segment.judgement = sentence
            kept_from = text.text.find(sentence.text) + len(sentence.text)
    if text.text[kept_from:].strip():
        segment.body.append(text.part(kept_from, len(text.text)))


def _is_judgement(text: str) -> bool:
    found = JUDGEMENT.search(text)
    if not found:
        return False
    after = text[found.start() :]
    return bool(ABOUT_THIS.search(after)) and not MANY.search(after)


def _drop_after_judgement(segment: Segment) -> None:
    """Leave out the letter's closing words, which follow the last judgement."""
    if segment.judgement and segment.judgement.lines:
        last = segment.judgement.lines[-1].number
        first = segment.weakness.lines[0].number if segment.weakness else 0
        judged_first = all(text.lines[0].number >= last for text in segment.body)
        if segment.body and not judged_first or last > first + 2:
            segment.body = [text for text in segment.body if text.lines[0].number <= last]


def _by_judgements(found: Sequence[Passage]) -> list[Segment]:
    """Part a letter without opening lines: each judgement closes a weakness."""
    made: list[Segment] = []
    current = Segment(None, opened=False)
    for text in found:
        if current.weakness is None:
            current.weakness = _bare(text)
            continue
        _take(current, text)
        if current.judgement is not None:
            made.append(current)
            current = Segment(None, opened=False)
    return made


def _weaknesses(
    book: FactBook, document: str, found: Sequence[Segment], whole: Passage
) -> list[dict[str, Any]]:
    if not found:
        book.absent("weaknesses")
    any_marked = any(segment.marked for segment in found)
    verdicts = [_verdict(segment.judgement) for segment in found]
    agrees = _counts_agree(verdicts, whole)
    made: list[dict[str, Any]] = []
    for number, (segment, verdict) in enumerate(zip(found, verdicts, strict=True), start=1):
        entry: dict[str, Any] = {"number": number, "text": None, "judgement": verdict}
        path = f"weaknesses[{number}]"
        if segment.weakness is not None:
            entry["text"] = segment.weakness.text
            citation = cite(document, segment.weakness.lines)
            if not segment.opened:
                book.unsure(f"{path}.text", entry["text"], citation, NO_OPENER)
            elif any_marked and not segment.marked:
                book.unsure(f"{path}.text", entry["text"], citation, LOST_MARK)
            else:
                book.sure(f"{path}.text", entry["text"], citation)
        _enter_judgement(book, document, path, segment, verdict, agrees)
        entry.update(_said_of(book, document, path, segment.body))
        made.append(entry)
    return made


def _enter_judgement(
    book: FactBook, document: str, path: str, segment: Segment, verdict: str | None, agrees: bool
) -> None:
    fact = f"{path}.judgement"
    both = ["sufficient", "not_sufficient"]
    if segment.judgement is None or verdict is None:
        where = cite(document, segment.weakness.lines) if segment.weakness else None
        book.unsure(fact, None, where, NO_JUDGEMENT, both)
    elif agrees:
        book.sure(fact, verdict, cite(document, segment.judgement.lines))
    else:
        citation = cite(document, segment.judgement.lines)
        book.unsure(fact, verdict, citation, COUNTS_DIFFER, both)


def _verdict(judgement: Passage | None) -> str | None:
    found = JUDGEMENT.search(judgement.text) if judgement else None
    if not found:
        return None
    said = found.groupdict()
    negative = any(words for name, words in said.items() if name.startswith("no"))
    how = next(words for name, words in said.items() if words and name.startswith("how"))
    negative = negative or how.lower() == "insufficient"
    return "not_sufficient" if negative else "sufficient"


def _counts_agree(verdicts: Sequence[str | None], whole: Passage) -> bool:
    """Compare the judgements with what the letter itself counts (`seven of the ...`)."""
    for said in OVERALL.finditer(whole.text):
        word = said["n"].lower()
        if word in {"all", "each"}:
            stated = len(verdicts)
        else:
            stated = int(word) if word.isdigit() else NUMBER_WORDS.index(word) + 1
        wanted = "not_sufficient" if said["no"] else "sufficient"
        if word == "all" and said["no"]:
            continue
        if verdicts.count(wanted) != stated:
            return False
    return True


def _said_of(
    book: FactBook, document: str, path: str, body: Sequence[Passage]
) -> dict[str, list[str]]:
    """Part what was said of a weakness into strengths and caveats, sentence by sentence."""
    said: dict[str, list[str]] = {"strengths": [], "caveats": []}
    for text in body:
        for run, leaning, clear in _runs(text):
            name = "caveats" if leaning is Leaning.CAVEAT else "strengths"
            fact = f"{path}.{name}[{len(said[name])}]"
            said[name].append(run.text)
            other = "caveats" if name == "strengths" else "strengths"
            if clear:
                book.sure(fact, run.text, cite(document, run.lines))
            else:
                book.unsure(fact, run.text, cite(document, run.lines), BOTH_WAYS, [other])
    return said


@dataclass(slots=True)
class _Run:
    start: int
    end: int
    leaning: Leaning
    plain: bool


def _runs(text: Passage) -> list[tuple[Passage, Leaning, bool]]:
    """Join neighbouring sentences that lean the same way; one without a lean follows the last."""
    runs: list[_Run] = []
    at, before = 0, Leaning.NEITHER
    for sentence in sentences(text):
        start = text.text.index(sentence.text, at)
        at = start + len(sentence.text)
        leaning, plain = lean(sentence.text, before)
        last = runs[-1] if runs else None
        if last and leaning in {Leaning.NEITHER, last.leaning}:
            last.end, last.plain = at, last.plain or plain
        elif last and last.leaning is Leaning.NEITHER:
            last.end, last.leaning, last.plain = at, leaning, plain
        else:
            runs.append(_Run(start, at, leaning, plain))
        before = runs[-1].leaning
    return [(text.part(run.start, run.end), run.leaning, run.plain) for run in runs]


def _history(book: FactBook, document: str, prose: Sequence[Line]) -> dict[str, str | None]:
    """Read when the first letter was published and the statement issued and declared fit."""
    facts: dict[str, str | None] = {}
    for fact, pattern in (
        ("original_letter_published", PUBLISHED),
        ("statement_issued_on", ISSUED),
        ("statement_fit_for_purpose_on", FIT),
    ):
        facts[fact] = None
        for sentence in sentences(passage(prose)):
            found = pattern.search(sentence.text)
            day = found and written_dates.DATE.match(sentence.text, found.end())
            days = written_dates.mentions(day[0]) if day else []
            if found and day and days:
                where = sentence.part(found.start(), day.end())
                facts[fact] = enter(book, fact, days[0].day.isoformat(), where, document)
                break
        else:
            book.absent(fact)
    return facts
