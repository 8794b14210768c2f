"""The database itself refuses to change or take out an event, or to take out the chain's head.

The one change it lets through takes a person's printed name away and touches nothing else. A later
migration that alters the table of events on SQLite must put the guard back: SQLite makes a new
table, and the old one's triggers go with it.
"""

from typing import Any

from django.db import migrations

COLUMNS = (
    "id",
    "at",
    "actor_ref",
    "actor_digest",
    "verb",
    "subject",
    "subject_ref",
    "before",
    "after",
    "note",
    "previous_hash",
    "hash",
)
REFUSED = "The trail is kept as it was written: an event is never changed or taken out."


def _only_the_name_goes(same: str) -> str:
    kept = " AND ".join(f'NEW."{column}" {same} OLD."{column}"' for column in COLUMNS)
    return f"NEW.actor_name = '' AND {kept}"


ON_SQLITE = (
    f"""CREATE TRIGGER audit_event_unchanged BEFORE UPDATE ON audit_event
    WHEN NOT ({_only_the_name_goes("IS")})
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    f"""CREATE TRIGGER audit_event_not_taken_out BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    f"""CREATE TRIGGER audit_chainhead_not_taken_out BEFORE DELETE ON audit_chainhead
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
)
OFF_SQLITE = (
    "DROP TRIGGER audit_event_unchanged",
    "DROP TRIGGER audit_event_not_taken_out",
    "DROP TRIGGER audit_chainhead_not_taken_out",
)
ON_POSTGRESQL = (
    f"""CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER audit_event_unchanged BEFORE UPDATE ON audit_event FOR EACH ROW
    WHEN (NOT ({_only_the_name_goes("IS NOT DISTINCT FROM")}))
    EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_event_not_taken_out BEFORE DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_chainhead_not_taken_out BEFORE DELETE ON audit_chainhead
    FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
)
OFF_POSTGRESQL = (
    "DROP TRIGGER audit_event_unchanged ON audit_event",
    "DROP TRIGGER audit_event_not_taken_out ON audit_event",
    "DROP TRIGGER audit_chainhead_not_taken_out ON audit_chainhead",
    "DROP FUNCTION audit_refuse()",
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
    dependencies = [("audit", "0002_actor_digest")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: arm(editor.connection),
            lambda apps, editor: disarm(editor.connection),
        )
    ]
