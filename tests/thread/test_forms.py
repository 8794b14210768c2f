"""Answers to the plan check: nothing with a blank left in it is accepted."""

import pytest

from goldenthread.thread.forms import SettleForm


@pytest.mark.parametrize(
    ("answer", "words", "fine"),
    [
        ("accepted", "Ask every family by June 2027.", True),
        ("accepted", "Ask every family by [month].", False),
        ("not_for_us", "The template says [month] on purpose.", True),
        ("accepted", "", False),
    ],
)
def test_a_wording_with_blanks_is_not_accepted(answer: str, words: str, fine: bool):
    form = SettleForm({"rule": "no-date", "subject": "a", "answer": answer, "words": words})
    assert form.is_valid() is fine
