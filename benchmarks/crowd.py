"""A crowd signed in at once on PostgreSQL, reading and updating, beside an empty page.

`python -m benchmarks crowd [--people 1000] [--minutes 5] [--pause 90] [--workers 4]`: everyone has
a session and a role of their own and opens or sends something about once a pause: home, plan,
actions, weaknesses, meetings, reports, an empty page; updates of the actions they lead, challenges,
comments. Ends with 1 when anything but an answer came, or a change was lost or doubled.
"""

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_connection, create_server
from statistics import median
from typing import Any
from urllib.parse import urlencode

from tests.audit.processes import START, Installation
from tests.postgres import cluster

AREA = "/areas/cumbria-exercise"
HIDDEN = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|seen)"[^>]*value="([^"]*)"')
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
SECONDS_TO_START = 120
SECONDS_TO_ANSWER = 60
MOST_TRIES = 5
WARMING = 12
# How often of a hundred somebody who may do all does each.
DEEDS = {
    "home": 12,
    "plan": 12,
    "action": 14,
    "weakness": 8,
    "meetings": 6,
    "meeting": 5,
    "reports": 5,
    "report": 4,
    "empty page": 12,
    "update": 10,
    "challenge": 6,
    "comment": 6,
}
RUN = "import django, runpy; django.setup(); runpy.run_module('{}', run_name='__main__')"
SENT = ("update", "challenge", "comment")
PAGES = [deed for deed in DEEDS if deed not in (*SENT, "empty page")]


@dataclass
class Crowd:
    """What the people can open, and what came of it."""

    port: int
    places: dict[str, list[str]]
    pause: float
    ends: float = 0
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    answered: dict[str, list[str]] = field(default_factory=lambda: {deed: [] for deed in SENT})
    wrong: Counter[str] = field(default_factory=Counter)
    met: int = 0


@dataclass
class Person:
    """One of the crowd: a session, a role's rights and a chance of their own."""

    crowd: Crowd
    at: int
    cookies: dict[str, str]
    actions: list[str]
    asks: bool
    rng: random.Random
    count: int = 0

    def live(self) -> None:
        """Do something about once a pause until the time is over."""
        deeds = [deed for deed in DEEDS if self.may(deed)]
        weights = [DEEDS[deed] for deed in deeds]
        wait = self.rng.uniform(0, self.crowd.pause)
        while time.monotonic() + wait < self.crowd.ends:
            time.sleep(wait)
            deed = self.rng.choices(deeds, weights)[0]
            try:
                self.do(deed)
            except (OSError, http.client.HTTPException) as problem:
                self.crowd.wrong[f"{deed}: {type(problem).__name__}"] += 1
            wait = self.crowd.pause * self.rng.uniform(0.5, 1.5)

    def may(self, deed: str) -> bool:
        """Say whether this person's role lets them do a deed."""
        return {"update": bool(self.actions), "challenge": self.asks}.get(deed, True)

    def do(self, deed: str) -> None:
        """Open a page, or open a form and send it."""
        if deed == "update":
            address = f"{AREA}/plan/actions/{self.rng.choice(self.actions)}/update"
            said = {"delivery": self.rng.choice(("on_track", "at_risk", "off_track"))}
            self.fill_in(deed, address, address, said)
        elif deed == "challenge":
            address = f"{AREA}/challenges/"
            self.fill_in(deed, address, address, {"do": "ask", "to_role": "Director"})
        elif deed == "comment":
            address = self.address("report")
            self.fill_in(deed, address, f"{address}/comment", {})
        else:
            self.ask(deed, "GET", self.address(deed), "", (200,))

    def address(self, deed: str) -> str:
        """Return the address of a page of a kind, at random where there are several."""
        places = self.crowd.places
        one: dict[str, Callable[[], str]] = {
            "home": lambda: "/",
            "plan": lambda: "/plan/",
            "action": lambda: f"/plan/actions/{self.rng.choice(places['actions'])}/",
            "weakness": lambda: f"/weaknesses/{self.rng.choice(places['weaknesses'])}/",
            "meetings": lambda: "/meetings/",
            "meeting": lambda: f"/meetings/{self.rng.choice(places['meetings'])}/",
            "reports": lambda: "/reports",
            "report": lambda: f"/reports/{self.rng.choice(places['reports'])}",
            "empty page": lambda: "/empty/",
        }
        return AREA + one[deed]()

    def fill_in(self, deed: str, page: str, address: str, said: dict[str, str]) -> None:
        """Open a form and send it, again where somebody else came first, as people do."""
        token = f"crowd-{deed}-{self.at}-{self.count}"
        self.count += 1
        shown = self.ask(f"form of {deed}", "GET", page, "", (200,))[1]
        for _ in range(MOST_TRIES):
            hidden = dict(HIDDEN.findall(shown))
            form = urlencode({**hidden, **said, "words": token})
            status, shown = self.ask(f"send {deed}", "POST", address, form, (302, 409))
            if status == 302:
                self.crowd.answered[deed].append(token)
            if status != 409:
                return
            self.crowd.met += 1

    def ask(
        self, kind: str, method: str, address: str, form: str, fine: tuple[int, ...]
    ) -> tuple[int, str]:
        """Ask once, note how long the answer took and whether it was one of those that are fine."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.crowd.port, timeout=SECONDS_TO_ANSWER
        )
        started = time.perf_counter()
        try:
            connection.request(method, address, form, {**HEADERS, "Cookie": cookies})
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        self.crowd.times[kind].append((time.perf_counter() - started) * 1000)
        for given in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = given.split(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status not in fine:
            self.crowd.wrong[f"{kind}: answered {answer.status}"] += 1
        return answer.status, page


def population(crowd: Crowd, people: list[dict[str, Any]], seed: int) -> list[Person]:
    """Return the people with their sessions, each with a chance of their own."""
    found = []
    for at, row in enumerate(people):
        name, _, value = row["cookie"].partition("=")
        rng = random.Random(f"{seed} {at}")
        found.append(Person(crowd, at, {name: value}, row["actions"], row["asks"], rng))
    return found


def everybody(crowd: Crowd, people: list[Person], minutes: float) -> None:
    """Open every page until each process has, uncounted; then let everybody live for a time."""
    for deed in DEEDS.keys() - set(SENT):
        for _ in range(WARMING):
            people[0].do(deed)
    crowd.times.clear()
    crowd.ends = time.monotonic() + 60 * minutes
    threading.stack_size(512 * 1024)
    threads = [threading.Thread(target=person.live) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def high(times: list[float], share: float = 0.95) -> float:
    """Return what this share of some times stayed under, in their unit."""
    return sorted(times)[int(len(times) * share)] if times else float("nan")


def told(crowd: Crowd, people: int) -> str:
    """Return a line for each kind of request, and one for all, beside the empty page."""
    empty = crowd.times["empty page"]
    lines = []
    everything = [each for kind, times in crowd.times.items() if kind in DEEDS for each in times]
    sent = [
        each for kind, times in crowd.times.items() if kind.startswith("send") for each in times
    ]
    rows = {**crowd.times, "all that reads": everything, "all that is sent": sent}
    for kind, times in sorted(rows.items(), key=lambda row: high(row[1])):
        if times:
            lines.append(
                f"{kind:18} {len(times):6} times; half under {median(times):6.0f} ms, "
                f"95 of 100 under {high(times):6.0f} ms: {high(times) / high(empty):.1f} times "
                "the empty page's"
            )
    kept = ", ".join(f"{len(tokens)} {deed}s" for deed, tokens in crowd.answered.items())
    lines.append(
        f"{people} people; {kept}; sent again {crowd.met} times because somebody else came first."
    )
    return "\n".join(lines)


def inside(here: Installation, module: str, *words: str, sent: str = "") -> str:
    """Run a module on the installation's database and return what it printed."""
    result = subprocess.run(
        [sys.executable, "-c", RUN.format(module), *words],
        env=here.environment,
        input=sent,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise SystemExit(result.stderr)
    return result.stdout


def wait_for(port: int, log: Path) -> None:
    """Wait until the server answers, two minutes at most."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"The server did not start.\n{log.read_text(encoding='utf-8')}")


def tried(
    people: int, minutes: float, pause: float, workers: int, seed: int
) -> tuple[list[str], str]:
    """Serve the exercise to a crowd; return what is wrong, and what happened in words."""
    with (
        tempfile.TemporaryDirectory() as home,
        cluster() as url,
        create_server(("127.0.0.1", 0)) as probe,
    ):
        port = probe.getsockname()[1]
        probe.close()
        here = Installation(
            Path(home),
            url,
            DJANGO_SETTINGS_MODULE="benchmarks.settings",
            PYTHONPATH=os.pathsep.join([os.getcwd(), *sys.path]),
        )
        made = here.gt("demo", "--load-only")
        if made.returncode:
            raise SystemExit(made.stderr)
        given = json.loads(inside(here, "benchmarks.crowd_people", str(people)))
        with open(Path(home) / "serve.log", "ab") as log:
            serve = [*START, "serve", "--port", str(port), "--workers", str(workers)]
            server = subprocess.Popen(serve, env=here.environment, stdout=log, stderr=log)
        try:
            wait_for(port, Path(home) / "serve.log")
            crowd = Crowd(port, given, pause)
            everybody(crowd, population(crowd, given["people"], seed), minutes)
        finally:
            server.terminate()
            server.wait()
        sent = {"answered": crowd.answered, "since": given["since"]}
        left = inside(here, "benchmarks.crowd_check", sent=json.dumps(sent))
        said = (Path(home) / "serve.log").read_text(encoding="utf-8")
    wrong = [f"{count} times {what}" for what, count in crowd.wrong.items()]
    wrong += json.loads(left)
    wrong += [f"the server said: {said[-3000:]}"] if "Traceback" in said else []
    return wrong, told(crowd, people)


def main(arguments: list[str] | None = None) -> int:
    """Read the options and let the crowd in."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks crowd", description=__doc__)
    parser.add_argument("--people", type=int, default=1000, help="how many are signed in (1000)")
    parser.add_argument("--minutes", type=float, default=5, help="how long (5)")
    parser.add_argument("--pause", type=float, default=90, help="seconds between two visits (90)")
    parser.add_argument("--workers", type=int, default=4, help="processes that serve pages (4)")
    parser.add_argument("--seed", type=int, default=1, help="of the chance that chooses (1)")
    options = parser.parse_args(arguments)
    wrong, words = tried(
        options.people, options.minutes, options.pause, options.workers, options.seed
    )
    print(words)
    for line in wrong:
        print(f"  WRONG {line}")
    print(f"  {len(wrong)} things wrong.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
