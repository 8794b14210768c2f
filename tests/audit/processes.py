"""The command run as processes of its own, on a database of either kind."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.postgres import cluster

START = [sys.executable, "-c", "import sys; from goldenthread.cli import main; sys.exit(main())"]
DJANGO = "import django; django.setup()\n"


class Installation:
    """A data folder, a database, and what the environment says."""

    def __init__(self, home: Path, database: str = "", **more: str) -> None:
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        self.home = home
        self.environment = {
            **kept,
            "GOLDENTHREAD_HOME": str(home),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
            "AUDIT_KEY": "the same for all of these tests",
            **more,
        }

    def gt(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        return self._run([*START, *words])

    def python(self, code: str) -> str:
        """Run some Python with Django set up and return what it printed; it must succeed."""
        result = self._run([sys.executable, "-c", DJANGO + code])
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def _run(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, env=self.environment, capture_output=True, text=True, check=False
        )

    @contextmanager
    def running(self, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """Run the command beside the test, and stop it at the end."""
        process = subprocess.Popen([*START, *words], env=self.environment)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=45)


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Yield a DATABASE_URL: empty for SQLite in the data folder, or a throwaway PostgreSQL."""
    if kind == "sqlite":
        yield ""
        return
    with cluster() as url:
        yield url


def until(happened: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something is so; fail when it does not come to be in time."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            pytest.fail("It did not happen in time.")
        time.sleep(0.1)


def parents() -> dict[int, int]:
    """Return the parent of every process that has not ended."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            found[int(folder.name)] = int(parent)
    return found


def below(pid: int) -> set[int]:
    """Return every process that a process has started, and those have started, and so on."""
    tree, found = parents(), set()
    more = {pid}
    while more:
        more = {each for each, parent in tree.items() if parent in more} - found
        found |= more
    return found


def gone(pids: set[int]) -> bool:
    """Say whether all of some processes have ended."""
    return not pids & set(parents())
