"""Reads a SEN2 return in XML: one pass over the file for each table, one person at a time.

XML has no numbers to join rows by, so they are made here. A person's is a digest of who the return
says it is (UPN, ULN, name, date of birth), so that it stays from one return to the next and never
means anyone else; those below are counted and carry a digest of the header, so that no two returns
share one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from goldenthread.core.errors import UserError
from goldenthread.dataset.files.elements import Element, elements
from goldenthread.dataset.files.rows import CellFault, FoundTable, TextRow
from goldenthread.dataset.files.sen2_layout import ALSO, ELEMENT, OWN, PARENT
from goldenthread.dataset.sources.shape import Source, Table

OPENING = frozenset({"persons", *(element.lower() for element in ELEMENT.values())})
TABLE = {element.lower(): table for table, element in ELEMENT.items()}
IDENTITY = ("upn", "uniquelearnernumber", "surname", "forename", "personbirthdate")
ROWS_OF_A_PERSON = 10_000
_WRAPPERS = frozenset({"collectiondetails", "source", "cbdslevels", "cbdslevel", "content"})
_TWICE = "is there twice in one element, so it cannot be told which is meant"


@dataclass(slots=True)
class Node:
    """One element that is a row: its line, its fields, and the rows it lies within."""

    table: str
    line: int
    parent: "Node | None"
    number: str
    fields: dict[str, str | None] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Return:
    """What is known of a return while it is read."""

    path: Path
    header: dict[str, str | None] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    persons: dict[bytes, int] = field(default_factory=dict)
    stamp: str = ""

    def number(self, table: str) -> str:
        """Return the next number of a table, its own in this return and in no other."""
        self.counts[table] = self.counts.get(table, 0) + 1
        if not self.stamp:
            said = "\x1f".join(f"{name}={self.header[name]}" for name in sorted(self.header))
            self.stamp = sha256(said.encode()).hexdigest()[:10]
        return f"{self.stamp}-{self.counts[table]}"

    def person(self, fields: dict[str, str | None]) -> str:
        """Return the number of a person; of one listed before it ends in how often."""
        said = "\x1f".join(" ".join((fields.get(name) or "").upper().split()) for name in IDENTITY)
        digest = sha256(said.encode()).digest()[:12]
        times = self.persons[digest] = self.persons.get(digest, 0) + 1
        return digest.hex() + (f"-{times}" if times > 1 else "")


def tables_of_return(path: Path, source: Source) -> list[FoundTable]:
    """Return the tables of a return in XML; UserError where it is broken, unsafe or not SEN2.

    The whole file is looked through once before any row of it is handed on.
    """
    seen: dict[str, set[str]] = {"sen2": set()}
    first: dict[tuple[str, str], int] = {}
    for node in _nodes(path):
        names = seen.setdefault(node.table, set())
        for name in node.fields.keys() - names:
            names.add(name)
            first[node.table, name] = node.line
    if "person" not in seen:
        raise UserError(
            f"“{path.name}” is XML, but there is no Person within Persons in it, so it is not a "
            "SEN2 return. Nothing was loaded."
        )
    return [
        _found(path, table, seen[table.name], first)
        for table in source.tables
        if table.name in seen
    ]


def _found(
    path: Path, table: Table, seen: set[str], first: dict[tuple[str, str], int]
) -> FoundTable:
    names = {column.name for column in table.columns}
    links = set(OWN.values())
    unknown = tuple(
        f"element {name} of {table.name} (first on line {first[table.name, name]:,}) is not read"
        for name in sorted(seen - names)
    )
    return FoundTable(
        table=table,
        path=path,
        sheet="",
        columns={name: name for name in sorted(names & (seen | links))},
        unknown=unknown,
        missing=tuple(c.name for c in table.columns if c.name not in seen | links),
        notes=tuple(f"In “{path.name}” the {sentence}." for sentence in unknown),
        plain=None,
        rows=lambda: _rows(path, table),
    )


def _rows(path: Path, table: Table) -> Iterator[TextRow]:
    """Yield the rows of one table in the order of the file."""
    names = [column.name for column in table.columns]
    number = 0
    for node in _nodes(path):
        if node.table != table.name:
            continue
        number += 1
        links = {}
        above: Node | None = node
        while above is not None:
            links[OWN[above.table]] = above.number
            above = above.parent
        cells = tuple(links.get(name) or node.fields.get(name) for name in names)
        faults = tuple(CellFault(name, "element", _TWICE) for name in node.twice if name in names)
        yield TextRow(number, node.line, cells, faults)
        if table.name == "sen2":
            return


def _nodes(path: Path) -> Iterator[Node]:
    """Yield each row of a return with its number, a person before those within."""
    said = Return(path)
    header = Node("sen2", 1, None, "1")
    stream = elements(path, OPENING)
    for element in stream:
        if element.name == "persons":
            said.header = dict(header.fields)
            yield header
            break
        if not element.opens and element.text is not None:
            _take(header, element)
    for element in stream:
        if element.opens and element.name == "person":
            yield from _person(stream, element, said)


def _person(stream: Iterator[Element], element: Element, said: Return) -> Iterator[Node]:
    """Read on to the end of a person and yield its row and those within, numbered."""
    person = Node("person", element.line, None, "")
    nodes = [person]
    at, depth = person, element.depth
    for element in stream:
        table = TABLE.get(element.name)
        if table is None:
            _take(at, element)
        elif element.opens:
            depth += 1
            if PARENT.get(table) != at.table or element.depth != depth:
                raise UserError(_misplaced(said.path, element, at))
            at = Node(table, element.line, at, said.number(table))
            nodes.append(at)
            if len(nodes) > ROWS_OF_A_PERSON:
                raise UserError(_too_many(said.path, person))
        elif at.parent is None:
            break
        else:
            at, depth = at.parent, depth - 1
    person.number = said.person(person.fields)
    yield from nodes


def _take(node: Node, element: Element) -> None:
    """Keep a field of a row; of one that is there twice the second is not believed."""
    name = ALSO.get(element.name, element.name)
    if name in node.fields:
        node.twice.append(name)
    elif name not in _WRAPPERS:
        node.fields[name] = element.text


def _misplaced(path: Path, element: Element, at: Node) -> str:
    tag = ELEMENT[TABLE[element.name]]
    return (
        f"“{path.name}” has {tag} within {ELEMENT[at.table]} on line {element.line:,}, where the "
        "return has none. Nothing was loaded. Ask for the return again from the system that makes "
        "it."
    )


def _too_many(path: Path, person: Node) -> str:
    return (
        f"“{path.name}” has more than {ROWS_OF_A_PERSON:,} rows within one person, who begins on "
        f"line {person.line:,}. Nothing was loaded."
    )
