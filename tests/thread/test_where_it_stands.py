"""Both verdicts on home, the list, an action and the thread; search; the review of easy read."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.audit.rules import Actor
from goldenthread.improvement.models import Action, ForumMark, Update
from goldenthread.improvement.queries import current_improvement_plan, standing_of
from goldenthread.thread.models import EasyReadReview
from goldenthread.thread.queries.narrowing import AskedOfStanding, answers
from goldenthread.thread.queries.required import required_of
from goldenthread.thread.queries.search import search_everything
from goldenthread.thread.queries.then import inspection_on

SLUG = "cumbria-exercise"
AT = f"/areas/{SLUG}/"
BY = Actor("test", "A tester")


@pytest.fixture
def exercise(examples, cumbria):
    return examples[SLUG]


def text_of(client: Client, address: str) -> str:
    """Return what a page says, in one line without its marks."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def numbers_in(client: Client, query: str) -> set[str]:
    """Return the numbers of the actions that the list shows for a query, over all its pages."""
    found: set[str] = set()
    for page in range(1, 6):
        html = client.get(f"{AT}plan/?{query}&page={page}").text
        found |= set(re.findall(r'class="govuk-link" href="[^"]*/plan/actions/([^/"]+)/"', html))
    return found


@pytest.mark.parametrize(
    "asked",
    [
        {"colour": "red"},
        {"colour": "gap"},
        {"delivery": "done"},
        {"delivery": "none"},
        {"difference": "none"},
        {"difference": "improved"},
        {"update": "late"},
        {"update": "waiting"},
        {"due": "past"},
    ],
)
def test_the_list_shows_the_actions_that_stand_as_was_asked(lead, exercise, asked):
    today = timezone.localdate()
    standings = standing_of(current_improvement_plan(exercise.pk), today).values()
    wanted = {s.number for s in standings if answers(s, AskedOfStanding(**asked), today)}
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    assert numbers_in(lead, query) == wanted


def test_a_choice_that_is_none_finds_nothing(lead, exercise):
    for name in ("colour", "delivery", "difference", "update", "due"):
        assert numbers_in(lead, f"{name}=mauve") == set()


def test_home_keeps_the_strands_apart_and_names_what_contradicts(exercise):
    today = timezone.localdate()
    plan = current_improvement_plan(exercise.pk)
    action = Action.objects.filter(
        improvement_plan=plan, updates__delivery="done", group__priorities__weakness__number=4
    ).first()
    ForumMark.objects.create(action=action, mark="not_ours", by="Forum", on=date(2020, 6, 1))
    inspection = inspection_on(exercise.pk, today)
    row = next(r for r in required_of(inspection, plan, today) if r.number == 4)
    assert "reported done" in row.delivery.words
    assert "not ours" in row.voice.words
    assert any("the forum disagrees" in words for words in row.contradictions)
    before = next(r for r in required_of(inspection, plan, date(2019, 11, 3)) if r.number == 4)
    assert not before.voice.known


def test_the_page_of_an_action_gives_the_reason_of_its_colour(lead, exercise):
    plan = current_improvement_plan(exercise.pk)
    standings = standing_of(plan, timezone.localdate()).values()
    red = next(s for s in standings if s.delivery and s.computed_rag != s.reported_rag)
    said = text_of(lead, f"{AT}plan/actions/{red.number}/")
    assert " ".join(red.why.split()) in said
    for words in ("Reported", "Computed", "What the forum says", "Co-produced", "Costs"):
        assert words in said
    for update in Update.objects.filter(action=red.action).exclude(words=""):
        assert " ".join(update.words.split()) in said


def test_only_those_who_may_write_are_led_to_it(lead, member, exercise):
    address = f"{AT}plan/actions/3.2.1/"
    assert f"{address}update" in lead.get(address).text
    assert f"{address}update" not in member.get(address).text


def test_the_thread_draws_the_difference_between_evidence_and_judgement(lead, exercise):
    html = lead.get(f"{AT}weaknesses/4/").text
    headings = re.findall(r'gt-picture__heading"[^>]*>([^<]+)<', html)
    assert headings.index("Evidence") < headings.index("Difference") < headings.index("Judgement")
    bare = lead.get("/areas/cumbria/weaknesses/4/").text
    assert "No difference judged" in bare


def test_search_finds_what_was_said_in_updates(exercise):
    update = Update.objects.filter(
        action__improvement_plan__area=exercise, state="accepted"
    ).exclude(words="")[0]
    word = max(update.words.split(), key=len).strip(".,;:")
    found = search_everything([exercise], word)
    assert any(hit.href.endswith(f"/actions/{update.action.number}/") for hit in found["Update"])


def test_families_read_easy_words_once_a_person_has_reviewed_those_words(lead, member, exercise):
    address = f"{AT}families/easy-read/"
    seen = re.search(r'name="seen" value="(\w+)"', lead.get(address).text)[1]
    assert 'name="seen"' not in member.get(address).text
    assert member.post(address, {"seen": seen}).status_code == 403
    lead.post(address, {"seen": "0" * 64})
    assert not EasyReadReview.objects.filter(improvement_plan__area=exercise).exists()
    lead.post(address, {"seen": seen})
    row = EasyReadReview.objects.get(improvement_plan__area=exercise)
    assert row.role == "Improvement lead"
    assert "Reviewed by a person" in Client().get(f"/public/{SLUG}/easy-read/").text
