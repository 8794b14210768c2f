"""The mapping file in which an analyst names a supplier's headings and codes, without code."""

import tomllib
from collections.abc import Mapping as Named
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.dataset.files.headings import bare, near
from goldenthread.dataset.sources.shape import Source, Table

ORDERS = ("day first", "month first")
_TOP = {"supplier", "source", "dates", "tables"}
_TABLE = {"file", "sheet", "heading_row", "headings", "ignore", "values"}


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How one supplier sends one table.

    `file` is a pattern of file names ("*referrals*"), `sheet` a sheet's name, `heading_row` the row
    of the headings (0: found by what they say), `headings` the supplier's headings with our
    columns, `ignore` headings to pass over, `values` for a column what they send and what we say.
    """

    file: str = ""
    sheet: str = ""
    heading_row: int = 0
    headings: Named[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    values: Named[str, Named[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one supplier sends one source; `digest` tells one mapping from another."""

    supplier: str = ""
    month_first: bool = False
    tables: Named[str, TableMapping] = field(default_factory=dict)
    digest: str = ""

    def of(self, table: str) -> TableMapping:
        """Return the mapping of one table, an empty one where the file says nothing of it."""
        return self.tables.get(table, _NOTHING)


_NOTHING = TableMapping()
NO_MAPPING = Mapping()


def read_mapping(path: Path, source: Source) -> Mapping:
    """Return the mapping that a TOML file describes; UserError that names the line or the entry."""
    try:
        data = path.read_bytes()
        said = tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise UserError(f"The mapping “{path.name}” cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise UserError(
            f"The mapping “{path.name}” is not in the form of TOML: {error}. Nothing was loaded."
        ) from error
    _check_names(said, _TOP, path, "")
    meant = said.get("source", source.code)
    if meant != source.code:
        raise UserError(
            f"The mapping “{path.name}” is for the source {meant}, not for {source.code}. Nothing "
            "was loaded."
        )
    order = said.get("dates", ORDERS[0])
    if order not in ORDERS:
        raise _wrong(path, f"dates is “{order}”; it may be “day first” or “month first”")
    tables = _named(said, "tables", path)
    known = {bare(table.name): table.name for table in source.tables}
    for name in tables:
        if name not in known.values():
            raise _wrong(path, f"there is no table {name} in {source.code}{_near(name, known)}")
    return Mapping(
        supplier=_text(said, "supplier", path),
        month_first=order == ORDERS[1],
        tables={
            name: _table(_named(tables, name, path), source.table(name), path) for name in tables
        },
        digest=sha256(data).hexdigest(),
    )


def _table(said: Named[str, Any], table: Table, path: Path) -> TableMapping:
    _check_names(said, _TABLE, path, f"tables.{table.name}")
    headings = _texts(_named(said, "headings", path), f"headings of {table.name}", path)
    values = _named(said, "values", path)
    known = {bare(column.name): column.name for column in table.columns}
    for name in (*headings.values(), *values):
        if name not in known.values():
            raise _wrong(path, f"there is no column {name} in {table.name}{_near(name, known)}")
    repeated = {name for name in headings.values() if list(headings.values()).count(name) > 1}
    if repeated:
        raise _wrong(path, f"{', '.join(sorted(repeated))} of {table.name} is named twice")
    row = said.get("heading_row", 0)
    ignored = said.get("ignore", [])
    if not isinstance(row, int) or isinstance(row, bool) or row < 0:
        raise _wrong(path, f"heading_row of {table.name} is to be a row's number")
    if not isinstance(ignored, list) or not all(isinstance(one, str) for one in ignored):
        raise _wrong(path, f"ignore of {table.name} is to be a list of headings")
    return TableMapping(
        file=_text(said, "file", path),
        sheet=_text(said, "sheet", path),
        heading_row=row,
        headings=headings,
        ignore=tuple(ignored),
        values={
            name: {
                bare_value(sent): ours
                for sent, ours in _texts(
                    _named(values, name, path), f"values of {name}", path
                ).items()
            }
            for name in values
        },
    )


def bare_value(text: str) -> str:
    """Return a value without case and without blanks around or doubled, to be looked up."""
    return " ".join(text.split()).casefold()


def _check_names(said: Named[str, Any], known: set[str], path: Path, where: str) -> None:
    for name in said:
        if name not in known:
            beside = _near(name, {bare(one): one for one in known})
            raise _wrong(path, f"{name} {f'in {where} ' if where else ''}is not known{beside}")


def _near(text: str, known: dict[str, str]) -> str:
    beside = near(text, known)
    return f" (near it is {beside})" if beside else f" (there are {', '.join(known.values())})"


def _named(said: Named[str, Any], name: str, path: Path) -> dict[str, Any]:
    value = said.get(name, {})
    if not isinstance(value, dict):
        raise _wrong(path, f"{name} is to be a table of entries")
    return value


def _texts(said: dict[str, Any], name: str, path: Path) -> dict[str, str]:
    if not all(isinstance(value, str) for value in said.values()):
        raise _wrong(path, f"each entry of {name} is to be text in quotation marks")
    return said


def _text(said: Named[str, Any], name: str, path: Path) -> str:
    value = said.get(name, "")
    if not isinstance(value, str):
        raise _wrong(path, f"{name} is to be text in quotation marks")
    return value


def _wrong(path: Path, what: str) -> UserError:
    return UserError(f"In the mapping “{path.name}” {what}. Nothing was loaded.")
