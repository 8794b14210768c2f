"""Bad input, one test each: a clear report by row and field, and nothing of it half loaded.

Each goes through the whole of loading, with a good row beside the bad one.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset.engine import connect
from goldenthread.dataset.loading import read
from goldenthread.dataset.sources import source
from goldenthread.dataset.sources.shape import Given
from goldenthread.dataset.store import Store
from tests.dataset.files.test_xml_safety import BOMB, PERSON, sent
from tests.dataset.loading.extracts import HEADINGS, ON, loaded, row, written

Said = dict[str, tuple[str, list[int]]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "area", "a secret of the test")


@pytest.fixture
def bad(store: Store, tmp_path: Path) -> Callable[..., Said]:
    """Return what loads a good and a bad row and gives each fault's words and lines by rule."""

    def take(path: Path | None = None, *, kept: int = 1, **wrong: str) -> Said:
        path = path or written(tmp_path / "referrals.csv", [row(1), row(2, **wrong)])
        (table,) = loaded(store, [path]).tables
        assert (table.accepted, table.quarantined) == (kept, table.read - kept)
        assert store.rows(store.facts("one", "referrals")) == kept
        assert store.rows(store.quarantine("one", "referrals")) == table.quarantined
        return {fault.rule: (fault.message, fault.rows) for fault in table.faults}

    return take


@pytest.fixture
def refused(store: Store) -> Callable[..., str]:
    """Return what loads a file that cannot be used and gives the sentence that says why."""

    def take(path: Path, code: str = "camhs") -> str:
        with connect() as backend, pytest.raises(UserError) as caught:
            read(backend, source(code), [path], given=Given(ON), store=store, folder="one")
        assert not [one for one in store.files() if one.name == "facts.parquet"]
        assert "Nothing was loaded" in caught.value.message
        return caught.value.message

    return take


def workbook(folder: Path, *rows: dict[str, Any], change: Callable[[Any], None] | None = None):
    book = openpyxl.Workbook()
    book.active.title = "Referrals"
    book.active.append(HEADINGS)
    for one in rows:
        book.active.append([one[name] or None for name in HEADINGS])
    if change:
        change(book.active)
    book.save(folder / "referrals.xlsx")
    return folder / "referrals.xlsx"


def test_a_wrong_encoding(refused, tmp_path: Path):
    path = written(tmp_path / "referrals.csv", [row(1, forename="Zoë")])
    path.write_bytes(path.read_bytes() + path.read_text().splitlines()[1].encode("cp1252"))
    assert "not written in one encoding: line 3 breaks off" in refused(path)


def test_merged_cells(bad, tmp_path: Path):
    path = workbook(
        tmp_path, row(1), row(2), row(3), change=lambda sheet: sheet.merge_cells("A3:A4")
    )
    words, lines = bad(path)["merged.referral_id"]
    assert lines == [3, 4]
    assert "lies in merged cells, so it is not known to which rows its value belongs" in words


def test_a_totals_row(bad, tmp_path: Path):
    path = written(tmp_path / "referrals.csv", [row(1)])
    with path.open("a") as stream:
        stream.write("Total" + "," * (len(HEADINGS) - 1) + "\n")
    words, lines = bad(path)["totals"]
    assert lines == [3]
    assert "is a row of totals, not a record" in words


def test_thousands_separators(store: Store, tmp_path: Path):
    path = tmp_path / "workforce.csv"
    training = source("workforce").table("training")
    numbers = [column for column in training.columns if str(column.kind) == "whole number"]
    heads = [column.name for column in training.columns]
    good = {c.name: "2024-09-01" if str(c.kind) == "date" else "x" for c in training.columns}
    cells = good | {column.name: '"1,234"' for column in numbers}
    path.write_text(",".join(heads) + "\n" + ",".join(cells[name] for name in heads) + "\n")
    with connect() as backend:
        files, given = [path], Given(ON)
        told = read(backend, source("workforce"), files, given=given, store=store, folder="one")
    (table,) = told.tables
    words = {fault.rule: fault.message for fault in table.faults}
    said = words[f"thousands.{numbers[0].name}"]
    assert "written with a thousands separator; it is kept as text" in said
    assert table.accepted == 0


def test_excel_dates_are_dates(bad, tmp_path: Path):
    fine = row(1) | {"received_on": datetime(2024, 9, 16), "birth_date": datetime(2014, 5, 6)}
    wrong = row(2) | {"referral_id": datetime(2024, 3, 1)}
    words, lines = bad(workbook(tmp_path, fine, wrong))["date-cell.referral_id"]
    assert lines == [3]
    assert "was turned into a date by the spreadsheet" in words


def test_identifiers_in_scientific_notation(bad):
    words, lines = bad(nhs_number="9.99E+09")["scientific.nhs_number"]
    assert lines == [3]
    assert "scientific notation, as a spreadsheet shows a long number, so its digits" in words


def test_duplicate_headings(refused, tmp_path: Path):
    path = written(tmp_path / "referrals.csv", [row(1)])
    path.write_text(path.read_text().replace("surname", "forename", 1))
    assert "the heading “forename” is there twice, in columns E and F" in refused(path)


def test_the_31st_of_february(bad):
    words, lines = bad(received_on="31/02/2025")["no-such-day.received_on"]
    assert lines == [3]
    assert "is a day that does not exist" in words


@pytest.mark.parametrize("mark", ["c", "*"])
def test_a_suppressed_value(bad, mark: str):
    words, lines = bad(received_on=mark)["suppressed.received_on"]
    assert lines == [3]
    assert "holds a mark of suppression, such as c or *" in words


def test_nhs_numbers_with_spaces_or_a_failed_check_digit(bad):
    # Spaces are read, a wrong check digit is kept and asked about, and nobody is found by it.
    assert bad(kept=2, nhs_number="999 000 0018") == {}
    words, lines = bad(kept=2, nhs_number="9990000017")["check-digit.nhs_number"]
    assert lines == [3]
    assert "has a check character that does not fit the others" in words


def test_a_formula(bad, tmp_path: Path):
    words, lines = bad(forename="=1+1")["formula.forename"]
    assert lines == [3]
    assert "holds a formula, which is never worked out" in words


def test_a_formula_of_a_workbook(bad, tmp_path: Path):
    path = workbook(tmp_path, row(1), row(2, forename="=1+1"))
    words, lines = bad(path)["formula.forename"]
    assert lines == [3]
    assert "holds a formula, which is never worked out" in words


def test_an_xml_bomb(refused, tmp_path: Path):
    words = refused(sent(tmp_path, PERSON.format("<UPN>&a19;</UPN>"), BOMB), "sen2")
    assert "declares a document type or entities" in words


def test_external_entities(refused, tmp_path: Path):
    outside = '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    words = refused(sent(tmp_path, PERSON.format("<UPN>&x;</UPN>"), outside), "sen2")
    assert "make a reader run out of memory or open other files (line 1)" in words
