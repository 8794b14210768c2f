"""The number of questions a page asks the database does not grow with what is held."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.accounts.models import RoleHeld, User
from goldenthread.thread.queries import plan, standings

from .large import ACTIONS, more_actions, more_areas

PAGES = [
    "/",
    "/areas/cumbria/",
    "/areas/cumbria/weaknesses/4/",
    "/areas/cumbria/plan/",
    "/areas/cumbria/plan/?page=2",
    "/areas/cumbria/plan/?q=families",
    "/areas/cumbria/plan/?weakness=4&due=past&rag=none",
    "/areas/cumbria/plan/?group=3&lead=Designated Clinical Officer",
    "/areas/cumbria/timeline/",
    "/areas/cumbria/plan/actions/3.5.1/",
    "/areas/cumbria/plan/groups/3/",
    "/areas/cumbria/plan/measures/",
    "/areas/cumbria/findings/",
    "/areas/cumbria/bodies/",
    "/areas/cumbria/documents/",
    "/areas/cumbria/check/matches/",
    "/search?q=families",
]


def asked(client: Client, page: str) -> list[str]:
    """Return what a page asks the database when nothing is remembered from another."""
    client.get("/")  # of a slow run, the first page in five minutes notes that the person is here
    standings.forget()
    plan.forget()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(page).status_code in (200, 302)
    return [query["sql"][:160] for query in queries]


def test_no_page_asks_more_of_153_areas_and_10000_actions(lead, statement):
    RoleHeld.objects.filter(area__exercise=True).delete()
    lead.get("/")  # the first page after signing in also notes where the person signed in
    few = {page: asked(lead, page) for page in PAGES}
    more_areas(User.objects.get(email="lead@example.org"))
    more_actions(statement)
    assert statement.actions.count() == ACTIONS
    many = {page: asked(lead, page) for page in PAGES}
    grown = {
        page: (len(few[page]), len(many[page]), [q for q in many[page] if q not in few[page]])
        for page in PAGES
        if len(many[page]) != len(few[page])
    }
    assert grown == {}
    assert max(len(queries) for queries in many.values()) <= 40
    lists = [page for page in PAGES if page.startswith("/areas/cumbria/plan/?")]
    for page in ("/areas/cumbria/plan/", *lists):
        assert len(many[page]) <= 11, "a row of the plan asks nothing of its own"


def test_the_list_of_a_past_day_asks_no_more_than_todays_may(lead, statement):
    for asked_for in ("", "group=3&", "lead=Designated Clinical Officer&", "weakness=4&"):
        page = f"/areas/cumbria/plan/?{asked_for}as-at=2020-03-02"
        assert len(asked(lead, page)) <= 11, "what moved later is looked at in one question"
