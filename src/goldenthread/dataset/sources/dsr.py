"""The dynamic support register: people at risk of a mental health admission; most restricted."""

from goldenthread.dataset.sources.codes.health import listed
from goldenthread.dataset.sources.identity import (
    PATIENT_WHO,
    coded,
    day,
    patient,
    proposed,
    text,
    yes,
)
from goldenthread.dataset.sources.shape import CodeList, Domain, Source, Table

RATING = CodeList(
    "Rating on the register",
    listed(
        """
        R Red: at immediate risk of admission
        A Amber: at risk of admission without support soon
        G Green: risks are managed at home
        B Blue: in hospital
        """
    ),
    "NHS England, Dynamic support register and care (education) and treatment review: policy and "
    "guide (January 2023), as described by areas' local offers; the letters are our own",
)

CONSENT = proposed(
    "Who agreed to being on the register",
    """
    SELF The person
    PARENT Somebody with parental responsibility
    BEST A decision in the person's best interests
    NONE Nobody yet
    """,
)

REVIEW = proposed(
    "Kind of review",
    """
    CETR Care, education and treatment review
    CTR Care and treatment review
    LAEP Local area emergency protocol meeting
    """,
)

PEOPLE = Table(
    "people",
    "People on the dynamic support register",
    (
        text("entry_id", "The sender's reference for the entry in the register", required=True),
        *patient(),
        day("added_on", "Day the person was put on the register", required=True),
        coded("consent", "Who agreed", CONSENT, required=True),
        day("consent_on", "Day of the agreement"),
        yes("autistic", "Whether the person is autistic"),
        yes("learning_disability", "Whether the person has a learning disability"),
        coded("rating", "Rating", RATING, "RAG", required=True),
        day("rated_on", "Day of the rating"),
        coded("review", "Kind of the last review", REVIEW),
        day("reviewed_on", "Day of the last review"),
        day("key_worker_offered_on", "Day a key worker was offered"),
        day("key_worker_from", "Day a key worker began"),
        day("admitted_on", "Day of the present admission"),
        day("removed_on", "Day the person was taken off the register"),
    ),
    key=("entry_id",),
    domain=Domain.HEALTH,
    who=PATIENT_WHO,
    event="added_on",
    until="removed_on",
    restricted=True,
)

SOURCE = Source(
    code="dsr",
    words="Dynamic support register",
    partner="integrated care board",
    purpose="prevent-admission",
    tables=(PEOPLE,),
    rules=(),
    read_at=(
        "Our own proposal for the columns: each board keeps its own register. Ratings, consent, "
        "reviews and key workers are those of NHS England's policy and guide of January 2023 "
        "(england.nhs.uk, PRN00117)."
    ),
    fresh_days=31,
    snapshot=True,
)
