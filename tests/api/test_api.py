"""The door for programs: who may come in, what they are given, and that nobody is overwritten."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.changes import add_user, make_token, revoke_token
from goldenthread.accounts.models import ApiToken
from goldenthread.accounts.rules import Scope
from goldenthread.api.views import per_token
from goldenthread.improvement.models import Update
from goldenthread.improvement.queries import standing_of
from goldenthread.improvement.rules import UpdateState

from .conftest import BY

ON = {"delivery": "on_track", "words": "Three schools joined in"}
RISK = {"delivery": "at_risk", "words": "One school left"}


@pytest.fixture
def address(area, improvement_plan) -> str:
    return f"/api/1/areas/{area.slug}/plans/{improvement_plan.pk}/actions"


def problem(response) -> dict[str, object]:
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.json()


def test_nothing_without_a_token(client, address):
    answer = client.get(address)
    assert answer.status_code == 401
    assert "Bearer gt_" in problem(answer)["detail"]


@pytest.mark.parametrize("token", ["gt_wrong", "", "x" * 5000, "gt_\u00e9"])
def test_nothing_with_a_wrong_token(address, token):
    answer = Client(headers={"Authorization": f"Bearer {token}"}).get(address)
    assert answer.status_code == 401


def test_nothing_with_a_token_that_was_revoked(reader, tokens, address):
    revoke_token(by=BY, token=ApiToken.objects.get(name=Scope.READ))
    assert reader.get(address).status_code == 401


def test_a_token_is_for_its_area_alone(reader):
    answer = reader.get("/api/1/areas/cumbria/plans")
    assert answer.status_code == 403
    assert "another area" in problem(answer)["detail"]


def test_a_token_may_do_no_more_than_its_holder(area, address):
    user = add_user(by=BY, email="left@example.org", name="Somebody who left", password=None)
    expires = timezone.now() + timedelta(days=1)
    made = {"by": BY, "user": user, "area": area, "name": "x", "scope": Scope.READ}
    raw = make_token(**made, expires=expires)[1]
    answer = Client(headers={"Authorization": f"Bearer {raw}"}).get(address)
    assert answer.status_code == 403


def test_actions_say_what_the_record_says(reader, address, improvement_plan):
    on = "2019-12-01"
    rows = reader.get(address, {"as_at": on, "limit": 200}).json()
    assert rows["count"] == len(rows["items"]) == 108
    standings = standing_of(improvement_plan, timezone.datetime.fromisoformat(on).date())
    assert {r["key"]: r["computed_rag"] for r in rows["items"]} == {
        pk: row.computed_rag for pk, row in standings.items()
    }
    silent = [row for row in rows["items"] if row["delivery"] is None]
    assert silent
    assert all(row["reported_rag"] == "grey" for row in silent)


def test_pages_lead_to_the_next_until_the_last(reader, address):
    numbers, address = [], f"{address}?limit=50"
    while address:
        page = reader.get(address).json()
        numbers += [row["number"] for row in page["items"]]
        address = page["next"]
    assert len(numbers) == len(set(numbers)) == 108


def test_the_number_of_questions_does_not_grow_with_the_page(
    reader, address, django_assert_max_num_queries
):
    reader.get(address)
    with django_assert_max_num_queries(40) as few:
        reader.get(address, {"limit": 2})
    with django_assert_max_num_queries(len(few.captured_queries)):
        reader.get(address, {"limit": 100})


def test_what_a_program_has_already_is_not_sent_again(reader, address):
    first = reader.get(f"{address}/1.1.1")
    again = reader.get(f"{address}/1.1.1", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_update_waits_for_the_chair_and_says_that_it_was_entered_for_the_lead(writer, address):
    said = {"delivery": "on_track", "words": "Done in three places", "by_role": "The lead"}
    answer = writer.post(f"{address}/1.1.1/updates", said, content_type="application/json")
    assert answer.status_code == 201
    update = Update.objects.get(pk=answer.json()["key"])
    assert (update.state, update.on_behalf) == (UpdateState.PROPOSED, True)


def test_an_update_after_somebody_elses_is_refused_and_nothing_is_lost(writer, address):
    seen = writer.get(f"{address}/1.1.2").json()["newest_update"]
    sent = {"content_type": "application/json", "headers": {"If-Match": f'"{seen}"'}}
    first = writer.post(f"{address}/1.1.2/updates", ON, **sent)
    count = Update.objects.count()
    second = writer.post(f"{address}/1.1.2/updates", RISK, **sent)
    assert (first.status_code, second.status_code) == (201, 412)
    assert Update.objects.count() == count


@pytest.mark.parametrize(
    "called",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/jsonp",
        "",
    ],
)
def test_a_body_that_is_not_called_json_is_not_read(writer, address, called):
    count = Update.objects.count()
    said = '{"delivery": "on_track", "words": "Done in three places"}'
    answer = writer.generic("POST", f"{address}/1.1.1/updates", said, content_type=called)
    assert answer.status_code == 415
    assert "application/json" in problem(answer)["detail"]
    assert Update.objects.count() == count
    sound = "application/json; charset=UTF-8"
    answer = writer.generic("POST", f"{address}/1.1.1/updates", said, content_type=sound)
    assert answer.status_code == 201


def test_a_token_to_read_sends_no_update(reader, address):
    answer = reader.post(
        f"{address}/1.1.1/updates", {"delivery": "on_track"}, content_type="application/json"
    )
    assert answer.status_code == 403
    assert "may not update" in problem(answer)["detail"]


def test_what_the_rules_refuse_is_refused_in_the_same_words(writer, address):
    answer = writer.post(
        f"{address}/1.1.1/updates", {"delivery": "paused"}, content_type="application/json"
    )
    assert answer.status_code == 400
    assert "Nothing was saved" in problem(answer)["detail"]


def test_a_day_that_has_not_come_is_refused(reader, address):
    answer = reader.get(address, {"as_at": "2999-01-01"})
    assert answer.status_code == 400


def test_too_many_requests_are_asked_to_wait(reader, address, monkeypatch):
    monkeypatch.setattr(per_token, "num_requests", 2)
    answers = [reader.get(f"{address}/1.1.1") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert "Wait" in problem(answers[-1])["detail"]
