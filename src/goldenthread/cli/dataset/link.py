"""`goldenthread dataset link`: who is who, anew from what is loaded."""

import argparse
import sys

NAME = "link"
SUMMARY = "Link what is loaded by person, build the linked tables and count NHS numbers."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the area, the engine, and whether to begin from nothing."""
    parser.add_argument("--area", required=True, help="the area's name in addresses")
    parser.add_argument(
        "--engine", default="", help="duckdb, spark or spark://host:port (default: DATASET_ENGINE)"
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="link everything from nothing; what people decided holds all the same",
    )


def run(args: argparse.Namespace) -> int:
    """Link, build and count, saying each step, and print what came of it."""
    from goldenthread.areas.queries import area_called
    from goldenthread.audit.rules import SYSTEM
    from goldenthread.dataset.changes.refreshing import refresh_area
    from goldenthread.dataset.queries.worklist import EVERYBODY, covered, everybody

    area = area_called(args.area)
    made = refresh_area(by=SYSTEM, area=area, engine=args.engine, full=args.full, told=_tell)
    for name, count in made.counts.items():
        print(f"{name.replace('_', ' '):<30}{count:>12,}")
    for whole in covered(everybody(area, made), EVERYBODY):
        share = f"{whole.share:.1%}" if whole.share is not None else "nobody"
        print(f"{whole.people:,} people; with an NHS number: {share}")
    return 0


def _tell(done: int, words: str) -> None:
    if words:
        print(f"{done + 1} of 3: {words} ...", file=sys.stderr, flush=True)
