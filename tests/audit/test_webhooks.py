"""Words to other programs: only those asked for, signed, tried again, and never to the inside."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.areas.changes import add_area, add_body
from goldenthread.areas.rules import BodyKind
from goldenthread.audit.changes import add_webhook, record, stop_webhook
from goldenthread.audit.models import Event, Outbox, WebhookSubscription
from goldenthread.audit.queries import area_of, webhooks_in
from goldenthread.audit.rules import Actor, Work, told_of
from goldenthread.audit.tasks import carry_out
from goldenthread.audit.tasks.webhook import is_outside, secret_shown
from goldenthread.core.errors import UserError

pytestmark = pytest.mark.django_db
BY = Actor("user:3", "An administrator")


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it is sent and answers as it is told to."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver(settings) -> Iterator[ThreadingHTTPServer]:
    settings.WEBHOOKS_INSIDE = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.received, server.status = [], 204
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def subscribed(server: ThreadingHTTPServer, kinds=("action.*",), area="") -> WebhookSubscription:
    url = f"http://localhost:{server.server_address[1]}/here?x=1"
    return add_webhook(by=BY, url=url, kinds=kinds, area=area)


def happened(subject: str = "action", ref: object = 7) -> Event:
    return record(by=BY, verb="record_update", subject=subject, ref=ref, after={"said": "secret"})


def test_a_word_arrives_signed_and_holds_no_value(receiver):
    subscription = subscribed(receiver)
    event = happened()
    row = event.outbox.get()
    assert carry_out(row.pk) == "done"
    ((path, headers, body),) = receiver.received
    assert path == "/here?x=1"
    told = json.loads(body)
    assert told["type"] == "action.record_update"
    assert told["data"] == {
        "event": event.pk,
        "subject": "action",
        "ref": "7",
        "verb": "record_update",
        "area": None,
    }
    assert b"secret" not in body
    assert headers["webhook-id"] == f"msg_{row.key}"
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60
    secret = base64.b64decode(secret_shown(subscription).removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


def test_secrets_differ_and_stand_in_no_table(receiver):
    first, second = subscribed(receiver), subscribed(receiver)
    assert secret_shown(first) != secret_shown(second)
    stored = str(list(WebhookSubscription.objects.values()))
    assert secret_shown(first).removeprefix("whsec_") not in stored


@pytest.mark.parametrize(
    ("status", "went", "state"),
    [
        (200, "done", Work.DONE),
        (302, "failed", Work.WAITING),
        (500, "failed", Work.WAITING),
        (410, "given up", Work.EXHAUSTED),
    ],
)
def test_what_the_answer_means(receiver, status, went, state):
    subscribed(receiver)
    receiver.status = status
    assert carry_out(happened().outbox.get().pk) == went
    assert Outbox.objects.get().state == state
    assert len(receiver.received) == 1


def test_it_is_tried_again_under_the_same_name(receiver):
    subscribed(receiver)
    row = happened().outbox.get()
    receiver.status = 503
    carry_out(row.pk)
    Outbox.objects.update(not_before=row.not_before)
    receiver.status = 200
    assert carry_out(row.pk) == "done"
    assert len({headers["webhook-id"] for _, headers, _ in receiver.received}) == 1


def test_nothing_is_sent_after_a_stop(receiver):
    subscription = subscribed(receiver)
    row = happened().outbox.get()
    assert stop_webhook(by=BY, pk=subscription.pk, why="Not needed")
    assert not stop_webhook(by=BY, pk=subscription.pk)
    assert carry_out(row.pk) == "given up"
    assert not happened().outbox.exists()
    assert receiver.received == []
    assert [each.active for each in webhooks_in("")] == [False]


def test_an_area_hears_of_its_own_events_only(receiver):
    here = add_area(by=BY, slug="anyshire", name="Anyshire")
    there = add_area(by=BY, slug="othershire", name="Othershire")
    subscribed(receiver, kinds=("body.*",), area="anyshire")
    for area in (here, there):
        add_body(by=BY, area=area, kind=BodyKind.WORKING_GROUP, name="Group")
    (row,) = Outbox.objects.filter(kind="webhook")
    assert row.payload["body"]["data"]["area"] == "anyshire"
    assert not happened("body", "no number").outbox.exists()
    assert not happened("nothing_known").outbox.exists()


@pytest.mark.parametrize("subject", ["action", "promise", "inspection", "document", "intake"])
def test_the_way_to_the_area_is_known_for_what_matters(subject):
    event = Event(subject=subject, subject_ref="999999")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert area_of(event) == ""
    assert "areas_localarea" in asked.captured_queries[0]["sql"]


def test_a_change_asks_one_question_more_while_nobody_listens():
    happened()
    with CaptureQueriesContext(connection) as asked:
        happened()
    about = [each["sql"] for each in asked.captured_queries if "webhook" in each["sql"]]
    assert len(about) == 1


def test_patterns():
    assert told_of(["action.*"], "action", "record_update")
    assert told_of(["*"], "body", "add_body")
    assert not told_of(["action.*"], "action_note", "v")
    assert not told_of([], "action", "v")


@pytest.mark.parametrize(
    "url",
    [
        "https://user:password@example.org/",
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "not an address",
    ],
)
def test_an_unsound_address_is_refused_in_a_sentence(url):
    with pytest.raises(UserError, match=r"kept|changed"):
        add_webhook(by=BY, url=url, kinds=["*"])
    assert not WebhookSubscription.objects.exists()


def test_asking_for_nothing_is_refused():
    with pytest.raises(UserError, match="which events"):
        add_webhook(by=BY, url="https://example.org/", kinds=[" "])


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1"),
        *("::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "ff02::1"),
    ],
)
def test_inside_numbers_are_inside(number):
    assert not is_outside(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_outside_numbers_are_outside(number):
    assert is_outside(number)


def test_an_inside_address_is_never_called(receiver, settings):
    subscribed(receiver)
    settings.WEBHOOKS_INSIDE = False
    WebhookSubscription.objects.update(url=f"https://localhost:{receiver.server_address[1]}/")
    assert carry_out(happened().outbox.get().pk) == "given up"
    assert "inside this network" in Outbox.objects.get().last_error
    assert receiver.received == []
