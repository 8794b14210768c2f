"""Codes of education are asked for by the day that a row speaks of, not by the extract's alone."""

from datetime import date

import ibis
import pyarrow as pa
import pytest

from goldenthread.dataset.loading.checks import TEXT, asked_of
from goldenthread.dataset.sources import source
from goldenthread.dataset.sources.codes.attendance import ATTENDANCE
from goldenthread.dataset.sources.codes.local_authorities import LOCAL_AUTHORITIES
from goldenthread.dataset.sources.shape import CodeList, Given, Severity
from tests.dataset.test_sources import typed


def asked_about(code: str, table: str, column: str, row: dict, on: date) -> Severity | None:
    """Return how gravely the loader asks about a code in a row; None where it does not."""
    of, given = source(code), Given(on=on, area_code="909")
    of_table = of.table(table)
    rows = typed(of_table, (row,))
    texts = {TEXT + one.name: rows[one.name].cast("string") for one in of_table.columns}
    rows = rows.mutate(**texts)
    checks = {check.code: (check, fails) for check, fails in asked_of(of, of_table, rows, given)}
    check, fails = checks[f"code.{column}"]
    found = ibis.duckdb.connect().to_pyarrow(rows.select(fails=fails))
    return check.severity if found["fails"].to_pylist() == [True] else None


def in_force(codes: CodeList, code: str, on: date) -> bool:
    return any(
        one.code == code and (one.since or date.min) <= on <= (one.until or date.max)
        for one in codes.codes
    )


@pytest.mark.parametrize(
    ("mark", "began", "asked"),
    [
        ("H", date(2024, 8, 18), False),
        ("H", date(2024, 8, 19), True),
        ("C2", date(2024, 8, 18), True),
        ("C2", date(2024, 8, 19), False),
        ("C", date(2023, 1, 9), False),
        ("C", date(2025, 1, 6), False),
        ("Q7", date(2025, 1, 6), True),
    ],
)
def test_a_mark_of_the_register_is_known_by_the_day_it_was_given(
    mark: str, began: date, asked: bool
):
    row = {"code": mark, "starts_on": began, "ends_on": began}
    found = asked_about("attendance", "absences", "code", row, date(2025, 1, 16))
    assert (found is Severity.QUERY) == asked


@pytest.mark.parametrize(
    ("need", "census", "asked"),
    [
        ("BESD", date(2014, 1, 16), False),
        ("BESD", date(2025, 1, 16), True),
        ("SEMH", date(2014, 1, 16), True),
        ("NSA", date(2014, 10, 2), True),
        ("NSA", date(2025, 1, 16), False),
        ("DS", date(2024, 1, 18), True),
        ("DS", date(2025, 1, 16), False),
    ],
)
def test_a_kind_of_need_is_known_by_the_census_it_was_told_in(need: str, census: date, asked: bool):
    row = {"need_1": need, "census_date": census}
    found = asked_about("school_census", "pupils", "need_1", row, date(2025, 1, 16))
    assert bool(found) == asked


def test_a_plan_cannot_be_for_somebody_whose_need_is_not_known():
    found = asked_about("sen2", "sen_need", "sentype", {"sentype": "NSA"}, date(2025, 1, 16))
    assert found is Severity.ERROR


def test_a_row_without_its_day_goes_by_the_extracts():
    for on, asked in ((date(2024, 8, 18), False), (date(2024, 8, 19), True)):
        found = asked_about("attendance", "absences", "code", {"code": "J"}, on)
        assert bool(found) == asked


def test_a_council_is_never_in_force_beside_the_one_it_became():
    succeeded = (("909", "942"), ("909", "943"), ("928", "940"), ("928", "941"), ("836", "839"))
    for before, after in succeeded:
        for on in (date(2018, 1, 1), date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1)):
            both = in_force(LOCAL_AUTHORITIES, before, on), in_force(LOCAL_AUTHORITIES, after, on)
            assert both in {(True, False), (False, True)}, (before, after, on)


def test_the_register_keeps_no_mark_of_two_meanings_at_once():
    for on in (date(2024, 8, 18), date(2024, 8, 19)):
        marks = [
            one.code
            for one in ATTENDANCE.codes
            if (one.since or date.min) <= on <= (one.until or date.max)
        ]
        assert len(marks) == len(set(marks))


def test_a_column_is_dated_by_a_day_of_its_own_table():
    for code in ("sen2", "school_census", "exclusions", "attendance", "ehe"):
        for table in source(code).tables:
            for column in table.columns:
                if column.dated_by:
                    assert pa.types.is_date(typed(table, ()).schema()[column.dated_by].to_pyarrow())
