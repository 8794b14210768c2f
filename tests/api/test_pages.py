"""The pages about programs, webhooks and work: who sees them, what they say and what they do."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.api.forms import TOLD_OF
from goldenthread.api.queries import COLUMNS
from goldenthread.api.views import api
from goldenthread.areas.changes import add_area, add_body
from goldenthread.areas.models import LocalArea
from goldenthread.areas.rules import BodyKind
from goldenthread.audit.changes import add_webhook, claim, fail, record
from goldenthread.audit.models import Event, Outbox, WebhookSubscription
from goldenthread.audit.rules import Actor, Follow, Work, letter
from tests.guards.house import SOURCE

pytestmark = pytest.mark.django_db
BY = Actor("test", "A tester")
URL = "https://example.org/here"


@pytest.fixture
def area() -> LocalArea:
    return add_area(by=BY, slug="harbour", name="Harbour")


@pytest.fixture
def other() -> LocalArea:
    return add_area(by=BY, slug="hill", name="Hill")


def signed_in(area: LocalArea, role: Role) -> Client:
    user = add_user(by=BY, email=f"{role}@example.org", name=f"The {role}", password=None)
    give_role(by=BY, user=user, area=area, role=role, starts=date(2019, 1, 1))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def administrator(area) -> Client:
    return signed_in(area, Role.ADMINISTRATOR)


def page(name: str, area: LocalArea, *parts: object) -> str:
    return reverse(f"api:{name}", args=[area.slug, *parts])


def happened(area: LocalArea, *follow: Follow) -> Event:
    body = add_body(
        by=BY, area=area, name=f"Board {Event.objects.count()}", kind=BodyKind.IMPROVEMENT_BOARD
    )
    return record(by=BY, verb="mend", subject="body", ref=body.pk, follow=list(follow))


def given_up(area: LocalArea, to: str) -> Outbox:
    """Return a letter that was given up for good."""
    row = happened(area, letter(to=to, subject="Your update", text="secret words")).outbox.get()
    fail(work=claim(pk=row.pk), words="The mail server refused it.", hopeless=True)
    return row


def test_every_operation_is_listed_with_its_words(area, administrator):
    shown = administrator.get(page("programs", area)).text
    told = api.get_openapi_schema()["paths"]
    assert sum(len(methods) for methods in told.values()) > 10
    for path, methods in told.items():
        assert path.replace("{slug}", area.slug) in shown
        for operation in methods.values():
            assert len(operation["description"]) > 20
            assert len(operation["summary"]) > 5


def test_the_page_leads_to_the_tables_for_excel(area, administrator):
    shown = administrator.get(page("programs", area)).text
    assert f"http://testserver/api/1/areas/{area.slug}/odata/</code>" in shown
    assert f"/api/1/areas/{area.slug}/csv/Actions.csv" in shown
    assert ", ".join(COLUMNS) in shown
    assert "without HTTPS" in shown
    assert "without HTTPS" not in administrator.get(page("programs", area), secure=True).text


def test_a_reader_is_told_who_can_make_a_token(area):
    shown = signed_in(area, Role.READER).get(page("programs", area)).text
    assert "analysts can make a token" in shown
    assert page("webhooks", area) not in shown


@pytest.mark.parametrize("name", ["webhooks", "work"])
def test_only_administrators_see_webhooks_and_work(area, name):
    assert signed_in(area, Role.IMPROVEMENT_LEAD).get(page(name, area)).status_code == 403


def test_an_address_is_added_with_its_secret_shown_once(area, administrator):
    sent = {"url": URL, "kinds": ["action.*", "report.*"]}
    first = administrator.post(page("webhooks", area), sent)
    assert re.search(r'value="whsec_[\w+/]+=', first.text)
    assert "no-store" in first["Cache-Control"]
    row = WebhookSubscription.objects.get()
    assert (row.url, row.kinds, row.area) == (URL, ["action.*", "report.*"], area.slug)
    again = administrator.get(page("webhooks", area)).text
    assert URL in again
    assert "whsec_" not in again


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"url": URL}, "Choose at least one thing"),
        ({"kinds": ["*"]}, "Enter the address"),
        ({"url": "http://example.org", "kinds": ["*"]}, "begins with https://"),
        ({"url": "https://a:b@example.org", "kinds": ["*"]}, "password in it"),
        ({"url": URL, "kinds": ["secret.*"]}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_told_is_refused_on_the_form(area, administrator, sent, words):
    answer = administrator.post(page("webhooks", area), sent)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert words in answer.text
    assert not WebhookSubscription.objects.exists()


def test_the_last_deliveries_are_shown_with_their_state(area, other, administrator):
    row = add_webhook(by=BY, url=URL, kinds=["body.*"], area=area.slug)
    for _ in range(7):
        happened(area)
    happened(other)
    sent = Outbox.objects.filter(payload__subscription=row.pk).order_by("-pk")
    fail(work=claim(pk=sent[0].pk), words="The address answered 500.")
    shown = administrator.get(page("webhooks", area)).text
    assert shown.count("body.mend") + shown.count("body.add_body") == 5
    assert "The address answered 500." in shown


def test_a_stopped_address_stays_on_the_list(area, administrator):
    row = add_webhook(by=BY, url=URL, kinds=["*"], area=area.slug)
    administrator.post(page("stop_webhook", area, row.pk))
    row.refresh_from_db()
    assert not row.active
    assert "Stopped on" in administrator.get(page("webhooks", area)).text


def test_another_areas_address_is_not_shown_or_stopped(area, other, administrator):
    row = add_webhook(by=BY, url=URL, kinds=["*"], area=other.slug)
    assert URL not in administrator.get(page("webhooks", area)).text
    assert administrator.post(page("stop_webhook", area, row.pk)).status_code == 404
    row.refresh_from_db()
    assert row.active


def test_what_one_can_be_told_of_is_recorded_somewhere():
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    subjects = [kind.partition(".")[0] for kind in TOLD_OF if kind != "*"]
    assert [name for name in subjects if f'subject="{name}"' not in code] == []


def test_work_given_up_is_shown_with_its_reason_and_tried_again(area, administrator):
    row = given_up(area, "lead@example.org")
    shown = administrator.get(page("work", area)).text
    assert "The mail server refused it." in shown
    assert "to lead@example.org: Your update" in shown
    assert "secret words" not in shown
    administrator.post(page("again", area, row.pk))
    row.refresh_from_db()
    assert row.state == Work.WAITING
    assert Event.objects.filter(verb="try_again", subject_ref=str(row.pk)).exists()


def test_work_of_another_area_is_for_who_administers_both(area, other, administrator):
    row = given_up(other, "elsewhere@example.org")
    signed_in(other, Role.READER)
    assert "elsewhere@example.org" not in administrator.get(page("work", area)).text
    assert administrator.post(page("again", area, row.pk)).status_code == 404
    row.refresh_from_db()
    assert row.state == Work.EXHAUSTED


def test_whoever_administers_every_area_sees_all_work(area, other, administrator):
    given_up(other, "elsewhere@example.org")
    shown = administrator.get(page("work", area)).text
    assert "elsewhere@example.org" in shown
    assert "Every area here is shown." in shown


def test_a_worker_that_is_not_there_is_said_to_be_missing(area, administrator):
    shown = administrator.get(page("work", area)).text
    assert "No worker is running" in shown
    assert "Everything that was asked for is done" in shown
