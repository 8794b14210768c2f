"""Rule on order: an action that rests on what another finishes only later."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.reading.facts import Citation
from goldenthread.thread.rules.anchors import anchors
from goldenthread.thread.rules.matching import stem
from goldenthread.thread.rules.registry import Fault, cited, listed, rule
from goldenthread.thread.rules.threads import scopes
from goldenthread.thread.rules.timing import finish
from goldenthread.thread.rules.view import Action, CheckedPlan

_SHORT_FORM = re.compile(
    r"((?:[A-Z][\w’'-]+\s+(?:and\s+|of\s+|for\s+)?){1,7})\(([A-Z][A-Za-z]{1,7})\)"
)
_RESTS = (
    r"(?:(?:identified|found|gathered|set out|highlighted|emerging|learnt|detailed|arising)\s+"
    r"(?:\w+\s+){0,2}?(?:in|by|through|from|within|via)|based (?:up)?on|building on|informed by|"
    r"following|once|in response to|drawing on|(?:findings|results|learning|outcomes|conclusions|"
    r"recommendations|intelligence|evidence)\s+(?:\w+\s+){0,2}?(?:of|from|in))"
)
_RESTING = anchors(_RESTS)
_EARLY = re.compile(r"\b(?:initial|first|draft|interim|early|baseline)\b", re.IGNORECASE)
_PLANS_FOR = (
    re.compile(r"\b(?:plan|strategy|schedule) (?:of|for) (?:\w+ )??(?P<what>[a-z-]{6,})\b", re.I),
    re.compile(r"\b(?P<what>[a-z-]{6,}) (?:plan|strategy|schedule)\b", re.I),
)
_PLANNING = re.compile(
    r"\b(?:produc\w+|develop\w*|creat\w+|establish\w*|agree\w*|draft\w*|write|publish\w*)\b", re.I
)
_CARRIES_OUT = re.compile(
    r"^\W*(?:undertake|hold|deliver|run|conduct|carry out|provide|roll out|start|launch)\b"
    r"[\w\s&/,-]{0,30}?\b(?P<what>[a-z-]{6,}) (?:sessions?|events?|workshops?|meetings?|campaigns?|"
    r"activit(?:y|ies)|visits?|programmes?)\b",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(
    r"\b(?:address|clos|fill|tackl|remed|respond(?:ing)? to)\w*\s+"
    r"(?:the\s+|these\s+|identified\s+)*"
    r"(?:\w+\s+and\s+)?(?P<what>gaps|weaknesses)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:reports?|collat\w+|publish\w*|analys\w+)\b.{0,160}?\b(?:gaps|weaknesses)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Resting:
    """An action and what it rests on: the words, and the action that finishes that."""

    action: Action
    on: str
    producer: Action
    ready: date


@rule(
    "order",
    title="An action that rests on what finishes later",
    reason="Work planned before what it is built on is either late or not built on it.",
    severity=4,
)
def order(checked: CheckedPlan) -> Iterator[Fault]:
    """Three ways for an action to come too early, each told by its own words and both dates.

    It speaks of what is identified in, based on or following a thing (a short form such as 'JSNA'
    or its full name, set up under another heading) whose actions finish later, unless it says
    that the initial or draft form is meant. It carries out sessions or events of a kind whose plan
    another action of the same group produces later. It addresses gaps or weaknesses that another
    action of the same group reports later.
    """
    found: dict[str, dict[str, _Resting]] = defaultdict(dict)
    for each in (*_on_named(checked), *_before_its_plan(checked), *_before_the_gaps(checked)):
        found[each.on].setdefault(each.action.path, each)
    for on, resting in found.items():
        yield _fault(on, list(resting.values()))


def _fault(on: str, resting: list[_Resting]) -> Fault:
    first = min(resting, key=lambda r: finish(r.action) or r.ready)
    numbers = listed([r.action.number for r in resting], 10)
    due = finish(first.action)
    rests = "rests" if len(resting) == 1 else "rest"
    return Fault(
        f"{numbers} {rests} on {on}, but {first.action.number} is due {due:%B %Y} and "
        f"{first.producer.number} finishes that in {first.ready:%B %Y}.",
        f"Bring {first.producer.number} forward to before {due:%B %Y}, or move "
        f"{first.action.number} to after {first.ready:%B %Y}.",
        f"{first.action.path} on {on}",
        cited(
            *(c for r in resting for c in (_cite(r.action), r.action.cites.get("due"))),
            _cite(first.producer),
            first.producer.cites.get("due"),
        ),
        breadth=len(resting),
    )


def _cite(action: Action) -> Citation | None:
    return action.cites.get("text")


def _said(checked: CheckedPlan) -> dict[str, str]:
    """Return by path all the words of each action, on one line."""
    told = scopes(checked)
    return {
        a.path: " ".join(
            " . ".join(filter(None, [told[a.path], a.intended_impact, a.success_measure])).split()
        )
        for a in checked.actions
    }


def _on_named(checked: CheckedPlan) -> Iterator[_Resting]:
    """Rests on a thing with a short form, set up by a theme or an action elsewhere."""
    said = _said(checked)
    may_rest = [a for a in checked.actions if finish(a) and _may_rest(said[a.path])]
    for short, full, makers in _named_things(checked):
        ends = sorted((day, a.path, a) for a in makers if (day := finish(a)))
        if not ends:
            continue
        name = rf"(?:{re.escape(short)}|{re.escape(full)})\b"
        resting = re.compile(rf"{_RESTS}\s+(?P<gap>(?:[\w’'()-]+\s+){{0,4}}?){name}", re.IGNORECASE)
        makers_paths = {a.path for a in makers}
        for action in may_rest:
            words, due = said[action.path], finish(action)
            named = action.path not in makers_paths and (short in words or full in words)
            match = resting.search(words) if named else None
            if not match or not due:
                continue
            ready, _, producer = ends[0] if _EARLY.search(match["gap"]) else ends[-1]
            if due < ready:
                yield _Resting(action, f"the {full}", producer, ready)


def _may_rest(words: str) -> bool:
    small = words.lower()
    return any(letters in small for letters in _RESTING)


def _named_things(checked: CheckedPlan) -> Iterator[tuple[str, str, list[Action]]]:
    seen: set[str] = set()
    for theme in checked.themes:
        for match in _SHORT_FORM.finditer(theme.title or ""):
            if match[2] not in seen:
                seen.add(match[2])
                makers = [a for a in checked.actions if a.theme == theme.number]
                yield match[2], match[1].strip(), makers
    for action in checked.actions:
        made = _PLANNING.search(action.text or "")
        for match in _SHORT_FORM.finditer(action.text or "") if made else ():
            if match[2] not in seen:
                seen.add(match[2])
                yield match[2], match[1].strip(), [action]


def _later(action: Action, others: Sequence[Action]) -> Iterator[tuple[Action, date]]:
    """Yield those of the others that stand in its group, in another theme, and finish later."""
    due = finish(action)
    for other in others:
        ready = finish(other)
        apart = other.theme != action.theme or other.theme is None
        if due and ready and due < ready and other.group == action.group and apart:
            yield other, ready


def _before_its_plan(checked: CheckedPlan) -> Iterator[_Resting]:
    """Carries out engagement (training …) whose plan another theme produces later."""
    planners: dict[str, list[Action]] = defaultdict(list)
    for action, kinds in _planned(checked):
        for kind in kinds:
            planners[kind].append(action)
    for action in checked.actions:
        if does := _CARRIES_OUT.search(action.text or ""):
            what = does["what"].lower()
            for other, ready in _later(action, planners.get(stem(what), [])):
                yield _Resting(action, f"the plan of {what}", other, ready)


def _planned(checked: CheckedPlan) -> Iterator[tuple[Action, set[str]]]:
    """Yield each action that produces a plan, with the kinds of work that it plans for.

    Its own words say that it does, or else those of its theme do, whose last action it is.
    """
    themes: dict[str, list[Action]] = defaultdict(list)
    for action in checked.actions:
        themes[action.theme or action.path].append(action)
    for together in themes.values():
        said = [w for a in together for w in (a.text, a.intended_impact, a.success_measure) if w]
        words = " . ".join(" ".join(w.split()) for w in said)
        if _makes_plan(words):
            kinds = {stem(m["what"].lower()) for each in _PLANS_FOR for m in each.finditer(words)}
            last = max(together, key=lambda a: finish(a) or date.min)
            for action in [a for a in together if _makes_plan(a.text)] or [last]:
                yield action, kinds


def _makes_plan(text: str | None) -> bool:
    words = text or ""
    return bool(
        _PLANNING.search(words) and re.search(r"\b(?:plan|strategy|schedule)\b", words, re.I)
    )


def _before_the_gaps(checked: CheckedPlan) -> Iterator[_Resting]:
    """Addresses gaps or weaknesses that are reported later."""
    told = [(a, " ".join((a.text or "").split())) for a in checked.actions]
    reporting = [a for a, words in told if _REPORTS.search(words)]
    for action, words in told:
        if does := _ADDRESSES.search(words):
            for other, ready in _later(action, reporting):
                yield _Resting(action, f"the report of {does['what'].lower()}", other, ready)
