"""Columns that several tables of the SEN2 return share, and the days its versions began."""

from datetime import date

from goldenthread.dataset.sources.codes import settings
from goldenthread.dataset.sources.shape import Column, Kind, Who

# The first collections of versions 1.2 and 1.3 of the specification.
V12, V13 = date(2024, 1, 1), date(2025, 1, 1)
V12_EVE = date(2023, 12, 31)

THROUGH = Who(local="person_id", through="person")


def own(name: str, words: str, heading: str, of: str) -> Column:
    """Return the column with a table's own number."""
    unique = f"{words} (This must be a unique ID for each {of} record)"
    return Column(name, words, Kind.TEXT, required=True, headings=(heading, unique))


def parent(name: str, words: str, heading: str, of: str) -> Column:
    """Return the column with the number of the table above."""
    matching = f"{words} (This must match the relevant ID in the {of} table)"
    return Column(name, words, Kind.TEXT, headings=(heading, matching))


PERSON_ID = Column(
    "person_id",
    "Person ID",
    Kind.TEXT,
    required=True,
    identifying=True,
    headings=(
        "persontableid",
        "Person ID (This must match the relevant ID in the Person record table)",
    ),
)
REQUEST_ID = parent("request_id", "Requests record ID", "requeststableid", "Requests")


def establishment() -> tuple[Column, ...]:
    """Return the columns that plan details and placement details say a setting with."""
    return (
        Column("urn", "URN – Unique Reference Number", Kind.TEXT),
        Column("ukprn", "UKPRN – UK Provider Reference Number", Kind.TEXT),
        Column(
            "sensetting",
            "SEN Setting – Establishment type",
            Kind.CODE,
            codes=settings.SEN_SETTING,
        ),
        Column(
            "sensettingother",
            "SEN Setting – Other",
            Kind.TEXT,
            headings=("Not in education - Other",),
        ),
        Column(
            "placementrank",
            "Placement Rank (1=Primary, 2=Secondary)",
            Kind.WHOLE,
            low=1,
            high=9,
            headings=("Placement Rank",),
        ),
        Column("senunitindicator", "SEN Unit Indicator", Kind.YESNO),
        Column("resourcedprovisionindicator", "Resourced Provision Indicator", Kind.YESNO),
    )
