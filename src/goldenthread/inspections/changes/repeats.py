"""Proposing that a finding repeats an earlier one, and deciding whether it does."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import RepeatFinding
from ..queries import said_in
from ..rules import repeats

DECIDED = {"confirmed": "confirmed", "rejected": "turned down"}


def hold_findings(area: LocalArea) -> None:
    """Let nobody else compare the findings of an area until all is written.

    Two who propose the same pair wait for each other's rows; who has written to the trail must not.
    """
    LocalArea.objects.select_for_update(no_key=True).get(pk=area.pk)


@transaction.atomic
def propose_repeats(*, by: Actor, area: LocalArea) -> int:
    """Propose every pair of findings of an area that read alike; return how many are new.

    What a person has decided stays decided. A change that has written to the trail before has to
    `hold_findings` at its beginning.
    """
    hold_findings(area)
    later, earlier = said_in(area)
    links = RepeatFinding.objects.filter(area=area)
    before = links.count()
    RepeatFinding.objects.bulk_create(
        [
            RepeatFinding(
                area=area,
                later=alike.later.noun,
                later_ref=alike.later.ref,
                earlier=alike.earlier.noun,
                earlier_ref=alike.earlier.ref,
                on=alike.later.on,
                share=alike.share,
                words=[list(pair) for pair in alike.words],
            )
            for alike in repeats(later, earlier)
        ],
        ignore_conflicts=True,
    )
    added = links.count() - before
    if added:
        after = {"proposed": added}
        record(by=by, verb="propose_repeats", subject="local_area", ref=area.pk, after=after)
    return added


@transaction.atomic
def decide_repeat(*, by: Actor, repeat: RepeatFinding, state: str, on: date | None = None) -> None:
    """Confirm or turn down that a finding repeats an earlier one, or undo that by proposing again.

    `on` is the day of the decision, today by default. The first to decide counts: the same answer
    twice changes nothing, another raises UserError.
    """
    now = RepeatFinding.objects.select_for_update(no_key=True).get(pk=repeat.pk)
    undo = state == "proposed"
    if now.state == state:
        return
    if not undo and now.state != "proposed":
        raise UserError(
            f"{now.decided_by or 'Somebody'} has {DECIDED[now.state]} this already. "
            "Theirs was kept."
        )
    before = {"state": now.state, "on": now.decided_on}
    now.state, now.decided_by = state, "" if undo else by.name
    now.decided_on = None if undo else on or timezone.localdate()
    now.save(update_fields=["state", "decided_by", "decided_on"])
    after = {"state": state, "on": now.decided_on}
    record(
        by=by,
        verb="decide_repeat",
        subject="repeat_finding",
        ref=now.pk,
        before=before,
        after=after,
    )
