"""`goldenthread check` on files as a person has them: what it prints, and what it refuses."""

import json

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from goldenthread.cli import main
from goldenthread.thread.rules import FIRST, RULES, rules_page
from tests.shared import AGENDA_PACK, needs_shared

HEADINGS = ("Ref", "Action", "Lead", "Completion date", "Success measure", "RAG")
ROWS = (
    ("1.1", "Review waits for therapy", "Therapy Manager", "March 2023", "Fewer complaints", ""),
    ("1.2", "Map the pathway for autism", "", "Ongoing", "Good feedback", ""),
    ("1.3", "Open a clinic in each town", "Therapy Manager", "May 2024", "90 % seen, not 40 %", ""),
    ("1.4", "Publish a guide for all parents", "Local Offer Officer", "June 2024", "", ""),
    ("1.5", "Publish a guide for all parents", "SENCo Lead", "July 2024", "500 copies read", ""),
)  # fmt: skip
LETTER = """1 March 2023

Dear Director

Joint area SEND inspection in Tidewater

Between 6 February 2023 and 10 February 2023, Ofsted and the Care Quality Commission (CQC)
conducted a joint inspection of the local area of Tidewater to judge the effectiveness of the area
in implementing the special educational needs reforms as set out in the Children and Families Act
2014.

Main findings

\u2022 Families wait too long for therapy.

The effectiveness of the local area in meeting the needs of children and young people with special
educational needs and/or disabilities

Strengths

\u2022 Portage is valued by the families who use it.

Areas for development

\u2022 Too many pupils with SEND are excluded from school.

The local area is required to produce and submit a Written Statement of Action to Ofsted that
explains how the local area will tackle the following areas of significant weakness:

\u2022 the long waits for therapy

Yours sincerely
"""


@pytest.fixture
def files(tmp_path):
    book = Workbook()
    sheet = book.active
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    return str(tmp_path / "letter.txt"), str(tmp_path / "plan.xlsx")


def said(capsys, *words: str) -> list[dict]:
    assert main(["check", "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)


def test_json_gives_rule_severity_what_citations_and_mend(files, capsys):
    found = said(capsys, *files)
    for each in found:
        assert {"rule", "severity", "what", "citations", "mend", "why", "rank"} <= set(each)
        assert all({"document", "lines"} <= set(c) for c in each["citations"])
    assert [each["rank"] for each in found] == list(range(1, len(found) + 1))
    rules = {each["rule"] for each in found}
    assert {"finding-without-action", "no-lead", "no-date", "perverse-measure"} <= rules
    assert {"duplicate-action", "not-measurable", "no-success-measure"} <= rules


def test_the_letters_finding_is_cited_where_it_stands(files, capsys):
    found = [f for f in said(capsys, *files) if f["rule"] == "finding-without-action"]
    (excluded,) = [f for f in found if "excluded" in f["what"]]
    place = excluded["citations"][0]
    line = LETTER.splitlines()[place["lines"][0] - 1]
    assert place["document"] == "letter.txt"
    assert "Too many pupils" in line


def test_a_cell_of_the_plan_is_cited(files, capsys):
    (found,) = [f for f in said(capsys, *files) if f["rule"] == "no-lead"]
    assert found["citations"][0]["document"] == "plan.xlsx"
    assert found["citations"][0]["cell"]


def test_ten_are_printed_with_three_lines_each_and_the_rest_counted(files, capsys):
    everything = said(capsys, *files)
    assert len(everything) > FIRST
    assert main(["check", *files]) == 0
    out = capsys.readouterr().out
    assert out.count("     Mend: ") == FIRST
    assert f"{len(everything) - FIRST} more (all with --all)." in out
    assert main(["check", "--all", *files]) == 0
    out = capsys.readouterr().out
    assert out.count("     Mend: ") == len(everything)
    assert "more (all" not in out


def test_a_rule_is_switched_off_with_its_reason(files, capsys):
    assert main(["check", "--all", *files, "--off", "no-lead=the head of service leads all"]) == 0
    out = capsys.readouterr().out
    assert "[no-lead" not in out
    assert "Switched off: no-lead, because the head of service leads all." in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--off", "no-lead"], "gives no reason"),
        (["--off", "no-lead="], "no reason was given"),
        (["--off", "nonsense=because"], "There is no rule called nonsense"),
    ],
)
def test_a_switch_that_says_too_little_is_refused(files, capsys, words, says):
    assert main(["check", *files, *words]) == 2
    assert says in capsys.readouterr().err


def test_proposed_matches_are_shown_with_their_words(files, capsys):
    assert main(["check", "--matches", *files]) == 0
    out = capsys.readouterr().out
    assert "none of them is confirmed" in out
    _, therapy, excluded = out.strip().split("\n\n")
    assert "1.1: therapy" in therapy
    assert "no action shares" in excluded


def test_without_an_improvement_plan_it_says_so(files, capsys):
    assert main(["check", files[0]]) == 2
    assert "No improvement plan with actions was found in letter.txt" in capsys.readouterr().err


def test_without_a_file_it_says_so(capsys):
    assert main(["check"]) == 2
    assert "Name the improvement plan" in capsys.readouterr().err


def test_a_missing_file_is_told_in_a_sentence(capsys):
    assert main(["check", "no-such-file.txt"]) == 2
    assert "no-such-file.txt" in capsys.readouterr().err


def test_the_rules_are_printed_as_the_reference_page(capsys):
    assert main(["check", "--rules"]) == 0
    assert capsys.readouterr().out == rules_page()
    assert all(f"## {name}" in rules_page() for name in RULES)


@needs_shared
def test_the_real_pack_is_checked_from_one_file(capsys):
    found = said(capsys, str(AGENDA_PACK))
    assert {"finding-without-action", "date-before-plan", "sum-does-not-add"} <= {
        f["rule"] for f in found
    }


def test_findings_are_written_as_a_workbook_and_a_document(files, tmp_path, capsys):
    found = said(capsys, *files)
    book, paper = tmp_path / "findings.xlsx", tmp_path / "findings.docx"
    assert main(["check", *files, "--xlsx", str(book), "--docx", str(paper)]) == 0
    rows = load_workbook(book)["Findings"].iter_rows(values_only=True)
    rules = [row[4] for row in rows if str(row[0]).isdigit()]
    assert rules == [each["rule"] for each in found]
    words = "\n".join(p.text for p in Document(paper).paragraphs)
    assert all(" ".join(each["what"].split()) in words for each in found[:FIRST])


def test_a_file_that_is_there_is_not_written_over(files, tmp_path, capsys):
    held = tmp_path / "held.xlsx"
    held.write_bytes(b"mine")
    assert main(["check", *files, "--xlsx", str(held)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert held.read_bytes() == b"mine"
    assert main(["check", *files, "--docx", str(tmp_path / "nowhere" / "x.docx")]) == 2
    assert "could not be written" in capsys.readouterr().err
