"""Correcting the limits that a regime sets."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor

from ..models import RegimeClock
from ..rules import ClockRule


@transaction.atomic
def set_clock(*, by: Actor, rule: ClockRule, regime: str) -> RegimeClock:
    """Set a limit of a regime, keeping the one before with the date on which it ended.

    One that counts from the same day is put right where it stands; the trail keeps what it was.
    """
    fields = {
        "name": rule.name,
        "starts_with": rule.starts_with.value,
        "amount": rule.amount,
        "unit": rule.unit,
        "valid_to": rule.valid_to,
        "confirmed": rule.confirmed,
        "source": rule.source,
        "outcome": rule.outcome or _outcome_held(regime, rule.code),
    }
    if rule.valid_from:
        RegimeClock.objects.filter(
            Q(valid_from=None) | Q(valid_from__lt=rule.valid_from),
            Q(valid_to=None) | Q(valid_to__gte=rule.valid_from),
            regime=regime,
            code=rule.code,
        ).update(valid_to=rule.valid_from - timedelta(days=1))
    same = RegimeClock.objects.filter(regime=regime, code=rule.code, valid_from=rule.valid_from)
    before = same.values(*fields).first()
    clock, _ = RegimeClock.objects.update_or_create(
        regime=regime, code=rule.code, valid_from=rule.valid_from, defaults=fields
    )
    record(
        by=by,
        verb="set_clock",
        subject="regime_clock",
        ref=clock.pk,
        before=before,
        after=fields,
    )
    return clock


def _outcome_held(regime: str, code: str) -> int | None:
    """Return the outcome for which a limit counts already, None where it counts for all."""
    held = RegimeClock.objects.filter(regime=regime, code=code).exclude(outcome=None)
    return held.values_list("outcome", flat=True).order_by("-pk").first()
