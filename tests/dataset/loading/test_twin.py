"""The engine reads and judges a text as the plain rules do, one text at a time."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import ibis
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from goldenthread.dataset.loading.reasons import READERS
from goldenthread.dataset.loading.values import IDENTIFIERS, read, well_formed
from goldenthread.dataset.rules.unreadable import Unreadable
from goldenthread.dataset.sources.shape import Column, Kind

DIGITS = st.text("0123456789", min_size=1, max_size=14)
YEARS = st.sampled_from(["1899", "1900", "1999", "2000", "2024", "2149", "2150", "9999", "24"])
MONTHS = st.one_of(
    st.integers(0, 13).map(str),
    st.integers(0, 13).map("{:02d}".format),
    st.sampled_from(["Jan", "sept", "SEP", "September", "Febr", "dec", "Mai"]),
)
OF_MONTH = st.one_of(st.integers(0, 32).map(str), st.integers(0, 32).map("{:02d}".format))
SIGNS = st.sampled_from(["-", "/", ".", " "])
CLOCKS = st.sampled_from(
    ["", "", " 00:00:00", "T09:30", " 9:05", " 24:00:00", " 12:60", " 10:11:12.345", "T10:11:12Z"]
)
DATES = st.one_of(
    st.tuples(YEARS, SIGNS, MONTHS, SIGNS, OF_MONTH, CLOCKS).map("".join),
    st.tuples(OF_MONTH, SIGNS, MONTHS, SIGNS, YEARS, CLOCKS).map("".join),
    st.integers(0, 99_999).map(str),
    st.dates(date(1890, 1, 1), date(2160, 1, 1)).map(lambda day: day.strftime("%Y%m%d")),
)
NUMBERS = st.one_of(
    st.text("0123456789.,-+£ eE", min_size=1, max_size=14),
    st.decimals(-10_000, 10_000, places=2).map(str),
    st.integers(-(10**18), 10**18).map(str),
    st.sampled_from(["c", "*", "12.0", "1,234", ".5", "5.", "£12", "+7", "-£3", "1e5", "12.340"]),
)
WORDS = st.sampled_from(["yes", "No", "Y", "n", "1", "0", "TRUE", "false", "maybe", "c", "t"])
LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabc0123456789 -", min_size=1, max_size=15)
POSTCODES = st.tuples(
    st.sampled_from(["CA1", "ca12", "SW1A", "M60", "EC1V", "ZZ99", "QX1", "GIR"]),
    st.sampled_from(["", " ", "  ", "-"]),
    st.sampled_from(["2AB", "0aa", "9ZC", "1C", "3VZ"]),
).map("".join)


def upns() -> st.SearchStrategy[str]:
    letters = st.sampled_from("ABCDEFGHJKLMNPQRTUVWXYZI")
    return st.tuples(
        letters, st.text("0123456789", min_size=11, max_size=11), st.sampled_from("0123456789ATZS")
    ).map("".join)


TEXTS = {
    Kind.WHOLE: NUMBERS,
    Kind.NUMBER: NUMBERS,
    Kind.MONEY: NUMBERS,
    Kind.DATE: DATES,
    Kind.MOMENT: DATES,
    Kind.YESNO: st.one_of(WORDS, LETTERS),
    Kind.NHS_NUMBER: st.one_of(DIGITS, st.text("0123456789 -", min_size=10, max_size=12)),
    Kind.ULN: st.one_of(DIGITS, st.integers(10**9, 10**10 - 1).map(str)),
    Kind.UPN: st.one_of(upns(), LETTERS),
    Kind.POSTCODE: st.one_of(POSTCODES, LETTERS),
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    backend = ibis.duckdb.connect()
    yield backend
    backend.disconnect()


def by_engine(engine: Any, kind: Kind, texts: list[str]) -> list[Any]:
    """Return what the engine makes of texts: the value, None where it does not read or trust it."""
    rows = ibis.memtable({"text": texts})
    value = read(Column("it", "It", kind), rows.text)
    trusted = well_formed(kind, value) if kind in IDENTIFIERS else ibis.literal(True)
    found = engine.to_pyarrow(rows.select(value=value, trusted=trusted)).to_pylist()
    return [one["value"] if one["trusted"] else None for one in found]


def by_rules(kind: Kind, text: str) -> Any:
    try:
        return READERS[kind](text)
    except Unreadable:
        return None


@pytest.mark.parametrize("kind", TEXTS, ids=str)
def test_engine_and_rules_agree(engine: Any, kind: Kind):
    @settings(
        max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @example(texts=["9990000018", "999 000 0018", "A123456789012", "ca12ab", "2024-02-29"])
    @given(texts=st.lists(TEXTS[kind].map(str.strip).filter(bool), min_size=30, max_size=80))
    def agree(texts: list[str]) -> None:
        said = [by_rules(kind, text) for text in texts]
        found = by_engine(engine, kind, texts)
        differ = [each for each in zip(texts, said, found, strict=True) if each[1] != each[2]]
        assert not differ

    agree()


def test_values_come_in_the_types_that_are_kept(engine: Any):
    wanted = {
        (Kind.WHOLE, "12.0"): 12,
        (Kind.MONEY, "£12.5"): Decimal("12.50"),
        (Kind.DATE, "2022-Sep-28 00:00:00"): date(2022, 9, 28),
        (Kind.DATE, "44832"): date(2022, 9, 28),
        (Kind.MOMENT, "28/09/2022 9:30"): datetime(2022, 9, 28, 9, 30),
        (Kind.YESNO, "Y"): True,
        (Kind.POSTCODE, "ca1 2ab"): "CA1 2AB",
        (Kind.NHS_NUMBER, "999-000-0018"): "9990000018",
    }
    for (kind, text), value in wanted.items():
        assert by_engine(engine, kind, [text]) == [value]
