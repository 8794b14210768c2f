"""What every 2016-framework letter says before its findings: area, dates, who is responsible."""

import re
from collections.abc import Sequence
from typing import Any

from goldenthread.reading import written_dates
from goldenthread.reading.addressees import Body, area_of_addressees, bodies_in
from goldenthread.reading.facts import FactBook, Line, cite
from goldenthread.reading.prose import Passage, enter, passage, sentences

SALUTATION = re.compile(r"^\s*Dear\s+\S")
CLOSING = re.compile(r"^\s*yours\s+(?:sincerely|faithfully)", re.I)
SUBJECT = re.compile(
    r"^\s*(?:re:\s*)?(?:joint\s+)?(?:local\s+)?area\s+(?:SEND|special educational needs\S*.*?)\s+"
    r"(?P<what>inspection|re-?visit|re-?inspection)\s+(?:in|of|to)\s+(?P<area>\S.*)$",
    re.I,
)
PLACE = (
    r"[A-Z][\w’'-]+(?:(?:,\s+|,?\s+(?:and|of|upon|on|in|the|with|under|by|le)\s+|,?\s+&\s+|\s+)"
    r"[A-Z][\w’'-]+){0,7}"
)
PURPOSE = (
    r"to\s+(?:judge|decide|determine|assess|evaluate|find\s+out|see|inspect|look|consider|check)"
)
AREAS = (
    re.compile(
        r"(?i:(?:inspection of|inspected|re-?visit(?:ed)?(?: to)?|visited)\s+(?:the\s+)?"
        rf"(?:local\s+)?area\s+of\s+)(?P<area>.+?),?\s+(?i:{PURPOSE})\b"
    ),
    re.compile(rf"(?i:\b(?:local\s+)?area\s+of\s+)(?P<area>{PLACE})"),
    re.compile(rf"(?i:\bthe\s+)?(?<![.]\s)(?P<area>{PLACE})(?:[’']s?)?\s+(?i:(?:local\s+)area)\b"),
    re.compile(
        r"(?i:\b(?:inspection of|inspection in|inspected|re-?visit(?:ed)?(?: to| in)?|visited)\s+"
        rf"(?:the\s+)?)(?P<area>{PLACE})(?=\s+(?i:{PURPOSE}|between|from|on|during)\b|[,.])"
    ),
    re.compile(rf"(?i:\b(?:visited|inspected)\s+(?:the\s+)?)(?P<area>{PLACE})\s+(?i:area)\b"),
    re.compile(
        rf"(?i:\bhow\s+(?:well|effectively)\s+(?:the\s+)?)(?P<area>{PLACE})\s+(?i:has|have|carr|"
        r"identif|meet|is|implement|put|support|discharge|fulfil|deliver|works|served)"
    ),
    re.compile(
        rf"(?P<area>{PLACE})[’']s?\s+(?i:arrangements|effectiveness|services|provision|partners)\b"
    ),
    re.compile(
        r"(?i:\b(?:services|partners|agencies|providers|organisations|leaders|children|people)\s+"
        rf"(?:in|across|of)\s+(?:the\s+)?)(?P<area>{PLACE})"
    ),
)
"""How a sentence names the area, the plainest way first."""
NO_AREA = re.compile(
    r"^(?:Local|Area|Special|Inspect\w*|HMI|Her Majesty|Ofsted|Care Quality|CQC|The|"
    r"Joint|SEND|Her|His|This|In|Our)\b"
)
SUBJECT_AREA = (
    re.compile(
        r"\b(?i:inspection|re-?visit|re-?inspection|visit)\s*(?i:[:–—-]|of|in|to|\s)\s*(?i:the\s+)?"
        rf"(?i:local\s+area\s+of\s+)?(?P<area>{PLACE})(?=\s*(?:(?i:local\s+area)|[’']|$|[,.–—-]))"
    ),
    re.compile(rf"(?i:\b(?:inspection|visit))\s*[,(]\s*(?P<area>{PLACE})(?=\)|$)"),
    re.compile(rf"(?i:\barea\s*:)\s*(?P<area>{PLACE})$"),
    re.compile(rf"(?i:\bin|of)\s+(?i:the\s+)?(?P<area>{PLACE})[’']?s?\s+(?i:local\s+area)\b"),
    re.compile(rf"^(?P<area>{PLACE})[’']?s?\s+(?i:local\s+area)\b"),
    re.compile(rf"(?i:\b(?:in|across|for))\s+(?i:the\s+)?(?P<area>{PLACE})$"),
    re.compile(
        rf"^(?P<area>{PLACE})(?:\s+(?i:local\s+area))?\s*[:–—-]\s*.*\b(?i:inspection|visit)\b"
    ),
)
OF_SEND = re.compile(r"\bSEND\b|\bspecial educational needs\b|\blocal area\b", re.I)
TOLD = re.compile(
    r"\b(?:we|carried out|conducted|inspected|visited|revisited|are|is|was|were)\b", re.I
)
VISITED = re.compile(r"\b(?:inspection|inspected|re-?visit(?:ed)?|visit(?:ed)?)\b", re.I)
IN_PLACE = re.compile(rf"(?i:\b(?:in|across|of|for|to)\s+(?:the\s+)?)(?P<area>{PLACE})")
INSPECTORS = re.compile(r"\b(?:Ofsted|CQC|Care Quality Commission|inspectors)\b")
BODY_OPENS = re.compile(r"^\s*(?:between|from|on|in|during|following|this|over)\b", re.I)
_ANSWERS = (
    r"(?:(?:are|is|were|was)\s+(?:jointly\s+)?responsible\s+for|"
    r"(?:share|have|has)\s+(?:the\s+|joint\s+)?responsibility\s+for)\s+"
    r"(?:jointly\s+)?(?:submitting|producing|preparing|writing)"
)
RESPONSIBLE = (
    re.compile(
        rf"(?:determined|decided)\s+that\s+(?P<who>(?:(?!determined that).)+?)\s+{_ANSWERS}", re.I
    ),
    re.compile(rf"^(?P<who>(?:the\s|both\s)?[^.;:]{{5,160}}?),?\s+{_ANSWERS}", re.I),
    re.compile(
        r"^(?P<who>[^.;:]{5,160}?)\s+(?:must|should|are\s+(?:jointly\s+)?required\s+to)\s+"
        r"jointly\s+(?:submit|produce|prepare|write)\b",
        re.I,
    ),
)
STATEMENT_REQUIRED = re.compile(
    r"statement of action(?:\s+\(\w+\))?\s+(?:is|was)\s+required|"
    r"(?:required to|must)\s+(?:produce|prepare|submit|write)[^.]{0,40}statement of action|"
    r"\brequires?\b[^.]{0,60}statement of action",
    re.I,
)
HEALTH_KIND = re.compile(r"clinical commissioning group|\bCCG|integrated care board|\bICB", re.I)
COUNCIL_KIND = re.compile(r"\blocal authorit|\bcouncil\b", re.I)
SUBJECT_REACH = 16
AREA_REACH = 4
KIND_ONLY = "The letter names only the kind of body, and is sent to no body of that kind."
NUMBERS_DIFFER = "The letter is sent to another number of such bodies than its words say."


def salutation_at(lines: Sequence[Line]) -> int:
    """Return the index of the `Dear` line, or 0 when there is none."""
    return next((i for i, line in enumerate(lines) if SALUTATION.match(line.text)), 0)


def body_of(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines from the salutation to the closing words."""
    start = salutation_at(lines)
    for index in range(start, len(lines)):
        if CLOSING.match(lines[index].text):
            return lines[start:index]
    return lines[start:]


def subject(lines: Sequence[Line]) -> Passage | None:
    """Return the subject line of a letter, wrapped lines included."""
    for index, line in enumerate(lines):
        if SUBJECT.match(line.text):
            taken = [line]
            for follow in lines[index + 1 : index + 3]:
                if not follow.text.strip() or BODY_OPENS.match(follow.text):
                    break
                taken.append(follow)
            return passage(taken)
    start = salutation_at(lines)
    return loose_subject(lines[start + 1 : start + SUBJECT_REACH])


def loose_subject(lines: Sequence[Line]) -> Passage | None:
    """Return a subject worded in any way: a paragraph apart that names a visit and tells nothing.

    `lines` are those after the salutation.
    """
    group: list[Line] = []
    for line in [*lines, Line(0, "")]:
        if line.text.strip():
            group.append(line)
            continue
        whole = passage(group) if group else None
        group = []
        if whole is None or len(whole.lines) > 3 or len(whole.text) > 200:
            continue
        about = VISITED.search(whole.text) and OF_SEND.search(whole.text)
        if about and not whole.text.endswith((".", ",")) and not TOLD.search(whole.text):
            return whole
    return None


def read_head(
    book: FactBook, document: str, lines: Sequence[Line], prose: Sequence[Line]
) -> dict[str, Any]:
    """Return area, framework, dates and responsible bodies; `prose` is the text before findings."""
    titled = subject(lines)
    opened = titled.lines[-1].number if titled else lines[salutation_at(lines)].number
    said = sentences(passage([line for line in prose if line.number > opened]))
    facts: dict[str, Any] = {
        "area": _area(book, document, titled, said, lines[: salutation_at(lines)])
    }
    facts["framework"] = "2016"
    if titled:
        book.sure("framework", "2016", cite(document, titled.lines))
    facts.update(_visit_dates(book, document, said))
    facts["published"] = None
    book.absent("published")
    facts["letter_dated"] = _letter_date(book, document, lines[: salutation_at(lines)])
    facts["dates_in_letter"] = _all_dates(book, document, body_of(lines))
    facts["outcome"] = None
    book.absent("outcome")
    facts["written_statement_required"] = _statement_required(book, document, said)
    bodies = bodies_in(lines[: salutation_at(lines)], facts["area"])
    facts["responsible"] = _responsible(book, document, said, bodies)
    return facts


def _area(
    book: FactBook,
    document: str,
    titled: Passage | None,
    said: Sequence[Passage],
    head: Sequence[Line],
) -> str | None:
    readings: list[tuple[str, Passage]] = []
    for sentence in said:
        found = AREAS[0].search(sentence.text)
        if found:
            readings.append((found["area"], sentence.part(*found.span("area"))))
            break
    named = _subject_area(titled) if titled else None
    if titled and named:
        readings.append((named, titled))
    readings = readings or _area_in_words(said)
    readings = readings or _area_as_addressed(said, head)
    if not readings:
        return area_of_addressees(book, document, bodies_in(head, None))
    readings = [(re.sub(r"[’']s?$", "", found), at) for found, at in readings]
    name, where = readings[0]
    names = {known.lower(): known for known, _ in readings}
    if len(names) > 1:
        reason = "The subject line and the first sentence name the area differently."
        book.unsure("area", name, cite(document, where.lines), reason, list(names.values()))
        return name
    enter(book, "area", name, where, document)
    return name


def _subject_area(titled: Passage) -> str | None:
    found = SUBJECT.match(titled.text)
    if found:
        return found["area"].rstrip(".")
    for pattern in SUBJECT_AREA:
        for match in pattern.finditer(titled.text):
            if not NO_AREA.match(match["area"]):
                return match["area"]
    return None


def _area_in_words(said: Sequence[Passage]) -> list[tuple[str, Passage]]:
    """Return the area as the first sentences name it, where no subject line does."""
    for pattern in AREAS[1:]:
        for sentence in said[:AREA_REACH]:
            for found in pattern.finditer(sentence.text):
                if not NO_AREA.match(found["area"]):
                    return [(found["area"], sentence.part(*found.span("area")))]
    return []


def _area_as_addressed(said: Sequence[Passage], head: Sequence[Line]) -> list[tuple[str, Passage]]:
    """Return a place of the first sentences that those written to bear in their names too."""
    address = " ".join(line.text for line in head)
    for sentence in said[:AREA_REACH]:
        for found in IN_PLACE.finditer(sentence.text):
            bare = re.sub(r"[’']s?$", "", found["area"])
            if not NO_AREA.match(bare) and re.search(rf"\b{re.escape(bare)}\b", address):
                return [(bare, sentence.part(*found.span("area")))]
    return []


def _visit_dates(book: FactBook, document: str, said: Sequence[Passage]) -> dict[str, str | None]:
    visits = [sentence for sentence in said[:6] if VISITED.search(sentence.text)]
    others = [sentence for sentence in said[:3] if INSPECTORS.search(sentence.text)]
    for sentence in [*visits, *others]:
        found = written_dates.SPAN.search(sentence.text)
        ends = written_dates.span_of(found) if found else None
        where = sentence.part(*found.span()) if found else sentence
        if not ends:
            days = written_dates.mentions(sentence.text)
            if not days:
                continue
            ends = (days[0].day, days[0].day)
            where = sentence.part(days[0].start, days[0].end)
        return {
            "inspected_from": enter(book, "inspected_from", ends[0].isoformat(), where, document),
            "inspected_to": enter(book, "inspected_to", ends[1].isoformat(), where, document),
        }
    book.absent("inspected_from")
    book.absent("inspected_to")
    return {"inspected_from": None, "inspected_to": None}


def _letter_date(book: FactBook, document: str, head: Sequence[Line]) -> str | None:
    for line in head:
        if written_dates.DATE.fullmatch(line.text.strip()):
            day = written_dates.mentions(line.text)
            if day:
                value = day[0].day.isoformat()
                return str(book.sure("letter_dated", value, cite(document, [line])))
    loose = [(m.day, line) for line in head for m in written_dates.mentions(line.text)]
    if not loose:
        book.absent("letter_dated")
        return None
    value = loose[0][0].isoformat()
    reason = "The date does not stand on a line of its own."
    others = [day.isoformat() for day, _ in loose[1:]]
    return str(book.unsure("letter_dated", value, cite(document, [loose[0][1]]), reason, others))


def _all_dates(book: FactBook, document: str, body: Sequence[Line]) -> list[str]:
    text = passage(body)
    found: list[str] = []
    for mention in written_dates.mentions(text.text):
        day = mention.day.isoformat()
        if day not in found:
            where = text.part(mention.start, mention.end)
            enter(book, f"dates_in_letter[{len(found)}]", day, where, document)
            found.append(day)
    return found


def _statement_required(book: FactBook, document: str, said: Sequence[Passage]) -> bool | None:
    for sentence in said:
        if STATEMENT_REQUIRED.search(sentence.text):
            return bool(enter(book, "written_statement_required", True, sentence, document))
    book.absent("written_statement_required")
    return None


def _responsible(
    book: FactBook, document: str, said: Sequence[Passage], bodies: Sequence[Body]
) -> list[str]:
    for pattern in RESPONSIBLE:
        for sentence in said:
            found = pattern.search(sentence.text)
            if found and (HEALTH_KIND.search(found["who"]) or COUNCIL_KIND.search(found["who"])):
                where = sentence.part(*found.span("who"))
                return _name_bodies(book, document, where, bodies)
    book.absent("responsible")
    return []


def _name_bodies(
    book: FactBook, document: str, where: Passage, bodies: Sequence[Body]
) -> list[str]:
    """Put a name to each kind of body that the sentence gives, from those the letter is sent to."""
    named: list[str] = []
    for words in _members(where.text):
        path = f"responsible[{len(named)}]"
        wanted = HEALTH_KIND if HEALTH_KIND.search(words) else COUNCIL_KIND
        if not wanted.search(words) or re.search(r"\b(?!NHS\b|CCG|ICB)[A-Z]\w+", words):
            named.append(enter(book, path, words, where, document))
            continue
        kind = "council" if wanted is COUNCIL_KIND else "ccg"
        if re.search(r"integrated care board|\bICB", words, re.I):
            kind = "icb"
        fitting = [body for body in bodies if body.kind == kind]
        if not fitting:
            others = [body.name for body in bodies if body.kind != "council"]
            citation = cite(document, where.lines)
            named.append(book.unsure(path, words, citation, KIND_ONLY, others))
            continue
        plural = bool(re.search(r"groups|boards|authorities|CCGs|ICBs", words))
        agrees = (len(fitting) > 1) == plural
        for body in fitting:
            path = f"responsible[{len(named)}]"
            citation = cite(document, body.lines)
            if agrees and body.certain:
                book.sure(path, body.name, citation)
            else:
                reason = body.reason or NUMBERS_DIFFER
                book.unsure(path, body.name, citation, reason, [words])
            named.append(body.name)
    return named


def _members(words: str) -> list[str]:
    """Split `the local authority and the area's groups` into its members."""
    words = re.sub(r"^both\s+", "", words.strip(), flags=re.I)
    pieces = re.split(r",\s+(?:and\s+)?|\s+and\s+(?=the\b|its\b|NHS\b|their\b)", words)
    if len(pieces) == 1:
        pieces = re.split(r"\s+and\s+(?=[a-z]*\s*(?:clinical|integrated|CCG|ICB))", words)
    return [re.sub(r"^(?:that|the)\s+(?=[A-Z])", "", piece.strip()) for piece in pieces if piece]
