"""The thread of a weakness with thousands of actions: bounded, and every action in reach."""

import re

from goldenthread.improvement.models import Action, ActionAnswersFinding, Promise
from goldenthread.thread.queries.weakness import FIRST_FEW, MOST_IN_FULL
from tests.rooms import large

PAGE = "/areas/cumbria/weaknesses/4/"
PLAN = re.compile(r'href="(/areas/cumbria/plan/\?(?:theme|finding)=[^"]+)"')
ACTION = re.compile(r'href="/areas/cumbria/plan/actions/([^"/]+)/"')


def links_of(lead, page: str) -> tuple[set[str], set[str]]:
    """Return the numbers of the actions that a page leads to, and the lists it leads to."""
    words = lead.get(page).content.decode()
    return set(ACTION.findall(words)), set(PLAN.findall(words))


def test_the_examples_thread_stands_on_its_page_in_full(lead, statement):
    groups = statement.priorities.filter(weakness__number=4).values("group")
    held = set(Action.objects.filter(group__in=groups).values_list("number", flat=True))
    numbers, lists = links_of(lead, PAGE)
    assert 0 < len(held) <= MOST_IN_FULL
    assert held <= numbers
    assert lists == set()


def test_a_large_thread_is_small_and_leads_to_every_action(lead, statement):
    large.more_actions(statement)
    groups = statement.priorities.filter(weakness__number=4).values("group")
    held = Action.objects.filter(group__in=groups)
    Promise.objects.filter(action__in=held).update(evidence_promised="Minutes")
    answer = lead.get(PAGE)
    assert held.count() > 1000
    assert len(answer.content) < 300_000
    numbers, lists = links_of(lead, PAGE)
    themes = sorted({page for page in lists if "theme=" in page})
    assert len(themes) == held.values("theme").distinct().count()
    for page in themes:
        number = page.partition("=")[2]
        count = held.filter(theme__number=number).count()
        assert count > FIRST_FEW
        assert f"{count} actions that match" in lead.get(page).content.decode()
    assert any("finding=" in page for page in lists)
    assert "drawn as one box" in answer.content.decode()


def test_the_plan_lists_the_actions_that_answer_a_finding(lead, statement):
    link = ActionAnswersFinding.objects.filter(action__improvement_plan=statement).first()
    page = f"/areas/cumbria/plan/?finding={link.finding_id}"
    assert link.action.number in links_of(lead, page)[0]
    assert links_of(lead, "/areas/cumbria/plan/?finding=999999999")[0] == set()
    assert links_of(lead, "/areas/cumbria/plan/?finding=none&theme=9")[0] == set()
