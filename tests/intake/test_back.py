"""Somebody who goes back to an older page of their own is no second person."""

import re

from goldenthread.intake import changes
from goldenthread.intake.changes import Choice, Seen
from goldenthread.intake.models import Decision, Intake, ReadFact
from tests.intake.making import client_of


def fact(intake: Intake) -> ReadFact:
    return ReadFact.objects.get(part__intake=intake, key="2.1.3", field="rag")


def send(client, intake: Intake, row: ReadFact, do: str, **more):
    sent = {"seen": f"{row.pk}:{row.version}", "do": do, **more}
    return client.post(f"/areas/harbourshire/repair/{intake.document_id}/decide/", sent)


def told(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_accepting_again_from_an_older_page_says_what_was_decided_and_offers_undo(client, tracker):
    row = fact(tracker)
    send(client, tracker, row, "accept")
    again = send(client, tracker, row, "accept")
    assert again.status_code == 409
    assert "you accepted this at" in told(again)
    assert "Two of you" not in again.text
    assert "Undo it" in again.text
    assert "Decide it anew" not in again.text
    assert Decision.objects.count() == 1
    client.post(f"/areas/harbourshire/repair/{tracker.document_id}/undo/")
    row.refresh_from_db()
    assert row.decided == "pending"


def test_what_was_decided_before_the_last_decision_offers_no_undo(client, tracker):
    row = fact(tracker)
    other = ReadFact.objects.get(part__intake=tracker, key="2.2.1", field="due")
    send(client, tracker, row, "accept")
    send(client, tracker, other, "accept")
    again = told(send(client, tracker, row, "correct", text="red"))
    assert "You were here before" in again
    assert "You now sent red" in again
    assert "Decide it anew as you sent it" in again
    assert "Undo it" not in again
    row.refresh_from_db()
    assert row.value == "green"


def test_an_older_page_after_undo_is_ones_own_too(client, tracker):
    row = fact(tracker)
    send(client, tracker, row, "accept")
    client.post(f"/areas/harbourshire/repair/{tracker.document_id}/undo/")
    again = told(send(client, tracker, row, "accept"))
    assert "you took your decision on this back" in again
    assert "Two of you" not in again


def test_a_second_person_is_still_told_of_the_first(client, tracker, ann, ben):
    row = fact(tracker)
    send(client, tracker, row, "accept")
    other = told(send(client_of(ben), tracker, row, "accept"))
    assert "Two of you at once" in other
    assert "Ann accepted this at" in other


def test_one_fact_of_many_decided_by_somebody_else_makes_it_two_people(client, tracker, ann, ben):
    rows = [fact(tracker), ReadFact.objects.get(part__intake=tracker, key="2.2.1", field="due")]
    for row, user in zip(rows, (ann, ben), strict=True):
        changes.decide(
            by=user.actor,
            intake=tracker,
            seen=[Seen(row.pk, row.version)],
            choice=Choice.ACCEPT,
        )
    seen = ",".join(f"{row.pk}:{row.version}" for row in rows)
    address = f"/areas/harbourshire/repair/{tracker.document_id}/decide/"
    answer = client.post(address, {"seen": seen, "do": "accept"})
    assert "Two of you at once" in answer.text
