"""Statements and trackers laid out as tables or sheets, read cell by cell."""

from collections import Counter
from typing import Any

from goldenthread.reading.extract.addresses import row_text
from goldenthread.reading.facts import Cell, Citation, Grid, Kind, Line, Part, Source, cite
from goldenthread.reading.statement.table_actions import enter_action
from goldenthread.reading.statement.table_annexes import ANNEXES, enter_annex
from goldenthread.reading.statement.table_banners import (
    enter_banner,
    enter_governance,
    enter_label,
    enter_theme_banner,
    is_placing,
)
from goldenthread.reading.statement.table_draft import Draft, Place, Titles
from goldenthread.reading.statement.table_headings import Role
from goldenthread.reading.statement.table_layout import Banner, Record, lay_out, tidy
from goldenthread.reading.statement.table_lists import (
    enter_group_record,
    enter_label_record,
    enter_measure,
    enter_priority_record,
    enter_term,
    enter_theme_record,
    section_of,
)
from goldenthread.reading.statement.table_marks import legend, mark_of_fill
from goldenthread.reading.statement.table_places import place_action, sheet_group

Layout = list[Banner | Record]
_LISTS = {
    "group": enter_group_record,
    "priority": enter_priority_record,
    "theme": enter_theme_record,
    "term": enter_term,
    "label": enter_label_record,
    "measure": enter_measure,
}
_WORD = "wordprocessingml"


def read_grids(
    source: Source,
    title: str,
    standing_above: dict[int, list[Line]] | None = None,
    group_titles: Titles | None = None,
) -> Part:
    """Return the statement that the tables or sheets of a source hold.

    Every value is cited with its sheet (or "Table 1" and so on) and cell; what a person should
    look at is unsure with its reason. `title` is used where no cover names one. Beside the facts
    of every statement there are `priorities` (those under no group), `about` (label and value
    pairs of a cover), and for each action `priorities`, `leads`, `updates`, `milestones`,
    `status`, `baseline`, `target`, `resources`, `evidence`, `start`, `completed`, `hidden`; for
    each measure `priority`, `baseline`, `target`, `milestones`, `lead`, `evidence`, `hidden`.
    A number borne by two things is told apart in paths as `actions[3~2]`. `standing_above` gives,
    for tables made of printed lines, the lines that stand above each, which may place it;
    `group_titles` are headings of groups that no usual word marks, with number and name.
    """
    draft = Draft(source.name, legend(source.grids), group_titles=group_titles or {})
    is_document = _WORD in source.media
    if is_document:
        _enter_document_title(draft, source)
    laid_out = [(grid, lay_out(grid)) for grid in source.grids]
    starts = _first_rows(source)
    draft.first_lines = {
        grid.name: source.lines[start].number
        for grid, start in zip(source.grids, starts, strict=True)
        if start is not None
    }
    above = _lines_above(source, starts) if is_document else {}
    for at, lines in (standing_above or {}).items():
        above[at] = _placing_lines(tuple(lines), group_titles)
    _read_sections(draft, laid_out, above)
    for action in draft.actions:
        action.pop("_dated", None)
    span = (source.lines[0].number, source.lines[-1].number) if source.lines else (1, 1)
    return Part(
        Kind.STATEMENT,
        draft.title or title,
        span,
        _facts(draft, title),
        tuple(draft.book.readings),
        source.name,
    )


def _facts(draft: Draft, title: str) -> dict[str, Any]:
    for fact, value in (("title", draft.title), ("area", draft.area)):
        if value is None:
            draft.book.absent(fact)
    return {
        "title": draft.title or title or None,
        "area": draft.area,
        "about": draft.about,
        "groups": draft.groups,
        "priorities": draft.priorities,
        "themes": draft.themes,
        "actions": draft.actions,
        "measures": draft.measures,
        "glossary": draft.glossary,
        "governance": draft.governance,
    }


def _read_sections(
    draft: Draft, laid_out: list[tuple[Grid, Layout]], above: dict[int, list[Line]]
) -> None:
    """Read the tables in order, annexes last, since they add to actions that come before."""
    with_actions = sum(_lists_actions(layout) for _, layout in laid_out)
    annexes: list[tuple[Place, str, Record]] = []
    place = Place("")
    for at, (grid, layout) in enumerate(laid_out):
        place = _next_place(place, grid, at in above)
        place.coloured = _is_coloured(draft, layout)
        place.has_labels = not any(
            isinstance(item, Banner) and item.above_headings and len(item.cells) > 2
            for item in layout
        )
        for line in above.get(at, []):
            _enter_line(draft, place, line)
        first = next((item for item in layout if isinstance(item, Banner)), None)
        if not above and with_actions > 1 and _lists_actions(layout):
            sheet_group(draft, place, grid, layout)
        for item in layout:
            if isinstance(item, Banner):
                _enter_row(draft, place, item, at == 0 and item is first)
            elif (section := section_of(item)) in ANNEXES:
                annexes.append((place, section, item))
            else:
                _enter_record(draft, place, section, item)
    begun = len(draft.book.readings)
    for where, section, record in annexes:
        enter_annex(draft, where, section, record)
    draft.supersede(begun)


def _lists_actions(layout: Layout) -> bool:
    return any(isinstance(item, Record) and section_of(item) == "action" for item in layout)


def _next_place(before: Place, grid: Grid, follows_text: bool) -> Place:
    """Begin a table: in a document what stood above the last one still holds, in a sheet not."""
    if not follows_text:
        return Place(grid.name)
    return Place(
        grid.name,
        before.group,
        before.group is not None,
        list(before.priorities),
        bool(before.priorities),
        before.after_record,
        before.theme,
        before.theme is not None,
    )


def _is_coloured(draft: Draft, layout: Layout) -> bool:
    """Say whether, for want of a RAG column, the first cells are coloured in different ways."""
    roles: set[Role] = set()
    marks: Counter[str] = Counter()
    for item in layout:
        if isinstance(item, Record):
            roles |= {part.column.role for part in item.fields}
            for part in item.fields:
                mark = mark_of_fill(part.cell.fill, draft.rag_key)
                if part.column.role is Role.NUMBER and mark and mark.rag and not mark.reason:
                    marks[mark.rag] += 1
    return not roles & {Role.RAG, Role.STATUS} and len(marks) > 1


def _enter_record(draft: Draft, place: Place, section: str | None, record: Record) -> None:
    if section == "action":
        count = len(draft.actions)
        enter_action(draft, place, record)
        for action in draft.actions[count:]:
            place_action(draft, place, record, action)
        place.after_record = True
    elif section in _LISTS:
        _LISTS[section](draft, place, record)
        place.after_record = section == "measure" or place.after_record


def _enter_row(draft: Draft, place: Place, banner: Banner, opens_source: bool) -> None:
    """Enter a row outside the columns: a label and its value, a group, a priority, a theme."""
    cells = banner.cells
    words = ": ".join(tidy(cell.text).rstrip(":") for cell in cells if tidy(cell.text))
    cited = draft.cite(place.grid, *cells)
    if enter_banner(draft, place, words, cited):
        return
    if banner.above_headings:
        _enter_above(draft, place, cells, opens_source, cited)
    elif banner.among_measures:
        place.heading = tidy(words)
    else:
        enter_theme_banner(draft, place, words, cited)


def _enter_above(
    draft: Draft, place: Place, cells: tuple[Cell, ...], opens_source: bool, cited: Citation
) -> None:
    if place.grid.lower().startswith("governance") and not opens_source:
        if tidy(cells[-1].text) != place.grid:
            enter_governance(draft, tidy(cells[-1].text), cited)
    elif len(cells) == 2 and place.has_labels:
        enter_label(draft, cells[0].text, cells[1].text, cited)
    elif opens_source and len(cells) == 1 and tidy(cells[0].text) != place.grid:
        draft.title = draft.book.sure("title", tidy(cells[0].text), cited)


def _first_rows(source: Source) -> list[int | None]:
    """Return the index of the line on which each table begins, None where it is not found."""
    texts = [line.text for line in source.lines]
    found: list[int | None] = []
    begun = 0
    for grid in source.grids:
        rows = [row_text(row) for row in grid.rows]
        starts = range(begun, len(texts))
        start = next(
            (n for n in starts if texts[n] == rows[0] and texts[n : n + len(rows)] == rows), None
        )
        begun = begun if start is None else start + len(rows)
        found.append(start)
    return found


def _lines_above(source: Source, starts: list[int | None]) -> dict[int, list[Line]]:
    """Return for each table of a document the lines that place it, from the table before on."""
    above: dict[int, list[Line]] = {}
    begun = 0
    for at, (grid, start) in enumerate(zip(source.grids, starts, strict=True)):
        above[at] = [] if start is None else _placing_lines(source.lines[begun:start])
        begun = begun if start is None else start + len(grid.rows)
    return above


def _placing_lines(lines: tuple[Line, ...], group_titles: Titles | None = None) -> list[Line]:
    """Keep the lines that place a table: those from the last group on, and the last theme."""
    named = [(is_placing(line.text, group_titles), line) for line in lines if len(line.text) < 400]
    groups = [at for at, (kind, _) in enumerate(named) if kind == "group"]
    kept = named[groups[-1] :] if groups else named
    themes = [line for kind, line in kept if kind == "theme"]
    return [line for kind, line in kept if kind and (kind != "theme" or line is themes[-1])]


def _enter_document_title(draft: Draft, source: Source) -> None:
    """Take the first line as the title, where a blank line sets it off as a heading."""
    texts = [line.text.strip() for line in source.lines]
    at = next((n for n, words in enumerate(texts) if words), None)
    if at is None or "\t" in source.lines[at].text or is_placing(texts[at]):
        return
    if len(texts[at]) <= 150 and at + 1 < len(texts) and not texts[at + 1]:
        draft.title = draft.book.sure("title", texts[at], cite(source.name, [source.lines[at]]))


def _enter_line(draft: Draft, place: Place, line: Line) -> None:
    cited = cite(draft.document, [line])
    if not enter_banner(draft, place, line.text, cited):
        enter_theme_banner(draft, place, line.text, cited)
