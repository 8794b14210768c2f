"""A stranger's journey through the working life: the exercise, from an e-mail to a board report.

The tests are one journey and run in the order in which they stand.
"""

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Command, sign_in

pytestmark = pytest.mark.browser

EXERCISE = "/areas/cumbria-exercise"
LEAD, CHAIR, ASKER = "lead@example.org", "chair@example.org", "scrutiny@example.org"
APPROVER, ACTION_LEAD = "independent@example.org", "action@example.org"
DECIDED = "Group 6 shows in March which advisers were trained."
QUESTION = "Which schools have not met a trained adviser yet?"
# One report for each depth: families, boards, scrutiny, regulators.
KINDS = ("Newsletter", "Composite report for the board", "Scrutiny report", "Monitoring pack")

Enter = Callable[..., Page]


@pytest.fixture
def enter(served: str, chromium: Browser) -> Iterator[Enter]:
    """Return a way to sign in as somebody in a window of their own; None is nobody."""
    opened = []

    def enter_as(email: str | None, width: int = 1280) -> Page:
        context = chromium.new_context(
            base_url=served, viewport={"width": width, "height": 844}, accept_downloads=True
        )
        context.set_default_timeout(20_000)
        opened.append(context)
        page = context.new_page()
        if email:
            sign_in(page, served, email)
        return page

    yield enter_as
    for context in opened:
        context.close()


def main(page: Page) -> str:
    """Return what the page says."""
    return page.get_by_role("main").inner_text()


def unfold(page: Page, words: str) -> None:
    """Open what is folded away under these words."""
    page.locator("summary", has_text=words).first.click()


def test_an_action_is_updated_from_the_letter_on_a_phone(enter: Enter, command: Command) -> None:
    page = enter(LEAD)
    page.goto(f"{EXERCISE}/plan/rounds")
    closes = timezone.localdate() + timedelta(days=14)
    page.get_by_label("When does the round close?").fill(f"{closes:%d/%m/%Y}")
    page.get_by_role("button", name="Open the round").click()
    assert "asked" in main(page)
    command("worker", "--once")
    letter = command("mail", "--to", ACTION_LEAD, "--last", "1")
    link = re.search(r"http://\S+/updates/\S+", letter)
    assert link, letter

    phone = enter(None, width=390)
    phone.goto(link.group())
    card = phone.locator("section", has_text="6.3.7")
    card.get_by_label("On track").check()
    phone.get_by_role("button", name="Send to the chair").click()
    assert "1 update sent to the chair" in phone.get_by_role("alert").inner_text()
    wide = phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390

    chair = enter(CHAIR)
    chair.goto(f"{EXERCISE}/plan/waiting")
    assert "6.3.7" in main(chair)


def test_green_is_computed_red_and_the_page_says_why(enter: Enter) -> None:
    page = enter(LEAD)
    page.goto(f"{EXERCISE}/plan/actions/6.3.7/")
    words = main(page)
    assert "Green reported, but due 30 June 2020 passed with no evidence." in words
    page.goto(f"{EXERCISE}/plan/optimism")
    assert "SEN Support" in main(page)


def test_a_board_meets_from_its_agenda_to_a_tracked_decision(enter: Enter) -> None:
    page = enter(LEAD)
    page.goto(f"{EXERCISE}/meetings/")
    today = timezone.localdate()
    page.get_by_role("link", name=re.compile(f"{today.day} {today:%B %Y}")).first.click()
    assert "Made up: families in the south are asked about therapy." in main(page)
    page.get_by_role("link", name=re.compile("Run")).first.click()
    unfold(page, "Reports of the six groups")
    item = page.locator("details.gt-fold", has_text="Reports of the six groups")
    item.get_by_label("Minute").fill("Advisers were trained in two places of six.")
    item.get_by_label("It was").select_option("RESOLVED")
    item.get_by_label("That").fill(DECIDED)
    item.get_by_label("Owner (role)").fill("Area Service Manager, Inclusion (county council)")
    item.get_by_label("Due", exact=True).fill(f"{today + timedelta(days=100):%d/%m/%Y}")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("link", name="Minutes", exact=True).first.click()
    words = main(page)
    assert "Advisers were trained in two places of six." in words
    assert DECIDED in words
    page.goto(f"{EXERCISE}/meetings/decisions/")
    assert DECIDED in main(page)


def test_a_challenge_is_closed_only_by_who_asked_it(enter: Enter) -> None:
    asker = enter(ASKER)
    asker.goto(f"{EXERCISE}/challenges/")
    unfold(asker, "Ask a challenge")
    asker.get_by_label("Your question").fill(QUESTION)
    asker.get_by_label("A post or role").select_option("Improvement lead")
    asker.get_by_role("button", name="Ask it").click()
    asker.goto(f"{EXERCISE}/challenges/")
    asker.get_by_role("link", name=re.compile(re.escape(QUESTION))).click()
    address = asker.url

    lead = enter(LEAD)
    lead.goto(address)
    lead.locator("#answer").get_by_label("In words").fill("Eleven schools; the list is attached.")
    lead.get_by_role("button", name="Keep the answer").click()
    assert "Eleven schools" in main(lead)
    assert "Only who asked can close it" in main(lead)
    assert lead.locator("#close").count() == 0

    asker.goto(address)
    unfold(asker, "Close it")
    asker.locator("#close").get_by_label("In words").fill("We know which they are.")
    asker.get_by_role("button", name="Close the challenge").click()
    assert "closed by who asked" in asker.locator("ol.gt-history li").last.inner_text()


def drawn_up(page: Page, kind: str, as_at: str, title: str) -> str:
    """Draw up a report and return its address."""
    page.goto(f"{EXERCISE}/reports/new")
    page.get_by_label(re.compile(rf"^{re.escape(kind)}\.")).check()
    page.get_by_label("As it stood on").fill(as_at)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url(re.compile(r"/reports/\d+$"))
    return page.url


def test_an_accelerated_plan_is_raised_from_what_stalled(enter: Enter) -> None:
    page = enter(LEAD)
    page.goto(f"{EXERCISE}/plan/stalled/")
    words = main(page)
    for reason in ("An action is delayed", "No data shows an impact", "never came"):
        assert reason in words
    page.get_by_label(re.compile("Take it into an accelerated progress plan")).first.check()
    unfold(page, "Its milestones")
    first = page.locator("section.gt-asked").first
    for box in first.locator("textarea").all():
        box.fill("Families in every district say that they notice.")
    page.locator("input[name=title]").fill("Accelerated plan, raised here")
    page.locator("input[name=advisers]").fill("Advisers of the department")
    page.get_by_label("Governance").fill("Improvement board, every month")
    page.get_by_role("button", name="Raise the plan").click()
    assert "Raised: Accelerated plan, raised here" in page.get_by_role("alert").inner_text()


def wait_until_made(page: Page, command: Command) -> None:
    """Let the work be done that is due, here or by a worker that runs, until every file is made."""
    until = time.monotonic() + 90
    command("worker", "--once")
    page.reload()
    while "is being made" in main(page):
        assert time.monotonic() < until, main(page)
        time.sleep(1)
        page.reload()


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_published_at_every_depth(enter: Enter, command: Command, kind: str) -> None:
    author, approver = enter(LEAD), enter(APPROVER)
    address = drawn_up(author, kind, "2021-03-31", f"{kind}, spring 2021")
    approver.goto(address)
    approver.get_by_role("button", name="Approve it").click()
    author.reload()
    author.get_by_role("button", name="Publish it").click()
    assert "Published" in main(author)
    wait_until_made(author, command)
    files = {form: author.request.get(f"{address}/file/{form}") for form in ("docx", "pdf")}
    assert {form: answer.status for form, answer in files.items()} == {"docx": 200, "pdf": 200}
    assert files["pdf"].body().startswith(b"%PDF-")
    paragraphs = [p.text for p in Document(BytesIO(files["docx"].body())).paragraphs]
    assert any(f"{kind}, spring 2021" in text for text in paragraphs)
    assert any("ade up" in text for text in paragraphs), "nothing says that it is an exercise"


def test_it_stands_as_it_stood_on_1_december_2019(enter: Enter) -> None:
    page = enter(LEAD)
    page.goto(f"{EXERCISE}/?as-at=2019-12-01")
    assert "1 December 2019" in page.locator("body").inner_text()
    page.goto(f"{EXERCISE}/plan/actions/6.3.7/?as-at=2019-12-01")
    assert "advisers in two places" not in main(page)
    page.goto(f"{EXERCISE}/reports")
    page.get_by_role(
        "link", name="Made up: report for the board of December 2019", exact=True
    ).click()
    assert "1 December 2019" in main(page)
    page.get_by_role("button", name="Read it").click()
    words = page.locator("body").inner_text()
    assert "nine actions are reported done" in words
    assert "why do parents learn of meetings a day before?" in words
    assert "how will you know that an action made a difference" not in words, "asked later"
