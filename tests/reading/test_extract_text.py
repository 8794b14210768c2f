"""Plain text in its encodings, PDF pages with paragraphs and columns, marks nobody sees."""

import pytest

from goldenthread.reading.extract import extract_bytes
from goldenthread.reading.extract.sniff import Media
from goldenthread.reading.facts import Line
from tests.reading.made_files import pdf_of, prose, written
from tests.shared import AGENDA_PACK, needs_shared

LETTER = "Families’ voices\nare heard – sometimes.\n"


def lines_of(data: bytes, name: str = "a.txt") -> list[str]:
    return [line.text for line in extract_bytes(data, name).source.lines]


@pytest.mark.parametrize(
    "data",
    [
        LETTER.encode(),
        LETTER.encode("utf-8-sig"),
        LETTER.encode("utf-16"),
        LETTER.encode("utf-16-le"),
        LETTER.encode("utf-16-be"),
        LETTER.encode("utf-32"),
        LETTER.encode("cp1252"),
        LETTER.replace("\n", "\r\n").encode(),
        LETTER.replace("\n", "\r").encode(),
    ],
)
def test_a_text_reads_the_same_in_every_encoding(data: bytes) -> None:
    assert lines_of(data) == LETTER.splitlines()


def test_an_inferred_encoding_is_noted() -> None:
    assert "Windows-1252" in extract_bytes(LETTER.encode("cp1252"), "a.txt").notes[0]
    assert extract_bytes(LETTER.encode(), "a.txt").notes == ()


def test_form_feeds_turn_pages_and_do_not_add_lines() -> None:
    source = extract_bytes(b"one\ntwo\n\fthree\nfour\f\nfive\n", "a.txt").source
    assert [(line.number, line.text, line.page) for line in source.lines] == [
        (1, "one", 1),
        (2, "two", 1),
        (3, "three", 2),
        (4, "four", 2),
        (5, "five", 3),
    ]


def test_odd_line_ends_inside_a_line_do_not_shift_the_numbers() -> None:
    source = extract_bytes("a\x0bb\u2028c\x85d\ne".encode(), "a.txt").source
    assert [line.number for line in source.lines] == [1, 2]


def test_invisible_marks_are_taken_out_and_noted() -> None:
    extract = extract_bytes(
        "Due \u202e9102 yluJ\u202c by\u200b the\u00a0board\u00ad".encode(), "a.txt"
    )
    assert extract.source.lines[0].text == "Due 9102 yluJ by the board"
    assert "direction of writing" in extract.notes[0]
    assert "zero width" in extract.notes[1]


def test_the_hash_is_of_the_file_as_it_came() -> None:
    one = extract_bytes(b"same words", "a.txt").source
    other = extract_bytes(b"\xef\xbb\xbfsame words", "b.txt").source
    assert one.lines == other.lines
    assert one.sha256 != other.sha256
    assert len(one.sha256) == 64


@pytest.mark.parametrize("name", ["letter.docx", "letter.txt", "letter", "letter.xlsx"])
def test_a_mislabelled_pdf_is_read_as_what_it_is(name: str) -> None:
    extract = extract_bytes(pdf_of([prose("Dear leaders")]), name)
    assert extract.source.media == Media.PDF
    assert [line.text for line in extract.source.lines] == ["Dear leaders"]
    assert bool(extract.notes) == ("." in name)


def test_pdf_lines_carry_pages_and_a_blank_line_parts_paragraphs() -> None:
    pages = [
        prose("The first paragraph runs", "over two lines.", "", "The second."),
        prose("Over."),
    ]
    lines = extract_bytes(pdf_of(pages), "a.pdf").source.lines
    assert lines == (
        Line(1, "The first paragraph runs", 1),
        Line(2, "over two lines.", 1),
        Line(3, "", 1),
        Line(4, "The second.", 1),
        Line(5, "Over.", 2),
    )


def test_a_page_without_text_among_others_is_noted() -> None:
    extract = extract_bytes(pdf_of([prose("Words"), "0 0 9 9 re f"]), "a.pdf")
    assert "1 of 2 pages hold no text (page 2)" in extract.notes[0]


def test_pdf_columns_stand_side_by_side_and_rows_are_parted() -> None:
    page = written(
        (60, 700, "Responsible body"),
        (230, 700, "Areas for priority action"),
        (60, 685, "North Council and"),
        (60, 670.5, "NHS North ICB"),
        (230, 685, "Leaders should work together"),
        (230, 670.5, "and say so."),
        (60, 655, "North Council"),
        (230, 655, "Leaders should listen."),
    )
    lines = lines_of(pdf_of([page]), "a.pdf")
    cells = [[cell.strip() for cell in line.split("   ") if cell.strip()] for line in lines]
    assert cells == [
        ["Responsible body", "Areas for priority action"],
        [],
        ["North Council and", "Leaders should work together"],
        ["NHS North ICB", "and say so."],
        [],
        ["North Council", "Leaders should listen."],
    ]
    assert lines[2].index("Leaders") == lines[5].index("Leaders")


def test_a_page_drawn_line_by_line_gets_no_blank_lines_inside_its_cells() -> None:
    page = written(
        (60, 700, "North Council"),
        (230, 700, "Leaders should work"),
        (60, 685.5, "and others"),
        (230, 685.5, "together."),
    )
    assert [line.split() for line in lines_of(pdf_of([page]), "a.pdf")] == [
        ["North", "Council", "Leaders", "should", "work"],
        ["and", "others", "together."],
    ]


def test_a_cell_alone_in_its_row_keeps_its_column() -> None:
    page = written(
        (60, 700, "North Council"), (230, 700, "Leaders should"), (230, 685.5, "listen.")
    )
    lines = lines_of(pdf_of([page]), "a.pdf")
    assert lines[1].startswith(" " * 12)


def test_two_columns_of_prose_read_one_after_the_other() -> None:
    left = [(60, 780 - 14.5 * i, f"left {i:02}") for i in range(20)]
    right = [(320, 780 - 14.5 * i, f"right {i:02}") for i in range(20)]
    stretched = [(x, y, f"{text} {'wide words ' * 3}") for x, y, text in left]
    lines = lines_of(pdf_of([written(*stretched, *right)]), "a.pdf")
    said = [line.split()[0] for line in lines if line]
    assert said == ["left"] * 20 + ["right"] * 20


@needs_shared
def test_the_agenda_pack_keeps_its_line_numbers() -> None:
    lines = extract_bytes(AGENDA_PACK.read_bytes(), "pack.txt").source.lines
    rows = AGENDA_PACK.read_bytes().decode().split("\n")
    assert all(line.text.split() == rows[line.number - 1].split() for line in lines)
