"""Elective home education: the register that a local authority keeps."""

from goldenthread.dataset.sources.codes.needs import PROVISION
from goldenthread.dataset.sources.codes.schools import HOME_EDUCATION_REASON, YEAR_GROUP
from goldenthread.dataset.sources.identity import CLIENT_WHO, client, coded, day, proposed, text
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Source, Table

SUITABLE = proposed(
    "Whether home education was found suitable",
    """
    suitable Suitable
    unsuitable Not suitable
    unclear Not yet clear
    not-seen Not seen
    """,
)

ENDED = proposed(
    "Why home education ended",
    """
    school Back to school
    further-education On to college or training
    age Past compulsory school age
    moved Moved away
    order School attendance order
    missing Became missing from education
    other Other
    """,
)

REGISTRATIONS = Table(
    "registrations",
    "A time in which a child was electively educated at home",
    (
        text("registration_id", "The sender's reference for it", required=True),
        *client(),
        day("starts_on", "First day of home education", "Start date", required=True),
        day("ends_on", "Last day of home education", "End date"),
        coded("year_group", "National curriculum year", YEAR_GROUP),
        coded("reason", "Main reason given", HOME_EDUCATION_REASON),
        coded("ended", "Why it ended", ENDED),
        Column(
            "sen_provision",
            "SEN provision when it began",
            Kind.CODE,
            codes=PROVISION,
            dated_by="starts_on",
        ),
        text("last_school_urn", "URN of the last school"),
        day("visited_on", "Day last visited or seen"),
        coded("suitable", "Whether found suitable", SUITABLE),
    ),
    key=("registration_id",),
    domain=Domain.EDUCATION,
    who=CLIENT_WHO,
    event="starts_on",
    until="ends_on",
    sheets=("Home education", "EHE"),
)

SOURCE = Source(
    code="ehe",
    words="Elective home education register",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(REGISTRATIONS,),
    rules=(),
    read_at="The department's termly collection is published as counts by sex, year and main "
    "reason (explore-education-statistics, elective home education, data guidance); its own layout "
    "and letters were not had. Columns and codes are our own proposal after those counts.",
    fresh_days=120,
)
