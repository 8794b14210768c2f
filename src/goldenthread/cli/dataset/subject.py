"""`goldenthread dataset subject`: requests about a person's data, and the files of an answer."""

import argparse
import sys
from pathlib import Path

NAME = "subject"
SUMMARY = "List people's requests about their data, or write the files of a released answer."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the area, and for files the number of the request and the folder."""
    parser.add_argument("--area", required=True, help="the area's name in addresses")
    parser.add_argument("--request", type=int, help="the number of a request for a copy")
    parser.add_argument("--out", type=Path, help="the folder for the files of its answer")


def run(args: argparse.Namespace) -> int:
    """List the requests with the day each is due, or write an answer as JSON and a workbook."""
    from goldenthread.areas.queries import area_called
    from goldenthread.audit.rules import COMMAND_LINE
    from goldenthread.core.errors import UserError
    from goldenthread.dataset.changes.releasing import write_answer
    from goldenthread.dataset.queries.rights import request_numbered, requests_of
    from goldenthread.dataset.rules.rights import due_on

    area = area_called(args.area)
    if args.request is None:
        for row in requests_of(area).order_by("number"):
            due = due_on(row.received_on, row.identity_on, row.extended)
            told = f"{row.get_right_display()}, {row.get_state_display()}"
            sys.stdout.write(f"{row.number:>5}  due {due}  {told}\n")
        return 0
    if args.out is None:
        raise UserError("Say where to write the files: --out FOLDER. Nothing was written.")
    request = request_numbered(area, args.request)
    for path in write_answer(by=COMMAND_LINE, request=request, out=args.out):
        sys.stdout.write(f"{path}\n")
    return 0
