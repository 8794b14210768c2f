"""`goldenthread mail`: read the mails that were kept because no mail server is set."""

import argparse
import sys
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

NAME = "mail"
SUMMARY = "Show the last mails; with their text where they are kept instead of sent."
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take how many, and whether to show only the list."""
    parser.add_argument("--last", type=int, default=5, metavar="N", help="how many (5)")
    parser.add_argument("--to", metavar="EMAIL", help="only those to this address")
    parser.add_argument("--list", action="store_true", help="one line a mail, without its text")


def run(args: argparse.Namespace) -> int:
    """Print the last mails, latest last."""
    from django.conf import settings

    if settings.MAIL_FOLDER:
        rows = list(_kept(Path(settings.MAIL_FOLDER), args))
    else:
        rows = list(_sent(args))
    sys.stdout.write("\n".join(rows) + "\n" if rows else "No mail has been sent yet.\n")
    return 0


def _kept(folder: Path, args: argparse.Namespace) -> Iterator[str]:
    """Yield the mails of a folder as a person reads them."""
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    read = BytesParser(EmailMessage, policy=policy.default).parsebytes
    mails = [read(file.read_bytes()) for file in files]
    wanted = [mail for mail in mails if args.to in (None, mail["To"])]
    for mail in wanted[-args.last :]:
        yield f"{mail['Date']}  to {mail['To']}: {mail['Subject']}"
        if not args.list:
            yield f"\n{mail.get_content().rstrip()}\n"


def _sent(args: argparse.Namespace) -> Iterator[str]:
    """Yield a line for each mail that was handed to the mail server; its text is not kept."""
    from goldenthread.audit.queries import letters_sent

    for row in reversed(letters_sent(args.last, args.to)):
        yield f"{row.done_at:%Y-%m-%d %H:%M}  to {row.payload['to']}: {row.payload['subject']}"
