"""What young people with SEND do between 16 and 25."""

from dataclasses import replace

from goldenthread.dataset.sources.codes.destinations import ACTIVITY
from goldenthread.dataset.sources.codes.health import listed
from goldenthread.dataset.sources.identity import (
    CLIENT_WHO,
    client,
    coded,
    day,
    proposed,
    text,
    yes,
)
from goldenthread.dataset.sources.shape import CodeList, Column, Domain, Kind, Source, Table

SUPPORT = CodeList(
    "Support for special educational needs",
    listed(
        """
        E Education, health and care plan
        K SEN support
        N None
        """
    ),
    "School census, SEN provision from September 2014",
)

KNOWN_BY = proposed(
    "How it is known",
    """
    PERSON From the young person or family
    PROVIDER From the school, college or provider
    MATCH From matching with another list
    """,
)

DESTINATIONS = Table(
    "destinations",
    "What each young person does, from when to when",
    (
        *client(),
        Column("uln", "Unique learner number", Kind.ULN, identifying=True),
        coded("activity", "Current activity", ACTIVITY, "Current activity code", required=True),
        day("started_on", "Day it began", "Current activity start date", required=True),
        day("ended_on", "Day it ended"),
        day("expected_end_on", "Day it is expected to end", "Expected course end date"),
        day("checked_on", "Day it was last checked", "Date of last contact"),
        coded("known_by", "How it is known", KNOWN_BY),
        text("establishment", "Reference number of the school, college or provider (UKPRN or URN)"),
        coded("support", "Support for special educational needs", SUPPORT, "SEN provision"),
        yes("supported_internship", "Whether it is a supported internship"),
    ),
    key=("local_id", "activity", "started_on"),
    domain=Domain.EDUCATION,
    who=replace(CLIENT_WHO, uln="uln"),
    event="started_on",
    until="ended_on",
)

SOURCE = Source(
    code="destinations",
    words="Destinations at 16 to 25",
    partner="council",
    purpose="send-improvement",
    tables=(DESTINATIONS,),
    rules=(),
    read_at=(
        "Activity codes and dates follow the National Client Caseload Information System's "
        "management information requirement, as listed by FFT Education Datalab; its field "
        "references were not obtained. The day it ended, how it is known and the flag of a "
        "supported internship are our own proposal."
    ),
    fresh_days=45,
)
