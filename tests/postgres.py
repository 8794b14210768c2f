"""A throwaway PostgreSQL: `python -m tests.postgres COMMAND...` runs COMMAND on it."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses= "


def programs() -> Path:
    """Return the folder of the newest PostgreSQL server on this machine."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name)
    )
    if found:
        return found[-1]
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    raise SystemExit("PostgreSQL is not installed. Run: sudo apt-get install postgresql")


def _owner() -> str | None:
    """Return whom the server runs as: it refuses root, so then somebody without rights."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(owner: str | None, *command: str | Path) -> None:
    result = subprocess.run(
        [str(word) for word in command],
        user=owner,
        group=pwd.getpwnam(owner).pw_gid if owner else None,
        extra_groups=[] if owner else None,
        cwd="/",
        check=False,
        capture_output=True,
        text=True,
    )
    if result.returncode:
        raise SystemExit(f"PostgreSQL for the tests did not start:\n{result.stderr}")


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster of its own in a temporary folder and yield its DATABASE_URL."""
    owner, bin_folder = _owner(), programs()
    home = Path(tempfile.mkdtemp(prefix="gt-pg-"))
    if owner:
        shutil.chown(home, owner)
    data = home / "data"
    control = (bin_folder / "pg_ctl", "-D", data, "-w")
    try:
        _run(
            owner,
            *(bin_folder / "initdb", "-D", data, "-U", "goldenthread", "-A", "trust"),
            *("-E", "UTF8", "--no-locale", "--no-sync"),
        )
        _run(owner, *control, "-l", home / "log", "-o", f"{FAST} -k {home}", "start")
        try:
            yield f"postgresql://goldenthread@{quote(str(home), safe='')}/postgres"
        finally:
            _run(owner, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run a command with DATABASE_URL naming the cluster and return its exit code."""
    with cluster() as url:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
