"""Rules on the papers around the improvement plan: do they agree, and were promises kept?"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.reading.facts import Citation, Kind, Line, cite
from goldenthread.thread.rules.matching import Weights
from goldenthread.thread.rules.passages import matches_over_lines, stretches
from goldenthread.thread.rules.registry import Fault, cited, listed, quoted, rule
from goldenthread.thread.rules.threads import same_aim
from goldenthread.thread.rules.view import CheckedPlan, Decision, DocumentText

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
    texts = [_passages(lines) for _, lines in _later_papers(checked, None)]
    weights = Weights([" ".join(n.text for n in window) for windows in texts for window in windows])
    for decisions in _alike(checked):
        dated = next((d for d in decisions if d.held_on), decisions[0])
        later = list(_later_papers(checked, dated))
        if later and not any(_comes_back(dated, lines, weights) for _, lines in later):
            yield _not_reported(dated, decisions)


def _alike(checked: CheckedPlan) -> list[list[Decision]]:
    """Return the decisions on SEND, those of nearly the same words together."""
    told: list[list[Decision]] = []
    for decision in checked.decisions:
        about = f"{decision.item or ''} {decision.text}"
        if decision.verb not in ("RESOLVED", "AGREED") or not _OF_SEND.search(about):
            continue
        same = next((d for d in told if same_aim(d[0].text, decision.text) >= 85), None)
        if same is None:
            told.append([decision])
        else:
            same.append(decision)
    return told


def _not_reported(dated: Decision, decisions: list[Decision]) -> Fault:
    when = f" on {dated.held_on:%-d %B %Y}" if dated.held_on else ""
    return Fault(
        f"{dated.verb.capitalize()}{when}: “{quoted(dated.text, 110)}”. No later paper says "
        "what came of it.",
        f"Report back to {dated.body or 'the meeting'}: what was done, when, and what families "
        "said of it; or minute why it was not done.",
        f"decisions: {quoted(dated.text, 60)}",
        cited(*(d.citation for d in decisions)),
        breadth=len(decisions),
    )


def _later_papers(
    checked: CheckedPlan, decision: Decision | None
) -> Iterator[tuple[DocumentText, tuple[Line, ...]]]:
    for document, stretch, lines in stretches(checked):
        if stretch.kind in (Kind.INSPECTION_LETTER, Kind.AREA_REPORT, Kind.AGENDA):
            continue
        if decision and _not_later(decision, stretch.kind, stretch.dated):
            continue
        yield document, lines


def _not_later(decision: Decision, kind: Kind, dated: date | None) -> bool:
    if dated is None or decision.held_on is None:
        return kind is Kind.MINUTES
    return dated <= decision.held_on


def _passages(lines: tuple[Line, ...]) -> list[tuple[Line, ...]]:
    kept = [line for line in lines if line.text.strip()]
    return [tuple(kept[at : at + 6]) for at in range(0, len(kept), 3)]


def _comes_back(decision: Decision, lines: tuple[Line, ...], weights: Weights) -> bool:
    if _TO_HEAR.search(decision.text):
        return any(_OF_SEND.search(line.text) for line in lines)
    return any(
        weights.likeness(decision.text, " ".join(n.text for n in window)).score >= 0.7
        for window in _passages(lines)
    )


@rule(
    "same-text-twice",
    title="One text counted as two papers",
    reason="The same minutes filed twice are one piece of evidence, not two.",
    severity=1,
)
def same_text_twice(checked: CheckedPlan) -> Iterator[Fault]:
    """Two documents share a run of at least 120 words, however their lines are broken."""
    told = [(document, list(_told(document))) for document in checked.documents]
    for index, (first, words) in enumerate(told):
        for second, others in told[index + 1 :]:
            for run in _shared_runs(words, others):
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


def _told(document: DocumentText) -> Iterator[tuple[str, int]]:
    for line in document.lines:
        for word in re.findall(r"[a-z0-9]+", line.text.lower()):
            yield word, line.number


def _shared_runs(words: list[tuple[str, int]], others: list[tuple[str, int]]) -> Iterator[_Run]:
    """Yield runs of words that stand in both, allowing some that differ in between."""
    places = _once(others)
    run: list[tuple[int, int]] = []
    for shingle, at in _once(words).items():
        there = places.get(shingle)
        if there is None:
            continue
        if run and (at - run[-1][0] > _GAP or not 0 < there - run[-1][1] <= _GAP):
            yield from _long_enough(run, words, others)
            run = []
        run.append((at, there))
    yield from _long_enough(run, words, others)


def _once(words: list[tuple[str, int]]) -> dict[tuple[str, ...], int]:
    """Return where each run of eight words stands, leaving out those that stand twice."""
    runs = [tuple(w for w, _ in words[at : at + _SHINGLE]) for at in range(len(words))]
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1 and len(run) == _SHINGLE}


def _long_enough(
    run: list[tuple[int, int]], words: list[tuple[str, int]], others: list[tuple[str, int]]
) -> Iterator[_Run]:
    if len(run) < _RUN:
        return
    here = (words[run[0][0]][1], words[run[-1][0] + _SHINGLE - 1][1])
    there = sorted(others[at][1] for _, at in run)
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
