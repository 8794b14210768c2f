"""Home gives who leads actions their own first: the worst ten, and what is asked of each."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.accounts.changes import add_user, ensure_posts, give_role, put_in_post
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Role
from goldenthread.improvement.models import Lead, Update, UpdateCycle
from goldenthread.thread.queries import plan, standings
from goldenthread.thread.queries.mine import MOST_SHOWN, mine_of
from goldenthread.thread.queries.standings import Stood

from .conftest import BY
from .large import more_actions

HOME = "/areas/cumbria/"
TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=400)


@pytest.fixture
def post(statement) -> str:
    """Return the lead that the plan names for the most actions."""
    roles = list(Lead.objects.filter(improvement_plan=statement).values_list("role", flat=True))
    return max(sorted(set(roles)), key=roles.count)


@pytest.fixture
def holder(cumbria, post) -> User:
    """Return an action lead who holds that post."""
    user = add_user(by=BY, email="holder@example.org", name="Holder", password=None)
    give_role(by=BY, user=user, area=cumbria, role=Role.ACTION_LEAD, starts=LONG_AGO)
    ensure_posts(by=BY, area=cumbria, titles=[post])
    put_in_post(by=BY, area=cumbria, title=post, user=user, starts=LONG_AGO)
    standings.forget()
    plan.forget()
    return user


def page_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get(HOME).text


def rows_of(page: str) -> list[str]:
    """Return the rows of the reader's own actions as the page has them."""
    own = page[page.index('class="gt-mine"') :].partition("</section>")[0]
    return own.partition("<tbody")[2].split("<tr ")[1:]


def led(statement, post: str) -> int:
    return Lead.objects.filter(improvement_plan=statement, role=post).distinct().count()


def test_who_leads_sees_their_actions_before_anything_else(statement, post, holder):
    page = page_of(holder)
    rows, count = rows_of(page), led(statement, post)
    assert page.index('class="gt-mine"') < page.index('class="govuk-body-s gt-home__of"')
    assert len(rows) == min(MOST_SHOWN, count)
    for row in rows:
        [number] = re.findall(r'href="/areas/cumbria/plan/actions/([^/"]+)/"', row)
        assert f'href="/areas/cumbria/plan/actions/{number}/update"' in row
        assert Lead.objects.filter(action__number=number, role=post).exists()
    [address] = re.findall(rf'href="([^"]+)">All {count} of ', page)
    client = Client()
    client.force_login(holder)
    assert f"{count} actions that match<" in client.get(address).text
    assert client.get(f"/areas/cumbria/plan/actions/{number}/update").status_code == 200


def test_nobody_else_sees_any_list(lead, chair, member, holder):
    for client in (lead, chair, member):
        assert 'class="gt-mine"' not in client.get(HOME).text
    reader = Client()
    reader.force_login(holder)
    assert 'class="gt-mine"' not in reader.get(HOME, {"as-at": "2020-03-01"}).text


def test_what_an_update_is_late_of_comes_first_then_what_is_asked_for(statement, post, holder):
    closed = {"opens": TODAY - timedelta(days=30), "due": TODAY - timedelta(days=9)}
    UpdateCycle.objects.create(improvement_plan=statement, **closed)
    mine = mine_of(holder, statement.area, statement, Stood(statement, TODAY, "closed"))
    assert mine is not None
    assert mine.due == mine.open
    said, done = (one.standing.action for one in mine.shown[:2])
    given = {"on": closed["opens"], "by_role": post, "entered_by": "x", "state": "accepted"}
    Update.objects.create(action_id=said, delivery="on_track", **given)
    Update.objects.create(action_id=done, delivery="done", **given)
    after = mine_of(holder, statement.area, statement, Stood(statement, TODAY, "said"))
    assert after is not None
    assert (after.open, after.due) == (mine.open - 1, mine.open - 2)
    late = [one.standing.late for one in after.shown]
    assert late == sorted(late, reverse=True)
    assert dict(after.roles)[post] == led(statement, post)


def test_it_asks_as_few_questions_of_ten_thousand_actions(statement, holder):
    client = Client()
    client.force_login(holder)
    client.get(HOME)
    asked = []
    for more in (False, True):
        if more:
            more_actions(statement)
        standings.forget()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HOME).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[1] <= 40
