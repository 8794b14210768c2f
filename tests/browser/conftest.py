"""A running demonstration, a Chromium and someone who has signed in, for the tests of the pages."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.visit import Visit

SYSTEM = "/usr/bin/chromium"
PASSWORD = "follow-the-thread"
RUN = "import sys; from goldenthread.cli import main; sys.exit(main(sys.argv[1:]))"
# A document of our own that is held in full, so that marked passages can be seen, and an area in
# which nothing is recorded yet.
HOLD = """
from datetime import date
from goldenthread.accounts.changes import give_role
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.documents.changes import PartOfDocument, cite, receive_document
from goldenthread.documents.rules import Cite
from goldenthread.inspections.models import Weakness
words = ["Letter to a made-up area", "", "Families do not trust what they are told.", "The end."]
words += [f"Line {number} of the annex." for number in range(5, 421)]
by = Actor("test", "A test")
held = receive_document(
    by=by, area=LocalArea.objects.get(slug="cumbria"), name="made-up.txt",
    title="Made-up letter, held in full", kind="inspection_letter", sha256="0" * 64,
    data="\\n".join(words).encode(), lines=[(line, None) for line in words],
    parts=[PartOfDocument("inspection_letter", "Letter", (1, 4))],
)
weakness = Weakness.objects.get(inspection__area__slug="cumbria", number=4)
cite(by=by, fact="weakness", cites=[(weakness.pk, "text", Cite(held.pk, (3, 4), words[2]))])
empty = add_area(by=by, slug="harbourshire", name="Harbourshire")
lead = User.objects.get(email="lead@example.org")
give_role(by=by, user=lead, area=empty, role=Role.IMPROVEMENT_LEAD, starts=date(2020, 1, 1))
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


Command = Callable[..., str]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of the demonstration."""
    return tmp_path_factory.mktemp("demo")


def _environment(home: Path) -> dict[str, str]:
    own = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}
    environment = {key: value for key, value in os.environ.items() if key not in own}
    return environment | {"GOLDENTHREAD_HOME": str(home)}


@pytest.fixture(scope="session")
def command(home: Path) -> Command:
    """Return a way to run a command of the demonstration; it returns what the command said."""

    def run(*words: str) -> str:
        run = [sys.executable, "-c", RUN, *words]
        done = subprocess.run(run, env=_environment(home), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def served(home: Path, command: Command) -> Iterator[str]:
    """Load the examples, serve them as `goldenthread demo` does and return the address."""
    command("demo", "--load-only")
    command("manage", "shell", "-c", HOLD)
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    log = home / "server.log"
    with log.open("wb") as sink:
        server = subprocess.Popen(
            [sys.executable, "-c", RUN, "serve", "--port", str(port)],
            env=_environment(home),
            stdout=sink,
            stderr=sink,
        )
    try:
        until = time.monotonic() + 120
        while not _answers(f"{address}/sign-in"):
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Open the system's Chromium, or the one that Playwright brought; closed after each module."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=SYSTEM if os.path.exists(SYSTEM) else None, args=["--no-sandbox"]
        )
        yield opened
        opened.close()


def sign_in(page: Page, address: str, email: str = "lead@example.org") -> None:
    """Sign in as one of the people of the examples."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.fixture(scope="module")
def signed_in(served: str, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the file that keeps the cookies of a person who signed in as improvement lead."""
    kept = tmp_path_factory.mktemp("cookies") / "state.json"
    context = chromium.new_context()
    context.set_default_timeout(30_000)
    sign_in(context.new_page(), served)
    kept.write_text(json.dumps(context.storage_state()), encoding="utf-8")
    context.close()
    return str(kept)


@pytest.fixture
def window(
    served: str, chromium: Browser, signed_in: str
) -> Iterator[Callable[..., BrowserContext]]:
    """Return a way to open a window: width, height, scripts on or off, signed in or not."""
    opened: list[BrowserContext] = []

    def open_window(
        width: int = 1280, height: int = 800, scripts: bool = True, known: bool = True
    ) -> BrowserContext:
        context = chromium.new_context(
            base_url=served,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            storage_state=signed_in if known else None,
        )
        context.set_default_timeout(30_000)
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def visit(window: Callable[..., BrowserContext]) -> Visit:
    """Return a laptop's window, signed in, that keeps what its console says."""
    return Visit(window().new_page())
