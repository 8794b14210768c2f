"""Putting a backup in the place of the whole database, in one transaction."""

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from goldenthread.core.errors import UserError

from ..queries import chain_ends_in, events_held, first_broken_event
from ..rules import COMMAND_LINE
from .outbox import hold_back
from .trail import record

MOST_ROWS, MOST_BYTES = 200, 8 * 1024 * 1024


@dataclass(frozen=True)
class Table:
    """The rows of one table: its label, its columns, how many rows, and each as a line of JSON."""

    label: str
    fields: list[str]
    count: int
    lines: Iterable[bytes]


@contextmanager
def restored(
    *,
    nodes: list[tuple[str, str]],
    tables: Iterable[Table],
    ends_in: str,
    was_broken: bool,
    made_at: str,
) -> Iterator[tuple[int, int]]:
    """Drop every table of ours, load a backup at its own version, check it, bring it up to this.

    Yields how much work was held back and how many events there are, before all is committed; an
    error, here or in the block, leaves the database as it was. `nodes` are the migrations the
    backup was made at, `ends_in` the hash its trail ended in.
    """
    with _as_one_change():
        _drop_tables()
        old = _tables_as_of(nodes)
        for table in tables:
            _load(old, table)
        connection.check_constraints()
        _count_on(old)
        call_command("migrate", interactive=False, verbosity=0)
        broken = first_broken_event()
        if chain_ends_in() != ends_in or (broken is not None) != was_broken:
            raise _unusable("its trail does not hold, so it was changed after it was made")
        outcome = (hold_back(words=f"Held back by a restore of {made_at}."), events_held())
        after = {"made_at": made_at, "ended_in": ends_in, "held_back": outcome[0]}
        record(by=COMMAND_LINE, verb="restore", subject="installation", ref="1", after=after)
        yield outcome


def _unusable(why: str) -> UserError:
    return UserError(f"This backup cannot be used: {why}. Nothing was changed.")


@contextmanager
def _as_one_change() -> Iterator[None]:
    """Run a block in one transaction in which SQLite lets tables be made, and no rule is forgotten.

    SQLite does that only where the checking of foreign keys was put off before it began.
    """
    unchecked = connection.vendor == "sqlite" and not connection.in_atomic_block
    if unchecked:
        connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            yield
    except (
        DatabaseError,
        ValidationError,
        ValueError,
        TypeError,
        KeyError,
        LookupError,
    ) as problem:
        raise _unusable(f"its rows do not fit ({type(problem).__name__}: {problem})") from problem
    finally:
        if unchecked:
            connection.enable_constraint_checking()


def _drop_tables() -> None:
    """Drop the tables of every room and library, and on PostgreSQL the functions of their triggers.

    What else somebody keeps in the same database stays.
    """
    caches = {each["LOCATION"] for each in settings.CACHES.values() if "LOCATION" in each}
    ours = {*connection.introspection.django_table_names(), "django_migrations", *caches}
    here = sorted(ours & set(connection.introspection.table_names()))
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        functions: list[str] = []
        if postgresql:
            cursor.execute(
                "SELECT DISTINCT tgfoid::regprocedure::text FROM pg_trigger JOIN pg_class c ON "
                "c.oid = tgrelid WHERE NOT tgisinternal AND c.relname = ANY(%s) AND "
                "c.relnamespace = current_schema()::regnamespace",
                [here],
            )
            functions = [name for (name,) in cursor.fetchall()]
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in here:
            name = connection.ops.quote_name(table)
            cursor.execute(f"DROP TABLE {name}{' CASCADE' if postgresql else ''}")
        for function in functions:
            cursor.execute(f"DROP FUNCTION {function}")


def _tables_as_of(nodes: list[tuple[str, str]]) -> Any:
    """Make the tables as they were at some migrations, empty, and return their models."""
    executor = MigrationExecutor(connection)
    if not set(nodes) <= set(executor.loader.graph.nodes):
        raise UserError(
            "This backup was made by a newer version of Golden Thread. Nothing was changed. Bring "
            "this installation up to that version, then restore."
        )
    state = executor.migrate(nodes)
    connection.check_constraints()
    for model in state.apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            rows = model._base_manager.all()
            rows._raw_delete(rows.db)
    return state.apps


def _load(old: Any, table: Table) -> None:
    """Insert the rows of a table exactly as they were."""
    model = old.get_model(table.label)
    fields = {field.attname: field for field in model._meta.concrete_fields}
    if set(fields) != set(table.fields):
        raise _unusable(f"the columns of {table.label} are not those of its version")
    for field in fields.values():
        field.auto_now = field.auto_now_add = False
    batch: list[Any] = []
    size = count = 0
    for line in table.lines:
        values = dict(zip(table.fields, json.loads(line), strict=True))
        batch.append(model(**{name: _value(fields[name], each) for name, each in values.items()}))
        size, count = size + len(line), count + 1
        if len(batch) >= MOST_ROWS or size >= MOST_BYTES:
            model._base_manager.bulk_create(batch)
            batch, size = [], 0
    model._base_manager.bulk_create(batch)
    if count != table.count:
        raise _unusable(f"{table.label} has {count:,} rows and should have {table.count:,}")


def _value(field: "models.Field[Any, Any]", value: Any) -> Any:
    """Return a value read from JSON as its field holds it."""
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return field.to_python(value)


def _count_on(old: Any) -> None:
    """Let the next row of each table get a number that no restored row has."""
    tables = old.get_models(include_auto_created=True)
    statements = connection.ops.sequence_reset_sql(no_style(), tables)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
