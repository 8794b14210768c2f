"""Pages under load: each against an empty page with the same session, doors and base template.

Two workers, 16 connections, all on this machine, for a bounded time. `--large` fills the example up
to 153 areas and 10,000 actions first; `--postgresql` keeps it in a throwaway PostgreSQL.
"""

import argparse
import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode

from goldenthread.example import SIGN_INS
from tests.postgres import cluster

CONNECTIONS = 16
SECONDS_A_ROUND = 1.5
ROUNDS = 5
EMPTY_PAGE = "/areas/cumbria/empty/"
PAGES = (
    "/areas/cumbria/plan/",
    "/areas/cumbria/",
    "/areas/cumbria/weaknesses/4/",
    "/areas/cumbria/timeline/",
)
FILL = "import django; django.setup(); from tests.rooms.large import fill; fill()"
LEAST_SHARE = 0.25
MOST_TIMES_SLOWER = 4.0


@dataclass(frozen=True)
class Measured:
    """Requests a second; the times in milliseconds that 50 and 95 of 100 stayed under."""

    rate: float
    usual: float
    slow: float


@contextmanager
def served(large: bool, more: dict[str, str]) -> Iterator[int]:
    """Serve the example on a free port from a data folder that is thrown away."""
    with tempfile.TemporaryDirectory() as home, socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
        probe.close()
        environment = {
            **os.environ,
            **more,
            "GOLDENTHREAD_HOME": home,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "PYTHONPATH": os.getcwd(),
        }
        start = [sys.executable, "-c", "import sys; from goldenthread.cli import main; main()"]
        subprocess.run([*start, "demo", "--load-only"], env=environment, check=True)
        if large:
            subprocess.run([sys.executable, "-c", FILL], env=environment, check=True)
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
        "login": person.email,
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
    if answer.status != 302:
        raise SystemExit(f"Signing in answered {answer.status}.")
    return "; ".join(cookie.split(";")[0] for cookie in given)


def one_connection(port: int, cookies: str, page: str) -> list[float]:
    """Ask for a page again and again over one connection; return the times in milliseconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times: list[float] = []
    ends = time.perf_counter() + SECONDS_A_ROUND
    while (started := time.perf_counter()) < ends:
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
    return Measured(len(times) / spent, times[len(times) // 2], times[int(len(times) * 0.95)])


def middle(rounds: list[Measured]) -> Measured:
    """Return the middle of each figure over some rounds."""
    return Measured(
        median(each.rate for each in rounds),
        median(each.usual for each in rounds),
        median(each.slow for each in rounds),
    )


def side_by_side(port: int, cookies: str, page: str) -> tuple[Measured, Measured]:
    """Ask for the empty page and another turn about, so that a busy moment slows both."""
    rounds = [
        (measure(port, cookies, EMPTY_PAGE), measure(port, cookies, page)) for _ in range(ROUNDS)
    ]
    return middle([empty for empty, _ in rounds]), middle([each for _, each in rounds])


def told(page: str, each: Measured) -> str:
    """Return a line for a page."""
    return (
        f"{page:30} {each.rate:6.0f} a second, half under {each.usual:5.0f} ms, "
        f"95 of 100 under {each.slow:5.0f} ms"
    )


def compared(pages: tuple[str, ...], large: bool, more: dict[str, str]) -> int:
    """Print a line a page; return 1 when the plan is slower than promised."""
    with served(large, more) as port:
        cookies = signed_in(port)
        for page in pages:
            empty, each = side_by_side(port, cookies, page)
            print(told(EMPTY_PAGE, empty))
            share, times = each.rate / empty.rate, each.slow / empty.slow
            print(f"{told(page, each)}; {share:.2f} of the empty page's rate, {times:.1f} its time")
            if page == PAGES[0]:
                kept = share >= LEAST_SHARE and times <= MOST_TIMES_SLOWER
    print("The plan page keeps its promise." if kept else "The plan page is slower than promised.")
    return 0 if kept else 1


def main() -> int:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="153 areas and 10,000 actions")
    parser.add_argument("--plan-only", action="store_true", help="leave the other pages out")
    parser.add_argument("--postgresql", action="store_true", help="keep it in PostgreSQL")
    options = parser.parse_args()
    pages = PAGES[:1] if options.plan_only else PAGES
    if not options.postgresql:
        return compared(pages, options.large, {"DATABASE_URL": ""})
    with cluster() as address:
        return compared(pages, options.large, {"DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main())
