"""Every feed names columns that are there, and every table about a person feeds something."""

from datetime import date
from pathlib import Path

import ibis
import pytest

from goldenthread.dataset import engine
from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Given
from goldenthread.dataset.tables import LINKED, Feed
from goldenthread.dataset.tables.build import build, fed, schema_of
from goldenthread.dataset.tables.feeds import all_feeds, feed_of
from goldenthread.dataset.tables.who import WHO
from goldenthread.dataset.tables.whole import Set
from tests.dataset.tables.small_set import SmallSet

# Tables about a person that fill no linked table, and why.
NOT_FED = {
    "community_health.waits": "the referral says the wait; each count of it would double it",
    "sen2.plan_detail": "a place named in a plan, while placements are where a child is",
    "ssd.send": "only further numbers of the person, which the spine holds",
    "nhs_trace.results": "numbers of the person, which the spine holds",
}


@pytest.mark.parametrize("feed", all_feeds(), ids=lambda f: f"{f.source}.{f.table}-{f.into}")
def test_a_feed_makes_the_columns_of_its_table_on_both_engines(feed: Feed, tmp_path: Path):
    with engine.connect() as backend:
        who = ibis.memtable(WHO.empty_table())
        whole = Set(backend, SmallSet.at(tmp_path / "store").store, (), who)
        table = LINKED[feed.into]
        assert set(feed.columns) <= {column.name for column in table.own}
        rows = fed(whole, table, feed)
        assert rows.schema() == schema_of(table)
        assert backend.execute(rows.count()) == 0
        assert ibis.pyspark.compile(rows)


def test_every_table_about_a_person_fills_a_linked_one_or_says_why_not():
    fed_from = {f"{feed.source}.{feed.table}" for feed in all_feeds()}
    about = {
        f"{source.code}.{table.name}"
        for source in all_sources().values()
        for table in source.tables
        if table.who
    }
    assert about - fed_from == set(NOT_FED) & about
    assert set(LINKED) == {feed.into for feed in all_feeds()}


def test_a_feed_is_found_by_what_it_reads():
    assert feed_of("plans", "sen2", "named_plan") in all_feeds()
    assert feed_of("plans", "sen2", "requests") is None


def test_a_return_says_which_authority_sent_its_rows(tmp_path: Path):
    small = SmallSet.at(tmp_path / "store")
    small.person("a" * 32)
    plan = {"named_plan_id": "p", "startdate": date(2022, 1, 1)}
    header = {"lea": "942", "year": 2025, "referencedate": date(2025, 1, 16)}
    tables = {"sen2": [(None, header)], "named_plan": [("a" * 32, plan)]}
    small.load("sen2", date(2025, 1, 16), tables)
    small.load("camhs", date(2025, 2, 1), {"referrals": [("a" * 32, {"referral_id": "1"})]})
    out = small.store.stage("linked", "one")
    with engine.connect() as backend:
        given = Given(date(2025, 2, 1))
        build(
            backend, small.store, small.loads, small.spine, out, given=given, authorities={2: "X"}
        )
    found = {name: ibis.read_parquet(out / f"{name}.parquet").execute() for name in LINKED}
    assert list(found["plans"]["authority"]) == ["942"]
    assert list(found["referrals"]["authority"]) == ["X"]


def test_of_several_returns_in_one_load_no_row_says_whose_it_is(tmp_path: Path):
    small = SmallSet.at(tmp_path / "store")
    small.person("a" * 32)
    header = {"year": 2025, "referencedate": date(2025, 1, 16)}
    plan = {"named_plan_id": "p", "startdate": date(2022, 1, 1)}
    headers = [(None, header | {"lea": code}) for code in ("942", "943")]
    tables = {"sen2": headers, "named_plan": [("a" * 32, plan)]}
    small.load("sen2", date(2025, 1, 16), tables)
    out = small.store.stage("linked", "one")
    with engine.connect() as backend:
        given = Given(date(2025, 2, 1))
        build(backend, small.store, small.loads, small.spine, out, given=given)
    assert list(ibis.read_parquet(out / "plans.parquet").execute()["authority"]) == [None]
