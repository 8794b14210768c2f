"""National identifiers: their form, their check characters, and how each is written by us.

Each reader takes the text as sent and returns it as we write it; `Unreadable` says what is wrong.
What has no check character (a postcode) is judged by its form alone.
"""

import re

from goldenthread.dataset.rules.unreadable import Unreadable, refuse_artefacts

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The 23 check letters in the order of their value; I, O and S are left out."""

_PARTING = re.compile(r"[\s\u2010-\u2015-]+")
_UPN = re.compile(rf"[{UPN_LETTERS}][0-9]{{11}}[0-9{UPN_LETTERS}]")
_POSTCODE = re.compile(
    r"(GIR|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]|[A-HK-Y][0-9][0-9ABEHMNPRV-Y]"
    r"|[0-9][A-HJKPS-UW]))([0-9][ABD-HJLNP-UW-Z]{2})"
)
_NO_ADDRESS = re.compile(r"(ZZ99)([0-9][A-Z]{2})")


def nhs_number(text: str) -> str:
    """Return an NHS number as ten digits, spaces and hyphens left out.

    The tenth digit is 11 less the remainder of the first nine weighted 10 to 2 and divided by 11;
    11 is written 0 and 10 does not occur. Source: NHS Data Model and Dictionary, NHS NUMBER.
    """
    digits = _ten_digits(text)
    check = 11 - sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9])) % 11
    if check == 10 or int(digits[9]) != check % 11:
        raise Unreadable("check-digit")
    return digits


def uln(text: str) -> str:
    """Return a unique learner number as ten digits.

    The tenth digit is 10 less the remainder of the first nine weighted 10 to 2 and divided by 11;
    a remainder of 0 does not occur, nor does a leading 0. Source: Learning Records Service,
    "Unique learner number: validation rules".
    """
    digits = _ten_digits(text)
    remainder = sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9])) % 11
    if digits[0] == "0" or remainder == 0 or int(digits[9]) != 10 - remainder:
        raise Unreadable("check-digit")
    return digits


def upn(text: str) -> str:
    """Return a unique pupil number as 13 characters in upper case.

    A letter, eleven digits, and a digit (a letter in a temporary number). The first letter is the
    remainder of the other twelve, weighted 2 to 13 and divided by 23, A being 0 and I, O and S
    left out. Source: Department for Education, "Unique pupil numbers (UPNs): a guide for schools
    and local authorities".
    """
    refuse_artefacts(text)
    letters = _PARTING.sub("", text).upper()
    if len(letters) != 13:
        raise Unreadable("length")
    if not _UPN.fullmatch(letters):
        raise Unreadable("characters")
    values = (int(one) if one.isdecimal() else UPN_LETTERS.index(one) for one in letters[1:])
    if UPN_LETTERS.index(letters[0]) != sum(at * v for at, v in enumerate(values, 2)) % 23:
        raise Unreadable("check-digit")
    return letters


def postcode(text: str) -> str:
    """Return a postcode in upper case with one space before its last three characters.

    Only the form is judged, not whether it is in use. Source: Cabinet Office, "Government data
    standards catalogue: UK postal addresses", after BS 7666; ZZ99 begins the NHS's codes for those
    without an address (no fixed abode, not known, abroad).
    """
    refuse_artefacts(text)
    letters = _PARTING.sub("", text).upper()
    found = _POSTCODE.fullmatch(letters) or _NO_ADDRESS.fullmatch(letters)
    if not found:
        raise Unreadable("postcode")
    return f"{found[1]} {found[2]}"


def _ten_digits(text: str) -> str:
    """Return the ten ASCII digits of an identifier, signs between them left out."""
    refuse_artefacts(text)
    digits = _PARTING.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        raise Unreadable("characters")
    if len(digits) != 10:
        raise Unreadable("length")
    return digits
