"""Times the made-up country: 153 areas, 2 million people and what happened to them.

`python -m benchmarks synth` writes it to a folder of its own and removes it again (`--keep` leaves
it, `--out` names it, `--areas` and `--people` make it smaller). Time is that of the whole command;
memory the most that its processes held at once, asked every fifth of a second. Exits 1 when the
country takes three minutes or more, or 2 GB or more, or has fewer than 13 million events.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AREAS, PEOPLE, YEARS = 153, 2_000_000, 3
SECONDS, BYTES, EVENTS = 180, 2 * 10**9, 13_000_000


def memory_of(process: int) -> int:
    """Return how many bytes a process and those it started hold; 0 for one that has ended."""
    held = 0
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            started = task.read_text().split()
        except OSError:
            continue
        held += sum(memory_of(int(child)) for child in started)
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return held
    kilobytes = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")]
    return held + sum(int(one) * 1024 for one in kilobytes)


def made(out: Path, areas: int, people: int) -> tuple[float, int]:
    """Make the country in a process of its own; return the seconds and the most memory held."""
    program = (
        "from pathlib import Path; import sys\n"
        "from goldenthread.dataset.synth.making import make_country\n"
        "from goldenthread.dataset.synth.places import Country\n"
        f"if __name__ == '__main__': make_country(Country({areas}, {people}, {YEARS}, 1), "
        "Path(sys.argv[1]))\n"
    )
    script = out.with_suffix(".py")
    script.write_text(program)
    started, most = time.perf_counter(), 0
    working = subprocess.Popen([sys.executable, str(script), str(out)])
    while working.poll() is None:
        most = max(most, memory_of(working.pid))
        time.sleep(0.2)
    script.unlink()
    if working.returncode:
        raise SystemExit(f"making the country ended with {working.returncode}")
    return time.perf_counter() - started, most


def main(arguments: list[str]) -> int:
    """Print what was made, in which time and memory; 0 when the targets are met."""
    parser = argparse.ArgumentParser(prog="benchmarks synth")
    parser.add_argument("--areas", type=int, default=AREAS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--keep", action="store_true")
    args = parser.parse_args(arguments)
    out = args.out or Path(tempfile.mkdtemp(prefix="country-")) / "country"
    seconds, most = made(out, args.areas, args.people)
    told = json.loads((out / "country.json").read_text())
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    print(f"{told['areas']} areas, {told['people']:,} people, {told['events']:,} events:")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = used.ru_utime + used.ru_stime
    print(f"  {busy:.0f} s of processor time; with what else the machine did, by the clock:")
    print(f"  {seconds:.0f} s, {most / 1e9:.2f} GB at most, {size / 1e9:.2f} GB of files")
    print(f"  (targets: under {SECONDS} s and {BYTES / 1e9:.0f} GB, {EVENTS:,} events)")
    if not args.keep:
        shutil.rmtree(out if args.out else out.parent)
    enough = told["events"] >= EVENTS * args.people / PEOPLE
    return 0 if seconds < SECONDS and most < BYTES and enough else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
