"""Which loads of a source count: a snapshot of its latest day, by partner, with what mends it."""

from datetime import date

from goldenthread.dataset.store.held import Kept, counting

BEFORE, THEN = date(2023, 1, 19), date(2026, 1, 15)


def sen2(load: int, partner: str, on: date = THEN, mends: int | None = None) -> Kept:
    return Kept(load, f"load{load}", "sen2", on, mends, partner)


def numbers(*loads: Kept, on: date | None = None) -> list[int]:
    return [each.load for each in counting("sen2", loads, on)]


def test_two_partners_of_one_day_stand_side_by_side():
    assert numbers(sen2(1, "West"), sen2(2, "East")) == [1, 2]


def test_a_partner_who_sends_again_replaces_its_own():
    assert numbers(sen2(1, "West"), sen2(2, "East"), sen2(3, "West")) == [2, 3]


def test_a_predecessor_of_an_earlier_day_is_past_and_can_be_looked_back_at():
    loads = sen2(1, "County", BEFORE), sen2(2, "West"), sen2(3, "East")
    assert numbers(*loads) == [2, 3]
    assert numbers(*loads, on=date(2024, 1, 1)) == [1]


def test_what_mends_a_load_counts_with_it_alone():
    loads = sen2(1, "County", BEFORE), sen2(2, "County", BEFORE, mends=1), sen2(3, "West")
    assert numbers(*loads) == [3]
    assert numbers(*loads, sen2(4, "West", THEN, mends=3)) == [3, 4]
    assert numbers(*loads, on=date(2024, 1, 1)) == [1, 2]


def test_of_what_is_no_snapshot_every_load_counts():
    loads = [Kept(n, f"load{n}", "camhs", day) for n, day in ((1, BEFORE), (2, THEN))]
    assert [each.load for each in counting("camhs", loads)] == [1, 2]
