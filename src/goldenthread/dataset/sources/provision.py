"""Sufficiency: places in special schools, units, resourced and alternative provision."""

from goldenthread.dataset.sources.codes.needs import PLAN_NEEDS
from goldenthread.dataset.sources.codes.settings import PLACEMENT_KINDS
from goldenthread.dataset.sources.identity import coded, day, pounds, text, whole
from goldenthread.dataset.sources.shape import Domain, Source, Table

PLACES = Table(
    "places",
    "Places commissioned at an establishment for a need, for a time",
    (
        text("provision_id", "The sender's reference for the provision", required=True),
        text("urn", "URN – Unique Reference Number"),
        text("name", "Name of the provision"),
        text("district", "Code of the district in which it is (E06, E07, E08, E09)", "LAD code"),
        coded("kind", "Kind of provision", PLACEMENT_KINDS, required=True),
        coded("need", "Need it is designated for", PLAN_NEEDS),
        whole("age_from", "Youngest age", 0, 25, "years"),
        whole("age_to", "Oldest age", 0, 25, "years"),
        day("starts_on", "First day of the commission", required=True),
        day("ends_on", "Last day of the commission"),
        whole("places", "Places commissioned", 0, 2000, "places"),
        pounds("place_funding", "Funding for a place", unit="pounds a year"),
    ),
    key=("provision_id", "starts_on"),
    domain=Domain.NOBODY,
    event="starts_on",
    until="ends_on",
    sheets=("Places",),
)

OCCUPANCY = Table(
    "occupancy",
    "How many places were taken on a day",
    (
        text("provision_id", "The sender's reference for the provision", required=True),
        day("counted_on", "Day of the count", required=True),
        whole("pupils", "Pupils on roll", 0, 3000, "pupils"),
        whole("from_elsewhere", "Of whom from other authorities", 0, 3000, "pupils"),
        whole("waiting", "Children agreed and waiting for a place", 0, 3000, "children"),
    ),
    key=("provision_id", "counted_on"),
    domain=Domain.NOBODY,
    event="counted_on",
    parent="places",
    sheets=("Occupancy",),
)

SOURCE = Source(
    code="provision",
    words="Places and occupancy of specialist and alternative provision",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(PLACES, OCCUPANCY),
    rules=(),
    read_at="No national layout was found: our own proposal. No row is about a person.",
)
