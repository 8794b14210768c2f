"""A row that could not be read is known by what it holds, in whatever form."""

from datetime import date

import pytest

from goldenthread.dataset.rules.matching import days_in, identity, tells_of

WHO = identity(
    ["9990000018", "A123456789012"], [("camhs:Trust", "L-1")], [("ZOE", "ONEIL", date(2012, 3, 4))]
)
KNOWN = [
    {"x": "999 000 0018"},
    {"x": "999-000-0018"},
    {"x": "a123456789012"},
    {"id": "l-1", "surname": "ONeil"},
    {"id": "L-1", "born": "04.03.2012"},
    {"a": "Zoë", "b": "O'Neil", "c": "04/03/2012"},
    {"a": "ZOE", "b": "O’NEIL", "c": "2012-Mar-04 00:00:00"},
    {"a": "Zoe", "b": "ONeil", "c": "4 March 2012"},
    {"a": "Zoe", "b": "ONeil", "c": "20120304"},
]
OTHERS = [
    {"id": "L-1"},
    {"id": "L-1", "surname": "Other", "born": "05.03.2012"},
    {"x": "9990000026"},
    {"x": "99900000180"},
    {"a": "Zoe", "b": "O'Neil", "c": "05/03/2012"},
    {"a": "Zack", "b": "O'Neil", "c": "04/03/2012"},
    {"a": "Zoe", "c": "04/03/2012"},
    {"a": "", "b": None},
    {},
]


@pytest.mark.parametrize("raw", KNOWN)
def test_a_row_of_the_person_is_known(raw):
    assert tells_of(WHO, "camhs:Trust", raw)


@pytest.mark.parametrize("raw", OTHERS)
def test_a_row_of_another_is_not(raw):
    assert not tells_of(WHO, "camhs:Trust", raw)


@pytest.mark.parametrize("owner", ["destinations:Trust", "camhs:Another"])
def test_another_partners_reference_is_not_theirs(owner):
    assert not tells_of(WHO, owner, {"id": "L-1", "surname": "ONeil"})


def test_nobody_is_told_of_by_nothing():
    assert not tells_of(identity((), (), ()), "camhs", KNOWN[0])


@pytest.mark.parametrize("text", ["", "31/02/2012", "12", "no day", "1/2", "0000-00-00"])
def test_what_is_no_day_gives_none(text):
    assert days_in(text) == set()
