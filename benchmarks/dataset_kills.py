"""Kill -9 of load, link and build at random moments; then nothing is lost, doubled or half there.

`python -m benchmarks dataset-kills [--kills 100] [--rows 2000] [--seed 1]`: made-up extracts are
loaded one after the other and linked by the command, in an installation of its own; the process is
killed at a random moment of what the deed takes, up to three times, and then the same command runs
again to its end. After every kill and every run what is held is looked at. Ends with 1 when
anything is lost, doubled or left over.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.loading import extract
from tests.audit.processes import START, Installation

BEGIN = """
from datetime import date
from goldenthread.areas.changes import add_area
from goldenthread.audit.rules import Actor
from goldenthread.dataset.changes.sharing import (
    Approval, Party, Terms, add_agreement, every_field)
by = Actor("kills", "The trial")
area = add_area(by=by, slug="kills", name="Made-up shire", exercise=True)
parties = (Party("Trust", "sends"), Party("Council", "receives"))
add_agreement(
    by=by, area=area, purposes=["trying"], fields=every_field("camhs"), parties=parties,
    terms=Terms("ISA-1", "Waits", "6(1)(e)", date(2025, 1, 1), 24, "9(2)(h)", "Paragraph 2",
                "Children and Families Act 2014, section 26", assessment_on=date(2025, 1, 5)),
    approvals=[Approval(party.name, "Caldicott Guardian", date(2025, 1, 10)) for party in parties],
)
"""
CHECK = [sys.executable, "-c", "import django; django.setup(); import runpy; "
         "runpy.run_module('benchmarks.dataset_kill_check', run_name='__main__')"]  # fmt: skip
DEEDS = ("load", "link", "build")
MOST_IN_A_ROW = 3
FIRST_SECONDS = {"load": 8.0, "link": 20.0, "build": 12.0}


@dataclass
class Trial:
    """One installation under fire: what was done, who was killed, what is wrong."""

    here: Installation
    folder: Path
    rows: int
    rng: random.Random
    done: dict[str, int] = field(default_factory=dict)
    killed: Counter[str] = field(default_factory=Counter)
    takes: dict[str, float] = field(default_factory=lambda: dict(FIRST_SECONDS))
    wrong: list[str] = field(default_factory=list)

    def round(self, number: int, kills: int) -> None:
        """Bring one extract in, link it and build, killing at random; each deed ends whole."""
        path = self.folder / f"referrals-{number}.csv"
        extract(path, self.rows, first=number * self.rows)
        words = {
            "load": [
                "load",
                str(path),
                "--source",
                "camhs",
                "--on",
                "2025-01-16",
                "--purpose",
                "trying",
            ],
            "link": ["link"],
            "build": ["build"],
        }
        for deed in DEEDS:
            self._under_fire(deed, [*words[deed], "--area", "kills"], kills)
            if deed == "load":
                self.done[path.name] = self.rows
        self.look(last=True)

    def _under_fire(self, deed: str, words: list[str], kills: int) -> None:
        command = [*START, "dataset", *words]
        for _ in range(MOST_IN_A_ROW):
            if self.killed.total() >= kills:
                break
            wait = self.takes[deed] * self.rng.uniform(0.3, 1.0)
            process = subprocess.Popen(
                command, env=self.here.environment, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
            try:
                process.wait(timeout=wait)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                self.killed[deed] += 1
                self.look(last=False)
            else:
                break
        started = time.monotonic()
        ran = subprocess.run(
            command, env=self.here.environment, capture_output=True, text=True, check=False
        )
        self.takes[deed] = (self.takes[deed] + time.monotonic() - started) / 2
        if ran.returncode:
            self.wrong.append(f"{deed} did not complete after a kill: {ran.stderr[-500:]}")

    def look(self, *, last: bool) -> None:
        """Look at what is held, from inside."""
        told = json.dumps({"done": self.done, "last": last})
        check = subprocess.run(
            CHECK, env=self.here.environment, input=told, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        if check.returncode:
            raise SystemExit(check.stderr)
        self.wrong += json.loads(check.stdout)


def tried(kills: int, seed: int, rows: int = 2000) -> tuple[list[str], str]:
    """Run a trial; return what is wrong, and what happened in words."""
    with tempfile.TemporaryDirectory() as home:
        here = Installation(
            Path(home) / "home", DATASET="on", LOG_LEVEL="CRITICAL", DATASET_KEY="of the trial"
        )
        made = here.gt("migrate")
        if made.returncode:
            raise SystemExit(made.stderr)
        here.python(BEGIN)
        trial = Trial(here, Path(home), rows, random.Random(seed))
        number = 0
        while trial.killed.total() < kills:
            trial.round(number, kills)
            number += 1
    by_deed = ", ".join(f"{count} in {deed}" for deed, count in sorted(trial.killed.items()))
    words = (
        f"{trial.killed.total()} kills ({by_deed}) while {number} extracts of {rows:,} rows were "
        f"loaded and linked; {sum(trial.done.values()):,} rows read."
    )
    return trial.wrong, words


def main(arguments: list[str] | None = None) -> int:
    """Read the options and run the trial."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks dataset-kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="how many (100)")
    parser.add_argument("--rows", type=int, default=2000, help="of each extract (2000)")
    parser.add_argument("--seed", type=int, default=1, help="of the chance that chooses (1)")
    options = parser.parse_args(arguments)
    wrong, words = tried(options.kills, options.seed, options.rows)
    print(words)
    for line in wrong:
        print(f"  WRONG {line}")
    print(f"  {len(wrong)} things lost, doubled or left over.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
