"""`goldenthread dataset tables`: what the linked tables are, and how many rows an area has."""

import argparse

NAME = "tables"
SUMMARY = "Say what each linked table holds, and how many rows of it an area has."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take an area, or a table whose columns are to be told."""
    parser.add_argument("table", nargs="?", help="say what the columns of this table mean")
    parser.add_argument("--area", help="the area's name in addresses: count its rows")


def run(args: argparse.Namespace) -> int:
    """Print the tables, or the columns of one."""
    from goldenthread.core.errors import UserError
    from goldenthread.dataset.tables import LINKED

    if args.table and args.table not in LINKED:
        known = ", ".join(LINKED)
        raise UserError(f"There is no linked table called {args.table}. There are: {known}.")
    rows = _rows(args.area) if args.area else {}
    for table in LINKED.values():
        if args.table in (None, table.name):
            count = f"{rows.get(table.name, 0):>12,} rows  " if args.area else ""
            print(f"{table.name:<14}{count}{table.words}")
    if args.table:
        for column in LINKED[args.table].columns:
            unit = f" ({column.unit})" if column.unit else ""
            print(f"  {column.name:<12} {column.kind.value}{unit}: {column.words}")
    return 0


def _rows(slug: str) -> dict[str, int]:
    from goldenthread.areas.queries import area_called
    from goldenthread.dataset.queries.builds import latest_build

    build = latest_build(area_called(slug))
    return dict(build.tables.values_list("table", "rows")) if build else {}
