"""A short name says what is required rather than who must do it."""

import pytest

from goldenthread.inspections.rules import short_name


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("lack of trust.", "Lack of trust"),
        ("Leaders across education and health should improve waiting.", "Improve waiting"),
        ("Leaders must urgently act together.", "Act together"),
        ("The partnership needs to listen, and should say so.", "Listen, and should say so"),
        ("Too few leaders should be enough.", "Too few leaders should be enough"),
        ("Leaders should", "Leaders should"),
    ],
)
def test_who_should_act_is_left_out(text: str, short: str):
    assert short_name(text) == short


def test_a_long_name_is_cut_at_a_word():
    assert short_name("improve " * 20) == "Improve improve improve improve improve improve improve…"
