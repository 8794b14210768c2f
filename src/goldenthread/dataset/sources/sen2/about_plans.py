"""Rules of the SEN2 return about plans, where they place a child, and needs, row by row."""

from datetime import date, timedelta

import ibis

from goldenthread.dataset.sources.ruling import (
    DAY,
    ERROR,
    EXTRACT_ON,
    QUERY,
    asked,
    not_before,
    not_in_future,
)
from goldenthread.dataset.sources.shape import Rule

NAMED, ACTIVE, PLACED, NEED = "named_plan", "active_plans", "placement_detail", "sen_need"
FIRST_PLANS = date(2014, 9, 1)


def _placed() -> tuple[Rule, ...]:
    return (
        asked(
            "left-before-entry",
            PLACED,
            ERROR,
            "The placement was left before it was entered.",
            ("leavingdate", "entrydate"),
            lambda rows, _given: rows.leavingdate < rows.entrydate,
            passes=({"entrydate": DAY, "leavingdate": DAY}, {"entrydate": DAY}),
            fails=({"entrydate": DAY, "leavingdate": date(2024, 3, 13)},),
        ),
        asked(
            "entry-missing",
            PLACED,
            QUERY,
            "The day on which the placement began is missing.",
            ("entrydate", "sensetting"),
            lambda rows, _given: (
                rows.entrydate.isnull()
                & ~rows.sensetting.fill_null("").isin(("NEET", "NIEC", "NIEO"))
            ),
            passes=({"entrydate": DAY}, {"sensetting": "NEET"}),
            fails=({}, {"sensetting": "OLA"}),
        ),
        asked(
            "entry-in-future",
            PLACED,
            QUERY,
            "The placement begins after the return's day.",
            ("entrydate",),
            lambda rows, given: rows.entrydate > given.on,
            passes=({"entrydate": EXTRACT_ON}, {}),
            fails=({"entrydate": date(2025, 1, 17)},),
        ),
    )


def _needs() -> tuple[Rule, ...]:
    return (
        asked(
            "need-missing",
            NEED,
            QUERY,
            "The kind of need is missing.",
            ("sentype",),
            lambda rows, _given: rows.sentype.isnull(),
            passes=({"sentype": "ASD"},),
            fails=({},),
        ),
        asked(
            "need-rank-missing",
            NEED,
            QUERY,
            "The need has no rank: 1 is the primary need, 2 the secondary.",
            ("sentyperank",),
            lambda rows, _given: rows.sentyperank.isnull(),
            passes=({"sentyperank": 1},),
            fails=({},),
        ),
    )


_NAMED_PLAN = (
    not_before(
        "ceased-before-start",
        NAMED,
        "ceasedate",
        "startdate",
        "The plan ceased before it began.",
    ),
    not_in_future("plan-in-future", NAMED, "startdate", "The plan begins after the return's day."),
    asked(
        "ceases-later",
        NAMED,
        QUERY,
        "The plan is to cease after the return's day: the day it ended is asked for, not the "
        "day it is meant to.",
        ("ceasedate",),
        lambda rows, given: rows.ceasedate > given.on,
        passes=({"ceasedate": EXTRACT_ON}, {}),
        fails=({"ceasedate": date(2025, 1, 17)},),
    ),
    asked(
        "plan-before-2014",
        NAMED,
        QUERY,
        "The plan begins before there were plans (Children and Families Act 2014, in force "
        "1 September 2014).",
        ("startdate",),
        lambda rows, _given: rows.startdate < FIRST_PLANS,
        passes=({"startdate": FIRST_PLANS},),
        fails=({"startdate": date(2014, 8, 31)},),
    ),
    asked(
        "ceased-without-reason",
        NAMED,
        QUERY,
        "The plan ceased and the reason is missing.",
        ("ceasedate", "ceasereason"),
        lambda rows, _given: rows.ceasedate.notnull() & rows.ceasereason.isnull(),
        passes=({"ceasedate": DAY, "ceasereason": "2"}, {}),
        fails=({"ceasedate": DAY},),
    ),
    asked(
        "reason-without-ceasing",
        NAMED,
        QUERY,
        "There is a reason for ceasing and no day on which the plan ceased.",
        ("ceasedate", "ceasereason"),
        lambda rows, _given: rows.ceasedate.isnull() & rows.ceasereason.notnull(),
        passes=({"ceasedate": DAY, "ceasereason": "2"}, {}),
        fails=({"ceasereason": "5"},),
    ),
    asked(
        "budget-denied",
        NAMED,
        QUERY,
        "Organised arrangements or direct payments are given where no personal budget is.",
        ("pb", "oa", "dp"),
        lambda rows, _given: (
            ~rows.pb.fill_null(False) & (rows.oa.fill_null(False) | rows.dp.notnull())
        ),
        passes=({"pb": True, "oa": True}, {"pb": False, "oa": False}, {}),
        fails=({"pb": False, "oa": True}, {"dp": "x"}),
    ),
)

_REVIEWS = (
    not_in_future(
        "review-in-future",
        ACTIVE,
        "reviewmeeting",
        "The last review meeting is after the return's day.",
    ),
    not_in_future(
        "decision-in-future",
        ACTIVE,
        "lastreview",
        "The last review's decision is after the return's day.",
    ),
    not_before(
        "review-decided-before-met",
        ACTIVE,
        "lastreview",
        "reviewmeeting",
        "The review's decision is dated before its meeting: the decision's date is that of "
        "the letter, or it belongs to an earlier review.",
        QUERY,
    ),
    not_before(
        "draft-before-met",
        ACTIVE,
        "reviewdraft",
        "reviewmeeting",
        "A draft amended plan is dated before the review meeting.",
        QUERY,
    ),
    asked(
        "review-undated",
        ACTIVE,
        QUERY,
        "There is a decision after a review and no date of the letter that told it.",
        ("reviewoutcome", "lastreview"),
        lambda rows, _given: rows.reviewoutcome.notnull() & rows.lastreview.isnull(),
        passes=({"reviewoutcome": "M", "lastreview": DAY}, {}),
        fails=({"reviewoutcome": "M"},),
    ),
    asked(
        "draft-not-amended",
        ACTIVE,
        QUERY,
        "A draft amended plan was issued though the decision was not to amend.",
        ("reviewoutcome", "reviewdraft"),
        lambda rows, _given: rows.reviewdraft.notnull() & rows.reviewoutcome.isin(("M", "C")),
        passes=({"reviewoutcome": "A", "reviewdraft": DAY}, {"reviewoutcome": "M"}),
        fails=({"reviewoutcome": "M", "reviewdraft": DAY},),
    ),
    asked(
        "review-overdue",
        ACTIVE,
        QUERY,
        "The last review was decided more than a year before the return's day (Children and "
        "Families Act 2014, section 44(1)).",
        ("lastreview",),
        lambda rows, given: rows.lastreview < given.on - timedelta(days=366),
        passes=({"lastreview": date(2024, 1, 16)}, {}),
        fails=({"lastreview": date(2023, 12, 31)},),
    ),
    asked(
        "transferred-from-itself",
        ACTIVE,
        QUERY,
        "The plan is said to have come from the authority that makes the return.",
        ("transferla",),
        lambda rows, given: (
            (rows.transferla == given.area_code) & ibis.literal(bool(given.area_code))
        ),
        passes=({"transferla": "801"}, {}),
        fails=({"transferla": "909"},),
    ),
)


RULES = (*_NAMED_PLAN, *_REVIEWS, *_placed(), *_needs())
