"""Asking for the next night's look at what has been kept long enough."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Outbox
from goldenthread.audit.rules import Follow, Work

RETENTION = "dataset_retention"
AT_NIGHT = time(2, 30)


def next_night(area: LocalArea) -> list[Follow]:
    """Return the work of the next night for an area, or nothing where it is asked for already."""
    asked = Outbox.objects.filter(kind=RETENTION, state=Work.WAITING, payload__area=area.slug)
    if asked.exists():
        return []
    tomorrow = timezone.localdate() + timedelta(days=1)
    at = timezone.make_aware(datetime.combine(tomorrow, AT_NIGHT))
    return [Follow(RETENTION, {"area": area.slug}, at)]
