"""The dynamic support register: people at risk of a mental health admission; most restricted."""

from collections.abc import Mapping
from datetime import date

import ibis

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
from goldenthread.dataset.sources.ruling import (
    DAY,
    ERROR,
    QUERY,
    across,
    age,
    asked,
    born_by,
    not_before,
    not_in_future,
    not_twice,
)
from goldenthread.dataset.sources.shape import CodeList, Domain, Given, Rows, Source, Table, Yes

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


def _neither(rows: Rows, _given: Given) -> Yes:
    return (rows.autistic == ibis.literal(False)) & (
        rows.learning_disability == ibis.literal(False)
    )


def _nobody_agreed(rows: Rows, _given: Given) -> Yes:
    return (rows.consent == "NONE") & rows.removed_on.isnull()


def _rating_and_ward_disagree(rows: Rows, _given: Given) -> Yes:
    return (rows.rating == "B") != rows.admitted_on.notnull()


def _review_of_other_age(rows: Rows, _given: Given) -> Yes:
    return (rows.review == "CTR") & (age(rows.birth_date, rows.reviewed_on) < 18)


def _red_and_not_reviewed(rows: Rows, given: Given) -> Yes:
    return (rows.rating == "R") & rows.removed_on.isnull() & rows.reviewed_on.isnull()


def _in_hospital_on_one_side(tables: Mapping[str, Rows], _given: Given) -> Rows:
    people, stays = tables["dsr.people"], tables["camhs.admissions"]
    blue = people.filter((people.rating == "B") & people.removed_on.isnull())
    named = blue.filter(blue.person.notnull())
    return named.anti_join(stays.filter(stays.discharged_on.isnull()), "person").select("record")


def _admitted_without_rating(tables: Mapping[str, Rows], _given: Given) -> Rows:
    people, stays = tables["dsr.people"], tables["camhs.admissions"]
    inside = stays.filter(stays.discharged_on.isnull() & (stays.kind != "CRISIS"))
    other = people.filter((people.rating != "B") & people.removed_on.isnull())
    return other.semi_join(inside, "person").select("record")


_BLUE, _AMBER = {"person": "p", "rating": "B"}, {"person": "p", "rating": "A"}
_WARD = {"person": "p", "kind": "TIER4"}
_TEEN = {"birth_date": date(2010, 3, 14), "reviewed_on": DAY}
RULES = (
    not_in_future("DS01", "people", "added_on", "The entry lies after the day of the extract."),
    born_by("DS02", "people", "added_on", "The entry lies before birth."),
    not_before(
        "DS03",
        "people",
        "removed_on",
        "added_on",
        "The person was taken off the register before being put on it.",
    ),
    asked(
        "DS04",
        "people",
        QUERY,
        "The person is said to be neither autistic nor to have a "
        "learning disability; the register is for people who are or have.",
        ("autistic", "learning_disability"),
        _neither,
        passes=({"autistic": True, "learning_disability": False}, {"autistic": False}),
        fails=({"autistic": False, "learning_disability": False},),
    ),
    asked(
        "DS05",
        "people",
        ERROR,
        "The person is on the register, but nobody agreed to it.",
        ("consent",),
        _nobody_agreed,
        passes=({"consent": "PARENT"}, {"consent": "NONE", "removed_on": DAY}),
        fails=({"consent": "NONE"},),
    ),
    asked(
        "DS06",
        "people",
        QUERY,
        "The rating and the present admission disagree: blue is for people in hospital.",
        ("rating", "admitted_on"),
        _rating_and_ward_disagree,
        passes=({"rating": "B", "admitted_on": DAY}, {"rating": "R"}),
        fails=({"rating": "B"}, {"rating": "G", "admitted_on": DAY}),
    ),
    asked(
        "DS07",
        "people",
        QUERY,
        "A child's review is said to be the one for adults.",
        ("review", "reviewed_on", "birth_date"),
        _review_of_other_age,
        passes=(
            {**_TEEN, "review": "CETR"},
            {**_TEEN, "review": "CTR", "birth_date": date(2006, 3, 14)},
        ),
        fails=({**_TEEN, "review": "CTR"},),
    ),
    asked(
        "DS08",
        "people",
        QUERY,
        "The person is rated red and no review is told.",
        ("rating", "reviewed_on"),
        _red_and_not_reviewed,
        passes=({"rating": "R", "reviewed_on": DAY}, {"rating": "A"}),
        fails=({"rating": "R"},),
    ),
    not_before(
        "DS09",
        "people",
        "key_worker_from",
        "key_worker_offered_on",
        "The key worker began before being offered.",
        QUERY,
    ),
    not_twice(
        "DS10",
        "people",
        ("local_id",),
        "removed_on",
        "The same person is on the register twice.",
        {"local_id": "A"},
    ),
    across(
        "DS11",
        "people",
        "The register says that the person is in hospital; no open admission is held.",
        ("rating", "admitted_on"),
        _in_hospital_on_one_side,
        needs=("dsr.people", "camhs.admissions"),
        passes=({"dsr.people": (_BLUE,), "camhs.admissions": (_WARD,)}, {"dsr.people": (_AMBER,)}),
        fails=(
            {"dsr.people": (_BLUE,)},
            {"dsr.people": (_BLUE,), "camhs.admissions": ({**_WARD, "discharged_on": DAY},)},
        ),
    ),
    across(
        "DS12",
        "people",
        "The person is in a mental health unit; the register does not say so.",
        ("rating",),
        _admitted_without_rating,
        needs=("dsr.people", "camhs.admissions"),
        passes=({"dsr.people": (_BLUE,), "camhs.admissions": (_WARD,)}, {"dsr.people": (_AMBER,)}),
        fails=({"dsr.people": (_AMBER,), "camhs.admissions": (_WARD,)},),
    ),
)

SOURCE = Source(
    code="dsr",
    words="Dynamic support register",
    partner="Integrated care board",
    purpose="Preventing admission to hospital",
    tables=(PEOPLE,),
    rules=RULES,
    read_at=(
        "Our own proposal for the columns: each board keeps its own register. Ratings, consent, "
        "reviews and key workers are those of NHS England's policy and guide of January 2023 "
        "(england.nhs.uk, PRN00117)."
    ),
    fresh_days=31,
    snapshot=True,
)
