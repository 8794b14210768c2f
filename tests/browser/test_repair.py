"""Repair in a real browser: by keyboard alone, without scripts, by two people, at two widths."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from goldenthread.accounts.models import User
from goldenthread.areas.models import LocalArea
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.intake import changes
from goldenthread.intake.models import Decision, Intake, ReadFact
from tests.browser.visit import Visit
from tests.intake.making import (
    bring_in,
    client_of,
    decide_all,
    harbourshire,
    person,
    small_tracker,
)
from tests.reading import workbooks
from tests.shared import AGENDA_PACK, needs_shared

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_DECISIONS = 120
LOOKED_AT_OF_A_KIND = 4


@pytest.fixture(scope="module", autouse=True)
def database_beside_the_browser() -> Iterator[None]:
    """Let the test ask the database while the browser's loop runs in the same thread."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def area(transactional_db) -> LocalArea:
    return harbourshire()


@pytest.fixture
def ann(area) -> User:
    return person("ann", area)


@pytest.fixture
def ben(area) -> User:
    return person("ben", area)


@pytest.fixture
def tracker(area, ann) -> Intake:
    return small_tracker(ann, area)


def opened_by(
    user: User, chromium: Browser, server: str, width: int = 1280, scripts: bool = True
) -> Page:
    """Return a page of a browser in which somebody has signed in."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts
    )
    context.set_default_timeout(10_000)
    cookie = client_of(user).cookies["goldenthread"]
    context.add_cookies([{"name": "goldenthread", "value": cookie.value, "url": server}])
    return context.new_page()


def address(server: str, intake: Intake, page: str = "") -> str:
    return f"{server}/areas/harbourshire/repair/{intake.document_id}/{page}"


def press(page: Page, key: str) -> None:
    """Press a key that sends a decision or opens another fact, and wait for the page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what carries these words has the focus."""
    for _ in range(90):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText || ''")
        if words in focused:
            return
    raise AssertionError(f"Tab never came to “{words}”.")


def reason_of(page: Page) -> str:
    field = page.locator("#fact").inner_text().rpartition(", ")[2]
    said = page.locator("#fact + p").inner_text()
    return f"{field}: {said}"


def look_through(page: Page) -> int:
    """Decide all that waits, by keyboard: some of each kind one by one, then the rest of it.

    Returns how many keys were pressed that decided something.
    """
    looked: Counter[str] = Counter()
    decided = 0
    while page.locator("#fact").count():
        kind = reason_of(page)
        looked[kind] += 1
        read = page.locator('[data-key="a"]').count()
        together = page.locator('[data-key="g"]').count()
        rest = looked[kind] > LOOKED_AT_OF_A_KIND and together
        press(page, "g" if rest else "a" if read else "l")
        decided += 1
        assert decided < 400
    return decided


def press_what_is_plainest(page: Page) -> str:
    """Press the first button of the page that stands out, as somebody in a hurry does.

    Returns its words.
    """
    plain = "#main-content .govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning)"
    first = page.locator(plain).first
    words = first.inner_text()
    with page.expect_navigation():
        first.click()
    return words


@needs_shared
def test_the_real_statement_goes_from_upload_to_a_plan_in_few_decisions(
    live_server, chromium, area, ann
):
    page = opened_by(ann, chromium, live_server.url)
    page.goto(f"{live_server.url}/areas/harbourshire/bring-in/")
    page.set_input_files("#id_files", str(AGENDA_PACK))
    tab_to(page, "Read it")
    press(page, "Enter")
    tab_to(page, "Look at what was read")
    press(page, "Enter")
    press(page, "!")
    decided = 1 + look_through(page)
    press(page, "f")
    tab_to(page, "Let it enter the record")
    press(page, "Enter")
    heading = page.locator("h1").inner_text()
    assert heading.startswith("108 actions, 6 groups, 9 priorities accepted")
    assert decided == Decision.objects.filter(undone_at=None).count()
    assert decided <= MOST_DECISIONS
    assert f"in {decided} decisions" in page.inner_text("main")
    plan = ImprovementPlan.objects.get()
    assert plan.actions.count() == 108
    page.click("text=Open the plan")
    assert page.locator("h1").inner_text() == plan.title


@needs_shared
def test_a_newcomer_who_only_presses_what_stands_out_stays_within_the_bound(
    live_server, chromium, area, ann
):
    page = opened_by(ann, chromium, live_server.url)
    page.goto(f"{live_server.url}/areas/harbourshire/bring-in/")
    page.set_input_files("#id_files", str(AGENDA_PACK))
    pressed = []
    while not page.url.endswith("/done/"):
        pressed.append(press_what_is_plainest(page))
        assert len(pressed) < 400
    assert page.locator("h1").inner_text().startswith("108 actions, 6 groups, 9 priorities")
    decided = Decision.objects.filter(undone_at=None).count()
    assert decided <= MOST_DECISIONS
    assert any("like this one" in words for words in pressed)
    one_by_one = [words for words in pressed if words.endswith(" Accept")]
    assert len(one_by_one) > len(pressed) / 2


def test_every_deed_has_its_key(live_server, chromium, area, ann, tracker):
    page = opened_by(ann, chromium, live_server.url)
    page.goto(address(live_server.url, tracker))
    assert "Action 2.1.3, RAG" in page.locator("#fact").inner_text()
    press(page, "j")
    assert "Action 2.2.1, date" in page.locator("#fact").inner_text()
    press(page, "k")
    press(page, "s")
    page.keyboard.press("e")
    page.keyboard.type("July 2024 to be jolly sure")
    assert "Action 2.2.1, date" in page.locator("#fact").inner_text()
    page.keyboard.press("Control+a")
    page.keyboard.type("July 2024")
    press(page, "Control+Enter")
    due = ReadFact.objects.get(key="2.2.1", field="due")
    assert (due.decided, due.value[0]["from"]) == ("corrected", "2024-07-01")
    press(page, "u")
    due.refresh_from_db()
    assert due.decided == "pending"
    press(page, "l")
    due.refresh_from_db()
    assert due.decided == "left_unknown"
    assert "Action 2.2.1, RAG" in page.locator("#fact").inner_text()


def test_leads_and_words_are_put_right_by_key(live_server, chromium, area, ann, tracker):
    page = opened_by(ann, chromium, live_server.url)
    lead = ReadFact.objects.get(key="2.1.2", field="lead")
    beside = ReadFact.objects.get(key="2.1.1", field="lead")
    page.goto(f"{address(live_server.url, tracker)}?fact={lead.pk}")
    press(page, "M")
    beside.refresh_from_db()
    assert beside.value == ["Head of SEND"]
    press(page, "u")
    page.goto(f"{address(live_server.url, tracker)}?fact={beside.pk}")
    press(page, "m")
    lead.refresh_from_db()
    assert lead.value == ["Head of Therapies", "SEND Commissioning Manager"]
    assert lead.alternatives == [["Head of SEND"]]
    page.goto(f"{address(live_server.url, tracker)}?fact={lead.pk}")
    press(page, "1")
    lead.refresh_from_db()
    assert lead.value == ["Head of SEND"]
    text = ReadFact.objects.get(key="2.1.2", field="text")
    page.goto(f"{address(live_server.url, tracker)}?fact={text.pk}")
    page.keyboard.press("/")
    for _ in range(len("Agree one ")):
        page.keyboard.press("ArrowRight")
    page.keyboard.type("// ")
    press(page, "Control+Enter")
    text.refresh_from_db()
    assert text.value == "Agree one"
    page.goto(f"{address(live_server.url, tracker)}?fact={text.pk}")
    page.keyboard.press("+")
    assert page.locator("[data-key='+']").is_visible()
    press(page, "+")
    text.refresh_from_db()
    assert text.value == "Agree one referral form Publish waits by locality"


def test_keys_can_be_turned_off(live_server, chromium, area, ann, tracker):
    page = opened_by(ann, chromium, live_server.url)
    page.goto(address(live_server.url, tracker))
    page.click("summary:has-text('Keys')")
    page.click("#keys-switch")
    page.reload()
    page.keyboard.press("a")
    page.keyboard.press("!")
    assert not Decision.objects.exists()
    assert "Keys are off" in page.locator("#keys-switch").text_content()


def test_everything_works_without_scripts(live_server, chromium, area, ann, tmp_path: Path):
    file = tmp_path / "tracker.xlsx"
    file.write_bytes(workbooks.merged_tracker())
    page = opened_by(ann, chromium, live_server.url, scripts=False)
    page.goto(f"{live_server.url}/areas/harbourshire/bring-in/")
    page.set_input_files("#id_files", str(file))
    page.click("text=Read it")
    page.click("text=Look at what was read")
    assert not page.locator(".gt-key").first.is_visible()
    page.click("button:has-text('Accept all')")
    page.click("button:text-is('Accept')")
    page.click("button:has-text('Undo')")
    page.click("button:text-is('Accept')")
    page.fill("#text", "autumn 2024")
    page.click("text=Save the correction")
    page.click("button:has-text('Leave unknown')")
    assert "Nothing is left to look at" in page.inner_text("main")
    page.click("a.govuk-button:has-text('Finish')")
    page.click("text=Let it enter the record")
    assert "4 actions" in page.locator("h1").inner_text()


def test_two_people_at_once_are_told(live_server, chromium, area, ann, ben, tracker):
    one = opened_by(ann, chromium, live_server.url)
    other = opened_by(ben, chromium, live_server.url)
    for page in (one, other):
        page.goto(address(live_server.url, tracker))
    other.fill("#text", "amber")
    other.click("text=Save the correction")
    press(one, "a")
    assert "Ben corrected this" in one.inner_text("main")
    rag = ReadFact.objects.get(key="2.1.3", field="rag")
    assert rag.value == "amber"
    one.click("text=Keep theirs")
    assert "2 to look at" in one.inner_text("#progress")
    rag.refresh_from_db()
    assert rag.value == "amber"


def test_ones_own_older_page_is_no_second_person(live_server, chromium, area, ann, tracker):
    page = opened_by(ann, chromium, live_server.url)
    rag = ReadFact.objects.get(part__intake=tracker, key="2.1.3", field="rag")
    older = page.context.new_page()
    for each in (page, older):
        each.goto(f"{address(live_server.url, tracker)}?fact={rag.pk}")
    press(page, "a")
    press(older, "a")
    told = older.inner_text("main")
    assert "You were here before" in told
    assert "you accepted this" in told
    assert "Two of you" not in told
    assert Visit(older).faults(409) == []
    older.click("button:text-is('Undo it')")
    assert "3 to look at" in older.inner_text("#progress")


def test_what_is_decided_is_not_decided_twice_by_going_back(
    live_server, chromium, area, ann, tracker
):
    page = opened_by(ann, chromium, live_server.url)
    rag = ReadFact.objects.get(part__intake=tracker, key="2.1.3", field="rag")
    page.goto(f"{address(live_server.url, tracker)}?fact={rag.pk}")
    press(page, "a")
    page.goto(f"{address(live_server.url, tracker)}?fact={rag.pk}")
    assert "Decided by Ann" in page.inner_text("#fact-panel")
    assert page.locator("button[data-key='a']").count() == 0
    press(page, "a")
    assert "Action 2.2.1, date" in page.locator("#fact").inner_text()
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_the_key_of_a_group_acts_at_its_first_press_and_is_undone_whole(
    live_server, chromium, area, ann, tracker, width
):
    leads = ReadFact.objects.filter(part__intake=tracker, noun="actions", field="lead")
    leads.update(state="unsure", reason="Lines of several columns stand mixed.", bundle="")
    page = opened_by(ann, chromium, live_server.url, width)
    visit = Visit(page)
    visit.open(address(live_server.url, tracker))
    assert "Accept these 4 like this one" in page.inner_text("#fact-panel")
    assert visit.faults() == []
    press(page, "g")
    assert "4 accepted as one decision" in page.inner_text("main")
    assert leads.filter(decided="accepted").count() == 4
    assert visit.faults() == []
    press(page, "u")
    assert leads.filter(decided="pending").count() == 4


def test_leaving_and_coming_back_loses_nothing(live_server, chromium, area, ann, tracker):
    page = opened_by(ann, chromium, live_server.url)
    page.goto(address(live_server.url, tracker))
    press(page, "a")
    page.context.close()
    again = opened_by(ann, chromium, live_server.url)
    again.goto(address(live_server.url, tracker))
    assert "2 to look at" in again.inner_text("#progress")
    assert "Action 2.2.1, date" in again.locator("#fact").inner_text()


def newer_version(user: User, tracker: Intake) -> Intake:
    """Let the tracker enter, and return a newer version of it that waits to be compared."""
    decide_all(user, tracker)
    changes.finish(by=user.actor, intake=tracker)
    return bring_in(user, tracker.document.area, workbooks.statement_form(), "newer.docx")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wrong_with_any_page(live_server, chromium, area, ann, tracker, width):
    visit = Visit(opened_by(ann, chromium, live_server.url, width))
    server, found = live_server.url, []
    upload = f"{server}/areas/harbourshire/bring-in/"
    facts = ReadFact.objects.filter(key="2.2.1", field__in=("lead", "text", "due", "rag"))
    one = address(server, tracker)
    for page in (
        upload,
        f"{upload}progress/",
        *(f"{one}?fact={fact.pk}" for fact in facts),
        f"{one}facts/?show=all",
        f"{one}compare/",
    ):
        visit.open(page)
        found += visit.faults()
    visit.open(f"{one}?fact={facts[0].pk}")
    visit.page.fill("#text", "")
    visit.page.click("text=Save the correction")
    found += visit.faults(400)
    visit.open(upload)
    visit.page.click("text=Read it")
    found += visit.faults(400)
    newer = newer_version(ann, tracker)
    for page in (f"{one}done/", address(server, newer, "compare/")):
        visit.open(page)
        found += visit.faults()
    decide_all(ann, newer)
    visit.open(address(server, newer, "compare/"))
    found += visit.faults()
    assert found == []
