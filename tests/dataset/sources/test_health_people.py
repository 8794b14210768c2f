"""Ages, persons and what may be known of them, in the sources of health and the rest."""

from datetime import date

import ibis
import pytest

from goldenthread.dataset.sources import all_sources, source
from goldenthread.dataset.sources.codes.health import BED, TEAM, listed
from goldenthread.dataset.sources.identity import CLIENT_WHO, PATIENT_WHO, client, patient
from goldenthread.dataset.sources.ruling import age
from goldenthread.dataset.sources.shape import Domain, Kind
from tests.dataset.sources.test_health_loading import OURS

NOBODY = {"workforce", "complaints"}


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2010, 3, 14), date(2024, 3, 14), 14),
        (date(2010, 3, 14), date(2024, 3, 13), 13),
        (date(2008, 2, 29), date(2023, 2, 28), 14),
        (date(2008, 2, 29), date(2023, 3, 1), 15),
        (date(2024, 12, 31), date(2025, 1, 1), 0),
        (date(2025, 1, 2), date(2025, 1, 1), -1),
    ],
)
def test_an_age_is_in_whole_years_that_are_over(born: date, on: date, years: int):
    assert ibis.duckdb.connect().execute(age(ibis.literal(born), ibis.literal(on))) == years


def test_what_names_a_person_is_kept_apart():
    for columns, who in ((patient(), PATIENT_WHO), (client(), CLIENT_WHO)):
        identifying = {column.name for column in columns if column.identifying}
        named = {getattr(who, part) for part in who.__slots__} - {""}
        assert named <= identifying
    kinds = {Kind.NHS_NUMBER, Kind.UPN, Kind.ULN, Kind.POSTCODE}
    for one in map(source, OURS):
        for table in one.tables:
            for column in table.columns:
                assert column.identifying or column.kind not in kinds, column.name


def test_only_the_extracts_about_nobody_name_nobody():
    for code in OURS:
        for table in source(code).tables:
            names = {column.name for column in table.columns}
            assert (table.domain is Domain.NOBODY) == (code in NOBODY)
            if code in NOBODY:
                assert table.who is None
                assert not names & {"local_id", "nhs_number", "surname", "birth_date", "postcode"}
            elif code != "nhs_trace":
                assert table.who is not None


def test_the_support_register_alone_of_ours_is_restricted():
    restricted = {
        (one.code, table.name)
        for one in all_sources().values()
        for table in one.tables
        if table.restricted
    }
    assert restricted == {("dsr", "people")}


def test_a_child_row_is_found_by_a_column_of_its_parent():
    for one in map(source, OURS):
        for table in one.tables:
            if table.who and table.who.through:
                parent = one.table(table.who.through)
                assert table.parent == parent.name
                assert parent.key == (table.who.local,)
                assert table.column(table.who.local).required


def test_codes_follow_the_versions_of_the_national_data_set():
    beds = {code.code: code for code in BED.codes}
    assert beds["24"].until == date(2024, 3, 31)
    assert beds["301"].since == date(2024, 4, 1)
    teams = {code.code: code for code in TEAM.codes}
    assert teams["A03"].until == date(2021, 9, 30)
    assert teams["F01"].since == date(2021, 10, 1)


def test_a_source_says_what_is_a_published_format_and_what_our_own():
    for code in OURS:
        said = source(code).read_at
        assert "own proposal" in said or code == "nhs_trace"


def test_a_list_is_read_line_by_line():
    first, second = listed("A1 One thing\n  B Two  ")
    assert (first.code, first.words) == ("A1", "One thing")
    assert (second.code, second.words) == ("B", "Two")
