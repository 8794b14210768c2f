"""Rules on the papers around the improvement plan: do they agree, and were promises kept?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from goldenthread.core.calendar import FuzzyDate, Precision, day_words
from goldenthread.reading.facts import Citation, Kind, Line, cite
from goldenthread.thread.rules.matching import Weights, tokens
from goldenthread.thread.rules.passages import matches_over_lines, stretches
from goldenthread.thread.rules.registry import Fault, cited, listed, quoted, rule
from goldenthread.thread.rules.threads import aim, of_one_aim
from goldenthread.thread.rules.view import CheckedPlan, Decision, DocumentText, Stretch

_TEMPLATE = re.compile(
    r"\bplease\b[^.]{0,180}?\b(?:asterisk|delete (?:this|the|as)|in accordance with the "
    r"instructions|before (?:sending|submitting) (?:the|this) (?:report|form|template)|"
    r"complete (?:this|every|all) (?:section|part|box)\w*|remove this)"
    r"|\b(?:delete|strike) as (?:appropriate|applicable|necessary)\b"
    r"|\[(?:insert|enter|add|type|name of|date of|xx+)\b[^\]]{0,80}\]"
    r"|<(?:insert|enter|add|name|date)\b[^>]{0,80}>"
    r"|\blorem ipsum\b|\bclick (?:here|or tap here)\b[^.]{0,20}\benter\b|\bX{3,}\b"
    r"|\bguidance (?:note )?(?:for|to) authors?\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\b(?:complete[d]?|on track|delayed|not started|in progress|overdue|delivered|blue|amber|"
    r"green|red)\b",
    re.IGNORECASE,
)
_OF_SEND = re.compile(
    r"\b(?:SEND|SEN|special educational|Ofsted|inspection|written statement)\b", re.IGNORECASE
)
_TO_HEAR = re.compile(
    r"\b(?:updates?|reports?|presentations?|briefings?)\b[^.]{0,30}\bbe "
    r"(?:provided|brought|given|presented|received)\b",
    re.IGNORECASE,
)
_ENOUGH = 0.7
_ROUNDING = 1e-9
_SHINGLE = 8
_RUN = 120
_GAP = 150


@rule(
    "contradicting-dates",
    title="Facts on which the documents contradict each other",
    reason="When partners cannot agree on when it happened, nobody checked who signed.",
    severity=3,
)
def contradicting_dates(checked: CheckedPlan) -> Iterator[Fault]:
    """Every document gives the inspection its own dates, or the month that holds them.

    Its own dates are the inspectors'. Dates over half a year away are taken to be of another
    inspection. A letter's own date and the
    day it is elsewhere said to be published should lie within two weeks.
    """
    facts = [f for f in checked.dated_facts if f.event == "inspection"]
    standard = next((f for f in facts if f.from_inspectors), None)
    wrong = [f for f in facts if standard and _contradicts(standard.when, f.when)]
    if standard and wrong:
        said = listed(list(dict.fromkeys(f"“{quoted(f.when.text, 50)}”" for f in wrong)))
        yield Fault(
            f"The inspection was “{quoted(standard.when.text, 60)}”; other papers say {said}.",
            f"Write everywhere: {quoted(standard.when.text, 60)}.",
            "inspection.dates",
            cited(standard.citation, *(f.citation for f in wrong)),
            breadth=len(wrong),
        )
    yield from _letter_dates(checked)


def _contradicts(standard: FuzzyDate, other: FuzzyDate) -> bool:
    first, last = standard.start, standard.end
    if not (first and last and other.start and other.end):
        return False
    half_a_year = timedelta(days=183)
    if other.end < first - half_a_year or other.start > last + half_a_year:
        return False
    if other.precision is Precision.DAY:
        return not first <= other.start <= last
    if other.precision is Precision.RANGE:
        return (other.start, other.end) != (first, last)
    return other.end < first or other.start > last


def _letter_dates(checked: CheckedPlan) -> Iterator[Fault]:
    dated = [f for f in checked.dated_facts if f.event == "letter dated"]
    published = [f for f in checked.dated_facts if f.event == "letter published"]
    for own in dated:
        later = [
            f
            for f in published
            if own.when.start
            and f.when.start
            and timedelta(days=14) < f.when.start - own.when.start < timedelta(days=183)
        ]
        if later:
            yield Fault(
                f"The letter is dated {own.when.text}, and said to be published "
                f"{later[0].when.text}.",
                "State both days, the date on the letter and the day it was published, wherever "
                "the letter is cited.",
                "inspection.letter_dated",
                cited(own.citation, *(f.citation for f in later)),
            )


@rule(
    "left-over-template-text",
    title="An instruction to the author left in",
    reason="It shows that a paper went out without being read.",
    severity=1,
)
def left_over_template_text(checked: CheckedPlan) -> Iterator[Fault]:
    """No paper still holds words meant for whoever fills in the form.

    'Please … delete this sentence', '[insert name]', 'delete as appropriate', 'click here to
    enter' and the like, also where the instruction runs over several lines.
    """
    places = [place for document in checked.documents for place in _instructions(document)]
    if places:
        count = "once" if len(places) == 1 else f"in {len(places)} places"
        yield Fault(
            f"An instruction to the author still stands {count}: “{quoted(places[0].words, 80)}”.",
            "Strike it.",
            f"documents[{places[0].document}]",
            tuple(places),
            breadth=len(places),
        )


def _instructions(document: DocumentText) -> list[Citation]:
    """Return where instructions stand; two within three lines of each other are one."""
    spans: list[list[Line]] = []
    for _, lines in matches_over_lines(document.lines, _TEMPLATE):
        if spans and lines[0].number - spans[-1][-1].number <= 3:
            spans[-1] += [n for n in lines if n.number > spans[-1][-1].number]
        else:
            spans.append(list(lines))
    return [cite(document.name, span) for span in spans]


@rule(
    "promise-not-reported-back",
    title="A resolution that nothing later reports on",
    reason="Scrutiny that does not ask what became of its own resolutions is not scrutiny.",
    severity=3,
)
def promise_not_reported_back(checked: CheckedPlan) -> Iterator[Fault]:
    """What a meeting RESOLVED or AGREED on SEND or the inspection comes back in a later paper.

    A resolution to hear an update is met by any later paper that speaks of SEND. Any other comes
    back when the telling words of its text stand together within six lines of a
    paper that is not minutes of the same day and not older. Needs minutes and a later paper.
    """
    papers = _Papers(checked)
    for decisions in _alike(checked):
        dated = next((d for d in decisions if d.held_on), decisions[0])
        later = papers.after(dated)
        if later and not papers.take_up(dated, later):
            yield _not_reported(dated, decisions)


class _Papers:
    """The papers that may report back, each window of six lines as the stems of its words."""

    def __init__(self, checked: CheckedPlan) -> None:
        """Read every window once, and note which windows hold which stem."""
        self.stretches: list[Stretch] = []
        self.on_send: list[bool] = []
        self.windows: list[tuple[int, frozenset[str]]] = []
        for _, stretch, lines in stretches(checked):
            if stretch.kind in (Kind.INSPECTION_LETTER, Kind.AREA_REPORT, Kind.AGENDA):
                continue
            for window in _passages(lines):
                stems = frozenset(tokens(" ".join(line.text for line in window)))
                self.windows.append((len(self.stretches), stems))
            self.stretches.append(stretch)
            self.on_send.append(any(_OF_SEND.search(line.text) for line in lines))
        self.weights = Weights.of_stems([stems for _, stems in self.windows])
        self.holding: dict[str, list[int]] = defaultdict(list)
        for at, (_, stems) in enumerate(self.windows):
            for each in stems:
                self.holding[each].append(at)

    def after(self, decision: Decision) -> set[int]:
        """Return the papers that are later than a decision."""
        told = enumerate(self.stretches)
        return {at for at, each in told if not _not_later(decision, each.kind, each.dated)}

    def take_up(self, decision: Decision, later: set[int]) -> bool:
        """Say whether one of the papers takes a decision up.

        A window that covers enough holds one at least of the heaviest stems, which together
        weigh more than what it may leave out; only windows that do are weighed.
        """
        if _TO_HEAR.search(decision.text):
            return any(self.on_send[paper] for paper in later)
        asked = self.weights.asked(tokens(decision.text))
        spare, worth = (1 - _ENOUGH) * asked.whole, set[int]()
        for stemmed, weight, _ in asked.stems:
            worth.update(self.holding.get(stemmed, ()))
            spare -= weight
            if spare < -_ROUNDING:
                break
        found = (self.windows[at] for at in worth)
        return any(
            paper in later and asked.covered_by(stems).score >= _ENOUGH for paper, stems in found
        )


def _alike(checked: CheckedPlan) -> list[list[Decision]]:
    """Return the decisions on SEND, those of nearly the same words together."""
    told: list[tuple[str, list[Decision]]] = []
    for decision in checked.decisions:
        about = f"{decision.item or ''} {decision.text}"
        if decision.verb not in ("RESOLVED", "AGREED") or not _OF_SEND.search(about):
            continue
        words = aim(decision.text)
        same = next((known for first, known in told if of_one_aim(first, words) >= 85), None)
        if same is None:
            told.append((words, [decision]))
        else:
            same.append(decision)
    return [known for _, known in told]


def _not_reported(dated: Decision, decisions: list[Decision]) -> Fault:
    when = f" on {day_words(dated.held_on)}" if dated.held_on else ""
    return Fault(
        f"{dated.verb.capitalize()}{when}: “{quoted(dated.text, 110)}”. No later paper says "
        "what came of it.",
        f"Report back to {dated.body or 'the meeting'}: what was done, when, and what families "
        "said of it; or minute why it was not done.",
        f"decisions: {quoted(dated.text, 60)}",
        cited(*(d.citation for d in decisions)),
        breadth=len(decisions),
    )


def _not_later(decision: Decision, kind: Kind, dated: date | None) -> bool:
    if dated is None or decision.held_on is None:
        return kind is Kind.MINUTES
    return dated <= decision.held_on


def _passages(lines: tuple[Line, ...]) -> list[tuple[Line, ...]]:
    kept = [line for line in lines if line.text.strip()]
    return [tuple(kept[at : at + 6]) for at in range(0, len(kept), 3)]


@rule(
    "same-text-twice",
    title="One text counted as two papers",
    reason="The same minutes filed twice are one piece of evidence, not two.",
    severity=1,
)
def same_text_twice(checked: CheckedPlan) -> Iterator[Fault]:
    """Two documents share a run of at least 120 words, however their lines are broken."""
    for index, first in enumerate(checked.documents):
        for second in checked.documents[index + 1 :]:
            for run in _shared_runs(first, second):
                left = _span(first, run.first)
                right = _span(second, run.second)
                yield Fault(
                    f"{first.name} and {second.name} hold the same text of {run.words} words.",
                    "Cite one of them, and say that the other is a copy.",
                    f"documents[{second.name}] from line {run.second[0]}",
                    (left, right),
                    breadth=2,
                )


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of shared words: its line numbers in both documents and how many words."""

    first: tuple[int, int]
    second: tuple[int, int]
    words: int


@lru_cache(maxsize=20_000)
def _shared_runs(first: DocumentText, second: DocumentText) -> tuple[_Run, ...]:
    """Return the runs of words that stand in both; papers do not change, so each pair once."""
    return tuple(_runs_of(_told(first), _told(second)))


@dataclass(frozen=True, slots=True)
class _Told:
    """The line of each word of a document, and where each run of words stands that stands once."""

    lines: tuple[int, ...]
    once: dict[int, int]


@lru_cache(maxsize=128)
def _told(document: DocumentText) -> _Told:
    words = [
        (word, line.number)
        for line in document.lines
        for word in re.findall(r"[a-z0-9]+", line.text.lower())
    ]
    return _Told(tuple(line for _, line in words), _once([word for word, _ in words]))


def _runs_of(words: _Told, others: _Told) -> Iterator[_Run]:
    """Yield runs of words that stand in both, allowing some that differ in between."""
    places = others.once
    run: list[tuple[int, int]] = []
    for shingle, at in words.once.items():
        there = places.get(shingle)
        if there is None:
            continue
        if run and (at - run[-1][0] > _GAP or not 0 < there - run[-1][1] <= _GAP):
            yield from _long_enough(run, words, others)
            run = []
        run.append((at, there))
    yield from _long_enough(run, words, others)


def _once(words: list[str]) -> dict[int, int]:
    """Return where each run of eight words, by its hash, stands; those that stand twice are out."""
    whole = range(len(words) - _SHINGLE + 1)
    runs = [hash(tuple(words[at : at + _SHINGLE])) for at in whole]
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def _long_enough(run: list[tuple[int, int]], words: _Told, others: _Told) -> Iterator[_Run]:
    if len(run) < _RUN:
        return
    here = (words.lines[run[0][0]], words.lines[run[-1][0] + _SHINGLE - 1])
    there = sorted(others.lines[at] for _, at in run)
    yield _Run(here, (there[0], there[-1]), len(run) + _SHINGLE - 1)


def _span(document: DocumentText, lines: tuple[int, int]) -> Citation:
    inside = [n for n in document.lines if lines[0] <= n.number <= lines[1] and n.text.strip()]
    return Citation(document.name, quoted(" ".join(n.text for n in inside[:3]), 160), lines)


@rule(
    "no-status",
    title="No word on what was delivered",
    reason="An improvement plan that nobody reports on is a document, not a programme.",
    severity=3,
)
def no_status(checked: CheckedPlan) -> Iterator[Fault]:
    """At least one action has a status, in the improvement plan or beside its number elsewhere."""
    if not checked.actions or any(a.rag for a in checked.actions):
        return
    numbers = {a.number for a in checked.actions if a.number.count(".") >= 2}
    for _, stretch, lines in stretches(checked):
        for line in lines if stretch.kind is not Kind.STATEMENT else ():
            if _STATUS.search(line.text) and numbers & set(re.findall(r"\d+(?:\.\d+)+", line.text)):
                return
    yield Fault(
        f"No paper gives the status of any of the {len(checked.actions)} actions: what was "
        "delivered is not known.",
        "Put to each action a status, the evidence for it and who says so, monthly to the board.",
        "actions",
        cited(*(a.cites.get("text") for a in checked.actions[:1])),
        breadth=len(checked.actions),
    )
