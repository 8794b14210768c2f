"""Deciding many links in one form, and publishing after a last look: by keyboard, no scripts."""

import pytest

from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

LINKS = "/areas/cumbria/check/matches/?kind=serves"
FAMILIES = "/areas/cumbria/families/"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_group_of_links_is_decided_by_keyboard_with_one_exception(window, scripts):
    page = window(scripts=scripts).new_page()
    page.goto(LINKS)
    group = page.locator(".gt-match").first
    rows = group.locator(".gt-match__action").count()
    assert rows > 1
    group.locator("input[type=radio][value=confirm]").first.focus()
    page.keyboard.press("ArrowRight")
    assert group.locator("input[type=radio][value=reject]").first.is_checked()
    group.get_by_role("button").press("Enter")
    told = page.get_by_role("alert").inner_text()
    assert f"Confirmed: {rows - 1}." in told
    assert "Turned down: 1." in told
    for state in ("confirmed", "rejected"):
        page.goto(f"{LINKS}&state={state}")
        while page.locator(".gt-match").count():
            page.locator(".gt-match").first.get_by_role("button", name="Undo").last.click()
            page.goto(f"{LINKS}&state={state}")
    page.goto(LINKS)
    assert page.locator(".gt-match").first.locator(".gt-match__action").count() == rows


def test_nothing_is_wrong_with_the_links(visit):
    visit.open(LINKS)
    assert visit.faults_at_both_widths() == []


def test_publishing_says_first_what_becomes_public(visit):
    page = visit.open(FAMILIES)
    page.get_by_role("button", name="Take it down").click()
    assert visit.page.request.get("/public/cumbria/").status == 404
    page.get_by_role("link", name="Check and publish").press("Enter")
    assert "Before families can read it" in page.get_by_role("heading", level=1).inner_text()
    assert visit.page.request.get("/public/cumbria/").status == 404
    page.locator("summary", has_text="Read all").click()
    assert visit.faults_at_both_widths() == []
    page.get_by_role("button", name="Publish").press("Enter")
    assert "Published. Anybody can read it now." in page.get_by_role("alert").inner_text()
    assert visit.page.request.get("/public/cumbria/").status == 200


def test_evidence_not_seen_is_said_by_icon_and_word_without_blame(window):
    page = window(width=390, known=False).new_page()
    visit = Visit(page)
    visit.open("/public/cumbria/?q=ask+every+family")
    assert page.get_by_text("◷ Not seen here yet").first.is_visible()
    assert visit.faults() == []
