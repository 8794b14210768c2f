"""The figures the country is drawn from are those of the official files, where these are there."""

import csv
import gzip
import re

import pytest

from goldenthread.dataset.synth import figures
from tests.shared import SHARED, needs_shared

OFFICIAL = SHARED / "data" / "official"
pytestmark = needs_shared


def national(name: str, topic: str = "", period: str = "") -> list[dict[str, str]]:
    with gzip.open(OFFICIAL / f"ehcp2025_{name}.csv.gz", "rt", encoding="utf-8-sig") as file:
        return [
            row
            for row in csv.DictReader(file)
            if row["geographic_level"] == "National"
            and (not topic or row["breakdown_topic"] == topic)
            and (not period or row["time_period"] == period)
        ]


def by_age(rows: list[dict[str, str]]) -> dict[int, dict[str, str]]:
    found = {}
    for row in rows:
        age = re.search(r"\d+", row["breakdown"])
        if age:
            found[2 if "under" in row["breakdown"] else int(age.group())] = row
    return found


def test_needs_by_age_and_sex():
    rows = by_age(national("sen_needs_all_plans", "Child or young persons age"))
    for age, row in rows.items():
        counts = tuple(int(row[f"number_{need.lower()}"]) for need in figures.NEEDS)
        assert figures.NEEDS_BY_AGE[age] == counts
    assert set(rows) == set(figures.NEEDS_BY_AGE)
    sexes = {row["breakdown"]: row for row in national("sen_needs_all_plans", "Sex")}
    for sex, counts in (("Male", figures.MALE_BY_NEED), ("Female", figures.FEMALE_BY_NEED)):
        assert counts == tuple(int(sexes[sex][f"number_{n.lower()}"]) for n in figures.NEEDS)


def test_placements_by_age():
    columns = ("mainstream_total", "special_total", "ap_pru_total", "fe_total")
    for age, row in by_age(national("caseload", "Child or young persons age", "202425")).items():
        counts = figures.SETTINGS_BY_AGE[age]
        assert counts[:4] == tuple(int(row[name]) for name in columns)
        home, neet = int(row["elective_home_education"]), int(row["neet"])
        assert counts[4:7] == (home, neet, int(row["ed_elsewhere"]) - home - neet)
        assert counts[7:] == (int(row["nm_early_years"]), int(row["placement_unknown"]))


def test_years_in_place_and_all_plans():
    rows = national("caseload", "Years EHC plan in place", "202425")
    for row in rows:
        number = re.search(r"\d+", row["breakdown"])
        years = int(number.group()) if number else 0
        assert figures.YEARS_IN_PLACE[years] == int(row["ehcplans"])
    (whole,) = national("caseload", "All EHC plans", "202425")
    assert int(whole["ehcplans"]) == figures.PLANS


@pytest.mark.parametrize("year", sorted(figures.YEARS))
def test_what_each_year_brought(year: int):
    mine = figures.YEARS[year]
    asked = national("requests", "All requests for EHC needs assessments", str(year))[0]
    assert mine.requests == int(asked["requests_received_in_year"])
    assert mine.refused == int(asked["requests_decided_not_to_assess"])
    for name, column in (
        ("undecided", "requests_decision_not_made"),
        ("withdrawn", "requests_withdrawn"),
    ):
        assert str(getattr(mine, name) if getattr(mine, name) is not None else "x") == asked[column]
    assessed = national("assessments", "All EHC needs assessments", str(year))[0]
    assert mine.not_issued == int(assessed["assess_not_issued"])
    waited = national("timeliness_20_week", "All EHC plans issued", str(year))[0]
    assert mine.within_20 * 100 == pytest.approx(float(waited["pc_plans_issued_within_20_weeks"]))
    long = waited["pc_plans_issued_gt_1_year"]
    assert (mine.over_a_year is None and long == "x") or mine.over_a_year * 100 == pytest.approx(
        float(long)
    )
    new = national("newplans", "New EHC plans", str(year))[0]
    assert mine.new_plans == int(new["new_ehc_plans"])
    ended = national("ceased_plans", "All ceased EHC plans", str(year))
    assert mine.ceased == (int(ended[0]["total_ceased"]) if ended else None)


def test_requests_by_age_reviews_budgets_and_ends():
    for age, row in by_age(national("requests", "Child or young persons age", "2024")).items():
        assert figures.REQUESTS_BY_AGE[age] == int(row["requests_received_in_year"])
    (review,) = national("annual_reviews", "All annual reviews")
    assert pytest.approx(figures.REVIEWED) == int(review["total_review_meeting"]) / int(
        review["review_expected"]
    )
    (money,) = national("personal_budgets", "All personal budgets", "202425")
    assert pytest.approx(figures.PERSONAL_BUDGETS) == int(money["personal_budget"]) / figures.PLANS
    (ended,) = national("ceased_plans", "All ceased EHC plans", "2024")
    assert list(figures.CEASED.values()) == [
        int(ended[name])
        for name in (
            *("max_age", "needs_met", "he", "employ", "transfer", "no_engage"),
            *("moved_outside_eng", "deceased", "other"),
        )
    ]


def test_ethnicity_adds_up_to_all_plans():
    rows = national("caseload", "Ethnicity", "202425")
    assert sorted(figures.ETHNICITY.values()) == sorted(int(row["ehcplans"]) for row in rows)


def test_waits_for_community_services():
    path = OFFICIAL / "nhs_community_health_waits_england_derived.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        rows = {row["Therapy"]: row for row in csv.DictReader(file) if "October" in row["Date"]}
    names = ("Audiology", "Community Paediatric Service", "Occupational Therapy")
    for one, name in zip(figures.COMMUNITY_WAITS, (*names, "Speech And Language"), strict=True):
        row = rows[name]
        assert one.total == int(row["Total waiting list"])
        assert one.over_18 == int(row["Waiting >18-52 weeks"])
        assert one.over_52 == int(row["Waiting >52 weeks"])
