"""The trail with its guard down, as somebody who owns the database can have it."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection

GUARDS = [
    import_module(f"goldenthread.audit.migrations.{name}")
    for name in ("0003_guard_the_trail", "0005_guard_the_end")
]


@contextmanager
def unguarded() -> Iterator[None]:
    """Take all of the database's guard off the trail, and put it back."""
    _settle()
    for guard in GUARDS:
        guard.disarm(connection)
    try:
        yield
    finally:
        _settle()
        for guard in GUARDS:
            guard.arm(connection)


def _settle() -> None:
    """Let what was put off to the end of a transaction happen now, as a change of triggers asks."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
