"""Statements printed to PDF with their tables in columns, and the text Poppler lays out of them."""

import time
from pathlib import Path

import pytest

from goldenthread.reading.dates import parse_due
from goldenthread.reading.facts import Line, Source
from goldenthread.reading.read import read_path
from goldenthread.reading.statement import read
from goldenthread.reading.statement.aligned import read_aligned
from goldenthread.reading.statement.aligned_columns import cut
from goldenthread.reading.statement.aligned_heads import heads_in
from goldenthread.reading.statement.aligned_layout import Layout
from goldenthread.reading.statement.aligned_pieces import strips_of
from goldenthread.reading.statement.table_headings import Role
from tests.reading.printed_statements import MAKES, Make, actions_of, laid_out, print_pdfs
from tests.reading.scoring import squeezed

LEAST = 0.95
MOST_SECONDS = 1.0
PAGES = Path(__file__).parent / "test_statement_pages"
FIELDS = {"text": "text", "lead": "lead", "success": "success_measure", "impact": "intended_impact"}
BY_NAME = {make.name: make for make in MAKES}
SMALL = """Statement of action

Ref    What we will do                 Who                  By when
1.1    Publish the offer               Head of SEND         May 2022
       for every family
1.2    Train all staff                 Director of          June 2022
                                       Children's Services
"""


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    pdfs = print_pdfs(MAKES, tmp_path_factory.mktemp("printed"))
    texts = {f"{name}.txt": laid_out(pdf) for name, pdf in pdfs.items()}
    return {f"{name}.pdf": pdf for name, pdf in pdfs.items()} | texts


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(number, words) for number, words in enumerate(text.split("\n"), 1))


def _read(text: str) -> dict:
    lines = _lines(text)
    return read(Source("made-up.txt", "0", "text/plain", lines), lines, "Statement").as_json()


def _statement(path: Path) -> dict:
    parts = [part.as_json() for part in read_path(path)]
    return next(part for part in parts if part["kind"] == "statement")


def _answers(make: Make, part: dict) -> dict[str, list[tuple[str, bool]]]:
    """Return for each field the paths of its facts and if they are what was put in."""
    held = [name for name, _, _ in make.columns]
    actions = part["facts"]["actions"]
    found: dict[str, list[tuple[str, bool]]] = {}
    for at, key in enumerate(actions_of(make)):
        action = next((a for a in actions if a["number"] == key.number), {})
        if key.number is None:
            action = actions[at] if at < len(actions) else {}
        path = f"actions[{key.number or at}]"
        for field, fact in FIELDS.items():
            if field in held:
                right = squeezed(action.get(fact) or "") == squeezed(key.cells[field])
                found.setdefault(field, []).append((f"{path}.{fact}", right))
        wanted = [(due.start, due.end) for due in parse_due(key.cells["due"])]
        dues = [(due["from"], due["to"]) for due in action.get("due", ())]
        right = dues == [tuple(day and day.isoformat() for day in due) for due in wanted]
        found.setdefault("due", []).append((f"{path}.due", right))
    return found


@pytest.mark.parametrize("kind", ["pdf", "txt"])
@pytest.mark.parametrize("name", list(BY_NAME))
def test_a_printed_table_reads_as_it_was_put_in(printed, name, kind):
    make = BY_NAME[name]
    part = _statement(printed[f"{name}.{kind}"])
    assert len(part["facts"]["actions"]) == len(actions_of(make))
    for field, answers in _answers(make, part).items():
        right = sum(right for _, right in answers)
        wrong = [path for path, right in answers if not right]
        assert right >= min(LEAST * len(answers), len(answers) - 1), (field, wrong)


def test_nearly_all_of_all_tables_is_right_and_what_is_sure_more_so(printed):
    right, sure_right, sure = 0, 0, 0
    answers: list[bool] = []
    for file, path in printed.items():
        part = _statement(path)
        doubted = tuple(entry["fact"] for entry in part["unsure"])
        for facts in _answers(BY_NAME[file.split(".")[0]], part).values():
            for fact, is_right in facts:
                answers.append(is_right)
                certain = not any(doubt.startswith(fact) for doubt in doubted)
                sure += certain
                sure_right += certain and is_right
    right = sum(answers)
    assert right >= 0.98 * len(answers)
    assert sure >= 0.9 * len(answers)
    assert sure_right >= 0.98 * sure


@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_rows_across_the_table_are_themes_and_headings_between_tables_groups(printed, kind):
    themes = _statement(printed[f"ruled.{kind}"])["facts"]["themes"]
    assert [(theme["number"], theme["title"]) for theme in themes] == [
        ("1", "Communication and trust"),
        ("2", "Timely and good plans for every child who needs one"),
        ("3", "Health services that work together"),
    ]
    facts = _statement(printed[f"letters.{kind}"])["facts"]
    assert [group["number"] for group in facts["groups"]] == [1, 2, 3]
    assert [action["group"] for action in facts["actions"]] == [1] * 6 + [2] * 6 + [3] * 6


def test_a_citation_points_to_the_lines_and_the_page_of_its_cell():
    part = _read(SMALL)
    cited = {entry["fact"]: entry for entry in part["citations"]}
    assert cited["actions[1.1].text"]["lines"] == [4, 5]
    assert cited["actions[1.2].lead"]["lines"] == [6, 7]
    assert cited["actions[1.2].lead"]["cell"] == "p1 r2 c3"
    assert cited["actions[1.2].lead"]["words"] == "Director of Children's Services"


def test_a_line_that_can_be_cut_in_two_ways_keeps_the_other_way():
    layout = Layout((0, 26, 44), (Role.ACTION, Role.LEAD, Role.DUE), (11.0, 9.0, 6.5))
    (strip,) = strips_of(_lines("Publish the offer in all area leads and heads   May 2022"))
    line, _ = cut(strip, layout)
    assert line.cells == {0: "Publish the offer in all", 1: "area leads and heads", 2: "May 2022"}
    assert line.other == {0: "Publish the offer in all area", 1: "leads and heads"}


def test_a_lead_printed_once_for_several_rows_is_given_to_each_as_unsure():
    part = _read((PAGES / "laid_out.txt").read_text(encoding="utf-8"))
    actions = {action["number"]: action for action in part["facts"]["actions"]}
    assert actions["1.1.3"]["lead"] == "Director of Children's Services"
    assert actions["1.1.3"]["lead_shared"]
    doubted = {entry["fact"]: entry["reason"] for entry in part["unsure"]}
    assert "shared" in doubted["actions[1.1.3].lead"]


def test_text_without_columns_is_not_taken_for_a_table():
    prose = "What we will do\nWho will do it and by when\nWe will act. Leads are named.\n" * 20
    lines = _lines(prose)
    assert read_aligned(Source("a.txt", "0", "text/plain", lines), lines, "") is None


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Action   Lead   Date", "Action   Lead   Date\n1   \n"]
)
def test_a_head_without_rows_gives_no_table(text):
    lines = _lines(text)
    assert read_aligned(Source("a.txt", "0", "text/plain", lines), lines, "") is None


def test_headings_on_several_lines_are_joined_above_their_columns():
    text = """
                                            Who is
       Actions to be                        responsible       Completion
Ref    taken                                                  date
1      Publish                              Head of SEND      May 2022
"""
    (head,) = heads_in(strips_of(_lines(text)))
    assert [heading.text for heading in head.headings] == [
        "Ref",
        "Actions to be taken",
        "Who is responsible",
        "Completion date",
    ]


def test_a_hundred_pages_are_read_in_a_second_or_two(printed):
    pages = printed["unnumbered.txt"].read_text(encoding="utf-8").rstrip("\f").split("\f")
    texts = [pages[at % len(pages)] for at in range(100)]
    words = "\n\f".join(text.rstrip("\n") for text in texts)
    page, lines = 1, []
    for number, text in enumerate(words.split("\n"), 1):
        page += text.startswith("\f")
        lines.append(Line(number, text.lstrip("\f"), page))
    source = Source("long.txt", "0", "text/plain", tuple(lines))
    started = time.process_time()
    part = read_aligned(source, lines, "Statement")
    taken = time.process_time() - started
    assert part is not None
    assert len(part.facts["actions"]) > 500
    assert taken < 2 * MOST_SECONDS, taken
