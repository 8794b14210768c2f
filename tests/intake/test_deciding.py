"""Decisions: saved at once, undone at will, and never over somebody else's."""

import pytest

from goldenthread.audit.models import Event
from goldenthread.audit.queries import first_broken_event
from goldenthread.core.errors import UserError
from goldenthread.intake import changes
from goldenthread.intake.changes import Choice, Seen, Stale
from goldenthread.intake.models import Decision, Intake, ReadFact
from goldenthread.intake.queries.counts import counts_of
from goldenthread.intake.queries.waiting import by_cause, to_look_at
from tests.intake.making import client_of


def fact(intake: Intake, key: str, field: str) -> ReadFact:
    return ReadFact.objects.get(part__intake=intake, noun="actions", key=key, field=field)


def seen(row: ReadFact) -> Seen:
    return Seen(row.pk, row.version)


def address(intake: Intake, page: str = "") -> str:
    return f"/areas/harbourshire/repair/{intake.document_id}/{page}"


def send(client, intake: Intake, row: ReadFact, do: str, **more):
    sent = {"seen": f"{row.pk}:{row.version}", "do": do, **more}
    return client.post(address(intake, "decide/"), sent)


def test_unsure_facts_wait_in_the_order_of_the_document(tracker):
    labels = [item.label for item in to_look_at(tracker)]
    assert labels == ["Action 2.1.3, RAG", "Action 2.2.1, date", "Action 2.2.1, RAG"]


def test_the_largest_group_comes_first_and_keeps_its_place(tracker, ann):
    leads = ReadFact.objects.filter(part__intake=tracker, noun="actions", field="lead")
    leads.update(state="unsure", reason="Printed once.", cause="c")
    labels = [item.label for item in to_look_at(tracker)]
    printed_once = [f"Action {n}, lead" for n in ("2.1.1", "2.1.2", "2.1.3", "2.2.1")]
    assert labels == [*printed_once, "Action 2.1.3, RAG", "Action 2.2.1, date", "Action 2.2.1, RAG"]
    for row in leads[:3]:
        changes.decide(by=ann.actor, intake=tracker, seen=[seen(row)], choice=Choice.ACCEPT)
    assert [item.label for item in to_look_at(tracker)] == [printed_once[3], *labels[4:]]
    assert [cause.words for cause in by_cause(tracker, to_look_at(tracker))] == [
        "lead",
        "RAG",
        "date",
        "RAG",
    ]


def test_the_page_says_at_first_sight_what_sure_means(client, tracker):
    assert "means that the words can be read one way only" in client.get(address(tracker)).text
    client.post(address(tracker, "accept-sure/"))
    assert "means that the words" not in client.get(address(tracker)).text


def test_a_decision_is_saved_at_once_with_who_and_when(client, tracker, ann):
    row = fact(tracker, "2.1.3", "rag")
    answer = send(client, tracker, row, "accept")
    following = fact(tracker, "2.2.1", "due")
    assert answer.url == f"{address(tracker)}?fact={following.pk}#progress"
    row.refresh_from_db()
    assert (row.decided, row.decided_by, row.version) == ("accepted", "Ann", 2)
    assert row.decided_at is not None
    assert Event.objects.filter(verb="decide_reading", actor_ref=ann.actor.ref).count() == 1
    assert first_broken_event() is None


def test_a_correction_keeps_what_was_read(client, tracker):
    row = fact(tracker, "2.2.1", "due")
    send(client, tracker, row, "correct", text="September 2024")
    row.refresh_from_db()
    assert row.decided == "corrected"
    assert row.value[0]["from"] == "2024-09-01"
    assert row.read[0]["text"] == "tbc"


def test_typing_what_was_read_is_accepting_it(client, tracker):
    row = fact(tracker, "2.2.1", "due")
    send(client, tracker, row, "correct", text=" tbc ")
    row.refresh_from_db()
    assert row.decided == "accepted"
    assert row.value == row.read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nothing was typed"),
        ("the day after never", "No date can be found"),
        ("x" * 20_001, "more than one fact can hold"),
    ],
)
def test_a_bad_correction_is_said_beside_the_fact_and_changes_nothing(client, tracker, text, words):
    row = fact(tracker, "2.2.1", "due")
    answer = send(client, tracker, row, "correct", text=text)
    assert answer.status_code == 400
    assert words in answer.text
    assert 'aria-invalid="true"' in answer.text or "can hold" in words
    row.refresh_from_db()
    assert (row.decided, row.version) == ("pending", 1)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"seen": "1:1"},
        {"seen": "1:1", "do": "destroy"},
        {"seen": "abc", "do": "accept"},
        {"seen": "1:1:1", "do": "accept"},
        {"seen": "999999:1", "do": "accept"},
        {"seen": "", "do": "accept"},
    ],
)
def test_a_form_that_makes_no_sense_changes_nothing(client, tracker, sent):
    answer = client.post(address(tracker, "decide/"), sent)
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.text
    assert not Decision.objects.exists()


def test_an_unknown_fact_shows_the_next_one_and_says_so(client, tracker):
    for asked in ("999999", "abc", "-1"):
        answer = client.get(address(tracker), {"fact": asked})
        assert answer.status_code == 404
        assert "There is no such fact" in answer.text
        assert "Action 2.1.3, RAG" in answer.text


def test_a_choice_that_is_not_there_is_refused(client, tracker):
    row = fact(tracker, "2.1.3", "rag")
    answer = send(client, tracker, row, "choose", choice="7")
    assert "There is no such choice" in answer.text


def test_nothing_cannot_be_accepted(client, tracker):
    row = fact(tracker, "2.2.1", "rag")
    answer = send(client, tracker, row, "accept")
    assert "nothing to accept" in answer.text


def test_two_people_never_overwrite_each_other(client, tracker, ben):
    row = fact(tracker, "2.1.3", "rag")
    send(client_of(ben), tracker, row, "correct", text="amber")
    answer = send(client, tracker, row, "correct", text="red")
    assert answer.status_code == 409
    assert "Ben corrected this" in " ".join(answer.text.split())
    assert ">amber<" in answer.text
    assert ">red<" in answer.text
    row.refresh_from_db()
    assert row.value == "amber"
    answer = send(client, tracker, row, "correct", text="red")
    row.refresh_from_db()
    assert row.value == "red"


def test_two_people_on_different_facts_do_not_meet(client, tracker, ben):
    first, second = fact(tracker, "2.1.3", "rag"), fact(tracker, "2.2.1", "due")
    send(client_of(ben), tracker, first, "accept")
    assert send(client, tracker, second, "accept").status_code == 302


def test_undo_goes_back_decision_by_decision(tracker, ann):
    row = fact(tracker, "2.1.3", "rag")
    by, one = ann.actor, {"by": ann.actor, "intake": tracker}
    changes.decide(**one, seen=[seen(row)], choice=Choice.ACCEPT)
    row.refresh_from_db()
    changes.decide(**one, seen=[seen(row)], choice=Choice.CORRECT, value="red")
    changes.accept_sure(**one)
    assert counts_of(tracker).sure_waiting == 0
    changes.undo(by=by, intake=tracker)
    assert counts_of(tracker).sure_waiting > 0
    changes.undo(by=by, intake=tracker)
    row.refresh_from_db()
    assert (row.value, row.decided) == ("green", "accepted")
    changes.undo(by=by, intake=tracker)
    row.refresh_from_db()
    assert (row.value, row.decided, row.decided_by) == ("green", "pending", "")
    with pytest.raises(UserError, match="nothing here that could be undone"):
        changes.undo(by=by, intake=tracker)


def test_undo_never_takes_back_what_somebody_else_decided_since(tracker, ann, ben):
    row = fact(tracker, "2.1.3", "rag")
    changes.decide(by=ann.actor, intake=tracker, seen=[seen(row)], choice=Choice.ACCEPT)
    row.refresh_from_db()
    changes.decide(
        by=ben.actor, intake=tracker, seen=[seen(row)], choice=Choice.CORRECT, value="red"
    )
    with pytest.raises(UserError, match="Ben has changed"):
        changes.undo(by=ann.actor, intake=tracker)
    changes.undo(by=ben.actor, intake=tracker)
    changes.undo(by=ann.actor, intake=tracker)
    row.refresh_from_db()
    assert row.decided == "pending"


def test_links_of_a_page_that_answers_a_decision_lead_back_to_repair(client, tracker):
    row = fact(tracker, "2.2.1", "due")
    answer = send(client, tracker, row, "correct", text="")
    assert 'href="?' not in answer.text
    assert f'href="{address(tracker)}?fact=' in answer.text


def test_all_that_is_sure_is_one_decision(client, tracker):
    before = counts_of(tracker)
    client.post(address(tracker, "accept-sure/"))
    after = counts_of(tracker)
    assert (after.sure_waiting, after.to_look_at) == (0, before.to_look_at)
    assert after.accepted == before.sure_waiting
    assert Decision.objects.count() == 1
    client.post(address(tracker, "accept-sure/"))
    assert Decision.objects.count() == 1


def test_facts_of_one_cause_are_decided_at_once_and_undone_at_once(tracker, ann):
    leads = ReadFact.objects.filter(part__intake=tracker, noun="actions", field="lead")
    leads.update(state="unsure", reason="Printed once.", cause="c")
    (cause,) = [c for c in by_cause(tracker, to_look_at(tracker)) if c.reason == "Printed once."]
    assert len(cause.items) == 4
    facts = [Seen(pk, version) for pk, version in cause.seen]
    changes.decide(by=ann.actor, intake=tracker, seen=facts, choice=Choice.ACCEPT)
    assert Decision.objects.get().facts == 4
    changes.undo(by=ann.actor, intake=tracker)
    assert {row.decided for row in leads.all()} == {"pending"}


def test_one_stale_fact_of_many_stops_the_whole_decision(tracker, ann, ben):
    rows = [fact(tracker, "2.1.3", "rag"), fact(tracker, "2.2.1", "due")]
    asked = [seen(row) for row in rows]
    changes.decide(by=ben.actor, intake=tracker, seen=[asked[1]], choice=Choice.ACCEPT)
    with pytest.raises(Stale):
        changes.decide(by=ann.actor, intake=tracker, seen=asked, choice=Choice.ACCEPT)
    rows[0].refresh_from_db()
    assert rows[0].decided == "pending"


def test_a_lead_moves_to_its_neighbour_and_what_stood_there_is_kept(client, tracker):
    row, beside = fact(tracker, "2.1.2", "lead"), fact(tracker, "2.1.1", "lead")
    answer = send(client, tracker, row, "move_back", beside=str(beside.version))
    assert answer.url.endswith(f"?fact={row.pk}#progress")
    before = beside.value
    row.refresh_from_db()
    beside.refresh_from_db()
    assert (row.value, row.decided, row.state) == (None, "pending", "unsure")
    assert row.reason == "The lead read here was moved to action 2.1.1."
    assert (beside.value, beside.decided) == (["Head of SEND"], "corrected")
    assert before in beside.alternatives
    client.post(address(tracker, "undo/"))
    row.refresh_from_db()
    beside.refresh_from_db()
    assert (row.value, beside.value) == (["Head of SEND"], before)


def test_nothing_moves_beyond_the_ends_and_only_leads_and_dates_move(client, tracker):
    last = fact(tracker, "2.2.1", "lead")
    assert "no action after this one" in send(client, tracker, last, "move_next").text
    text = fact(tracker, "2.1.1", "text")
    assert "Only a lead or a date" in send(client, tracker, text, "move_next").text
    empty = fact(tracker, "2.2.1", "intended_impact")
    assert send(client, tracker, empty, "move_back").status_code == 400


def test_a_move_onto_what_somebody_else_decided_is_refused(client, tracker, ben):
    row, beside = fact(tracker, "2.1.1", "lead"), fact(tracker, "2.1.2", "lead")
    send(client_of(ben), tracker, beside, "accept")
    answer = send(client, tracker, row, "move_next", beside=str(beside.version))
    assert answer.status_code == 409
    assert "Use yours instead" not in answer.text
    row.refresh_from_db()
    assert row.value is not None


def test_a_text_is_cut_and_merged(client, tracker):
    row, beside = fact(tracker, "2.1.2", "text"), fact(tracker, "2.1.3", "text")
    send(client, tracker, row, "cut", text="Agree one // referral form")
    row.refresh_from_db()
    beside.refresh_from_db()
    assert row.value == "Agree one"
    assert beside.value == "referral form Publish waits by locality"
    send(client, tracker, row, "merge", beside=str(beside.version))
    row.refresh_from_db()
    beside.refresh_from_db()
    assert row.value == "Agree one referral form Publish waits by locality"
    assert beside.value is None
    assert beside.decided == "pending"


@pytest.mark.parametrize(
    "text", ["Agree one referral form", "Agree two // referral form", "// Agree one referral form"]
)
def test_a_cut_that_is_none_or_changes_the_words_is_refused(client, tracker, text):
    row = fact(tracker, "2.1.2", "text")
    answer = send(client, tracker, row, "cut", text=text)
    assert answer.status_code == 400
    row.refresh_from_db()
    assert row.value == "Agree one referral form"


def test_the_page_asks_the_same_of_the_database_however_much_was_read(
    client, tracker, django_assert_max_num_queries
):
    with django_assert_max_num_queries(22):
        page = client.get(address(tracker))
    assert page.text.count("<form") < 20
    for show in ("sure", "decided", "corrected", "unknown", "all", "nonsense"):
        with django_assert_max_num_queries(11):
            assert client.get(address(tracker, "facts/"), {"show": show}).status_code == 200


def test_the_words_of_a_cell_are_marked_in_its_row(client, tracker):
    page = client.get(address(tracker), {"fact": fact(tracker, "2.2.1", "lead").pk})
    assert "Action plan, cell E12" in page.text
    assert "<mark>Principal Educational Psychologist Head of SEND</mark>" in page.text
