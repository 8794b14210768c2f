"""Answering the plan check: missing, stale and other areas' answers, and two people at once."""

import pytest
from django.test import Client

from goldenthread.audit.models import Event
from goldenthread.improvement.models import ActionAnswersFinding
from goldenthread.thread.models import FindingSettled, RuleSwitchedOff
from goldenthread.thread.queries.check import check_page
from goldenthread.thread.rules import RULES

CHECK = "/areas/cumbria/check/"


@pytest.fixture
def finding(statement) -> dict[str, str]:
    """Return an answer to a finding that stands."""
    first = check_page(statement).first[0]
    return {
        "rule": first.rule,
        "subject": first.subject,
        "answer": "accepted",
        "words": "We will write it better.",
    }


@pytest.fixture
def match(statement) -> ActionAnswersFinding:
    return ActionAnswersFinding.objects.filter(action__improvement_plan=statement).first()


@pytest.fixture
def elsewhere(examples) -> ActionAnswersFinding:
    """Return a match of the other example."""
    rows = ActionAnswersFinding.objects.filter(
        action__improvement_plan__area=examples["cumbria-exercise"]
    )
    return rows.first()


def refused(answer, words: str) -> None:
    assert answer.status_code == 400
    assert words in answer.text


def test_an_answered_finding_moves_and_can_be_undone(lead, statement, finding):
    before = check_page(statement)
    page = lead.post(f"{CHECK}settle", finding, follow=True)
    assert page.redirect_chain == [(CHECK, 302)]
    assert "Your answer is kept" in page.text
    assert finding["words"] in page.text
    [settled] = FindingSettled.objects.all()
    after = check_page(statement)
    assert len(after.first + after.rest) < len(before.first + before.rest)
    lead.post(f"{CHECK}reopen/{settled.pk}")
    again = check_page(statement)
    assert again.first + again.rest == before.first + before.rest
    assert FindingSettled.objects.count() == 1


@pytest.mark.parametrize("field", ["rule", "subject", "answer", "words"])
@pytest.mark.parametrize("value", ["", "   ", "\0", None])
def test_an_answer_with_something_missing_keeps_nothing(lead, finding, field, value):
    sent = {key: kept for key, kept in finding.items() if key != field}
    if value is not None:
        sent[field] = value
    answer = lead.post(f"{CHECK}settle", sent)
    refused(answer, "Nothing was changed")
    assert not FindingSettled.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"rule": "no-such-rule"},
        {"subject": "actions[99.9.9]"},
        {"subject": "x" * 500},
        {"answer": "perhaps"},
        {"words": "x" * 5_000},
    ],
)
def test_an_answer_to_nothing_that_stands_keeps_nothing(lead, finding, changes):
    refused(lead.post(f"{CHECK}settle", {**finding, **changes}), "Nothing was changed")
    assert not FindingSettled.objects.exists()


def test_the_second_to_answer_reads_who_was_first(lead, chair, finding):
    lead.post(f"{CHECK}settle", finding)
    second = chair.post(f"{CHECK}settle", {**finding, "words": "Mine.", "answer": "not_for_us"})
    refused(second, "Improvement lead (demo) has answered this finding already")
    [kept] = FindingSettled.objects.all()
    assert (kept.words, kept.answer) == (finding["words"], "accepted")


def test_undoing_twice_says_so(lead, chair, finding):
    lead.post(f"{CHECK}settle", finding)
    pk = FindingSettled.objects.get().pk
    assert lead.post(f"{CHECK}reopen/{pk}").status_code == 302
    events = Event.objects.count()
    refused(chair.post(f"{CHECK}reopen/{pk}"), "undone already")
    assert Event.objects.count() == events


@pytest.mark.parametrize("pk", [0, 99_999, 10**30])
def test_undoing_what_is_not_there(lead, pk):
    assert lead.post(f"{CHECK}reopen/{pk}").status_code == 404


def test_another_areas_answer_cannot_be_undone_from_here(lead, finding):
    lead.post("/areas/cumbria-exercise/check/settle", finding)
    settled = FindingSettled.objects.get()
    assert settled.improvement_plan.area.slug == "cumbria-exercise"
    assert lead.post(f"{CHECK}reopen/{settled.pk}").status_code == 404
    settled.refresh_from_db()
    assert settled.undone_at is None


def test_a_rule_goes_off_with_its_reason_and_on_again(lead, statement, finding):
    rule = finding["rule"]
    page = lead.post(f"{CHECK}switch", {"rule": rule, "reason": "Not our way"}, follow=True)
    assert "Not our way" in page.text
    found = check_page(statement)
    assert rule not in {f.rule for f in found.first + found.rest}
    lead.post(f"{CHECK}switch", {"rule": rule, "on": "1"})
    found = check_page(statement)
    assert rule in {f.rule for f in found.first + found.rest}
    assert RuleSwitchedOff.objects.get().ended_at is not None


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Nothing was changed"),
        ({"rule": "no-such-rule", "reason": "so"}, "no rule called no-such-rule"),
        ({"rule": "RULE"}, "Say why the rule does not fit this plan"),
        ({"rule": "RULE", "reason": "   "}, "Say why the rule does not fit this plan"),
        ({"rule": "RULE", "reason": "x" * 3_000}, "Nothing was changed"),
        ({"rule": "RULE", "on": "1"}, "This rule is not off"),
        ({"rule": "no-such-rule", "on": "1"}, "This rule is not off"),
        ({"rule": "a\0b", "on": "1"}, "This rule is not off"),
        ({"on": "1"}, "This rule is not off"),
    ],
)
def test_a_switch_that_means_nothing_changes_nothing(lead, sent, words):
    known = next(iter(RULES))
    events = Event.objects.count()
    given = {key: known if value == "RULE" else value for key, value in sent.items()}
    refused(lead.post(f"{CHECK}switch", given), words)
    assert not RuleSwitchedOff.objects.exists()
    assert Event.objects.count() == events


def test_the_second_to_switch_a_rule_off_reads_who_was_first(lead, chair):
    rule = next(iter(RULES))
    lead.post(f"{CHECK}switch", {"rule": rule, "reason": "First reason"})
    second = chair.post(f"{CHECK}switch", {"rule": rule, "reason": "Second reason"})
    refused(second, "Improvement lead (demo) has switched this rule off already")
    assert RuleSwitchedOff.objects.get().reason == "First reason"


def test_a_rule_that_is_no_more_does_not_stop_the_check(lead, statement):
    from django.utils import timezone

    RuleSwitchedOff.objects.create(
        improvement_plan=statement, rule="gone", reason="so", by="x", at=timezone.now()
    )
    assert lead.get(CHECK).status_code == 200


@pytest.mark.parametrize(("answer", "state"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_deciding_a_match(lead, match, answer, state):
    lead.post(f"{CHECK}matches/{match.pk}", {"answer": answer})
    match.refresh_from_db()
    assert (match.state, match.decided_by) == (state, "Improvement lead (demo)")


@pytest.mark.parametrize("sent", [{}, {"answer": ""}, {"answer": "perhaps"}, {"answer": "\0"}])
def test_a_match_is_not_turned_down_by_saying_nothing(lead, match, sent):
    refused(lead.post(f"{CHECK}matches/{match.pk}", sent), "Nothing was kept")
    match.refresh_from_db()
    assert match.state == "proposed"


def test_the_second_to_decide_a_match_reads_who_was_first(lead, chair, match):
    lead.post(f"{CHECK}matches/{match.pk}", {"answer": "confirm"})
    second = chair.post(f"{CHECK}matches/{match.pk}", {"answer": "reject"})
    refused(second, "Improvement lead (demo) has confirmed this match already")
    match.refresh_from_db()
    assert match.state == "confirmed"


def test_a_match_of_another_area_or_of_none(lead, elsewhere):
    for pk in (elsewhere.pk, 0, 10**30):
        answer = lead.post(f"{CHECK}matches/{pk}", {"answer": "confirm"})
        assert answer.status_code == 404
    elsewhere.refresh_from_db()
    assert elsewhere.state == "proposed"


def test_proposing_matches_twice_adds_them_once(lead, match):
    match.state = "rejected"
    match.save()
    lead.post(f"{CHECK}matches/propose")
    count = ActionAnswersFinding.objects.count()
    page = lead.post(f"{CHECK}matches/propose", follow=True)
    assert "0 new matches proposed" in page.text
    assert ActionAnswersFinding.objects.count() == count
    match.refresh_from_db()
    assert match.state == "rejected"


@pytest.mark.parametrize("place", ["settle", "switch", "matches/propose", "matches/1", "reopen/1"])
def test_those_who_may_only_see_change_nothing(member, nobody, finding, place):
    events = Event.objects.count()
    for client in (member, nobody, Client()):
        answer = client.post(CHECK + place, {**finding, "reason": "so", "answer": "confirm"})
        assert answer.status_code in (302, 403)
        if answer.status_code == 403:
            assert "You cannot confirm links and settle findings" in answer.text
    assert Event.objects.count() == events


def test_a_form_sent_from_elsewhere_is_refused(lead, finding):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = lead.cookies
    assert strict.post(f"{CHECK}settle", finding).status_code == 403
    assert not FindingSettled.objects.exists()


def test_an_area_without_a_plan_says_so(lead, area):
    from datetime import date

    from goldenthread.accounts.changes import give_role
    from goldenthread.accounts.models import User
    from goldenthread.accounts.rules import Role

    from .conftest import BY

    give_role(
        by=BY,
        user=User.objects.get(email="lead@example.org"),
        area=area,
        role=Role.IMPROVEMENT_LEAD,
        starts=date(2020, 1, 1),
    )
    for place in ("", "plan/", "timeline/", "check/", "documents/", "bodies/", "plan/take-away/"):
        assert lead.get(f"/areas/{area.slug}/{place}").status_code == 200, place
    for place in ("settle", "switch", "matches/propose", "matches/1", "reopen/1"):
        assert lead.post(f"/areas/{area.slug}/check/{place}", {}).status_code == 404, place
    for place in ("weaknesses/1/", "plan/measures/", "check/matches/", "findings/"):
        assert lead.get(f"/areas/{area.slug}/{place}").status_code == 404, place
