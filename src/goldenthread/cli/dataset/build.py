"""`goldenthread dataset build`: the linked tables, anew from what is loaded and linked."""

import argparse
import sys
from pathlib import Path

NAME = "build"
SUMMARY = "Build the linked tables of an area from what is loaded and linked."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the area, the engine, and where postcodes lie."""
    parser.add_argument("--area", required=True, help="the area's name in addresses")
    parser.add_argument(
        "--engine", default="", help="duckdb, spark or spark://host:port (default: DATASET_ENGINE)"
    )
    parser.add_argument(
        "--postcodes",
        type=Path,
        metavar="FILE",
        help="a CSV file that says in which district each postcode lies; it is kept for next time",
    )


def run(args: argparse.Namespace) -> int:
    """Build, and say how many rows each table has and what was found across sources."""
    from goldenthread.areas.queries import area_called
    from goldenthread.audit.rules import SYSTEM
    from goldenthread.dataset.changes.builds import build_area

    build = build_area(
        by=SYSTEM,
        area=area_called(args.area),
        engine=args.engine,
        postcodes=args.postcodes,
        progress=_tell,
    )
    for table in build.tables.order_by("pk"):
        nobody = f", {table.nobody} of nobody known" if table.nobody else ""
        print(f"{table.table:<14}{table.rows:>12,} rows{nobody}")
    for fault in build.faults.order_by("-count", "rule"):
        print(f"{fault.severity}: {fault.count:,} x {fault.rule}: {fault.message}")
    return 0


def _tell(table: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        end = "" if table else "\n"
        print(f"\r{done} of {of} tables {table:<14}", end=end, file=sys.stderr, flush=True)
