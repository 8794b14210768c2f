"""Rules of the SEN2 return about requests and assessments, row by row."""

from datetime import date
from typing import Any

import ibis

from goldenthread.dataset.sources.ruling import (
    DAY,
    QUERY,
    asked,
    not_before,
    not_in_future,
)
from goldenthread.dataset.sources.shape import Rows, Rule, Yes

REQUEST, ASSESSMENT = "requests", "assessment"


def decided_has_day(table: str, outcome: str, codes: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the queries that a decision has its day, and what is undecided has none."""
    day = f"{outcome}date"
    first = codes[0]
    return (
        asked(
            f"{outcome}-without-day",
            table,
            QUERY,
            f"The outcome is {' or '.join(codes)}, but its date is missing.",
            (outcome, day),
            lambda rows, _given: rows[outcome].isin(codes) & rows[day].isnull(),
            passes=({outcome: first, day: DAY}, {outcome: "A"}, {}),
            fails=({outcome: first},),
        ),
        asked(
            f"{outcome}-day-too-many",
            table,
            QUERY,
            "A date of outcome is given, but the outcome is awaited, withdrawn or historical, for "
            "which nothing further is asked.",
            (outcome, day),
            lambda rows, _given: rows[outcome].isin(("A", "W", "H")) & rows[day].notnull(),
            passes=({outcome: first, day: DAY}, {outcome: "W"}),
            fails=({outcome: "A", day: DAY}, {outcome: "H", day: DAY}),
        ),
        asked(
            f"{outcome}-missing",
            table,
            QUERY,
            "The outcome is missing: A is the code for one that is still awaited.",
            (outcome,),
            lambda rows, _given: rows[outcome].isnull(),
            passes=({outcome: "A"},),
            fails=({},),
        ),
        not_in_future(
            f"{outcome}-in-future", table, day, "The date of outcome is after the return's day."
        ),
    )


def outcome_overwritten(table: str, outcome: str, flags: tuple[str, ...]) -> Rule:
    """Return the query that a decision turned by mediation or tribunal keeps its first outcome."""

    def faults(rows: Rows, _given: Any) -> Yes:
        flagged = rows[flags[0]].fill_null(False)
        for flag in flags[1:]:
            flagged = flagged | rows[flag].fill_null(False)
        return flagged & (rows[outcome] == "Y")

    return asked(
        f"{outcome}-overwritten",
        table,
        QUERY,
        "Mediation or the tribunal is said to have changed the decision, but the outcome is "
        "already Y: the first outcome is to stay, with the flag beside it.",
        (outcome, *flags),
        faults,
        passes=(
            {outcome: "N", flags[0]: True},
            {outcome: "Y", flags[0]: False},
            {outcome: "Y"},
        ),
        fails=({outcome: "Y", flags[0]: True}, {outcome: "Y", flags[-1]: True}),
    )


def _assessments() -> tuple[Rule, ...]:
    outcome, week20 = "assessmentoutcome", "week20"
    return (
        *decided_has_day(ASSESSMENT, outcome, ("N",)),
        outcome_overwritten(ASSESSMENT, outcome, ("assessmentmediation", "assessmenttribunal")),
        asked(
            "exceptions-missing",
            ASSESSMENT,
            QUERY,
            "Whether exceptions to the 20 weeks apply (regulations 10(4) and 13(3)) is missing.",
            (outcome, week20),
            lambda rows, _given: (
                (rows[outcome] == "Y")
                & rows.assessmentoutcomedate.notnull()
                & rows[week20].isnull()
            ),
            passes=(
                {outcome: "Y", "assessmentoutcomedate": DAY, week20: False},
                {outcome: "Y"},
                {outcome: "H"},
            ),
            fails=({outcome: "Y", "assessmentoutcomedate": DAY},),
        ),
        asked(
            "exceptions-without-plan",
            ASSESSMENT,
            QUERY,
            "Exceptions to the 20 weeks are claimed where no plan was issued: the measure is of "
            "plans issued.",
            (outcome, week20),
            lambda rows, _given: rows[week20].fill_null(False) & (rows[outcome] != "Y"),
            passes=({outcome: "Y", week20: True}, {outcome: "N", week20: False}),
            fails=({outcome: "N", week20: True}, {outcome: "A", week20: True}),
        ),
    )


_REQUESTS = (
    asked(
        "received-missing",
        REQUEST,
        QUERY,
        "The day on which the request was received is missing: the 20 weeks run from it "
        "(regulation 13(2)).",
        ("receiveddate", "requestoutcome"),
        lambda rows, _given: (
            rows.receiveddate.isnull() & (rows.requestoutcome.fill_null("A") != "H")
        ),
        passes=({"receiveddate": DAY}, {"requestoutcome": "H"}),
        fails=({}, {"requestoutcome": "Y"}),
    ),
    not_in_future(
        "received-in-future",
        REQUEST,
        "receiveddate",
        "The request was received after the return's day.",
    ),
    not_before(
        "decided-before-received",
        REQUEST,
        "requestoutcomedate",
        "receiveddate",
        "The request was decided before it was received.",
    ),
    *decided_has_day(REQUEST, "requestoutcome", ("Y", "N")),
    outcome_overwritten(REQUEST, "requestoutcome", ("requestmediation", "requesttribunal")),
    asked(
        "exported-to-itself",
        REQUEST,
        QUERY,
        "The child is said to have moved to the authority that makes the return.",
        ("exported",),
        lambda rows, given: (
            (rows.exported == given.area_code) & ibis.literal(bool(given.area_code))
        ),
        passes=({"exported": "801"}, {}),
        fails=({"exported": "909"},),
    ),
    asked(
        "source-missing",
        REQUEST,
        QUERY,
        "Who asked for the assessment is missing.",
        ("requestsource", "receiveddate"),
        lambda rows, _given: rows.requestsource.isnull() & (rows.receiveddate >= date(2025, 1, 1)),
        passes=(
            {"requestsource": "1", "receiveddate": date(2025, 1, 2)},
            {"receiveddate": date(2024, 12, 31)},
        ),
        fails=({"receiveddate": date(2025, 1, 1)},),
    ),
)


RULES = (*_REQUESTS, *_assessments())
