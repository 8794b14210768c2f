"""Minutes kept in a table: each row told out as lines, its number and title first."""

import re
from collections.abc import Sequence

from goldenthread.reading.extract.addresses import row_text
from goldenthread.reading.facts import Grid, Line

CELLS = re.compile(r"\t|\s{3,}")
NUMBER_HEAD = re.compile(r"^(?:no|nos|ref|number|item (?:no|ref|number)|agenda no|#)\.?$", re.I)
TOPIC_HEAD = re.compile(
    r"^(?:(?:agenda )?items?|topics?|subject|title|(?:summary of )?(?:key )?discussions?.{0,30}|"
    r"minutes?|notes?|summary|(?:key )?points.{0,20}|details?)$",
    re.I,
)
DECISION_HEAD = re.compile(
    r"^(?:decisions?|outcomes?|resolutions?|agreed|agreements?)\b.{0,25}$", re.I
)
ACTION_HEAD = re.compile(r"^(?:agreed )?actions?\b.{0,25}$", re.I)
OTHER_HEAD = re.compile(
    r"^(?:owner|lead|led by|by whom|who|when|by when|date|deadline|due(?: date)?|time|initials|"
    r"presenter|papers?|status|by)$",
    re.I,
)
SEVERAL_HEADS = re.compile(r"\s*(?:/|&|,|\band\b)\s*", re.I)
NOTHING = re.compile(r"^\W*(?:none|nil|n/?a|no actions?)?\W*$", re.I)
SAYS_ITSELF = re.compile(
    r"^\W*(?:resolved|agreed|noted|referred|decisions?|actions?|it was|the \w+ (?:agreed|noted))\b",
    re.I,
)
NUMBER = re.compile(r"^\s*(\d{1,3})(?:\.0)?[.)]?(?=\s|$)")
TITLED_ROW = re.compile(r"^\s*(?:\d{1,3}[.):]?\s+)?(?=\D*[A-Za-z])\S")
BARE = re.compile(r"^\s*\d{1,3}[.)]?\s*$")
RUN_TOGETHER = 12
_Cell = tuple[str, int]


def unfold(lines: Sequence[Line], grids: Sequence[Grid]) -> tuple[list[Line], frozenset[int]]:
    """Return the lines with each row of a table of items as lines of its own, and doubtful ones.

    A told-out line keeps the number of the line it stands on, so that it can be cited; a line
    of a column headed `Decision` or `Action` says so in its first word. Doubtful are the numbers
    of lines in which two columns may have run together.
    """
    told: list[Line] = []
    doubtful: set[int] = set()
    headless = _headless(grids)
    index = 0
    while index < len(lines):
        roles = _roles(lines[index].text)
        if roles is None and lines[index].text in headless:
            _tell_headless(lines[index], headless[lines[index].text], told)
            index += 1
        elif roles is None:
            told.append(lines[index])
            index += 1
        elif "\t" in lines[index].text:
            index = _told_grid(lines, index, grids, roles, told)
        elif "title" in roles or _titles_rows(lines[index].text):
            index = _told_titled(lines, index, roles, told, doubtful)
        else:
            index = _told_columns(lines, index, roles, told, doubtful)
    return told, frozenset(doubtful)


def _roles(text: str) -> list[str] | None:
    """Return what each column of a heading row holds, or None for any other line."""
    if len(text) > 160 or "\t" not in text and "  " not in text.strip():
        return None
    roles = [role for cell in CELLS.split(text.strip()) for role in _split_roles(cell.strip())]
    if "" in roles or "topic" not in roles or len(roles) < 2:
        return None
    if roles.count("topic") > 1 and roles[0] == "topic":
        roles[0] = "number"
    elif roles[0] == "topic" and text[:1] in {"\t", " "}:
        roles.insert(0, "number")
    if "number" in roles and roles.count("topic") > 1:
        roles[roles.index("topic")] = "title"
    decides = "decision" in roles or "action" in roles
    return roles if decides or roles[0] == "number" else None


def _split_roles(cell: str) -> list[str]:
    """Return the role of a head; narrow columns may have run together (`Ref Discussion`)."""
    whole = _role(cell)
    first, _, rest = cell.partition(" ")
    if whole or not rest or not _role(first):
        return [whole]
    return [_role(first), _role(rest)]


def _role(cell: str) -> str:
    for role, pattern in (
        ("number", NUMBER_HEAD),
        ("decision", DECISION_HEAD),
        ("action", ACTION_HEAD),
        ("topic", TOPIC_HEAD),
        ("other", OTHER_HEAD),
    ):
        if pattern.match(cell):
            return role
    parts = SEVERAL_HEADS.split(cell)
    return "other" if len(parts) > 1 and all(OTHER_HEAD.match(part) for part in parts) else ""


def _starts(head: str) -> list[int]:
    """Return where each column of a heading row begins, also of two heads run together."""
    starts: list[int] = []
    for cell in re.finditer(r"\S+(?:\s{1,2}\S+)*", head):
        starts.append(cell.start() if starts else 0)
        if len(_split_roles(cell[0])) > 1:
            starts.append(cell.start() + len(cell[0].partition(" ")[0]) + 1)
    return starts


def _after_head(lines: Sequence[Line], index: int) -> int:
    """Return where the rows begin below a heading row, whose own words may wrap."""
    at = index + 1
    while at < len(lines) and lines[at].text.strip() and not NUMBER.match(lines[at].text):
        if len(lines[at].text.split()) > 2 * len(_starts(lines[index].text)):
            return index + 1
        at += 1
    return at if at < len(lines) and not lines[at].text.strip() else index + 1


def _told_grid(
    lines: Sequence[Line], index: int, grids: Sequence[Grid], roles: Sequence[str], told: list[Line]
) -> int:
    """Tell out the rows below a heading row whose cells are parted by tabs."""
    rows = _rows_of(lines[index].text, grids)
    at = index + 1
    while at < len(lines) and ("\t" in lines[at].text or rows.get(lines[at].text)):
        line = lines[at]
        cells = rows.get(line.text) or line.text.split("\t")
        if _roles(line.text) is None:
            _tell(line, [[(part, line) for part in c.split("\n")] for c in cells], roles, told)
        at += 1
    return at


def _rows_of(head: str, grids: Sequence[Grid]) -> dict[str, list[str]]:
    """Return the cells of the table under a heading row, by the text of their line."""
    for grid in grids:
        texts = [row_text(row) for row in grid.rows]
        if head in texts:
            return {
                text: ["" if cell.merged_from else cell.text for cell in row]
                for text, row in zip(texts, grid.rows, strict=True)
            }
    return {}


def _headless(grids: Sequence[Grid]) -> dict[str, list[str]]:
    """Return the cells of tables without heads whose rows count on from their first cell."""
    found: dict[str, list[str]] = {}
    for grid in grids:
        rows = [["" if cell.merged_from else cell.text for cell in row] for row in grid.rows]
        counted = sum(bool(BARE.match(row[0])) for row in rows)
        if len(rows) > 1 and counted == len(rows) and len(rows[0]) > 1:
            texts = [row_text(row) for row in grid.rows]
            found.update(zip(texts, rows, strict=True))
    return found


def _tell_headless(line: Line, cells: Sequence[str], told: list[Line]) -> None:
    parts = [[(part, line) for part in cell.split("\n")] for cell in cells]
    _tell(line, parts, ["number", "topic", *["other"] * (len(cells) - 2)], told)


def _told_columns(
    lines: Sequence[Line],
    index: int,
    roles: Sequence[str],
    told: list[Line],
    doubtful: set[int],
) -> int:
    """Tell out rows whose columns stand side by side, each opened by its number."""
    edge = _right_edge(lines[index].text, roles)
    row: list[list[tuple[str, Line]]] = []
    at = index + 1
    while at < len(lines):
        line = lines[at]
        if _roles(line.text) is not None or not line.text.strip():
            at += 1
            continue
        opened = NUMBER.match(line.text)
        if opened:
            if row:
                _tell(row[0][0][1] if row[0] else line, row, roles, told)
            row = [[] for _ in roles]
        elif not row or (lines[at - 1].text.strip() == "" and _is_over(line.text, edge)):
            break
        _place(line, opened, edge, row, roles)
        if row[-1] and row[-1][-1][1] is not line and len(line.text) > edge + RUN_TOGETHER:
            doubtful.update((line.number, row[-1][-1][1].number))
        at += 1
    if row:
        _tell(row[0][0][1] if row[0] else lines[at - 1], row, roles, told)
    return at


def _titles_rows(head: str) -> bool:
    """Say whether the first column of several holds the titles of the items, not just numbers."""
    cells = CELLS.split(head.strip())
    return len(cells) > 1 and all(_role(cell) == "topic" for cell in cells[:2])


def _told_titled(
    lines: Sequence[Line],
    index: int,
    roles: Sequence[str],
    told: list[Line],
    doubtful: set[int],
) -> int:
    """Tell out rows that open with the title or number of their item in a narrow column."""
    starts = _starts(lines[index].text)
    row: list[list[tuple[str, Line]]] = []
    at = _after_head(lines, index)
    while at < len(lines):
        line = lines[at]
        text = line.text
        blank_before = not lines[at - 1].text.strip()
        if _roles(text) is None and text.strip():
            counted = "title" in roles and NUMBER.match(text[: starts[1]])
            if counted or (text[: starts[1]].strip() and blank_before):
                if _crosses(text, starts[1]):
                    break
                if row:
                    _tell(row[0][0][1], row, roles, told)
                row = [[] for _ in roles]
            elif not row:
                break
            if _place_by_starts(line, starts, row):
                doubtful.update(part.number for cell in row for _, part in cell)
        at += 1
    if row:
        _tell(row[0][0][1], row, roles, told)
    return at


def _crosses(text: str, edge: int) -> bool:
    """Say whether a word stands across the edge of the first column."""
    return len(text) > edge and not text[edge - 1].isspace() and not text[edge].isspace()


def _place_by_starts(line: Line, starts: Sequence[int], row: list[list[tuple[str, Line]]]) -> bool:
    """Put the words of a line into columns by nearness; say whether two may have run together."""
    text, edge = line.text, starts[1]
    crossing = _crosses(text, edge)
    if not crossing and text[:edge].strip():
        row[0].append((text[:edge].strip(), line))
    pieces = [piece for piece in _pieces(text, 0 if crossing else edge) if piece[0].strip()]
    touches = False
    for at, (words, offset) in enumerate(pieces):
        offset += len(words) - len(words.lstrip())
        near = min(range(1, len(starts)), key=lambda c: abs(starts[c] - offset))
        column = 1 if at == 0 and near == 1 else max(near, 2 if at else 1)
        column = min(column, len(row) - 1)
        row[column].append((words.strip(), line))
        over = starts[column + 1] if column + 1 < len(starts) else len(text)
        touches = touches or offset + len(words.strip()) > over + RUN_TOGETHER // 2
    return touches


def _right_edge(head: str, roles: Sequence[str]) -> int:
    """Return where the columns to the right of the topic begin."""
    starts = [0] + [found.end() for found in CELLS.finditer(head.rstrip())]
    return starts[-1] if roles[-1] != "topic" else len(head) + 200


def _is_over(text: str, edge: int) -> bool:
    return len(CELLS.split(text.strip())) == 1 and not text[:1].isspace() and len(text) > edge + 20


def _place(
    line: Line,
    opened: re.Match[str] | None,
    edge: int,
    row: list[list[tuple[str, Line]]],
    roles: Sequence[str],
) -> None:
    """Put the pieces of one line into the cells of its row."""
    text, start = line.text, 0
    topic = list(roles).index("topic")
    if opened:
        row[0].append((opened[1], line))
        start = opened.end()
    aligned = line.page is None and len(text) > edge > 0 and text[edge - 1].isspace()
    if aligned and not text[edge].isspace():
        pieces = [(text[start:edge], start), (text[edge:], edge)]
    else:
        pieces = _pieces(text, start)
    for words, offset in pieces:
        if words.strip():
            right = offset >= edge - 4 and edge > 0 or (offset > 20 and len(pieces) > 1)
            row[len(roles) - 1 if right and offset else topic].append((words.strip(), line))


def _pieces(text: str, start: int) -> list[_Cell]:
    found: list[_Cell] = []
    at = start
    for gap in CELLS.finditer(text, start):
        if text[at : gap.start()].strip():
            found.append((text[at : gap.start()], at))
        at = gap.end()
    return [*found, (text[at:], at)]


def _tell(
    line: Line, cells: Sequence[Sequence[tuple[str, Line]]], roles: Sequence[str], told: list[Line]
) -> None:
    """Add the lines of one row: number and title, the rest of the topic, then what was decided."""
    by_role: dict[str, list[tuple[str, Line]]] = {}
    for role, pieces in zip(roles, cells, strict=False):
        by_role.setdefault(role, []).extend((t, at) for t, at in pieces if t.strip())
    number = " ".join(text for text, _ in by_role.get("number", [])).strip(" .")
    topic = by_role.get("topic", [])
    told.append(Line(line.number, "", line.page))
    title = " ".join(text.strip() for text, _ in by_role.get("title", []))
    if title:
        number = f"{number}. {title}" if number else title
    titled = bool(TITLED_ROW.match(number))
    if titled:
        told += [Line(line.number, number, line.page), Line(line.number, "", line.page)]
    for at, (text, where) in enumerate(topic):
        words = f"{number}. {text.strip()}" if number and not at and not titled else text
        told.append(Line(where.number, words, where.page))
    for role, word in (("decision", "Decision: "), ("action", "Action: ")):
        decided = by_role.get(role, [])
        if not decided or NOTHING.match(" ".join(text for text, _ in decided)):
            continue
        told.append(Line(decided[0][1].number, "", line.page))
        for at, (text, where) in enumerate(decided):
            lead = "" if at or SAYS_ITSELF.match(text) else word
            told.append(Line(where.number, lead + text.strip(), where.page))
    told.append(Line(line.number, "", line.page))
