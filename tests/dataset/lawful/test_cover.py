"""What no agreement covers is named field by field, with the reason and who would mend it."""

from datetime import date

import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset.rules.cover import (
    Cover,
    Need,
    agreements_for,
    check_basis,
    missing,
    refuse_purpose,
)

ON = date(2025, 6, 1)
NEED = Need("camhs", "referrals", ("reason", "team"), "Referrals extract", "Referrals")
WAITS = "Planning services"


def cover(field: str = "reason", **other: object) -> Cover:
    said = {"reference": "ISA-1", "purpose": WAITS, "starts": date(2025, 1, 1), "ends": None}
    return Cover(source="camhs", table="referrals", field=field, **{**said, **other})


BOTH = (cover(), cover("team"))


def test_nothing_is_missing_where_each_field_is_covered():
    assert missing([NEED], BOTH, WAITS, ON) == ()
    assert agreements_for([NEED], BOTH, WAITS, ON) == ("ISA-1",)


def test_fields_with_one_reason_share_a_sentence():
    (said,) = missing([NEED], (), WAITS, ON)
    assert said == (
        "Referrals extract, Referrals: the fields reason and team stand in no agreement for "
        "“Planning services”. The information governance lead can add them to an agreement, once "
        "the partner has agreed to it."
    )


def test_only_the_field_that_lacks_cover_is_named():
    (said,) = missing([NEED], (cover(),), WAITS, ON)
    assert "team stand in no agreement" in said
    assert "reason" not in said


def test_another_purpose_does_not_cover():
    (said,) = missing([NEED], BOTH, "Research", ON)
    assert "may be used only for “Planning services”, not for “Research”" in said


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"ends": date(2025, 5, 31)}, "ended on 31 May 2025"),
        ({"ends": date(2025, 5, 31), "withdrawn": True}, "was withdrawn after 31 May 2025"),
        ({"starts": date(2025, 6, 2)}, "begins only on 2 June 2025"),
        ({"waits": "the approval of Anyshire Trust"}, "waits for the approval of Anyshire Trust"),
    ],
)
def test_an_agreement_that_is_not_in_force_says_why(other, words):
    said = missing([NEED], (cover(**other), cover("team", **other)), WAITS, ON)
    assert len(said) == 1
    assert "ISA-1" in said[0]
    assert words in said[0]


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2025, 6, 30)])
def test_the_first_and_the_last_day_count(day):
    ends = date(2025, 6, 30)
    assert not missing([NEED], (cover(ends=ends), cover("team", ends=ends)), WAITS, day)


def test_one_agreement_in_force_is_enough():
    ended = cover(reference="ISA-0", ends=date(2025, 2, 1))
    assert not missing([NEED], (ended, *BOTH), WAITS, ON)


def test_a_table_of_another_source_does_not_cover():
    other = Need("neurodevelopmental", "referrals", ("reason",))
    assert missing([other], BOTH, WAITS, ON)


def test_a_measure_of_another_purpose_is_refused_in_words():
    refuse_purpose([NEED], BOTH, WAITS, ON)
    with pytest.raises(UserError, match="Nothing was read.*not for “Research”"):
        refuse_purpose([NEED], BOTH, "Research", ON)


@pytest.mark.parametrize(
    ("basis", "field"),
    [
        (("", "", ""), "article_6"),
        (("6(1)(e)", "", ""), "article_9"),
        (("6(1)(e)", "9(2)(h)", ""), "schedule_1"),
    ],
)
def test_what_is_about_people_needs_its_whole_basis(basis, field):
    with pytest.raises(UserError) as refused:
        check_basis(*basis, personal=True)
    assert refused.value.field == field


def test_what_is_about_nobody_needs_only_article_6():
    check_basis("6(1)(e)", "", "", personal=False)
    check_basis("6(1)(a)", "9(2)(a)", "", personal=True)
