"""`goldenthread dataset write`: returns and lists out of what is held."""

import argparse
from datetime import date
from pathlib import Path

NAME = "write"
SUMMARY = "Write a SEN2 return or a list of Annex A out of what is held."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what is to be written, of which area, and where to."""
    returns = parser.add_subparsers(title="what to write", dest="written", required=True)
    sen2 = returns.add_parser("sen2", help="the SEN2 return of a year")
    sen2.add_argument("--year", type=int, required=True, help="the year of the return")
    sen2.add_argument(
        "--format", choices=["xml", "csv", "xlsx"], default="xml", help="(default: xml)"
    )
    annex = returns.add_parser("annex-a", help="a list of Annex A")
    annex.add_argument(
        "--list", type=int, choices=[1, 2], required=True, help="1: with a plan, 2: being assessed"
    )
    annex.add_argument("--format", choices=["csv", "xlsx"], default="csv", help="(default: csv)")
    annex.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day it speaks of (default: that of the SEN2 extract)",
    )
    for each in (sen2, annex):
        each.add_argument("--area", required=True, help="the area's name in addresses")
        each.add_argument("--out", type=Path, required=True, help="the folder to write to")


def run(args: argparse.Namespace) -> int:
    """Write it, and say where it lies, how many people it names and what its rules found."""
    from goldenthread.areas.queries import area_called
    from goldenthread.audit.rules import COMMAND_LINE
    from goldenthread.dataset.changes.returns import write_annex_a, write_sen2

    asked = {
        "by": COMMAND_LINE,
        "area": area_called(args.area),
        "form": args.format,
        "out": args.out,
    }
    if args.written == "sen2":
        made = write_sen2(year=args.year, **asked)
    else:
        made = write_annex_a(number=args.list, on=args.on, **asked)
    for path in made.files:
        print(path)
    print(f"{made.people:,} people are named in it. Keep it where only those who need it can read.")
    for fault in made.faults:
        rows = ", ".join(str(row + 1) for row in fault.rows)
        print(f"{fault.severity}: {fault.rule}: {fault.message} {fault.count:,} rows: {rows}")
    return 0
