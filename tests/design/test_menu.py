"""Words lead to pages: the page so called first, and none that the person may not open."""

import pytest

from goldenthread.design.menu import MENU, area_menu, places_called

READER = frozenset({"see"})


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("meetings", "governance:meetings"),
        ("Meeting", "governance:meetings"),
        ("risks", "improvement:risks"),
        ("reports", "reports:reports"),
        ("accelerated plan", "thread:stalled"),
        ("plan check", "thread:check"),
        ("boards", "governance:meetings"),
        ("ofsted", "inspections:inspections"),
        ("easy read", "thread:easy_read"),
        ("power bi", "api:programs"),
    ],
)
def test_words_lead_to_the_page_first(asked, first):
    assert places_called(asked.split(), READER)[0][1].page == first


def test_words_that_name_no_page_lead_nowhere():
    assert places_called(["zebra"], READER) == []
    assert places_called(["meetings", "zebra"], READER) == []
    assert places_called([], READER) == []


def test_each_page_is_found_once_and_only_by_those_who_may_open_it():
    everything = frozenset({place.needs for part in MENU for place in (*part.below, part.place)})
    found = [place.page for _, place in places_called(["plan"], everything)]
    assert len(found) == len(set(found))
    assert "improvement:build" in found
    assert "improvement:build" not in [place.page for _, place in places_called(["plan"], READER)]
    below = {part.key: [place.words for place in part.below] for part in area_menu(READER)}
    assert "Build" not in below["plan"]
    assert "Risks and issues" in below["updates"]
