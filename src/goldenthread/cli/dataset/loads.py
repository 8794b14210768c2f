"""`goldenthread dataset loads`: what was brought in, and how each load balances."""

import argparse
import sys

NAME = "loads"
SUMMARY = "List the loads of an area with the sum of their rows."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the area and which source."""
    parser.add_argument("--area", required=True, help="the area's name in addresses")
    parser.add_argument("--source", default="", help="one source only")


def run(args: argparse.Namespace) -> int:
    """Print a line for each load, the newest first."""
    from goldenthread.areas.queries import area_called
    from goldenthread.dataset.queries.loads import loads_of

    for load in loads_of(area_called(args.area), args.source):
        sums = ", ".join(
            f"{table.table} {table.accepted:,} of {table.read:,}" for table in load.tables.all()
        )
        sys.stdout.write(
            f"{load.pk:>6}  {load.extract_on}  {load.source:<20} {load.state:<11} {sums}\n"
        )
    return 0
