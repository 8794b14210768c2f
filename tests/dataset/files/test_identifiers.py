"""National identifiers are read by their published check characters, and by nothing looser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.dataset.rules import identifiers
from goldenthread.dataset.rules.unreadable import WORDS, Unreadable


def refused(read, text: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(text)
    assert caught.value.words == WORDS[caught.value.code]
    return caught.value.code


def fits(text: str) -> bool:
    try:
        return identifiers.nhs_number(text) == text
    except Unreadable as error:
        return error.code != "check-digit"


@pytest.mark.parametrize(
    ("sent", "ours"),
    [
        # The data dictionary's own test range, 999, which no one is given.
        ("9990000018", "9990000018"),
        ("999 000 0018", "9990000018"),
        ("999-000-0018", "9990000018"),
        (" 999 000\u00a00018 ", "9990000018"),
        # The worked example of the NHS data dictionary, whose check digit is 9.
        ("943 476 5919", "9434765919"),
    ],
)
def test_an_nhs_number_is_ten_digits(sent: str, ours: str):
    assert identifiers.nhs_number(sent) == ours


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("9434765918", "check-digit"),
        ("999000001", "length"),
        ("99900000188", "length"),
        ("999000001X", "characters"),
        ("9.99E+09", "scientific"),
        ("9,99E+09", "scientific"),
        ("=9990000018", "formula"),
        ("٩٩٩٠٠٠٠٠١٨", "characters"),
        ("", "characters"),
    ],
)
def test_what_is_no_nhs_number_says_why(sent: str, code: str):
    assert refused(identifiers.nhs_number, sent) == code


@given(st.integers(0, 999_999_999))
def test_one_check_digit_at_most_fits_nine_digits(stem: int):
    fitting = [last for last in range(10) if fits(f"{stem:09}{last}")]
    assert len(fitting) <= 1


@pytest.mark.parametrize("sent", ["B801200005001", "b801200005001", "B801 2000 0500 1"])
def test_a_upn_is_thirteen_characters(sent: str):
    assert identifiers.upn(sent) == "B801200005001"


def test_a_temporary_upn_ends_with_a_letter():
    # 8*2 + 0*3 + 1*4 + 2*5 + 5*10 + A(0)*13 = 80, and 80 = 3*23 + 11, the letter M.
    assert identifiers.upn("M80120000500A") == "M80120000500A"
    assert refused(identifiers.upn, "M80120000500B") == "check-digit"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("A801200005001", "check-digit"),
        ("I801200005001", "characters"),
        ("B80120000500", "length"),
        ("B80120000500S", "characters"),
        ("=B801200005001", "formula"),
    ],
)
def test_what_is_no_upn_says_why(sent: str, code: str):
    assert refused(identifiers.upn, sent) == code


def test_any_single_wrong_digit_of_a_upn_is_found():
    # Weights 2 to 13 have inverses modulo 23, so one changed digit always shows.
    whole = "B801200005001"
    for at in range(1, 13):
        for digit in set("0123456789") - {whole[at]}:
            assert refused(identifiers.upn, whole[:at] + digit + whole[at + 1 :]) == "check-digit"


def test_a_uln_is_read_by_its_check_digit():
    # The nine digits 100000001 weigh 10 + 2 = 12, remainder 1, check digit 9.
    assert identifiers.uln("1000000019") == "1000000019"
    assert refused(identifiers.uln, "1000000018") == "check-digit"
    # 100000006 weighs 10 + 12 = 22, remainder 0, which the rules leave out.
    assert all(refused(identifiers.uln, f"100000006{last}") == "check-digit" for last in range(10))
    assert refused(identifiers.uln, "0000000000") == "check-digit"


@pytest.mark.parametrize(
    ("sent", "ours"),
    [
        ("ca12ab", "CA1 2AB"),
        ("CA1 2AB", "CA1 2AB"),
        ("LA9  4DL", "LA9 4DL"),
        ("sw1a1aa", "SW1A 1AA"),
        ("w1a 0ax", "W1A 0AX"),
        ("M1 1AE", "M1 1AE"),
        ("CA14 5YZ", "CA14 5YZ"),
        ("ZZ99 3VZ", "ZZ99 3VZ"),
        ("GIR 0AA", "GIR 0AA"),
    ],
)
def test_a_postcode_is_written_one_way(sent: str, ours: str):
    assert identifiers.postcode(sent) == ours


@pytest.mark.parametrize("sent", ["CA1", "Keswick", "CA1 2AC", "Q1 1AA", "12345", ""])
def test_what_is_no_postcode_says_so(sent: str):
    assert refused(identifiers.postcode, sent) == "postcode"


@given(st.text(max_size=20))
def test_nothing_else_is_ever_raised(text: str):
    for read in (identifiers.nhs_number, identifiers.upn, identifiers.uln, identifiers.postcode):
        try:
            ours = read(text)
        except Unreadable:
            continue
        assert read(ours) == ours
