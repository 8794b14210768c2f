"""Bringing the set up to date, by a worker that says how far it is."""

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import tell_progress
from goldenthread.audit.rules import SYSTEM, Claim

from ..changes.refreshing import STEPS, refresh_area


def refresh(work: Claim) -> None:
    """Link, build and count; doing it twice gives the same."""

    def tell(done: int, words: str) -> None:
        tell_progress(work=work, done=done, of=len(STEPS), words=words)

    refresh_area(by=SYSTEM, area=LocalArea.objects.get(slug=work.payload["area"]), told=tell)
