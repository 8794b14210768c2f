"""Times a load: read, typed, checked, encrypted and balanced, beside DuckDB reading the same file.

`python -m benchmarks dataset-load [--rows 1000000] [--times 4] [--rounds 3]`: writes a made-up
extract of referrals (16 columns, identifiers among them, one row in a hundred with a fault), has
DuckDB read it into a table and the product load it, turn about, each in a process of its own. Then
loads one that is some times longer, to see that memory does not grow with the file. Exits 1 when
the load takes more than five times as long as the reading, or memory grows by more than 1.3.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import duckdb

TIMES_READING = 5.0
TIMES_MEMORY = 1.3
HEADINGS = {
    "ServiceRequestId": "'R' || CASE WHEN i % 5000 = 4999 THEN i - 1 ELSE i END",
    "LocalPatientId": "'P' || i // 3",
    "NHSNumber": "CASE WHEN c = 10 THEN NULL WHEN i % 250 = 7 THEN (b * 10 + (c + 1) % 10)::VARCHAR"
    " ELSE (b * 10 + c)::VARCHAR END",
    "NHSNumberStatus": "'01'",
    "Forename": "'Forename' || i % 5003",
    "Surname": "'Surname' || i % 7001",
    "Date of birth": "CASE WHEN i % 400 = 3 THEN '2014-02-31' WHEN i % 900 = 5 THEN NULL"
    " ELSE (DATE '2005-01-01' + (i % 6000)::INT)::VARCHAR END",
    "Gender": "CASE WHEN i % 500 = 11 THEN 'Q' ELSE ['1', '2'][1 + i % 2] END",
    "Postcode": "'CA' || 1 + i % 28 || ' ' || 1 + i % 9 || 'AB'",
    "OrgIDProv": "'RNN'",
    "OrgIDEduEstab": "(100000 + i % 50000)::VARCHAR",
    "ReferralRequestReceivedDate": "strftime(DATE '2024-01-01' + (i % 30)::INT, '%d/%m/%Y')",
    "single_point": "['Yes', 'No'][1 + i % 2]",
    "accepted_on": "(DATE '2024-02-01' + (i % 300)::INT)::VARCHAR",
    "ServDischDate": "CASE WHEN i % 3 = 0 THEN (DATE '2024-12-01' + (i % 30)::INT)::VARCHAR END",
    "signposted_to": "'note ' || i % 50",
}
WEIGHTED = " + ".join(f"b // 1{'0' * (9 - at)} % 10 * {11 - at}" for at in range(1, 10))
EXTRACT = f"""
COPY (
    SELECT {", ".join(f'{how} AS "{name}"' for name, how in HEADINGS.items())}
    FROM (SELECT *, (11 - ({WEIGHTED}) % 11) % 11 AS c
          FROM (SELECT i, 999000000 + i % 1000000 AS b FROM range($first, $last) t(i)))
) TO '$path' (HEADER, DELIMITER ',')
"""

READING = """
import sys, time, duckdb
connection = duckdb.connect()
connection.execute("SET enable_progress_bar = false")
started, used = time.perf_counter(), time.process_time()
connection.execute("CREATE TABLE read AS SELECT * FROM read_csv(?)", [sys.argv[1]])
print(time.perf_counter() - started, time.process_time() - used)
"""
LOADING = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from goldenthread.dataset import engine, loading
from goldenthread.dataset.sources import source
from goldenthread.dataset.sources.shape import Given
from goldenthread.dataset.store import Store
camhs = source("camhs")
store = Store(Path(sys.argv[2]), "a secret of the benchmark")
started, used = time.perf_counter(), time.process_time()
with engine.connect(scratch=store.root / "scratch") as backend:
    loaded = loading.read(
        backend, camhs, [Path(sys.argv[1])], given=Given(date(2025, 1, 16)), store=store,
        folder="load",
    )
seconds, used = time.perf_counter() - started, time.process_time() - used
[table] = loaded.tables
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
told = {"seconds": seconds, "processor": used, "megabytes": peak, "table": table.as_json()}
print(json.dumps(told))
"""


def extract(path: Path, rows: int, first: int = 0) -> None:
    """Write a made-up extract of referrals, numbered from `first`."""
    words = EXTRACT.replace("$first", str(first)).replace("$last", str(first + rows))
    words = words.replace("$path", path.as_posix())
    duckdb.connect().execute(words)


def reading(path: Path) -> dict:
    """Have DuckDB read a file into a table in a process of its own; return the seconds it took."""
    seconds, processor = map(float, _run(READING, str(path)).split())
    return {"seconds": seconds, "processor": processor}


def loading(path: Path) -> dict:
    """Load a file in a process of its own; return seconds, megabytes and the balance."""
    with tempfile.TemporaryDirectory() as home:
        return json.loads(_run(LOADING, str(path), f"{home}/store"))


def _run(program: str, *arguments: str) -> str:
    words = [sys.executable, "-c", program, *arguments]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def main(arguments: list[str] | None = None) -> int:
    """Print times, ratio and memory; 0 when both promises are kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks dataset-load", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="in the extract (1000000)")
    parser.add_argument("--times", type=int, default=4, help="how much longer the second is (4)")
    parser.add_argument("--rounds", type=int, default=3, help="of the two, turn about (3)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "referrals.csv"
        extract(path, options.rows)
        rounds = [(reading(path), loading(path)) for _ in range(options.rounds)]
        extract(path, options.rows * options.times)
        longer = loading(path)
    ratio, busy = (
        statistics.median(loaded[of] / read[of] for read, loaded in rounds)
        for of in ("seconds", "processor")
    )
    one = rounds[0][1]
    grown = longer["megabytes"] / one["megabytes"]
    table = one["table"]
    print(
        f"{options.rows:,} rows: read by DuckDB in {_listed(read for read, _ in rounds)}, loaded "
        f"in {_listed(loaded for _, loaded in rounds)}: {ratio:.1f} times as long (at most "
        f"{TIMES_READING}), {busy:.1f} times the processor's time."
    )
    print(
        f"{table['read']:,} read = {table['accepted']:,} accepted + {table['quarantined']:,} held "
        f"back + {table['repeated']:,} repeated; {len(table['faults'])} rules broken."
    )
    print(
        f"Memory at its highest: {one['megabytes']:.0f} MB, of {options.times} times the rows "
        f"{longer['megabytes']:.0f} MB: {grown:.2f} times (at most {TIMES_MEMORY})."
    )
    return 1 if ratio > TIMES_READING or grown > TIMES_MEMORY else 0


def _listed(times: Iterable[dict]) -> str:
    return ", ".join(f"{each['seconds']:.2f} s" for each in times)


if __name__ == "__main__":
    sys.exit(main())
