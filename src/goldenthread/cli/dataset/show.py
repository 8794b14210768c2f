"""`goldenthread dataset show`: one load with its balance, its faults and what its reader said."""

import argparse
import sys

NAME = "show"
SUMMARY = "Show one load: the sum of its rows, its faults by rule, and what is missing."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the area and the load."""
    parser.add_argument("load", type=int, help="the load's number (dataset loads)")
    parser.add_argument("--area", required=True, help="the area's name in addresses")


def run(args: argparse.Namespace) -> int:
    """Print the load."""
    from goldenthread.areas.queries import area_called
    from goldenthread.dataset.queries.loads import load_called, told

    load = load_called(area_called(args.area), args.load)
    sys.stdout.writelines(f"{line}\n" for line in told(load))
    return 0
