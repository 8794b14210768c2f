"""`goldenthread serve`: serve the pages over HTTP."""

import argparse
import hashlib
import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

from goldenthread.core.errors import UserError

NAME = "serve"
SUMMARY = "Serve the pages; the database must be there (see migrate and demo)."
NEEDS_DJANGO = True

APPLICATION = "goldenthread.config.wsgi:application"
UNUSED = ["ext", "htm*-4*.js"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where to listen and how many workers to use."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--workers", type=int, default=2, help="worker processes (2)")


def run(args: argparse.Namespace) -> int:
    """Refuse a database that is behind, then serve until stopped."""
    check_port(args.host, args.port)
    check_database()
    prepare_static_files()
    return serve(args.host, args.port, args.workers)


def check_port(host: str, port: int) -> None:
    """Raise a sentence when something else already listens at the address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as problem:
            raise UserError(
                f"Port {port} on {host} cannot be used ({problem}). Nothing was started. "
                "Stop what is using it, or choose another with --port."
            ) from None


def check_database() -> None:
    """Raise a sentence when the database is missing tables that this version needs."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as problem:
        raise UserError(
            f"The database could not be opened ({str(problem).strip()}). Nothing was changed. "
            "Check DATABASE_URL, or that the data folder can be written."
        ) from None
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise UserError(
            "The database is not up to this version. Nothing was changed. Run: goldenthread migrate"
        )


def prepare_static_files() -> None:
    """Lay out style sheets and scripts under hashed names, unless they are as they were."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name))
            digest.update(f"{name} {file.stat().st_size} {file.stat().st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / "laid-out.sha256"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest.hexdigest():
        return
    call_command(
        "collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=UNUSED
    )
    stamp.write_text(digest.hexdigest(), encoding="ascii")


def serve(host: str, port: int, workers: int) -> int:
    """Serve until stopped: gunicorn, or waitress where gunicorn does not run."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if os.name == "nt":
        import waitress
        from django.core.wsgi import get_wsgi_application

        waitress.serve(get_wsgi_application(), listen=address, threads=8)
        return 0
    return _become_gunicorn(address, workers)


def _become_gunicorn(address: str, workers: int) -> NoReturn:
    """Give this process over to gunicorn, so that signals reach it."""
    words = [sys.executable, "-m", "gunicorn", APPLICATION, f"--bind={address}"]
    words += [
        f"--workers={workers}",
        "--worker-class=gthread",
        "--threads=2",
        "--log-level=warning",
        "--no-control-socket",
    ]
    sys.stdout.flush()
    os.execv(sys.executable, words)
