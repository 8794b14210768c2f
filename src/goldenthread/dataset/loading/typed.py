"""One pass over a table's text: typed values, the record's name and every check, as expressions.

The stages are laid one upon another as views, so that no engine computes a value twice.
"""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from goldenthread.dataset.rules.keys import NAME_LENGTH, PARTS, halves, record_use
from goldenthread.dataset.sources.shape import Given, Kind, Severity, Source, Table

from .checks import TEXT, Check, asked_of
from .values import read

FAILS = "fails__"
BAD, SUSPECT, CELLS = "bad__", "suspect__", "cells__"
"""Beside a table's own columns: held back; anything found; what the reader of its file found."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What is asked of text: `values` of every row with `bad__` and `suspect__`, `faults` of few.

    `checks` are in the order of the columns `fails__0`, ... of `faults`. A column of kind text that
    is as it was sent is not among the values.
    """

    values: ir.Table
    faults: ir.Table
    checks: tuple[Check, ...]


def one_pass(
    backend: BaseBackend,
    text: ir.Table,
    *,
    source: Source,
    table: Table,
    given: Given,
    secret: str,
) -> Pass:
    """Return what types, names and checks every row of a table's text.

    `text` has `row`, `cells__` (what its reader found, null where nothing), and trimmed text for
    each column of the table that was sent, under our name.
    """
    values = _typed(text, table)
    values = _laid(backend, values.mutate(record=record(values, source.code, table, secret)))
    asked = asked_of(source, table, values, given)
    fails = {f"{FAILS}{at}": expression for at, (_, expression) in enumerate(asked)}
    checked = _laid(backend, values.mutate(**fails))
    checks = tuple(check for check, _ in asked)
    bad, suspect = checked[CELLS].notnull(), checked[CELLS].notnull()
    for at, check in enumerate(checks):
        suspect = suspect | checked[f"{FAILS}{at}"]
        if check.severity is Severity.ERROR:
            bad = bad | checked[f"{FAILS}{at}"]
    sent = [c.name for c in table.columns if c.name in text.columns and c.kind is not Kind.TEXT]
    judged = checked.mutate(**{BAD: bad, SUSPECT: suspect})
    return Pass(
        judged.select("row", "record", *sent, BAD, SUSPECT),
        checked.select("row", "record", CELLS, *fails),
        checks,
    )


def record(rows: ir.Table, source: str, table: Table, secret: str) -> ir.StringValue:
    """Return the expression of a row's opaque name, the twin of `rules.keys.record_key`.

    A day is written as one: an engine may hold it as a moment while it is read.
    """
    parts = [
        (
            rows[name].strftime("%Y-%m-%d")
            if table.column(name).kind is Kind.DATE
            else rows[name].cast("string")
        ).fill_null("")
        for name in table.key
    ]
    message = parts[0]
    for part in parts[1:]:
        message = message + PARTS + part
    inner, outer = halves(secret, record_use(source, table.name))
    first = (ibis.literal(inner) + message).hexdigest("sha256").substr(0, NAME_LENGTH)
    return (ibis.literal(outer) + first).hexdigest("sha256").substr(0, NAME_LENGTH)


def _typed(text: ir.Table, table: Table) -> ir.Table:
    sent = {
        column.name: text[column.name] if column.name in text.columns else ibis.null("string")
        for column in table.columns
    }
    values = {column.name: read(column, sent[column.name]) for column in table.columns}
    texts = {TEXT + name: value for name, value in sent.items()}
    return _fixed(text.select("row", CELLS, **values, **texts))


def _fixed(rows: ir.Table) -> ir.Table:
    """Return rows whose untyped nulls are text."""
    loose = {
        name: rows[name].cast("string") for name, kind in rows.schema().items() if kind.is_null()
    }
    return rows.mutate(**loose) if loose else rows


def _laid(backend: BaseBackend, rows: ir.Table) -> ir.Table:
    """Lay an expression down as a view, which the next stage reads by name."""
    name = ibis.util.gen_name("stage")
    backend.raw_sql(f"CREATE TEMPORARY VIEW {name} AS {backend.compile(rows)}")
    return ibis.table(rows.schema(), name=name)
