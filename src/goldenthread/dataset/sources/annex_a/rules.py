"""The rules of the Annex A lists, under their own numbers, in our own words.

What a list must have to be of use is asked as an error only where the row cannot be true; what is
merely missing is asked about, so that no child drops out of the set for want of a detail.
"""

from collections.abc import Mapping
from datetime import date

import ibis

from goldenthread.dataset.sources.ruling import (
    DAY,
    ERROR,
    EXTRACT_ON,
    QUERY,
    Row,
    across,
    age,
    asked,
    within,
)
from goldenthread.dataset.sources.shape import Given, Rows, Rule, Severity, TablesCheck, Yes

LATER = date(2025, 1, 17)
AT_SCHOOL_AGE = date(2014, 5, 2)


def years(rows: Rows, given: Given) -> Rows:
    """Return whole years of age on the extract's day."""
    return age(rows.birth_date, ibis.literal(given.on))


def _missing(code: str, table: str, column: str, sample: object, words: str) -> Rule:
    severity = ERROR if column == "birth_date" else QUERY
    return asked(
        code,
        table,
        severity,
        f"{words} is missing.",
        (column,),
        lambda rows, _given: rows[column].isnull(),
        passes=({column: sample},),
        fails=({},),
    )


def _aged(code: str, table: str, severity: Severity, message: str, low: int, high: int) -> Rule:
    return asked(
        code,
        table,
        severity,
        message,
        ("birth_date",),
        lambda rows, given: years(rows, given).between(low, high),
        passes=({"birth_date": AT_SCHOOL_AGE}, {"birth_date": date(2026 - low, 1, 16)}, {}),
        fails=({"birth_date": date(2025 - low, 1, 16)},),
    )


def _future(code: str, table: str, column: str, words: str) -> Rule:
    return asked(
        code,
        table,
        ERROR,
        f"{words} is in the future.",
        (column,),
        lambda rows, given: rows[column] > given.on,
        passes=({column: EXTRACT_ON}, {}),
        fails=({column: LATER},),
    )


def _numbers(code: str, table: str) -> Rule:
    return asked(
        code,
        table,
        QUERY,
        "The child is six or older and has no pupil number, no learner number and no code that "
        "says why.",
        ("birth_date", "upn", "uln", "upn_unknown"),
        lambda rows, given: (
            (years(rows, given) >= 6)
            & rows.upn.isnull()
            & rows.uln.isnull()
            & rows.upn_unknown.isnull()
        ),
        passes=(
            {"birth_date": AT_SCHOOL_AGE, "upn": "A1"},
            {"birth_date": AT_SCHOOL_AGE, "uln": "1"},
            {"birth_date": AT_SCHOOL_AGE, "upn_unknown": "UN3"},
            {"birth_date": date(2019, 1, 17)},
        ),
        fails=({"birth_date": date(2019, 1, 16)},),
    )


def _school_aged(rows: Rows, given: Given) -> Yes:
    return years(rows, given).between(5, 15)


def _no_school(code: str, table: str) -> Rule:
    return asked(
        code,
        table,
        QUERY,
        "The child is of school age, 5 to 16, with neither a main nor a subsidiary establishment.",
        ("birth_date", "main_urn", "subsidiary_phase"),
        lambda rows, given: (
            _school_aged(rows, given) & rows.main_urn.isnull() & rows.subsidiary_phase.isnull()
        ),
        passes=(
            {"birth_date": AT_SCHOOL_AGE, "main_urn": "123456"},
            {"birth_date": AT_SCHOOL_AGE, "subsidiary_phase": "PRU"},
            {"birth_date": date(2009, 1, 16)},
            {"birth_date": date(2020, 1, 17)},
        ),
        fails=({"birth_date": AT_SCHOOL_AGE}, {"birth_date": date(2020, 1, 16)}),
    )


def _no_main_school(code: str, table: str) -> Rule:
    """Return rule x08b; a child educated at home may lack a main one, which only list 1 tells."""
    tells = table == "list1"
    home = ("home_educated",) if tells else ()

    def faults(rows: Rows, given: Given) -> Yes:
        found = _school_aged(rows, given) & rows.main_urn.isnull() & rows.subsidiary_phase.notnull()
        return found & ~rows.home_educated.fill_null(False) if tells else found

    row: Row = {"birth_date": AT_SCHOOL_AGE, "subsidiary_phase": "PRU"}
    at_home: tuple[Row, ...] = ({**row, "home_educated": True},) if tells else ()
    return asked(
        code,
        table,
        QUERY,
        "The child is of school age, 5 to 16, with a subsidiary establishment and no main one.",
        ("birth_date", "main_urn", "subsidiary_phase", *home),
        faults,
        passes=({**row, "main_urn": "123456"}, {"birth_date": AT_SCHOOL_AGE}, *at_home),
        fails=(row,),
    )


def _twice(code: str, table: str) -> Rule:
    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows = tables[table].filter(tables[table].upn.notnull())
        counted = rows.group_by("upn").agg(alike=rows.count())
        return rows.semi_join(counted.filter(counted.alike > 1), "upn").select("row")

    return within(
        code,
        table,
        ERROR,
        "Two children on the list have the same pupil number.",
        ("upn",),
        faults,
        passes=({table: ({"upn": "A"}, {"upn": "B"}, {}, {})},),
        fails=({table: ({"upn": "A"}, {"upn": "A"})},),
    )


def _both_lists(prefix: int, table: str) -> tuple[Rule, ...]:
    """Return the rules that both lists have; `prefix` is 1 for list 1 and 2 for list 2."""
    return (
        _missing(f"{prefix}01a", table, "birth_date", DAY, "The date of birth"),
        _missing(f"{prefix}01b", table, "gender", "F", "The gender"),
        _missing(f"{prefix}01c", table, "ethnicity", "WBRI", "The ethnicity"),
        _missing(f"{prefix}01d", table, "primary_need", "ASD", "The primary need"),
        _aged(
            f"{prefix}02a",
            table,
            QUERY,
            "The person is 25: is the school year in which they turned 25 not yet over?",
            25,
            25,
        ),
        _aged(f"{prefix}02b", table, ERROR, "The person is 26 or older.", 26, 150),
        _missing(f"{prefix}03", table, "disability", True, "Whether there is a disability"),
        _future(f"{prefix}05a", table, "birth_date", "The date of birth"),
        _numbers(f"{prefix}07", table),
        _no_school(f"{prefix}08a", table),
        _no_main_school(f"{prefix}08b", table),
        _twice(f"{prefix}09", table),
    )


def _after(code: str, later: str, message: str) -> Rule:
    initial = "initial_plan_date"
    return asked(
        code,
        "list1",
        ERROR,
        message,
        (initial, later),
        lambda rows, _given: rows[initial] > rows[later],
        passes=({initial: DAY, later: DAY}, {initial: DAY}, {later: DAY}),
        fails=({initial: DAY, later: date(2024, 3, 13)},),
    )


def _on_both(tables: Mapping[str, Rows], _given: Given) -> Rows:
    first = tables["list1"]
    return tables["list2"].semi_join(first.filter(first.upn.notnull()), "upn").select("row")


def _without_plan(tables: Mapping[str, Rows], _given: Given) -> Rows:
    plans, rows = tables["sen2.named_plan"], tables["annex_a.list1"]
    known = rows.filter(rows.person.notnull())
    return known.anti_join(plans.filter(plans.ceasedate.isnull()), "person").select("record")


def _with_plan(tables: Mapping[str, Rows], _given: Given) -> Rows:
    plans = tables["sen2.named_plan"]
    running = plans.filter(plans.ceasedate.isnull())
    return tables["annex_a.list2"].semi_join(running, "person").select("record")


def _against_plans(code: str, table: str, message: str, faults: TablesCheck) -> Rule:
    name, plans = f"annex_a.{table}", "sen2.named_plan"
    row, other = ({"person": "p"},), ({"person": "q"},)
    ceased = ({"person": "p", "ceasedate": DAY},)
    right, wrong = (row, (*other, *ceased)) if table == "list1" else ((*other, *ceased), row)
    return across(
        code,
        table,
        message,
        ("unique_id",),
        faults,
        needs=(name, plans),
        passes=({name: row, plans: right},),
        fails=({name: row, plans: wrong},),
    )


RULES = (
    *_both_lists(1, "list1"),
    _future("105b", "list1", "initial_plan_date", "The date of the first plan"),
    _future("105c", "list1", "updated_plan_date", "The date of the updated plan"),
    _future("105d", "list1", "last_review_date", "The date of the last review"),
    _after("106a", "updated_plan_date", "The first plan is dated after the updated one."),
    _after("106b", "last_review_date", "The first plan is dated after its last review."),
    *_both_lists(2, "list2"),
    within(
        "on-both-lists",
        "list2",
        QUERY,
        "The child is on list 1, with a plan, and on list 2.",
        ("upn",),
        _on_both,
        passes=({"list1": ({"upn": "A"}, {}), "list2": ({"upn": "B"}, {})},),
        fails=({"list1": ({"upn": "A"},), "list2": ({"upn": "A"},)},),
    ),
    _against_plans(
        "listed-without-plan",
        "list1",
        "The child is listed with a plan, and none in force was found for them in the SEN2 return.",
        _without_plan,
    ),
    _against_plans(
        "listed-despite-plan",
        "list2",
        "The child is listed as having no plan and has one in force in the SEN2 return.",
        _with_plan,
    ),
)
