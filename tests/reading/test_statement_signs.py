"""What speaks against a cell or a date, what a list belongs to, what a heading is called."""

import pytest

from goldenthread.reading.extract.page_layout import Fragment, lay_out
from goldenthread.reading.facts import Line, Source
from goldenthread.reading.statement import read
from goldenthread.reading.statement.aligned_columns import CutLine
from goldenthread.reading.statement.aligned_pieces import strips_of
from goldenthread.reading.statement.aligned_series import group_titles
from goldenthread.reading.statement.aligned_signs import doubtful_cells
from goldenthread.reading.statement.table_headings import Role, is_number_like, role_of, shape_of

ROLES = (Role.NUMBER, Role.ACTION, Role.LEAD, Role.DUE)
WIDTHS = (2.0, 14.0, 8.0, 6.0)


def _read(text: str) -> dict:
    lines = tuple(Line(number, words) for number, words in enumerate(text.split("\n"), 1))
    return read(Source("made-up.txt", "0", "text/plain", lines), lines, "Statement").as_json()


def _doubted(*rows: tuple[str, str, str, str]) -> set[int]:
    (strip,) = strips_of([Line(1, "words")])
    lines = [CutLine(strip, {c: words for c, words in enumerate(row) if words}) for row in rows]
    return set(doubtful_cells(lines, ROLES, WIDTHS, set()))


def test_a_row_whose_cells_read_on_is_not_doubted():
    assert not _doubted(
        ("1.1", "Publish the offer for every", "Head of", "May 2022 and"),
        ("", "family in the area.", "SEND", "May 2023"),
    )


@pytest.mark.parametrize(
    ("row", "doubted"),
    [
        (("1.1", "Publish the offer for", "Head of SEND", "May 2022"), {1, 2}),
        (("1.1", "Publish the offer", "weeks Head of SEND", "May 2022"), {1, 2, 3}),
        (("1.1", "Publish the offer", "Head 01.04.22 of SEND", "May 2022"), {1, 2, 3}),
        (("1.1", "Publish the offer", "Head of SEND", "May 2022 families hear"), {2, 3}),
    ],
)
def test_a_cell_with_words_gone_astray_is_doubted_with_its_neighbours(row, doubted):
    assert _doubted(row) == doubted


def test_a_second_year_under_a_whole_date_is_doubted():
    assert 3 in _doubted(
        ("1.1", "Publish the offer", "Head of SEND", "Q2 2022/23"), ("", "", "", "2023")
    )


def test_a_line_that_ends_though_the_next_word_would_have_fitted_is_doubted():
    assert 1 in _doubted(
        ("1.1", "Publish the", "Head of SEND", "May 2022"), ("", "offer to all", "", "")
    )


def test_a_year_with_words_that_are_no_date_is_unsure_and_a_whole_range_is_not():
    table = """Ref    What we will do                 Who                  By when
1.1    Publish the offer               Head of SEND         Michaelmas 2022
1.2    Train all staff                 Head of SEND         1 Feb - 31 Mar 2022
1.3    Recruit a lead                  Head of SEND         By the end of 2022
"""
    doubted = {entry["fact"] for entry in _read(table)["unsure"]}
    assert "actions[1.1].due[0]" in doubted
    assert "actions[1.2].due[0]" not in doubted
    assert "actions[1.3].due[0]" not in doubted


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Named lead", Role.LEAD),
        ("Lead officer/agency", Role.LEAD),
        ("By whom", Role.LEAD),
        ("Who leads", Role.LEAD),
        ("Held by", Role.LEAD),
        ("SRO", Role.LEAD),
        ("To be done by", Role.DUE),
        ("Complete by", Role.DUE),
        ("Milestone date", Role.DUE),
        ("Start date", Role.START),
        ("Commitment", Role.ACTION),
        ("What needs to happen", Role.ACTION),
        ("What will be different", Role.IMPACT),
        ("How will we measure it?", Role.SUCCESS),
        ("Head of SEND", None),
        ("Publish the offer", None),
    ],
)
def test_headings_of_many_wordings_are_known(heading, role):
    assert role_of(heading) is role


def test_numbers_of_rows_are_told_from_years_and_by_how_they_are_written():
    assert all(is_number_like(words) for words in ("1(i)", "(iv)", "WS2.1", "IV.", "2a", "A.1"))
    assert not any(is_number_like(words) for words in ("2021.", "2021", "in", "I"))
    assert shape_of("WS2.1") == shape_of("AP12.10") != shape_of("12")


def test_groups_are_told_by_a_word_that_counts_on_and_not_by_one_alone():
    text = "\n\nDomain 1: Trust\n\nwords\n\nDomain 2: Time\n\nPage 1\n\nPage 2\n\nPanel 1: Alone"
    strips = strips_of([Line(n, words) for n, words in enumerate(text.split("\n"), 1)])
    assert group_titles(strips, []) == {
        "Domain 1: Trust": ("1", "Trust"),
        "Domain 2: Time": ("2", "Time"),
    }


def test_groups_are_counted_past_ninety_nine():
    rows = []
    for group in (99, 100):
        rows += [f"Working Group {group}: Trust", "", "Action", "Lead", "Completion date", ""]
        rows += [f"{group}.1 Listening", ""]
        for at in (1, 2, 3):
            rows += [f"{group}.1.{at} Publish the offer", "", "Head of Help", "", "May 2022", ""]
    facts = _read("\n".join(rows))["facts"]
    assert [group["number"] for group in facts["groups"]] == [99, 100]
    assert [action["group"] for action in facts["actions"]] == [99] * 3 + [100] * 3


def test_a_list_after_a_colon_belongs_to_the_action_above_it():
    rows = ["Working Group 1: Trust", "", "Action", "Lead", "Completion date", "", "1.1 Listening"]
    rows += ["", "1.1.1 Review the pathways for children", "with long waits including:"]
    rows += [
        " the pathway for autism and the",
        "one for speech",
        "",
        "Head of Help",
        "",
        "May 2022",
    ]
    rows += ["", "1.1.2 Publish the offer", "", "Head of Help", "", "June 2022", ""]
    rows += ["1.1.3 Train all staff", "", "Head of Help", "", "July 2022", ""]
    actions = {a["number"]: a["text"] for a in _read("\n".join(rows))["facts"]["actions"]}
    assert actions["1.1.1"] == (
        "Review the pathways for children with long waits including: "
        "the pathway for autism and the one for speech"
    )


def test_a_line_alone_under_a_later_column_of_a_pdf_keeps_its_place():
    def fragment(text: str, left: float, base: float) -> Fragment:
        return Fragment(text, left, left + 5 * len(text), base, 10.0)

    lines = lay_out(
        [
            fragment("1.1", 50, 700),
            fragment("Publish the offer for", 80, 700),
            fragment("Head of SEND", 250, 700),
            fragment("every family", 80, 688),
            fragment("That is all.", 50, 640),
        ],
        595,
    )
    assert lines[1].index("every") == lines[0].index("Publish")
    assert lines[-1] == "That is all."
