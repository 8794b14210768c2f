"""The dictionary in a real browser: whole at both widths, searched with and without scripts."""

import pytest

from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

HERE = "/areas/cumbria-exercise/data/dictionary/"
PAGES = [
    HERE,
    f"{HERE}?q=under+14",
    f"{HERE}?q=zebra",
    f"{HERE}linked/",
    f"{HERE}codes/",
    f"{HERE}codes/mental-health-admitted-patient-classification/",
    f"{HERE}sources/camhs/",
    f"{HERE}sources/dsr/",
    f"{HERE}sources/sen2/",
    f"{HERE}sources/workforce/",
]


def test_nothing_is_wrong_with_the_dictionary_on_a_laptop_or_a_phone(visit):
    found: list[str] = []
    for address in PAGES:
        visit.open(address)
        found += visit.faults_at_both_widths()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_rule_is_found_by_its_words(window, scripts: bool):
    visit = Visit(window(scripts=scripts).new_page())
    visit.open(HERE)
    search = visit.page.get_by_role("search", name="Dictionary")
    search.get_by_label("Find a column, code or rule").fill("check under 14")
    search.get_by_role("button", name="Find").click()
    visit.page.get_by_role("link", name="LD12: The person was under 14 at the check").click()
    row = visit.page.get_by_role("row", name="LD12")
    assert "Query" in row.inner_text()
    assert visit.page.url.endswith("sources/ld_register/#rule-LD12")


def test_a_code_leads_from_a_column_and_back(visit):
    visit.open(f"{HERE}sources/camhs/")
    visit.page.get_by_role("link", name="Code of “Mental health admitted patient class").click()
    row = visit.page.get_by_role("row", name="301")
    assert "From 1 April 2024" in row.inner_text()
    visit.page.get_by_role("link", name="Kind of bed").click()
    assert visit.page.url.endswith("sources/camhs/#admissions.bed")
