"""`goldenthread area`: add a local area, or list those that are here."""

import argparse
import sys
from datetime import date

from goldenthread.cli.serve import check_database
from goldenthread.core.errors import UserError

NAME = "area"
SUMMARY = "Add a local area, or list those that are here."
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do, and for a new area its names, code and dates."""
    deeds = parser.add_subparsers(title="what to do", metavar="DEED", required=True)
    words = "Add a local area, with nothing in it yet."
    add = deeds.add_parser("add", help=words, description=words)
    add.add_argument("slug", metavar="SLUG", help="its name in addresses, such as north-anyshire")
    add.add_argument("name", metavar="NAME", help="its name as people say it")
    add.add_argument("--code", default="", help="its official code, such as E06000063")
    add.add_argument("--from", dest="starts", metavar="DAY", help="the day it began, as 2023-04-01")
    add.add_argument("--to", dest="ends", metavar="DAY", help="its last day, when it has ended")
    add.set_defaults(deed=_add)
    words = "List the local areas, by name."
    deeds.add_parser("list", help=words, description=words).set_defaults(deed=_list)


def run(args: argparse.Namespace) -> int:
    """Refuse a database that is behind, then do it."""
    check_database()
    args.deed(args)
    return 0


def a_day(words: str | None) -> date | None:
    """Return a day written as 2023-04-01, None when none was given; else raise UserError."""
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise UserError(
            f"“{words}” is no day. Write it as year-month-day, such as 2023-04-01. "
            "Nothing was changed."
        ) from None


def _add(args: argparse.Namespace) -> None:
    from goldenthread.areas.changes import add_area
    from goldenthread.audit.rules import COMMAND_LINE

    area = add_area(
        by=COMMAND_LINE,
        slug=args.slug,
        name=args.name,
        code=args.code,
        starts=a_day(args.starts),
        ends=a_day(args.ends),
    )
    sys.stdout.write(
        f"{area.name} is added as {area.slug}. Give somebody a role there: "
        f"goldenthread person add EMAIL NAME --area {area.slug} --role improvement-lead\n"
    )


def _list(args: argparse.Namespace) -> None:
    from goldenthread.areas.queries import all_areas

    areas = all_areas()
    if not areas:
        sys.stdout.write("No local area is here yet. Add one: goldenthread area add SLUG NAME\n")
    for area in areas:
        dates = f"{area.starts or 'not recorded'} to {area.ends or 'still'}"
        made_up = "  exercise" if area.exercise else ""
        code = area.code or "no code"
        sys.stdout.write(f"{area.slug:<24} {area.name:<32} {code:<12} {dates}{made_up}\n")
