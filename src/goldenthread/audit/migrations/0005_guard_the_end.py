"""The database refuses to empty the trail at one stroke, and to let its head point anywhere else.

PostgreSQL's TRUNCATE asks no trigger of a row, so it has triggers of its own; SQLite has no
TRUNCATE. The head moves on only to an event that follows the one it stands at, so that the last
events cannot be taken off and the head set back over the place where they were. A later migration
that alters these tables on SQLite must put the guard back, as that of 0003.
"""

from typing import Any

from django.db import migrations

REFUSED = "The trail is kept as it was written: an event is never changed or taken out."
NOT_FORWARD = "The trail is kept as it was written: its head moves to the event after it only."
FOLLOWS = """SELECT 1 FROM audit_event
    WHERE audit_event.hash = NEW.hash AND audit_event.previous_hash = OLD.hash"""

ON_SQLITE = (
    f"""CREATE TRIGGER audit_chainhead_moves_on BEFORE UPDATE ON audit_chainhead
    WHEN NEW.id <> OLD.id OR NOT EXISTS ({FOLLOWS})
    BEGIN SELECT RAISE(ABORT, '{NOT_FORWARD}'); END""",
)
OFF_SQLITE = ("DROP TRIGGER audit_chainhead_moves_on",)
ON_POSTGRESQL = (
    f"""CREATE FUNCTION audit_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE FUNCTION audit_move_on() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.id <> OLD.id OR NOT EXISTS ({FOLLOWS}) THEN
            RAISE EXCEPTION '{NOT_FORWARD}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER audit_event_not_emptied BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_truncate()""",
    """CREATE TRIGGER audit_chainhead_not_emptied BEFORE TRUNCATE ON audit_chainhead
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_truncate()""",
    """CREATE TRIGGER audit_chainhead_moves_on BEFORE UPDATE ON audit_chainhead
    FOR EACH ROW EXECUTE FUNCTION audit_move_on()""",
)
OFF_POSTGRESQL = (
    "DROP TRIGGER audit_event_not_emptied ON audit_event",
    "DROP TRIGGER audit_chainhead_not_emptied ON audit_chainhead",
    "DROP TRIGGER audit_chainhead_moves_on ON audit_chainhead",
    "DROP FUNCTION audit_refuse_truncate()",
    "DROP FUNCTION audit_move_on()",
)


def arm(connection: Any) -> None:
    """Put the guard up."""
    _run(connection, ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)


def disarm(connection: Any) -> None:
    """Take the guard down, as only somebody who owns the database can."""
    _run(connection, OFF_SQLITE if connection.vendor == "sqlite" else OFF_POSTGRESQL)


def _run(connection: Any, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_outbox_as_claims")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: arm(editor.connection),
            lambda apps, editor: disarm(editor.connection),
        )
    ]
