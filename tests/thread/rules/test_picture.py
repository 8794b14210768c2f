"""Words in the boxes of the picture, and what a box says of itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.thread.rules.picture import ROOM, Node, ems, wrapped


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("", [""]),
        ("Short", ["Short"]),
        ("Plan and commission jointly", ["Plan and", "commission…"]),
        ("Write a framework for managing performance", ["Write a", "framework for…"]),
        ("Donaudampfschiffahrtsgesellschaft", ["Donaudampfsc…"]),
    ],
)
def test_words_are_cut_at_a_word(words, lines):
    assert wrapped(words, ROOM, 2) == lines


@given(st.text(st.characters(codec="ascii"), max_size=200), st.integers(1, 4))
def test_words_never_leave_their_room(words, lines):
    drawn = wrapped(words, ROOM, lines)
    assert len(drawn) <= lines
    assert all(ems(line) <= ROOM for line in drawn)


def test_a_box_says_what_it_is_and_how_it_stands():
    weakness = Node("w1", "weakness", "4 Trust")
    action = Node("a1", "action", "1.1 Ask", state="not known, no measure", broken=True)
    assert weakness.label == "Weakness: 4 Trust"
    assert action.label == "Action: 1.1 Ask (not known, no measure)"
    assert (weakness.sign, action.sign) == ("", "⚡")
    assert Node("a2", "action", "1.2", state="not known").sign == "?"
    assert len(action.lines) <= 2
