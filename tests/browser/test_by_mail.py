"""The link of a letter on a phone: on track in one choice and one button, and what else stands."""

import os
import subprocess
import sys

import pytest

from tests.browser.conftest import RUN
from tests.browser.visit import PHONE, Visit

pytestmark = pytest.mark.browser
# Somebody holds the post that leads the most actions, and a round asks them; prints their key.
ASK = """
import re
from collections import Counter
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from goldenthread.accounts.changes import add_user, put_in_post
from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Outbox
from goldenthread.audit.rules import Actor
from goldenthread.improvement.changes.cycles import ask_for_updates
from goldenthread.improvement.models import Lead
from goldenthread.improvement.queries import current_improvement_plan
by, today = Actor("test", "A test"), timezone.localdate()
area = LocalArea.objects.get(slug="cumbria")
plan = current_improvement_plan(area.pk)
roles = Counter(Lead.objects.filter(improvement_plan=plan).values_list("role", flat=True))
role = sorted(roles, key=lambda r: (abs(roles[r] - 4), r))[0]
user = add_user(by=by, email="phone@example.org", name="Pat Example", password=None)
put_in_post(by=by, area=area, title=role, user=user, starts=today)
due = today + timedelta(days=14)
kept = {"improvement_plan": plan, "opens": today, "due": due, "address": "http://x/updates/"}
with transaction.atomic():  # a worker that sends a letter keeps nothing of its words
    ask_for_updates(by=by, **kept)
    letter = Outbox.objects.get(kind="mail", payload__to="phone@example.org")
print("KEY", re.search(r"/updates/(\\S+)", letter.payload["text"])[1])
"""


@pytest.fixture(scope="module")
def key(served, tmp_path_factory) -> str:
    """Open a round in the demonstration that is served, and return the key of one letter."""
    home = next(tmp_path_factory.getbasetemp().glob("demo*"))
    own = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}
    environment = {name: value for name, value in os.environ.items() if name not in own}
    environment["GOLDENTHREAD_HOME"] = str(home)
    done = subprocess.run(
        [sys.executable, "-c", RUN, "manage", "shell", "-c", ASK],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("KEY ")[1].split()[0]


@pytest.mark.parametrize("scripts", [True, False])
def test_an_action_is_updated_from_the_letter_on_a_phone(window, key, scripts):
    visit = Visit(window(**PHONE, scripts=scripts, known=False).new_page())
    page = visit.open(f"/updates/{key}")
    cards = page.locator("section.gt-asked")
    assert cards.count() >= 2
    if scripts:
        assert visit.faults() == []
    assert page.get_by_role("link", name="Sign in").count() == 0
    card = cards.first
    card.get_by_label("On track").check()
    page.get_by_role("button", name="Send to the chair").click()
    assert "1 update sent to the chair" in page.locator("main").inner_text()
    assert page.get_by_text("It waits for the chair.").count() >= 1
    if scripts:
        assert visit.faults() == []


def test_what_is_wrong_is_said_on_its_card_and_the_rest_is_kept(window, key):
    visit = Visit(window(**PHONE, known=False).new_page())
    page = visit.open(f"/updates/{key}")
    cards = page.locator("section.gt-asked")
    last = cards.last
    if last.locator("details:has-text('Say something else')").count():
        last.get_by_text("Say something else").click()
    last.get_by_label("At risk").check()
    last.get_by_text("Propose another date").click()
    last.get_by_label("New date").fill("soonish")
    page.get_by_role("button", name="Send to the chair").click()
    summary = page.locator(".govuk-error-summary")
    assert "No date could be read" in summary.inner_text()
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.value") == "soonish"
    assert visit.faults(400) == []


def test_a_link_that_is_none_says_what_to_do(window):
    visit = Visit(window(**PHONE, known=False).new_page())
    page = visit.open("/updates/nonsense", 410)
    assert "Ask whoever coordinates the plan" in page.locator("main").inner_text()
    assert visit.faults(410) == []


@pytest.mark.parametrize(
    "place",
    ["rounds", "late", "many", "workbook", "build", "rolling", "stalled/"],
)
def test_the_pages_of_who_coordinates_are_sound_on_both_widths(window, place):
    visit = Visit(window().new_page())
    visit.open(f"/areas/cumbria/plan/{place}")
    assert visit.faults_at_both_widths() == []


def test_evidence_sent_by_the_link_is_withdrawn_there_after_a_step_between(window, key):
    visit = Visit(window(**PHONE, known=False).new_page())
    page = visit.open(f"/updates/{key}")
    card = page.locator("section.gt-asked").first
    if card.locator("details:has-text('Say something else')").count():
        card.get_by_text("Say something else").click()
    card.get_by_label("On track").check()
    card.get_by_text("Add evidence").click()
    card.locator("[name$=-address]").fill("https://example.org/seen")
    card.locator("[name$=evidence_words]").fill("Waits fell")
    card.locator("[name$=grade]").select_option("data")
    page.get_by_role("button", name="Send to the chair").click()
    page.get_by_role("link", name="It is wrong").last.click()
    assert "Nothing has changed yet" in page.locator("main").inner_text()
    assert visit.faults_at_both_widths() == []
    page.get_by_label("Why is it withdrawn?").fill("Of another year")
    page.get_by_role("button", name="Withdraw it").click()
    assert page.locator("s").last.inner_text().startswith("Waits fell")
    assert visit.faults_at_both_widths() == []
