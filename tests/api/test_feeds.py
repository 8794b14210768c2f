"""The record as tables for spreadsheets: CSV and OData, with the token as a password."""

import base64
import csv
import io

import pytest
from defusedxml import ElementTree
from django.test import Client

from goldenthread.accounts.rules import Scope
from goldenthread.api.queries import COLUMNS
from goldenthread.api.rules import asked_of

ROWS = [
    {"key": 1, "group": "1", "due": None, "late": False},
    {"key": 2, "group": "2", "due": "2019-11-30", "late": True},
    {"key": 3, "group": "2", "due": "2020-03-31", "late": False},
]
ASKED = dict.fromkeys(ROWS[0], "String")


@pytest.fixture
def excel(tokens) -> Client:
    pair = base64.b64encode(f"anybody:{tokens[Scope.READ]}".encode()).decode()
    return Client(headers={"Authorization": f"Basic {pair}"})


@pytest.fixture
def feed(area) -> str:
    return f"/api/1/areas/{area.slug}/odata/"


def keys(**query: str) -> list[int]:
    asked = asked_of({f"${name}": words for name, words in query.items()}, ASKED)
    found = asked.of([dict(row) for row in ROWS])
    return [row["key"] for row in found[asked.skip : asked.skip + asked.top]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [1, 2, 3]),
        ({"filter": "group eq '2'"}, [2, 3]),
        ({"filter": "group eq '2' and late eq true"}, [2]),
        ({"filter": "due eq null"}, [1]),
        ({"filter": "due ne null"}, [2, 3]),
        ({"filter": "due lt 2020-01-01"}, [2]),
        ({"filter": "key ge 2"}, [2, 3]),
        ({"orderby": "due desc"}, [3, 2, 1]),
        ({"orderby": "group desc, key"}, [2, 3, 1]),
        ({"top": "1", "skip": "1"}, [2]),
    ],
)
def test_what_is_asked_is_what_is_given(query, found):
    assert keys(**query) == found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"filter": "drop table"}, "A filter is like"),
        ({"filter": "nothing eq 1"}, "no column nothing"),
        ({"select": "key,nothing"}, "no column nothing"),
        ({"orderby": "key sideways"}, "asc or desc"),
        ({"top": "-1"}, "whole number"),
        ({"apply": "groupby"}, "does not know"),
    ],
)
def test_what_is_not_understood_is_refused_in_words(query, words):
    with pytest.raises(ValueError, match=words):
        keys(**query)


def test_excel_is_told_to_ask_for_a_password(client, feed):
    answer = client.get(feed)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Basic")


def test_the_feed_names_and_describes_every_table(excel, feed):
    tables = excel.get(feed).json()["value"]
    assert {table["name"] for table in tables} == set(COLUMNS)
    told = ElementTree.fromstring(excel.get(f"{feed}$metadata").content)
    types = [node.get("Name") for node in told.iter() if node.tag.endswith("EntityType")]
    assert set(types) == set(COLUMNS)


@pytest.mark.parametrize("name", COLUMNS)
def test_every_table_has_the_columns_it_says(excel, feed, name):
    answer = excel.get(f"{feed}{name}", {"$count": "true"})
    assert answer["OData-Version"] == "4.0"
    body = answer.json()
    assert body["@odata.count"] == len(body["value"])
    assert all(list(row) == list(COLUMNS[name]) for row in body["value"])


def test_pages_lead_to_the_rest(excel, feed, monkeypatch):
    monkeypatch.setattr("goldenthread.api.rules.MOST_AT_ONCE", 50)
    numbers, address = [], f"{feed}Actions?$select=number"
    while address:
        body = excel.get(address).json()
        numbers += [row["number"] for row in body["value"]]
        address = body.get("@odata.nextLink")
    assert len(numbers) == len(set(numbers)) == 108


def test_a_table_as_csv_stands_as_on_a_day(excel, area):
    address = f"/api/1/areas/{area.slug}/csv/Updates.csv"
    then = excel.get(address, {"as_at": "2019-12-01"})
    rows = list(csv.DictReader(io.StringIO(then.content.decode("utf-8-sig"))))
    assert rows
    assert max(row["on"] for row in rows) <= "2019-12-01"
    assert len(rows) < len(excel.get(address).content.decode().splitlines()) - 1


def test_no_cell_of_csv_can_become_a_formula(excel, writer, area, improvement_plan):
    address = f"/api/1/areas/{area.slug}/plans/{improvement_plan.pk}/actions/1.1.2/updates"
    writer.post(address, {"delivery": "on_track", "words": "=1+1"}, content_type="application/json")
    table = excel.get(f"/api/1/areas/{area.slug}/csv/Updates.csv").content.decode()
    assert ",'=1+1," in table


def test_an_unknown_table_is_said_to_be_unknown(excel, feed):
    answer = excel.get(f"{feed}Children")
    assert answer.status_code == 404
    assert "Actions" in answer.json()["detail"]
