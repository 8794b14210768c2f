"""Every working page in a real browser: nothing for axe to find, nothing in the console, at a
laptop's and at a phone's width; by keyboard; on paper; without scripts; with every link whole."""

from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import Request, urlopen

import pypdfium2
import pytest
from django.urls import reverse

from goldenthread.design.menu import (
    ANSWER_RIGHTS,
    MANAGE_PEOPLE,
    MENU,
    REVIEW_PAIRS,
    SEE_PERSON,
)
from tests.browser.conftest import sign_in
from tests.browser.visit import Links, Visit

pytestmark = pytest.mark.browser

AREA = "/areas/cumbria/"
# Who of the examples may open places that an improvement lead may not.
WHO_MAY = {
    MANAGE_PEOPLE: "admin",
    REVIEW_PAIRS: "caseworker",
    SEE_PERSON: "caseworker",
    ANSWER_RIGHTS: "information",
}
PAGES = [
    "/",
    AREA,
    *(f"{AREA}weaknesses/{number}/" for number in range(1, 10)),
    f"{AREA}findings/",
    f"{AREA}plan/",
    f"{AREA}plan/?page=2",
    f"{AREA}plan/?weakness=4&due=past",
    f"{AREA}plan/?q=zebra",
    f"{AREA}plan/actions/1.1.1/",
    f"{AREA}plan/actions/3.6.1/",
    f"{AREA}plan/groups/3/",
    f"{AREA}plan/measures/",
    f"{AREA}plan/take-away/",
    f"{AREA}timeline/",
    f"{AREA}check/",
    f"{AREA}check/?page=2",
    f"{AREA}check/matches/",
    f"{AREA}families/",
    f"{AREA}life/",
    f"{AREA}bring-in/",
    f"{AREA}bring-in/progress/",
    f"{AREA}documents/",
    f"{AREA}documents/1/",
    f"{AREA}bodies/",
    f"{AREA}bodies/?as-at=2019-12-01",
    f"{AREA}bodies/?as-at=2023-04-01",
    "/search?q=parents",
    "/search?q=zebra",
    "/areas/cumbria-exercise/",
    "/areas/cumbria-exercise/weaknesses/4/",
    "/areas/cumbria-exercise/plan/",
    "/areas/cumbria-exercise/plan/actions/1.1.1/",
    "/areas/cumbria-exercise/plan/groups/3/",
    "/areas/cumbria-exercise/changed/?since=2019-11-10",
    "/areas/cumbria-exercise/families/easy-read/",
    *(
        f"/areas/cumbria-exercise/{page}?as-at=2019-12-01"
        for page in ("", "weaknesses/4/", "plan/", "plan/actions/3.2.1/", "timeline/", "check/")
    ),
]
MOST_LINKS = 400
MADE_UP = "Made-up letter, held in full"


def held_document(visit: Visit) -> str:
    """Return the address of the document whose text is held."""
    visit.open(f"{AREA}documents/")
    address = visit.page.get_by_role("link", name=MADE_UP).get_attribute("href")
    assert address
    return f"{address}?from=3&to=4#line-3"


def test_nothing_is_wrong_with_any_page_on_a_laptop_or_a_phone(visit):
    titles: dict[str, str] = {}
    found: list[str] = []
    for address in [*PAGES, held_document(visit)]:
        visit.open(address)
        found += visit.faults_at_both_widths()
        title = visit.page.title()
        twin = titles.setdefault(title, address)
        if twin.partition("?")[0] != address.partition("?")[0]:
            found.append(f"{twin} and {address} are both called {title!r}")
    assert not found, "\n".join(found)


def test_nothing_is_wrong_with_any_page_that_the_menu_leads_to(visit, window, served):
    """Whoever may open a place of the menu finds it whole, on a laptop and on a phone."""
    by_need: dict[str, Visit] = {}
    for need, who in WHO_MAY.items():
        page = window(known=False).new_page()
        sign_in(page, served, f"{who}@example.org")
        by_need[need] = Visit(page)
    found: list[str] = []
    for place in {
        place.page: place for part in MENU for place in (*part.below, *part.elsewhere)
    }.values():
        seen = by_need.get(place.needs, visit)
        seen.open(reverse(place.page, args=["cumbria-exercise"]))
        found += seen.faults_at_both_widths()
    assert not found, "\n".join(found)


def test_nothing_is_wrong_with_pages_that_say_no(visit, window):
    visit.open("/areas/nowhere/", 404)
    found = visit.faults_at_both_widths(404)
    visit.open(f"{AREA}weaknesses/10/", 404)
    found += visit.faults_at_both_widths(404)
    visit.open(f"{AREA}plan/?q=\0&page=zebra")
    found += visit.faults()
    stranger = Visit(window(known=False).new_page())
    stranger.open("/sign-in")
    stranger.page.get_by_label("E-mail address").fill("lead@example.org")
    stranger.page.get_by_label("Password").fill("not the password")
    stranger.page.locator("main").get_by_role("button", name="Sign in").click()
    assert stranger.page.title().startswith("Error:")
    assert "Nobody was signed in" in stranger.page.get_by_role("alert").inner_text()
    found += stranger.faults_at_both_widths()
    assert not found, "\n".join(found)


def test_someone_without_the_role_is_refused_in_words(window, served):
    page = window(known=False).new_page()
    sign_in(page, served, "scrutiny@example.org")
    visit = Visit(page)
    visit.open("/areas/harbourshire/", 403)
    assert not visit.faults(403)
    visit.open(f"{AREA}check/")
    assert page.get_by_role("button", name="Not for us").count() == 0
    visit.open(f"{AREA}bring-in/", 403)
    assert not visit.faults(403)
    assert len(page.locator("main").inner_text()) > 40


def test_the_check_of_pages_bites(visit):
    page = visit.open(f"{AREA}plan/")
    assert visit.faults() == []
    page.evaluate("document.querySelector('label[for=lead]').remove()")
    page.evaluate("document.querySelector('h1').style.width = '2000px'")
    page.evaluate("document.querySelector('h1').style.fontSize = '11px'")
    page.evaluate("console.error('broken')")
    found = "\n".join(visit.faults())
    for sign in ("select-name", "2070 wide", "11px", "says broken"):
        assert sign in found


@pytest.mark.parametrize(("slug", "room"), [("cumbria", 800), ("cumbria-exercise", 860)])
def test_nine_weaknesses_fit_a_laptop_and_every_strand_speaks(visit, slug, room):
    """The exercise says on each page that it is one, which takes a little of the room."""
    page = visit.open(f"/areas/{slug}/")
    rows = page.locator("#weakness tbody tr")
    assert rows.count() == 9
    last = rows.last.bounding_box()
    assert last
    assert last["y"] + last["height"] <= room
    for words in page.locator("#weakness tbody td").all_inner_texts():
        assert words.strip()
    assert "Next:" in page.locator(".gt-next").inner_text()
    assert "of 108 actions past their date" in page.locator(".gt-next").inner_text()


def test_words_stay_inside_the_boxes_of_the_picture(visit):
    for number in range(1, 10):
        page = visit.open(f"{AREA}weaknesses/{number}/")
        outside = page.locator(".gt-node text").evaluate_all(
            "all => all.filter(t => t.getBBox().x + t.getComputedTextLength() >"
            " t.parentNode.querySelector('rect').getBBox().x + 123).map(t => t.textContent)"
        )
        assert outside == []
        box = page.locator(".gt-picture").evaluate("box => [box.scrollWidth, box.clientWidth]")
        assert box[0] <= box[1], "the picture is cut at a laptop's width"
    assert page.locator(".gt-picture__heading").all_text_contents()[0] == "Findings"


def test_the_picture_lights_up_under_pointer_and_focus(visit):
    page = visit.open(f"{AREA}weaknesses/6/")
    action = page.locator(".gt-node[aria-label^='Action: 5.1.4']")
    for wake in (action.hover, action.focus):
        wake()
        lit = page.locator(".gt-picture--lit .gt-lit.gt-node").count()
        assert 5 < lit < page.locator(".gt-node").count()
        assert page.locator(".gt-edge.gt-lit").count() > 4
        page.mouse.move(2, 2)
        page.evaluate("document.activeElement.blur()")
        assert page.locator(".gt-picture--lit").count() == 0
    action.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/actions/5.1.4/")


def test_a_phone_shows_the_list_in_place_of_the_picture(window):
    visit = Visit(window(390, 844).new_page())
    page = visit.open(f"{AREA}weaknesses/4/")
    assert not page.locator(".gt-picture").is_visible()
    assert page.get_by_role("heading", name="The judgement").is_visible()
    page = visit.open(f"{AREA}plan/")
    row = page.locator(".gt-table tbody tr").first
    label = row.locator("td[data-label=Lead]").evaluate(
        "c => getComputedStyle(c, '::before').content"
    )
    assert label == '"Lead"'


def test_keyboard_alone_reaches_menu_filter_and_picture(visit):
    page = visit.open(f"{AREA}plan/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("govuk-skip-link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    page.locator("#weakness").focus()
    page.keyboard.type("4")
    page.locator("#q").focus()
    page.keyboard.type("survey")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=survey**")
    assert "weakness=4" in page.url
    assert page.locator(".gt-table tbody tr").count() >= 2
    page = visit.open(f"{AREA}weaknesses/4/")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                "(document.activeElement.closest('nav, header, .gt-node, .gt-picture, form')"
                " || document.body).getAttribute('class')"
            )
        )
        outlined = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return document.activeElement.closest('svg') !== null || s.outlineStyle !== 'none'"
            " || s.boxShadow !== 'none' || s.backgroundColor === 'rgb(255, 221, 0)'; })()"
        )
        assert outlined, page.evaluate("document.activeElement.outerHTML")
    assert {"gt-header", "gt-search", "gt-picture"} <= {str(name) for name in seen}
    assert any("gt-node" in str(name) for name in seen)


def test_words_that_stand_under_their_label_on_a_phone_are_seen(window):
    visit = Visit(window(390, 844).new_page())
    page = visit.open(f"{AREA}plan/")
    assert visit.faults() == []
    page.evaluate(
        "const word = document.createElement('div'); word.textContent = 'astray';"
        "word.style.marginLeft = '-60px'; document.querySelector('td[data-label]').append(word)"
    )
    assert any("stranded: Lead: astray" in fault for fault in visit.faults())
    page.evaluate("document.querySelector('td[data-label=Date]').style.display = 'grid'")
    page.evaluate("document.querySelector('td[data-label=Date]').append('a', new Comment(), 'b')")
    assert any(fault.endswith("stranded: Date") for fault in visit.faults())


def test_the_ten_that_matter_first_print_on_two_pages(visit):
    page = visit.open(f"{AREA}check/")
    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert len(paper) <= 2
    assert "10. " in text
    assert "Mend:" in text
    assert "11. " not in text
    assert "Not for us" not in text
    assert "True at" in text
    assert "/areas/" not in text
    paper.close()


def test_a_document_marks_what_rests_on_it(visit):
    page = visit.open(held_document(visit))
    marked = page.locator("#line-3")
    assert marked.locator("mark").inner_text() == "Families do not trust what they are told."
    assert "gt-lines__line--asked" in str(marked.get_attribute("class"))
    marked.get_by_role("link", name="Weakness 4").click()
    page.wait_for_url("**/weaknesses/4/")
    page.go_back()
    page.get_by_role("link", name="Lines after").first.click()
    assert page.locator("#line-420").is_visible()


def test_every_page_gives_its_content_without_scripts(window):
    page = window(scripts=False).new_page()
    for address in PAGES:
        page.goto(address)
        assert page.locator("main h1").count() == 1, address
        assert len(page.locator("main").inner_text()) > 60, address
    page.goto(f"{AREA}plan/")
    page.select_option("#group", "3")
    page.get_by_role("button", name="Show").click()
    assert "group=3" in page.url
    assert page.locator(".gt-table tbody tr").first.locator("th").inner_text() == "3.1.1"
    page.goto(f"{AREA}bodies/")
    page.get_by_text("As it stood on …").click()
    page.fill("#moment", "2022-07-01")
    page.locator(".gt-moment__form").get_by_role("button", name="Show").click()
    assert page.get_by_role("heading", name="On 1 July 2022").is_visible()
    page.get_by_role("link", name="Home").first.click()
    assert "as-at=2022-07-01" in page.url
    page.get_by_role("link", name="Back to today").click()
    assert "as-at" not in page.url
    page.goto("/search")
    page.fill("#q", "trust")
    page.locator("main").get_by_role("button", name="Search").click()
    assert "found." in page.get_by_role("status").inner_text()


def fetched(address: str, cookie: str) -> tuple[str, Links | None, str]:
    """Return an address, what it links to (None where it is a file) and what is wrong with it."""
    try:
        with urlopen(Request(address, headers={"Cookie": cookie}), timeout=60) as answer:
            html = answer.headers.get_content_type() == "text/html"
            return address, Links(answer.read().decode()) if html else None, ""
    except HTTPError as problem:
        return address, None, f"{address} answered {problem.code}"


def test_every_link_leads_somewhere(window, served):
    """Follow links from home, breadth first, to pages and to the places within them."""
    cookie = "; ".join(f"{c['name']}={c['value']}" for c in window().cookies())
    waiting, seen, broken = [served + AREA], {served + AREA}, []
    pages: dict[str, Links | None] = {}
    wanted: list[tuple[str, str, str]] = []
    with ThreadPoolExecutor(4) as workers:
        while waiting and len(pages) < MOST_LINKS:
            level, waiting = waiting[: MOST_LINKS - len(pages)], []
            for address, links, fault in workers.map(lambda to: fetched(to, cookie), level):
                pages[address] = links
                broken += [fault] if fault else []
                for href in links.addresses if links else []:
                    to, place = urldefrag(urljoin(address, href))
                    if to.startswith(served):
                        wanted.append((address, to, place))
            for to in (to for _, to, _ in wanted if to not in seen):
                seen.add(to)
                waiting.append(to)
            waiting = list(dict.fromkeys(waiting))
    for address, to, place in wanted:
        links = pages.get(to)
        if place and links and place not in links.places:
            broken.append(f"{address} points at {to}#{place}, which is not there")
    assert len(pages) > 200
    assert not broken, "\n".join(sorted(set(broken)))
