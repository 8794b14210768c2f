"""Rules of the SEN2 return about days and ages that only two tables together show."""

from datetime import date, timedelta
from typing import Any

import ibis

from goldenthread.dataset.sources.between import beside
from goldenthread.dataset.sources.ruling import (
    BEFORE,
    DAY,
    EXTRACT_ON,
    QUERY,
    after_parent,
    age,
)
from goldenthread.dataset.sources.shape import Given, Rows

APPEAL_DAYS = 59
"""Fewest days in the two months for an appeal."""


_DAYS = (
    after_parent(
        "assessed-before-received",
        "assessment",
        "assessmentoutcomedate",
        "requests",
        "request_id",
        "receiveddate",
        "The assessment's outcome is dated before the request was received.",
    ),
    after_parent(
        "assessed-before-agreed",
        "assessment",
        "assessmentoutcomedate",
        "requests",
        "request_id",
        "requestoutcomedate",
        "The assessment's outcome is dated before the request was decided.",
    ),
    after_parent(
        "plan-before-request",
        "named_plan",
        "startdate",
        "requests",
        "request_id",
        "receiveddate",
        "The plan begins before the request for it was received.",
    ),
    after_parent(
        "plan-before-outcome",
        "named_plan",
        "startdate",
        "assessment",
        "assessment_id",
        "assessmentoutcomedate",
        "The plan begins before the day on which it was issued.",
        QUERY,
    ),
    after_parent(
        "placed-before-birth",
        "placement_detail",
        "entrydate",
        "person",
        "person_id",
        "personbirthdate",
        "The placement began before the child was born.",
    ),
    after_parent(
        "received-before-birth",
        "requests",
        "receiveddate",
        "person",
        "person_id",
        "personbirthdate",
        "The request was received before the child was born.",
    ),
)

_OUTCOMES = (
    beside(
        "transferred-not-historical",
        "active_plans",
        "assessment",
        "request_id",
        "The plan came from another authority, so its assessment's outcome should be H.",
        ("transferla", "request_id"),
        lambda rows, _given: rows.transferla.notnull() & (rows.assessmentoutcome != "H"),
        brings=("assessmentoutcome",),
        passes=(
            ({"transferla": "801"}, {"assessmentoutcome": "H"}),
            ({}, {"assessmentoutcome": "Y"}),
        ),
        fails=(({"transferla": "801"}, {"assessmentoutcome": "Y"}),),
    ),
    beside(
        "issued-without-day",
        "assessment",
        "named_plan",
        "assessment_id",
        "A plan was issued and the day is missing from the assessment's outcome.",
        ("assessmentoutcome", "assessmentoutcomedate"),
        lambda rows, _given: (rows.assessmentoutcome == "Y") & rows.assessmentoutcomedate.isnull(),
        brings=("startdate",),
        passes=(
            ({"assessmentoutcome": "Y", "assessmentoutcomedate": DAY}, {"startdate": DAY}),
            ({"assessmentoutcome": "H"}, {"startdate": DAY}),
        ),
        fails=(({"assessmentoutcome": "Y"}, {"startdate": DAY}),),
    ),
    beside(
        "in-force-though-ceased",
        "active_plans",
        "named_plan",
        "request_id",
        "The plan is listed as in force and has ceased.",
        ("request_id",),
        lambda rows, given: rows.ceasedate <= given.on,
        brings=("ceasedate",),
        passes=(({}, {}), ({}, {"ceasedate": date(2025, 1, 17)})),
        fails=(({}, {"ceasedate": EXTRACT_ON}),),
    ),
    beside(
        "ceased-before-appeal",
        "named_plan",
        "active_plans",
        "request_id",
        "The plan ceased within two months of the letter that told of it: it is to be kept up "
        "until the time for an appeal has passed, or the appeal is over.",
        ("ceasedate", "ceasereason"),
        lambda rows, _given: (
            rows.ceasereason.isin(("2", "6", "9"))
            & (rows.reviewoutcome == "C")
            & (rows.ceasedate >= rows.lastreview)
            & (rows.ceasedate < rows.lastreview + ibis.interval(days=APPEAL_DAYS))
        ),
        brings=("reviewoutcome", "lastreview"),
        passes=(
            (
                {"ceasereason": "2", "ceasedate": DAY + timedelta(days=61)},
                {"reviewoutcome": "C", "lastreview": DAY},
            ),
            ({"ceasereason": "8", "ceasedate": DAY}, {"reviewoutcome": "C", "lastreview": DAY}),
        ),
        fails=(
            (
                {"ceasereason": "2", "ceasedate": DAY + timedelta(days=30)},
                {"reviewoutcome": "C", "lastreview": DAY},
            ),
        ),
    ),
    beside(
        "never-reviewed",
        "active_plans",
        "named_plan",
        "request_id",
        "The plan began more than a year before the return's day and no review of it is "
        "decided (Children and Families Act 2014, section 44(1)).",
        ("lastreview",),
        lambda rows, given: (
            rows.lastreview.isnull()
            & rows.ceasedate.isnull()
            & (rows.startdate < given.on - timedelta(days=366))
        ),
        brings=("startdate", "ceasedate"),
        passes=(
            ({}, {"startdate": DAY}),
            ({"lastreview": DAY}, {"startdate": date(2020, 1, 1)}),
        ),
        fails=(({}, {"startdate": date(2020, 1, 1)}),),
    ),
)

BORN = ("personbirthdate",)


def _years(rows: Rows, given: Given) -> Any:
    return age(rows.personbirthdate, ibis.literal(given.on))


_AGES = (
    beside(
        "neet-under-16",
        "placement_detail",
        "person",
        "person_id",
        "“Not in education, employment or training” is for ages 16 to 25.",
        ("sensetting",),
        lambda rows, given: (rows.sensetting == "NEET") & (_years(rows, given) < 16),
        brings=BORN,
        passes=(
            ({"sensetting": "NEET"}, {"personbirthdate": date(2009, 1, 16)}),
            ({"sensetting": "EHE"}, {"personbirthdate": date(2015, 1, 1)}),
        ),
        fails=(({"sensetting": "NEET"}, {"personbirthdate": date(2009, 1, 17)}),),
    ),
    beside(
        "early-years-at-school-age",
        "placement_detail",
        "person",
        "person_id",
        "An early years provider is given for somebody of six or older.",
        ("sensetting",),
        lambda rows, given: (
            (rows.sensetting == "EYP") & rows.leavingdate.isnull() & (_years(rows, given) >= 6)
        ),
        brings=BORN,
        passes=(({"sensetting": "EYP"}, {"personbirthdate": date(2021, 1, 1)}),),
        fails=(({"sensetting": "EYP"}, {"personbirthdate": date(2018, 1, 1)}),),
    ),
    beside(
        "too-young-for-maximum-age",
        "named_plan",
        "person",
        "person_id",
        "The plan ceased because the maximum age was reached, but the person was not yet 19.",
        ("ceasereason", "ceasedate"),
        lambda rows, _given: (
            (rows.ceasereason == "1") & (age(rows.personbirthdate, rows.ceasedate) < 19)
        ),
        brings=BORN,
        passes=(
            (
                {"ceasereason": "1", "ceasedate": DAY},
                {"personbirthdate": date(2005, 3, 14)},
            ),
            ({"ceasereason": "2", "ceasedate": DAY}, {"personbirthdate": date(2014, 1, 1)}),
        ),
        fails=(
            (
                {"ceasereason": "1", "ceasedate": BEFORE},
                {"personbirthdate": date(2005, 3, 14)},
            ),
        ),
    ),
)


RULES = (*_DAYS, *_OUTCOMES, *_AGES)
