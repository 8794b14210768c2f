"""The dictionary says every source, table, column, code and rule, and finds them by words."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.dataset.queries import dictionary
from goldenthread.dataset.queries.dictionary_text import anchor, data_dictionary, data_rules
from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Code, Column, Example, Kind
from goldenthread.dataset.tables import LINKED

BY = Actor("test", "A tester")


@pytest.fixture
def area(db) -> LocalArea:
    return add_area(by=BY, slug="anyshire", name="Anyshire")


@pytest.fixture
def analyst(area: LocalArea) -> Client:
    return signed_in(area, Role.ANALYST)


def signed_in(area: LocalArea, role: Role) -> Client:
    user = add_user(by=BY, email=f"{role}@example.org", name="Somebody", password="not-a-secret-1")
    give_role(by=BY, user=user, area=area, role=role, starts=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, area: LocalArea, name: str = "dictionary", *parts: str, **query: str):
    answer = client.get(reverse(f"dataset:{name}", args=[area.slug, *parts]), query)
    return unescape(answer.text) if answer.status_code == 200 else answer


def test_the_manual_says_every_column_code_and_rule():
    said, ruled = data_dictionary(), data_rules()
    for source, table, column in dictionary.every_column():
        assert f"### `{source.code}.{table.name}`" in said
        assert f"| `{column.name}` | {' '.join(column.words.split())} |" in said
    for used in dictionary.code_lists().values():
        assert f"### {used.codes.name}\n" in said
        for code in used.codes.codes:
            assert f"| `{code.code}` | {code.words} |" in said
    for _source, rule in dictionary.every_rule():
        assert f"| `{rule.code}` | `{rule.table}` | {rule.severity} |" in ruled
    for table in LINKED.values():
        assert f"### `{table.name}`\n" in said


def test_each_heading_of_the_manual_can_be_linked_to():
    headings = re.findall(r"^#+ (.*)$", data_dictionary(), re.M)
    anchors = [anchor(heading) for heading in headings]
    twice = {one for one in anchors if anchors.count(one) > 1}
    linked = {anchor(one.words) for one in all_sources().values()}
    linked |= {anchor(used.codes.name) for used in dictionary.code_lists().values()}
    assert twice & linked == set()


def test_a_key_leads_to_one_code_list():
    lists = {column.codes for _, _, column in dictionary.every_column() if column.codes}
    assert len(dictionary.code_lists()) == len(lists)


@pytest.mark.parametrize(
    ("column", "kind", "bounds", "marks"),
    [
        (Column("a", "A", Kind.TEXT), "text", "", ()),
        (Column("a", "A", Kind.WHOLE, low=0, high=9, unit="days"),
         "whole number, in days", "from 0 to 9", ()),
        (Column("a", "A", Kind.MONEY, low=0, unit="pounds a week"),
         "pounds a week", "at least 0", ()),
        (Column("a", "A", Kind.TEXT, dated_by="b"), "text", "", ("As coded on the day in b",)),
        (Column("a", "A", Kind.NUMBER, high=5), "number", "at most 5", ()),
        (Column("a", "A", Kind.NHS_NUMBER, required=True, identifying=True, since=date(2024, 1, 1),
                until=date(2025, 2, 3)),
         "NHS number", "",
         ("Required", "Identifying: kept apart and encrypted",
          "Asked for from 1 January 2024 until 3 February 2025")),
    ],
)  # fmt: skip
def test_a_column_is_described_in_words(column, kind, bounds, marks):
    line = dictionary.described(column)
    assert (line.kind, line.bounds, line.marks) == (kind, bounds, marks)


def test_a_code_says_when_it_was_valid():
    assert dictionary.validity(Code("A", "A")) == ""
    assert dictionary.validity(Code("A", "A", since=date(2021, 10, 1))) == "from 1 October 2021"
    assert dictionary.validity(Code("A", "A", until=date(2024, 3, 31))) == "until 31 March 2024"


def test_an_example_is_said_row_by_row():
    rows = {"people": ({"a": True, "b": None}, {}), "checks": ({"on": date(2024, 3, 14)},)}
    said = dictionary.in_words(Example(rows))
    assert said == ["people: a yes, b empty", "people: empty", "checks: on 2024-03-14"]
    assert dictionary.in_words(Example({})) == ["no row"]


def test_what_is_called_so_is_found_before_what_speaks_of_it():
    found = dictionary.find("discharged on")
    assert found["Columns"][0].name == "discharged_on"
    assert {place.name for place in found["Rules"]} >= {"MH07", "CH08"}
    assert dictionary.find("") == {}
    assert dictionary.find("no such words at all") == {}


def test_what_has_the_words_only_from_where_it_stands_comes_where_nothing_is_nearer():
    assert {place.name for place in dictionary.find("autism")["Rules"]} == {"MH31", "ND42"}
    assert "ND04" in {place.name for place in dictionary.find("autism triage")["Rules"]}


def test_a_column_is_found_by_the_heading_that_suppliers_send():
    assert [place.anchor for place in dictionary.find("ReferralRequestReceivedDate")["Columns"]]
    codes = dictionary.find("crisis house")["Codes"]
    assert [place.name for place in codes] == ["A25"]


def test_the_first_page_lists_the_sources_and_what_is_asked_of_all(analyst, area):
    text = page(analyst, area)
    for source in all_sources().values():
        assert source.words in text
        assert reverse("dataset:dictionary_source", args=[area.slug, source.code]) in text
    assert "An error holds the row back in quarantine" in text


def test_a_search_leads_to_the_column_the_code_and_the_rule(analyst, area):
    text = page(analyst, area, q="under 14")
    assert "#rule-LD12" in text
    assert "dictionary/codes/" in page(analyst, area, q="crisis house")
    assert "dictionary/linked/#referrals" in page(analyst, area, q="referrals")
    many = page(analyst, area, q="day")
    assert "Add a word to find fewer." in many
    assert "Nothing in the dictionary holds every one of these words." in page(
        analyst, area, q="zzz"
    )


@pytest.mark.parametrize("code", sorted(all_sources()))
def test_a_source_says_its_columns_and_rules(analyst, area, code):
    text = page(analyst, area, "dictionary_source", code)
    source = all_sources()[code]
    assert source.read_at in text
    for table in source.tables:
        for column in table.columns:
            assert f'id="{table.name}.{column.name}"' in text
        assert ("Most restricted" in text) == any(one.restricted for one in source.tables)
    for rule in source.rules:
        assert f'id="rule-{rule.code}"' in text
        assert rule.message in text
        assert all(row in text for row in dictionary.in_words(rule.fails[0]))


def test_a_code_list_says_its_dates_and_who_uses_it(analyst, area):
    text = page(analyst, area, "dictionary_codes", "mental-health-admitted-patient-classification")
    assert "From 1 April 2024" in text
    assert "Until 31 March 2024" in text
    assert "Not whole" in text
    assert "#admissions.bed" in text
    whole = page(analyst, area, "dictionary_codes", "attendance-status")
    assert "Not whole" not in whole
    assert "Code lists" in page(analyst, area, "dictionary_lists")


def test_the_linked_tables_are_said(analyst, area):
    text = page(analyst, area, "dictionary_linked")
    for table in LINKED.values():
        assert f'id="{table.name}"' in text


def test_what_is_not_there_is_not_found(analyst, area):
    assert page(analyst, area, "dictionary_source", "none").status_code == 404
    assert page(analyst, area, "dictionary_codes", "none").status_code == 404


def test_who_may_not_see_the_set_sees_no_dictionary(area):
    member = signed_in(area, Role.SCRUTINY_MEMBER)
    assert page(member, area).status_code in (403, 404)


def test_it_asks_the_database_no_more_for_more_columns(
    analyst, area, django_assert_max_num_queries
):
    page(analyst, area)
    with django_assert_max_num_queries(12):
        page(analyst, area, "dictionary_source", "sen2")
