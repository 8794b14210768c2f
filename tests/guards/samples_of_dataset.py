"""What to put into the parts of an address of the data set."""

from datetime import date
from typing import Any

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor

BY = Actor("test", "The sweep")


def samples_of_dataset(area: LocalArea) -> dict[str, Any]:
    """Return the values of the parts that addresses of the data set name."""
    return {
        "agreement": _agreement(area),
        "source": "camhs",
        "load": _load(area),
        "table": "referrals",
        "codes": "attendance-status",
        "person": "0" * 32,
        "request_number": _request(area),
        "answer_form": "json",
        "certificate": _certificate(area),
    }


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


def _load(area: LocalArea) -> int:
    """Keep a load with a row held back and return its number."""
    from goldenthread.dataset.models import Load

    made = Load.objects.create(
        area=area,
        source="camhs",
        purpose="Trying addresses",
        extract_on=date(2025, 1, 1),
        digest="0" * 64,
        folder="0" * 32,
        state=Load.COMPLETE,
    )
    made.tables.create(table="referrals", read=2, accepted=1, quarantined=1)
    return made.pk


def _request(area: LocalArea) -> int:
    """Enter a request for a copy of somebody's data and return its number."""
    from goldenthread.dataset.models import RightsRequest

    made = RightsRequest.objects.create(
        area=area,
        number=1,
        right="access",
        person="0" * 32,
        asked_by="parent",
        received_on=date(2025, 1, 1),
        entered_by=BY.name,
    )
    return made.number


def _certificate(area: LocalArea) -> int:
    """Keep a certificate and return its key."""
    from goldenthread.dataset.changes.erasing import certify_retention

    return certify_retention(by=BY, area=area, counts={"camhs, referrals: facts": 3}).pk
