"""Suspensions and permanent exclusions, one row for each."""

from goldenthread.dataset.sources.codes.needs import PROVISION
from goldenthread.dataset.sources.codes.schools import EXCLUSION_KIND, EXCLUSION_REASON
from goldenthread.dataset.sources.identity import (
    CLIENT_WHO,
    client,
    coded,
    day,
    proposed,
    text,
    whole,
    yes,
)
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Source, Table

REVIEW = proposed(
    "What became of a permanent exclusion",
    """
    upheld Upheld by the governing board
    reinstated Pupil reinstated by the governing board
    recommended Panel recommended that the board think again
    quashed Panel quashed the decision
    rescinded Withdrawn by the head teacher
    pending Not yet decided
    """,
)


def _reason(number: int) -> Column:
    return Column(
        f"reason_{number}",
        f"Reason {number}",
        Kind.CODE,
        codes=EXCLUSION_REASON,
        dated_by="starts_on",
    )


EXCLUSIONS = Table(
    "exclusions",
    "A suspension or a permanent exclusion from a school",
    (
        text("exclusion_id", "The sender's reference for it", required=True),
        *client(),
        text("school_urn", "School URN", "URN", required=True),
        Column(
            "kind",
            "Suspension or exclusion",
            Kind.CODE,
            required=True,
            codes=EXCLUSION_KIND,
            headings=("Category", "Exclusion category"),
            dated_by="starts_on",
        ),
        day("starts_on", "First day", "Start date", required=True),
        day("ends_on", "Last day", "End date"),
        whole("sessions", "Sessions missed", 0, 90, "sessions", "Actual number of sessions"),
        _reason(1),
        _reason(2),
        _reason(3),
        Column(
            "sen_provision",
            "SEN provision on the day",
            Kind.CODE,
            codes=PROVISION,
            dated_by="starts_on",
        ),
        day("provided_from", "Day from which other provision was made"),
        yes("review_called", "Whether an emergency review of the plan was called"),
        day("reviewed_on", "Day the governing board or panel decided"),
        coded("reviewed", "What became of it", REVIEW),
    ),
    key=("exclusion_id",),
    domain=Domain.EDUCATION,
    who=CLIENT_WHO,
    event="starts_on",
    until="ends_on",
    sheets=("Exclusions", "Suspensions"),
)

SOURCE = Source(
    code="exclusions",
    words="Suspensions and permanent exclusions",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(EXCLUSIONS,),
    rules=(),
    read_at="The school census's exclusion module: reason codes as egfl.org.uk/node/27198 and "
    "support.arbor-education.com list them, up to three to each; sixth-day provision from the "
    "methodology of the published statistics. Reference, provision date, emergency review and "
    "what became of an exclusion are our own proposal.",
)
