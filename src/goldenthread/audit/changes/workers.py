"""Signs of life from those who do the work."""

from datetime import timedelta

from django.utils import timezone

from ..models import RunningWorker

FORGOTTEN_AFTER = timedelta(days=7)


def beat(*, name: str) -> None:
    """Say that a worker is alive; one not heard of for a week is forgotten."""
    now = timezone.now()
    if RunningWorker.objects.filter(name=name).update(beat_at=now):
        return
    RunningWorker.objects.filter(beat_at__lt=now - FORGOTTEN_AFTER).delete()
    RunningWorker.objects.create(name=name, started_at=now, beat_at=now)


def leave(*, name: str) -> None:
    """Say that a worker has stopped because it was asked to."""
    RunningWorker.objects.filter(name=name).delete()
