"""The worker as real processes, on both databases: work survives every kill and is done once."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.audit.rules import MOST_ATTEMPTS
from tests.audit.post import post_office
from tests.audit.processes import Installation, below, database, gone, parents, until
from tests.guards.house import ROOT

pytestmark = pytest.mark.slow
RECORD = """
from goldenthread.audit.changes import record
from goldenthread.audit.rules import SYSTEM, Follow
payload = {"to": "a@example.org", "subject": "Hello", "text": "Words", "steps": 8}
for n in range(%d):
    record(by=SYSTEM, verb="v", subject="s", ref=n, follow=[Follow("%s", payload)])
"""
STATES = """
from goldenthread.audit.models import Outbox
print([(row.state, row.attempts) for row in Outbox.objects.all()])
"""
BEATS = "from goldenthread.audit.models import RunningWorker as R; print(R.objects.count())"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def installed(request, tmp_path_factory) -> Iterator[Installation]:
    """Return an installation with a lease of two seconds and a mail server here."""
    with database(request.param) as url, post_office() as (post, port):
        here = Installation(
            tmp_path_factory.mktemp(request.param),
            url,
            DJANGO_SETTINGS_MODULE="tests.audit.worker_settings",
            OUTBOX_LEASE="3",
            EMAIL_URL=f"smtp://127.0.0.1:{port}",
            PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        )
        assert here.gt("migrate", "--quiet").returncode == 0
        here.post = post
        yield here


@pytest.fixture
def here(installed: Installation) -> Installation:
    installed.python("from goldenthread.audit.models import Outbox as O; O.objects.all().delete()")
    installed.post.received.clear()
    return installed


def states(here: Installation, wanted: str) -> bool:
    return here.python(STATES) == wanted


def test_work_is_done_and_a_stop_leaves_nothing_behind(here):
    with here.running("worker") as worker:
        here.python(RECORD % (5, "mail"))
        until(lambda: states(here, str([("done", 1)] * 5)))
        until(lambda: here.python(BEATS) == "1")
        processes = below(worker.pid)
        assert len(processes) >= 4
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=40) == 0
    until(lambda: gone(processes), 5)
    assert here.python(BEATS) == "0"
    assert len({mail["Message-ID"] for mail in here.post.received}) == 5 == len(here.post.received)


def test_killing_only_the_parent_leaves_no_orphans(here):
    with here.running("worker") as worker:
        until(lambda: len(below(worker.pid)) >= 4)
        processes = below(worker.pid)
        worker.kill()
        worker.wait()
        until(lambda: gone(processes), 5)


def test_work_that_kills_its_worker_is_given_up_and_other_work_is_done(here):
    with here.running("worker"):
        here.python(RECORD % (1, "poison"))
        here.python(RECORD % (1, "dies_once"))
        here.python(RECORD % (1, "mail"))
        wanted = [("exhausted", MOST_ATTEMPTS), ("done", 2), ("done", 1)]
        until(lambda: states(here, str(wanted)), 150)
    assert len(here.post.received) == 1


def test_the_one_gap_in_mail_is_at_most_one_duplicate_under_one_message_id(here):
    with here.running("worker"):
        here.python(RECORD % (1, "mail_in_the_gap"))
        until(lambda: states(here, "[('done', 2)]"), 60)
    assert len(here.post.received) == 2
    assert len({mail["Message-ID"] for mail in here.post.received}) == 1


def test_long_work_keeps_its_lease_by_signs_of_life_and_loses_it_when_it_hangs(here):
    with here.running("worker"):
        here.python(RECORD % (1, "long_work"))
        here.python(RECORD % (1, "hangs_once"))
        until(lambda: "'waiting', 1" in here.python(STATES), 60)
        assert "longer than its lease" in here.gt("work").stdout
        until(lambda: states(here, "[('done', 1), ('waiting', 1)]"), 60)


def test_processes_killed_while_they_wait_hold_up_nothing(here):
    """An idle one is killed inside the lock of the pipe that they share."""
    with here.running("worker") as worker:
        until(lambda: len(below(worker.pid)) >= 5)
        (sentinel,) = (pid for pid, parent in parents().items() if parent == worker.pid)
        for pid in below(sentinel):
            os.kill(pid, signal.SIGKILL)
        here.python(RECORD % (3, "mail"))
        until(lambda: states(here, str([("done", 1)] * 3)), 60)
    assert len(here.post.received) == 3


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


def worker_below(pid: int) -> int:
    """Return the worker that a server has started beside itself, or 0."""
    for each in below(pid):
        words = Path(f"/proc/{each}/cmdline").read_bytes() if each in parents() else b""
        if b"main(['worker'])" in words and parents().get(each) == pid:
            return each
    return 0


def test_a_server_starts_a_worker_again_and_takes_it_along(here):
    with here.running("serve", "--port", free_port(), "--workers", "1") as server:
        until(lambda: worker_below(server.pid))
        first = worker_below(server.pid)
        until(lambda: len(below(first)) >= 4)
        os.kill(first, signal.SIGKILL)
        until(lambda: worker_below(server.pid) not in (0, first))
        here.python(RECORD % (1, "mail"))
        until(lambda: states(here, "[('done', 1)]"))
        processes = below(server.pid)
        server.kill()
        server.wait()
        until(lambda: gone(processes), 40)


def test_a_server_without_a_worker_starts_none(here):
    arguments = ("--port", free_port(), "--workers", "1", "--no-worker")
    with here.running("serve", *arguments) as server:
        until(lambda: len(below(server.pid)) >= 2)
        assert worker_below(server.pid) == 0
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0


def test_work_can_be_done_at_once_without_a_queue(here):
    here.python(RECORD % (2, "mail"))
    said = here.gt("worker", "--once")
    assert said.stdout.count(": done") == 2
    assert "a@example.org: Hello" in here.gt("mail").stdout


def test_what_was_given_up_is_listed_and_tried_again(here):
    here.python(RECORD % (1, "unheard_of"))
    assert ": given up" in here.gt("worker", "--once").stdout
    listed = here.gt("work").stdout
    assert "Nobody here does work of the kind" in listed
    assert "1 of 1 will be tried again" in here.gt("work", "--again", listed.split()[0]).stdout
    assert "0 of 1 will be tried again" in here.gt("work", "--again", "0").stdout
    assert "waiting" in here.gt("work").stdout
    assert "1 of 1" in here.gt("work", "--again", "all").stdout
