"""`goldenthread verify`: prove that nobody changed, took out or put in an event of the trail."""

import argparse
import sys
from typing import TYPE_CHECKING

from goldenthread.cli.serve import check_database
from goldenthread.core.errors import UserError

if TYPE_CHECKING:
    from goldenthread.audit.models import Event

NAME = "verify"
SUMMARY = "Check every event of the trail of changes against the chain; exit code 2 when broken."
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the chain is known to have held."""
    parser.add_argument(
        "--holds",
        metavar="HASH",
        help="a last hash that an earlier check printed: the chain must still pass through it",
    )


def run(args: argparse.Namespace) -> int:
    """Check the chain and say how long it is and what it ends in."""
    from goldenthread.audit.queries import chain_state, first_broken_event, holds_hash

    check_database()
    broken = first_broken_event()
    if broken is not None:
        raise UserError(_what_broke(broken))
    if args.holds and not holds_hash(args.holds):
        raise UserError(
            "Each event follows the one before, but the chain does not pass through the hash you "
            "gave: it was written anew, or cut off, since. Nothing was changed. Keep this database "
            "as it is, and compare it with a backup from before."
        )
    count, ends_in = chain_state()
    sys.stdout.write(
        f"{count:,} events, each as it was written and chained to the one before.\n"
        f"The chain ends in {ends_in}\n"
        "Keep that line somewhere else: goldenthread verify --holds HASH then also notices a chain "
        "that was written anew.\n"
    )
    return 0


def _what_broke(event: "Event") -> str:
    """Return what to tell of the first event that does not hold, and what to do."""
    if event.pk is None:
        return (
            "The trail is broken: every event is gone. Nothing was changed by this check. Keep the "
            "database as it is, and compare it with a backup."
        )
    return (
        f"The trail is broken at event {event.pk}: {event.verb} of {event.subject} "
        f"{event.subject_ref}, {event.at:%Y-%m-%d %H:%M} UTC. It, or the event before or after it, "
        "was changed, taken out or put in outside the application, or AUDIT_KEY is not the key it "
        "was written with. Nothing was changed by this check. First make sure of the key. Then "
        "keep the database as it is, find the last backup that verifies, and compare the two from "
        f"event {event.pk} on."
    )
