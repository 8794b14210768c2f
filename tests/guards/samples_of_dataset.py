"""What to put into the parts of an address of the data set."""

from datetime import date
from typing import Any

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor

BY = Actor("test", "The sweep")


def samples_of_dataset(area: LocalArea) -> dict[str, Any]:
    """Return the values of the parts that addresses of the data set name."""
    return {"agreement": _agreement(area), "source": "camhs", "codes": "attendance-status"}


def _agreement(area: LocalArea) -> int:
    """Put an agreement into the register and return its key."""
    from goldenthread.dataset.changes.sharing import Party, Terms, add_agreement, every_field

    made = add_agreement(
        by=BY,
        area=area,
        terms=Terms("S-1", "A sample", "6(1)(e)", date(2025, 1, 1), 12, "9(2)(c)"),
        purposes=["Trying addresses"],
        fields=every_field("camhs"),
        parties=[Party("One", "sends"), Party("Another", "receives")],
    )
    return made.pk
