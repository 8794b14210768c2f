"""`goldenthread dataset erase`: erase the person that a request is about."""

import argparse
import sys

from goldenthread.core.errors import UserError

NAME = "erase"
SUMMARY = "Erase the person that a request is about, everywhere, and print the certificate."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the area, the number of the request, and that it is meant."""
    parser.add_argument("--area", required=True, help="the area's name in addresses")
    parser.add_argument("--request", type=int, required=True, help="the number of the request")
    parser.add_argument(
        "--sure", action="store_true", help="say that you have checked: it cannot be undone"
    )


def run(args: argparse.Namespace) -> int:
    """Erase, and say what was removed in counts."""
    from goldenthread.areas.queries import area_called
    from goldenthread.audit.rules import COMMAND_LINE
    from goldenthread.dataset.changes.erasing import erase_person
    from goldenthread.dataset.queries.rights import request_numbered

    if not args.sure:
        raise UserError(
            "Nothing was removed. Check that the request is about the right person, then say "
            "--sure: it cannot be undone."
        )
    request = request_numbered(area_called(args.area), args.request)
    made = erase_person(by=COMMAND_LINE, request=request)
    sys.stdout.write(f"Request {request.number} is done. What was removed:\n")
    for words, rows in made.counts.items():
        sys.stdout.write(f"  {rows:>10,}  {words}\n")
    sys.stdout.write(f"Certificate {made.pk}: {made.digest}\n")
    return 0
