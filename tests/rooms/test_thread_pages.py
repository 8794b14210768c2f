"""Every page of the thread: for those who may see it, and for those who may not."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.audit.models import Event
from goldenthread.thread.queries.plan import Asked, narrowed
from tests.guards.addresses import Address, address_of, addresses
from tests.guards.samples import area_of_the_newer_framework, samples_of

REFUSAL = "You cannot see the working pages of this area"
# The last look before families can read a plan is for those who publish.
PUBLISHERS_ONLY = {"thread:publish"}
PUBLISHING = "You cannot publish for families"


def of_the_thread() -> list[Address]:
    return [a for a in addresses() if a.name.startswith("thread:") and "slug" in a.parts]


@pytest.fixture
def where(cumbria) -> dict[str, str]:
    """Return a real address of each page of the thread, by its name."""
    area_of_the_newer_framework()
    samples = samples_of(cumbria)
    found = {a.name: address_of(a, samples) for a in of_the_thread()}
    return {name: page for name, page in found.items() if "/newer/" not in page}


def test_every_page_shows_for_the_lead_and_writes_nothing(where, lead):
    events = Event.objects.count()
    answered = {name: lead.get(page).status_code for name, page in where.items()}
    assert {name: status for name, status in answered.items() if status not in (200, 405)} == {}
    assert sum(status == 200 for status in answered.values()) >= 14
    assert Event.objects.count() == events


def test_every_page_shows_for_a_member_who_may_only_see(where, member):
    seen = where.keys() - PUBLISHERS_ONLY
    answered = {name: member.get(where[name]).status_code for name in seen}
    assert {name: status for name, status in answered.items() if status not in (200, 405)} == {}
    for name in PUBLISHERS_ONLY:
        answer = member.get(where[name])
        assert answer.status_code == 403
        assert PUBLISHING in answer.text


def test_nobody_without_a_role_sees_any(where, nobody):
    for name, page in where.items():
        answer = nobody.get(page)
        if answer.status_code != 405:
            assert answer.status_code == 403, name
            assert (PUBLISHING if name in PUBLISHERS_ONLY else REFUSAL) in answer.text, name


def test_a_stranger_is_sent_to_sign_in_and_back(where):
    for page in where.values():
        answer = Client().get(page)
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("accounts:sign_in"))
        assert page in answer.url


def test_an_area_that_is_not_there_is_missing(lead):
    assert lead.get("/areas/nowhere/plan/").status_code == 404


def test_a_person_of_one_area_goes_straight_there(cumbria, nobody, lead):
    assert "Cumbria" in lead.get("/").text
    assert cumbria.name not in nobody.get("/").text


def links_of(page: str) -> set[str]:
    return {
        found.replace("&amp;", "&").split("#")[0]
        for found in re.findall(r'href="(/areas/cumbria/[^"]*)"', page)
    }


def test_no_link_leads_nowhere(lead, where):
    seen: set[str] = set()
    for name in ("home", "weakness", "plan", "group", "action", "findings", "documents"):
        seen |= links_of(lead.get(where[f"thread:{name}"]).text)
    pages = {link.split("?")[0]: link for link in seen}
    broken = {link for link in pages.values() if lead.get(link).status_code != 200}
    assert broken == set()
    assert len(pages) > 40


@pytest.mark.parametrize("number", range(1, 10))
def test_every_weakness_shows_its_words_and_its_judgement(lead, inspection, number):
    page = unescape(lead.get(f"/areas/cumbria/weaknesses/{number}/").text)
    assert inspection.weaknesses.get(number=number).short in page
    assert ("ot sufficient" in page) is (number in (4, 6))


def test_the_example_says_that_delivery_is_unknown_and_the_exercise_that_it_is_made_up(lead):
    real = lead.get("/areas/cumbria/plan/").text
    made_up = lead.get("/areas/cumbria-exercise/plan/").text
    assert real.count("We do not know") >= 25
    assert "made up" not in real
    assert "made up" in made_up


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", 25),
        ("page=5", 8),
        ("page=99", 8),
        ("page=0", 8),
        ("page=-1", 8),
        ("page=abc", 25),
        ("q=1.1.1", 1),
        ("rag=none&page=5", 8),
        ("rag=green", 0),
    ],
)
def test_how_many_rows_a_page_of_the_plan_has(lead, query, rows):
    page = lead.get(f"/areas/cumbria/plan/?{query}").text
    assert page.count('scope="row"') == rows


@pytest.mark.parametrize("field", ["weakness", "group", "lead", "due", "rag"])
def test_what_the_plan_is_narrowed_by_adds_up(lead, statement, field):
    """The rows of every choice together are all actions, each at least once."""
    page = lead.get("/areas/cumbria/plan/").text
    select = re.search(rf'<select[^>]*name="{field}".*?</select>', page, re.S).group()
    found: set[int] = set()
    for value in re.findall(r'<option(?: value="([^"]*)")?[^>]*>([^<]*)', select):
        chosen = unescape(value[0] or value[1])
        if chosen in ("", "All"):
            continue
        rows = narrowed(statement, Asked(**{field: chosen}), timezone.localdate())
        keys = set(rows.values_list("pk", flat=True))
        page = lead.get("/areas/cumbria/plan/", {field: chosen}).text
        shown = re.search(r"(\d+) (?:action that matches|actions that match)<", page)
        assert int(shown.group(1) if shown else 0) == len(keys)
        found |= keys
    unled = statement.actions.filter(leads=None).values_list("pk", flat=True)
    expected = set(statement.actions.values_list("pk", flat=True))
    assert found == (expected - set(unled) if field == "lead" else expected)


def test_home_says_what_changed_since_the_board_and_what_waits_for_whom(examples, chair):
    page = chair.get("/areas/cumbria-exercise/").text
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert re.search(r"Since the board of \d+ \w+ \d{4}: 3 actions changed", words)
    waits = page[page.index('class="gt-around"') :].partition("</ul>")[0]
    offered = dict(re.findall(r'([A-Za-z ]+): <a class="govuk-link" href="([^"]+)">', waits))
    for what, count in (("Updates that wait for the chair", 4), ("Open challenges", 4)):
        assert f">{count}<" in waits[waits.index(what) : waits.index(what) + 200]
    assert len(offered) == 6
    for what, address in offered.items():
        assert chair.get(address).status_code == 200, what
    assert "1 action that matches<" in chair.get(offered["Differences to agree from outside"]).text
    lost = chair.get(offered["Decisions that never came back"]).text
    assert '<strong aria-current="true">Never came back</strong>' in lost
    past = chair.get("/areas/cumbria-exercise/?as-at=2019-12-01").text
    assert "wait for the chair" not in past


def test_what_search_finds_stays_within_what_a_person_may_see(lead, nobody):
    assert "/areas/cumbria/" in lead.get("/search?q=families").text
    assert "/areas/" not in nobody.get("/search?q=families").text


def test_htmx_gets_the_rows_alone(lead):
    rows = lead.get("/areas/cumbria/plan/?q=families", headers={"HX-Request": "true"}).text
    assert "<html" not in rows
    assert "<table" in rows
