"""The page of links: what is proposed, and what people confirm, turn down, undo and add."""

import re
from collections import Counter
from html import unescape

import pytest
from django.test import Client

from goldenthread.audit.models import Event
from goldenthread.improvement.models import (
    ActionAnswersFinding,
    ActionRestsOn,
    ActionServesMeasure,
    MeasureOfWeakness,
)
from goldenthread.inspections.models import FindingOfWeakness
from goldenthread.thread.queries.check import check_page
from goldenthread.thread.queries.kinds import KINDS
from goldenthread.thread.queries.links import counts_of

PAGE = "/areas/cumbria/check/matches/"
# The kinds of the 2016 regime, in which the example was inspected.
OURS = [name for name, kind in KINDS.items() if kind.required in ("", "weakness")]
MODELS = {name: KINDS[name].model for name in OURS}


def links(model, statement):
    kind = next(kind for kind in KINDS.values() if kind.model is model)
    return model.objects.filter(**{kind.of_plan: statement}).order_by("pk")


def told(page) -> str:
    return " ".join(unescape(page.text).split())


def emptied(statement) -> None:
    for model in (ActionAnswersFinding, FindingOfWeakness, MeasureOfWeakness, ActionServesMeasure):
        links(model, statement).delete()


def test_looking_by_words_proposes_all_four_kinds_once_and_confirms_none(lead, statement):
    emptied(statement)
    assert "new matches proposed" in told(lead.post(f"{PAGE}propose", follow=True))
    first = counts_of(statement)
    for kind in ("answers", "bears", "measures", "serves"):
        assert first[kind]["proposed"] > 5, kind
        assert first[kind]["confirmed"] == 0
    assert "0 new matches proposed" in told(lead.post(f"{PAGE}propose", follow=True))
    assert counts_of(statement) == first


@pytest.mark.parametrize("kind", ["answers", "bears", "measures", "serves"])
def test_what_was_turned_down_is_not_proposed_again(lead, statement, kind):
    emptied(statement)
    lead.post(f"{PAGE}propose")
    link = links(MODELS[kind], statement).first()
    lead.post(f"{PAGE}{link.pk}", {"kind": kind, "answer": "reject"})
    before = links(MODELS[kind], statement).filter(state="rejected").count()
    lead.post(f"{PAGE}propose")
    assert links(MODELS[kind], statement).filter(state="rejected").count() == before == 1


@pytest.mark.parametrize("kind", OURS)
def test_every_kind_is_shown_decided_undone_and_audited(lead, statement, kind):
    link = links(MODELS[kind], statement).first()
    assert KINDS[kind].title in told(lead.get(f"{PAGE}?kind={kind}"))
    for answer, state, where in (
        ("confirm", "confirmed", "Confirmed"),
        ("undo", "proposed", "Undone"),
        ("reject", "rejected", "Turned down"),
        ("undo", "proposed", "Undone"),
    ):
        events = Event.objects.count()
        page = lead.post(f"{PAGE}{link.pk}", {"kind": kind, "answer": answer}, follow=True)
        assert where in told(page)
        link.refresh_from_db()
        assert link.state == state
        assert bool(link.decided_by) == (answer != "undo")
        assert Event.objects.count() == events + 1
    assert lead.post(f"{PAGE}{link.pk}", {"kind": kind, "answer": "undo"}).status_code == 400


@pytest.mark.parametrize("kind", OURS)
def test_the_second_person_to_decide_otherwise_reads_who_was_first(lead, chair, statement, kind):
    link = links(MODELS[kind], statement).first()
    lead.post(f"{PAGE}{link.pk}", {"kind": kind, "answer": "confirm"})
    second = chair.post(f"{PAGE}{link.pk}", {"kind": kind, "answer": "reject"})
    assert second.status_code == 400
    assert "Improvement lead (demo) has confirmed this match already" in told(second)
    link.refresh_from_db()
    assert link.state == "confirmed"


def test_ten_groups_on_a_page_by_kind_and_state(lead, statement):
    groups = links(ActionAnswersFinding, statement).values("finding").distinct().count()
    page = lead.get(f"{PAGE}?kind=answers&state=proposed").text
    assert page.count('class="gt-match"') == min(10, groups)
    assert 'class="gt-match"' not in lead.get(f"{PAGE}?kind=answers&state=rejected").text
    last = groups - 10 * ((groups - 1) // 10)
    assert lead.get(f"{PAGE}?page=999").text.count('class="gt-match"') == last


@pytest.mark.parametrize("kind", OURS)
def test_every_link_of_a_kind_stands_in_one_group_on_one_page(lead, statement, kind):
    found, number = [], 1
    while True:
        page = lead.get(f"{PAGE}?kind={kind}&page={number}").text
        found += re.findall(r'name="link" value="(\d+)"', page)
        if 'rel="next"' not in page:
            break
        number += 1
    asked = links(MODELS[kind], statement).filter(state="proposed")
    assert sorted(map(int, found)) == sorted(asked.values_list("pk", flat=True))


def test_all_links_of_the_letter_are_decided_in_a_few_dozen_forms(lead, statement):
    decided = 0
    for kind in OURS:
        while True:
            page = lead.get(f"{PAGE}?kind={kind}").text
            forms = page.split('class="gt-match"')[1:]
            if not forms:
                break
            pks = re.findall(r'name="link" value="(\d+)"', forms[0])
            lead.post(f"{PAGE}confirm", {"kind": kind, "link": pks})
            decided += 1
    counts = counts_of(statement)
    assert not any(count["proposed"] for count in counts.values())
    whole = sum(count["confirmed"] for count in counts.values())
    assert decided < whole / 2, f"{decided} forms for {whole} links"


def test_a_group_is_answered_in_one_form_with_its_exceptions(lead, chair, statement):
    every = links(ActionAnswersFinding, statement)
    largest = Counter(every.values_list("finding", flat=True)).most_common(1)[0][0]
    rows = list(every.filter(finding=largest))
    assert len(rows) > 3
    sent = {
        "kind": "answers",
        "link": [row.pk for row in rows],
        f"link-{rows[0].pk}": "reject",
        f"link-{rows[1].pk}": "later",
    }
    events = Event.objects.count()
    page = told(lead.post(f"{PAGE}confirm", sent, follow=True))
    assert f"Confirmed: {len(rows) - 2}. Turned down: 1. Left for later: 1." in page
    assert Event.objects.count() == events + len(rows) - 1
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows[:3]] == ["rejected", "proposed", "confirmed"]
    assert {row.decided_by for row in rows[2:]} == {"Improvement lead (demo)"}
    undo = {"kind": "answers", "link": [row.pk for row in rows[2:]]}
    undo |= {f"link-{row.pk}": "undo" for row in rows[2:]}
    assert f"Undone: {len(rows) - 2}." in told(lead.post(f"{PAGE}confirm", undo, follow=True))
    again = told(lead.post(f"{PAGE}confirm", undo, follow=True))
    assert f"Decided already, and left as it was: {len(rows) - 2}." in again


def test_an_answer_that_nobody_offered_changes_nothing(lead, statement):
    link = links(ActionAnswersFinding, statement).first()
    sent = {"kind": "answers", "link": [link.pk], f"link-{link.pk}": "perhaps"}
    assert lead.post(f"{PAGE}confirm", sent).status_code == 400
    assert counts_of(statement)["answers"]["confirmed"] == 0


@pytest.mark.parametrize("query", ["kind=nonsense", "state=%00", "page=x", "kind=&state="])
def test_what_nobody_offered_shows_the_first_kind(lead, query):
    page = lead.get(f"{PAGE}?{query}")
    assert page.status_code == 200
    assert "Does this action answer this finding".lower() in told(page).lower()


@pytest.mark.parametrize("kind", ["answers", "bears"])
def test_many_at_once_are_confirmed_each_on_its_own_record(lead, chair, statement, kind):
    rows = list(links(MODELS[kind], statement)[:5])
    chair.post(f"{PAGE}{rows[0].pk}", {"kind": kind, "answer": "reject"})
    events = Event.objects.count()
    page = lead.post(
        f"{PAGE}confirm", {"kind": kind, "link": [row.pk for row in rows]}, follow=True
    )
    assert "Confirmed: 4. Decided already, and left as it was: 1." in told(page)
    states = [type(row).objects.get(pk=row.pk).state for row in rows]
    assert states == ["rejected", *["confirmed"] * 4]
    assert Event.objects.count() == events + 4


@pytest.mark.parametrize("sent", [{}, {"link": ["x", "9" * 40]}, {"link": [""]}])
def test_confirming_nothing_confirms_nothing(lead, statement, sent):
    assert lead.post(f"{PAGE}confirm", {"kind": "answers", **sent}).status_code == 400
    assert counts_of(statement)["answers"]["confirmed"] == 0


def test_links_of_another_area_are_out_of_reach(lead, examples, statement):
    other = ActionAnswersFinding.objects.exclude(action__improvement_plan=statement).first()
    lead.post(f"{PAGE}confirm", {"kind": "answers", "link": [other.pk]})
    assert (
        lead.post(f"{PAGE}{other.pk}", {"kind": "answers", "answer": "confirm"}).status_code == 404
    )
    other.refresh_from_db()
    assert other.state == "proposed"


@pytest.fixture
def by_hand(statement):
    """Return an action and a finding that nothing ties together, as a form would send them."""
    finding = statement.inspection.findings.filter(side="develop").last()
    action = statement.actions.exclude(answers__finding=finding).first()
    return {"action": action.number, "finding": finding.pk, "why": "The same families"}


def test_a_link_added_by_hand_is_confirmed_with_its_reason(lead, statement, by_hand):
    page = lead.post(f"{PAGE}add", by_hand, follow=True)
    assert f"action {by_hand['action']} answers it" in told(page)
    link = links(ActionAnswersFinding, statement).get(why="The same families")
    assert (link.state, link.decided_by) == ("confirmed", "Improvement lead (demo)")
    again = lead.post(f"{PAGE}add", by_hand)
    assert again.status_code == 400
    assert "has confirmed this match already" in told(again)


def test_adding_what_is_proposed_confirms_it(lead, statement):
    link = links(ActionAnswersFinding, statement).filter(finding__side="develop").first()
    sent = {"action": link.action.number, "finding": link.finding_id, "why": "We know"}
    lead.post(f"{PAGE}add", sent)
    link.refresh_from_db()
    assert (link.state, link.why) == ("confirmed", "We know")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"action": ""}, "Give the number of the action"),
        ({"action": "99.9"}, "The plan has no action numbered 99.9"),
        ({"finding": ""}, "Choose the finding that the action answers"),
        ({"finding": "0"}, "Choose a finding of the list"),
        ({"why": "  "}, "Say why the action answers the finding"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(lead, statement, by_hand, change, says):
    before = links(ActionAnswersFinding, statement).count()
    page = lead.post(f"{PAGE}add", by_hand | change)
    assert told(page).count(says) == 2
    assert "There is a problem" in told(page)
    assert links(ActionAnswersFinding, statement).count() == before


@pytest.mark.parametrize("place", ["confirm", "add", "propose", "1"])
def test_those_who_may_only_see_change_nothing(member, place):
    events = Event.objects.count()
    assert member.post(PAGE + place, {"kind": "answers", "answer": "confirm"}).status_code == 403
    assert Client().post(PAGE + place).status_code == 302
    assert Event.objects.count() == events


def test_those_who_may_only_see_are_offered_no_button(member):
    page = member.get(PAGE).text
    assert "Look for links by their words" not in page
    assert "Confirm all" not in page


def test_the_check_says_what_rests_on_proposals_alone(lead, statement):
    page = told(lead.get("/areas/cumbria/check/"))
    answers = links(ActionAnswersFinding, statement)
    findings = answers.values("finding").distinct().count()
    assert f"{findings} findings are answered by them, {findings} only by proposals" in page
    first = answers.first()
    lead.post(f"{PAGE}{first.pk}", {"kind": "answers", "answer": "confirm"})
    page = told(lead.get("/areas/cumbria/check/"))
    assert f"{findings} findings are answered by them, {findings - 1} only by proposals" in page


def test_findings_answered_only_by_proposals_are_told_last_and_once(lead, statement):
    found = check_page(statement)
    whole = [*found.first, *found.rest]
    assert "answered only by matches nobody has confirmed" in whole[-1].what
    assert sum("nobody has confirmed" in f.what for f in whole) == 1
    assert whole[-1].severity == 1
    for link in links(ActionAnswersFinding, statement):
        lead.post(f"{PAGE}{link.pk}", {"kind": "answers", "answer": "confirm"})
    found = check_page(statement)
    assert not [f for f in [*found.first, *found.rest] if "nobody has confirmed" in f.what]


def test_actions_that_rest_on_actions_are_there(statement):
    assert links(ActionRestsOn, statement).exists()
