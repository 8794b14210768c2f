"""The demonstration as a stranger starts it: progress, where to go, and nothing overwritten."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

START = [sys.executable, "-c", "import sys; from goldenthread.cli import main; sys.exit(main())"]
RENAMED = "Renamed by a person"
CHANGE = f"from goldenthread.areas.models import LocalArea as A; A.objects.update(name='{RENAMED}')"
NAMES = (
    "from goldenthread.areas.models import LocalArea as A; print({a.name for a in A.objects.all()})"
)


def environment(home: Path) -> dict[str, str]:
    """Return the environment of somebody who has set nothing but the data folder."""
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return {
        **kept,
        "GOLDENTHREAD_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
    }


def run(home: Path, *words: str) -> str:
    """Run the command and return what it printed."""
    result = subprocess.run(
        [*START, *words], env=environment(home), capture_output=True, text=True, check=True
    )
    return result.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of a first run."""
    folder = tmp_path_factory.mktemp("demo")
    said = run(folder, "demo", "--load-only")
    assert "Example: cumbria" in said
    assert "Example: exercise" in said
    assert re.search(r"Ready after \d+ seconds", said)
    return folder


def test_a_second_run_is_quick_and_overwrites_nothing(home: Path):
    run(home, "manage", "shell", "--verbosity", "0", "-c", CHANGE)
    started = time.monotonic()
    assert "already loaded; left as it is" in run(home, "demo", "--load-only")
    assert time.monotonic() - started < 10
    assert run(home, "manage", "shell", "--verbosity", "0", "-c", NAMES).strip() == str({RENAMED})


def ask(port: int, where: str) -> tuple[int, str]:
    """Ask the served demonstration for a page; return its status and text."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with closing(connection):
        connection.request("GET", where)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def test_it_serves_and_says_where_and_as_whom(home: Path):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [*START, "demo", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment(home), stdout=subprocess.PIPE, text=True
    ) as served:
        try:
            said = ""
            while "These passwords are public" not in said:
                line = served.stdout.readline()
                assert line, said
                said += line
            assert f"http://127.0.0.1:{port}/" in said
            assert "Improvement lead" in said
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                try:
                    status, page = ask(port, "/sign-in")
                    break
                except ConnectionRefusedError:
                    time.sleep(0.1)
            assert status == 200
            assets = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
            assert any("govuk-frontend" in asset for asset in assets)
            assert {ask(port, asset)[0] for asset in assets} == {200}
        finally:
            served.send_signal(signal.SIGTERM)
