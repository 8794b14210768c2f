"""What is said of an action stands in the accelerated plan that took it over, said once."""

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from goldenthread.accounts.changes import make_token
from goldenthread.accounts.rules import Role, Scope
from goldenthread.improvement.changes import (
    EvidenceDraft,
    ScoreDraft,
    accept_update,
    add_evidence,
    close_risk,
    open_risk,
    record_update,
    score_risk,
)
from goldenthread.improvement.changes.continuing import begin_continuous
from goldenthread.improvement.models import Evidence, Update
from goldenthread.improvement.queries import (
    newest_updates,
    risks_of,
    said_at,
    taken_into,
    updates_copied,
)
from goldenthread.improvement.rules import Delivery, EvidenceKind, Grade, RiskKind
from goldenthread.thread.queries.printed import printed_plan

from .conftest import CHAIR, LEAD, MEMBER
from .people import PLAN, client_as, words
from .test_accelerated import TODAY, lived, plan, raised
from .test_updates import say, state

START = date(2019, 9, 2)

__all__ = ["lived", "plan"]


def test_what_is_said_once_shows_on_the_plan_and_on_the_one_raised_from_it(lived, action, area):
    made = raised(lived)
    copy = made.actions.get(number="1.1.1")
    later, chair = date(2020, 3, 2), client_as(area, Role.GROUP_CHAIR)
    moved = say(
        action,
        by=LEAD,
        on=later,
        delivery=Delivery.AT_RISK,
        words="Half are asked",
        proposed_words="31 July 2020",
        proposed_reason="No venue",
    )
    accept_update(by=MEMBER, update=moved, on=later)
    add_evidence(
        by=LEAD,
        action=copy,
        on=later,
        draft=EvidenceDraft(EvidenceKind.MEETING, Grade.DATA, "Heard it", dated=later),
    )
    ours, theirs = state(lived, action, later), state(made, copy, later)
    assert theirs.delivery is ours.delivery is Delivery.AT_RISK
    assert (theirs.due_to, theirs.slipped, theirs.evidence) == (
        date(2020, 7, 31),
        ours.slipped,
        ours.evidence,
    )
    assert Evidence.objects.get(words="Heard it").action == action
    assert state(made, copy, date(2020, 2, 1)).delivery is Delivery.OFF_TRACK
    printed = {a.number: a for a in printed_plan(made, later).actions}["1.1.1"]
    assert printed.status == "at risk"
    assert any("Half are asked" in each for each in printed.updates)
    say(copy, by=LEAD, on=later, words="Said of the copy")
    assert Update.objects.get(words="Said of the copy").action == action
    place = f"{PLAN}/actions/1.1.1/"
    assert "also taken into the" in words(chair.get(place))
    assert "is said once, on the page of the action" in words(chair.get(f"{PLAN}/stalled/"))


def test_it_follows_the_plan_that_takes_the_place_of_the_one_it_was_raised_from(lived, action):
    made = raised(lived)
    rolling_plan, _ = begin_continuous(by=CHAIR, improvement_plan=lived, title="Rolling", on=TODAY)
    now = rolling_plan.actions.get(number="1.1.1")
    record_update(by=LEAD, action=now, on=TODAY, by_role="x", delivery=Delivery.ON_TRACK)
    copy = made.actions.get(number="1.1.1")
    assert state(made, copy, TODAY).delivery is Delivery.ON_TRACK
    assert said_at(copy) == now
    assert [row.action for row in taken_into(now)] == [copy]
    assert taken_into(action) == []


def test_its_risk_register_follows_the_one_it_was_taken_from(lived, action, other):
    from_start = ScoreDraft(3, 3, "Finance lead", "A bid")
    said = {"by": LEAD, "improvement_plan": lived, "on": START, "score": from_start}
    risk = open_risk(kind=RiskKind.RISK, words="Money ends", actions=[action, other], **said)
    made = raised(lived)
    later, latest = date(2027, 3, 2), date(2027, 3, 3)
    score_risk(by=LEAD, risk=risk, on=later, score=ScoreDraft(5, 5, "Finance lead", "No bid"))
    since = {**said, "on": later}
    open_risk(kind=RiskKind.ISSUE, words="No venue", actions=[action], **since)
    open_risk(kind=RiskKind.RISK, words="Elsewhere", **since)
    before = {row.risk.words: row for row in risks_of(made, START)}
    now = {row.risk.words: row for row in risks_of(made, later)}
    assert before["Money ends"].score == 9
    assert (now["Money ends"].score, now["Money ends"].moved) == (25, "risen")
    assert now["No venue"].actions == [made.actions.get(number=action.number)]
    assert "Elsewhere" not in now
    assert {a.improvement_plan_id for row in now.values() for a in row.actions} == {made.pk}
    close_risk(by=LEAD, risk=risk, on=latest, why="A bid was won")
    closed = next(r for r in risks_of(made, latest) if r.risk.words == "Money ends")
    assert (closed.open, closed.risk.closed_why) == (False, "A bid was won")


def test_programs_read_of_it_what_is_said_of_the_action_it_follows(lived, action, area):
    made = raised(lived)
    copy = made.actions.get(number="1.1.1")
    say(action, by=LEAD, on=TODAY, words="Said since")
    said = Update.objects.get(words="Said since")
    assert newest_updates(made, [copy.pk], TODAY) == {copy.pk: said.pk}
    every = Update.objects.filter(action__improvement_plan__area=area)
    told = [row.action for row in every.exclude(updates_copied(area.pk))]
    assert said in every.exclude(updates_copied(area.pk))
    assert {row.improvement_plan_id for row in told} == {lived.pk}
    client = Client(headers={"Authorization": f"Bearer {token_of(area)}"})
    place = f"/api/1/areas/{area.slug}/plans/{made.pk}/actions/1.1.1"
    assert client.get(place).json()["newest_update"] == said.pk
    rows = client.get(f"{place}/updates").json()["items"]
    assert rows[0]["key"] == said.pk
    add_evidence(
        by=LEAD,
        action=action,
        on=TODAY,
        draft=EvidenceDraft(EvidenceKind.MEETING, Grade.DATA, "Heard since", dated=TODAY),
    )
    given = client.get(f"{place}/evidence").json()["items"]
    assert "Heard since" in [row["words"] for row in given]


def token_of(area) -> str:
    """Return the key of a token that may read an area."""
    user = client_as(area, Role.IMPROVEMENT_LEAD, "A program").user
    days = timezone.now() + timedelta(days=30)
    made = make_token(by=CHAIR, user=user, area=area, name="r", scope=Scope.READ, expires=days)
    return made[1]
