"""The data set in a real browser, as each of those who use it, by keyboard and without scripts."""

import pytest

from tests.browser.conftest import sign_in
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

HERE = "/areas/cumbria-exercise/data/"
# Who opens which pages; beside the dictionary, which has a module of its own.
PAGES = {
    "analyst": [
        *("", "send/", "nhs-numbers/", "nhs-numbers/?by=need", "review/", "links/", "tables/"),
    ],
    "information": ["", "sharing/", "sharing/add/", "rights/", "sources/camhs/"],
    "caseworker": ["people/", "review/"],
    "health": ["people/", "review/"],
}


@pytest.fixture(scope="module")
def linked(command, served) -> str:
    """Return the address of the demonstration once its records are linked and its tables built."""
    command("dataset", "link", "--area", "cumbria-exercise")
    return served


@pytest.fixture
def as_one(linked, window):
    """Return a way to open a page of the data set as somebody of the examples."""

    def open_as(who: str, **how: object) -> Visit:
        page = window(known=False, **how).new_page()
        sign_in(page, linked, f"{who}@example.org")
        return Visit(page)

    return open_as


@pytest.mark.parametrize("who", PAGES)
def test_nothing_is_wrong_on_a_laptop_or_a_phone(as_one, who: str):
    visit, found = as_one(who), []
    for address in PAGES[who]:
        visit.open(HERE + address)
        assert "Made-up children" in visit.page.inner_text("main")
        found += visit.faults_at_both_widths()
    assert not found, "\n".join(found)


def test_pairs_are_answered_by_keyboard_without_scripts(as_one):
    """Two reviewers answer the same pair; neither is shown the other's answer, or a score."""
    pairs = set()
    for who in ("analyst", "caseworker"):
        page = as_one(who, scripts=False, width=390).page
        page.goto(HERE + "review/")
        asked = page.locator("caption").inner_text()
        page.get_by_label("The same person").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_text("Your answer is kept").wait_for()
        assert page.locator("caption").inner_text() != asked
        pairs.add(asked)
    assert len(pairs) == 1
    told = as_one("analyst").page
    told.goto(HERE + "links/")
    assert "100 % of 1 pair" in told.inner_text("main")


def test_who_looks_for_nobody_is_asked_for_whom(as_one):
    page = as_one("caseworker").page
    page.goto(HERE + "people/")
    page.get_by_role("button").last.click()
    page.wait_for_load_state()
    assert "There is a problem" in page.inner_text("main")


def test_numbers_go_out_to_be_traced_and_the_file_is_noted(as_one):
    page = as_one("analyst").page
    page.goto(HERE + "nhs-numbers/")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Make the file to be traced").click()
    first = waited.value.path().read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("UNIQUE_REFERENCE,NHS_NO")
    page.goto(HERE + "nhs-numbers/")
    assert "Files sent out" in page.inner_text("main")


def test_who_has_no_part_in_it_sees_no_door_to_it(as_one):
    page = as_one("forum").page
    page.goto("/areas/cumbria-exercise/")
    assert page.get_by_role("link", name="Data set").count() == 0
    assert page.goto(HERE).status == 403
