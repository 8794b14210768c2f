"""A database that held visits among the dates of an inspection keeps them as contacts."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

MIGRATE = (
    "from django.core.management import execute_from_command_line as run; import sys; run(sys.argv)"
)


def migrate(home: Path, *to: str) -> None:
    """Bring the database of a home to a migration of inspections."""
    env = os.environ | {
        "GOLDENTHREAD_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
    }
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", MIGRATE, "migrate", "inspections", *to]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def put(connection: sqlite3.Connection, table: str, **values: object) -> int:
    """Put a row into a table, every other column that must hold something empty; return its key."""
    for _, name, kind, must, default, key in connection.execute(f"PRAGMA table_info({table})"):
        if must and not key and default is None and name not in values:
            values[name] = 0 if "int" in kind or kind == "bool" else ""
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" for _ in values)
    made = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", [*values.values()])
    assert made.lastrowid
    return made.lastrowid


@pytest.mark.slow
def test_visits_move_with_their_notes_and_passages(tmp_path):
    migrate(tmp_path, "0004")
    with closing(sqlite3.connect(tmp_path / "goldenthread.db")) as old:
        area = put(old, "areas_localarea", slug="a", name="A")
        inspection = put(
            old,
            "inspections_inspection",
            area_id=area,
            regime="2016",
            kind="full",
            responsible="[]",
        )
        same = {"inspection_id": inspection}
        event = "inspections_inspectionevent"
        visit = put(old, event, **same, event="monitoring_visit", on="2021-09-13", note="Formal.")
        fit = put(old, event, **same, event="fit_for_purpose", on="2019-10-18", note="")
        put(old, "inspections_monitoringnote", event_id=visit, text="Trust is slow.")
        put(old, "inspections_monitoringnote", event_id=fit, text="Accepted.")
        document = put(old, "documents_document", area_id=area, received_at="2021-01-01")
        passage = put(old, "documents_passage", document_id=document)
        put(old, "documents_citation", fact="inspection_event", fact_ref=visit, passage_id=passage)
        put(old, "documents_citation", fact="inspection_event", fact_ref=fit, passage_id=passage)
        old.commit()
    migrate(tmp_path)
    with closing(sqlite3.connect(tmp_path / "goldenthread.db")) as new:
        contacts = new.execute(
            'SELECT c.kind, c."on", c.title, n.text FROM inspections_contact c '
            "JOIN inspections_monitoringnote n ON n.contact_id = c.id ORDER BY c.id"
        ).fetchall()
        events = new.execute("SELECT event FROM inspections_inspectionevent").fetchall()
        cited = new.execute("SELECT fact FROM documents_citation ORDER BY id").fetchall()
        limits = new.execute(
            "SELECT count(*) FROM inspections_regimeclock WHERE outcome IS NOT NULL AND confirmed"
        ).fetchone()
    assert contacts == [
        ("monitoring_visit", "2021-09-13", "Formal.", "Trust is slow."),
        ("stocktake", "2019-10-18", "What was said on this day", "Accepted."),
    ]
    assert events == [("fit_for_purpose",)]
    assert cited == [("contact",), ("inspection_event",)]
    assert limits == (0,)
