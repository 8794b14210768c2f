"""The end of retention, each night."""

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import SYSTEM, Claim

from ..changes.retaining import retain


def retain_area(work: Claim) -> None:
    """Remove what an area's agreements let it keep no longer, and ask for the next night's run."""
    retain(by=SYSTEM, area=LocalArea.objects.get(slug=work.payload["area"]))
