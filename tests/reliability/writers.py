"""Many writers of the trail at once, and somebody who tries to change what they wrote."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from django.db import DatabaseError, connection, transaction

from goldenthread.audit import models
from goldenthread.audit.changes import record
from goldenthread.audit.queries import first_broken_event
from goldenthread.audit.rules import Actor

HARM = (
    "UPDATE audit_event SET verb = 'harmless' WHERE subject = 'trial'",
    "UPDATE audit_event SET previous_hash = hash WHERE subject = 'trial'",
    "DELETE FROM audit_event WHERE subject = 'trial'",
    "DELETE FROM audit_chainhead",
)
EVERY_TAKEN_BACK = 5


class TakenBack(Exception):
    """A change that fails after its event was written."""


def write(writer: int, count: int) -> int:
    """Record events one after another, every fifth in a change that fails; return how many stay."""
    by, kept = Actor(f"writer:{writer}", f"Writer {writer}"), 0
    for at in range(count):
        try:
            with transaction.atomic():
                record(by=by, verb="try", subject="trial", ref=f"{writer}-{at}", after={"at": at})
                if at % EVERY_TAKEN_BACK == EVERY_TAKEN_BACK - 1:
                    raise TakenBack
            kept += 1
        except TakenBack:
            continue
    return kept


def harm(over: Event) -> Counter[str]:
    """Try to change and take out events until told to stop; count what came of it."""
    came: Counter[str] = Counter()
    while not over.is_set() or not came:
        for statement in HARM:
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(statement)
                    came["went through" if cursor.rowcount else "found nothing"] += 1
            except DatabaseError as refused:
                ours = "kept as it was written" in str(refused)
                came["refused" if ours else str(refused)] += 1
        over.wait(0.02)
    return came


def all_at_once(writers: int, count: int) -> dict[str, object]:
    """Let everybody at the trail at the same moment and return what was left."""
    start, over = Barrier(writers), Event()

    def one(writer: int) -> int:
        start.wait(timeout=30)
        try:
            return write(writer, count)
        finally:
            connection.close()

    def other() -> Counter[str]:
        try:
            return harm(over)
        finally:
            connection.close()

    with ThreadPoolExecutor(writers + 1) as pool:
        harming = pool.submit(other)
        try:
            kept = sum(pool.map(one, range(writers)))
        finally:
            over.set()
        came = harming.result()
    rows = list(models.Event.objects.order_by("pk").values_list("previous_hash", "hash"))
    return {
        "kept": kept,
        "held": models.Event.objects.filter(subject="trial").count(),
        "broken": first_broken_event() is not None,
        "follow_one_another": all(a[1] == b[0] for a, b in zip(rows, rows[1:], strict=False)),
        "head": models.ChainHead.objects.get().hash == rows[-1][1],
        "harm": came,
    }


def main(writers: int, count: int) -> None:
    """Print what was left."""
    print(json.dumps(all_at_once(writers, count)))
