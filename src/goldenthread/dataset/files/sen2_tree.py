"""Writes the SEN2 return as XML, a person at a time, from tables in the order of their persons."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TextIO
from xml.sax.saxutils import escape

from goldenthread.core.errors import UserError
from goldenthread.dataset.files.sen2_layout import (
    COLLECTION,
    ELEMENT,
    OFFICERS,
    OWN,
    PARENT,
    SENDER,
    TAG,
)
from goldenthread.dataset.sources.shape import Source, Table

Row = Mapping[str, Any]
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHILDREN = {
    above: tuple(name for name, parent in PARENT.items() if parent == above) for above in ELEMENT
}


class _Below:
    """The rows of a table that lie in one person's one request, taken as they come."""

    def __init__(self, table: str, rows: Iterable[Row], by: tuple[str, ...]) -> None:
        self.table = table
        self.by = by
        self.rows = iter(rows)
        self.next = next(self.rows, None)

    def of(self, key: tuple[Any, ...]) -> list[Row]:
        """Return the rows that come next and belong to a person and request."""
        found = []
        while self.next is not None and tuple(self.next.get(name) for name in self.by) == key:
            found.append(self.next)
            self.next = next(self.rows, None)
        return found

    def check_done(self) -> None:
        """Raise UserError where rows are left that no row above took."""
        left = (self.next is not None) + sum(1 for _ in self.rows)
        if left:
            raise UserError(
                f"{left:,} rows of {self.table} lie below no request or person that was written, "
                "so the return cannot be laid out as XML. Nothing was written. Load a return whose "
                "rows all have the row above them, or write it as CSV."
            )


def write_tree(stream: TextIO, source: Source, tables: Mapping[str, Iterable[Row]]) -> None:
    """Write the return; UserError for rows out of place and for signs that XML does not have."""
    columns = {table.name: _columns(table) for table in source.tables}
    below = {
        name: _Below(name, tables.get(name, ()), ("person_id", "request_id"))
        for name in PARENT
        if name != "requests"
    }
    requests = _Below("requests", tables.get("requests", ()), ("person_id",))
    headers = list(tables.get("sen2", ()))
    if len(headers) != 1:
        raise UserError(
            f"A return has one header and {len(headers)} are there. Nothing was written. Load a "
            "return with one row in its sen2 table."
        )
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n')
    stream.writelines(_header(headers[0]))
    stream.write("<Persons>\n")
    for person in tables.get("person", ()):
        key = person.get("person_id")
        stream.write("<Person>\n")
        stream.writelines(_fields(person, columns["person"]))
        for request in requests.of((key,)):
            there = {
                name: rows.of((key, request.get("request_id"))) for name, rows in below.items()
            }
            stream.writelines(_element("requests", request, there, columns))
        stream.write("</Person>\n")
    for rows in (requests, *below.values()):
        rows.check_done()
    stream.write("</Persons>\n</Message>\n")


def _element(
    table: str,
    row: Row,
    there: Mapping[str, list[Row]],
    columns: Mapping[str, list[tuple[str, str]]],
) -> Iterator[str]:
    """Yield a row and those within it, of the rows that lie in its request."""
    yield f"<{ELEMENT[table]}>\n"
    yield from _fields(row, columns[table])
    number = row.get(OWN[table])
    for name in _CHILDREN[table]:
        for child in list(there[name]):
            if table == "requests" or child.get(OWN[table]) == number:
                there[name].remove(child)
                yield from _element(name, child, there, columns)
    yield f"</{ELEMENT[table]}>\n"
    if table == "requests" and any(there.values()):
        lost = ", ".join(name for name, rows in there.items() if rows)
        raise UserError(
            f"A row of {lost} lies below no row of the table above it in its request, so the "
            "return cannot be laid out as XML. Nothing was written. Write it as CSV."
        )


def _header(row: Row) -> Iterator[str]:
    yield "<Header>\n<CollectionDetails>\n"
    yield from _fields(row, [(name, TAG[name]) for name in COLLECTION])
    yield "</CollectionDetails>\n<Source>\n"
    yield from _fields(row, [(name, TAG[name]) for name in (*SENDER, *OFFICERS)])
    yield "</Source>\n</Header>\n"


def _columns(table: Table) -> list[tuple[str, str]]:
    """Return a table's own columns with their elements, the numbers left out."""
    return [(c.name, TAG[c.name]) for c in table.columns if c.name not in OWN.values()]


def _fields(row: Row, columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, tag in columns:
        value = row.get(name)
        if value is not None:
            yield f"<{tag}>{_text(value, name)}</{tag}>\n"


def _text(value: Any, name: str) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value)
    if _NOT_IN_XML.search(text):
        raise UserError(
            f"A value of {name} has a sign that XML cannot hold, such as one of the unseen control "
            "signs. Nothing was written. Mend the value where it was entered and load it again."
        )
    return escape(text, {"\r": "&#13;"})
