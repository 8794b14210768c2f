"""Text as it was sent to typed values, as Ibis expressions: the twin of rules.values on an engine.

A text that is not read gives null here; why, `rules.values` and `rules.identifiers` say of that one
text. An identifier keeps what was sent, tidied, even where its check character is wrong.
"""

import re
from collections.abc import Callable, Sequence

import ibis
import ibis.expr.types as ir

from goldenthread.dataset.rules.identifiers import UPN_LETTERS
from goldenthread.dataset.rules.values import (
    EXCEL_BEGINS,
    EXCEL_HIGH,
    EXCEL_LOW,
    MONTHS,
    NO,
    YES,
)
from goldenthread.dataset.sources.shape import Column, Kind

FULL_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_YEAR = r"19\d{2}|20\d{2}|21[0-4]\d"
_MONTH = r"\d{1,2}|[A-Za-z]{3,9}"
_CLOCK = r"(?:[T ]+((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6}0*)?)?)Z?)?"
_ISO = rf"^(?:{_YEAR})-\d{{2}}-\d{{2}}$"
_SLASHED = rf"^\d{{2}}/\d{{2}}/(?:{_YEAR})$"
_YEAR_FIRST = rf"^({_YEAR})([-/. ])({_MONTH})([-/. ])(\d{{1,2}}){_CLOCK}$"
_DAY_FIRST = rf"^(\d{{1,2}})([-/. ])({_MONTH})([-/. ])({_YEAR}){_CLOCK}$"
_TOGETHER = rf"^(?:{_YEAR})\d{{4}}$"
_SERIAL = r"^[2-7]\d{4}$"
_PARTING = r"[\s\x{a0}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}\x{2010}-\x{2015}\-]+"
_POSTCODE = (
    r"^(?:(?:GIR|[A-PR-UWYZ](?:[0-9]{{1,2}}|[A-HK-Y][0-9]|[A-HK-Y][0-9][0-9ABEHMNPRV-Y]"
    r"|[0-9][A-HJKPS-UW])){gap}[0-9][ABD-HJLNP-UW-Z]{{2}}|ZZ99{gap}[0-9][A-Z]{{2}})$"
)
UPN_WEIGHTS = tuple(range(2, 14))

IDENTIFIERS = {Kind.NHS_NUMBER, Kind.UPN, Kind.ULN, Kind.POSTCODE}


def read(column: Column, text: ir.StringValue) -> ir.Value:
    """Return the typed value of a column's trimmed text; null where it is not read."""
    if column.kind is Kind.CODE:
        return _code(column, text)
    return READERS[column.kind](text)


def one_of(text: ir.StringValue, words: Sequence[str]) -> ir.BooleanValue:
    """Say whether a text is one of some words; a pattern, for engines join a long list instead."""
    return text.re_search(f"^(?:{'|'.join(re.escape(word) for word in words)})$")


def well_formed(kind: Kind, value: ir.StringValue) -> ir.BooleanValue:
    """Say of a tidied identifier whether its form and check character are right."""
    if kind is Kind.POSTCODE:
        return value.contains(" ")
    if kind is Kind.UPN:
        return _upn_holds(value)
    number = ibis.ifelse(value.re_search(r"^[0-9]{10}$"), value.try_cast("int64"), ibis.null())
    total = _ten_weighted(number)
    if kind is Kind.NHS_NUMBER:
        return (total % 11 == 0).fill_null(False)
    return (((total + 1) % 11 == 0) & (number >= 1_000_000_000)).fill_null(False)


def _ten_weighted(number: ir.IntegerValue) -> ir.IntegerValue:
    """Return what leaves the same remainder by 11 as ten digits weighted 10 to 1.

    With m(j) the number's last j digits, the digit at place k is (m(k+1) - m(k)) / 10^k, and 10 is
    -1 by 11: so the sum is made of the m alone, by remainders and without a division.
    """
    total = number * -10
    for place in range(1, 10):
        factor = (2 * place + 1) * (1 if place % 2 else -1)
        total = total + (number % 10**place) * factor
    return total


def weighted(number: ir.IntegerValue, weights: Sequence[int]) -> ir.IntegerValue:
    """Return the sum of a number's digits, each times its weight (first digit, first weight).

    Digit i is q(i) - 10 q(i-1), q(i) being the number cut after digit i; put together by q.
    """
    last = len(weights) - 1
    factors = [weight - 10 * weights[at + 1] for at, weight in enumerate(weights[:-1])]
    total = number * weights[last]
    for at, factor in enumerate(factors):
        total = total + (number / 10 ** (last - at)).floor().cast("int64") * factor
    return total


def _upn_holds(value: ir.StringValue) -> ir.BooleanValue:
    letters = ibis.literal(UPN_LETTERS)
    form = value.re_search(rf"^[{UPN_LETTERS}][0-9]{{11}}[0-9{UPN_LETTERS}]$")
    eleven = ibis.ifelse(form, value.substr(1, 11).try_cast("int64"), ibis.null())
    last = value.substr(12, 1)
    worth = ibis.coalesce(last.try_cast("int64"), letters.find(last))
    total = weighted(eleven, UPN_WEIGHTS[:11]) + worth * UPN_WEIGHTS[11]
    return (letters.find(value.substr(0, 1)) == total % 23).fill_null(False)


def _code(column: Column, text: ir.StringValue) -> ir.StringValue:
    """Return the code as its list writes it; what is not in the list, as it was sent."""
    codes = [one.code for one in column.codes.codes] if column.codes else []
    if all(code == code.upper() for code in codes):
        return text.upper()
    odd = {code.lower(): code for code in codes}
    return text.lower().cases(*odd.items(), else_=text)


def _whole(text: ir.StringValue) -> ir.IntegerValue:
    digits = text.re_extract(r"^\+?(-?[0-9]{1,18})(?:\.0+)?$", 1)
    return digits.nullif("").try_cast("int64")


def _number(text: ir.StringValue) -> ir.FloatingValue:
    form = text.re_search(r"^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$")
    return ibis.ifelse(form, text.try_cast("float64"), ibis.null("float64"))


def _money(text: ir.StringValue) -> ir.DecimalValue:
    form = text.re_search(r"^-?£?[0-9]{1,10}(?:\.[0-9]{1,2}0*)?$")
    amount = text.replace("£", "").try_cast("decimal(12, 2)")
    return ibis.ifelse(form, amount, ibis.null("decimal(12, 2)"))


def _yes_no(text: ir.StringValue) -> ir.BooleanValue:
    said = text.lower()
    return ibis.cases((one_of(said, sorted(YES)), True), (one_of(said, sorted(NO)), False))


def _month(text: ir.StringValue) -> ir.StringValue:
    """Return the two digits of a month in digits or as an English name; null for no month."""
    name = text.lower()
    known = (name.length() == 3) | one_of(name, ["sept", *FULL_MONTHS])
    numbers = [(short, f"{at:02d}") for at, short in enumerate(MONTHS, 1)]
    named = ibis.ifelse(known, name.substr(0, 3).cases(*numbers), ibis.null("string"))
    return ibis.ifelse(text.re_search(r"^[0-9]+$"), text.lpad(2, "0"), named)


def _put_together(text: ir.StringValue, form: str, places: tuple[int, int, int]) -> ir.StringValue:
    """Return year-month-day out of a form; null where its two signs differ or no month is named."""
    year, month, day = (text.re_extract(form, place) for place in places)
    alike = text.re_extract(form, 2) == text.re_extract(form, 4)
    return ibis.ifelse(
        alike, year + "-" + _month(month) + "-" + day.lpad(2, "0"), ibis.null("string")
    )


def _iso_day(text: ir.StringValue) -> ir.StringValue:
    """Return the day a text names as year-month-day, whether or not there is such a day."""
    together = text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2)
    return ibis.cases(
        (text.re_search(_ISO), text),
        (text.re_search(_YEAR_FIRST), _put_together(text, _YEAR_FIRST, (1, 3, 5))),
        (text.re_search(_DAY_FIRST), _put_together(text, _DAY_FIRST, (5, 3, 1))),
        (text.re_search(_TOGETHER), together),
        else_=ibis.null("string"),
    )


def _serial_day(text: ir.StringValue) -> ir.DateValue:
    """Return the day that a spreadsheet's day number stands for."""
    number = ibis.ifelse(text.re_search(_SERIAL), text.try_cast("int64"), ibis.null("int64"))
    fits = number.between(EXCEL_LOW, EXCEL_HIGH)
    day = ibis.literal(EXCEL_BEGINS) + number.as_interval("D")
    return ibis.ifelse(fits, day.cast("date"), ibis.null("date"))


def _day(text: ir.StringValue) -> ir.DateValue:
    """Return the day of a text; the two commonest forms are read first, the others cost more."""
    turned = text.substr(6, 4) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2)
    return ibis.cases(
        (text.re_search(_ISO), text.try_cast("date")),
        (text.re_search(_SLASHED), turned.try_cast("date")),
        (text.isnull(), ibis.null("date")),
        else_=ibis.coalesce(_iso_day(text).try_cast("date"), _serial_day(text)),
    )


def _moment(text: ir.StringValue) -> ir.TimestampValue:
    clocks = [text.re_extract(form, 6).nullif("") for form in (_YEAR_FIRST, _DAY_FIRST)]
    clock = ibis.coalesce(*clocks, ibis.literal("00:00"))
    clock = ibis.ifelse(clock.re_search(r"^\d:"), ibis.literal("0") + clock, clock)
    clock = ibis.ifelse(clock.length() == 5, clock + ":00", clock)
    whole = (_iso_day(text) + " " + clock).try_cast("timestamp")
    return ibis.coalesce(whole, _serial_day(text).cast("timestamp"))


def _tidied(text: ir.StringValue) -> ir.StringValue:
    """Return an identifier in upper case without what parts its characters."""
    return ibis.ifelse(text.re_search(r"^[0-9A-Z]+$"), text, text.upper().re_replace(_PARTING, ""))


def _postcode(text: ir.StringValue) -> ir.StringValue:
    letters = text.upper().re_replace(_PARTING, "")
    begins, ends = letters.substr(0, letters.length() - 3), letters.substr(letters.length() - 3, 3)
    return ibis.cases(
        (text.re_search(_POSTCODE.format(gap=" ")), text),
        (letters.re_search(_POSTCODE.format(gap="")), begins + " " + ends),
        else_=letters,
    )


READERS: dict[Kind, Callable[[ir.StringValue], ir.Value]] = {
    Kind.DATE: _day,
    Kind.MOMENT: _moment,
    Kind.TEXT: lambda text: text,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.YESNO: _yes_no,
    Kind.NHS_NUMBER: _tidied,
    Kind.UPN: _tidied,
    Kind.ULN: _tidied,
    Kind.POSTCODE: _postcode,
}
