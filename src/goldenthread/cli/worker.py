"""`goldenthread worker`: do the work that follows changes, such as mail and reports."""

import argparse
import logging
import os
import signal
import socket
import sys
import threading
import time
from types import FrameType
from typing import Any, NoReturn

from goldenthread.cli.children import tie_forks
from goldenthread.cli.serve import WORKER, check_database

NAME = "worker"
SUMMARY = "Do the work that follows changes: mail, webhooks, reports; until stopped."
NEEDS_DJANGO = True

SECONDS_TO_STOP = 30
SECONDS_TO_BEGIN = 60
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
    """Run the cluster until a signal; one that died or stands still is replaced by a new one."""
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
    if asked.is_set():
        _stop(cluster)
        return 0
    _log.critical("The worker's processes died or stand still: they are started anew.")
    return _begin_anew(cluster)


def _begin_anew(cluster: Any) -> NoReturn:
    """Kill the processes below, which end with the first of them, and become a new worker."""
    if cluster.sentinel.is_alive():
        cluster.sentinel.kill()
    cluster.sentinel.join()
    sys.stdout.flush()
    os.execv(sys.executable, WORKER)


def _attend(cluster: Any, asked: threading.Event) -> None:
    """Give signs of life and bring work that nobody was told of, until asked to stop."""
    from django.conf import settings
    from django.db import DatabaseError, connections

    from goldenthread.audit.changes import beat, leave, sweep

    name, watch = f"{socket.gethostname()}:{os.getpid()}", Watch()
    while cluster.sentinel.is_alive() and not asked.wait(min(5.0, settings.OUTBOX_LEASE / 4)):
        try:
            beat(name=name)
            sweep()
            if watch.stands_still():
                return
        except DatabaseError as problem:
            _log.warning("The database did not answer the worker: %s", problem)
            connections.close_all()
    if asked.is_set():
        leave(name=name)


class Watch:
    """Sees when work is due, hands are free and nothing is begun.

    The processes share a pipe under a lock, and an idle one waits inside it: killed there, it takes
    the lock along, and none of the others ever gets work again.
    """

    def __init__(self) -> None:
        self._began, self._since = -1, 0.0

    def stands_still(self) -> bool:
        """Say whether nothing has been begun for too long though it could have been."""
        from django.conf import settings

        from goldenthread.audit.queries import pulse

        now, seen = time.monotonic(), pulse()
        free = seen.running < settings.Q_CLUSTER["workers"]
        if not (seen.due and free) or seen.attempts != self._began:
            self._began, self._since = seen.attempts, now
        return now - self._since > min(SECONDS_TO_BEGIN, settings.OUTBOX_LEASE)


def _stop(cluster: Any) -> None:
    """Let running work end; what takes too long is stopped, and done again when its lease lapses.

    The processes below end with this one.
    """
    watchdog = threading.Timer(SECONDS_TO_STOP, os._exit, [0])
    watchdog.daemon = True
    watchdog.start()
    cluster.stop()
    watchdog.cancel()
