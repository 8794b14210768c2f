"""`goldenthread backup`: the whole installation as one file."""

import argparse
import base64
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

from goldenthread.cli.archive import Writing, file_chunks, writing
from goldenthread.cli.serve import check_database
from goldenthread.core.errors import UserError

NAME = "backup"
SUMMARY = "Write the database and the files to one archive, which any database can be restored to."
NEEDS_DJANGO = True

# Sign-ins end with a restore; the queue, the workers and the cache make their rows anew.
LEFT_OUT = {
    *("sessions.Session", "usersessions.UserSession", "accounts.Remembered"),
    *("django_q.OrmQ", "django_q.Task", "audit.RunningWorker"),
}
HOLDS_CHILDREN = (
    "It holds the data set, so it holds children's records: keep it as closely, and no longer than "
    "you may keep them. What names a child is locked with DATASET_KEY (or the file dataset-key), "
    "without which it cannot be read. Whoever is erased from now on is still in this file: after "
    "a restore, erase them again."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file to write."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the archive to write, as a .zip")


def run(args: argparse.Namespace) -> int:
    """Write the archive; UserError, and nothing written, when the file is there already."""
    check_database()
    if args.file.exists():
        raise UserError(f"{args.file} is there already. Nothing was written. Give another name.")
    if not args.file.resolve().parent.is_dir():
        raise UserError(f"There is no folder {args.file.parent}. Nothing was written.")
    manifest = back_up(args.file)
    rows = sum(part.get("rows", 0) for part in manifest["parts"].values())
    files = sum(name.startswith("files/") for name in manifest["parts"])
    size = args.file.stat().st_size / 2**20
    sys.stdout.write(f"{args.file}: {rows:,} rows, {files:,} files, {size:,.1f} MB.\n")
    sys.stdout.write(f"{_chain_words(manifest)}\n")
    sys.stdout.write(
        "Keys and passwords of the installation are not in it. Keep SECRET_KEY and AUDIT_KEY (or "
        "the files secret-key and audit-key of the data folder) in another safe place.\n"
    )
    if any(name.startswith("dataset/") for name in manifest["parts"]):
        sys.stdout.write(f"{HOLDS_CHILDREN}\n")
    return 0


def _chain_words(manifest: dict[str, Any]) -> str:
    if manifest["broken"] is None:
        return "Its trail is whole."
    return f"TAKE CARE: its trail does not hold from event {manifest['broken']} on."


def back_up(path: Path) -> dict[str, Any]:
    """Write everything to an archive, the database as it stood at one moment; return its list."""
    from django.conf import settings

    manifest = _about()
    with writing(path, manifest) as archive:
        with one_moment():
            manifest.update(_chain())
            for model in kept_models():
                fields = [field.attname for field in model._meta.concrete_fields]
                counted = model._base_manager.count()
                name = f"rows/{model._meta.label}.jsonl"
                archive.add(name, _rows(model), rows=counted, fields=fields)
        _add_files(archive, "files", Path(settings.MEDIA_ROOT))
        if settings.DATASET:
            _add_files(archive, "dataset", settings.DATASET_HOME)
    return manifest


def _about() -> dict[str, Any]:
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": version("goldenthread"),
        "database": connection.vendor,
        "migrations": [list(node) for node in MigrationLoader(connection).graph.leaf_nodes()],
        "settings": [name for name in settings.ENVIRONMENT if os.environ.get(name)],
        "keys": fingerprints(),
    }


def fingerprints() -> dict[str, str]:
    """Return what tells whether two installations have the same keys, and not which they are."""
    from django.conf import settings

    from goldenthread.audit.rules import keyed_digest

    keys = {"AUDIT_KEY": settings.AUDIT_KEY, "SECRET_KEY": settings.SECRET_KEY}
    if settings.DATASET:
        keys["DATASET_KEY"] = settings.DATASET_KEY
    return {name: keyed_digest(key, "goldenthread backup")[:16] for name, key in keys.items()}


def _chain() -> dict[str, Any]:
    from goldenthread.audit.queries import chain_ends_in, first_broken_event

    broken = first_broken_event()
    return {"chain": chain_ends_in(), "broken": (broken.pk or 0) if broken else None}


def kept_models() -> list[Any]:
    """Return the tables that a backup holds, by name."""
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    kept = (each for each in models if each._meta.managed and not each._meta.proxy)
    return sorted(
        (each for each in kept if each._meta.label not in LEFT_OUT), key=lambda m: m._meta.label
    )


@contextmanager
def one_moment() -> Iterator[None]:
    """Open a transaction that sees the database as it stood when it began, and holds nobody up."""
    from django.db import connection, transaction
    from psycopg import IsolationLevel

    connection.ensure_connection()
    holder, name, usual, wanted = (
        (connection, "transaction_mode", connection.transaction_mode, "DEFERRED")
        if connection.vendor == "sqlite"
        else (connection.connection, "isolation_level", None, IsolationLevel.REPEATABLE_READ)
    )
    setattr(holder, name, wanted)
    try:
        with transaction.atomic():
            yield
    finally:
        setattr(holder, name, usual)


def _rows(model: Any) -> Iterator[bytes]:
    """Yield a line of JSON for each row: its fields' values, in their order."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=100)
    for row in rows:
        yield json.dumps([as_json(value) for value in row], ensure_ascii=False).encode() + b"\n"


def as_json(value: Any) -> Any:
    """Return a field's value as JSON can hold it, so that its field reads it back the same."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview | bytearray):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, timedelta):
        from django.utils.duration import duration_iso_string

        return duration_iso_string(value)
    return value


def _add_files(archive: Writing, under: str, folder: Path) -> None:
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if file.is_file() and not file.is_symlink():
            archive.add(f"{under}/{file.relative_to(folder).as_posix()}", file_chunks(file))
