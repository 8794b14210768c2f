"""Statements that write each action as a run of labelled lines: 'Lead officer:', 'Timescale:'."""

import re
from collections.abc import Sequence
from dataclasses import replace

from goldenthread.reading.facts import Line

from .columns import Cell
from .outline import Group, Outline
from .rows import ActionRow
from .sheet import Row
from .traces import ACTION, DUE, IMPACT, LEAD, MEASURE, Fragment

_RAG = 5
_LABELS = (
    (
        LEAD,
        r"(?:responsible |accountable )?(?:lead(?:s|(?: officers?)?)|officer|owner|person)"
        r"(?: responsible)?|who|by whom|responsib(?:le|ility)",
    ),
    (
        DUE,
        r"timescales?|time ?frame|deadline|by when|when|due(?: date)?|milestones?|complete by"
        r"|(?:completion|target|end) date",
    ),
    (
        MEASURE,
        r"(?:success |outcome )?measures?(?: of success)?|success criteria|evidence|kpis?"
        r"|how will we know\??.*?|measured by",
    ),
    (IMPACT, r"(?:intended |expected )?(?:impacts?|outcomes?)|what difference.*?"),
    (ACTION, r"(?:key )?actions?|activity|what (?:will we|we will) do\??|task"),
    (_RAG, r"rag(?: rating)?(?: status)?"),
    (-1, r"status|progress(?: update)?|resources?|cost|update|comments?|theme"),
)
_LABEL = re.compile(
    "^(?:"
    + "|".join(f"(?P<c{i}>{words})" for i, (_, words) in enumerate(_LABELS))
    + r")\s*:\s*(.*)$",
    re.IGNORECASE,
)
_NUMBER_PREFIX = re.compile(
    r"^(\s*)(?:action|activity|ref(?:erence)?\.?|no\.?)\s*[:#]?\s*(\d+(?:\.\d+)+)\s*[:.–-]?\s*",
    re.I,
)
_FEWEST = 6


def is_labelled(lines: Sequence[Line]) -> bool:
    """Say whether leads and dates are given on lines of their own that begin with a label."""
    found = [_column(line.text.strip()) for line in lines]
    return found.count(LEAD) >= _FEWEST // 2 and found.count(LEAD) + found.count(DUE) >= _FEWEST


def plainly_numbered(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with 'Action 1.2:' written as '1.2 '."""
    return [replace(line, text=_NUMBER_PREFIX.sub(r"\1\2 ", line.text)) for line in lines]


def read_labelled(outline: Outline) -> list[list[ActionRow]]:
    """Return the action rows of each group in turn."""
    return [_group(group) for group in outline.groups]


def _column(text: str) -> int | None:
    match = _LABEL.match(text)
    if not match:
        return None
    return next(column for i, (column, _) in enumerate(_LABELS) if match[f"c{i}"])


def _group(group: Group) -> list[ActionRow]:
    marks = {mark.row.at: mark for mark in group.marks}
    rows: list[ActionRow] = []
    cell: Cell | None = None
    for row in group.body:
        mark = marks.get(row.at)
        if mark:
            rows.append(ActionRow(mark))
            cell = _open(rows[-1], ACTION)
            _add(cell, row, mark.rest)
            continue
        if not rows:
            continue
        column = _column(row.text)
        if column is None:
            _add(cell, row, row.text)
            continue
        match = _LABEL.match(row.text)
        cell = _open(rows[-1], column) if column >= 0 else None
        _add(cell, row, match[match.lastindex or 0] if match else "")
    for action in rows:
        _tidy(action)
    return sorted(rows, key=lambda action: action.number)


def _field(action: ActionRow, column: int) -> list[Cell]:
    fields = {ACTION: action.text, LEAD: action.lead, DUE: action.due}
    fields |= {IMPACT: action.impact, _RAG: action.rag}
    return fields.get(column, action.measure)


def _open(action: ActionRow, column: int) -> Cell:
    cell = Cell(column)
    _field(action, column).append(cell)
    return cell


def _add(cell: Cell | None, row: Row, text: str) -> None:
    if cell is not None and text:
        cell.fragments.append(Fragment(row, text))


def _tidy(action: ActionRow) -> None:
    for cells in (action.text, action.lead, action.due, action.impact, action.measure, action.rag):
        cells[:] = [cell for cell in cells if cell.fragments]
