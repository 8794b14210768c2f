"""Lists beside the actions: groups, priorities, themes, measures, glossary, and annexes to them."""

import re
from typing import Any

from goldenthread.reading.statement.table_banners import (
    enter_chair,
    enter_label,
    enter_names,
    enter_responsible,
)
from goldenthread.reading.statement.table_draft import (
    Draft,
    Fact,
    Place,
    enter_group,
    enter_priority,
    enter_text,
    enter_theme,
    find_group,
    number_from,
    reference,
)
from goldenthread.reading.statement.table_headings import Role
from goldenthread.reading.statement.table_layout import Field, Record

_NUMBERED_NAME = re.compile(
    r"(?:(?:working group|work ?stream|wg|sub-?group|priority|theme|objective|weakness)\s*)?"
    r"(?P<number>\d+(?:\.\d+)*)\b\s*[:.–—-]?\s*(?P<name>.*)",
    re.IGNORECASE | re.DOTALL,
)

# Columns that, beside a number alone, say more of actions that another table lists.
_OF_ACTIONS = {
    *(Role.UPDATE, Role.LINKS, Role.STATUS, Role.RAG, Role.START, Role.COMPLETED, Role.BASELINE),
    *(Role.TARGET, Role.RESOURCES, Role.EVIDENCE, Role.MILESTONE),
}


def section_of(record: Record) -> str | None:
    """Say what a record is an entry of, from the headings it stands under; None if unknown."""
    roles = {part.column.role for part in record.fields}
    if Role.SHEET in roles:
        return None
    if Role.ACTION in roles:
        return "action"
    if {Role.DATE_FROM, Role.DATE_TO, Role.DUE} <= roles:
        return "date"
    for section, needed in (
        ("term", {Role.TERM, Role.MEANING}),
        ("theme", {Role.THEME_NUMBER, Role.THEME}),
        ("priority", {Role.PRIORITY_NUMBER, Role.PRIORITY}),
        ("group", {Role.GROUP_NUMBER, Role.GROUP}),
        ("group", {Role.GROUP, Role.CHAIR}),
        ("label", {Role.ITEM, Role.DETAIL}),
    ):
        if needed <= roles and not roles & {Role.MEASURE, Role.SUCCESS}:
            return section
    if roles & {Role.MEASURE, Role.SUCCESS}:
        return "measure"
    return "more" if Role.NUMBER in roles and roles & _OF_ACTIONS else None


def _first(record: Record, role: Role) -> Field | None:
    return next(iter(record.of(role)), None)


def _words(record: Record, role: Role) -> str | None:
    field = _first(record, role)
    return field.text if field else None


def _own_number(record: Record, role: Role, named: Role) -> tuple[Any, str | None]:
    """Return a number and a name, from two columns or from one that holds both."""
    number, name = _words(record, role), _words(record, named)
    if number is None and name and (match := _NUMBERED_NAME.fullmatch(name)):
        number, name = match["number"], match["name"] or None
    return (number_from(number) if number else None), name


def group_named(draft: Draft, place: Place, record: Record) -> Any:
    """Return the group that a record's own columns name, None where they name none."""
    number, name = _own_number(record, Role.GROUP_NUMBER, Role.GROUP)
    field = _first(record, Role.GROUP_NUMBER) or _first(record, Role.GROUP)
    if field is None:
        return None
    cited = draft.cite(place.grid, field.cell)
    if number is not None and not isinstance(number, int) and name is None:
        number, name = None, str(number)
    return reference(enter_group(draft, number, name, cited), "name")


def enter_group_record(draft: Draft, place: Place, record: Record) -> None:
    """Enter a line of a list of working groups."""
    group = group_named(draft, place, record)
    if group is None:
        return
    if field := _first(record, Role.CHAIR):
        enter_chair(draft, group, field.text, draft.cite(place.grid, field.cell))
    if field := _first(record, Role.ALSO_CALLED):
        enter_names(draft, group, field.text, draft.cite(place.grid, field.cell))


def enter_priority_record(draft: Draft, place: Place, record: Record) -> None:
    """Enter a line of a list of priorities, under the group it names or stands under."""
    number, text = _own_number(record, Role.PRIORITY_NUMBER, Role.PRIORITY)
    has_column = {Role.GROUP, Role.GROUP_NUMBER} & {f.column.role for f in record.fields}
    named = group_named(draft, place, record) if has_column else place.group
    group = find_group(draft, named, str(named)) if named is not None else None
    field = _first(record, Role.PRIORITY) or _first(record, Role.PRIORITY_NUMBER)
    if field is None:
        return
    cited = draft.cite(place.grid, field.cell)
    priority = enter_priority(draft, group, number, text, cited)
    if bodies := _first(record, Role.RESPONSIBLE_BODIES):
        cited = draft.cite(place.grid, bodies.cell)
        enter_responsible(draft, priority, bodies.text, cited)


def enter_theme_record(draft: Draft, place: Place, record: Record) -> None:
    """Enter a line of a list of themes."""
    field = _first(record, Role.THEME) or _first(record, Role.THEME_NUMBER)
    if field is None:
        return
    cited = draft.cite(place.grid, field.cell)
    number = _words(record, Role.THEME_NUMBER)
    group = group_named(draft, place, record)
    enter_theme(draft, number, _words(record, Role.THEME), group, cited)


def enter_term(draft: Draft, place: Place, record: Record) -> None:
    """Enter a line of the glossary."""
    term, meaning = _first(record, Role.TERM), _words(record, Role.MEANING)
    if term is None:
        return
    path = f"glossary[{len(draft.glossary)}]"
    cited = draft.cite(place.grid, term.cell)
    value = {"term": term.text, "meaning": meaning}
    draft.glossary.append(draft.book.sure(path, value, cited))


def enter_label_record(draft: Draft, place: Place, record: Record) -> None:
    """Enter a line of a table of labels and values, as a cover has."""
    value = _first(record, Role.DETAIL)
    if value:
        cited = draft.cite(place.grid, value.cell)
        enter_label(draft, _words(record, Role.ITEM) or "", value.text, cited)


def enter_measure(draft: Draft, place: Place, record: Record) -> None:
    """Enter a measure with its baseline, targets and milestones; without a number it is counted."""
    stated = record.of(Role.MEASURE) or record.of(Role.SUCCESS)
    if not stated:
        return
    number = _words(record, Role.NUMBER)
    path = f"measures[{draft.key('measures', number or len(draft.measures) + 1)}]"
    cited = draft.cite(place.grid, stated[0].cell)
    ordinal = len(draft.measures) + 1
    measure: Fact = {"number": ordinal if number is None else number_from(number)}
    if number is None:
        draft.book.absent(f"{path}.number")
    else:
        draft.book.sure(f"{path}.number", measure["number"], cited)
    measure["text"] = enter_text(draft, place.grid, f"{path}.text", stated)
    headings = record.of(Role.HEADING)
    measure["heading"] = _heading(draft, place, path, headings)
    measure["priority"] = _priority_of_measure(draft, place, path, record)
    for fact, role in (("baseline", Role.BASELINE), ("target", Role.TARGET)):
        fields = record.of(role)
        measure[fact] = enter_text(draft, place.grid, f"{path}.{fact}", fields[-1:])
    parts = [*record.of(Role.TARGET)[:-1], *record.of(Role.MILESTONE)]
    measure["milestones"] = [
        {
            "heading": part.column.heading,
            "text": enter_text(draft, place.grid, f"{path}.milestones[{at}]", [part]),
        }
        for at, part in enumerate(parts)
    ]
    for fact, role in (("lead", Role.LEAD), ("evidence", Role.EVIDENCE)):
        measure[fact] = enter_text(draft, place.grid, f"{path}.{fact}", record.of(role))
    measure["hidden"] = record.hidden
    if record.hidden:
        draft.book.unsure(path, number, cited, "the row, or its whole sheet, is hidden")
    draft.measures.append(measure)


def _heading(draft: Draft, place: Place, path: str, headings: list[Field]) -> str | None:
    if headings or place.heading is None:
        return enter_text(draft, place.grid, f"{path}.heading", headings)
    return place.heading


def _priority_of_measure(draft: Draft, place: Place, path: str, record: Record) -> Any:
    """Return the priority that a measure is for: its own column, else the one it stands under."""
    stated = _first(record, Role.PRIORITY_NUMBER) or _first(record, Role.PRIORITY)
    named = any(part.column.role in (Role.PRIORITY_NUMBER, Role.PRIORITY) for part in record.fields)
    if stated:
        match = _NUMBERED_NAME.fullmatch(stated.text)
        number = number_from(match["number"]) if match else stated.text
        return draft.book.sure(f"{path}.priority", number, draft.cite(place.grid, stated.cell))
    if named or len(place.priorities) != 1:
        return None
    number = place.priorities[0]
    if place.priorities_from_before:
        reason = "the table names no priority; this is the one named last before it"
        draft.book.unsure(f"{path}.priority", number, None, reason)
    return number
