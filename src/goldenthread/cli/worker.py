"""`goldenthread worker`: do the work that follows changes, such as mail and reports."""

import argparse
import logging
import os
import signal
import socket
import sys
import threading
from types import FrameType
from typing import Any

from goldenthread.cli.children import tie_forks
from goldenthread.cli.serve import check_database

NAME = "worker"
SUMMARY = "Do the work that follows changes: mail, webhooks, reports; until stopped."
NEEDS_DJANGO = True

SECONDS_TO_STOP = 30
_log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take whether to stop when nothing is left to do."""
    parser.add_argument(
        "--once", action="store_true", help="do what is due now in this process, then end"
    )


def run(args: argparse.Namespace) -> int:
    """Refuse a database that is behind, then work."""
    check_database()
    return work_once() if args.once else work()


def work_once() -> int:
    """Do all work that is due, here and now, without the queue."""
    from goldenthread.audit.queries import work_due
    from goldenthread.audit.tasks import carry_out

    while due := work_due():
        for pk in due:
            sys.stdout.write(f"{pk}: {carry_out(pk)}\n")
    return 0


def work() -> int:
    """Run the cluster until a signal; 1 when the cluster ended by itself."""
    from django.db import connections
    from django_q.cluster import Cluster

    asked = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        asked.set()

    tie_forks()
    connections.close_all()
    cluster = Cluster()
    cluster.start()
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    _attend(cluster, asked)
    if not asked.is_set():
        _log.critical("The worker's cluster ended by itself.")
        return 1
    _stop(cluster)
    return 0


def _attend(cluster: Any, asked: threading.Event) -> None:
    """Give signs of life and bring work that nobody was told of, until asked to stop."""
    from django.conf import settings
    from django.db import DatabaseError, connections

    from goldenthread.audit.changes import beat, leave, sweep

    name = f"{socket.gethostname()}:{os.getpid()}"
    while cluster.sentinel.is_alive() and not asked.wait(min(5.0, settings.OUTBOX_LEASE / 4)):
        try:
            beat(name=name)
            sweep()
        except DatabaseError as problem:
            _log.warning("The database did not answer the worker: %s", problem)
            connections.close_all()
    if asked.is_set():
        leave(name=name)


def _stop(cluster: Any) -> None:
    """Let running work end; what takes too long is stopped, and done again when its lease lapses.

    The processes below end with this one.
    """
    watchdog = threading.Timer(SECONDS_TO_STOP, os._exit, [0])
    watchdog.daemon = True
    watchdog.start()
    cluster.stop()
    watchdog.cancel()
