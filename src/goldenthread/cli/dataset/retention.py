"""`goldenthread dataset retain`: remove what may be kept no longer."""

import argparse
import sys

NAME = "retain"
SUMMARY = "Remove what the sharing agreements let an area keep no longer; a worker does it nightly."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the area and whether only to look."""
    parser.add_argument("--area", required=True, help="the area's name in addresses")
    parser.add_argument(
        "--look", action="store_true", help="only say what would be removed, and what is kept"
    )


def run(args: argparse.Namespace) -> int:
    """Remove it, or say how long each table of each load is kept."""
    from goldenthread.areas.queries import area_called
    from goldenthread.audit.rules import COMMAND_LINE
    from goldenthread.dataset.changes.retaining import retain
    from goldenthread.dataset.queries.retention import expiries

    area = area_called(args.area)
    if args.look:
        for each in expiries(area):
            kept = f"until {each.last_day}" if each.last_day else "no agreement says for how long"
            sys.stdout.write(f"load {each.load:>5}  {each.source}, {each.table}: {kept}\n")
        return 0
    done = retain(by=COMMAND_LINE, area=area)
    if done.certificate is None:
        sys.stdout.write("Nothing has been kept too long.\n")
        return 0
    sys.stdout.write(f"{done.rows:,} rows were removed, {done.held_back:,} are on legal hold.\n")
    for words, rows in done.certificate.counts.items():
        sys.stdout.write(f"  {rows:>10,}  {words}\n")
    sys.stdout.write(f"Certificate {done.certificate.pk}: {done.certificate.digest}\n")
    return 0
