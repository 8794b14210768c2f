"""CSV is read in whatever form it comes, and what is wrong with it is said by line and column."""

import codecs
from pathlib import Path

import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset.files import open_rows, sniff, tables_in
from tests.dataset.files.made import HEAD, ROW, SOURCE, faults, found, rows, text_file

READ = ("r1", "999 000 0018", "05/05/2015", "01/09/2024", "12")


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        rows(path)
    return caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_separator_gives_the_same_rows(
    tmp_path: Path, encoding: str, delimiter: str
):
    text = f"{HEAD}\r\n{ROW}\r\n\r\nr2,,,2024-09-02,\r\n".replace(",", delimiter)
    path = text_file(tmp_path, text, encoding=encoding)
    assert rows(path) == [READ, ("r2", None, None, "2024-09-02", None)]
    assert faults(path) == []
    assert [row.line for row in found(path).rows()] == [2, 4]


def test_windows_1252_is_read_and_said(tmp_path: Path):
    path = text_file(tmp_path, f"{HEAD}\n{ROW}\nZoë,,,2024-09-02,\n", encoding="cp1252")
    assert rows(path)[1][0] == "Zoë"
    assert tables_in([path], SOURCE).notes == (
        "referrals.csv: Line 3 is not UTF-8, so the file was read as Windows-1252. Look at names "
        "with accents before you rely on them.",
    )
    assert found(path).plain is None


def test_a_file_in_two_encodings_is_refused_with_its_line(tmp_path: Path):
    path = tmp_path / "referrals.csv"
    utf8_first = f"{HEAD}\nZoë,,,2024-09-02,\n".encode() + "Zoë,,,2024-09-02,\n".encode("cp1252")
    path.write_bytes(utf8_first)
    assert refusal(path) == (
        "“referrals.csv” is not written in one encoding: line 3 breaks off from the lines before "
        "it. Nothing was loaded. Ask for it again as “CSV UTF-8”."
    )
    path.write_bytes(f"{HEAD}\nZoë,,,2024-09-02,\n".encode("cp1252") + "Zoë,,,,\n".encode())
    assert "line 3 breaks off" in refusal(path)


def test_what_is_no_text_is_refused(tmp_path: Path):
    path = tmp_path / "referrals.csv"
    path.write_bytes(b"")
    assert "is empty" in refusal(path)
    path.write_bytes(HEAD.encode() + b"\nab\0\0\0\0c,,,,")
    assert "line 2 holds bytes that no text has" in refusal(path)
    path.write_bytes(codecs.BOM_UTF16_LE + HEAD.encode("utf-16-le") + b"\n\0\x00\xd8a\0")
    assert "begins as UTF-16 and breaks off from it after line 1" in refusal(path)


@pytest.mark.parametrize(
    ("start", "what"), [(b"\xd0\xcf\x11\xe0", "an old Excel workbook"), (b"%PDF-1.7", "a PDF")]
)
def test_other_kinds_of_file_are_named(tmp_path: Path, start: bytes, what: str):
    path = tmp_path / "referrals.csv"
    path.write_bytes(start)
    assert f"is {what}" in refusal(path)
    with pytest.raises(UserError, match="There is no file gone.csv"):
        open_rows(tmp_path / "gone.csv")


def test_quotes_that_do_not_close_are_refused_with_their_line(tmp_path: Path):
    path = text_file(tmp_path, f'{HEAD}\n{ROW}\n"r2,,,2024-09-02,\nr3,,,2024-09-03,\n')
    assert "cannot be parted into cells from line 3 on" in refusal(path)
    path = text_file(tmp_path, f'{HEAD}\n{ROW}\n"r2"x,,,2024-09-02,\n')
    assert "cannot be parted into cells from line 3 on" in refusal(path)


def test_cells_may_hold_separators_quotes_and_lines(tmp_path: Path):
    path = text_file(tmp_path, f'{HEAD}\n"r,""1""\nb",,,2024-09-02,\nr2,,,2024-09-03,\n')
    assert [cells[0] for cells in rows(path)] == ['r,"1"\nb', "r2"]
    assert [row.line for row in found(path).rows()] == [2, 4]


def test_lines_cut_short_or_too_long_are_faults_of_their_row(tmp_path: Path):
    path = text_file(tmp_path, f"{HEAD}\nr1,,\nr2,,,2024-09-02,3,left over\nr3,,,2024-09-02,3,,\n")
    assert [(line, code) for line, _, code, _ in faults(path)] == [(2, "ragged"), (3, "ragged")]


def test_headings_are_known_without_case_spaces_and_signs(tmp_path: Path):
    path = text_file(tmp_path, "REFERENCE ,nhs_number,D.O.B.,Received-On,weeks\n" + ROW)
    assert rows(path) == [READ]


def test_titles_above_the_headings_are_passed(tmp_path: Path):
    path = text_file(tmp_path, f"Trust extract,,,,\nMade 1 May,,,,\n{HEAD}\n{ROW}\n")
    assert rows(path) == [READ]
    assert found(path).plain.skip == 2


def test_the_table_is_known_by_name_or_by_its_headings(tmp_path: Path):
    contacts = "Contact reference,Reference,Held on\nc1,r1,2024-09-03\n"
    named = text_file(tmp_path, contacts, name="2024 Care contacts.csv")
    unnamed = text_file(tmp_path, contacts, name="extract1.csv")
    both = tables_in([named, unnamed, text_file(tmp_path, f"{HEAD}\n{ROW}")], SOURCE).tables
    assert [one.table.name for one in both] == ["referrals", "contacts", "contacts"]


def test_what_is_not_read_is_said_with_what_is_near(tmp_path: Path):
    path = text_file(tmp_path, "Reference,Received on,Date of brith,Colour\nr1,2024-09-01,,\n")
    assert found(path).unknown == (
        "“Date of brith” is not read; it is near birth_date, which was not sent",
        "“Colour” is not read",
    )
    assert found(path).missing == ("nhs_number", "birth_date", "weeks")


def test_a_heading_that_every_row_needs_is_asked_for(tmp_path: Path):
    path = text_file(tmp_path, "Reference,NHS number,Date of birth,Recieved,Weeks waited\nr1,,,,\n")
    assert refusal(path) == (
        "“referrals.csv” has no heading for received_on (Received on), near which is “Recieved”, "
        "which every row of referrals must have. Nothing was loaded. Name the supplier's headings "
        "in a mapping file, or ask for the extract with them."
    )


def test_a_file_of_something_else_is_refused(tmp_path: Path):
    path = text_file(tmp_path, "Colour,Size\nred,3\n", name="colours.csv")
    assert "has no headings of a made-up extract (its tables are referrals, contacts)" in refusal(
        path
    )


def test_an_engine_may_read_only_what_is_plain(tmp_path: Path):
    plain = sniff(text_file(tmp_path, f"{HEAD}\n{ROW}\n"))
    assert plain is not None
    assert (plain.delimiter, plain.skip, plain.headings) == (",", 0, tuple(HEAD.split(",")))
    for spoiled in (
        f"{HEAD}\n=1+1,,,,\n",
        f'{HEAD}\n{ROW}\n"=1+1",,,,\n',
        f"{HEAD}\n{ROW}\nTotal,,,,12\n",
        f"{HEAD}\nr1,,\n",
        f"{HEAD},\n{ROW},\n",
    ):
        assert sniff(text_file(tmp_path, spoiled)) is None


def test_open_rows_gives_a_file_as_it_was_sent(tmp_path: Path):
    opened = open_rows(text_file(tmp_path, "a,b\n1,=2\n3,4\n"))
    assert opened.headings == ("a", "b")
    assert [(row.number, row.cells, [f.heading for f in row.faults]) for row in opened.rows] == [
        (1, ("1", "=2"), ["b"]),
        (2, ("3", "4"), []),
    ]
    with pytest.raises(UserError, match="has no sheet “x”"):
        open_rows(text_file(tmp_path, "a,b\n"), "x")
