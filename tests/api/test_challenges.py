"""Challenges by program: asked, answered and closed by the same rules as on their pages."""

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.changes import add_user, give_role, make_token
from goldenthread.accounts.rules import Role, Scope
from goldenthread.audit.models import Event, Outbox
from goldenthread.governance.models import Challenge, ChallengeStep

from .conftest import BY

LONG_AGO = timezone.datetime(2019, 1, 1).date()
ASKED = {"words": "Why so late?", "to_body": "SEND Partnership Improvement Board"}


def program_of(area, name: str, *roles: Role, scope: Scope = Scope.UPDATE) -> Client:
    """Return a program whose token belongs to somebody with these roles and one for programs."""
    user = add_user(by=BY, email=f"{name}@example.org", name=name, password=None)
    for role in (*roles, Role.ADMINISTRATOR):
        give_role(by=BY, user=user, area=area, role=role, starts=LONG_AGO)
    expires = timezone.now() + timezone.timedelta(days=1)
    made = make_token(by=BY, user=user, area=area, name=name, scope=scope, expires=expires)
    return Client(headers={"Authorization": f"Bearer {made[1]}"})


@pytest.fixture
def asker(area) -> Client:
    return program_of(area, "Asker", Role.SCRUTINY_MEMBER)


@pytest.fixture
def director(area) -> Client:
    return program_of(area, "Director", Role.DIRECTOR)


@pytest.fixture
def log(area) -> str:
    return f"/api/1/areas/{area.slug}/challenges"


def sent(client: Client, address: str, said: dict[str, object], **headers: str):
    return client.post(address, said, content_type="application/json", headers=headers)


def test_a_challenge_is_asked_answered_and_closed(area, log, asker, director):
    made = sent(asker, log, ASKED)
    assert made.status_code == 201
    number, steps = made.json()["number"], f"{log}/{made.json()['number']}/steps"
    answered = sent(director, steps, {"kind": "answered", "words": "Two left."}, **if_match(1))
    assert answered.status_code == 201
    assert answered.json()["unanswered"] is False
    letter = Outbox.objects.filter(kind="mail").latest("pk").payload
    assert letter["to"] == "asker@example.org"
    assert f"/areas/{area.slug}/challenges/{number}/" in letter["text"]
    sent(director, steps, {"kind": "changed", "words": "Two came."})
    closed = sent(asker, steps, {"kind": "closed", "words": "Good."}, **if_match(3))
    assert closed.json()["open"] is False
    read = asker.get(f"{log}/{number}").json()
    assert [step["kind"] for step in read["steps"]] == ["asked", "answered", "changed", "closed"]
    assert read["steps_taken"] == 4
    assert Event.objects.latest("pk").actor_name == "Asker"


def if_match(steps: int) -> dict[str, str]:
    return {"If-Match": f'"{steps}"'}


def test_only_who_asked_closes(log, asker, director):
    number = sent(asker, log, ASKED).json()["number"]
    refused = sent(director, f"{log}/{number}/steps", {"kind": "closed", "words": "Good."})
    assert refused.status_code == 403
    assert "closed or asked again only by who asked it" in refused.json()["detail"]
    assert ChallengeStep.objects.filter(challenge__number=number).count() == 1


def test_who_asked_asks_again_and_nobody_else_does(log, asker, director):
    number = sent(asker, log, ASKED).json()["number"]
    steps = f"{log}/{number}/steps"
    again = {"kind": "asked_again", "words": "That was in May."}
    assert sent(asker, steps, again).status_code == 400
    sent(director, steps, {"kind": "answered", "words": "Two left."})
    assert sent(director, steps, again).status_code == 403
    made = sent(asker, steps, again, **if_match(2))
    assert (made.status_code, made.json()["unanswered"]) == (201, True)
    assert [each["kind"] for each in made.json()["steps"]] == ["asked", "answered", "asked_again"]
    letter = Outbox.objects.filter(kind="mail").latest("pk").payload
    assert letter["to"] == "director@example.org"
    assert "That was in May." in letter["text"]


def test_who_asks_cannot_answer(log, asker):
    number = sent(asker, log, ASKED).json()["number"]
    refused = sent(asker, f"{log}/{number}/steps", {"kind": "answered", "words": "Never mind."})
    assert refused.status_code == 403


def test_who_was_not_first_is_told(log, asker, director):
    number = sent(asker, log, ASKED).json()["number"]
    answer = {"kind": "answered", "words": "Two left."}
    codes = [
        sent(director, f"{log}/{number}/steps", answer, **if_match(1)).status_code for _ in "ab"
    ]
    assert codes == [201, 412]
    assert ChallengeStep.objects.filter(kind="answered", challenge__number=number).count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"to_body": "Nobody at all"}, "No body here is called"),
        ({"to_body": ""}, "which role or body should answer"),
        ({"asked_for": "SEND Partnership Improvement Board"}, "is not of"),
        ({"at_meeting": 2**63 - 1}, "No meeting"),
        ({"action": "99.9"}, "no action 99.9"),
        ({"answer_by": "2001-01-01"}, "before the question"),
        ({"words": "  "}, "Write the question"),
    ],
)
def test_what_the_rules_refuse_is_refused_in_their_words(log, asker, said, words):
    count = Challenge.objects.count()
    refused = sent(asker, log, ASKED | said)
    assert refused.status_code == 400
    assert words in refused.json()["detail"]
    assert Challenge.objects.count() == count


def test_a_token_to_read_asks_nothing(area, log, reader):
    assert sent(reader, log, ASKED).status_code == 403
    assert reader.get(f"{log}/1").json()["steps_taken"] > 0


def test_a_lead_who_may_not_challenge_asks_nothing(log, writer):
    assert sent(writer, log, ASKED).status_code == 403


def test_a_challenge_stands_as_it_stood(log, reader):
    [asked] = [row for row in reader.get(log).json()["items"] if row["number"] == 1]
    then = reader.get(f"{log}/1", {"as_at": asked["on"]}).json()
    now = reader.get(f"{log}/1").json()
    assert then["steps_taken"] < now["steps_taken"]
    assert reader.get(f"{log}/1", {"as_at": "2019-01-01"}).status_code == 404
