"""The pictures of the README: taken from the real pages, by `make pictures`."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import sign_in

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
MADE_UP = Path(__file__).parents[1] / "reading" / "test_statement_pages" / "flattened.txt"
pytestmark = pytest.mark.browser


def _kept(tmp_path: Path, name: str) -> Path:
    """Return where a picture goes: among the docs when they are being made anew."""
    return (PICTURES if os.environ.get("PICTURES") else tmp_path) / name


def test_the_pictures_of_the_readme_can_be_taken(
    served: str, chromium: Browser, tmp_path: Path
) -> None:
    PICTURES.mkdir(exist_ok=True)
    page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
    sign_in(page, served)
    page.goto(f"{served}/areas/cumbria/")
    page.screenshot(path=_kept(tmp_path, "home.png"))
    page.goto(f"{served}/areas/cumbria/weaknesses/6/")
    page.locator(".gt-picture").screenshot(path=_kept(tmp_path, "thread.png"))
    page.goto(f"{served}/areas/cumbria-exercise/plan/actions/6.3.7/")
    page.screenshot(path=_kept(tmp_path, "red.png"))
    page.goto(f"{served}/areas/harbourshire/bring-in/")
    page.set_input_files("input[type=file]", MADE_UP)
    page.locator("main form button").first.click()
    page.get_by_text("Look at what was read").click()
    page.wait_for_url("**/repair/**")
    page.screenshot(path=_kept(tmp_path, "repair.png"))
    phone = chromium.new_context(viewport={"width": 390, "height": 760}).new_page()
    phone.goto(f"{served}/public/cumbria/")
    phone.evaluate("document.querySelector('article, .card, li h2, h2').scrollIntoView()")
    phone.screenshot(path=_kept(tmp_path, "promises.png"))
    for name in ("home.png", "thread.png", "red.png", "repair.png", "promises.png"):
        assert _kept(tmp_path, name).stat().st_size > 10_000
        assert (PICTURES / name).exists(), f"docs/pictures/{name} is missing: run make pictures"
