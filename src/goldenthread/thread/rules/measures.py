"""Rules on measures: can anyone tell from them whether children are better off?"""

import re
from collections.abc import Iterator

from goldenthread.reading.facts import Citation
from goldenthread.thread.rules.passages import find_lines
from goldenthread.thread.rules.registry import Fault, cited, listed, quoted, rule
from goldenthread.thread.rules.threads import (
    carried_subjects,
    head_subjects,
    measured_texts,
    scopes,
)
from goldenthread.thread.rules.view import CheckedPlan, Measure
from goldenthread.thread.rules.vocabulary import subjects

_BASELINE = re.compile(
    r"\bfrom (?:a baseline of )?[£\d]|\bbaseline (?:of|is|was|:)\s*[£\d]|\bcurrently [£\d]|"
    r"\b\d+(?:\.\d+)?\s?% (?:now|in 20\d\d)|\bto\b.{0,20}\bfrom\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\bto (?:at least |at most )?[£\d]+|\btargets?[\s:–-]*(?:of |is )?[£\d]|"
    r"\b(?:at least|at most|no more than|fewer than|minimum of) [£\d]|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of) (?:every )?"
    r"(?:two|three|four|five|six|eight|ten|hundred|\d+)\b|"
    r"\b(?:by|to) (?:a further )?\d+(?:\.\d+)?\s?%|\b(?:100|\d\d)\s?%|^\W*(?:all|every|no)\b",
    re.IGNORECASE,
)
_TARGETS_PROMISED = re.compile(r"\bagreed targets\b|\btargets (?:will|to) be\b", re.IGNORECASE)
_COMPOSITE = re.compile(
    r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|several|a range of|various|multiple)"
    r"\s+(?:[\w-]+\s+){0,3}(?:measures|indicators|kpis|metrics)\b",
    re.IGNORECASE,
)
_DEMAND = (
    r"complaints?|requests?|enquir(?:y|ies)|inquir(?:y|ies)|referrals?|appeals?|concerns raised|"
    r"applications?|contacts"
)
_FEWER = re.compile(
    rf"\b(?:reduc(?:tion|tions|e|ed|ing)|decreas(?:e|es|ed|ing)|fewer|fall|drop|lower(?:ing)?)\b"
    rf"[\w\s,’'/-]{{0,45}}?\b(?:{_DEMAND})\b(?! (?:upheld|refused|rejected|not accepted|waiting))",
    re.IGNORECASE,
)
_NO_DIRECTION = re.compile(
    rf"^\W*(?:the )?(?:volume|count|level) of\b[\w\s,’'/-]{{0,60}}?\b(?:{_DEMAND})\b", re.IGNORECASE
)
_DIRECTION = re.compile(
    r"\b(?:increas\w*|reduc\w*|decreas\w*|fewer|more|improv\w*|higher|lower|rise|fall|within)\b",
    re.IGNORECASE,
)
_PLAN = r"(?:ehc ?p(?:lan)?s?|ehc plans?|education,? health and care plans?)"
_WITHIN = r"(?:with)?in\s+(\d+|six|twelve|sixteen|twenty)[\s-]+weeks?"
_CLOCKS: tuple[tuple[re.Pattern[str], int, str, str], ...] = (
    (
        re.compile(
            rf"\b{_PLAN}\b[^.;]{{0,40}}?\b(?:complet\w+|issued|finali[sz]ed|produced|made|agreed)\b"
            rf"[^.;]{{0,30}}?{_WITHIN}",
            re.IGNORECASE,
        ),
        20,
        "the final EHC plan is due within 20 weeks of the request",
        "regulation 13(2) of SI 2014/1530 (the decision whether to assess has 6: regulation 5(1))",
    ),
    (
        re.compile(
            rf"\bdecisions?\b[^.;]{{0,30}}?\bto assess\b[^.;]{{0,40}}?{_WITHIN}",
            re.IGNORECASE,
        ),
        6,
        "the decision whether to assess is due within 6 weeks of the request",
        "regulation 5(1) of SI 2014/1530",
    ),
    (
        re.compile(rf"\bdecisions?\b[^.;]{{0,30}}?\bnot to issue\b[^.;]{{0,40}}?{_WITHIN}", re.I),
        16,
        "a decision not to issue an EHC plan is notified within 16 weeks of the request",
        "regulation 10(1) of SI 2014/1530",
    ),
    (
        re.compile(
            rf"\badvice\b[^.;]{{0,50}}?\b(?:assessments?|request)\b[^.;]{{0,40}}?{_WITHIN}", re.I
        ),
        6,
        "advice for an EHC needs assessment is due within 6 weeks of being asked for",
        "regulation 8(1) of SI 2014/1530",
    ),
)
_NUMBER_WORDS = {"six": 6, "twelve": 12, "sixteen": 16, "twenty": 20}


@rule(
    "no-baseline",
    title="A measure with no baseline",
    reason="Progress cannot be judged from an unknown starting point.",
    severity=4,
)
def no_baseline(checked: CheckedPlan) -> Iterator[Fault]:
    """A measure says what the figure is now, in its own field or words ('from 41 % in 2019')."""
    bare = [m for m in measured_texts(checked) if not (m.baseline or _BASELINE.search(m.text))]
    yield from _together(
        checked,
        bare,
        "no figure to start from",
        "Put to each measure: “from [figure] in [month, year], source [data set]”; first "
        "of all to “{0}”.",
    )


@rule(
    "no-target",
    title="A measure with no target or date",
    reason="Inspectors look for specific, ambitious and measurable targets, each with its date.",
    severity=4,
)
def no_target(checked: CheckedPlan) -> Iterator[Fault]:
    """A measure says what figure is aimed at, in its own field or its words ('to 90 %', 'all').

    A statutory time limit ('within 20 weeks') is not a target: it does not say for how many.
    """
    bare = [m for m in measured_texts(checked) if not (m.target or _TARGET.search(m.text))]
    promised = find_lines(checked, _TARGETS_PROMISED)
    yield from _together(
        checked,
        bare,
        "no target and no date by which to reach it",
        "Put to each measure: “to [figure] by [month, year]”; first of all to “{0}”.",
        promised,
    )


def _together(
    checked: CheckedPlan,
    bare: list[Measure],
    lack: str,
    mend: str,
    promised: tuple[Citation, ...] = (),
) -> Iterator[Fault]:
    if not bare:
        return
    total = len(measured_texts(checked))
    also = " though the improvement plan itself speaks of agreed targets" if promised else ""
    yield Fault(
        f"{len(bare)} of the {total} measures have {lack}{also}: "
        f"{listed([quoted(m.text, 50) for m in bare], 3)}.",
        mend.format(quoted(bare[0].text, 60)),
        f"measures: {lack} ({len(bare)})",
        cited(*promised, *(m.citation for m in bare)),
        breadth=len(bare),
    )


@rule(
    "duplicate-measure",
    title="A measure listed twice",
    reason="A list that repeats itself was not read by those who signed it.",
    severity=2,
)
def duplicate_measure(checked: CheckedPlan) -> Iterator[Fault]:
    """Two measures under one heading have, but for order and punctuation, the same words."""
    first_with: dict[tuple[str, str | None], Measure] = {}
    for second in checked.measures:
        first = first_with.setdefault((plain_words(second.text), second.heading), second)
        if first is not second:
            yield Fault(
                f"“{quoted(first.text, 80)}” stands in the list of measures twice.",
                "Keep the measure once: strike the second.",
                f"{second.path} as {first.number}",
                cited(first.citation, second.citation),
                breadth=2,
            )


def plain_words(text: str) -> str:
    """Return the words and figures of a text in order of the alphabet, without punctuation."""
    return " ".join(sorted(re.findall(r"[a-z0-9%]+", text.lower())))


@rule(
    "composite-measure",
    title="One measure that stands for several",
    reason="When several figures share a line, the good ones hide the bad.",
    severity=3,
)
def composite_measure(checked: CheckedPlan) -> Iterator[Fault]:
    """A measure names a number of measures or indicators in one line instead of listing them."""
    for measure in measured_texts(checked):
        if match := _COMPOSITE.search(measure.text):
            yield Fault(
                f"“{quoted(measure.text, 90)}” stands for {match[1]} measures in one line.",
                f"List each of the {match[1]} with its own baseline, target and date.",
                measure.path,
                cited(measure.citation),
            )


@rule(
    "mistaken-measure",
    title="A measure that mistakes a statutory time limit",
    reason="A measure that misstates the law measures the wrong thing and shows it is not known.",
    severity=4,
)
def mistaken_measure(checked: CheckedPlan) -> Iterator[Fault]:
    """A time limit in a measure differs from the one in the SEND Regulations 2014.

    SI 2014/1530: regulation 13(2), final EHC plan 20 weeks from the request; regulation 5(1),
    decision whether to assess 6 weeks; regulation 10(1), decision not to issue 16 weeks;
    regulation 8(1), advice 6 weeks.
    """
    for text, path, citation in _all_measure_texts(checked):
        for pattern, weeks, limit, source in _CLOCKS:
            match = pattern.search(" ".join(text.split()))
            said = _number(match[1]) if match else weeks
            if said != weeks:
                yield Fault(
                    f"“{quoted(text, 90)}” says {said} weeks: {limit}.",
                    f"Write instead: {limit} ({source}).",
                    f"{path}: {limit}",
                    cited(citation),
                )


def _number(words: str) -> int:
    return _NUMBER_WORDS.get(words.lower()) or int(words)


def _all_measure_texts(checked: CheckedPlan) -> list[tuple[str, str, Citation | None]]:
    listed_ones = [(m.text, m.path, m.citation) for m in checked.measures]
    return listed_ones + [
        (a.success_measure, f"{a.path}.success_measure", a.cites.get("success_measure"))
        for a in checked.actions
        if a.success_measure
    ]


@rule(
    "perverse-measure",
    title="A measure that could improve while families fare worse",
    reason="Fewer complaints, requests or enquiries may only mean that people gave up asking.",
    severity=4,
)
def perverse_measure(checked: CheckedPlan) -> Iterator[Fault]:
    """Fewer complaints, requests, referrals or enquiries counted as success, or a bare volume.

    Looks at the list of measures, at the actions' success measures, and, so that text that could
    not be attributed is not missed, at every line of the statement. A volume without a direction
    does not say whether more or less is good.
    """
    texts = _all_measure_texts(checked)
    by_line = [(_FEWER.search(c.words), c) for c in find_lines(checked, _FEWER)]
    on_lines = [(match[0], citation) for match, citation in by_line if match]
    for text, path, citation in texts:
        for match in _FEWER.finditer(" ".join(text.split())):
            if match[0] not in {words for words, _ in on_lines}:
                yield _perverse(match[0], f"{path}: {match[0]}", citation)
        if _NO_DIRECTION.search(text) and not _DIRECTION.search(text):
            yield Fault(
                f"“{quoted(text, 80)}” has no direction: neither more nor less is said to be good.",
                "Say which way is better and why, or measure how well each one was answered.",
                path,
                cited(citation),
            )
    for words, citation in on_lines:
        line = citation.lines[0] if citation.lines else 0
        yield _perverse(citation.words, f"line {line}: {words}", citation)


def _perverse(words: str, path: str, citation: Citation | None) -> Fault:
    thing = re.search(rf"(?:{_DEMAND})", words, re.IGNORECASE)
    what = thing[0].lower() if thing else "these"
    return Fault(
        f"“{quoted(words, 80)}” counts as success: people may only have stopped asking.",
        f"Measure instead how {what} were dealt with: share answered in time, share upheld, and "
        "what families say of it.",
        path,
        cited(citation),
    )


@rule(
    "measure-without-action",
    title="A measure no action serves",
    reason="A figure that nobody is working on will not move because of the improvement plan.",
    severity=3,
)
def measure_without_action(checked: CheckedPlan) -> Iterator[Fault]:
    """Each measure of the list must share its subject with an action's text, impact or theme.

    A measure that a person, or a match nobody has turned down, ties to an action is served.
    """
    if not checked.actions:
        return
    served = carried_subjects(checked)
    served |= {s for words in scopes(checked).values() for s in subjects(words)}
    tied = {right for (_, right), counts in checked.judged().items() if counts}
    idle: dict[str, list[Measure]] = {}
    for measure in checked.measures:
        heads = head_subjects(measure.text)
        if heads and measure.path not in tied and not heads.keys() & served:
            idle.setdefault(listed(list(heads)), []).append(measure)
    for about, measures in idle.items():
        said = listed([f"“{quoted(m.text, 80)}”" for m in measures], 3)
        yield Fault(
            f"{said}: measured, but no action works on {about}.",
            f"Add an action on {about}, or say why the figure is only watched.",
            f"measures: {about}",
            cited(*(m.citation for m in measures)),
            breadth=len(measures),
            words=tuple(head_subjects(measures[0].text).values()),
        )


@rule(
    "not-measurable",
    title="A success measure nobody could count",
    reason="“Improved outcomes” or “feedback” can be claimed by anyone and shown by no one.",
    severity=3,
)
def not_measurable(checked: CheckedPlan) -> Iterator[Fault]:
    """A success measure holds no figure, no count or share, and no thing whose being there shows.

    'Feedback from families' fails; 'share of families who report', 'report published' pass.
    """
    vague = [
        a for a in checked.actions if a.success_measure and not _COUNTABLE.search(a.success_measure)
    ]
    if vague:
        examples = [f"{a.number} (“{quoted(a.success_measure or '', 50)}”)" for a in vague[:3]]
        yield Fault(
            f"{len(vague)} of the actions’ success measures cannot be counted: {listed(examples)}"
            f"{' among them' if len(vague) > 3 else ''}.",
            f"Write for {vague[0].number}: “[share] of [whom] who say or show [what], from "
            "[figure now] to [target] by [date], asked by [survey or data set].”",
            f"actions: success measures ({len(vague)})",
            cited(*(a.cites.get("success_measure") for a in vague)),
            breadth=len(vague),
        )


_COUNTABLE = re.compile(
    r"\d|%|\b(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozen|half|"
    r"two|three|four|five|six|seven|eight|nine|numbers?|proportion|percentage|share|rates?|count|"
    r"increas\w+ in|reduc\w+ in|fewer|all|every|full|produced|published|printed|in place|in use|"
    r"live|signed off|agreed|delivered|implemented|completed?|established|compliance|evidence of|"
    r"developed|included|occupancy|baseline|report produced|scorecard|data report|census|results)"
    r"\b",
    re.IGNORECASE,
)
