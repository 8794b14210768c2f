"""Reports for families, in plain words, from the promises: newsletter, easy read, annual report."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from goldenthread.design.jinja import count_of, long_date
from goldenthread.thread.queries.promises import SAID_KEPT, Stand
from goldenthread.thread.rules.backing import EASILY_BACKED, Backing
from goldenthread.thread.rules.plain_dates import date_alone, plain_date
from goldenthread.writing.report import Block, Bullets, EasyLine, Facts, Paragraph, Section

from .board import counts, spent
from .changed import since_last_time
from .lines import lines_of
from .packs import concluded_words
from .promised import STAND_WORDS, Promised, Told
from .scrutiny import trend
from .source import Source
from .words import lines, mark_words

EASY = {
    Stand.KEPT: ("We did this.", "done"),
    Stand.PARTLY: ("We did some of this.", "waiting"),
    Stand.NOT_KEPT: ("We did not do this.", "not_done"),
    Stand.WILL_NOT_HAPPEN: ("We will not do this.", "not_done"),
    Stand.UNKNOWN: ("We do not know what happened.", "unknown"),
    Stand.TO_COME: ("This is not finished yet.", "waiting"),
}
OUR_WORD = {Stand.KEPT: "We say we did this.", Stand.PARTLY: "We say we did some of this."}
EASY_BACKING = {Backing.CHECKED: "done", Backing.UNCHECKED: "unknown", Backing.DOUBTED: "talk"}
PICTURES = (
    (("school", "teacher", "class", "learn", "education"), "school"),
    (("health", "doctor", "nurse", "therapy", "hospital", "mental"), "health"),
    (("ask", "listen", "say", "talk", "voice", "meeting", "feedback"), "talk"),
    (("letter", "write", "plan", "report", "information", "website"), "letter"),
    (("help", "support", "service"), "help"),
    (("parent", "families", "family", "carer", "young people", "children"), "people"),
)
ASK = "Ask the SEND team at your council, or your parent carer forum."
ADVICE = "SENDIASS gives free advice and does not take sides."
MOST_IN_EASY_READ = 12
MOST_LATE, MOST_COMING = 12, 8


def newsletter(source: Source) -> Sequence[Section]:
    """Return the newsletter: what changed for families, what did not and why, what is late."""
    promised = Promised(source)
    plain = [each for each in promised.told if each.promise.plain_checked]
    kept = promised.newly(e for e in plain if e.stand in SAID_KEPT)
    broken = [e for e in plain if e.stand in (Stand.NOT_KEPT, Stand.WILL_NOT_HAPPEN)]
    newly = promised.newly(broken)
    coming = sorted(
        (e for e in plain if e.stand is Stand.TO_COME and e.promise.due_to),
        key=lambda e: (e.promise.due_to, e.promise.pk),
    )[:MOST_COMING]
    unknown = [e for e in plain if e.stand is Stand.UNKNOWN]
    late = [e for e in plain if e.late]
    moves = [words for each in plain if each.moves for words in _moves(each)]
    not_so = _list(map(_bad, newly), "", _before(source, len(broken) - len(newly), bool(newly)))
    return [
        Section("What changed", _list(map(_good, kept), "Nothing is on record as changed."), 1,
                "changed"),
        Section("What did not happen, and why", not_so, 1, "not"),
        Section("What is late", _late(source, late), 1, "late"),
        Section("Dates that moved", _list(moves, "No date was moved."), 1, "moved"),
        Section("What comes next", _list(map(_next, coming), "No date is still to come."), 1,
                "next"),
        Section("What we do not know", _unknown(promised, unknown), 1, "unknown"),
        Section("Who to ask", (Bullets((ASK, ADVICE)),), 1, "ask"),
    ]  # fmt: skip


def _before(source: Source, earlier: int, more: bool) -> str:
    """Return what stands of the promises that were broken before the time a report tells of."""
    if not earlier:
        return "" if more else "We have not said of any promise that we did not keep it."
    noun = count_of(earlier, "more promise" if more else "promise")
    since = f" before {long_date(source.report.since)}" if source.report.since else ""
    return f"Of {noun} we said{since} that we did not keep it or that it will not happen."


def _late(source: Source, late: Sequence[Told]) -> tuple[Block, ...]:
    """Return the promises whose day has passed without their being kept, the oldest first."""
    oldest = sorted(late, key=lambda e: (e.promise.due_to, e.promise.pk))
    rows = [_late_words(source, each) for each in oldest[:MOST_LATE]]
    if len(oldest) > MOST_LATE:
        rows.append(f"And {count_of(len(oldest) - MOST_LATE, 'more promise')} that are late.")
    return _list(rows, "No promise is past its date without our saying what became of it.")


def _late_words(source: Source, each: Told) -> str:
    row = source.standings.get(each.promise.action_id or 0)
    done = each.stands if each.stand is Stand.PARTLY else "We do not know if it was done."
    now = ""
    if row and row.slipped and row.due_to and row.due_to > source.on:
        now = f"It is now to be done by {long_date(row.due_to)}."
    return lines(each.plain, f"It was due by {long_date(each.promise.due_to)}. {done}", now)


def _list(rows: Iterable[str], otherwise: str, after: str = "") -> tuple[Block, ...]:
    """Return rows as a list, or words where there is none; `after` stands below either."""
    told = tuple(rows)
    first: tuple[Block, ...] = (Bullets(told),) if told else ()
    if not told and otherwise:
        first = (Paragraph(otherwise),)
    return (*first, Paragraph(after)) if after else first


def _good(each: Told) -> str:
    changed = each.promise.what_changed
    said = [f"What changed: {changed}"] if changed else []
    said += [f"What changed for families: {words}" for words in each.changed]
    return lines(each.plain, f"Where it stands: {each.stands}", *said) + _proof(each)


def _proof(each: Told) -> str:
    promise = each.promise
    if not promise.evidence_promised:
        return ""
    came = promise.evidence_came_on
    shown = f" It came on {long_date(came)}." if came else " It is not seen here yet."
    return f"\nWe said we would show it by: {promise.evidence_promised}{shown}"


def _bad(each: Told) -> str:
    why = f"Why: {each.promise.no_because}" if each.promise.no_because else "We did not say why."
    return lines(each.plain, f"Where it stands: {each.stands}.", why)


def _moves(each: Told) -> list[str]:
    return [
        lines(
            each.plain,
            f"The date was: {plain_date(m.old_words) or 'none'}.",
            f"Now it is: {plain_date(m.new_words)}.",
            f"Why: {m.reason}",
        )
        for m in each.moves
    ]


def _next(each: Told) -> str:
    return f"{each.plain} By {long_date(each.promise.due_to)}."


def _unknown(promised: Promised, unknown: Sequence[Told]) -> tuple[Block, ...]:
    asis = [e for e in promised.told if not e.promise.plain_checked]
    withheld = len(promised.everything) - len(promised.told)
    rows = [
        f"We do not know what became of {count_of(len(unknown), 'promise')}.",
        f"{count_of(len(asis), 'promise')} still in the plan’s own words "
        "are not in this newsletter."
        if asis
        else "",
        f"{count_of(withheld, 'promise')} withheld for now. You can ask why." if withheld else "",
    ]
    return (Bullets(tuple(row for row in rows if row)),)


def easy_read(source: Source) -> Sequence[Section]:
    """Return the easy-read report: one idea and one picture to a line."""
    promised = Promised(source)
    plain = [each for each in promised.told if each.promise.plain_checked]
    main = sorted(plain, key=lambda e: (not e.changed, e.stand is Stand.UNKNOWN, e.promise.pk))
    shown = main[:MOST_IN_EASY_READ]
    first = (
        EasyLine("This is for children and young people who need extra help.", "people"),
        EasyLine("It is for their families too.", "people"),
        EasyLine(f"This is what was true on {long_date(source.on)}.", "calendar"),
        EasyLine(f"We made {count_of(len(promised.everything), 'promise')}.", "promise"),
        EasyLine(f"Here {'is' if len(shown) == 1 else 'are'} {len(shown)} of them.", "letter"),
    )
    sections = [Section("What this is about", first)]
    for number, each in enumerate(shown, 1):
        sections.append(Section(f"Promise {number}", tuple(_easy_lines(each))))
    end = (
        EasyLine("You can ask the SEND team at your council.", "talk"),
        EasyLine("SENDIASS can help you. It is free.", "help"),
        EasyLine("SENDIASS does not take sides.", "help"),
    )
    return [*sections, Section("Who can help", end)]


def _easy_lines(each: Told) -> Iterable[EasyLine]:
    said = each.plain if each.plain.lower().startswith("we said") else f"We said: {each.plain}"
    yield EasyLine(said, _picture(each.plain))
    words, picture = EASY[each.stand]
    yield EasyLine(OUR_WORD[each.stand], "talk") if each.on_our_word else EasyLine(words, picture)
    if each.backing:
        yield EasyLine(EASILY_BACKED[each.backing], EASY_BACKING[each.backing])
    if each.late:
        yield EasyLine("It is late.", "calendar")
    if each.promise.no_because:
        yield EasyLine(f"Why not: {each.promise.no_because}", "letter")
    for changed in each.changed[-1:]:
        yield EasyLine(f"What changed: {changed}", "people")
    for move in each.moves[-1:]:
        was = date_alone(move.old_words)
        if was:
            yield EasyLine(f"The date was {was}.", "calendar")
        yield EasyLine(f"The date now is {date_alone(move.new_words)}.", "calendar")


def _picture(words: str) -> str:
    low = words.lower()
    for named, picture in PICTURES:
        if any(name in low for name in named):
            return picture
    return "promise"


def annual(source: Source) -> Sequence[Section]:
    """Return the annual report: what was promised, what came of it and what did not."""
    promised = Promised(source)
    by_stand: dict[Stand, int] = defaultdict(int)
    for each in promised.everything:
        by_stand[each.stand] += 1
    said = [each for each in promised.everything if each.backing]
    checked = sum(not each.on_our_word for each in said)
    stands = (
        *((STAND_WORDS[stand], str(by_stand[stand])) for stand in Stand),
        ("Kept or partly kept, and checked by somebody else", f"{checked} of {len(said)}"),
        ("Late", str(sum(each.late for each in promised.everything))),
    )
    judged = tuple((line.heading, concluded_words(line)) for line in lines_of(source))
    asked = len(source.challenges)
    return [
        Section("What became of the promises", (Facts(stands),), 1, "promises"),
        *newsletter(source)[:4],
        Section("The plan in numbers", (Facts((*counts(source), *spent(source))),), 1, "numbers"),
        Section("How it moved, quarter by quarter", (trend(source),), 1, "trend"),
        *since_last_time(source, brief=True),
        Section("What families said themselves", _forum(source), 1, "forum"),
        Section(
            "What was asked of us",
            (
                Paragraph(
                    f"{count_of(asked, 'challenge')} asked by this day; "
                    f"{len(source.open_challenges)} still open."
                ),
            ),
            1,
            "challenges",
        ),
        Section(
            "What inspectors concluded",
            (Facts(judged) if judged else Paragraph("No inspection is recorded here."),),
            1,
            "judged",
        ),
        Section("Who to ask", (Bullets((ASK, ADVICE)),), 1, "ask"),
    ]


def _forum(source: Source) -> tuple[Block, ...]:
    rows = (
        f"Action {action.number}: {mark_words(mark, source.on)}"
        for action in source.actions
        for mark in source.marks.get(action.pk, [])
    )
    return _list(rows, "The parent carer forum had put no mark on any action by this day.")
