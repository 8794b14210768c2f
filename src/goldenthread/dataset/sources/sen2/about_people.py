"""Rules of the SEN2 return about the return itself and the people in it."""

from collections.abc import Mapping
from datetime import date

import ibis

from goldenthread.dataset.sources.ruling import (
    ERROR,
    EXTRACT_ON,
    QUERY,
    Row,
    age,
    asked,
    within,
)
from goldenthread.dataset.sources.shape import Given, Rows, Rule, Yes

MOVED_CENSUS = {2021: date(2021, 1, 14)}
"""Census days that were not the third Thursday of January."""

CHILD: Row = {
    "person_id": "1",
    "upn": "A123",
    "uniquelearnernumber": "1",
    "surname": "S",
    "forename": "F",
    "postcode": "CA1 2AB",
    "personbirthdate": date(2014, 5, 2),
}


def census_day(year: int) -> date:
    """Return the day of a year's census: the third Thursday of January, but for 2021."""
    first = date(year, 1, 1)
    return MOVED_CENSUS.get(year, date(year, 1, 15 + (3 - first.weekday()) % 7))


def school_year_start(on: date) -> date:
    """Return the last day of August before a day, by which ages of a school year are reckoned."""
    return date(on.year if (on.month, on.day) > (8, 31) else on.year - 1, 8, 31)


def _census_day() -> Rule:
    def faults(rows: Rows, _given: Given) -> Yes:
        right = ibis.literal(False)
        for year in range(2014, 2051):
            right = right | ((rows.year == year) & (rows.referencedate == census_day(year)))
        return rows.referencedate.notnull() & ~right

    return asked(
        "census-day",
        "sen2",
        QUERY,
        "The reference date is not the year's census day, the third Thursday of January.",
        ("referencedate", "year"),
        faults,
        passes=(
            {"year": 2025, "referencedate": date(2025, 1, 16)},
            {"year": 2021, "referencedate": date(2021, 1, 14)},
            {"year": 2022, "referencedate": date(2022, 1, 20)},
        ),
        fails=(
            {"year": 2025, "referencedate": date(2025, 1, 15)},
            {"year": 2024, "referencedate": date(2025, 1, 16)},
        ),
    )


def _own_authority() -> Rule:
    return asked(
        "own-authority",
        "sen2",
        QUERY,
        "The return is from another local authority than the area's own.",
        ("lea",),
        lambda rows, given: (rows.lea != given.area_code) & ibis.literal(bool(given.area_code)),
        passes=({"lea": "909"}, {"lea": None}),
        fails=({"lea": "801"},),
    )


def _ages() -> tuple[Rule, ...]:
    born = "personbirthdate"
    return (
        asked(
            "born-later",
            "person",
            ERROR,
            "The date of birth is after the day of the return.",
            (born,),
            lambda rows, given: rows[born] > given.on,
            passes=({born: EXTRACT_ON}, {born: None}),
            fails=({born: date(2025, 1, 17)},),
        ),
        asked(
            "aged-26",
            "person",
            ERROR,
            "The person is 26 or older: no plan can run so long (Children and Families Act 2014, "
            "section 46).",
            (born,),
            lambda rows, given: age(rows[born], ibis.literal(given.on)) >= 26,
            passes=({born: date(1999, 1, 17)}, {born: None}),
            fails=({born: date(1999, 1, 16)},),
        ),
        asked(
            "outside-send-age",
            "person",
            QUERY,
            "The person was 25 or older when the school year began, so is in no school year for "
            "which there are plans.",
            (born,),
            lambda rows, given: age(rows[born], ibis.literal(school_year_start(given.on))) >= 25,
            passes=({born: date(1999, 9, 1)}, {born: date(2024, 12, 1)}),
            fails=({born: date(1999, 8, 31)},),
        ),
    )


def _sex() -> Rule:
    return asked(
        "sex-missing",
        "person",
        QUERY,
        "Sex is not given.",
        ("sex", "gendercurrent"),
        lambda rows, _given: rows.sex.isnull() & rows.gendercurrent.isnull(),
        passes=({"sex": "F"}, {"gendercurrent": "1"}),
        fails=({},),
    )


def _twice(code: str, columns: tuple[str, ...], message: str) -> Rule:
    """Return the query that no two persons of a return agree in all of some columns."""

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows = tables["person"]
        for column in columns:
            rows = rows.filter(rows[column].notnull())
        counted = rows.group_by(list(columns)).agg(alike=rows.count())
        return rows.semi_join(counted.filter(counted.alike > 1), list(columns)).select("row")

    other = {**CHILD, "person_id": "2"}
    unlike = {**other, columns[0]: date(2015, 1, 1) if "date" in columns[0] else "B"}
    return within(
        code,
        "person",
        QUERY,
        message,
        columns,
        faults,
        passes=({"person": (CHILD, unlike)}, {"person": (CHILD, {**other, columns[0]: None})}),
        fails=({"person": (CHILD, other)},),
    )


def _neither(rows: Rows) -> Yes:
    return rows.upn.isnull() & rows.uniquelearnernumber.isnull()


NUMBERED, LEARNER = {"upn": "A1"}, {"uniquelearnernumber": "1"}

_NUMBERS = (
    asked(
        "no-number-no-reason",
        "person",
        QUERY,
        "There is neither a pupil number nor a learner number, and no reason why.",
        ("upn", "uniquelearnernumber", "upnunknown"),
        lambda rows, _given: _neither(rows) & rows.upnunknown.isnull(),
        passes=(NUMBERED, LEARNER, {"upnunknown": "UN1"}),
        fails=({},),
    ),
    asked(
        "no-number-with-reason",
        "person",
        QUERY,
        "There is neither number, with a reason: this person is linked by name and birth only.",
        ("upn", "uniquelearnernumber", "upnunknown"),
        lambda rows, _given: _neither(rows) & rows.upnunknown.notnull(),
        passes=(NUMBERED, LEARNER, {}),
        fails=({"upnunknown": "UN3"},),
    ),
    asked(
        "reason-beside-number",
        "person",
        QUERY,
        "A reason for having no number stands beside a number.",
        ("upn", "uniquelearnernumber", "upnunknown"),
        lambda rows, _given: ~_neither(rows) & rows.upnunknown.notnull(),
        passes=(NUMBERED, {"upnunknown": "UN1"}),
        fails=({"upn": "A1", "upnunknown": "UN1"},),
    ),
    asked(
        "too-old-for-un1",
        "person",
        QUERY,
        "UN1 says under six years old, but the person is six or older.",
        ("upnunknown", "personbirthdate"),
        lambda rows, given: (
            (rows.upnunknown == "UN1") & (age(rows.personbirthdate, ibis.literal(given.on)) >= 6)
        ),
        passes=(
            {"upnunknown": "UN1", "personbirthdate": date(2019, 1, 17)},
            {"upnunknown": "UN2", "personbirthdate": date(2010, 1, 1)},
        ),
        fails=({"upnunknown": "UN1", "personbirthdate": date(2019, 1, 16)},),
    ),
)


RULES = (
    _census_day(),
    _own_authority(),
    *_NUMBERS,
    *_ages(),
    _sex(),
    _twice("pupil-number-twice", ("upn",), "Two people of the return have the same pupil number."),
    _twice(
        "learner-number-twice",
        ("uniquelearnernumber",),
        "Two people of the return have the same learner number.",
    ),
    _twice(
        "person-twice",
        ("personbirthdate", "surname", "forename", "postcode"),
        "Two people of the return have the same names, birth date and postcode.",
    ),
)
