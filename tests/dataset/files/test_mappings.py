"""An analyst's mapping file names a supplier's headings and codes, and is checked word by word."""

from pathlib import Path

import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset.files import Mapping, read_mapping, tables_in
from tests.dataset.files.made import SOURCE, faults, found, rows, text_file

SAID = """
supplier = "Any System"
source = "made"
dates = "month first"

[tables.referrals]
file = "*export*"
heading_row = 2
ignore = ["Colour"]

[tables.referrals.headings]
"Pathway" = "ref"
"Start" = "received_on"

[tables.referrals.values.weeks]
"None yet" = ""
"one" = "1"
"""


def mapping(folder: Path, text: str) -> Mapping:
    return read_mapping(text_file(folder, text, name="supplier.toml"), SOURCE)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(UserError) as caught:
        mapping(folder, text)
    return caught.value.message


def test_headings_values_and_the_order_of_dates_go_by_the_mapping(tmp_path: Path):
    said = mapping(tmp_path, SAID)
    path = text_file(
        tmp_path,
        "Pathway export,,,,\nPathway,Start,Weeks,Colour,DOB\nr1,03/04/2024,ONE,red,05/06/2015\n"
        "r2,13/13/2024,none  yet,red,\n",
        name="an export.csv",
    )
    assert rows(path, said) == [
        ("r1", None, "2015-05-06T00:00:00", "2024-03-04T00:00:00", "1"),
        ("r2", None, None, "13/13/2024", None),
    ]
    assert found(path, said).unknown == ()
    assert found(path, said).plain is None
    assert faults(path, said) == []
    assert said.supplier == "Any System"


def test_two_mappings_are_told_apart_by_what_they_say(tmp_path: Path):
    assert mapping(tmp_path, SAID).digest != mapping(tmp_path, SAID + "\n").digest
    assert mapping(tmp_path, "").month_first is False


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = ", "is not in the form of TOML: Invalid value (at end of document)"),
        ('source = "camhs"', "is for the source camhs, not for made"),
        ('suplier = "x"', "suplier is not known (near it is supplier)"),
        ('dates = "ymd"', "it may be “day first” or “month first”"),
        ("[tables.referal]", "there is no table referal in made (near it is referrals)"),
        ("[tables.referrals]\nhedings = 1", "hedings in tables.referrals is not known"),
        (
            '[tables.referrals.headings]\n"A" = "nhs_numbr"',
            "there is no column nhs_numbr in referrals (near it is nhs_number)",
        ),
        ('[tables.referrals.values.week]\n"A" = "1"', "there is no column week in referrals"),
        (
            '[tables.referrals.headings]\n"A" = "ref"\n"B" = "ref"',
            "ref of referrals is named twice",
        ),
        ('[tables.referrals.headings]\n"A" = 1', "headings of referrals is to be text"),
        ("[tables.referrals]\nheading_row = true", "heading_row of referrals is to be a row"),
        ("[tables.referrals]\nignore = 1", "ignore of referrals is to be a list"),
        ("[tables.referrals]\nsheet = 1", "sheet is to be text in quotation marks"),
        ("tables = 1", "tables is to be a table of entries"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_said(tmp_path: Path, text: str, words: str):
    assert words in refusal(tmp_path, text)


def test_a_mapping_that_is_not_there_or_no_text_is_said(tmp_path: Path):
    with pytest.raises(UserError, match="cannot be read"):
        read_mapping(tmp_path / "gone.toml", SOURCE)
    path = tmp_path / "odd.toml"
    path.write_bytes(b"\xff\xff")
    with pytest.raises(UserError, match="is not in the form of TOML"):
        read_mapping(path, SOURCE)


def test_two_headings_for_one_column_are_refused_unless_one_is_passed_over(tmp_path: Path):
    path = text_file(tmp_path, "Reference,Received on,ref\nr1,2024-09-01,x\n")
    with pytest.raises(UserError) as caught:
        rows(path)
    assert caught.value.message == (
        "In “referrals.csv” both “Reference” (column A) and “ref” (column C) stand for ref of "
        "referrals. Nothing was loaded. Rename one of them, or name it under `ignore` in a mapping "
        "file."
    )
    said = mapping(tmp_path, '[tables.referrals]\nignore = ["ref"]')
    path = text_file(tmp_path, "Reference,Received on,ref\nr1,2024-09-01,x\n")
    assert rows(path, said)[0][0] == "r1"


def test_a_heading_row_that_is_not_there_is_said(tmp_path: Path):
    said = mapping(tmp_path, "[tables.referrals]\nheading_row = 9")
    path = text_file(tmp_path, "Reference,Received on\nr1,2024-09-01\n")
    with pytest.raises(UserError, match="There is no row 9 in “referrals.csv”"):
        tables_in([path], SOURCE, said)
