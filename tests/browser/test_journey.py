"""A newcomer's journeys: along the thread of weakness 4, and from an empty area to its plan."""

import pytest
from openpyxl import load_workbook

from tests.browser.conftest import sign_in
from tests.reading.workbooks import statement_form

pytestmark = pytest.mark.browser


def test_a_newcomer_follows_weakness_4_from_the_letter_to_what_families_see(
    window, served, tmp_path
):
    page = window(known=False).new_page()
    sign_in(page, served)
    page.get_by_role("link", name="Cumbria", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Where Cumbria stands"
    page.get_by_role("link", name="4 Trust of parents and carers").click()
    assert "Not sufficient progress" in page.locator(".gt-stands").inner_text()

    finding = page.locator("li[id^=finding-]").first
    finding.get_by_role("link", name="Source:").press("Enter")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Cumbria scrutiny board")
    lines = page.url.rpartition("#")[2]
    assert "Finding:" in page.locator(f"[id='{lines}']").inner_text()
    page.go_back()
    assert page.get_by_role("heading", level=1).inner_text() == "Trust of parents and carers"

    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_label("Weakness").select_option("4")
    page.get_by_label("Words or number").fill("survey")
    page.get_by_role("button", name="Show").click()
    assert "that match" in page.get_by_role("table").inner_text()
    page.get_by_role("link", name="3.5.1", exact=True).click()
    assert "Weakness 4" in page.get_by_role("main").inner_text()
    assert "We do not know" in page.get_by_role("main").inner_text()

    page.get_by_role("link", name="Plan check").click()
    first = page.locator(".gt-check__item").first
    said = first.get_by_role("heading").inner_text().partition(" ")[2]
    stood = page.get_by_role("main").inner_text()
    stood = stood[stood.index("What would an inspector") :]
    first.locator("summary").click()
    first.get_by_label("Not for us, because").fill("It is answered in another plan.")
    first.get_by_role("button", name="Not for us").click()
    assert "Your answer is kept" in page.get_by_role("alert").inner_text()
    assert said not in page.locator(".gt-check__item").first.inner_text()
    assert "It is answered in another plan." in page.locator(".gt-settled").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "stands again" in page.get_by_role("alert").inner_text()
    assert said in page.locator(".gt-check__item").first.inner_text()
    assert stood.partition("findings stand")[0] in page.get_by_role("main").inner_text()

    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="Take it away").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Excel (XLSX)").first.click()
    waiting.value.save_as(tmp_path / "plan.xlsx")
    book = load_workbook(tmp_path / "plan.xlsx", read_only=True)
    assert any("3.5.1" in row for sheet in book for row in sheet.iter_rows(values_only=True))

    page.get_by_role("button", name="Sign out").click()
    page.goto("/public/cumbria/")
    assert page.get_by_role("heading", level=1).count() == 1
    assert "January 2020" in page.get_by_role("main").inner_text()


def test_a_statement_goes_from_an_empty_area_to_a_checked_plan(window, tmp_path):
    file = tmp_path / "statement.docx"
    file.write_bytes(statement_form())
    page = window().new_page()
    page.goto("/areas/harbourshire/")
    page.get_by_role("link", name="Bring in a document").first.click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Look at what was read").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Did we read it right?"
    page.get_by_role("button", name="Accept all").click()
    page.get_by_role("link", name="Finish").first.click()
    rest = page.get_by_role("button", name="unknown on purpose")
    if rest.count():
        rest.click()
    if page.get_by_role("heading", name="How it enters").count() == 0:
        page.get_by_role("link", name="Finish").first.click()
    page.get_by_role("button", name="Let it enter the record").click()
    assert "4 actions" in page.get_by_role("heading", level=1).inner_text()

    page.get_by_role("link", name="Open the plan").click()
    assert page.locator(".gt-table tbody tr").count() == 4
    page.get_by_role("link", name="1.1.1", exact=True).click()
    assert "Customer Care Manager" in page.get_by_role("main").inner_text()
    page.get_by_role("link", name="Source:").first.press("Enter")
    assert page.locator(".gt-lines__line--asked mark").count() >= 1
    page.get_by_role("link", name="Plan", exact=True).first.click()
    page.get_by_role("link", name="Plan check").first.click()
    found = page.locator(".gt-check__item").all_inner_texts()
    assert any("1.1.2" in words or "2.1.2" in words for words in found)
