"""Statements whose text keeps its tables in columns, as text laid out like the page does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from goldenthread.reading.facts import Cell, Citation, Grid, Line, Part, Reading, Source, State
from goldenthread.reading.statement.aligned_columns import CutLine
from goldenthread.reading.statement.aligned_pieces import OPEN_END, Strip, ems, furniture, strips_of
from goldenthread.reading.statement.aligned_rows import Doubt, RowLines, gather
from goldenthread.reading.statement.aligned_signs import doubtful_cells
from goldenthread.reading.statement.aligned_tables import AlignedTable, Stretch, tables_in
from goldenthread.reading.statement.closing import MEASURES_TITLE, measures_of
from goldenthread.reading.statement.opening import area_of
from goldenthread.reading.statement.outline import outline
from goldenthread.reading.statement.sheet import Row, rows_of
from goldenthread.reading.statement.table_headings import Role, is_number_like
from goldenthread.reading.statement.table_layout import LABEL_ALONE
from goldenthread.reading.statement.tables import read_grids

_FEWEST_ROWS = 2
_SHARED = "the lead may stand beside this row alone or be shared with the rows below it"
_SPANNING = {Role.THEME, Role.THEME_NUMBER, Role.PRIORITY, Role.PRIORITY_NUMBER, Role.GROUP}
_BESIDE = {Role.LEAD, Role.DUE, Role.SUCCESS, Role.IMPACT, Role.STATUS, Role.RAG}
_BULLET = re.compile(r"[•●▪◦‣■○\uf0b7\uf0a7]\s*|[-–]\s+")
_MARK_OF_MEASURE = re.compile(r"(?:\d{1,2}[.)]|(?:[A-Z]{1,3}-?)?\d{1,2}(?:\.\d+)?[.):]?)\s+")
_ENDS_LIST = re.compile(r"(?:glossary|abbreviations|governance|appendi(?:x|ces)|annex)\b", re.I)
_CUT_NUMBER = re.compile(r"\d[-/\u2010]$")
_HYPHENED = re.compile(r"\w[-\u2010]$")


@dataclass(slots=True)
class _Printed:
    """Grids made of printed tables, where each of their cells stands, and which are in doubt."""

    grids: list[Grid] = field(default_factory=list)
    above: dict[int, list[Line]] = field(default_factory=dict)
    spans: dict[tuple[str, str], tuple[Line, Line]] = field(default_factory=dict)
    doubts: dict[tuple[str, str], Doubt] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)


def read_aligned(source: Source, lines: Sequence[Line], title: str) -> Part | None:
    """Return the statement whose tables stand in columns on `lines`, None where none do.

    Values are cited with their lines and page, and with the row and column counted on that page;
    where a line could be cut, or a row could end, in more than one way they are unsure.
    """
    tables = tables_in(lines)
    if not any(_lists_actions(table) for table in tables):
        return None
    printed = _Printed()
    for table in tables:
        _print(printed, table)
    made = Source(source.name, source.sha256, source.media, tuple(lines), tuple(printed.grids))
    part = read_grids(made, title, printed.above, tables[0].series)
    first = tables[0].stretches[0].lines[:1] if tables[0].stretches else []
    opening = [line for line in lines if not first or line.number < first[0].strip.line.number]
    part = _with_measures(_with_area(part, opening), lines, opening[-1].number if opening else 0)
    readings = tuple(_placed(reading, printed) for reading in part.readings)
    return replace(part, readings=readings, span=(lines[0].number, lines[-1].number))


def _lists_actions(table: AlignedTable) -> bool:
    roles = set(table.head.roles())
    lines = [line for stretch in table.stretches for line in stretch.lines]
    full = sum(len(line.cells) > 1 for line in lines)
    return Role.ACTION in roles and bool(roles & _BESIDE) and full >= _FEWEST_ROWS


def _with_area(part: Part, opening: Sequence[Line]) -> Part:
    """Name the area where what stands before the tables names its council."""
    found = area_of(rows_of(opening)) if part.facts["area"] is None else None
    if found is None:
        return part
    name, row, elsewhere = found
    cited = Citation(part.document, row.text, (row.line.number, row.line.number), row.line.page)
    state = State.SURE if elsewhere else State.UNSURE
    reason = None if elsewhere else "only a council's name gives it"
    kept = [reading for reading in part.readings if reading.fact != "area"]
    readings = (*kept, Reading("area", name, state, cited, reason))
    return replace(part, facts=part.facts | {"area": name}, readings=readings)


def _with_measures(part: Part, lines: Sequence[Line], head: int) -> Part:
    """Add the measures listed under a heading of their own where no table gave any."""
    if part.facts["measures"]:
        return part
    rows = _rows_of_list(lines, head) or outline(rows_of(lines)).measures
    heading, found = measures_of(rows)
    marked = sum(bool(_MARK_OF_MEASURE.match(measure.text)) for measure in found)
    numbered = marked >= _FEWEST_ROWS and 2 * marked >= len(found)
    measures, readings = [], []
    for number, measure in enumerate(found, 1):
        first, last = measure.rows[0].line, measure.rows[-1].line
        mark = _MARK_OF_MEASURE.match(measure.text) if numbered else None
        text = measure.text[mark.end() if mark else 0 :]
        cited = Citation(part.document, text, (first.number, last.number), first.page)
        measures.append({"number": number, "text": text, "heading": heading})
        readings.append(Reading(f"measures[{number}].text", text, State.SURE, cited))
    facts = part.facts | {"measures": measures}
    return replace(part, facts=facts, readings=(*part.readings, *readings))


def _rows_of_list(lines: Sequence[Line], head: int) -> list[Row]:
    """Return the rows under the last heading of measures that stands by itself below the tables."""
    strips = strips_of(lines)
    dropped = furniture(strips, set())
    at = max(
        (n for n, s in enumerate(strips) if s.line.number > head and _is_title(strips, n)),
        default=None,
    )
    if at is None:
        return []
    ends = (n for n in range(at + 1, len(strips)) if _ENDS_LIST.match(strips[n].text))
    end = next(ends, len(strips))
    kept = {s.line.number for n, s in enumerate(strips) if at <= n < end and n not in dropped}
    last = max(kept)
    return rows_of(
        [
            line
            for line in lines
            if strips[at].line.number <= line.number <= last
            and (line.number in kept or not line.text.strip())
        ]
    )


def _is_title(strips: Sequence[Strip], at: int) -> bool:
    strip, below = strips[at], strips[at + 1] if at + 1 < len(strips) else None
    apart = strip.parted or (below is not None and below.parted and strip.pieces[0].start == 0)
    return apart and len(strip.pieces) == 1 and bool(MEASURES_TITLE.fullmatch(strip.text))


def _placed(reading: Reading, printed: _Printed) -> Reading:
    """Give a reading the lines and page of its cells, and what is in doubt about them."""
    cited = reading.citation
    if cited is None or cited.sheet is None or cited.cell is None:
        return reading
    keys = [(cited.sheet, address) for address in cited.cell.split(", ")]
    spans = [printed.spans[key] for key in keys if key in printed.spans]
    if spans:
        lines = (min(a.number for a, _ in spans), max(b.number for _, b in spans))
        reading = replace(reading, citation=replace(cited, lines=lines, page=spans[0][0].page))
    doubt = next((printed.doubts[key] for key in keys if key in printed.doubts), None)
    if doubt is None or reading.state is not State.SURE:
        return reading
    return replace(
        reading, state=State.UNSURE, reason=doubt.reason, alternatives=doubt.alternatives
    )


def _print(printed: _Printed, table: AlignedTable) -> None:
    """Add the grid of one table: its headings, its rows, and the rows that run across it."""
    roles = table.head.roles()
    name = f"Table {len(printed.grids) + 1}"
    apart = (
        {c for c, role in enumerate(roles) if role in _SPANNING} if Role.ACTION in roles else set()
    )
    headings = tuple(
        Cell(heading.text, f"{name} c{column + 1}")
        for column, heading in enumerate(table.head.headings)
    )
    rows: list[tuple[Cell, ...]] = [headings]
    gathered = gather([s.lines for s in table.stretches], roles, table.widths, apart)
    for stretch, found in zip(table.stretches, gathered, strict=True):
        if stretch.banner:
            rows.append(_banner(printed, name, stretch, len(roles)))
        begun = len(rows)
        rows += [_row(printed, name, stretch, row, table, apart) for row in found]
        below = rows[begun:]
        for column in apart | _shared(roles, below):
            _span(printed, name, _blocks(stretch, found, column), table, column, below)
        rows[begun:] = below
    printed.above[len(printed.grids)] = _with_names(table.above)
    printed.grids.append(Grid(name, tuple(rows)))


def _with_names(above: Sequence[Line]) -> list[Line]:
    """Join a label that stands alone, "Workstream 2", to the name on the line below it."""
    found: list[Line] = []
    for line in above:
        last = found[-1] if found else None
        if last and last.number == line.number - 1 and LABEL_ALONE.fullmatch(last.text.strip()):
            found[-1] = replace(last, text=f"{last.text.strip()} {line.text.strip()}")
        else:
            found.append(line)
    return found


def _shared(roles: Sequence[Role | None], rows: Sequence[tuple[Cell, ...]]) -> set[int]:
    """Return the column of leads if some of its cells seem to stand beside several rows."""
    found = set()
    for column, role in enumerate(roles):
        words = [row[column].text for row in rows]
        broken = any(OPEN_END.search(above) for above in words[:-1])
        if role is Role.LEAD and words and words[0] and (broken or not all(words)):
            found.add(column)
    return found


def _banner(printed: _Printed, name: str, stretch: Stretch, columns: int) -> tuple[Cell, ...]:
    first, last = stretch.banner[0], stretch.banner[-1]
    address = _address(printed, first.page)
    text = " ".join(strip.text for strip in stretch.banner)
    printed.spans[name, f"{address} c1"] = (first.line, last.line)
    extent = f"{address} c1:{address} c{columns}"
    return tuple(Cell(text, f"{address} c{c + 1}", merged_from=extent) for c in range(columns))


def _address(printed: _Printed, page: int) -> str:
    printed.rows[page] = printed.rows.get(page, 0) + 1
    return f"p{page} r{printed.rows[page]}"


def _row(
    printed: _Printed,
    name: str,
    stretch: Stretch,
    row: RowLines,
    table: AlignedTable,
    apart: set[int],
) -> tuple[Cell, ...]:
    lines = stretch.lines[row.first : row.end]
    address = _address(printed, lines[0].strip.page)
    cells = []
    roles = table.head.roles()
    doubts = doubtful_cells(lines, roles, table.widths, apart) | row.doubts
    for column, role in enumerate(roles):
        key = f"{address} c{column + 1}"
        held = [line for line in lines if column in line.cells and column not in apart]
        text = _words(held, column, role, table.widths[column])
        cells.append(Cell(text, key))
        _record(printed, (name, key), held, column, doubts.get(column))
    return tuple(cells)


def _record(
    printed: _Printed,
    key: tuple[str, str],
    held: Sequence[CutLine],
    column: int,
    doubt: Doubt | None,
) -> None:
    """Note where a cell stands, and if its words are in doubt."""
    if not held:
        return
    printed.spans[key] = (held[0].strip.line, held[-1].strip.line)
    others = [line for line in held if column in line.other]
    if doubt is not None:
        printed.doubts[key] = doubt
    elif others:
        words = " ".join(line.other.get(column) or line.cells[column] for line in held)
        reason = "two columns stand too close on the line to tell where it is to be cut"
        printed.doubts[key] = Doubt(reason, (words,))


def _words(held: Sequence[CutLine], column: int, role: Role | None, width: float | None) -> str:
    """Return the words of a cell; a break stays where the next word would have fitted."""
    text = ""
    for line in held:
        words = line.cells[column]
        if not text:
            text = words
            continue
        last = text.rsplit("\n", 1)[-1].split()
        whole = " ".join(last)
        room = width is not None and ems(f"{whole} {words.split()[0]}") < 0.9 * width - 1.5
        broken = _HYPHENED.search(text) and words[0].islower()
        if role is Role.NUMBER or broken or (_CUT_NUMBER.search(text) and words[0].isdigit()):
            text += words
        elif _BULLET.match(words) or (room and words[0].isupper() and not OPEN_END.search(text)):
            text += f"\n{words}"
        else:
            text += f" {words}"
    return text


def _span(
    printed: _Printed,
    name: str,
    blocks: Sequence[tuple[int, list[CutLine]]],
    table: AlignedTable,
    column: int,
    rows: list[tuple[Cell, ...]],
) -> None:
    """Fill a column of `rows` whose cells (`blocks`) may each stand beside several rows."""
    role = table.head.roles()[column]
    for place, (at, held) in enumerate(blocks):
        until = blocks[place + 1][0] if place + 1 < len(blocks) else len(rows)
        text = _words(held, column, role, table.widths[column])
        first, last = rows[at][column].address, rows[max(until, at + 1) - 1][column].address
        extent = f"{first}:{last}" if until - at > 1 else None
        printed.spans[name, first] = (held[0].strip.line, held[-1].strip.line)
        if extent and role is Role.LEAD:
            printed.doubts[name, first] = Doubt(_SHARED, ())
        for n in range(at, until):
            cell = Cell(text, rows[n][column].address, merged_from=extent)
            rows[n] = (*rows[n][:column], cell, *rows[n][column + 1 :])


def _blocks(
    stretch: Stretch, found: Sequence[RowLines], column: int
) -> list[tuple[int, list[CutLine]]]:
    """Return the cells of a column, each with the row that it begins at."""
    blocks: list[tuple[int, list[CutLine]]] = []
    for at, row in enumerate(found):
        for line in stretch.lines[row.first : row.end]:
            if column not in line.cells:
                continue
            words = line.cells[column]
            begins = words[0].isupper() or is_number_like(words)
            elsewhere = not blocks or blocks[-1][0] != at
            open_above = blocks and OPEN_END.search(blocks[-1][1][-1].cells[column])
            if not blocks or (elsewhere and begins and not open_above):
                blocks.append((at, []))
            blocks[-1][1].append(line)
    return blocks
