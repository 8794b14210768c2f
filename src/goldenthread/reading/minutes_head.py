"""Which body met, and on which day: the opening sentence, title or labelled head of minutes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.reading import written_dates
from goldenthread.reading.facts import FactBook, Line, cite
from goldenthread.reading.prose import Passage, enter, join, passage

OPENS = re.compile(
    r"\bminutes of (?:a |an |the )?(?:\w+ )?meeting(?: of (?:the )?(?P<body>.+?))?,?\s+held\b"
    r"|^\s*at (?:a |an |the )?(?:\w+ )?meeting of (?:the )?(?P<body3>.+?),?\s+held\b"
    r"|^\s*(?:an? )?(?:\w+ )?meeting of (?:the )?(?P<body4>[A-Z].+?),?\s+held\b"
    r"|\b(?:minutes|notes|record) of the (?P<body2>[A-Z].+?)\s+(?:meeting\s+)?held\b",
    re.I,
)
LISTS_OPEN = re.compile(r"^\s*(?:(?:members|those)\s+)?(?:present|attend|in attendance)", re.I)
TITLED = re.compile(
    r"^\s*(?:(?:draft|confirmed|approved|final)\s+)?(?:minutes|notes|record)\s+"
    r"(?:of|from|for)\s+(?:a |an |the )?(?:(?:[\w-]+\s+){0,2}meeting\s+of\s+(?:the\s+)?)?"
    r"(?P<body>[A-Z].+)$",
    re.I,
)
MARKED = re.compile(
    r"^(?P<before>.*?)\s*[-–—:,|(]?\s*\b(?:(?:draft|confirmed)\s+)?(?:(?:meeting|action)\s+)?"
    r"(?:minutes|notes)\b(?!\s+of\b)\)?(?P<after>.*)$",
    re.I,
)
LABEL = re.compile(
    r"^\s*(?:(?:(?:name|title|minutes|notes|record)\s+of\s+)?(?:meeting(?:\s+of)?|board|committee|"
    r"group|forum|body)|(?:minutes|notes|record)(?:\s+of)?)"
    r"(?:\s+(?:name|title))?\s*(?::|\t|\s{3,})\s*(?P<body>[A-Z]\S*\s.*)$",
    re.I,
)
NOUN = re.compile(
    r"\b(?:Board|Committee|Sub-?Committee|Group|Panel|Partnership|Executive|Forum|Cabinet|"
    r"Commission|Trust|Team|Network|Taskforce|Assembly)\b",
    re.I,
)
COUNCIL = re.compile(r"\bcouncil\s*$", re.I)
DATE_LABEL = re.compile(
    r"^\s*(?:(?:meeting\s+)?date(?:\s+(?:of|and\s+time)(?:\s+of)?(?:\s+meeting)?)?(?:\s*[/&]\s*time)?|"
    r"(?:meeting\s+)?held(?:\s+on)?|met(?:\s+on)?|day|when)\s*(?::|\t|\s{2,}|-|–|\bon\b)",
    re.I,
)
OTHER_MEETING = re.compile(
    r"\b(?:next|last|previous|future)\s+meeting|minutes of the (?:last|previous)|circulated|"
    r"issued|approved|published|version|(?:confirmed|agreed|ratified|adopted|signed)\s+(?:at|on|by)|"
    r"\b(?:amended|revised|printed|drafted|sent|due|deadline)\b",
    re.I,
)
TITLE_WORD = re.compile(
    r"\s*[-–—|:,]\s*(?:(?:draft|confirmed)\s+)?(?:meeting\s+)?(?:minutes|notes|record)"
    r"(?:\s+of\s+(?:the\s+)?meeting)?\W*$",
    re.I,
)
SHORT_YEAR = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s+("
    + "|".join(written_dates.MONTHS)
    + r")\s+[’']?(\d{2})(?![\d:.])\b",
    re.I,
)
NAME_GOES_ON = re.compile(r"\b(?:of|for|with|and|the|in|&)$")
A_MEETING = re.compile(r"(?:[\w-]+\s+){0,3}meeting\b(?!\s+of\b)", re.I)
NUMBERED = re.compile(r"^\s*(?:(?:agenda\s+)?item\s+|minute\s+)?[A-Z]{0,6}[ ./-]?\d", re.I)
TIDY = re.compile(
    r"[\s,:;|(–—-]*(?:\b(?:on|at|held|of|the|meeting)\b)?[\s,:;|()–—-]*$|\s+meeting\s*$", re.I
)
SEVERAL_DAYS = "The head of the minutes names more than one day and labels none of them."
WRONG_WEEKDAY = "The day of the week printed beside this date is another than the calendar's."
TWO_DIGITS = "The year of this date is printed with two digits."
SEVERAL_BODIES = "More than one line of the head could be the name of the body that met."
_BODIES = ("body", "body2", "body3", "body4")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\.?,?\s*(?:the\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """A name that the body may have, where it stands, and the others it could be."""

    name: str
    where: Passage
    others: tuple[str, ...] = ()


def opening_of(lines: Sequence[Line]) -> Passage | None:
    """Return the sentence `Minutes of a meeting of … held on …`, wrapped lines included."""
    for index, line in enumerate(lines):
        if LISTS_OPEN.match(line.text):
            break
        if not re.search(
            r"\b(?:minutes|notes|record|at an?(?: \w+)? meeting) of\b"
            r"|^\s*(?:an? )?(?:\w+ )?meeting of\b",
            line.text,
            re.I,
        ):
            continue
        if NUMBERED.match(line.text):
            continue
        taken = [line]
        for follow in lines[index + 1 : index + 5]:
            if LISTS_OPEN.match(follow.text):
                break
            if not follow.text.strip() and _opens(passage(taken)):
                break
            taken.append(follow)
        if _opens(passage(taken)):
            return passage(taken)
    return None


def _opens(whole: Passage) -> bool:
    return bool(OPENS.search(whole.text) and written_dates.mentions(whole.text))


def read_body(
    book: FactBook, document: str, opening: Passage | None, front: Sequence[Line]
) -> str | None:
    """Record the name of the body that met."""
    named = _from_opening(opening) or _from_titles(front) or _from_lines(front)
    if named is None:
        book.absent("body")
        return None
    if named.others:
        where = cite(document, named.where.lines)
        return str(book.unsure("body", named.name, where, SEVERAL_BODIES, named.others))
    return str(enter(book, "body", named.name, named.where, document))


def _from_opening(opening: Passage | None) -> Named | None:
    found = OPENS.search(opening.text) if opening else None
    group = next((g for g in _BODIES if found and found[g]), None)
    if not opening or not found or not group:
        return None
    where = opening.part(*found.span(group))
    return Named(_tidied(found[group]), where)


def _from_titles(front: Sequence[Line]) -> Named | None:
    """Return the body of `Minutes of the X`, `Meeting: X` or `X – Minutes`."""
    for at, line in enumerate(front):
        whole = _with_its_end(front, at)
        found = LABEL.match(line.text) or TITLED.match(whole.text)
        if found and not A_MEETING.match(found["body"]):
            name = _tidied(found["body"])
            if len(name) > 3 and not OTHER_MEETING.search(whole.text):
                return Named(name, whole)
    for line in front:
        marked = MARKED.match(" ".join(line.text.split()))
        if not marked or len(line.text) > 130 or line.text.rstrip().endswith("."):
            continue
        for side in (marked["before"], marked["after"]):
            name = _tidied(side)
            if NOUN.search(name):
                return Named(name, join([(line.text, line)]))
    return None


def _with_its_end(front: Sequence[Line], at: int) -> Passage:
    """Return a line with the one after it where the name that it bears plainly goes on there."""
    line = front[at]
    follow = front[at + 1] if at + 1 < len(front) else None
    goes_on = follow and follow.text.strip() and NAME_GOES_ON.search(line.text.rstrip())
    pieces = [(line.text, line)]
    return join([*pieces, (follow.text, follow)] if follow and goes_on else pieces)


def _from_lines(front: Sequence[Line]) -> Named | None:
    """Return the line of the head that names a body: the last above the day or the people."""
    found: list[tuple[str, Passage]] = []
    for at in range(len(front)):
        whole = _with_its_end(front, at)
        text = whole.text
        if LISTS_OPEN.match(text):
            break
        named = NOUN.search(text) and len(text) < 110 and not text.endswith((".", ";", ","))
        if named and ":" not in text and not COUNCIL.search(text):
            found.append((_tidied(text), whole))
    if not found:
        return None
    name, where = found[-1]
    others = tuple(dict.fromkeys(other for other, _ in found[:-1] if other != name))
    return Named(name, where, others)


def _tidied(name: str) -> str:
    """Return a name without the day, the time and the words that lead to them."""
    days = written_dates.mentions(name)
    if days:
        name = name[: days[0].start]
        name = re.sub(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*$", "", name, flags=re.I)
    name = TITLE_WORD.sub("", name)
    before = None
    while before != name:
        before, name = name, TIDY.sub("", name)
    return re.sub(r"^[\s,:;|)–—-]+(?:the\s+)?|^the\s+", "", name, flags=re.I).strip(' "“”')


def read_day(
    book: FactBook, document: str, opening: Passage | None, front: Sequence[Line]
) -> str | None:
    """Record the day of the meeting: of the opening sentence, labelled, or alone in the head."""
    if opening:
        held = re.search(r"\bheld\b", opening.text, re.I)
        days = written_dates.mentions(opening.text)
        after = [day for day in days if not held or day.start > held.start()]
        day = (after or days)[0]
        where = opening.part(day.start, day.end)
        return _enter_day(book, document, day, where, opening.text, ())
    labelled = [line for line in front if DATE_LABEL.match(line.text)]
    for line in labelled:
        days = written_dates.mentions(line.text)
        if days:
            return _enter_day(book, document, days[0], join([(line.text, line)]), line.text, ())
    loose = [
        (day, line)
        for at, line in enumerate(front)
        if not OTHER_MEETING.search(line.text) and len(line.text.split()) < 25
        for day in written_dates.mentions(line.text)
        if not (at and OTHER_MEETING.search(front[at - 1].text))
    ]
    if not loose:
        return _from_short_year(book, document, front)
    day, line = loose[0]
    others = tuple(dict.fromkeys(d.day.isoformat() for d, _ in loose[1:] if d.day != day.day))
    return _enter_day(book, document, day, join([(line.text, line)]), line.text, others)


def _from_short_year(book: FactBook, document: str, front: Sequence[Line]) -> str | None:
    """Record the day of a head that prints its year with two digits, as doubtful."""
    for line in front:
        found = SHORT_YEAR.search(line.text)
        if not found or OTHER_MEETING.search(line.text):
            continue
        month = written_dates.month_number(found[2])
        day = written_dates.make(2000 + int(found[3]), month, int(found[1]))
        if day:
            where = cite(document, [line])
            return str(book.unsure("held_on", day.isoformat(), where, TWO_DIGITS))
    book.absent("held_on")
    return None


def _enter_day(
    book: FactBook,
    document: str,
    day: written_dates.Mention,
    where: Passage,
    text: str,
    others: Sequence[str],
) -> str:
    value = day.day.isoformat()
    named = WEEKDAY.search(text[: day.start])
    citation = cite(document, where.lines)
    if named and WEEKDAYS[day.day.weekday()] != named[1].lower():
        return str(book.unsure("held_on", value, citation, WRONG_WEEKDAY))
    if others:
        return str(book.unsure("held_on", value, citation, SEVERAL_DAYS, others))
    return str(book.sure("held_on", value, citation))
