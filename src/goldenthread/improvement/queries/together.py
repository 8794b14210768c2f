"""Several tables asked in one question, as models.

One statement for twelve tables takes a third of the time of twelve statements: it is written once,
sent once, waited for once.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.sql import RawQuery


def _moment(words: str) -> datetime:
    """Return a moment as a database writes it; SQLite keeps UTC and does not say so."""
    found = datetime.fromisoformat(words)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


# What makes a value that a database wrote as JSON one of the field again; of the others JSON has
# the very value.
_READ: dict[str, Callable[[Any], Any]] = {
    "DateField": date.fromisoformat,
    "DateTimeField": _moment,
    "BooleanField": bool,
}
_AS_WRITTEN = {
    "AutoField",
    "BigAutoField",
    "CharField",
    "ForeignKey",
    "IntegerField",
    "OneToOneField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
    "TextField",
}
# How each database writes a row as JSON, and asks for one of some keys.
_ROW = {"sqlite": "json_array", "postgresql": "json_build_array"}
_KEYS = {
    "sqlite": "(SELECT value FROM json_each(%(keys)s))",
    "postgresql": "(SELECT value::bigint FROM json_array_elements_text(%(keys)s::json))",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one table to be asked for beside others.

    `where` says which, in SQL that both databases read, with %(name)s for each value that is given
    and KEYS for the keys. `fields` are those wanted, every one where there is none; one left out is
    fetched when it is first looked at, as Django does.
    """

    model: type[Model]
    where: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shape:
    names: list[str]
    columns: list[str]
    readers: list[tuple[int, Callable[[Any], Any]]]


def together(parts: Sequence[Part], **values: Any) -> list[list[Any]]:
    """Return the rows of each part by their primary keys, all asked in one question.

    `values` fill the places in what the parts say; `keys` may be any number of whole numbers.
    """
    if "keys" in values:
        values["keys"] = json.dumps([int(key) for key in values["keys"]])
    found: list[list[Any]] = [[] for _ in parts]
    shapes = [_shape(part) for part in parts]
    statement = _statement(tuple(parts), connection.vendor)
    for place, words in RawQuery(statement, connection.alias, values):
        found[place].append(_row(parts[place].model, shapes[place], json.loads(words)))
    for each in found:
        each.sort(key=lambda row: row.pk)
    return found


@cache
def _statement(parts: tuple[Part, ...], vendor: str) -> str:
    """Return the question for some parts as this database wants it put."""
    quoted = connection.ops.quote_name
    asked = []
    for place, part in enumerate(parts):
        columns = ", ".join(quoted(column) for column in _shape(part).columns)
        where = part.where.replace("KEYS", _KEYS[vendor])
        table = quoted(part.model._meta.db_table)
        asked.append(
            f"SELECT {place}, CAST({_ROW[vendor]}({columns}) AS text) FROM {table} WHERE {where}"
        )
    return " UNION ALL ".join(asked)


@cache
def _shape(part: Part) -> _Shape:
    held = part.model._meta.concrete_fields  # from_db takes values in this order
    names = {field.name for field in held} if not part.fields else {"id", *part.fields}
    if unknown := names - {field.name for field in held}:
        raise TypeError(f"{part.model.__name__} has no {', '.join(sorted(unknown))}.")
    wanted = [field for field in held if field.name in names]
    kinds = [field.get_internal_type() for field in wanted]
    for field, kind in zip(wanted, kinds, strict=True):
        if kind not in _READ and kind not in _AS_WRITTEN:
            raise TypeError(f"{field} cannot be asked for beside others: it is a {kind}.")
    return _Shape(
        [field.attname for field in wanted],
        [field.column or field.attname for field in wanted],
        [(place, _READ[kind]) for place, kind in enumerate(kinds) if kind in _READ],
    )


def _row(model: type[Model], shape: _Shape, values: list[Any]) -> Model:
    """Return a row from its values as a database wrote them."""
    for place, read in shape.readers:
        if values[place] is not None:
            values[place] = read(values[place])
    return model.from_db(connection.alias, shape.names, values)
