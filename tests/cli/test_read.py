"""The `goldenthread read` command: JSON for programs, sentences for people, all or nothing."""

import json
from pathlib import Path

import pytest

from goldenthread.cli import main
from goldenthread.core.calendar import Precision
from goldenthread.reading.extract import limits
from goldenthread.reading.facts import Kind
from tests.shared import AGENDA_PACK, PROGRESS_REPORT, REPORTS, REVISIT_LETTER, needs_shared

REPORT = """Area SEND inspection of Eastmarch Local Area Partnership
Inspection dates: 6 to 10 February 2023
Inspection outcome
The local area partnership’s arrangements lead to inconsistent experiences and outcomes for
children and young people with special educational needs and/or disabilities (SEND).
The next full area SEND inspection will be within approximately 3 years.
Areas for improvement
Leaders should listen more closely to families and to the schools that
know them.
Leaders should publish.
"""
CITATION = {"fact", "value", "document", "page", "lines", "words", "sheet", "cell"}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_json_is_one_array_with_an_object_for_each_part(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(report), str(report), "--json"]) == 0
    out = capsys.readouterr()
    parts = json.loads(out.out)
    assert out.err == ""
    assert [part["kind"] for part in parts] == ["area_report", "area_report"]
    for part in parts:
        assert set(part) == {"document", "kind", "title", "span", "facts", "unsure", "citations"}
        assert part["kind"] in set(Kind)
        assert part["facts"]["outcome"] == 2
        assert part["facts"]["inspected_from"] == "2023-02-06"
        assert all(set(each) == CITATION for each in part["citations"])
        assert all(set(each) == {"fact", "reason", "alternatives"} for each in part["unsure"])


def test_a_person_sees_what_was_read_and_what_is_unsure_and_where(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(report)]) == 0
    out = capsys.readouterr().out
    assert "report.txt, lines 1 to 10: area report" in out
    assert "area: Eastmarch" in out
    assert "published: not stated" in out
    assert "unsure: improvements[1].text, lines 8 to 9: The rows of the table are lost" in out


def test_one_bad_file_among_good_ones_prints_nothing_and_names_it(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, missing = tmp_path / "empty.pdf", tmp_path / "missing.pdf"
    empty.touch()
    assert main(["read", str(report), str(empty), str(missing), "--json"]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert "empty.pdf" in out.err
    assert "missing.pdf" in out.err
    assert "Traceback" not in out.err


def test_what_is_wrong_with_the_file_as_such_is_among_the_unsure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "report.docx"
    path.write_text(REPORT.replace("Eastmarch", "East\u200bmarch"), encoding="utf-8")
    assert main(["read", str(path), "--json"]) == 0
    (part,) = json.loads(capsys.readouterr().out)
    doubts = [each["reason"] for each in part["unsure"] if each["fact"] == "document"]
    assert len(doubts) == 2
    assert part["facts"]["area"] == "Eastmarch"


@needs_shared
def test_a_real_report_prints_the_documented_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(next(REPORTS.glob("plymouth-*.pdf"))), "--json"]) == 0
    (part,) = json.loads(capsys.readouterr().out)
    assert part["facts"]["outcome"] == 3
    assert [len(each["responsible"]) for each in part["facts"]["priority_actions"]] == [
        3,
        3,
        2,
        1,
        1,
    ]


def keys_of(value: object) -> set[str]:
    """Return every key of the objects inside a value, names of sections left out."""
    if isinstance(value, list):
        return {key for each in value for key in keys_of(each)}
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys_of(each)}
    return set()


@needs_shared
def test_the_reference_names_every_key_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(__file__).resolve().parents[2]
    reference = (root / "docs" / "reference" / "read-json.md").read_text(encoding="utf-8")
    files = [AGENDA_PACK, REVISIT_LETTER, PROGRESS_REPORT, next(REPORTS.glob("bury-*.pdf"))]
    assert main(["read", *map(str, files), "--json"]) == 0
    parts = json.loads(capsys.readouterr().out)
    assert {part["kind"] for part in parts} == set(Kind)
    missing = {key for key in keys_of(parts) if f"`{key}`" not in reference}
    assert missing == set()


def test_the_reference_states_the_limits_that_hold() -> None:
    root = Path(__file__).resolve().parents[2]
    reference = (root / "docs" / "reference" / "read-json.md").read_text(encoding="utf-8")
    amounts = (
        f"{limits.FILE_BYTES // limits.MEGABYTE} MB",
        f"{limits.PAGES:,} pages",
        f"{limits.LINES:,} lines",
        f"{limits.ROWS:,} rows, {limits.COLUMNS:,} columns and {limits.CELLS:,} cells",
        f"{limits.UNZIPPED_BYTES // limits.MEGABYTE} MB unpacked",
        f"{limits.MARKUP_BYTES // limits.MEGABYTE} MB of markup",
    )
    assert [amount for amount in amounts if amount not in reference] == []
    assert all(f"`{precision}`" in reference for precision in Precision)
