"""The view of the plan check built straight from what was read in documents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from goldenthread.core.calendar import FuzzyDate, Precision, add_months, day_words
from goldenthread.reading.facts import Citation, Kind, Part, Source, State
from goldenthread.thread.rules.events import stated_dates
from goldenthread.thread.rules.roles import role_only
from goldenthread.thread.rules.view import (
    Action,
    CheckedPlan,
    DatedFact,
    Decision,
    DocumentText,
    Group,
    LetterFinding,
    Measure,
    Priority,
    Stretch,
    Theme,
    Weakness,
)

_LETTERS = (Kind.INSPECTION_LETTER, Kind.AREA_REPORT)
_SIDES = {
    "strengths": "strength",
    "areas_for_development": "area_for_development",
    "areas_for_improvement": "area_for_development",
    "findings": "finding",
}
_ACTION_FIELDS = ("text", "intended_impact", "success_measure", "lead", "due", "rag")
_MIXED = {"intended_impact", "success_measure"}
_REVISIT_AFTER_MONTHS = 18


class _Cites:
    """The citations of a part by fact path, and which facts it was unsure of."""

    def __init__(self, part: Part) -> None:
        self._citations = {r.fact: r.citation for r in part.readings if r.citation}
        self._unsure = {r.fact for r in part.readings if r.state is State.UNSURE}

    def at(self, path: str) -> Citation | None:
        """Return the citation of a path, or of the first fact beneath it."""
        found = self._citations.get(path)
        if found:
            return found
        beneath = (c for f, c in self._citations.items() if f.startswith((f"{path}.", f"{path}[")))
        return next(beneath, None)

    def unsure(self, path: str) -> bool:
        """Say whether reading was unsure of a path or of anything beneath it."""
        return any(f == path or f.startswith((f"{path}.", f"{path}[")) for f in self._unsure)


def from_parts(parts: Sequence[Part], sources: Sequence[Source]) -> CheckedPlan:
    """Return the view of all that was read: letter, statement, minutes and the lines themselves.

    The letter is the first inspection letter or area report, the improvement plan the statement
    with the most actions. A revisit letter's findings are not asked of the plan.
    """
    letter = next((p for p in parts if p.kind in _LETTERS), None)
    statements = [p for p in parts if p.kind is Kind.STATEMENT]
    statement = max(statements, key=lambda p: len(p.facts.get("actions") or ()), default=None)
    dated = _dated_facts(parts, sources)
    due, basis = _revisit_due(dated)
    return CheckedPlan(
        findings=tuple(_findings(letter)) if letter else (),
        weaknesses=_asked(letter, statement),
        improvements=tuple(_improvements(letter)),
        groups=tuple(_groups(statement)) if statement else (),
        themes=tuple(_themes(statement)) if statement else (),
        actions=_all_actions(statement, sources) if statement else (),
        measures=tuple(_measures(statement)) if statement else (),
        decisions=tuple(d for p in parts if p.kind is Kind.MINUTES for d in _decisions(p)),
        dated_facts=dated,
        documents=tuple(_document(source, parts) for source in sources),
        area=letter.facts.get("area") if letter else None,
        starts_on=_day(letter.facts.get("inspected_to")) if letter else None,
        revisit_due=due,
        revisit_basis=basis,
    )


def _day(value: Any) -> date | None:
    """Return the day of an ISO date; None for a month alone or for nothing."""
    whole = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value[:10])
    return date.fromisoformat(value[:10]) if whole else None


def _findings(letter: Part) -> Iterator[LetterFinding]:
    cites = _Cites(letter)
    for section, sides in (letter.facts.get("findings") or {}).items():
        for side, texts in sides.items():
            for index, text in enumerate(texts):
                path = f"findings[{section}].{side}[{index}]"
                yield LetterFinding(
                    path, section, _SIDES.get(side, "finding"), _said(text), cites.at(path)
                )
    for index, improvement in enumerate(letter.facts.get("improvements") or ()):
        path = f"improvements[{_key(improvement, index)}]"
        text, section = _said(improvement), "areas for improvement"
        cite_path = cites.at(f"{path}.text") or cites.at(path)
        yield LetterFinding(path, section, "area_for_development", text, cite_path)


def _improvements(letter: Part | None) -> Iterator[Weakness]:
    """Yield the areas for improvement of a letter, each of which wants its own measure too."""
    if letter is None:
        return
    cites = _Cites(letter)
    for index, item in enumerate(letter.facts.get("improvements") or ()):
        path, number = f"improvements[{_key(item, index)}]", int(_key(item, index + 1))
        cite = cites.at(f"{path}.text") or cites.at(path)
        yield Weakness(path, number, _said(item), cite)


def _said(item: Any) -> str:
    return item if isinstance(item, str) else str(item.get("text") or "")


def _key(item: Any, index: int) -> Any:
    return item.get("number", index) if isinstance(item, dict) else index


def _asked(letter: Part | None, statement: Part | None) -> tuple[Weakness, ...]:
    part = letter or statement
    return tuple(_weaknesses(part)) if part else ()


def _weaknesses(part: Part) -> Iterator[Weakness]:
    """Yield the letter's weaknesses or priority actions; without a letter, the priorities."""
    cites = _Cites(part)
    for field in ("weaknesses", "priority_actions"):
        for index, item in enumerate(part.facts.get(field) or ()):
            number = int(_key(item, index + 1))
            path = f"{field}[{number}]"
            yield Weakness(path, number, _said(item), cites.at(f"{path}.text") or cites.at(path))
    if part.kind is Kind.STATEMENT:
        for group in _groups(part):
            for priority in group.priorities:
                if priority.number is not None:
                    path = f"{group.path}.priorities[{priority.number}]"
                    yield Weakness(path, priority.number, priority.text, priority.citation)


def _groups(part: Part) -> Iterator[Group]:
    cites = _Cites(part)
    for item in part.facts.get("groups") or ():
        path = f"groups[{item['number']}]"
        chair, where = item.get("chair"), cites.at(f"{path}.chair")
        role = role_only(chair) if chair else None
        yield Group(
            path,
            str(item["number"]),
            item.get("name") or f"Group {item['number']}",
            tuple(item.get("also_called") or ()),
            role,
            tuple(
                Priority(p.get("number"), p["text"], cites.at(f"{path}.priorities[{i}]"))
                for i, p in enumerate(item.get("priorities") or ())
                if p.get("text")
            ),
            cites.at(path),
            Citation(where.document, role or "", where.lines, where.page) if where else None,
        )


def _themes(part: Part) -> Iterator[Theme]:
    cites = _Cites(part)
    for item in part.facts.get("themes") or ():
        path = f"themes[{item['number']}]"
        group = item.get("group")
        yield Theme(
            path,
            str(item["number"]),
            item.get("title"),
            str(group) if group is not None else None,
            cites.at(path),
        )


def _all_actions(part: Part, sources: Sequence[Source]) -> tuple[Action, ...]:
    """Return the actions; on a page flattened to text, say which fields it does not settle.

    There an impact or a measure may hold words of the column beside it. A field that is blank in
    more than a quarter of the actions was lost in flattening rather than left blank.
    """
    actions = tuple(_actions(part))
    if any(source.name == part.document and source.grids for source in sources):
        return actions
    blank = {f: sum(not getattr(a, f) for a in actions) for f in _ACTION_FIELDS if f != "rag"}
    lost = {field for field, count in blank.items() if count > len(actions) / 4}
    return tuple(
        replace(
            a,
            unread=a.unread | {f for f in lost if not getattr(a, f)},
            doubtful=frozenset(_MIXED | {f for f in blank if not getattr(a, f)}),
        )
        for a in actions
    )


def _actions(part: Part) -> Iterator[Action]:
    cites = _Cites(part)
    for item in part.facts.get("actions") or ():
        path = f"actions[{item['number']}]"
        found = {f: c for f in _ACTION_FIELDS if (c := cites.at(f"{path}.{f}"))}
        group, theme = item.get("group"), item.get("theme")
        yield Action(
            path=path,
            number=str(item["number"]),
            text=item.get("text"),
            intended_impact=item.get("intended_impact"),
            success_measure=item.get("success_measure"),
            lead=item.get("lead"),
            due=tuple(_due(d) for d in item.get("due") or ()),
            group=str(group) if group is not None else None,
            theme=str(theme) if theme is not None else None,
            rag=item.get("rag"),
            resources=item.get("resources"),
            cites=found,
            unread=frozenset(f for f in _ACTION_FIELDS if cites.unsure(f"{path}.{f}")),
        )


def _due(item: dict[str, Any]) -> FuzzyDate:
    return FuzzyDate(
        item.get("text") or "",
        _day(item.get("from")),
        _day(item.get("to")),
        Precision(item.get("precision") or "unknown"),
    )


def _measures(part: Part) -> Iterator[Measure]:
    cites = _Cites(part)
    for item in part.facts.get("measures") or ():
        path = f"measures[{item['number']}]"
        yield Measure(
            path,
            str(item["number"]),
            item.get("text") or "",
            item.get("heading"),
            item.get("baseline"),
            item.get("target"),
            cites.at(f"{path}.text") or cites.at(path),
        )


def _decisions(part: Part) -> Iterator[Decision]:
    cites = _Cites(part)
    titles = {str(i.get("number")): i.get("title") for i in part.facts.get("items") or ()}
    for index, item in enumerate(part.facts.get("decisions") or ()):
        path = f"decisions[{index}]"
        yield Decision(
            path,
            part.facts.get("body"),
            _day(part.facts.get("held_on")),
            str(item.get("verb") or "").upper(),
            item.get("text") or "",
            titles.get(str(item.get("item"))),
            cites.at(f"{path}.text") or cites.at(path),
        )


def _document(source: Source, parts: Sequence[Part]) -> DocumentText:
    stretches = tuple(
        Stretch(p.kind, p.title, p.span[0], p.span[1], _dated(p))
        for p in parts
        if p.document == source.name
    )
    return DocumentText(source.name, source.lines, stretches, source.grids)


def _dated(part: Part) -> date | None:
    for field in ("held_on", "meeting_date", "dated", "letter_dated", "published"):
        if day := _day(part.facts.get(field)):
            return day
    return None


def _dated_facts(parts: Sequence[Part], sources: Sequence[Source]) -> tuple[DatedFact, ...]:
    facts: list[DatedFact] = []
    own: set[tuple[str, int]] = set()
    for part in parts:
        if part.kind in _LETTERS:
            facts += _letter_facts(part)
            own |= {(part.document, n) for n in range(part.span[0], part.span[1] + 1)}
    for source in sources:
        for fact in stated_dates(source.name, source.lines):
            lines = fact.citation.lines
            by_inspectors = lines is not None and (source.name, lines[0]) in own
            if not (by_inspectors and fact.event == "inspection"):
                facts.append(fact)
    return tuple(facts)


def _letter_facts(part: Part) -> Iterator[DatedFact]:
    cites = _Cites(part)
    first, last = (_day(part.facts.get(f)) for f in ("inspected_from", "inspected_to"))
    where = cites.at("inspected_from") or cites.at("inspected_to")
    if first and last and where:
        words = f"{day_words(first)} to {day_words(last)}"
        when = FuzzyDate(words, first, last, Precision.RANGE)
        yield DatedFact("inspection", when, where, from_inspectors=True)
    for field, event in (("letter_dated", "letter dated"), ("published", "letter published")):
        day, place = _day(part.facts.get(field)), cites.at(field)
        if day and place:
            when = FuzzyDate(day_words(day), day, day, Precision.DAY)
            yield DatedFact(event, when, place)


def _revisit_due(dated: Sequence[DatedFact]) -> tuple[date | None, Citation | None]:
    """Return the stated day, else 18 months from acceptance (2016 framework), with its source."""
    stated = next((f for f in dated if f.event == "revisit due" and f.when.end), None)
    if stated:
        return stated.when.end, stated.citation
    accepted = next((f for f in dated if f.event == "accepted" and f.when.end), None)
    if accepted and accepted.when.end:
        return add_months(accepted.when.end, _REVISIT_AFTER_MONTHS), accepted.citation
    return None, None
