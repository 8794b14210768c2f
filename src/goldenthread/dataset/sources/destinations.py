"""What young people with SEND do between 16 and 25."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import ibis

from goldenthread.dataset.sources.codes.destinations import ACTIVITY
from goldenthread.dataset.sources.codes.needs import PROVISION
from goldenthread.dataset.sources.identity import (
    CLIENT_WHO,
    client,
    coded,
    day,
    proposed,
    text,
    yes,
)
from goldenthread.dataset.sources.ruling import (
    DAY,
    QUERY,
    across,
    age,
    aged,
    asked,
    not_before,
    not_in_future,
    within,
)
from goldenthread.dataset.sources.shape import Column, Domain, Given, Kind, Rows, Source, Table, Yes

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
        coded(
            "activity",
            "Current activity",
            ACTIVITY,
            "Current activity code",
            required=True,
            dated_by="started_on",
        ),
        day("started_on", "Day it began", "Current activity start date", required=True),
        day("ended_on", "Day it ended"),
        day("expected_end_on", "Day it is expected to end", "Expected course end date"),
        day("checked_on", "Day it was last checked", "Date of last contact"),
        coded("known_by", "How it is known", KNOWN_BY),
        text("establishment", "Reference number of the school, college or provider (UKPRN or URN)"),
        coded(
            "support",
            "Support for special educational needs",
            PROVISION,
            "SEN provision",
            dated_by="started_on",
        ),
        yes("supported_internship", "Whether it is a supported internship"),
    ),
    key=("local_id", "activity", "started_on"),
    domain=Domain.EDUCATION,
    who=replace(CLIENT_WHO, uln="uln"),
    event="started_on",
    until="ended_on",
)


def _school_code_after_school(rows: Rows, _given: Given) -> Yes:
    return rows.activity.isin(OF_SCHOOL_AGE) & (age(rows.birth_date, rows.started_on) >= 17)


def _stale(rows: Rows, given: Given) -> Yes:
    days = ibis.literal(given.on).delta(rows.checked_on, unit="day")
    return rows.ended_on.isnull() & (days > 183)


def _internship_of_other_code(rows: Rows, _given: Given) -> Yes:
    return rows.supported_internship & (rows.activity != "460")


def _two_at_once(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables["destinations"]
    running = rows.filter(rows.ended_on.isnull() & rows.activity.isin(FULL_TIME))
    counted = running.group_by("local_id").agg(alike=running.count())
    return running.semi_join(counted.filter(counted.alike > 1), "local_id").select("row")


def _outside_but_placed(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows, placements = tables["destinations.destinations"], tables["sen2.placement_detail"]
    outside = rows.filter(rows.ended_on.isnull() & rows.activity.isin(OUTSIDE))
    placed = placements.filter(placements.leavingdate.isnull() & placements.urn.notnull())
    return outside.semi_join(placed, "person").select("record")


def _home_and_school(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows, homes = tables["destinations.destinations"], tables["ehe.registrations"]
    taught = rows.filter(rows.ended_on.isnull() & rows.activity.isin(("110", *FULL_TIME)))
    at_home = homes.filter(homes.ends_on.isnull())
    return taught.semi_join(at_home, "person").select("record")


OF_SCHOOL_AGE = ("110", "120", "130", "140", "150")
FULL_TIME = ("210", "220", "230", "240", "270", "280")
OUTSIDE = ("610", "615", "616", "619", "620", "630", "640", "650", "660", "670", "680")
_IN = {"local_id": "A", "activity": "230", "started_on": DAY}
_LEFT = {"person": "p", "activity": "619"}
_STUDIES = {"person": "p", "activity": "210"}
RULES = (
    not_in_future(
        "DE01", "destinations", "started_on", "The activity began after the day of the extract."
    ),
    not_before(
        "DE02", "destinations", "ended_on", "started_on", "The activity ended before it began."
    ),
    aged(
        "DE03",
        "destinations",
        "started_on",
        15,
        25,
        "The person was under 15 or over 25 when the activity began.",
    ),
    asked(
        "DE04",
        "destinations",
        QUERY,
        "The activity is one of school age, and the person was 17 or over.",
        ("activity", "birth_date"),
        _school_code_after_school,
        passes=(
            {"activity": "110", "birth_date": date(2008, 3, 14), "started_on": DAY},
            {"activity": "230", "birth_date": date(2004, 3, 14), "started_on": DAY},
        ),
        fails=({"activity": "110", "birth_date": date(2007, 3, 14), "started_on": DAY},),
    ),
    asked(
        "DE05",
        "destinations",
        QUERY,
        "The activity was last checked more than half a year before the extract.",
        ("checked_on",),
        _stale,
        passes=({"checked_on": date(2024, 12, 1)}, {"checked_on": DAY, "ended_on": DAY}),
        fails=({"checked_on": DAY},),
    ),
    asked(
        "DE06",
        "destinations",
        QUERY,
        "It is flagged as a supported internship, and the code says otherwise.",
        ("supported_internship", "activity"),
        _internship_of_other_code,
        passes=({"supported_internship": True, "activity": "460"}, {"activity": "230"}),
        fails=({"supported_internship": True, "activity": "230"},),
    ),
    within(
        "DE07",
        "destinations",
        QUERY,
        "The person is in two places of full-time education at once.",
        ("activity", "local_id"),
        _two_at_once,
        passes=(
            {"destinations": (_IN, {**_IN, "activity": "360"})},
            {"destinations": (_IN, {**_IN, "ended_on": DAY})},
        ),
        fails=({"destinations": (_IN, {**_IN, "activity": "210"})},),
    ),
    not_before(
        "DE08",
        "destinations",
        "expected_end_on",
        "started_on",
        "The activity is expected to end before it began.",
    ),
    across(
        "DE11",
        "destinations",
        "The person is said to be in neither education, employment nor "
        "training, and the plan's placement has not ended.",
        ("activity", "ended_on"),
        _outside_but_placed,
        needs=("destinations.destinations", "sen2.placement_detail"),
        passes=(
            {
                "destinations.destinations": (_LEFT,),
                "sen2.placement_detail": ({"person": "p", "urn": "100000", "leavingdate": DAY},),
            },
            {"destinations.destinations": (_LEFT,)},
        ),
        fails=(
            {
                "destinations.destinations": (_LEFT,),
                "sen2.placement_detail": ({"person": "p", "urn": "100000"},),
            },
        ),
    ),
    across(
        "DE12",
        "destinations",
        "The person is said to be in education at a school or college and to be educated at home.",
        ("activity", "ended_on"),
        _home_and_school,
        needs=("destinations.destinations", "ehe.registrations"),
        passes=(
            {
                "destinations.destinations": (_STUDIES,),
                "ehe.registrations": ({"person": "p", "ends_on": DAY},),
            },
            {"destinations.destinations": (_STUDIES,)},
        ),
        fails=(
            {"destinations.destinations": (_STUDIES,), "ehe.registrations": ({"person": "p"},)},
        ),
    ),
)

SOURCE = Source(
    code="destinations",
    words="Destinations at 16 to 25",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(DESTINATIONS,),
    rules=RULES,
    read_at=(
        "Activity codes and dates follow the National Client Caseload Information System's "
        "management information requirement, as listed by FFT Education Datalab; its field "
        "references were not obtained. The day it ended, how it is known and the flag of a "
        "supported internship are our own proposal."
    ),
    fresh_days=45,
)
