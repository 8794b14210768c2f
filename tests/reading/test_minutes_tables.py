"""Minutes kept as tables of three to five columns, as text, as Word and printed to PDF."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from goldenthread.reading.facts import Part
from goldenthread.reading.read import read_bytes, read_path
from tests.reading import made_up_minutes_tables as made
from tests.reading.made_up import unsure
from tests.reading.minutes_forms import Made, as_docx, as_html, as_text
from tests.reading.test_minutes_layouts import agrees, alone, said

KEYS = pytest.mark.parametrize("key", made.ALL, ids=[one.name for one in made.ALL])
HEAD = ("body", "held_on", "present", "apologies")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser.new_page()
        browser.close()


@KEYS
@pytest.mark.parametrize("form", ["text", "word"])
def test_every_column_lands_in_its_place(key: Made, form: str) -> None:
    data = as_text(key).encode() if form == "text" else as_docx(key)
    part = alone(read_bytes(data, "minutes.txt" if form == "text" else "minutes.docx"))
    agrees(part, key)
    assert said(part) == key.decisions


@KEYS
def test_printed_columns_are_read_and_those_that_touch_are_doubted(
    key: Made, page: Page, tmp_path: Path
) -> None:
    page.set_content(as_html(key))
    path = tmp_path / "minutes.pdf"
    page.pdf(path=str(path), format="A4", margin={"top": "20mm", "left": "20mm", "right": "20mm"})
    part = alone(read_path(path))
    assert {name: part.facts[name] for name in HEAD} == {name: getattr(key, name) for name in HEAD}
    assert said(part) == key.decisions
    wrong = titles_wrong(part, key)
    assert wrong <= set(unsure(part))
    assert len(wrong) <= 1


def titles_wrong(part: Part, key: Made) -> set[str]:
    read = [(item["number"], item["title"]) for item in part.facts["items"]]
    assert [number for number, _ in read] == [number for number, _ in key.items]
    pairs = enumerate(zip(read, key.items, strict=True))
    return {f"items[{put[0] or at}].title" for at, (got, put) in pairs if got != put}
