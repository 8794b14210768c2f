"""A table is cut to an area, its districts or its successors on any day, no row counted twice."""

from datetime import date

import ibis
import pytest

from goldenthread.dataset.tables.places import (
    NOT_KNOWN,
    Place,
    Places,
    count_on,
    cut,
    once,
    true_on,
)

LAST, FIRST = date(2023, 3, 31), date(2023, 4, 1)
WEST = ("E07000026", "E07000028", "E07000029")  # Allerdale, Carlisle, Copeland
EAST = ("E07000027", "E07000030", "E07000031")  # Barrow-in-Furness, Eden, South Lakeland
DISTRICTS = (*WEST, *EAST)
CUMBRIA, CUMBERLAND, WESTMORLAND = "E10000006", "E06000063", "E06000064"

PLACES = Places.of(
    [
        Place(CUMBRIA, "Cumbria", "area", None, LAST, DISTRICTS, ("909",), authority=True),
        Place(CUMBERLAND, "Cumberland", "area", FIRST, None, WEST, ("942",), authority=True),
        Place(WESTMORLAND, "Westmorland and Furness", "area", FIRST, None, EAST, ("943",), True),
        *(Place(code, code, "district", None, LAST) for code in DISTRICTS),
    ]
)
TYPES = {
    "person": "string",
    "source": "string",
    "extract": "string",
    "record": "string",
    "authority": "string",
    "on": "date",
    "until": "date",
}


def table(rows: list[dict], **more: str) -> ibis.Table:
    names = TYPES | more
    filled = [{name: row.get(name) for name in names} for row in rows]
    return ibis.memtable(filled, schema=ibis.schema(names))


# One child in each district, two more in Carlisle; the last moved to Eden in June 2024.
HOMES = dict(enumerate((*DISTRICTS, "E07000028", "E07000028")))
PEOPLE = table(
    [
        {"person": f"p{n}", "source": "sen2", "record": f"h{n}", "on": date(2022, 1, 20), "home": h}
        for n, h in HOMES.items()
    ]
    + [{"person": "p7", "source": "sen2", "record": "h7", "on": date(2024, 6, 1), "home": EAST[1]}],
    home="string",
)


def plans(*more: dict) -> ibis.Table:
    """Return a plan for each child, told by the authority of 2022 and by one of the successors."""
    told = []
    for number, home in HOMES.items():
        plan = {"person": f"p{number}", "source": "sen2", "extract": "named_plan"}
        heir = "942" if home in WEST else "943"
        told.append(plan | {"authority": "909", "record": f"old{number}", "on": date(2020, 9, 1)})
        told.append(plan | {"authority": heir, "record": f"new{number}", "on": date(2020, 9, 1)})
    return table([*told, *more])


@pytest.mark.parametrize("day", [date(2022, 6, 30), LAST, FIRST, date(2024, 9, 1)])
def test_districts_and_successors_sum_to_the_area_on_any_day(day: date):
    rows = true_on(plans(), day, lasting=True)
    by_district = count_on(rows, PEOPLE, PLACES, DISTRICTS, day)
    by_heir = count_on(rows, PEOPLE, PLACES, (CUMBERLAND, WESTMORLAND), day)
    whole = count_on(rows, PEOPLE, PLACES, (CUMBRIA,), day)
    assert sum(by_district.values()) == sum(by_heir.values()) == sum(whole.values()) == 8
    assert by_district[NOT_KNOWN] == by_heir[NOT_KNOWN] == whole[NOT_KNOWN] == 0


def test_a_move_shows_from_its_day():
    rows = plans()
    before = count_on(rows, PEOPLE, PLACES, (CUMBERLAND, WESTMORLAND), date(2024, 5, 31))
    after = count_on(rows, PEOPLE, PLACES, (CUMBERLAND, WESTMORLAND), date(2024, 6, 1))
    assert (before[CUMBERLAND], before[WESTMORLAND]) == (5, 3)
    assert (after[CUMBERLAND], after[WESTMORLAND]) == (4, 4)


@pytest.mark.parametrize(("day", "told_by"), [(LAST, {"909"}), (FIRST, {"942", "943"})])
def test_of_two_authorities_that_tell_of_one_plan_the_one_of_the_day_counts(day, told_by):
    kept = once(plans(), PLACES, day).execute()
    assert set(kept["authority"]) == told_by
    assert len(kept) == 8


def test_what_only_the_old_authority_told_is_not_lost_after_it_ended():
    alone = {"person": "p9", "source": "sen2", "extract": "named_plan", "authority": "909"}
    rows = plans(alone | {"record": "x", "on": date(2019, 1, 1)})
    by_heir = count_on(rows, PEOPLE, PLACES, (CUMBERLAND, WESTMORLAND), date(2024, 1, 1))
    assert sum(by_heir.values()) == 9
    assert by_heir[NOT_KNOWN] == 1, "its home is not known, so it is in neither successor"
    assert count_on(rows, PEOPLE, PLACES, (CUMBRIA,), date(2024, 1, 1))[CUMBRIA] == 9


def test_a_cut_holds_the_rows_of_the_place_alone_each_once():
    kept = cut(plans(), PEOPLE, PLACES, "E07000028", date(2022, 6, 30)).execute()
    assert sorted(kept["person"]) == ["p1", "p6", "p7"]
    assert set(kept["place"]) == {"E07000028"}


def test_places_that_share_ground_are_never_summed():
    with pytest.raises(ValueError, match="share ground"):
        count_on(plans(), PEOPLE, PLACES, (CUMBRIA, CUMBERLAND), LAST)


def test_a_place_is_known_by_any_of_its_codes_and_on_its_days():
    assert PLACES.place("909").name == "Cumbria"
    assert PLACES.ground("942") == frozenset(WEST)
    assert [place.code for place in PLACES.in_force("area", LAST)] == [CUMBRIA]
    assert [place.code for place in PLACES.in_force("area", FIRST)] == [CUMBERLAND, WESTMORLAND]
    with pytest.raises(KeyError, match="no place"):
        PLACES.place("000")


def test_a_row_that_ended_is_not_true_the_day_after():
    rows = plans({"person": "p0", "on": date(2021, 1, 1), "until": date(2022, 1, 1)})
    assert true_on(rows, date(2022, 1, 1), lasting=True).count().execute() == 17
    assert true_on(rows, date(2022, 1, 2), lasting=True).count().execute() == 16
    assert true_on(rows, date(2020, 9, 1), lasting=False).count().execute() == 16
