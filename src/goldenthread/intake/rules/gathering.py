"""From the readings of a part to the facts that are repaired: one for each field of each thing."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from goldenthread.reading.facts import Citation, Part, Reading, State

from .places import (
    ASKED,
    ENTERS,
    LISTED,
    OFFERED,
    SIDES,
    Form,
    Place,
    field_in_words,
    label_of,
    place_of,
)
from .values import as_entry, joined


@dataclass(slots=True)
class Gathered:
    """One fact to repair: place, form, value, how sure, why not, what else, and where it stands."""

    place: Place
    form: Form
    value: Any
    state: State
    reason: str = ""
    alternatives: list[Any] = field(default_factory=list)
    cites: list[dict[str, Any]] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Return the fact's name in words."""
        return label_of(self.place)

    @property
    def words(self) -> str:
        """Return the words that the fact was read from."""
        return " ".join(where["words"] for where in self.cites)

    @property
    def lines(self) -> tuple[int, int] | None:
        """Return the span of lines that holds every citation, None where only cells are cited."""
        spans = [where["lines"] for where in self.cites if where["lines"]]
        if not spans:
            return None
        return min(span[0] for span in spans), max(span[1] for span in spans)

    @property
    def cause(self) -> str:
        """Return a key shared by the facts of one field that are unsure for one reason."""
        return _key(self.place.noun, self.place.field, self.reason) if self.reason else ""

    @property
    def bundle(self) -> str:
        """Return a key shared by unsure facts read alike from the very same printed words."""
        if self.state is not State.UNSURE or not self.cites:
            return ""
        return _key(
            self.cause, self.value, [[w["lines"], w["sheet"], w["cell"]] for w in self.cites]
        )


def _key(*parts: Any) -> str:
    body = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(body.encode()).hexdigest()


def facts_of(part: Part) -> list[Gathered]:
    """Return the facts of a part that can enter, in reading order; none for other kinds."""
    enters = ENTERS.get(part.kind.value)
    if enters is None:
        return []
    found: dict[tuple[str, str, str, str], Gathered] = {}
    listed_leads = {
        place_of(r.fact).key for r in part.readings if place_of(r.fact).field == "leads"
    }
    for reading in part.readings:
        place = _settled(place_of(reading.fact), listed_leads)
        form = enters.get((place.noun, place.field)) if place else None
        if place is None or form is None:
            continue
        item = "" if form in LISTED else place.item
        own = Place(place.noun, place.key, place.field, item)
        key = (own.noun, own.key, own.field, own.item)
        fact = _fact(part.kind.value, own, form, _with_term(part, own, reading))
        if fact is None:
            continue
        found[key] = _together(found[key], fact) if key in found else fact
    return list(_with_missing(part, found))


def _settled(place: Place, listed_leads: set[str]) -> Place | None:
    """Take leads one by one where reading gives them so, and not once more as one text."""
    if place.noun == "glossary":
        return Place(place.noun, place.key, "meaning")
    if place.field == "leads":
        return Place(place.noun, place.key, "lead", place.item)
    if place.noun == "actions" and place.field == "lead" and place.key in listed_leads:
        return None
    return place


def _with_term(part: Part, place: Place, reading: Reading) -> Reading:
    """Return the reading of an entry of the glossary with its term, any other as it is."""
    if place.noun != "glossary" or reading.state is State.ABSENT:
        return reading
    entry = part.facts["glossary"][int(place.key)]
    others = tuple(as_entry(entry["term"], str(other)) for other in reading.alternatives)
    return replace(reading, value=as_entry(entry["term"], entry["meaning"]), alternatives=others)


def _fact(kind: str, place: Place, form: Form, reading: Reading) -> Gathered | None:
    asked = (place.noun, place.field)
    value = as_list(form, reading.value)
    if reading.state is State.ABSENT:
        if asked in ASKED[kind]:
            return Gathered(place, form, None, State.UNSURE, missing(place))
        return Gathered(place, form, None, State.ABSENT) if asked in OFFERED else None
    others = [as_list(form, other) for other in reading.alternatives]
    alternatives = [other for other in others if _letters(other) != _letters(value)]
    if place.field in SIDES:
        alternatives = [{"side": side} for side in reading.alternatives if side in SIDES]
    cites = [_place_in_source(reading.citation)] if reading.citation else []
    reason = _sentence(reading.reason or "")
    return Gathered(place, form, value, reading.state, reason, alternatives, cites)


def _letters(value: Any) -> str:
    """Return a value without its spaces: two that differ in nothing else are no alternatives."""
    return "".join(json.dumps(value, ensure_ascii=False).split())


def missing(place: Place) -> str:
    """Return why a fact that reading did not find stands among those to look at."""
    named = field_in_words(place.field).lower()
    return f"No {named} {'were' if named == 'words' else 'was'} found."


def _sentence(reason: str) -> str:
    reason = reason.strip()
    return reason[:1].upper() + reason[1:].rstrip(".") + "." if reason else ""


def as_list(form: Form, value: Any) -> Any:
    """Return a value in the shape its form keeps: a list for roles, numbers and dates."""
    if form not in LISTED or value is None:
        return value
    if isinstance(value, list):
        return value or None
    if form is Form.ROLES:
        return [role.strip() for role in str(value).split(";") if role.strip()]
    return [value]


def _place_in_source(citation: Citation) -> dict[str, Any]:
    return {key: value for key, value in citation.as_json().items() if key != "document"}


def _together(first: Gathered, then: Gathered) -> Gathered:
    """Return the items of one list as one fact, unsure where any of them is."""
    values = [*(first.value or []), *(then.value or [])]
    unsure = next((f for f in (first, then) if f.state is State.UNSURE), None)
    cites = first.cites + [where for where in then.cites if where not in first.cites]
    return Gathered(
        first.place,
        first.form,
        values or None,
        unsure.state if unsure else first.state,
        unsure.reason if unsure else "",
        [joined(other, then.value) for other in first.alternatives]
        + [joined(first.value, other) for other in then.alternatives],
        cites,
    )


def doubts_of(part: Part) -> list[str]:
    """Return what is doubtful about a part as a whole: a list that was not found, for example."""
    whole = (r for r in part.readings if r.state is State.UNSURE and "[" not in r.fact)
    kept = ENTERS.get(part.kind.value, {})
    return [
        _sentence(r.reason or "")
        for r in whole
        if (place_of(r.fact).noun, place_of(r.fact).field) not in kept and r.fact != "area"
    ]


def _with_missing(
    part: Part, found: dict[tuple[str, str, str, str], Gathered]
) -> Iterable[Gathered]:
    """Add to each action the fields that a person may move a value into."""
    keys = dict.fromkeys(key for noun, key, _, _ in found if noun == "actions")
    for key in keys:
        for name in ("text", "lead", "due"):
            if ("actions", key, name, "") not in found:
                place = Place("actions", key, name)
                form = ENTERS[part.kind.value][("actions", name)]
                found[("actions", key, name, "")] = Gathered(
                    place, form, None, State.UNSURE, missing(place)
                )
    return found.values()


def skeleton_of(part: Part) -> dict[str, Any]:
    """Return what holds a statement's facts together: which action stands in which theme and group.

    Actions, groups and themes carry the `key` that their facts' places use.
    """
    if part.kind.value != "statement":
        return {}
    shape: dict[str, Any] = {}
    for noun, kept in (
        ("groups", ("number",)),
        ("priorities", ("number",)),
        ("themes", ("number", "group", "title")),
        ("actions", ("number", "theme", "group", "priorities", "lead_shared")),
        ("measures", ("number", "heading", "priority")),
    ):
        things = part.facts.get(noun) or []
        keys = _keys(part, noun, len(things))
        shape[noun] = [
            {"key": key, **{name: thing.get(name) for name in kept}, **_headings(thing)}
            for key, thing in zip(keys, things, strict=True)
        ]
    shape["group_priorities"] = {
        key: [p["number"] for p in group.get("priorities") or []]
        for key, group in zip(
            (g["key"] for g in shape["groups"]), part.facts.get("groups") or [], strict=True
        )
    }
    return shape


def _headings(thing: dict[str, Any]) -> dict[str, list[str]]:
    """Return the headings of a thing's milestones in order, nothing where it has none."""
    reached = [milestone["heading"] for milestone in thing.get("milestones") or []]
    return {"milestones": reached} if reached else {}


def _keys(part: Part, noun: str, count: int) -> list[str]:
    """Return the key of each thing of a noun, in the order in which reading first names them."""
    places = (place_of(reading.fact) for reading in part.readings)
    keys = list(dict.fromkeys(place.key for place in places if place.noun == noun))
    if len(keys) != count:
        keys = [str(thing.get("number") or at) for at, thing in enumerate(part.facts[noun])]
    return keys
