"""The manual is whole: each page is found from its index, and each link leads somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")


def links(page: Path) -> list[str]:
    """Return where a page links to within the project."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [to for to in found if not to.startswith(("http:", "https:", "mailto:"))]


def anchors(page: Path) -> set[str]:
    """Return the places within a page that can be linked to: its headings, as addresses."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.M)
    plain = (re.sub(r"[^\w\- ]", "", words.lower()) for words in headings)
    return {words.strip().replace(" ", "-") for words in plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_leads_somewhere(page):
    for to in links(page):
        path, _, anchor = to.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), to
        assert not anchor or target.suffix != ".md" or anchor in anchors(target), to


def test_each_page_is_found_from_the_index():
    index = ROOT / "docs" / "README.md"
    found = {(index.parent / to.partition("#")[0]).resolve() for to in links(index)}
    pages = {page for page in (ROOT / "docs").rglob("*.md") if page != index}
    assert sorted(page.name for page in pages - found) == []
    how_tos = {page for page in pages if page.parent.name == "how-to"}
    readme = {(ROOT / to.partition("#")[0]).resolve() for to in links(ROOT / "README.md")}
    assert sorted(page.name for page in how_tos - readme) == []


def test_a_link_that_leads_nowhere_is_seen(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A page\n[here](#a-page) [there](gone.md) [out](https://example.org)\n")
    assert links(page) == ["#a-page", "gone.md"]
    assert anchors(page) == {"a-page"}
