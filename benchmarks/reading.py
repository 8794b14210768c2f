"""Times reading in process: the agenda pack, and the eight reports beside their bare extraction.

Run from the checkout with the source documents beside it: `python -m benchmarks.reading`. The
reports go through one extractor, pypdfium2, so that alone is the yardstick: the same pages opened
and their text taken, in the same run. Exits 1 when a target is missed.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from goldenthread.reading.read import read_path
from tests.shared import AGENDA_PACK, REPORTS

ROUNDS = 5
PACK_SECONDS = 1.0
TIMES_EXTRACTION = 2.0


def extract_alone(path: Path) -> int:
    """Return how many characters pypdfium2 finds in a file, doing nothing else with them."""
    document = pypdfium2.PdfDocument(path)
    count = 0
    for page in document:
        textpage = page.get_textpage()
        count += len(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return count


def best(*works: Callable[[], object]) -> list[float]:
    """Return the shortest time of each work in seconds over some rounds, taken turn about.

    The first round, which loads modules, does not count; turn about, a busy machine slows all
    alike.
    """
    rounds = [[_timed(work) for work in works] for _ in range(ROUNDS + 1)]
    return [min(times) for times in zip(*rounds[1:], strict=True)]


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> int:
    """Print the measured times against their targets; 0 when both are met."""
    reports = sorted(REPORTS.glob("*.pdf"))
    alone, reading = best(
        lambda: [extract_alone(path) for path in reports],
        lambda: [read_path(path) for path in reports],
    )
    first = _timed(lambda: read_path(AGENDA_PACK))
    (pack,) = best(lambda: read_path(AGENDA_PACK))
    ratio = reading / alone
    print(f"{len(reports)} reports: extraction alone {alone * 1000:.0f} ms")
    print(f"  extracted and read {reading * 1000:.0f} ms, ratio {ratio:.2f}")
    print(f"  (target at most {TIMES_EXTRACTION:.0f})")
    print(f"agenda pack: {pack * 1000:.0f} ms, the first time {first * 1000:.0f} ms")
    print(f"  (target under {PACK_SECONDS * 1000:.0f} ms)")
    return 0 if ratio <= TIMES_EXTRACTION and pack < PACK_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
