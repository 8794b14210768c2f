"""The families' pages in a real browser: nothing for axe to find, keyboard, paper, no script."""

import os
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from goldenthread import example
from tests.public.areas import pages_of, reviewed

pytestmark = pytest.mark.browser

WIDTHS = (1280, 390)
LIGHT = 100_000


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """Open the system's Chromium, or the one that Playwright brought."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    system = "/usr/bin/chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=system if os.path.exists(system) else None, args=["--no-sandbox"]
        )
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def faults(page: Page) -> list[str]:
    """Return what axe finds on the page that is open."""
    found = Axe().run(page).response["violations"]
    return [f"{page.url} {fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found]


def faults_of_visit(context: BrowserContext, address: str, width: int) -> list[str]:
    """Open a page, weigh all that came with it, and return what is wrong with it."""
    page = context.new_page()
    answers: list[Response] = []
    said: list[str] = []
    page.on("response", lambda answer: answers.append(answer))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    weight = sum(len(answer.body()) for answer in answers)
    found = [words for words in said if "404 (Not Found)" not in words]
    if not 0 < weight < LIGHT:
        found.append(f"{address} weighs {weight}")
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append(f"{address} runs off the side at {width}")
    found += faults(page)
    page.close()
    return found


def test_axe_finds_nothing_and_nothing_runs_off_the_side(live_server, chromium):
    example.load("cumbria", lambda words: None)
    example.load("exercise", lambda words: None)
    more = ["/public/cumbria-exercise/?topic=weakness-4&q=we", "/public/cumbria/?q=zebra"]
    missing = ["/public/nowhere/", "/public/cumbria-exercise/promises/999999/"]
    addresses = [*pages_of("cumbria"), *pages_of("cumbria-exercise"), *more, *missing]
    found: list[str] = []
    for width in WIDTHS:
        context = chromium.new_context(viewport={"width": width, "height": 844})
        for address in addresses:
            found += faults_of_visit(context, live_server.url + address, width)
        assert context.cookies() == []
        context.close()
    assert found == []


def test_axe_bites(live_server, chromium):
    example.load("cumbria", lambda words: None)
    page = chromium.new_page()
    page.goto(f"{live_server.url}/public/cumbria/")
    assert faults(page) == []
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate("document.querySelector('details').open = true")
    assert any("label" in fault for fault in faults(page))


def test_a_promise_is_found_and_opened_by_keyboard_with_scripts_off(live_server, chromium):
    example.load("cumbria", lambda words: None)
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/public/cumbria/")
    page.keyboard.press("Tab")
    assert page.locator("a.skip:focus").is_visible()
    page.locator("summary", has_text="Find a promise").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("ask every family")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=ask"))
    assert page.get_by_text("1 promise of").is_visible()
    page.locator("li.card a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/promises/\d+/"))
    assert page.get_by_role("heading", level=1).inner_text().startswith("We said we would ask")
    page.go_back()
    assert page.get_by_label("Look for words").input_value() == "ask every family"


def test_focus_can_be_seen_on_everything_that_takes_it(live_server, chromium):
    example.load("cumbria", lambda words: None)
    page = chromium.new_page()
    page.goto(f"{live_server.url}/public/cumbria/")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        outline, words = page.evaluate(
            "() => [getComputedStyle(document.activeElement).outlineStyle,"
            " document.activeElement.innerText]"
        )
        assert outline == "solid", words
        seen.add(words)
    assert {"Next page", "IPSEA", "Accessibility statement"} <= seen


def test_easy_read_prints_large_and_whole(live_server, chromium):
    example.load("cumbria", lambda words: None)
    reviewed("cumbria")
    page = chromium.new_page()
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        page.goto(f"{live_server.url}/public/cumbria/easy-read/")
        sizes = page.evaluate(
            "[...document.querySelectorAll('main p, main h2')].filter(e => e.offsetParent)"
            ".map(e => parseFloat(getComputedStyle(e).fontSize))"
        )
        assert len(sizes) > 30
        assert min(sizes) >= 14 * 96 / 72 - 0.1, media
    assert not page.get_by_text("choose Print").is_visible()
    assert not page.locator(".foot").is_visible()
    assert page.locator("svg.picture").first.is_visible()
    page.goto(f"{live_server.url}/public/cumbria/")
    assert not page.get_by_role("navigation", name="Menu").is_visible()
    assert page.locator("li.card").count() == 20
