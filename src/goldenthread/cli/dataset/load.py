"""`goldenthread dataset load`: bring a partner's extract in, all of it or nothing."""

import argparse
import sys
from datetime import date
from pathlib import Path

NAME = "load"
WIDTH = 30
SUMMARY = "Load a partner's extract: read, check, hold faulty rows back; all of it or nothing."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the files, and as what they are to be loaded."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, XLSX or XML")
    parser.add_argument("--area", required=True, help="the area's name in addresses")
    parser.add_argument("--source", required=True, help="which extract it is (dataset sources)")
    parser.add_argument(
        "--purpose", default="", help="what it is used for (default: what the source is sent for)"
    )
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        default=None,
        metavar="YYYY-MM-DD",
        help="the day that the extract speaks of (default: today)",
    )
    parser.add_argument("--partner", default="", help="who sent it")
    parser.add_argument(
        "--mapping", type=Path, metavar="TOML", help="the supplier's headings, named as ours"
    )
    parser.add_argument("--engine", default="", help="duckdb, spark or spark://host:port")
    parser.add_argument(
        "--mends", type=int, metavar="LOAD", help="the load whose quarantined rows these files mend"
    )
    parser.add_argument(
        "--made-up", action="store_true", help="say that these children were invented"
    )


def run(args: argparse.Namespace) -> int:
    """Load, and print the sum of the rows and the faults; 1 where the load is refused."""
    from django.utils import timezone

    from goldenthread.areas.queries import area_called
    from goldenthread.audit.rules import COMMAND_LINE
    from goldenthread.dataset.changes.loads import load_extract
    from goldenthread.dataset.changes.mending import load_to_mend
    from goldenthread.dataset.queries.loads import told

    area, begun = area_called(args.area), timezone.now()
    load = load_extract(
        by=COMMAND_LINE,
        area=area,
        source=args.source,
        files=args.files,
        purpose=args.purpose,
        extract_on=args.on or timezone.localdate(),
        partner=args.partner,
        mapping=args.mapping,
        made_up=args.made_up,
        engine=args.engine,
        mends=load_to_mend(area, args.mends) if args.mends else None,
        progress=_tell,
    )
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    if load.finished_at and load.finished_at < begun:
        sys.stdout.write("These files are loaded already; nothing was done.\n")
    sys.stdout.writelines(f"{line}\n" for line in told(load))
    return 1 if load.state == load.REFUSED else 0


def _tell(table: str, rows: int, of: int) -> None:
    """Draw how far a table is, where somebody looks on."""
    if not sys.stderr.isatty():
        return
    share = min(1.0, rows / of) if of else 0.0
    bar = f"[{'#' * round(WIDTH * share):<{WIDTH}}] {share:>4.0%} " if of else ""
    sys.stderr.write(f"\r{bar}{table:<24}{rows:>14,} rows")
    sys.stderr.flush()
