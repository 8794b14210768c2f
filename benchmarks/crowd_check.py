"""What a crowd left, looked at from inside: each answered change once, the trail whole."""

import json
import sys
from collections.abc import Iterator

from django.db import connection

from benchmarks.kill_check import counted
from goldenthread.audit.models import Event
from goldenthread.audit.queries import first_broken_event
from goldenthread.governance.models import Challenge
from goldenthread.improvement.models import Update
from goldenthread.reports.models import Comment

MARK = "crowd-"


def deadlocks() -> int:
    """Return how many transactions PostgreSQL has ended because they waited for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(deadlocks) FROM pg_stat_database")
        return int(cursor.fetchone()[0])


def problems(answered: dict[str, list[str]], since: int) -> Iterator[str]:
    """Yield a line for everything that is not as it should be; `since` is the last event before."""
    broken = first_broken_event()
    if broken:
        yield f"the trail breaks at event {broken.pk}"
    if count := deadlocks():
        yield f"{count} deadlocks"
    kept = {
        "update": (Update, "propose_update"),
        "challenge": (Challenge, "ask_challenge"),
        "comment": (Comment, "comment_on_report"),
    }
    for what, (model, verb) in kept.items():
        words = model._default_manager.filter(words__startswith=MARK).values_list(
            "words", flat=True
        )
        yield from counted(what, words, set(answered[what]))
        told = Event.objects.filter(verb=verb, pk__gt=since).count()
        if told != len(words):
            yield f"{what}: {len(words)} kept and {told} told in the trail"


if __name__ == "__main__":
    json.dump(list(problems(**json.load(sys.stdin))), sys.stdout)
