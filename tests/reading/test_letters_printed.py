"""An inspection letter printed to PDF with bullets drawn as shapes, whose marks no text holds."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from goldenthread.reading.facts import Kind, Part
from goldenthread.reading.read import read_path
from tests.reading import made_up_letters as made
from tests.reading.made_up import unsure

AT_LENGTH = (
    " Staff in schools, health services and social care told inspectors about this at length, and "
    "the records that were seen bear out what they said in nearly every case."
)
STYLES = {
    "plain": "body{font:11pt Arial}",
    "loose": "body{font:12pt Times} li{margin:6pt 0}",
    "close": "body{font:11pt Arial} p,h3,ul{margin:3pt 0}",
    "squares": "body{font:12pt Tahoma} ul{list-style:square}",
    "dashes": "body{font:11pt Arial} ul{list-style:'– '}",
    "justified": "body{font:11pt Arial;text-align:justify}",
}
FULL_LINE = "body{font:14pt/1.5 Arial}"
"""In this size the line before a new item is as full as a line can be."""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser.new_page()
        browser.close()


def as_html(text: str, style: str) -> str:
    """Return a letter as a page: an address, then headings, paragraphs and lists."""
    made_of: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        addressed = not any("Dear" in done for done in made_of)
        if block.lstrip().startswith("•"):
            rows = [" ".join(row.strip(" •\n").split()) for row in re.split(r"\n\s*(?=•)", block)]
            made_of.append("<ul>" + "".join(f"<li>{html.escape(r)}</li>" for r in rows) + "</ul>")
            continue
        heading = not addressed and len(block) < 190 and block.strip()[-1] not in ".:,"
        tag, gap = ("h3", " ") if heading else ("p", "<br>" if addressed else " ")
        words = gap.join(html.escape(line) for line in block.split("\n"))
        made_of.append(f"<{tag}>{words}</{tag}>")
    return f"<meta charset=utf-8><style>{style}</style>" + "".join(made_of)


def printed(page: Page, style: str, path: Path) -> Part:
    text = made.letter(made.Turn("printed"))
    for short, times in (("work closely together.", 2), ("on time.", 3), ("far too long.", 1)):
        text = text.replace(short, short + AT_LENGTH * times)
    page.set_content(as_html(text, style))
    foot = "<div style='font-size:8pt;margin:auto'>Wexmoor letter <span class=pageNumber></span>"
    page.pdf(
        path=str(path),
        format="A4",
        margin={"top": "22mm", "bottom": "22mm", "left": "22mm", "right": "22mm"},
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=foot + "</div>",
    )
    parts = read_path(path)
    assert [part.kind for part in parts] == [Kind.INSPECTION_LETTER]
    return parts[0]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_items_are_told_apart_by_their_lines(style: str, page: Page, tmp_path: Path) -> None:
    facts = printed(page, style, tmp_path / "letter.pdf").facts
    assert (facts["area"], facts["letter_dated"]) == ("Wexmoor", "2019-04-11")
    assert len(facts["responsible"]) == 2
    assert [len(facts["findings"][name]["strengths"]) for name in facts["findings"]] == [0, 2, 1, 1]
    develop = [len(found["areas_for_development"]) for found in facts["findings"].values()]
    assert develop == [0, 2, 2, 1]
    assert len(facts["findings"]["main findings"]["findings"]) == 4
    assert [w["text"].rstrip(".") for w in facts["weaknesses"]] == list(made.WEAK)
    assert "Wexmoor letter" not in str(facts)


def test_where_a_full_line_hides_a_new_item_the_item_is_unsure(page: Page, tmp_path: Path) -> None:
    part = printed(page, FULL_LINE, tmp_path / "letter.pdf")
    strengths = part.facts["findings"]["identifying needs"]["strengths"]
    assert len(strengths) == 2 or "findings[identifying needs].strengths[0]" in unsure(part)
