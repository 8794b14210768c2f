"""What a worker does for this room: reminding leads before a round of updates closes."""

from django.db import transaction
from django.utils import timezone

from goldenthread.audit.changes import finish
from goldenthread.audit.rules import SYSTEM, Claim

from .changes.cycles import remind as send_reminders
from .models import UpdateCycle


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
