"""Pages under load: each against an empty page with the same session, doors and base template.

Two workers, 16 connections, all on this machine, a bounded number of requests.
"""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from goldenthread.example import SIGN_INS

CONNECTIONS = 16
REQUESTS_EACH = 25
ROUNDS = 3
EMPTY_PAGE = "/areas/cumbria/empty/"
PAGES = (
    "/areas/cumbria/plan/",
    "/areas/cumbria/",
    "/areas/cumbria/weaknesses/4/",
    "/areas/cumbria/timeline/",
)
LEAST_SHARE = 0.25
MOST_TIMES_SLOWER = 4.0


@dataclass(frozen=True)
class Measured:
    """Requests a second, and the time in milliseconds that 95 of 100 stayed under."""

    rate: float
    slow: float


@contextmanager
def served() -> Iterator[int]:
    """Serve the example on a free port from a data folder that is thrown away."""
    with tempfile.TemporaryDirectory() as home, socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
        probe.close()
        environment = {
            **os.environ,
            "GOLDENTHREAD_HOME": home,
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "PYTHONPATH": os.getcwd(),
        }
        start = [sys.executable, "-c", "import sys; from goldenthread.cli import main; main()"]
        subprocess.run([*start, "demo", "--load-only"], env=environment, check=True)
        server = subprocess.Popen([*start, "serve", "--port", str(port)], env=environment)
        try:
            wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait()


def wait_for(port: int) -> None:
    """Wait until the server answers, half a minute at most."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


def signed_in(port: int) -> str:
    """Return the cookies of a person who has signed in."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/sign-in")
    answer = connection.getresponse()
    page = answer.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    cookie = answer.getheader("Set-Cookie", "").split(";")[0]
    person = SIGN_INS[0]
    form = {
        "csrfmiddlewaretoken": token.group(1) if token else "",
        "username": person.email,
        "password": person.password,
    }
    connection.request(
        "POST",
        "/sign-in",
        urlencode(form),
        {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"},
    )
    answer = connection.getresponse()
    given = answer.headers.get_all("Set-Cookie") or []
    return "; ".join(cookie.split(";")[0] for cookie in given)


def one_connection(port: int, cookies: str, page: str) -> list[float]:
    """Ask for a page again and again over one connection; return the times in milliseconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for _ in range(REQUESTS_EACH):
        started = time.perf_counter()
        connection.request("GET", page, headers={"Cookie": cookies})
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - started) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{page} answered {answer.status}.")
    return times


def measure(port: int, cookies: str, page: str) -> Measured:
    """Ask for a page over all connections at once."""
    started = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        runs = pool.map(lambda _: one_connection(port, cookies, page), range(CONNECTIONS))
        times = sorted(each for run in runs for each in run)
    spent = time.perf_counter() - started
    return Measured(len(times) / spent, times[int(len(times) * 0.95)])


def middle(port: int, cookies: str, page: str) -> Measured:
    """Return the middle one of some rounds, by rate."""
    rounds = [measure(port, cookies, page) for _ in range(ROUNDS)]
    rate = statistics.median(each.rate for each in rounds)
    return next(each for each in rounds if each.rate == rate)


def main() -> int:
    """Print a line a page; return 1 when the plan is slower than promised."""
    with served() as port:
        cookies = signed_in(port)
        measure(port, cookies, EMPTY_PAGE)
        empty = middle(port, cookies, EMPTY_PAGE)
        print(f"{EMPTY_PAGE:40} {empty.rate:7.0f} a second   95 % under {empty.slow:6.1f} ms")
        found = {page: middle(port, cookies, page) for page in PAGES}
    for page, each in found.items():
        share, times = each.rate / empty.rate, each.slow / empty.slow
        print(
            f"{page:40} {each.rate:7.0f} a second   95 % under {each.slow:6.1f} ms   "
            f"{share:.2f} of the empty page's rate, {times:.1f} times its time"
        )
    plan = found[PAGES[0]]
    kept = plan.rate >= LEAST_SHARE * empty.rate and plan.slow <= MOST_TIMES_SLOWER * empty.slow
    print("The plan page keeps its promise." if kept else "The plan page is slower than promised.")
    return 0 if kept else 1
