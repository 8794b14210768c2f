"""Rules of attendance: codes of their time, sessions, and what other sources say."""

from collections.abc import Mapping
from datetime import date

import ibis

from goldenthread.dataset.sources.attendance.spells import GAP, MARKS, SHORT, marks, spells
from goldenthread.dataset.sources.attendance.spells import RULES as spell_rules
from goldenthread.dataset.sources.between_sources import not_both
from goldenthread.dataset.sources.codes.attendance import FIRST_NEW, LAST_OLD
from goldenthread.dataset.sources.ruling import (
    DAY,
    ERROR,
    EXTRACT_ON,
    QUERY,
    across,
    asked,
    within,
)
from goldenthread.dataset.sources.shape import Given, Rows, Rule, Yes

NOTED = ("B", "K", "Y7")
OLD_ONLY = ("H", "J", "Y")
NEW_ONLY = ("C1", "C2", "J1", "K", "Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7")


def _sessions() -> tuple[Rule, ...]:
    return (
        asked(
            "sessions-missing",
            MARKS,
            QUERY,
            "Neither sessions nor minutes are given.",
            ("sessions", "minutes"),
            lambda rows, _given: rows.sessions.isnull() & rows.minutes.isnull(),
            passes=({"sessions": 1}, {"minutes": 20}),
            fails=({},),
        ),
        asked(
            "more-than-possible",
            MARKS,
            ERROR,
            "More sessions stand under the code than were possible.",
            ("sessions", "sessions_possible"),
            lambda rows, _given: rows.sessions > rows.sessions_possible,
            passes=({"sessions": 10, "sessions_possible": 10}, {"sessions": 10}),
            fails=({"sessions": 11, "sessions_possible": 10},),
        ),
        asked(
            "minutes-without-lateness",
            MARKS,
            QUERY,
            "Minutes are given for a code that is not of lateness.",
            ("code", "minutes"),
            lambda rows, _given: (rows.minutes > 0) & ~rows.code.isin(("L", "U")),
            passes=({"code": "L", "minutes": 10}, {"code": "I"}, {"code": "I", "minutes": 0}),
            fails=({"code": "I", "minutes": 10},),
        ),
        within(
            "sum-more-than-possible",
            MARKS,
            QUERY,
            "A child's sessions under all codes of a period come to more than were possible.",
            ("local_id", "school_urn", "starts_on", "sessions", "sessions_possible"),
            _sum_too_large,
            passes=({MARKS: (marks("I", 6), marks("N", 4))},),
            fails=({MARKS: (marks("I", 6), marks("N", 5))},),
        ),
    )


def _sum_too_large(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables[MARKS]
    by = ["local_id", "school_urn", "starts_on", "ends_on"]
    summed = rows.group_by(by).agg(under=rows.sessions.sum(), most=rows.sessions_possible.max())
    return rows.semi_join(summed.filter(summed.under > summed.most), by).select("row")


def _excluded_unrecorded(tables: Mapping[str, Rows], _given: Given) -> Rows:
    own, gone = tables["attendance.absences"], tables["exclusions.exclusions"]
    marked = own.filter((own.code == "E") & own.person.notnull())
    spans = gone.select("person", "kind", gone_from=gone.starts_on, gone_until=gone.ends_on)
    both = marked.inner_join(spans, "person")
    covered = both.filter(
        (both.gone_from <= both.ends_on)
        & (both.gone_until.isnull() | (both.gone_until >= both.starts_on))
    )
    return marked.anti_join(covered.select("record"), "record").select("record")


NEW, OLD = {"starts_on": FIRST_NEW}, {"starts_on": LAST_OLD}

_CODES = (
    asked(
        "code-not-yet",
        MARKS,
        QUERY,
        "The code came in on 19 August 2024 (SI 2024/208), after the period.",
        ("code", "starts_on", "ends_on"),
        lambda rows, _given: (
            rows.code.isin(NEW_ONLY) & (rows.ends_on.fill_null(rows.starts_on) < FIRST_NEW)
        ),
        passes=({**NEW, "code": "C2"}, {**OLD, "code": "C"}),
        fails=({**OLD, "code": "C2"}, {**OLD, "code": "K"}),
    ),
    asked(
        "code-no-longer",
        MARKS,
        QUERY,
        "The code went out with 18 August 2024 (SI 2024/208), before the period.",
        ("code", "starts_on"),
        lambda rows, _given: rows.code.isin(OLD_ONLY) & (rows.starts_on >= FIRST_NEW),
        passes=({**OLD, "code": "H"}, {**NEW, "code": "I"}),
        fails=({**NEW, "code": "H"}, {**NEW, "code": "Y"}),
    ),
    asked(
        "note-missing",
        MARKS,
        QUERY,
        "The code needs a note that says what or why.",
        ("code", "note", "starts_on"),
        lambda rows, _given: (
            rows.code.isin(NOTED) & (rows.starts_on >= FIRST_NEW) & rows.note.isnull()
        ),
        passes=({**NEW, "code": "B", "note": "x"}, {**OLD, "code": "B"}, {**NEW, "code": "I"}),
        fails=({**NEW, "code": "K"},),
    ),
    asked(
        "not-of-compulsory-age",
        MARKS,
        QUERY,
        "The code is for children not of compulsory school age, and the child is.",
        ("code", "birth_date", "starts_on"),
        lambda rows, _given: (
            (rows.code == "X")
            & (rows.birth_date + ibis.interval(years=6) <= rows.starts_on)
            & (rows.birth_date + ibis.interval(years=15) > rows.starts_on)
            & (rows.starts_on >= FIRST_NEW)
        ),
        passes=(
            {**NEW, "code": "X", "birth_date": date(2020, 1, 1)},
            {**NEW, "code": "I", "birth_date": date(2014, 1, 1)},
        ),
        fails=({**NEW, "code": "X", "birth_date": date(2014, 1, 1)},),
    ),
)


def _running(rows: Rows) -> Yes:
    return rows.ends_on.isnull()


OWN, GONE = "attendance.absences", "exclusions.exclusions"
MARKED = {"person": "p", "code": "E", "starts_on": DAY, "ends_on": DAY}

_ACROSS = (
    across(
        "excluded-unrecorded",
        MARKS,
        "Sessions are under the code of an exclusion (E) and no exclusion is recorded then.",
        ("code", "starts_on"),
        _excluded_unrecorded,
        needs=(OWN, GONE),
        passes=(
            {OWN: (MARKED,), GONE: ({"person": "p", "starts_on": DAY, "ends_on": DAY},)},
            {OWN: ({**MARKED, "code": "I"},)},
        ),
        fails=(
            {OWN: (MARKED,)},
            {OWN: (MARKED,), GONE: ({"person": "p", "starts_on": EXTRACT_ON},)},
        ),
    ),
    not_both(
        "part-time-though-home-educated",
        "attendance",
        SHORT,
        "ehe.registrations",
        "The child has a part-time timetable at a school and is on the register of home education.",
        ("ends_on",),
        _running,
        _running,
        row={"starts_on": DAY},
        beside={"starts_on": DAY},
        unless=({"starts_on": DAY, "ends_on": DAY},),
    ),
    not_both(
        "without-though-home-educated",
        "attendance",
        GAP,
        "ehe.registrations",
        "The child is without a placement and on the register of home education.",
        ("ends_on",),
        _running,
        _running,
        row={"starts_on": DAY},
        beside={"starts_on": DAY},
        unless=({"starts_on": DAY, "ends_on": DAY},),
    ),
)


RULES = (
    *spells(MARKS, "The period"),
    *_CODES,
    *_sessions(),
    *spell_rules,
    *_ACROSS,
)
