"""From decided facts to an improvement plan ready to be recorded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.documents.rules import Cite
from goldenthread.improvement.rules import (
    TYPE_NAMES,
    AlsoPrinted,
    DraftAction,
    DraftGroup,
    DraftImprovementPlan,
    DraftMeasure,
    DraftTheme,
    PlanType,
)

from .values import from_entry

LEFT_OUT = "The document was read, and this was left unknown on purpose."
LONGEST_NAME = 80
NO_GROUP = "No working group is named"


@dataclass(frozen=True, slots=True)
class DecidedFact:
    """A fact as decided: `unknown` where left so on purpose, with the reason it was doubted."""

    noun: str
    key: str
    field: str
    item: str
    value: Any
    cites: tuple[Cite, ...]
    unknown: bool
    reason: str


@dataclass(slots=True)
class Facts:
    """Decided facts of one part, looked up by where they belong."""

    rows: dict[tuple[str, str, str, str], DecidedFact]

    @classmethod
    def of(cls, facts: Iterable[DecidedFact]) -> "Facts":
        """Return facts by place."""
        return cls({(f.noun, f.key, f.field, f.item): f for f in facts})

    def get(self, noun: str, key: str, field: str, item: str = "") -> Any:
        """Return the value accepted at a place, None where there is none or it is left unknown."""
        fact = self.rows.get((noun, key, field, item))
        return None if fact is None or fact.unknown else fact.value

    def under(self, noun: str, key: str | None = None) -> Iterator[DecidedFact]:
        """Yield the accepted facts of a noun (and key), in reading order."""
        for fact in self.rows.values():
            if fact.noun == noun and key in (None, fact.key) and not fact.unknown:
                yield fact

    def unknown(self, noun: str, key: str) -> Iterator[DecidedFact]:
        """Yield the facts of a thing that were left unknown on purpose."""
        for fact in self.rows.values():
            if fact.noun == noun and fact.key == key and fact.unknown:
                yield fact

    def cites(self, noun: str, key: str) -> tuple[tuple[str, Cite], ...]:
        """Return (field, where) for each accepted value of a thing."""
        return tuple(
            (fact.field[:40], where)
            for fact in self.under(noun, key)
            if fact.value is not None
            for where in fact.cites
        )


def fuzzy(due: Mapping[str, Any]) -> FuzzyDate:
    """Return a date as the calendar holds it, from the object that reading gives."""
    start, end = (date.fromisoformat(due[k]) if due[k] else None for k in ("from", "to"))
    return FuzzyDate(due["text"], start, end, Precision(due["precision"]))


def draft_improvement_plan(
    facts: Facts,
    skeleton: Mapping[str, Any],
    *,
    title: str,
    plan_type: PlanType,
    document_id: int,
) -> DraftImprovementPlan:
    """Return the plan that a statement's accepted facts make.

    Where the document names no groups each priority stands as one, and an action without group
    or theme is put under one that says so; a number borne twice is told apart by its group.
    """
    shape = _Shape(facts, skeleton)
    actions = tuple(shape.actions())
    return DraftImprovementPlan(
        plan_type=plan_type,
        title=title,
        groups=tuple(shape.groups.values()),
        themes=tuple(shape.themes.values()),
        actions=actions,
        measures=tuple(_measures(facts, skeleton)),
        document_id=document_id,
        governance=tuple(str(f.value) for f in facts.under("") if f.field == "governance"),
        glossary=tuple(from_entry(str(f.value)) for f in facts.under("glossary") if f.value),
    )


class _Shape:
    """Groups and themes of a plan by number, with those that had to be made for loose actions."""

    def __init__(self, facts: Facts, skeleton: Mapping[str, Any]) -> None:
        self.facts = facts
        self.skeleton = skeleton
        self.groups: dict[str, DraftGroup] = {}
        self.themes: dict[str, DraftTheme] = {}
        self._taken: set[int] = set()
        for group in skeleton.get("groups", []):
            self._add_group(group)
        for priority in skeleton.get("priorities", []):
            self._add_priority(priority)
        self._theme_rows: dict[str, Mapping[str, Any]] = {}
        for theme in skeleton.get("themes", []):
            self._add_theme(theme)

    def _add_group(self, group: Mapping[str, Any]) -> None:
        key = group["key"]
        number = str(group["number"] or key)[:20]
        numbers = self.skeleton.get("group_priorities", {}).get(key, [])
        priorities = [
            (own, text)
            for n in numbers
            if (text := self.facts.get("groups", key, "priorities.text", str(n)))
            and (own := self._priority_number(n)) is not None
        ]
        self.groups[number] = DraftGroup(
            number=number,
            name=self.facts.get("groups", key, "name") or f"Working group {number}",
            also_called=tuple(self.facts.get("groups", key, "also_called") or ()),
            chair_role=self.facts.get("groups", key, "chair") or "",
            priorities=tuple(priorities),
            cites=self.facts.cites("groups", key),
        )

    def _add_priority(self, priority: Mapping[str, Any]) -> None:
        """Let a priority under no group stand as a group of its own."""
        text = self.facts.get("priorities", priority["key"], "text")
        own = self._priority_number(priority["number"])
        number = str(priority["number"])[:18]
        number = f"P{number}" if number in self.groups else number
        self.groups[number] = DraftGroup(
            number=number,
            name=f"Priority {priority['number']}",
            priorities=((own, text),) if text and own is not None else (),
            cites=self.facts.cites("priorities", priority["key"]),
        )

    def _priority_number(self, number: Any) -> int | None:
        """Return a priority's number, None where it has none or it stands under another group."""
        digits = "".join(ch for ch in str(number) if ch.isdigit())
        if not digits or int(digits) in self._taken or int(digits) > 32767:
            return None
        self._taken.add(int(digits))
        return int(digits)

    def group_of(self, action: Mapping[str, Any]) -> str:
        """Return the number of the group that an action stands under, made if there is none."""
        named = str(action["group"]) if action["group"] is not None else ""
        if named in self.groups:
            return named
        for priority in action.get("priorities") or []:
            for number in (f"P{priority}", str(priority)):
                if number in self.groups:
                    return number
        self.groups.setdefault("0", DraftGroup("0", NO_GROUP))
        return "0"

    def _add_theme(self, theme: Mapping[str, Any]) -> None:
        """Keep a theme that the document numbers and places; others wait for their actions."""
        for name in (theme["number"], theme["title"]):
            if name:
                self._theme_rows[str(name)] = theme
        number, group = str(theme["number"] or "")[:20], str(theme["group"] or "")
        if number and group in self.groups and number not in self.themes:
            self._enter_theme(number, group, theme)

    def _enter_theme(self, number: str, group: str, theme: Mapping[str, Any] | None) -> None:
        title = self.facts.get("themes", theme["key"], "title") if theme else None
        cites = self.facts.cites("themes", theme["key"]) if theme else ()
        self.themes[number] = DraftTheme(number, group, title or "", cites)

    def theme_of(self, action: Mapping[str, Any], number: str, group: str) -> str:
        """Return the number of the theme that an action stands under, made if there is none."""
        theme = self._theme_rows.get(str(action["theme"] or ""))
        if theme is None:
            asked = number.rpartition(".")[0] or group
        else:
            asked = str(theme["number"] or f"{group}.{theme['key']}")
        asked = asked[:20]
        known = self.themes.get(asked)
        if known and known.group != group:
            asked = f"{group}-{asked}"[:20]
        if asked not in self.themes:
            self._enter_theme(asked, group, theme)
        return asked

    def actions(self) -> Iterator[DraftAction]:
        """Yield the actions that are kept, in the order of the document."""
        numbers: set[str] = set()
        for at, action in enumerate(self.skeleton.get("actions", []), 1):
            key = action["key"]
            whole = self.facts.rows.get(("actions", key, "", ""))
            if whole is not None and whole.unknown:
                continue
            group = self.group_of(action)
            printed = self.facts.get("actions", key, "number") or f"unnumbered {at}"
            number = str(printed)[:20]
            if number in numbers:
                number = f"{group}-{number}"[:20]
            if number in numbers:
                number = f"{number[:15]}~{at}"
            numbers.add(number)
            yield self._action(key, number, action, group)

    def _action(self, key: str, number: str, action: Mapping[str, Any], group: str) -> DraftAction:
        get = self.facts.get
        text = get("actions", key, "text") or ""
        return DraftAction(
            number=number,
            theme=self.theme_of(action, number, group),
            group=group,
            text=text,
            intended_impact=get("actions", key, "intended_impact") or "",
            success_measure=get("actions", key, "success_measure") or "",
            leads=tuple(get("actions", key, "lead") or ()),
            lead_shared=bool(action.get("lead_shared")),
            due=tuple(fuzzy(due) for due in get("actions", key, "due") or ()),
            rag=get("actions", key, "rag") or "",
            resources=get("actions", key, "resources") or "",
            baseline=get("actions", key, "baseline") or "",
            target=get("actions", key, "target") or "",
            evidence=get("actions", key, "evidence") or "",
            also_printed=tuple(_of_action(self.facts, key, action)),
            refers_to_groups=tuple(str(n) for n in get("actions", key, "refers_to_groups") or ()),
            left_unknown=tuple(
                (fact.field, fact.reason or LEFT_OUT)
                for fact in self.facts.unknown("actions", key)
                if fact.field
            ),
            cites=self.facts.cites("actions", key),
        )


def _of_action(facts: Facts, key: str, action: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a tracker prints of an action besides: label and words."""
    for start in facts.get("actions", key, "start") or ():
        yield AlsoPrinted.START.value, start["text"]
    for label in (AlsoPrinted.STATUS, AlsoPrinted.COMPLETED):
        if words := facts.get("actions", key, label.name.lower()):
            yield label.value, str(words)
    yield from _milestones(facts, "actions", action)
    for fact in facts.under("actions", key):
        if fact.field == "updates" and fact.value:
            yield AlsoPrinted.UPDATE.value, str(fact.value)


def _milestones(facts: Facts, noun: str, thing: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is to be reached by each point: the heading of its column and the words."""
    for fact in facts.under(noun, thing["key"]):
        if fact.field == "milestones" and fact.value:
            yield thing["milestones"][int(fact.item)], str(fact.value)


def _of_measure(facts: Facts, measure: Mapping[str, Any], number: int) -> Iterator[tuple[str, str]]:
    """Yield what a list prints of a measure besides: its own number where it is another, etc."""
    printed = facts.get("measures", measure["key"], "number")
    if printed and str(printed) != str(number):
        yield AlsoPrinted.NUMBER.value, str(printed)
    if measure.get("priority") is not None:
        yield AlsoPrinted.PRIORITY.value, str(measure["priority"])
    for label in (AlsoPrinted.LEAD, AlsoPrinted.EVIDENCE):
        if words := facts.get("measures", measure["key"], label.name.lower()):
            yield label.value, str(words)
    yield from _milestones(facts, "measures", measure)


def _measures(facts: Facts, skeleton: Mapping[str, Any]) -> Iterator[DraftMeasure]:
    position = 0
    for measure in skeleton.get("measures", []):
        key = measure["key"]
        text = facts.get("measures", key, "text")
        if not text:
            continue
        position += 1
        yield DraftMeasure(
            number=position,
            text=text,
            heading=measure.get("heading") or "",
            baseline=facts.get("measures", key, "baseline") or "",
            target=facts.get("measures", key, "target") or "",
            also_printed=tuple(_of_measure(facts, measure, position)),
            cites=facts.cites("measures", key),
        )


def name_of_plan(title: str, plan_type: PlanType, area: str) -> str:
    """Return what to call a plan: its own title, or its type and area where that is a sentence."""
    if title and len(title) <= LONGEST_NAME:
        return title
    return f"{TYPE_NAMES[plan_type]}, {area}"


def plan_type_of(title: str, regime: str) -> PlanType:
    """Return the type of plan that a statement's title and the area's regime suggest."""
    words = title.casefold()
    if "accelerated progress" in words:
        return PlanType.ACCELERATED_PROGRESS
    if "priority action" in words or regime == "2023":
        return PlanType.PRIORITY_ACTION
    if "reform plan" in words:
        return PlanType.LOCAL_REFORM
    if "strateg" in words:
        return PlanType.STRATEGIC
    return PlanType.WRITTEN_STATEMENT
