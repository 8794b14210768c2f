"""A person's copy of their data as files: JSON for programs, a workbook, and a page to print."""

import hashlib
import json
from typing import Any

from goldenthread.writing.tabulated import PrintedTable
from goldenthread.writing.workbook import xlsx_bytes

from .subject import Copy, Held

LONGEST = 32_000


def as_json(copy: Copy) -> dict[str, Any]:
    """Return a copy as it is given: what reviewers left out is not in it, only that it was."""
    return {
        "request": copy.number,
        "identifiers": [
            dict(zip(("kind", "value", "source", "status", "from", "to"), row, strict=True))
            for row in copy.identifiers
        ],
        "how_records_were_joined": [
            dict(zip(("source", "step", "score"), row, strict=True)) for row in copy.links
        ],
        "rows": [_row(row) for row in copy.rows],
        "who_read_it": [
            dict(zip(("on", "why", "where"), row, strict=True)) for row in copy.readings
        ],
    }


def _row(row: Held) -> dict[str, Any]:
    return {
        "source": row.source_words,
        "table": row.table_words,
        "held_back": row.held_back,
        "came_from": [
            {
                "extract_of": one.extract_on.isoformat(),
                "sent_by": one.partner,
                "agreements": list(one.agreements),
            }
            for one in row.sent
        ],
        "values": {value.words: value.shown for value in row.values},
    }


def digest_of(copy: Copy) -> str:
    """Return the SHA-256 of what is given of rows and identifiers: the same while they stay so."""
    said = as_json(copy)
    said.pop("who_read_it")
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def json_bytes(copy: Copy) -> bytes:
    """Return a copy as JSON."""
    return json.dumps(as_json(copy), ensure_ascii=False, indent=2).encode()


def workbook_bytes(copy: Copy) -> bytes:
    """Return a copy as an XLSX workbook: rows, identifiers, where it came from, who read it."""
    rows = tuple(
        (row.source_words, row.table_words, str(place), value.words, value.shown[:LONGEST])
        for place, row in enumerate(copy.rows, 1)
        for value in row.values
    )
    came = tuple(
        (str(place), f"{one.extract_on:%d/%m/%Y}", one.partner or "Not said", named)
        for place, row in enumerate(copy.rows, 1)
        for one in row.sent
        for named in [", ".join(one.agreements) or "None on record"]
    )
    tables = (
        _sheet("Your data", "Every row that is held.", _ROWS, rows),
        _sheet("Identifiers", "Numbers that stand for you.", _NUMBERS, copy.identifiers),
        _sheet("Where it came from", "The extract that brought each row.", _CAME, came),
        _sheet("How it was joined", "How rows were found to be yours.", _JOINED, copy.links),
        _sheet("Who read it", "Each reading, and why.", _READ, copy.readings),
    )
    return xlsx_bytes(f"Request {copy.number}", tables)


_ROWS = ("From", "Table", "Row", "Field", "Value")
_NUMBERS = ("Kind", "Number", "From", "Standing", "First day", "Last day")
_CAME = ("Row", "Extract of", "Sent by", "Agreements")
_JOINED = ("From", "How", "How sure")
_READ = ("On", "Why", "Where")


def _sheet(
    name: str, about: str, headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> PrintedTable:
    return PrintedTable(name, about, headings, rows or (("Nothing", *[""] * (len(headings) - 1)),))
