"""Placements that a local authority makes and pays for, with the reason and the cost."""

from goldenthread.dataset.sources.codes.local_authorities import LOCAL_AUTHORITIES
from goldenthread.dataset.sources.codes.needs import PLAN_NEEDS
from goldenthread.dataset.sources.codes.settings import PLACEMENT_KINDS, RESIDENTIAL
from goldenthread.dataset.sources.identity import (
    CLIENT_WHO,
    client,
    coded,
    day,
    pounds,
    proposed,
    text,
    yes,
)
from goldenthread.dataset.sources.shape import Domain, Source, Table

PLACED_FOR = proposed(
    "Why a placement is out of county, independent or residential",
    """
    no-place No suitable place in the area
    tribunal Ordered by the tribunal
    choice Parents' or the young person's preference
    care Placed with the child's home in care
    health Health needs
    safety Safety of the child or others
    nearer Nearer to home than a school in the area
    broken-down Earlier placement broke down
    other Other
    """,
)

ENDED = proposed(
    "Why a placement ended",
    """
    phase Moved on to the next phase
    change Changed by a review
    broken-down Broke down
    moved Family moved
    ceased Plan ceased
    closed Provider closed
    other Other
    """,
)

PLACEMENTS = Table(
    "placements",
    "A placement of a child or young person with special educational needs",
    (
        text("placement_id", "The sender's reference for it", required=True),
        *client(),
        text("urn", "URN – Unique Reference Number"),
        text("ukprn", "UKPRN – UK Provider Reference Number"),
        text("provider", "Name of the provider"),
        coded("kind", "Kind of placement", PLACEMENT_KINDS, required=True),
        coded("need", "Primary need placed for", PLAN_NEEDS),
        coded("host_la", "Local authority in which it is", LOCAL_AUTHORITIES),
        yes("out_of_area", "Whether outside the area", "Out of county"),
        coded("residential", "Residential weeks", RESIDENTIAL),
        day("starts_on", "First day", "Start date", required=True),
        day("ends_on", "Last day", "End date"),
        coded("reason", "Why out of county, independent or residential", PLACED_FOR),
        coded("ended", "Why it ended", ENDED),
        pounds("cost_year", "Cost in a full year", unit="pounds a year"),
        pounds("cost_education", "Of which education", unit="pounds a year"),
        pounds("cost_health", "Of which health", unit="pounds a year"),
        pounds("cost_care", "Of which social care", unit="pounds a year"),
        pounds("cost_transport", "Cost of transport in a full year", unit="pounds a year"),
    ),
    key=("placement_id",),
    domain=Domain.EDUCATION,
    who=CLIENT_WHO,
    event="starts_on",
    until="ends_on",
    sheets=("Placements",),
)

SOURCE = Source(
    code="placements",
    words="Placements, with reason and cost",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(PLACEMENTS,),
    rules=(),
    read_at="No national layout was found: our own proposal, with the needs, residential weeks and "
    "establishment numbers of the SEN2 return so that the two can be compared.",
)
