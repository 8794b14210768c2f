"""Kill -9 of server and worker at random points of import, update, publish and mail.

`python -m benchmarks kills [--kills 100] [--minutes 60] [--seed 1]`: on SQLite and on PostgreSQL,
four clients change things over HTTP without a pause while processes are killed one after the other:
any of the web server's, any of the worker's, or the one above both. Then nothing that was answered
may be lost, nothing doubled or held in part, and the trail whole. Ends with 1 when anything is.
"""

import argparse
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.audit.post import post_office
from tests.audit.processes import START, Installation, below, database, gone, until

DEEDS = {"update": 0.15, "bring_in": 0.6, "publish": 30.0, "mail": 0.15}
UNDONE = (
    "from goldenthread.audit.models import Outbox as O; "
    "print(O.objects.filter(state__in=('waiting', 'running')).count())"
)
CHECK = [sys.executable, "-c", "import django; django.setup(); import runpy; "
         "runpy.run_module('benchmarks.kill_check', run_name='__main__')"]  # fmt: skip
DRAIN_SECONDS = 300
MOST_SECONDS_AWAY = 120


@dataclass
class Trial:
    """One installation under fire: what was asked and answered, and who was killed."""

    here: Installation
    port: int
    rng: random.Random
    answered: dict[str, list[str]] = field(default_factory=lambda: {deed: [] for deed in DEEDS})
    asked: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    began_anew: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def serve(self) -> subprocess.Popen[bytes]:
        """Start server and worker."""
        words = [*START, "serve", "--port", str(self.port)]
        with open(self.here.home / "serve.log", "ab") as log:
            return subprocess.Popen(words, env=self.here.environment, stdout=log, stderr=log)

    def client(self, deed: str) -> None:
        """Ask for one kind of change again and again; note which were answered."""
        while not self.over.is_set():
            token = f"{deed}-{self.asked[deed]}"
            self.asked[deed] += 1
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                connection.request("POST", f"/kills/{deed}/{token}")
                if connection.getresponse().read() == b"done":
                    self.answered[deed].append(token)
            except (OSError, http.client.HTTPException):
                self.over.wait(0.2)
            finally:
                connection.close()
            self.over.wait(DEEDS[deed])

    def let_some_be_answered(self, served: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        """Wait until some more changes were answered, so that each kill falls into traffic.

        A server that has ended is started again, as whoever looks after a machine has it done.
        """
        enough = self.count() + self.rng.randint(1, 6)
        deadline = time.monotonic() + MOST_SECONDS_AWAY
        while self.count() < enough:
            if time.monotonic() > deadline:
                log = (self.here.home / "serve.log").read_text(encoding="utf-8")
                raise SystemExit(f"Nothing was answered for two minutes.\n{log[-3000:]}")
            if served.poll() is not None:
                self.began_anew += 1
                served = self.serve()
            time.sleep(0.05)
        return served

    def count(self) -> int:
        """Return how many changes were answered."""
        return sum(map(len, self.answered.values()))

    def kill_one(self, served: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        """Kill one process at random, and start anew where it was the one above all."""
        family = {pid: called(pid) for pid in below(served.pid)}
        sides = sorted({name for name in family.values() if name})
        side = self.rng.choice([*sides * 5, "above both"])
        victims = sorted(pid for pid, name in family.items() if name == side)
        self.killed[side] += 1
        if side == "above both":
            served.kill()
            served.wait()
            serving = {pid for pid, name in family.items() if name == "server"}
            until(lambda: gone(serving), 60)
            return self.serve()
        try:
            os.kill(self.rng.choice(victims), signal.SIGKILL)
        except ProcessLookupError:
            self.killed[side] -= 1
        return served


def called(pid: int) -> str:
    """Return which side a process is on, by its command line."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ""
    return "server" if b"gunicorn" in words else "worker" if b"['worker']" in words else ""


def under_fire(trial: Trial, kills: int, minutes: float) -> None:
    """Change and kill at the same time, then let the worker finish what is left."""
    ends = time.monotonic() + 60 * minutes
    served = trial.serve()
    clients = [threading.Thread(target=trial.client, args=(deed,)) for deed in DEEDS]
    for client in clients:
        client.start()
    try:
        while trial.killed.total() < kills and time.monotonic() < ends:
            served = trial.let_some_be_answered(served)
            time.sleep(trial.rng.uniform(0, 0.5))
            served = trial.kill_one(served)
        trial.over.set()
        until(lambda: trial.here.python(UNDONE) == "0", DRAIN_SECONDS)
    finally:
        trial.over.set()
        served.terminate()
        for client in clients:
            client.join()
        served.wait(timeout=60)


def tried(kind: str, kills: int, seed: int, minutes: float = 60) -> tuple[list[str], str]:
    """Run a trial on a kind of database; return what is wrong, and what happened in words."""
    with (
        tempfile.TemporaryDirectory() as home,
        database(kind) as url,
        post_office() as (post, letter_port),
        socket.create_server(("127.0.0.1", 0)) as probe,
    ):
        port = probe.getsockname()[1]
        probe.close()
        here = Installation(
            Path(home),
            url,
            DJANGO_SETTINGS_MODULE="benchmarks.kill_settings",
            EMAIL_URL=f"smtp://127.0.0.1:{letter_port}",
            OUTBOX_LEASE="60",
            PYTHONPATH=os.pathsep.join([os.getcwd(), *sys.path]),
            LOG_LEVEL="CRITICAL",
        )
        made = here.gt("example", "exercise")
        if made.returncode:
            raise SystemExit(made.stderr)
        trial = Trial(here, port, random.Random(seed))
        under_fire(trial, kills, minutes)
        received = [str(mail["Message-ID"]) for mail in post.received]
        told = json.dumps({"answered": trial.answered, "received": received})
        check = subprocess.run(
            CHECK, env=here.environment, input=told, capture_output=True, text=True, check=False
        )
        if check.returncode:
            raise SystemExit(check.stderr)
    wrong: list[str] = json.loads(check.stdout)
    return wrong, in_words(kind, trial, received)


def in_words(kind: str, trial: Trial, received: list[str]) -> str:
    """Return a paragraph about a trial."""
    by_side = ", ".join(f"{count} {side}" for side, count in sorted(trial.killed.items()))
    asked = ", ".join(
        f"{deed} {len(trial.answered[deed])} of {trial.asked[deed]}" for deed in DEEDS
    )
    again = len(received) - len(set(received))
    return (
        f"{kind}: {trial.killed.total()} kills ({by_side}), the whole started anew "
        f"{trial.began_anew} times more; answered: {asked}; "
        f"{len(set(received))} letters, {again} of them delivered a second time."
    )


def main(arguments: list[str] | None = None) -> int:
    """Read the options, and try both databases."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="how many on each database (100)")
    parser.add_argument("--seed", type=int, default=1, help="of the chance that chooses (1)")
    parser.add_argument("--minutes", type=float, default=60, help="stop killing after (60)")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database only")
    options = parser.parse_args(arguments)
    failed = 0
    for kind in (options.only,) if options.only else ("sqlite", "postgresql"):
        wrong, words = tried(kind, options.kills, options.seed, options.minutes)
        print(words)
        for line in wrong:
            print(f"  WRONG {line}")
        print(f"  {len(wrong)} things lost, doubled or broken.")
        failed += bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
