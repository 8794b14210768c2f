"""Minutes as twenty-three offices lay them out read whole, as text, as Word and printed to PDF."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from goldenthread.reading.facts import Kind, Part
from goldenthread.reading.read import read_bytes, read_path
from tests.reading import made_up_minutes as made
from tests.reading.made_up import unsure
from tests.reading.made_up_minutes_more import DECISION_COLUMN
from tests.reading.made_up_minutes_more_shapes import ACTIONS_BESIDE

NAMES = [one.name for one in made.ALL]
TIGHT = {made.IN_A_TABLE.name, DECISION_COLUMN.name, ACTIONS_BESIDE.name}
"""Printed so tightly that columns touch: the cut decision is told as doubtful."""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser.new_page()
        browser.close()


def alone(parts: list[Part]) -> Part:
    assert [part.kind for part in parts] == [Kind.MINUTES]
    return parts[0]


def said(part: Part) -> list[tuple[int | str | None, str, str]]:
    return [(d["item"], d["verb"], d["text"]) for d in part.facts["decisions"]]


def agrees(part: Part, key: made.Made) -> None:
    """Check the head, the people and the items of a part against what was put in."""
    facts = part.facts
    assert facts["body"] == key.body
    assert facts["held_on"] == key.held_on
    assert facts["present"] == key.present
    assert facts["in_attendance"] == key.in_attendance
    assert facts["apologies"] == key.apologies
    assert [(item["number"], item["title"]) for item in facts["items"]] == key.items
    assert all(reading.citation for reading in part.readings if reading.value)


@pytest.mark.parametrize("key", made.ALL, ids=NAMES)
def test_as_text(key: made.Made) -> None:
    part = alone(read_bytes(made.as_text(key).encode(), "minutes.txt"))
    agrees(part, key)
    assert said(part) == key.decisions


@pytest.mark.parametrize("key", made.ALL, ids=NAMES)
def test_as_a_word_file(key: made.Made) -> None:
    part = alone(read_bytes(made.as_docx(key), "minutes.docx"))
    agrees(part, key)
    assert said(part) == key.decisions


@pytest.mark.parametrize("key", made.ALL, ids=NAMES)
def test_printed_to_pdf(key: made.Made, page: Page, tmp_path: Path) -> None:
    page.set_content(made.as_html(key))
    path = tmp_path / "minutes.pdf"
    page.pdf(path=str(path), format="A4", margin={"top": "20mm", "left": "20mm", "right": "20mm"})
    part = alone(read_path(path))
    agrees(part, key)
    doubted = unsure(part)
    assert len(said(part)) == len(key.decisions)
    for at, (read, put_in) in enumerate(zip(said(part), key.decisions, strict=True)):
        assert read == put_in or (key.name in TIGHT and f"decisions[{at}].text" in doubted)
