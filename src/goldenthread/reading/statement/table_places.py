"""Where an action belongs: its group, priorities and theme, by column, by place or by number."""

import re
from typing import Any

from goldenthread.reading.facts import Cell, Citation, Grid
from goldenthread.reading.statement.table_banners import is_placing
from goldenthread.reading.statement.table_draft import (
    Draft,
    Fact,
    Place,
    enter_group,
    enter_priority,
    enter_theme,
    find_group,
    number_from,
    reference,
)
from goldenthread.reading.statement.table_headings import Role
from goldenthread.reading.statement.table_layout import Banner, Field, Record
from goldenthread.reading.statement.table_lists import group_named

_SHEET = re.compile(
    r"(?:(?:working group|work ?stream|wg|group|sheet|tab)?\s*(?P<number>\d+)\s*[:.–—-]?\s*)?"
    r"(?P<name>.*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:theme\s+|objective\s+)?(?P<number>\d+(?:\.\d+)*)[.:)]?\s*(?P<title>.*)",
                       re.IGNORECASE | re.DOTALL)  # fmt: skip

_PRIORITY = re.compile(
    r"(?:priority(?: action| area)?\s*|(?:significant )?weakness\s*)?(?P<number>\d+)\b"
    r"\s*[:.–—-]?\s*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)


def sheet_group(draft: Draft, place: Place, grid: Grid, layout: list[Banner | Record]) -> None:
    """Enter the working group that a sheet of its own stands for, unless its rows name groups."""
    for item in layout:
        if isinstance(item, Banner) and is_placing(_joined(item)) == "group":
            return
        if isinstance(item, Record) and (item.of(Role.GROUP) or item.of(Role.GROUP_NUMBER)):
            return
    match = _SHEET.fullmatch(grid.name.strip())
    name = (match["name"].strip() if match else grid.name) or None
    number = number_from(match["number"]) if match and match["number"] else None
    if number is None:
        number = _common_first_number(layout)
    cell = next((cell for row in grid.rows for cell in row if cell.text.strip()), Cell("", "A1"))
    cited = draft.cite(grid.name, cell, words=grid.name)
    place.group = reference(enter_group(draft, number, name, cited), "name")


def _joined(banner: Banner) -> str:
    return ": ".join(" ".join(cell.text.split()).rstrip(":") for cell in banner.cells)


def _common_first_number(layout: list[Banner | Record]) -> Any:
    """Return the first number that all dotted action numbers of a sheet share, else None."""
    firsts = {
        field.text.split(".")[0]
        for item in layout
        if isinstance(item, Record)
        for field in item.of(Role.NUMBER)
        if "." in field.text.rstrip(".")
    }
    return number_from(firsts.pop()) if len(firsts) == 1 else None


def place_action(draft: Draft, place: Place, record: Record, action: Fact) -> None:
    """Enter the group, priorities and theme of an action just read."""
    path = f"actions[{draft.keys['actions'][-1]}]"
    _place_in_group(draft, place, record, action, path)
    _place_under_priorities(draft, place, record, action, path)
    _place_in_theme(draft, place, record, action, path)


def _stands(draft: Draft, place: Place, record: Record) -> Any:
    return draft.cite(place.grid, record.fields[0].cell)


def _place_in_group(draft: Draft, place: Place, record: Record, action: Fact, path: str) -> None:
    cited = _stands(draft, place, record)
    roles = {part.column.role for part in record.fields}
    first = str(action["number"] or "").split(".")[0]
    named = group_named(draft, place, record)
    if named is not None:
        action["group"] = draft.book.sure(f"{path}.group", named, cited)
    elif roles & {Role.GROUP, Role.GROUP_NUMBER}:
        draft.book.absent(f"{path}.group")
    elif place.group is not None and place.group_from_before and first != str(place.group):
        reason = "the table names no group; this is the one named last before it"
        action["group"] = draft.book.unsure(f"{path}.group", place.group, cited, reason)
    elif place.group is not None:
        action["group"] = draft.book.sure(f"{path}.group", place.group, cited)
    elif str(action["number"]).count(".") == 2 and find_group(draft, first, None):
        action["group"] = draft.book.sure(f"{path}.group", number_from(first), cited)
    else:
        draft.book.absent(f"{path}.group")


def _place_under_priorities(
    draft: Draft, place: Place, record: Record, action: Fact, path: str
) -> None:
    columns = record.of(Role.PRIORITY_NUMBER) or record.of(Role.PRIORITY)
    named = {Role.PRIORITY_NUMBER, Role.PRIORITY} & {f.column.role for f in record.fields}
    if columns:
        cited = draft.cite(place.grid, columns[0].cell)
        found: list[Any] = []
        for part in columns:
            found += _priorities_in(draft, action, part, cited)
        action["priorities"] = draft.book.sure(f"{path}.priorities", found, cited)
    elif place.priorities and not named:
        action["priorities"] = list(place.priorities)
        if place.priorities_from_before:
            reason = "the table names no priority; this is the one named last before it"
            cited = _stands(draft, place, record)
            draft.book.unsure(f"{path}.priorities", list(place.priorities), cited, reason)


def _priorities_in(draft: Draft, action: Fact, part: Field, cited: Citation) -> list[Any]:
    """Return the priorities that a cell names; one named with its words is entered as well."""
    if part.column.role is Role.PRIORITY_NUMBER:
        named = [number_from(words) for words in re.split(r"[,;\n]|\band\b", part.text)]
        return [number for number in named if number is not None]
    match = _PRIORITY.fullmatch(part.text)
    number, words = (int(match["number"]), match["words"]) if match else (None, part.text)
    group = find_group(draft, action["group"], None) if action["group"] is not None else None
    known = next((p for p in draft.priorities if number is None and p["text"] == words), None)
    priority = known or enter_priority(draft, group, number, words or None, cited)
    return [reference(priority, "text")]


def _place_in_theme(draft: Draft, place: Place, record: Record, action: Fact, path: str) -> None:
    columns = record.of(Role.THEME_NUMBER) or record.of(Role.THEME)
    named = {Role.THEME_NUMBER, Role.THEME} & {part.column.role for part in record.fields}
    stem = str(action["number"] or "").rpartition(".")[0]
    if columns:
        cited = draft.cite(place.grid, columns[0].cell)
        match = _NUMBERED.fullmatch(columns[0].text)
        number, title = (match["number"], match["title"]) if match else (None, columns[0].text)
        known = [t for t in draft.themes if columns[0].text in (t["number"], t["title"])]
        theme = known[0] if known else enter_theme(
            draft, number, title or None, action["group"], cited
        )  # fmt: skip
        action["theme"] = draft.book.sure(f"{path}.theme", reference(theme, "title"), cited)
    elif place.theme is not None and not named:
        cited = _stands(draft, place, record)
        if place.theme_from_before and stem != place.theme:
            reason = "the table names no theme; this is the one named last before it"
            action["theme"] = draft.book.unsure(f"{path}.theme", place.theme, cited, reason)
        else:
            action["theme"] = draft.book.sure(f"{path}.theme", place.theme, cited)
    elif not named and any(theme["number"] == stem for theme in draft.themes):
        cited = _stands(draft, place, record)
        action["theme"] = draft.book.sure(f"{path}.theme", stem, cited)
    else:
        draft.book.absent(f"{path}.theme")
