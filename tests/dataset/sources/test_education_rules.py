"""What the rules of the education sources say of a whole return, and how fully they are asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import ibis
import pytest

from goldenthread.dataset.sources import source
from goldenthread.dataset.sources.school_census.rules import thursday
from goldenthread.dataset.sources.sen2.about_people import census_day, school_year_start
from goldenthread.dataset.sources.shape import Given, Scope, Severity
from tests.dataset.test_sources import typed

ON = date(2025, 1, 16)
Rows = Mapping[str, tuple[Mapping[str, Any], ...]]

PERSON = {
    "person_id": "1",
    "surname": "INVENTED",
    "forename": "ADA",
    "personbirthdate": date(2014, 5, 17),
    "sex": "F",
    "upn": "Y999000000001",
    "ethnicity": "WBRI",
}
PLACE = {
    "urn": "999001",
    "placementrank": 1,
    "senunitindicator": False,
    "resourcedprovisionindicator": False,
}
SOUND: Rows = {
    "sen2": ({"year": 2025, "referencedate": ON, "lea": "909"},),
    "person": (PERSON,),
    "requests": (
        {
            "request_id": "r",
            "person_id": "1",
            "receiveddate": date(2023, 3, 1),
            "requestsource": "1",
            "requestoutcome": "Y",
            "requestoutcomedate": date(2023, 4, 5),
        },
    ),
    "assessment": (
        {
            "assessment_id": "a",
            "request_id": "r",
            "person_id": "1",
            "assessmentoutcome": "Y",
            "assessmentoutcomedate": date(2023, 7, 19),
            "week20": False,
        },
    ),
    "named_plan": (
        {
            "named_plan_id": "p",
            "assessment_id": "a",
            "request_id": "r",
            "person_id": "1",
            "startdate": date(2023, 7, 19),
        },
    ),
    "plan_detail": (
        {"plan_detail_id": "d", "named_plan_id": "p", "request_id": "r", "person_id": "1", **PLACE},
    ),
    "active_plans": (
        {
            "active_plans_id": "e",
            "request_id": "r",
            "person_id": "1",
            "reviewmeeting": date(2024, 6, 3),
            "reviewoutcome": "M",
            "lastreview": date(2024, 6, 24),
        },
    ),
    "placement_detail": (
        {
            "placement_detail_id": "l",
            "active_plans_id": "e",
            "request_id": "r",
            "person_id": "1",
            "entrydate": date(2023, 9, 4),
            **PLACE,
        },
    ),
    "sen_need": (
        {
            "sen_need_id": "n",
            "active_plans_id": "e",
            "request_id": "r",
            "person_id": "1",
            "sentype": "ASD",
            "sentyperank": 1,
        },
    ),
}


def broken(code: str, rows: Rows) -> set[str]:
    """Return the rules over rows and loads of a source that some tables break."""
    of, given = source(code), Given(on=ON, area_code="909")
    tables = {table.name: typed(table, tuple(rows.get(table.name, ()))) for table in of.tables}
    engine = ibis.duckdb.connect()
    found = set()
    for rule in of.rules:
        if rule.scope is Scope.ROW:
            about = tables[rule.table]
            faulty = about.filter(rule.faults(about, given))
        elif rule.scope is Scope.LOAD:
            faulty = rule.faults(tables, given)
        else:
            continue
        if engine.execute(faulty.count()):
            found.add(rule.code)
    return found


def changed(table: str, **cells: Any) -> Rows:
    """Return the sound return with cells of a table's row changed."""
    return {**SOUND, table: ({**SOUND[table][0], **cells},)}


def test_a_sound_return_breaks_no_rule():
    assert broken("sen2", SOUND) == set()


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        ({**SOUND, "placement_detail": ()}, {"no-placement"}),
        ({**SOUND, "sen_need": ()}, {"no-need"}),
        ({**SOUND, "plan_detail": ()}, {"plan-names-nowhere"}),
        (changed("person", upn=None), {"no-number-no-reason"}),
        (changed("person", personbirthdate=date(1998, 5, 17)), {"aged-26", "outside-send-age"}),
        (changed("requests", requesttribunal=True), {"requestoutcome-overwritten"}),
        (changed("active_plans", transferla="801"), {"transferred-not-historical"}),
        (
            changed("named_plan", ceasedate=date(2023, 7, 1), ceasereason="9"),
            {"ceased-before-start", "in-force-though-ceased"},
        ),
        (changed("placement_detail", sensetting="NEET", urn=None), {"neet-under-16"}),
    ],
)
def test_a_return_with_one_fault_is_asked_about_that_fault_alone(rows: Rows, rules: set[str]):
    assert broken("sen2", rows) == rules


def test_a_plan_that_came_from_elsewhere_without_a_placement_is_told_apart():
    rows = changed("active_plans", transferla="801")
    rows = {
        **rows,
        "placement_detail": (),
        "assessment": (
            {**SOUND["assessment"][0], "assessmentoutcome": "H", "assessmentoutcomedate": None},
        ),
    }
    assert broken("sen2", rows) == {"no-placement-transferred"}


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2021, date(2021, 1, 14)),
        (2022, date(2022, 1, 20)),
        (2023, date(2023, 1, 19)),
        (2024, date(2024, 1, 18)),
        (2025, date(2025, 1, 16)),
        (2026, date(2026, 1, 15)),
    ],
)
def test_the_census_day_of_a_year(year: int, day: date):
    assert census_day(year) == day


def test_days_of_the_school_census():
    assert thursday(2024, 10, 1) == date(2024, 10, 3)
    assert thursday(2025, 5, 3) == date(2025, 5, 15)
    assert school_year_start(date(2025, 8, 31)) == date(2024, 8, 31)
    assert school_year_start(date(2025, 9, 1)) == date(2025, 8, 31)


def test_both_annex_a_lists_are_asked_every_rule_of_theirs():
    codes = {rule.code for rule in source("annex_a").rules}
    both = ("01a", "01b", "01c", "01d", "02a", "02b", "03", "05a", "07", "08a", "08b", "09")
    assert {f"{number}{rest}" for number in (1, 2) for rest in both} <= codes
    assert {"105b", "105c", "105d", "106a", "106b"} <= codes
    assert not {"104", "112"} & codes
    assert "104" in source("annex_a").read_at
    assert "112" in source("annex_a").read_at


def test_age_25_is_asked_about_and_26_is_refused():
    severities = {rule.code: rule.severity for rule in source("annex_a").rules}
    for number in (1, 2):
        assert severities[f"{number}02a"] is Severity.QUERY
        assert severities[f"{number}02b"] is Severity.ERROR


def test_a_child_educated_at_home_may_lack_a_main_school_on_list_1_alone():
    child = {
        "unique_id": "1",
        "birth_date": date(2014, 5, 17),
        "gender": "F",
        "ethnicity": "WBRI",
        "primary_need": "ASD",
        "disability": True,
        "upn": "Y999000000001",
        "subsidiary_phase": "PRU",
    }
    assert broken("annex_a", {"list1": ({**child, "home_educated": True},)}) == set()
    assert broken("annex_a", {"list1": (child,)}) == {"108b"}
    assert broken("annex_a", {"list2": (child,)}) == {"208b"}


EDUCATION = ("sen2", "annex_a", "ssd", "school_census", "exclusions", "attendance", "ehe")
COUNCIL = ("placements", "provision", "plan_audits")


@pytest.mark.parametrize("code", [*EDUCATION, *COUNCIL])
def test_every_source_says_what_is_ours_and_what_was_read(code: str):
    of = source(code)
    assert len(of.rules) >= 10
    assert len(of.read_at) > 60
    for table in of.tables:
        for column in table.columns:
            if column.codes:
                assert column.codes.source
                assert column.codes.codes or not column.codes.complete
