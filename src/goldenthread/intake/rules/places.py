"""Where a fact belongs: the path that reading gives it, taken apart, and its name in words."""

import re
from dataclasses import dataclass
from enum import StrEnum

_SEGMENT = re.compile(r"([a-z_]+)(?:\[([^\]]*)\])?\.?")
_NUMBERED = frozenset(
    "actions groups themes priorities measures weaknesses priority_actions improvements "
    "findings glossary".split()
)


class Form(StrEnum):
    """How a value is written and edited."""

    TEXT = "text"
    ROLES = "roles"
    DATES = "dates"
    DAY = "day"
    NUMBERS = "numbers"
    YES_NO = "yes_no"
    JUDGED = "judged"
    OUTCOME = "outcome"
    COUNT = "count"
    KEEP = "keep"


LISTED = frozenset({Form.ROLES, Form.DATES, Form.NUMBERS})
"""Forms whose value is a list: what reading gives item by item is one fact to repair."""


@dataclass(frozen=True, slots=True)
class Place:
    """A fact's place: `actions[3.5.1].due[0]` is noun actions, key 3.5.1, field due, item 0."""

    noun: str
    key: str
    field: str
    item: str = ""


def place_of(path: str) -> Place:
    """Return the place that a fact path names; a fact of the whole document has no noun."""
    segments = [(m[1], m[2]) for m in _SEGMENT.finditer(path)]
    (first, key), rest = segments[0], segments[1:]
    if key is None or (first not in _NUMBERED and not rest):
        return Place("", "", first, key or "")
    if not rest:
        return Place(first, key, "")
    if len(rest) > 1:
        return Place(first, key, f"{rest[0][0]}.{rest[1][0]}", rest[0][1] or "")
    return Place(first, key, rest[0][0], rest[0][1] or "")


_STATEMENT: dict[tuple[str, str], Form] = {
    ("groups", "name"): Form.TEXT,
    ("groups", "also_called"): Form.ROLES,
    ("groups", "chair"): Form.TEXT,
    ("groups", "priorities.text"): Form.TEXT,
    ("priorities", "text"): Form.TEXT,
    ("themes", "title"): Form.TEXT,
    ("actions", ""): Form.KEEP,
    ("actions", "number"): Form.TEXT,
    ("actions", "text"): Form.TEXT,
    ("actions", "intended_impact"): Form.TEXT,
    ("actions", "success_measure"): Form.TEXT,
    ("actions", "lead"): Form.ROLES,
    ("actions", "due"): Form.DATES,
    ("actions", "rag"): Form.TEXT,
    ("actions", "refers_to_groups"): Form.NUMBERS,
    ("actions", "resources"): Form.TEXT,
    ("actions", "baseline"): Form.TEXT,
    ("actions", "target"): Form.TEXT,
    ("actions", "evidence"): Form.TEXT,
    ("actions", "start"): Form.DATES,
    ("actions", "status"): Form.TEXT,
    ("actions", "completed"): Form.TEXT,
    ("actions", "milestones"): Form.TEXT,
    ("actions", "updates"): Form.TEXT,
    ("measures", "number"): Form.TEXT,
    ("measures", "text"): Form.TEXT,
    ("measures", "baseline"): Form.TEXT,
    ("measures", "target"): Form.TEXT,
    ("measures", "lead"): Form.TEXT,
    ("measures", "evidence"): Form.TEXT,
    ("measures", "milestones"): Form.TEXT,
    ("glossary", "meaning"): Form.TEXT,
    ("", "governance"): Form.TEXT,
}
_INSPECTION: dict[tuple[str, str], Form] = {
    ("", "inspected_from"): Form.DAY,
    ("", "inspected_to"): Form.DAY,
    ("", "letter_dated"): Form.DAY,
    ("", "published"): Form.DAY,
    ("", "original_letter_published"): Form.DAY,
    ("", "statement_fit_for_purpose_on"): Form.DAY,
    ("", "written_statement_required"): Form.YES_NO,
    ("", "priority_action_plan_required"): Form.YES_NO,
    ("", "outcome"): Form.OUTCOME,
    ("", "monitoring_within_months"): Form.COUNT,
    ("", "next_inspection_within_years"): Form.COUNT,
    ("", "responsible"): Form.ROLES,
    ("findings", "strengths"): Form.TEXT,
    ("findings", "areas_for_development"): Form.TEXT,
    ("findings", "findings"): Form.TEXT,
    ("weaknesses", "text"): Form.TEXT,
    ("weaknesses", "judgement"): Form.JUDGED,
    ("weaknesses", "strengths"): Form.TEXT,
    ("weaknesses", "caveats"): Form.TEXT,
    ("priority_actions", "text"): Form.TEXT,
    ("priority_actions", "responsible"): Form.ROLES,
    ("improvements", "text"): Form.TEXT,
}
ENTERS: dict[str, dict[tuple[str, str], Form]] = {
    "statement": _STATEMENT,
    "inspection_letter": _INSPECTION,
    "revisit_letter": _INSPECTION,
    "area_report": _INSPECTION,
}
"""For each kind of part that can enter: the facts that do, and their form."""

ASKED: dict[str, frozenset[tuple[str, str]]] = {
    "statement": frozenset(
        {("actions", "number"), ("actions", "text"), ("actions", "lead"), ("actions", "due")}
    ),
    "inspection_letter": frozenset({("", "inspected_from"), ("", "inspected_to")}),
    "revisit_letter": frozenset({("", "inspected_from"), ("weaknesses", "judgement")}),
    "area_report": frozenset({("", "inspected_from"), ("", "outcome")}),
}
"""Facts that a person is asked to look at where reading found none."""

OFFERED = frozenset(
    {
        ("actions", "intended_impact"),
        ("actions", "success_measure"),
        ("themes", "title"),
        ("groups", "name"),
        ("groups", "chair"),
        ("", "letter_dated"),
        ("", "inspected_to"),
        ("", "published"),
        ("", "responsible"),
        ("weaknesses", "text"),
    }
)
"""Facts that stand open to be filled in where reading found none, though nobody is asked."""

SIDES = ("strengths", "caveats")
"""What a revisit letter says of a weakness: for it or still against it; one may be the other."""

ONE_BY_ONE = frozenset({*SIDES, "updates", "milestones", "governance"})
"""Fields whose items are a fact each, told apart by their place in the list."""

_NOUNS = {
    "actions": "Action",
    "groups": "Working group",
    "themes": "Theme",
    "priorities": "Priority",
    "measures": "Measure",
    "weaknesses": "Weakness",
    "priority_actions": "Priority action",
    "improvements": "Area for improvement",
    "glossary": "Glossary entry",
}
_FIELDS = {
    "": "keep it or leave it out",
    "text": "words",
    "also_called": "other names",
    "chair": "chair’s role",
    "lead": "lead",
    "due": "date",
    "rag": "RAG",
    "start": "start date",
    "completed": "date completed",
    "milestones": "milestone",
    "updates": "progress update",
    "governance": "Line on governance",
    "refers_to_groups": "groups it names",
    "areas_for_development": "area for development",
    "findings": "finding",
    "strengths": "strength",
    "caveats": "still said against it",
    "inspected_from": "First day of the inspection",
    "inspected_to": "Last day of the inspection",
    "letter_dated": "Date of the letter",
    "published": "Date of publication",
    "original_letter_published": "Publication of the first letter",
    "statement_fit_for_purpose_on": "Day the statement was found fit for purpose",
    "written_statement_required": "Whether a written statement is required",
    "priority_action_plan_required": "Whether a priority action plan is required",
    "responsible": "Who is jointly responsible",
    "outcome": "Outcome",
    "monitoring_within_months": "Months to the monitoring inspection",
    "next_inspection_within_years": "Years to the next full inspection",
}


def label_of(place: Place) -> str:
    """Return a fact's name in words: "Action 3.5.1, lead"."""
    field = _FIELDS.get(place.field, place.field.replace("_", " "))
    if not place.noun:
        return f"{field} {_ordinal(place.item)}" if place.field in ONE_BY_ONE else field
    if place.noun == "findings":
        return f"{place.key.capitalize()}, {field} {_ordinal(place.item)}"
    if place.field == "priorities.text":
        return f"Priority {place.item} of working group {place.key}, words"
    number = _ordinal(place.key) if place.noun == "glossary" else place.key.partition("~")[0]
    named = f"{_NOUNS[place.noun]} {number}"
    if place.field in ONE_BY_ONE:
        return f"{named}, {field} {_ordinal(place.item)}"
    return f"{named}, {field}"


def _ordinal(item: str) -> str:
    return str(int(item) + 1) if item.isdecimal() else "(moved here)"


def field_in_words(field: str) -> str:
    """Return a field's name in words: "lead" or "intended impact"."""
    return _FIELDS.get(field, field.replace("_", " "))
