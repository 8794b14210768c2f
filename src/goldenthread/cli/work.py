"""`goldenthread work`: what waits to be done, and letting it be tried again."""

import argparse
import sys

from goldenthread.cli.serve import check_database

NAME = "work"
SUMMARY = "List the work that waits or was given up, or let it be tried again."
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take which work to try again."""
    parser.add_argument(
        "--again", nargs="+", metavar="NUMBER", default=[], help="try these again now; or: all"
    )


def run(args: argparse.Namespace) -> int:
    """Print a line for each piece of work that is not done, or let some be tried again."""
    from goldenthread.audit.queries import work_waiting

    check_database()
    rows = work_waiting()
    if args.again:
        wanted = {str(row.pk) for row in rows} if args.again == ["all"] else set(args.again)
        return _again([row.pk for row in rows if str(row.pk) in wanted], len(wanted))
    for row in rows:
        tried = f"tried {row.attempts}" if row.attempts else "not tried yet"
        when = "" if row.state == "exhausted" else f", not before {row.not_before:%Y-%m-%d %H:%M}"
        sys.stdout.write(f"{row.pk:>6}  {row.kind:<14} {row.state:<10} {tried}{when}")
        sys.stdout.write(f"  {row.last_error}\n" if row.last_error else "\n")
    sys.stdout.write("" if rows else "No work waits.\n")
    return 0


def _again(keys: list[int], asked: int) -> int:
    from goldenthread.audit.changes import try_again
    from goldenthread.audit.rules import COMMAND_LINE

    count = sum(try_again(by=COMMAND_LINE, pk=pk) for pk in keys)
    sys.stdout.write(f"{count} of {asked} will be tried again by the next worker.\n")
    return 0
