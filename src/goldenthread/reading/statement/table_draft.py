"""The statement as it is being read off its tables: facts so far and where we stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from goldenthread.reading.facts import Cell, Citation, FactBook
from goldenthread.reading.statement.table_headings import anchor
from goldenthread.reading.statement.table_layout import Field

Fact = dict[str, Any]
Titles = dict[str, tuple[str, str]]


@dataclass(slots=True)
class Draft:
    """Facts of one statement, gathered over all its tables, with what each rests on.

    `first_lines` gives the line of the source on which the first row of each table stands.
    """

    document: str
    rag_key: dict[str, str]
    first_lines: dict[str, int] = field(default_factory=dict)
    book: FactBook = field(default_factory=FactBook)
    title: str | None = None
    area: str | None = None
    groups: list[Fact] = field(default_factory=list)
    priorities: list[Fact] = field(default_factory=list)
    themes: list[Fact] = field(default_factory=list)
    actions: list[Fact] = field(default_factory=list)
    measures: list[Fact] = field(default_factory=list)
    glossary: list[Fact] = field(default_factory=list)
    governance: list[str] = field(default_factory=list)
    about: list[Fact] = field(default_factory=list)
    keys: dict[str, list[str]] = field(default_factory=dict)
    borne: dict[str, set[str]] = field(default_factory=dict)
    numbered: dict[str, list[int]] = field(default_factory=dict)
    superseded: set[str] = field(default_factory=set)
    strands: bool | None = None
    group_titles: Titles = field(default_factory=dict)

    def key(self, kind: str, number: object) -> str:
        """Return how a thing of a list is named in paths: its number, `3~2` if borne twice."""
        keys, taken = self.keys.setdefault(kind, []), self.borne.setdefault(kind, set())
        wanted = str(len(taken)) if number is None else str(number)
        key, again = wanted, 2
        while key in taken:
            key, again = f"{wanted}~{again}", again + 1
        keys.append(key)
        taken.add(key)
        return key

    def add_action(self, action: Fact) -> None:
        """Add an action and remember where the bearer of its number stands."""
        self.numbered.setdefault(action["number"], []).append(len(self.actions))
        self.actions.append(action)

    def supersede(self, begun: int) -> None:
        """Drop the readings before `begun` of facts that an annex has stated in full since."""
        kept = [r for r in self.book.readings[:begun] if _list_of(r.fact) not in self.superseded]
        self.book.readings = [*kept, *self.book.readings[begun:]]

    def key_of(self, kind: str, thing: Fact, things: Sequence[Fact]) -> str:
        """Return the path name under which a thing was entered."""
        at = next(index for index, other in enumerate(things) if other is thing)
        return self.keys[kind][at]

    def cite(self, grid: str, *cells: Cell, words: str | None = None) -> Citation:
        """Return the citation of cells: their words unless others are given, sheet, addresses."""
        said = " ".join(cell.text for cell in cells) if words is None else words
        addresses = list(dict.fromkeys(anchor(cell) for cell in cells))
        lines = None
        if grid in self.first_lines:
            rows = [self.first_lines[grid] + row_of(address) - 1 for address in addresses]
            lines = (min(rows), max(rows))
        return Citation(
            self.document, " ".join(said.split()), lines, sheet=grid, cell=", ".join(addresses)
        )


def row_of(address: str) -> int:
    """Return the row of an A1-style address, from 1."""
    return int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _list_of(fact: str) -> str:
    """Return the path of the list that a fact stands in, or its own path."""
    return re.sub(r"\[\d+\]$", "", fact)


@dataclass(slots=True)
class Place:
    """Where the reader stands: the sheet or table, and the group, priorities and theme above."""

    grid: str
    group: Any = None
    group_from_before: bool = False
    priorities: list[int | str] = field(default_factory=list)
    priorities_from_before: bool = False
    after_record: bool = False
    theme: str | None = None
    theme_from_before: bool = False
    heading: str | None = None
    coloured: bool = False
    has_labels: bool = True


def number_from(words: str) -> int | str | None:
    """Return a group's or priority's number: an int where it is one, None for no words."""
    tidied = words.strip().strip(".:)")
    if not tidied:
        return None
    return int(tidied) if tidied.isdecimal() else tidied


def enter_text(
    draft: Draft, grid: str, path: str, fields: Sequence[Field], loose: bool = False
) -> str | None:
    """Enter the words of one or more cells as one fact, and return them; None when absent.

    `loose` says that some of the cells stand in a row that does not say what it belongs to.
    """
    if not fields:
        draft.book.absent(path)
        return None
    value = "\n".join(dict.fromkeys(part.text for part in fields))
    citation = draft.cite(grid, *(part.cell for part in fields), words=value)
    if any(part.column.hidden for part in fields):
        return str(draft.book.unsure(path, value, citation, "the column is hidden in the sheet"))
    if loose and len({part.column.index for part in fields}) < len(fields):
        reason = "a row without number or action was taken to carry on the one above"
        pieces = [part.text for part in fields]
        return str(draft.book.unsure(path, value, citation, reason, pieces))
    return str(draft.book.sure(path, value, citation))


def find_group(draft: Draft, number: object, name: str | None) -> Fact | None:
    """Return the group of this number, or of this name, None when there is none yet."""
    for group in draft.groups:
        if number is not None and str(group["number"]) == str(number):
            return group
        names = [group["name"], *group["also_called"]]
        if number is None and name and name.lower() in [n.lower() for n in names if n]:
            return group
    return None


def enter_group(
    draft: Draft, number: int | str | None, name: str | None, citation: Citation
) -> Fact:
    """Return the group of this number or name, entered now if it is new."""
    found = find_group(draft, number, name)
    if found:
        if name and not found["name"]:
            key = draft.key_of("groups", found, draft.groups)
            found["name"] = draft.book.sure(f"groups[{key}].name", name, citation)
        elif name and name.split() != found["name"].split():
            key = draft.key_of("groups", found, draft.groups)
            reason = "the group is named in more than one way"
            draft.book.unsure(f"groups[{key}].name", found["name"], citation, reason, [name])
        return found
    key = draft.key("groups", number)
    group: Fact = {"number": number, "name": name, "also_called": [], "chair": None}
    group["priorities"] = []
    for fact in ("number", "name"):
        if group[fact] is None:
            draft.book.absent(f"groups[{key}].{fact}")
        else:
            draft.book.sure(f"groups[{key}].{fact}", group[fact], citation)
    draft.groups.append(group)
    return group


def reference(thing: Fact, name: str) -> Any:
    """Return what other facts call a thing by: its number, or its name where it has none."""
    return thing[name] if thing["number"] is None else thing["number"]


def enter_priority(
    draft: Draft, group: Fact | None, number: int | str | None, text: str | None, cited: Citation
) -> Fact:
    """Return the priority of this number, entered now under its group if it is new."""
    held = group["priorities"] if group else draft.priorities
    known: list[Fact] = [p for g in draft.groups for p in g["priorities"]] + draft.priorities
    for priority in known:
        if number is not None and priority["number"] == number:
            if text and priority["text"] is None:
                path = priority_path(draft, priority)
                priority["text"] = draft.book.sure(f"{path}.text", text, cited)
            return priority
    path = "priorities"
    if group:
        path = f"groups[{draft.key_of('groups', group, draft.groups)}].priorities"
    key = draft.key(path, number)
    priority = {"number": number, "text": text, "responsible": []}
    for fact in ("number", "text"):
        if priority[fact] is None:
            draft.book.absent(f"{path}[{key}].{fact}")
        else:
            draft.book.sure(f"{path}[{key}].{fact}", priority[fact], cited)
    held.append(priority)
    return priority


def priority_path(draft: Draft, priority: Fact) -> str:
    """Return the path of a priority, in its group or by itself."""
    lists = [
        (f"groups[{key}].priorities", group["priorities"])
        for key, group in zip(draft.keys.get("groups", []), draft.groups, strict=True)
    ]
    for path, held in [*lists, ("priorities", draft.priorities)]:
        if any(other is priority for other in held):
            return f"{path}[{draft.key_of(path, priority, held)}]"
    raise ValueError("the priority was never entered")


def enter_theme(
    draft: Draft, number: str | None, title: str | None, group: object, cited: Citation
) -> Fact:
    """Return the theme of this number or title, entered now if it is new."""
    for theme in draft.themes:
        if number is not None and theme["number"] == number:
            if title and theme["title"] is None:
                key = draft.key_of("themes", theme, draft.themes)
                theme["title"] = draft.book.sure(f"themes[{key}].title", title, cited)
            return theme
        if number is None and theme["title"] == title and theme["group"] == group:
            return theme
    key = draft.key("themes", number)
    theme = {"number": number, "title": title, "group": group}
    for fact, value in theme.items():
        if value is None:
            draft.book.absent(f"themes[{key}].{fact}")
        else:
            draft.book.sure(f"themes[{key}].{fact}", value, cited)
    draft.themes.append(theme)
    return theme
