"""Rules on the thread from the letter to the improvement plan: is every finding answered?"""

import re
from collections.abc import Iterator

from goldenthread.thread.rules.registry import Fault, cited, listed, quoted, rule
from goldenthread.thread.rules.threads import (
    Answer,
    Thread,
    actions_for,
    criticisms,
    groups_of,
    head_subjects,
    measured_texts,
    measures_for,
    scopes,
)
from goldenthread.thread.rules.view import Action, CheckedPlan, LetterFinding, Weakness
from goldenthread.thread.rules.vocabulary import aspects, sentences, subjects
from goldenthread.thread.rules.wording import model_action, model_measure

_STUDY_VERB = (
    r"review|collate|analys\w+|map(?:ping)?|audit|scope|identif\w+|understand|explore|gather|"
    r"assess|research|survey|evaluate|benchmark|investigate|examine|consult|baseline|"
    r"compare|collect|learn|study|find out|take stock|look (?:again )?at"
)
_STUDY_THING = (
    r"surveys?|focus groups?|reviews?|assessments?|data|analys[ie]s|mapping|audits?|"
    r"understanding|gap analysis|scoping|baselines?|consultations?|evaluations?|"
    r"information gathering|case studies"
)
_STUDIES = re.compile(
    rf"^\W*(?:to\s+)?(?:(?:begin|complete|further|joint|initial|six month|annual|current)\s+)*"
    rf"(?:(?:{_STUDY_VERB})\b|"
    rf"(?:conduct|carry out|undertake|complete|establish|ensure|hold|produce|run|commission|use|"
    rf"launch|begin|obtain|get)\b[^.;]{{0,60}}?\b(?:{_STUDY_THING}|{_STUDY_VERB})\b)",
    re.IGNORECASE,
)
BY_PLACE = re.compile(
    r"\b(?:by|per|in each|between|across|split by|for each) (?:\w+ )?"
    r"(?:districts?|localit(?:y|ies)|areas?|places?|wards?|neighbourhoods?|postcodes?)\b",
    re.IGNORECASE,
)


@rule(
    "finding-without-action",
    title="A finding of the letter that no action answers",
    reason="At the revisit inspectors follow each of their own findings to what was done about it.",
    severity=5,
)
def finding_without_action(checked: CheckedPlan) -> Iterator[Fault]:
    """Each finding that asks for an answer must share its subject with an action.

    Looks at areas for development and at main findings that find fault. A finding's subjects are
    those of its first sentence that names any; an action's those of its text, intended impact
    and theme. Fires when a subject is in no action, and, more mildly, when actions speak of the
    subject but on another side of it (moving on, where the finding is about range); the sides an
    action works on are those of its success measure too. Matches are proposals until a person
    confirms or dismisses them; findings that only proposals answer are told together, last of
    all. Needs a letter and actions.
    """
    if not checked.actions:
        return
    thread = Thread(checked)
    open_findings = [(f, a) for f in criticisms(checked) if not (a := thread.answer(f)).answered]
    for together in _by_missing_subject(open_findings).values():
        yield _unanswered(checked, together)
    yield from _only_proposed(checked)


def _only_proposed(checked: CheckedPlan) -> Iterator[Fault]:
    """Gather the findings that count as answered by matches of which none is confirmed."""
    resting: dict[str, set[bool]] = {}
    for link in checked.links:
        if link.confirmed:
            resting.setdefault(link.right, set()).add(link.proposed)
    waiting = [f for f in criticisms(checked) if resting.get(f.path) == {True}]
    if waiting:
        count = "One finding is" if len(waiting) == 1 else f"{len(waiting)} findings are"
        said = listed([f"“{quoted(f.text, 50)}”" for f in waiting], 3)
        yield Fault(
            f"{count} answered only by matches nobody has confirmed: {said}.",
            "Confirm each match, or turn it down and add the action that is missing.",
            f"findings: answered only by proposals ({len(waiting)})",
            cited(*(f.citation for f in waiting)),
            breadth=len(waiting),
            unsure=True,
            severity=1,
        )


def _by_missing_subject(
    open_findings: list[tuple[LetterFinding, Answer]],
) -> dict[str, list[tuple[LetterFinding, Answer]]]:
    merged: dict[str, list[tuple[LetterFinding, Answer]]] = {}
    for finding, answer in open_findings:
        key = answer.missing[0] if answer.missing else finding.path
        merged.setdefault(key, []).append((finding, answer))
    return merged


def _unanswered(checked: CheckedPlan, together: list[tuple[LetterFinding, Answer]]) -> Fault:
    finding, answer = together[0]
    said = quoted(sentences(finding.text)[0])
    missing = list(dict.fromkeys(s for _, a in together for s in a.missing))
    about = listed(missing or list(head_subjects(finding.text))) or "this"
    if answer.missing:
        what = f"We found: “{said}” No action speaks of {about}."
    elif answer.nearest is None:
        what = f"We found: “{said}” The words of no action take this up."
    else:
        what = (
            f"We found: “{said}” Actions touch {about}, but none on what we faulted "
            f"({listed(list(answer.sides))})."
        )
    if answer.nearest is not None and answer.words:
        what += f" Nearest is {answer.nearest.number} (shared words: {listed(answer.words)})."
    due = checked.revisit_due
    cites = cited(*(f.citation for f, _ in together))
    near = answer.nearest.cites.get("text") if answer.nearest and not answer.missing else None
    return Fault(
        what,
        model_action(finding.text, missing or list(head_subjects(finding.text)), due),
        finding.path,
        cited(*cites, near),
        breadth=len(together),
        words=answer.words,
        severity=5 if answer.missing else (4 if answer.sides else 3),
    )


@rule(
    "weakness-without-measure",
    title="A weakness with no measure",
    reason="Without a direct measure nobody can show that the weakness is any smaller.",
    severity=5,
)
def weakness_without_measure(checked: CheckedPlan) -> Iterator[Fault]:
    """Each weakness, priority action and area for improvement needs a measure of its own subject.

    A weakness about differences between places needs a measure counted place by place. Where a
    weakness has measures, each subject the letter faults for identification or waiting needs one
    that speaks of that. With no list of measures, the actions' success measures are looked at.
    """
    measures = measured_texts(checked)
    for weakness in (*checked.weaknesses, *checked.improvements):
        served = measures_for(checked, weakness)
        if "equity between places" in subjects(weakness.text):
            served = [m for m in measures if BY_PLACE.search(m.text)]
        if not served:
            yield _unmeasured(weakness)
            continue
        yield from _faulted_but_unmeasured(checked, weakness)


def _named(required: Weakness) -> str:
    """Return what was required as a letter calls it, with its number."""
    called = {
        "priority_actions": "Area for priority action",
        "improvements": "Area for improvement",
    }
    return f"{called.get(required.path.partition('[')[0], 'Weakness')} {required.number}"


def _unmeasured(weakness: Weakness) -> Fault:
    about = listed(list(head_subjects(weakness.text))) or "this, as far as words show"
    by_place = "equity between places" in subjects(weakness.text)
    reason = "no measure is split by place" if by_place else f"no measure speaks of {about}"
    return Fault(
        f"{_named(weakness)} (“{quoted(weakness.text, 90)}”) is not measured: {reason}.",
        f"Add a measure: “{model_measure(weakness.text)}; from [figure now] to [target] by "
        "[date].”",
        weakness.path,
        cited(weakness.citation),
        unsure=not subjects(weakness.text),
        severity=_severity(weakness),
    )


def _severity(required: Weakness) -> int | None:
    """Return how much it weighs that it has no measure: None is the rule's own weight."""
    if required.path.startswith("improvements["):
        return 3
    return None if subjects(required.text) else 4


def _faulted_but_unmeasured(checked: CheckedPlan, weakness: Weakness) -> Iterator[Fault]:
    measures = measured_texts(checked)
    anywhere = {
        side
        for m in measures
        if not set(subjects(m.text)) - {"waiting"}
        for side in aspects(m.text)
    }
    for subject in head_subjects(weakness.text):
        firsts = [(f, sentences(f.text)[0]) for f in criticisms(checked)]
        faulting = [(f, aspects(s)) for f, s in firsts if subject in head_subjects(s)]
        measured = anywhere | {
            side for m in measures if subject in subjects(m.text) for side in aspects(m.text)
        }
        for side in ("identification", "waiting"):
            on_side = [f for f, sides in faulting if side in sides]
            if not on_side or side in measured or subject == "leaders’ self-knowledge":
                continue
            yield Fault(
                f"{_named(weakness)}: we faulted {side} in {subject}; no measure of "
                f"{subject} speaks of it.",
                f"Add a measure: “{subject}: {side}, from [figure now] to [target] by [date].”",
                f"{weakness.path}: {side} in {subject}",
                cited(weakness.citation, *(f.citation for f in on_side)),
            )


@rule(
    "only-studies",
    title="A weakness whose actions mostly study it",
    reason="Inspectors ask what changed for children; a review or a map changes nothing by itself.",
    severity=4,
)
def only_studies(checked: CheckedPlan) -> Iterator[Fault]:
    """At least six in ten of a weakness's actions (four or more) review, map, audit or collate.

    An action studies when it opens with such a verb, or with 'conduct', 'ensure', 'establish' and
    the like followed by a survey, a review, data or an understanding.
    """
    seen: set[tuple[str, ...]] = set()
    for weakness in checked.weaknesses:
        actions = [a for a in actions_for(checked, weakness) if a.text]
        studying = [a for a in actions if studies(a)]
        key = tuple(a.path for a in studying)
        if len(actions) < 4 or len(studying) / len(actions) < 0.6 or key in seen:
            continue
        seen.add(key)
        yield Fault(
            f"{len(studying)} of the {len(actions)} actions for {_named(weakness).lower()} study "
            f"or collate ({listed([a.number for a in studying], 12)}); "
            "few change what families get.",
            f"For each study add what follows: “By [month] we act on what {studying[0].number} "
            "finds: [change in the service], for [how many children].”",
            weakness.path,
            cited(weakness.citation, *(a.cites.get("text") for a in studying)),
            breadth=len(studying),
        )


def studies(action: Action) -> bool:
    """Say whether an action's words open by studying rather than doing."""
    return bool(action.text and _STUDIES.match(" ".join(action.text.split())))


@rule(
    "action-without-weakness",
    title="An action that serves no weakness",
    reason="Work that answers nothing in the letter takes people and time from what does.",
    severity=2,
)
def action_without_weakness(checked: CheckedPlan) -> Iterator[Fault]:
    """An action must stand in a group with a priority, or share a subject with the letter.

    With no groups, or for an action outside them, its text, impact and theme must share a subject
    with a weakness or a finding that asks for an answer.
    """
    if not checked.weaknesses:
        return
    carried = {n for w in checked.weaknesses for n in groups_of(checked, w)}
    asked = {s for w in checked.weaknesses for s in subjects(w.text)}
    asked |= {s for f in criticisms(checked) for s in subjects(f.text)}
    said = scopes(checked)
    for action in checked.actions:
        if action.group in carried or not action.text:
            continue
        if not asked & subjects(said[action.path]).keys():
            yield Fault(
                f"Action {action.number} (“{quoted(action.text, 80)}”) serves no weakness that we "
                "named.",
                f"Say which weakness {action.number} serves, or move it to another plan.",
                action.path,
                cited(action.cites.get("text")),
            )
