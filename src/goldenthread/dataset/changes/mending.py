"""Mending what was held back: its rows given out, and brought in again."""

from collections.abc import Iterator

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Load
from ..queries.loads import load_called
from ..queries.quarantine import held_back, to_mend
from .reading import record_read


def load_to_mend(area: LocalArea, number: int) -> Load:
    """Return a load whose quarantine may be mended; UserError where it counts for nothing."""
    load = load_called(area, number)
    if load.state != Load.COMPLETE:
        raise UserError(
            f"Load {number} is {load.state}, so none of its rows waits to be mended. Nothing was "
            "done."
        )
    return load


@transaction.atomic
def give_out_quarantine(*, by: Actor, load: Load, table: str) -> Iterator[str]:
    """Write down who takes the held-back rows of a table, and yield them as a CSV file's lines."""
    names = [one.record for one in held_back(load, table) if one.record]
    record_read(
        by=by,
        area=load.area,
        persons=names,
        reason="quarantine",
        page="dataset:quarantine",
        words=f"Rows held back of load {load.pk}, {table}",
    )
    after = {"table": table, "rows": len(names)}
    record(by=by, verb="give_out_quarantine", subject="load", ref=load.pk, after=after)
    return to_mend(load, table)
