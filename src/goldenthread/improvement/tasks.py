"""What a worker does for this room: reminding leads, telling chairs what waits for them."""

from django.db import transaction
from django.utils import timezone

from goldenthread.audit.changes import finish
from goldenthread.audit.rules import SYSTEM, Claim

from .changes.cycles import remind as send_reminders
from .changes.telling import tell_chairs as write_to_chairs
from .models import ImprovementPlan, UpdateCycle


def remind(work: Claim) -> None:
    """Remind those who owe an update, once, unless the round has closed meanwhile.

    The letters and that the work is done are committed together.
    """
    cycle = UpdateCycle.objects.select_related("improvement_plan__area").get(
        pk=work.payload["cycle"]
    )
    today = timezone.localdate()
    with transaction.atomic():
        if cycle.due >= today:
            send_reminders(by=SYSTEM, cycle=cycle, on=today, address=work.payload["address"])
        finish(work=work)


def tell_chairs(work: Claim) -> None:
    """Write to the chairs for whom updates still wait.

    The letters and that the work is done are committed together.
    """
    rows = ImprovementPlan.objects.select_related("area")
    improvement_plan = rows.get(pk=work.payload["improvement_plan"])
    with transaction.atomic():
        write_to_chairs(
            by=SYSTEM,
            improvement_plan=improvement_plan,
            on=timezone.localdate(),
            address=work.payload["address"],
        )
        finish(work=work)
