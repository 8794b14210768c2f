"""Why a text cannot be read as what its column holds, by code and in words.

The words never repeat the text, since it may be somebody's number or name.
"""

import re

WORDS = {
    "suppressed": "holds a mark of suppression, such as c or *, where a row about one person needs "
    "the value; ask the sender for the value or for an empty cell",
    "thousands": "is written with a thousands separator; it is kept as text and not read as a "
    "number; send it as digits only",
    "scientific": "is written in scientific notation, as a spreadsheet shows a long number, so its "
    "digits are lost; it is not guessed; send the column as text",
    "formula": "holds a formula, which is never worked out; send its value",
    "not-whole": "is not a whole number",
    "not-number": "is not a number",
    "pence": "is not an amount in pounds with at most two decimals",
    "not-date": "is not a date in a form that is read; write 2025-01-16 or 16/01/2025",
    "short-year": "is a date with two digits for its year; write all four",
    "no-such-day": "is a day that does not exist",
    "far-year": "is a day outside the years 1900 to 2149",
    "not-moment": "is not a date and time in a form that is read; write 2025-01-16T09:30:00",
    "not-yes-no": "is neither yes nor no; write 1 or 0, yes or no, true or false",
    "length": "has not as many characters as this identifier has",
    "characters": "has characters that this identifier does not have",
    "check-digit": "has a check character that does not fit the others, so at least one is wrong",
    "postcode": "is not in the form of a postcode",
}

_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")
_FORMULA = re.compile(r"\s*(?:=|[+\-@][A-Za-z_.]+[(!|])")


class Unreadable(ValueError):
    """A text that cannot be read; `code` is a key of `WORDS`, `words` its sentence's end."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.words = WORDS[code]
        super().__init__(self.words)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula ("=1+1", "@SUM(A1)")."""
    return bool(_FORMULA.match(text))


def is_scientific(text: str) -> bool:
    """Whether a text is a number in scientific notation ("9.99E+09")."""
    return bool(_SCIENTIFIC.fullmatch(text.strip()))


def refuse_artefacts(text: str) -> None:
    """Raise Unreadable for what a spreadsheet leaves of a value: a formula, scientific notation."""
    if is_formula(text):
        raise Unreadable("formula")
    if is_scientific(text):
        raise Unreadable("scientific")
