"""Whether what we are built on has known weaknesses: `make audit`.

An auditor that reached no database finds nothing wrong. Here that is told apart, by what it says of
each package: "nothing known" is said only of packages that were looked up.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.guards.house import ROOT

AUDITOR = "requirements/audit.txt"
PINNED = (
    *("requirements/dev.txt", "requirements/frontend.txt", "requirements/uv.txt"),
    AUDITOR,
)
NOT_REACHED = "the database of weaknesses could not be reached, so nothing was audited"
HTMX = re.compile(rb'version:"([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program wrote and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[[Sequence[str], Path], Ran]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a set of packages, and whether a weakness is known of any."""

    words: str
    weak: bool = False


def run(command: Sequence[str], where: Path) -> Ran:
    """Run a program in a folder; one that is not there, or takes ten minutes, has failed."""
    try:
        done = subprocess.run(command, cwd=where, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as failed:
        return Ran(1, "", str(failed))
    return Ran(done.returncode, done.stdout, done.stderr)


def _last_line(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return f" ({lines[-1][:200]})" if lines else ""


def _as_json(words: str) -> dict[str, object]:
    try:
        held = json.loads(words)
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def of_python(what: str, ran: Ran) -> Verdict:
    """Return what pip-audit's answer says of a set of Python packages."""
    rows = _as_json(ran.out).get("dependencies") or []
    assert isinstance(rows, list)
    missed = [row["name"] for row in rows if "skip_reason" in row]
    weak = [f"{r['name']} {r['version']}: {v['id']}" for r in rows for v in r.get("vulns", [])]
    if weak:
        return Verdict(f"{what}: weaknesses are known of {'; '.join(weak)}.", weak=True)
    if not rows or len(missed) == len(rows):
        return Verdict(f"{what}: {NOT_REACHED}{_last_line(ran.err if not rows else '')}.")
    known = f"{what}: {len(rows) - len(missed)} packages looked up, no weakness known"
    return Verdict(f"{known}; not looked up: {', '.join(missed)}." if missed else f"{known}.")


def of_node(what: str, ran: Ran) -> Verdict:
    """Return what `npm audit --json` says of front-end packages."""
    held = _as_json(ran.out)
    if "vulnerabilities" not in held or "error" in held:
        said = held.get("message") or ran.err
        return Verdict(f"{what}: {NOT_REACHED}{_last_line(str(said))}.")
    weak = held["vulnerabilities"]
    assert isinstance(weak, dict)
    if weak:
        return Verdict(f"{what}: weaknesses are known of {', '.join(sorted(weak))}.", weak=True)
    return Verdict(f"{what}: looked up, no weakness known.")


def front_end() -> dict[str, str]:
    """Return the front-end packages that pages load, by the version that is used."""
    import django_htmx

    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    script = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    found = HTMX.search(script.read_bytes())
    assert found is not None, "htmx no longer says its version"
    return {**wanted, "htmx.org": found[1].decode()}


def of_lock_files(ran_by: Run) -> list[Verdict]:
    """Return a verdict of each lock file, by an auditor put up for this once, itself by hash."""
    uv = str(Path(sys.executable).with_name("uv"))
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "-f", "json"]
    with tempfile.TemporaryDirectory() as folder:
        venv = Path(folder) / "venv"
        python = venv / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        put_up = [uv, "pip", "install", "--quiet", "--python", str(python), "--require-hashes"]
        made = ran_by([uv, "venv", "--quiet", "--python", sys.executable, str(venv)], ROOT)
        if made.code == 0:
            made = ran_by([*put_up, "-r", AUDITOR], ROOT)
        if made.code:
            words = f"the auditor could not be put up, so nothing was audited{_last_line(made.err)}"
            return [Verdict(f"{name}: {words}.") for name in PINNED]
        ask = [str(python), "-m", "pip_audit", *options, "-r"]
        return [of_python(name, ran_by([*ask, name], ROOT)) for name in PINNED]


def audited(ran_by: Run = run) -> list[Verdict]:
    """Return a verdict of each set of Python packages and one of the front-end packages."""
    packages = front_end()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        wanted = {"name": "audited", "private": True, "dependencies": packages}
        (where / "package.json").write_text(json.dumps(wanted), encoding="utf-8")
        locked = ran_by(["npm", "install", "--package-lock-only", "--ignore-scripts"], where)
        asked = ran_by(["npm", "audit", "--json"], where) if locked.code == 0 else locked
    named = " and ".join(f"{name} {version}" for name, version in packages.items())
    return [*of_lock_files(ran_by), of_node(named, asked)]


def main() -> int:
    """Say what is known of every package we are built on; 1 when a weakness is."""
    verdicts = audited()
    sys.stdout.writelines(f"{verdict.words}\n" for verdict in verdicts)
    return int(any(verdict.weak for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
