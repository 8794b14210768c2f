"""Elective home education: the register that a local authority keeps."""

from goldenthread.dataset.sources.between_sources import not_both
from goldenthread.dataset.sources.codes.needs import PROVISION
from goldenthread.dataset.sources.codes.schools import HOME_EDUCATION_REASON, YEAR_GROUP
from goldenthread.dataset.sources.identity import CLIENT_WHO, client, coded, day, proposed, text
from goldenthread.dataset.sources.ruling import (
    DAY,
    QUERY,
    aged,
    asked,
    born_by,
    not_before,
    not_in_future,
    not_twice,
)
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Rule, Source, Table

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

TABLE = "registrations"


def _days() -> tuple[Rule, ...]:
    return (
        not_before("ends-before-start", TABLE, "ends_on", "starts_on", "It ends before it begins."),
        not_in_future("starts-in-future", TABLE, "starts_on", "It begins after the extract's day."),
        not_in_future("visited-in-future", TABLE, "visited_on", "The visit is in the future."),
        born_by("before-birth", TABLE, "starts_on", "It begins before the child was born."),
        not_before(
            "visited-before-start",
            TABLE,
            "visited_on",
            "starts_on",
            "The last visit was before home education began.",
            QUERY,
        ),
        aged(
            "outside-school-age",
            TABLE,
            "starts_on",
            4,
            16,
            "The child is of no compulsory school age, for which the register is kept.",
        ),
    )


_SENSE = (
    asked(
        "ended-half-told",
        TABLE,
        QUERY,
        "Why it ended is given without the day, or the day without why.",
        ("ended", "ends_on"),
        lambda rows, _given: rows.ended.isnull() != rows.ends_on.isnull(),
        passes=({"ended": "school", "ends_on": DAY}, {}),
        fails=({"ended": "school"}, {"ends_on": DAY}),
    ),
    asked(
        "reason-missing",
        TABLE,
        QUERY,
        "The main reason is missing: there are codes for none given and for not known.",
        ("reason",),
        lambda rows, _given: rows.reason.isnull(),
        passes=({"reason": "unknown"},),
        fails=({},),
    ),
    asked(
        "unsuitable-and-open",
        TABLE,
        QUERY,
        "The education was found not suitable and the child is still on the register: such a "
        "child counts as missing education (Education Act 1996, section 436A).",
        ("suitable", "ends_on"),
        lambda rows, _given: (rows.suitable == "unsuitable") & rows.ends_on.isnull(),
        passes=({"suitable": "unsuitable", "ends_on": DAY}, {"suitable": "suitable"}),
        fails=({"suitable": "unsuitable"},),
    ),
    asked(
        "judged-not-seen",
        TABLE,
        QUERY,
        "Home education was judged and there is no day of a visit.",
        ("suitable", "visited_on"),
        lambda rows, _given: (
            rows.suitable.isin(("suitable", "unsuitable")) & rows.visited_on.isnull()
        ),
        passes=({"suitable": "suitable", "visited_on": DAY}, {"suitable": "not-seen"}),
        fails=({"suitable": "suitable"},),
    ),
    not_twice(
        "two-registrations",
        TABLE,
        ("local_id",),
        "ends_on",
        "A child is on the register twice at once.",
        {"local_id": "A", "starts_on": DAY},
    ),
    not_both(
        "home-and-placed",
        "ehe",
        TABLE,
        "placements.placements",
        "The child is on the register of home education and in a paid placement.",
        ("ends_on",),
        lambda rows: rows.ends_on.isnull(),
        lambda rows: rows.ends_on.isnull() & (rows.kind != "other-than-school"),
        row={"starts_on": DAY},
        beside={"starts_on": DAY, "kind": "special"},
        unless=(
            {"starts_on": DAY, "kind": "special", "ends_on": DAY},
            {"starts_on": DAY, "kind": "other-than-school"},
        ),
    ),
)


RULES = (*_days(), *_SENSE)

SOURCE = Source(
    code="ehe",
    words="Elective home education register",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(REGISTRATIONS,),
    rules=RULES,
    read_at="The department's termly collection is published as counts by sex, year and main "
    "reason (explore-education-statistics, elective home education, data guidance); its own layout "
    "and letters were not had. Columns and codes are our own proposal after those counts.",
    fresh_days=120,
)
