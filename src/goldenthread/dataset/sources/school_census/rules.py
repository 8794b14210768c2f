"""Rules of the school census about pupils, their support and the day of the count."""

from collections.abc import Mapping
from datetime import date

import ibis

from goldenthread.dataset.sources.between_sources import not_both, not_without
from goldenthread.dataset.sources.ruling import (
    DAY,
    ERROR,
    EXTRACT_ON,
    QUERY,
    Row,
    age,
    asked,
    not_before,
    within,
)
from goldenthread.dataset.sources.shape import Given, Rows, Rule, Yes

PUPILS = "pupils"
AT = "census_date"


def thursday(year: int, month: int, which: int) -> date:
    """Return the first, second or third Thursday of a month."""
    first = date(year, month, 1)
    return date(year, month, 1 + (3 - first.weekday()) % 7 + 7 * (which - 1))


def census_days() -> tuple[date, ...]:
    """Return the census days of 2007 to 2050: first Thursday of October, third of January, May."""
    return tuple(
        thursday(year, month, which)
        for year in range(2007, 2051)
        for month, which in ((10, 1), (1, 3), (5, 3))
    )


def _day() -> tuple[Rule, ...]:
    days, terms = census_days(), {"autumn": 10, "spring": 1, "summer": 5}

    def wrong_term(rows: Rows, _given: Given) -> Yes:
        wrong = ibis.literal(False)
        for term, month in terms.items():
            wrong = wrong | ((rows.term == term) & (rows[AT].month() != month))
        return wrong

    return (
        asked(
            "census-day",
            PUPILS,
            QUERY,
            "This is not a census day: the first Thursday of October, the third of January or May.",
            (AT,),
            lambda rows, _given: ~rows[AT].isin(days),
            passes=({AT: date(2025, 1, 16)}, {AT: date(2024, 10, 3)}, {AT: date(2025, 5, 15)}),
            fails=({AT: date(2025, 1, 17)}, {AT: date(2024, 10, 10)}),
        ),
        asked(
            "term-of-day",
            PUPILS,
            QUERY,
            "The term is not the one in which the census day lies.",
            ("term", AT),
            wrong_term,
            passes=({"term": "spring", AT: EXTRACT_ON}, {AT: EXTRACT_ON}),
            fails=({"term": "autumn", AT: EXTRACT_ON},),
        ),
        asked(
            "census-in-future",
            PUPILS,
            ERROR,
            "The census day is after the extract's day.",
            (AT,),
            lambda rows, given: rows[AT] > given.on,
            passes=({AT: EXTRACT_ON},),
            fails=({AT: date(2025, 5, 15)},),
        ),
    )


def _main_twice(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables[PUPILS]
    main = rows.filter(rows.enrolment.fill_null("C").isin(("C", "M")))
    by = [AT, "upn"]
    counted = main.group_by(by).agg(schools=main.school_urn.nunique())
    return main.semi_join(counted.filter(counted.schools > 1), by).select("row")


def _born_twice(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables[PUPILS].filter(tables[PUPILS].upn.notnull())
    counted = rows.group_by("upn").agg(births=rows.birth_date.nunique())
    return rows.semi_join(counted.filter(counted.births > 1), "upn").select("row")


def _together() -> tuple[Rule, ...]:
    row: Row = {AT: EXTRACT_ON, "upn": "A", "school_urn": "1", "birth_date": DAY, "enrolment": "C"}
    return (
        within(
            "educated-in-two-places",
            PUPILS,
            QUERY,
            "The pupil is mainly on the roll of two schools on one census day.",
            (AT, "upn", "enrolment"),
            _main_twice,
            passes=(
                {PUPILS: (row, {**row, "school_urn": "2", "enrolment": "S"})},
                {PUPILS: (row, {**row, "school_urn": "2", AT: DAY})},
            ),
            fails=({PUPILS: (row, {**row, "school_urn": "2"})},),
        ),
        within(
            "number-with-two-births",
            PUPILS,
            QUERY,
            "One pupil number stands with two dates of birth.",
            ("upn", "birth_date"),
            _born_twice,
            passes=({PUPILS: (row, {**row, AT: DAY})},),
            fails=({PUPILS: (row, {**row, "birth_date": EXTRACT_ON})},),
        ),
    )


def _across() -> tuple[Rule, ...]:
    def on_roll(rows: Rows) -> Yes:
        latest = rows[AT] == rows[AT].max().as_scalar()
        return latest & rows.enrolment.fill_null("C").isin(("C", "M"))

    return (
        not_both(
            "on-roll-though-home-educated",
            "school_census",
            PUPILS,
            "ehe.registrations",
            "The pupil is on a school's roll at the last census and on the register of home "
            "education.",
            (AT, "enrolment"),
            on_roll,
            lambda rows: rows.ends_on.isnull(),
            row={AT: EXTRACT_ON, "enrolment": "C"},
            beside={"starts_on": DAY},
            unless=({"starts_on": DAY, "ends_on": DAY},),
        ),
        not_both(
            "on-roll-though-without",
            "school_census",
            PUPILS,
            "attendance.without_placement",
            "The pupil is on a school's roll at the last census and listed as without a placement.",
            (AT, "enrolment"),
            on_roll,
            lambda rows: rows.ends_on.isnull(),
            row={AT: EXTRACT_ON, "enrolment": "C"},
            beside={"starts_on": DAY},
            unless=({"starts_on": DAY, "ends_on": DAY},),
        ),
        not_without(
            "plan-not-in-return",
            "school_census",
            PUPILS,
            "sen2.named_plan",
            "The school says there is a plan, and none in force was found in the SEN2 return.",
            ("sen_provision",),
            lambda rows: on_roll(rows) & (rows.sen_provision == "E"),
            lambda rows: rows.ceasedate.isnull(),
            row={AT: EXTRACT_ON, "sen_provision": "E"},
            beside={"startdate": DAY},
            instead=({"startdate": DAY, "ceasedate": DAY},),
        ),
    )


def _years(rows: Rows) -> Rows:
    return age(rows.birth_date, rows[AT])


_PUPIL = (
    not_before(
        "census-before-birth", PUPILS, AT, "birth_date", "The pupil was born after the census."
    ),
    not_before("entry-before-birth", PUPILS, "entry_date", "birth_date", "Entry is before birth."),
    not_before("entry-after-census", PUPILS, AT, "entry_date", "Entry is after the census.", QUERY),
    asked(
        "outside-school-age",
        PUPILS,
        QUERY,
        "The pupil is under 2 or over 19, so of no age at which schools have pupils.",
        ("birth_date", AT),
        lambda rows, _given: (_years(rows) < 2) | (_years(rows) > 19),
        passes=(
            {"birth_date": date(2023, 1, 16), AT: EXTRACT_ON},
            {"birth_date": date(2005, 1, 17), AT: EXTRACT_ON},
        ),
        fails=(
            {"birth_date": date(2023, 1, 17), AT: EXTRACT_ON},
            {"birth_date": date(2005, 1, 16), AT: EXTRACT_ON},
        ),
    ),
    asked(
        "outside-send-age",
        PUPILS,
        ERROR,
        "The pupil is 26 or older.",
        ("birth_date", AT),
        lambda rows, _given: _years(rows) >= 26,
        passes=({"birth_date": date(1999, 1, 17), AT: EXTRACT_ON},),
        fails=({"birth_date": date(1999, 1, 16), AT: EXTRACT_ON},),
    ),
    asked(
        "urn-form",
        PUPILS,
        QUERY,
        "A URN has six digits.",
        ("school_urn",),
        lambda rows, _given: ~rows.school_urn.re_search("^[0-9]{6}$"),
        passes=({"school_urn": "123456"},),
        fails=({"school_urn": "1234567"},),
    ),
    asked(
        "former-number-same",
        PUPILS,
        QUERY,
        "The former pupil number is the same as the present one.",
        ("upn", "former_upn"),
        lambda rows, _given: rows.former_upn == rows.upn,
        passes=({"upn": "A", "former_upn": "B"}, {"upn": "A"}),
        fails=({"upn": "A", "former_upn": "A"},),
    ),
)

NEEDS = ("sen_provision", "need_1", "need_2")

_SUPPORT = (
    asked(
        "provision-missing",
        PUPILS,
        QUERY,
        "SEN provision is missing: N is the code for none.",
        ("sen_provision",),
        lambda rows, _given: rows.sen_provision.isnull(),
        passes=({"sen_provision": "N"},),
        fails=({},),
    ),
    asked(
        "need-missing",
        PUPILS,
        QUERY,
        "The pupil has support or a plan, and no kind of need, which spring asks for.",
        ("sen_provision", "need_1", AT),
        lambda rows, _given: (
            rows.sen_provision.isin(("K", "E")) & (rows[AT].month() == 1) & rows.need_1.isnull()
        ),
        passes=(
            {"sen_provision": "K", "need_1": "MLD", AT: EXTRACT_ON},
            {"sen_provision": "K", AT: date(2024, 10, 3)},
            {"sen_provision": "N", AT: EXTRACT_ON},
        ),
        fails=({"sen_provision": "E", AT: EXTRACT_ON},),
    ),
    asked(
        "need-without-support",
        PUPILS,
        QUERY,
        "A kind of need is given for a pupil with neither support nor a plan.",
        NEEDS,
        lambda rows, _given: (
            (rows.sen_provision == "N") & (rows.need_1.notnull() | rows.need_2.notnull())
        ),
        passes=({"sen_provision": "K", "need_1": "MLD"}, {"sen_provision": "N"}),
        fails=({"sen_provision": "N", "need_1": "MLD"},),
    ),
    asked(
        "not-assessed-with-plan",
        PUPILS,
        QUERY,
        "NSA is for SEN support alone: somebody with a plan has a known need.",
        NEEDS,
        lambda rows, _given: (
            (rows.sen_provision != "K") & ((rows.need_1 == "NSA") | (rows.need_2 == "NSA"))
        ),
        passes=({"sen_provision": "K", "need_1": "NSA"}, {"sen_provision": "E"}),
        fails=({"sen_provision": "E", "need_1": "NSA"},),
    ),
    asked(
        "needs-out-of-rank",
        PUPILS,
        QUERY,
        "The second need is given without a first, or is the same as it.",
        ("need_1", "need_2"),
        lambda rows, _given: (
            rows.need_2.notnull() & (rows.need_1.isnull() | (rows.need_1 == rows.need_2))
        ),
        passes=({"need_1": "MLD", "need_2": "SLCN"}, {"need_1": "MLD"}),
        fails=({"need_2": "SLCN"}, {"need_1": "MLD", "need_2": "MLD"}),
    ),
    asked(
        "unit-without-support",
        PUPILS,
        QUERY,
        "The pupil is in a SEN unit or resourced provision with neither support nor a plan.",
        ("sen_provision", "sen_unit", "resourced"),
        lambda rows, _given: (
            (rows.sen_provision == "N")
            & (rows.sen_unit.fill_null(False) | rows.resourced.fill_null(False))
        ),
        passes=({"sen_provision": "E", "sen_unit": True}, {"sen_provision": "N"}),
        fails=({"sen_provision": "N", "resourced": True},),
    ),
    asked(
        "more-missed-than-possible",
        PUPILS,
        ERROR,
        "More sessions were missed than were possible.",
        ("sessions_possible", "sessions_authorised", "sessions_unauthorised"),
        lambda rows, _given: (
            rows.sessions_authorised.fill_null(0) + rows.sessions_unauthorised.fill_null(0)
            > rows.sessions_possible
        ),
        passes=(
            {"sessions_possible": 10, "sessions_authorised": 6, "sessions_unauthorised": 4},
            {"sessions_authorised": 6},
        ),
        fails=({"sessions_possible": 10, "sessions_authorised": 11},),
    ),
)


RULES = (*_day(), *_PUPIL, *_SUPPORT, *_together(), *_across())
