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
    action = next((a for a in draft.actions if number and a["number"] == number), None)
    if action is None:
        return
    path = f"actions[{draft.key_of('actions', action, draft.actions)}]"
    if section == "date":
        _enter_full_date(draft, place, path, action, record)
    else:
        enter_more(draft, place, path, action, record)
    _enter_links(draft, place, path, action, record)


def _forget(draft: Draft, path: str) -> None:
    """Take back what the action's own row gave, since the annex states it in full."""
    draft.book.readings = [
        r for r in draft.book.readings if r.fact != path and not r.fact.startswith(f"{path}[")
    ]


def _enter_full_date(draft: Draft, place: Place, path: str, action: Fact, record: Record) -> None:
    """Put a date written out in full in place of the one that the action's own cell gave."""
    stated = record.of(Role.DUE)
    if not stated:
        return
    if "_dated" not in action:
        action |= {"_dated": True, "due": []}
        _forget(draft, f"{path}.due")
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
    action["refers_to_groups"] = []
    _forget(draft, f"{path}.refers_to_groups")
    for number in dict.fromkeys(re.findall(r"\d+", columns[0].text)):
        at = f"{path}.refers_to_groups[{len(action['refers_to_groups'])}]"
        cited = draft.cite(place.grid, columns[0].cell)
        action["refers_to_groups"].append(draft.book.sure(at, int(number), cited))
