"""Writes and reads SEN2 returns of 100,000 made-up people, and says how much memory that took.

`python -m benchmarks sen2` measures each of the three forms in processes of their own, one for
writing and one for reading every row of every table (`--people` makes it smaller, `--forms` picks).
Exits 1 when reading or writing XML takes 500 MB or more.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

PEOPLE = 100_000
BYTES = 500 * 1000 * 1000
NEEDS = ("ASD", "SEMH", "SLCN", "MLD")
BORN = date(2005, 1, 1)

Row = dict[str, Any]


def _person(n: int) -> list[tuple[str, Row]]:
    """Return the rows of one made-up person, with a plan in force for three of four."""
    ids = {"person_id": f"{n:09}"}
    day = BORN + timedelta(days=n % 6_000)
    rows: list[tuple[str, Row]] = [
        (
            "person",
            ids
            | {"surname": f"Name{n % 5_003}", "forename": f"First{n % 997}", "sex": "MF"[n % 2]}
            | {"personbirthdate": day, "ethnicity": "WBRI", "postcode": f"ZZ99 {n % 9}AA"},
        )
    ]
    at = ids | {"request_id": f"{n:09}"}
    asked = day + timedelta(days=1_500)
    rows.append(("requests", at | {"receiveddate": asked, "rya": False, "requestoutcome": "Y"}))
    if n % 4:
        own = dict.fromkeys(("assessment_id", "named_plan_id", "active_plans_id"), f"{n:09}")
        assessment = at | {"assessment_id": own["assessment_id"]}
        plan = assessment | {"named_plan_id": own["named_plan_id"]}
        active = at | {"active_plans_id": own["active_plans_id"]}
        place = {"urn": f"{100_000 + n % 900}", "placementrank": 1, "senunitindicator": False}
        rows += [
            ("assessment", assessment | {"assessmentoutcome": "Y", "week20": False}),
            ("named_plan", plan | {"startdate": asked + timedelta(days=140), "pb": False}),
            ("plan_detail", plan | place | {"plan_detail_id": f"{n:09}"}),
            ("active_plans", active | {"lastreview": asked + timedelta(days=400)}),
            ("placement_detail", active | place | {"placement_detail_id": f"{n:09}"}),
            ("sen_need", active | {"sen_need_id": f"{n:09}", "sentype": NEEDS[n % 4]}),
        ]
    return rows


def people(count: int, table: str) -> Iterator[Row]:
    """Yield the rows of one table for so many people, in their order."""
    for n in range(count):
        yield from (row for name, row in _person(n) if name == table)


def tables(count: int) -> dict[str, Iterator[Row]]:
    """Return a return's tables as streams of typed rows."""
    header = {
        "collection": "SEN2",
        "year": 2025,
        "referencedate": date(2025, 1, 16),
        "lea": "909",
        "serialno": 1,
        "datetime": datetime(2025, 1, 20, 9, 30),
    }
    names = "person requests assessment named_plan plan_detail active_plans placement_detail"
    streams = {name: people(count, name) for name in (*names.split(), "sen_need")}
    return {"sen2": iter([header]), **streams}


def write(form: str, folder: Path, count: int) -> int:
    """Write a return and return the number of its bytes."""
    from goldenthread.dataset.files import write_return
    from goldenthread.dataset.sources import source

    files = write_return(source("sen2"), tables(count), form, folder, on=date(2025, 1, 20))
    return sum(path.stat().st_size for path in files)


def read(form: str, folder: Path, count: int) -> int:
    """Read every row of a return and return how many there are."""
    from goldenthread.dataset.files import tables_in
    from goldenthread.dataset.sources import source

    found = tables_in(sorted(folder.iterdir()), source("sen2"))
    return sum(1 for table in found.tables for row in table.rows() if not row.faults)


DEEDS: dict[str, Callable[[str, Path, int], int]] = {"write": write, "read": read}


def measured(deed: str, form: str, folder: Path, count: int) -> dict[str, float]:
    """Do one thing in a process of its own; return its result, seconds and most memory in bytes."""
    command = [sys.executable, "-m", "benchmarks.sen2", deed, form, str(folder), str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def alone(deed: str, form: str, folder: Path, count: int) -> None:
    """Do one thing and print what it took, as JSON."""
    started = time.perf_counter()
    result = DEEDS[deed](form, folder, count)
    seconds = time.perf_counter() - started
    print(json.dumps({"result": result, "seconds": seconds, "bytes": most_memory()}))


def most_memory() -> int:
    """Return the most bytes that this process held, without those of the one that started it."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


def main(arguments: list[str]) -> int:
    """Measure the forms asked for and print them; 1 where XML takes too much memory."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks sen2", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--forms", nargs="+", default=["xml", "csv", "xlsx"])
    asked = parser.parse_args(arguments)
    worst = 0.0
    print(f"SEN2 returns of {asked.people:,} people")
    for form in asked.forms:
        with tempfile.TemporaryDirectory() as name:
            for deed in DEEDS:
                took = measured(deed, form, Path(name), asked.people)
                what = f"{took['result'] / 1e6:,.0f} MB" if deed == "write" else "every row"
                print(
                    f"{deed:<6}{form:<5}{what:>10}{took['seconds']:>8.1f} s"
                    f"{took['bytes'] / 1e6:>8.0f} MB of memory"
                )
                if form == "xml":
                    worst = max(worst, took["bytes"])
    return int(worst >= BYTES)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in DEEDS:
        alone(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main(sys.argv[1:]))
