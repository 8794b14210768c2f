"""The trail with its guard down, as somebody who owns the database can have it."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection

GUARD = import_module("goldenthread.audit.migrations.0003_guard_the_trail")


@contextmanager
def unguarded() -> Iterator[None]:
    """Take the database's guard off the trail, and put it back."""
    _settle()
    GUARD.disarm(connection)
    try:
        yield
    finally:
        _settle()
        GUARD.arm(connection)


def _settle() -> None:
    """Let what was put off to the end of a transaction happen now, as a change of triggers asks."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
