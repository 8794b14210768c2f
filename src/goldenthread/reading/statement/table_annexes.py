"""Annexes: tables that say more, by number, of actions that another table lists."""

import re

from goldenthread.core.calendar import Precision
from goldenthread.reading.statement.table_actions import enter_more
from goldenthread.reading.statement.table_draft import Draft, Fact, Place
from goldenthread.reading.statement.table_headings import Role
from goldenthread.reading.statement.table_layout import Record

ANNEXES = ("date", "more")


def enter_annex(draft: Draft, place: Place, section: str, record: Record) -> None:
    """Enter a line of an annex under the action whose number it gives."""
    stated = record.of(Role.NUMBER)
    number = stated[0].text if stated else None
    bearers = draft.numbered.get(number, []) if number else []
    if not bearers:
        return
    action = draft.actions[bearers[0]]
    path = f"actions[{draft.keys['actions'][bearers[0]]}]"
    if section == "date":
        _enter_full_date(draft, place, path, action, record)
    else:
        enter_more(draft, place, path, action, record)
    _enter_links(draft, place, path, action, record)


def _enter_full_date(draft: Draft, place: Place, path: str, action: Fact, record: Record) -> None:
    """Put a date written out in full in place of the one that the action's own cell gave."""
    stated = record.of(Role.DUE)
    if not stated:
        return
    if "_dated" not in action:
        action |= {"_dated": True, "due": []}
        draft.superseded.add(f"{path}.due")
    words = {role: field[0].text for role in Role if (field := record.of(role))}
    precision = words.get(Role.PRECISION, "").lower()
    known = precision in {one.value for one in Precision}
    value = {
        "text": stated[0].text,
        "from": words.get(Role.DATE_FROM),
        "to": words.get(Role.DATE_TO),
        "precision": precision if known else Precision.UNKNOWN.value,
    }
    at = f"{path}.due[{len(action['due'])}]"
    action["due"].append(draft.book.sure(at, value, draft.cite(place.grid, stated[0].cell)))


def _enter_links(draft: Draft, place: Place, path: str, action: Fact, record: Record) -> None:
    """Put the groups that a column of links names in place of those found in the words."""
    columns = [part for part in record.fields if part.column.role is Role.LINKS]
    if not columns:
        return
    listed = f"{path}.refers_to_groups"
    if listed in draft.superseded:
        return
    draft.superseded.add(listed)
    action["refers_to_groups"] = []
    for number in dict.fromkeys(re.findall(r"\d+", columns[0].text)):
        at = f"{listed}[{len(action['refers_to_groups'])}]"
        cited = draft.cite(place.grid, columns[0].cell)
        action["refers_to_groups"].append(draft.book.sure(at, int(number), cited))
