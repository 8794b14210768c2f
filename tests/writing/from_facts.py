"""From the facts of a statement as read (see docs/reference/read-json.md) to a printable plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.writing.model import (
    PrintedAction,
    PrintedGroup,
    PrintedImprovementPlan,
    PrintedMeasure,
    PrintedMilestone,
    PrintedPriority,
    PrintedTerm,
    PrintedTheme,
)

_COVER = {
    "Type of plan": "plan_type",
    "Date of inspection": "inspected",
    "Date of publication of the report": "report_published",
}
_COVER_LINES = {
    "Accountable officers": "accountable_officers",
    "SEND and NHS England advisers": "advisers",
}
_ACTION_WORDS = ("number", "text", "theme", "group", "intended_impact", "success_measure", "lead",
                 "completed", "rag", "status", "baseline", "target", "resources",
                 "evidence")  # fmt: skip
_MEASURE_WORDS = ("number", "text", "heading", "priority", "baseline", "target", "lead",
                  "evidence")  # fmt: skip


def improvement_plan_from(facts: Mapping[str, Any]) -> PrintedImprovementPlan:
    """Return the plan that the facts of a `statement` part describe; facts may be missing."""
    cover, about = _cover(facts.get("about") or [])
    return PrintedImprovementPlan(
        title=facts.get("title") or "",
        area=facts.get("area"),
        governance=tuple(facts.get("governance") or []),
        about=tuple(about),
        groups=tuple(_group(group) for group in facts.get("groups") or []),
        priorities=tuple(_priority(one) for one in facts.get("priorities") or []),
        themes=tuple(
            PrintedTheme(theme["number"], theme["title"], theme.get("group"))
            for theme in facts.get("themes") or []
        ),
        actions=tuple(_action(action) for action in facts.get("actions") or []),
        measures=tuple(_measure(measure) for measure in facts.get("measures") or []),
        glossary=tuple(
            PrintedTerm(entry["term"], entry["meaning"]) for entry in facts.get("glossary") or []
        ),
        **cover,
    )


def _cover(pairs: Sequence[Mapping[str, str]]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return what a cover says under the labels that are known, and the other pairs."""
    cover: dict[str, Any] = {}
    about = []
    for label, value in ((pair["label"], pair["value"]) for pair in pairs):
        if label in _COVER:
            cover[_COVER[label]] = value
        elif label in _COVER_LINES:
            cover[_COVER_LINES[label]] = tuple(value.splitlines())
        elif label == "As at" and (day := _day(value)):
            cover["as_at"] = day
        else:
            about.append((label, value))
    return cover, about


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None


def _priority(one: Mapping[str, Any]) -> PrintedPriority:
    return PrintedPriority(one["number"], one["text"], tuple(one.get("responsible") or []))


def _group(group: Mapping[str, Any]) -> PrintedGroup:
    return PrintedGroup(
        group["number"],
        group["name"],
        tuple(group.get("also_called") or []),
        group.get("chair"),
        tuple(_priority(one) for one in group.get("priorities") or []),
    )


def _dates(dates: Sequence[Mapping[str, Any]] | None) -> tuple[FuzzyDate, ...]:
    return tuple(
        FuzzyDate(due["text"], _day(due["from"]), _day(due["to"]), Precision(due["precision"]))
        for due in dates or []
    )


def _milestones(milestones: Sequence[Mapping[str, str]] | None) -> tuple[PrintedMilestone, ...]:
    return tuple(PrintedMilestone(one["heading"], one["text"]) for one in milestones or [])


def _action(action: Mapping[str, Any]) -> PrintedAction:
    return PrintedAction(
        **{fact: action.get(fact) for fact in _ACTION_WORDS},
        priorities=tuple(action.get("priorities") or []),
        lead_shared=bool(action.get("lead_shared")),
        start=_dates(action.get("start")),
        due=_dates(action.get("due")),
        milestones=_milestones(action.get("milestones")),
        refers_to_groups=tuple(action.get("refers_to_groups") or []),
        updates=tuple(update["text"] for update in action.get("updates") or []),
    )


def _measure(measure: Mapping[str, Any]) -> PrintedMeasure:
    words = {fact: measure.get(fact) for fact in _MEASURE_WORDS}
    return PrintedMeasure(
        **words | {"text": words["text"] or ""},
        milestones=_milestones(measure.get("milestones")),
    )
