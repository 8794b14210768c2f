"""`goldenthread serve`: serve the pages over HTTP."""

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

from goldenthread.cli.children import end_with_parent
from goldenthread.core.errors import UserError

NAME = "serve"
SUMMARY = "Serve the pages, with a worker beside them; the database must be there (see migrate)."
NEEDS_DJANGO = True

APPLICATION = "goldenthread.config.wsgi:application"
WORKER = [
    sys.executable,
    "-c",
    "import sys; from goldenthread.cli import main; sys.exit(main(['worker']))",
]
PAUSE_BEFORE_AGAIN = 2
UNUSED = ["ext", "htm*-4*.js"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where to listen and how many workers to use."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--workers", type=int, default=2, help="processes that serve pages (2)")
    parser.add_argument(
        "--no-worker",
        action="store_true",
        help="start no worker for mail and reports: `goldenthread worker` runs elsewhere",
    )


def run(args: argparse.Namespace) -> int:
    """Refuse a database that is behind, then serve until stopped."""
    check_port(args.host, args.port)
    check_database()
    prepare_static_files()
    return serve(args.host, args.port, args.workers, with_worker=not args.no_worker)


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


def serve(host: str, port: int, workers: int, *, with_worker: bool) -> int:
    """Serve until stopped: gunicorn, or waitress (and then no worker) where that does not run."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if os.name == "nt":
        import waitress
        from django.core.wsgi import get_wsgi_application

        waitress.serve(get_wsgi_application(), listen=address, threads=8)
        return 0
    server = [sys.executable, "-m", "gunicorn", APPLICATION, f"--bind={address}"]
    server += [
        f"--workers={workers}",
        "--worker-class=gthread",
        "--threads=2",
        "--log-level=warning",
        "--config=python:goldenthread.cli.gunicorn_hooks",
        "--no-control-socket",
    ]
    return keep_running(server, WORKER if with_worker else None)


def _start(words: list[str]) -> subprocess.Popen[bytes]:
    """Start a program that is asked to stop when this one is gone."""
    return subprocess.Popen(words, preexec_fn=partial(end_with_parent, os.getpid(), signal.SIGTERM))


def keep_running(server: list[str], worker: list[str] | None) -> int:
    """Run a server and a worker beside it until a signal, which stops both; return its exit code.

    The worker is started again whenever it ends, the server when somebody killed it; a server that
    ends with a code of its own, such as one that cannot listen, ends this too.
    """
    sys.stdout.flush()
    asked = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda number, frame: asked.set())
    serving, working = _start(server), _start(worker) if worker else None
    signal.signal(signal.SIGHUP, lambda number, frame: serving.send_signal(signal.SIGHUP))
    while not asked.wait(timeout=0.5):
        if (code := serving.poll()) is not None:
            if code >= 0:
                break
            asked.wait(PAUSE_BEFORE_AGAIN)
            serving = _start(server)
        if worker and working and working.poll() is not None:
            asked.wait(PAUSE_BEFORE_AGAIN)
            working = _start(worker)
    for each in (serving, working):
        if each:
            each.terminate()
    for each in (serving, working):
        if each:
            _wait_for(each)
    return serving.returncode


def _wait_for(process: subprocess.Popen[bytes]) -> None:
    """Wait until a program that was asked to stop has, and make it when it takes too long."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=40)
    process.kill()
    process.wait()
