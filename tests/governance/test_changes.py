"""What boards do, kept and read back: agendas, minutes, challenges, moves up."""

import pytest
from django.urls import reverse

from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import rename_body
from goldenthread.areas.queries import area_on
from goldenthread.audit.models import Outbox
from goldenthread.core.errors import UserError
from goldenthread.governance.changes import (
    add_item,
    add_paper,
    add_standing_item,
    ask_challenge,
    bring_back,
    build_agenda,
    call_meeting,
    confirm_minutes,
    decide,
    edit_item,
    escalate,
    minute_item,
    publish_minutes,
    raise_disagreement,
    record_outcome,
    redate_decision,
    set_escalation_rule,
    take_step,
    withdraw_item,
)
from goldenthread.governance.models import AgendaItem, Decision, Meeting
from goldenthread.governance.queries import (
    bodies_on,
    due_to_escalate,
    never_came_back,
    open_challenges,
    tracked_decisions,
)
from goldenthread.governance.queries.agenda import missing_from
from goldenthread.governance.rules.states import (
    DecisionVerb,
    EscalationKind,
    ItemKind,
    StepKind,
)
from goldenthread.improvement.changes import record_improvement_plan, record_update
from goldenthread.improvement.models import WorkingGroup
from goldenthread.improvement.rules import Delivery
from tests.rooms.small_plan import DRAFT

from .conftest import BY, at, day, person

pytestmark = pytest.mark.django_db


def agreed(meeting: Meeting, **more) -> Decision:
    given = {"verb": DecisionVerb.AGREED, "words": "To write to families.", "on": meeting.held_on}
    return decide(by=BY, meeting=meeting, **given | more)


def test_an_agenda_is_built_from_standing_items_and_what_is_due(area, boards, held, ahead):
    add_standing_item(by=BY, body=boards.board, title="Risks", starts=day(-90))
    due = agreed(held, due_on=day(10))
    agreed(held, words="To meet in June.", due_on=day(90))
    agreed(held, verb=DecisionVerb.NOTED, words="The report.")
    asked = ask_challenge(by=BY, area=area, words="Why?", to_body=boards.board, on=day(-3))
    other = ask_challenge(by=BY, area=area, words="How?", to_body=boards.scrutiny, on=day(-3))
    made = build_agenda(by=BY, meeting=ahead, on=day(0))
    items = list(ahead.items.all())
    assert len(made) == len(items)
    assert [i.kind for i in items] == [
        "apologies",
        "declarations",
        "previous_minutes",
        "matters_arising",
        "decision_due",
        "challenge",
        "standing",
    ]
    assert items[2].previous == held
    assert items[4].decision == due
    assert items[5].challenge == asked != other
    withdraw_item(by=BY, item=items[6], why="Not this time", on=day(0))
    assert build_agenda(by=BY, meeting=ahead, on=day(0)) == []
    take_step(by=BY, challenge=asked, kind=StepKind.ANSWERED, words="Staff.", on=day(0))
    assert missing_from(ahead, day(0)) == []


def test_red_actions_of_a_group_are_on_its_agenda_and_move_up(area, boards):
    improvement_plan = record_improvement_plan(by=BY, area=area, draft=DRAFT)
    WorkingGroup.objects.filter(improvement_plan=improvement_plan).update(body=boards.group)
    action = improvement_plan.actions.get(number="1.1.2")
    kept = {"by": BY, "action": action, "by_role": "Head of SEND"}
    record_update(**kept, on=day(-40), delivery=Delivery.ON_TRACK)
    record_update(**kept, on=day(-20), delivery=Delivery.OFF_TRACK)
    meeting = call_meeting(by=BY, body=boards.group, starts_at=at(day(20)), on=day(-1))
    build_agenda(by=BY, meeting=meeting, on=day(0))
    item = meeting.items.get(action=action)
    assert (item.kind, item.title[:12]) == ("off_course", "Action 1.1.2")
    set_escalation_rule(
        by=BY,
        area=area,
        kind=EscalationKind.OFF_COURSE,
        after_days=20,
        answer_days=7,
        starts=day(-90),
    )
    ours = {d.due.thing.key: d for d in due_to_escalate(area, day(0))}
    assert ours[action.pk].due.thing.since == day(-20)
    assert [body.name for body in ours[action.pk].to] == ["Improvement board"]
    assert action.pk not in {d.due.thing.key for d in due_to_escalate(area, day(-1))}
    row = escalate(
        by=BY,
        area=area,
        kind=EscalationKind.OFF_COURSE,
        key=action.pk,
        to=boards.board,
        on=day(0),
    )
    board = call_meeting(by=BY, body=boards.board, starts_at=at(day(9)), on=day(0))
    assert row.pk in {d.key for d in missing_from(board, day(0)) if d.of == "escalation"}
    with pytest.raises(UserError, match="not due to move up"):
        escalate(
            by=BY,
            area=area,
            kind=EscalationKind.OFF_COURSE,
            key=action.pk,
            to=boards.board,
            on=day(0),
        )


def test_minutes_go_from_draft_to_confirmed_at_the_next_meeting_to_published(boards, held, ahead):
    build_agenda(by=BY, meeting=held, on=day(-20))
    item = held.items.first()
    minute_item(by=BY, item=item, words="We began.", version=item.version, on=day(-7))
    with pytest.raises(UserError, match="has not been held"):
        confirm_minutes(by=BY, meeting=held, at=ahead, on=day(0))
    later = call_meeting(by=BY, body=boards.board, starts_at=at(day(-1)), on=day(-9))
    other = call_meeting(by=BY, body=boards.group, starts_at=at(day(-1)), on=day(-9))
    with pytest.raises(UserError, match="later meeting of the same body"):
        confirm_minutes(by=BY, meeting=held, at=other, on=day(0))
    with pytest.raises(UserError, match="cannot become"):
        publish_minutes(by=BY, meeting=held, on=day(0))
    confirm_minutes(by=BY, meeting=held, at=later, on=day(-1), words="Item 2 corrected")
    with pytest.raises(UserError, match="are confirmed"):
        minute_item(by=BY, item=item, words="Other.", version=2, on=day(0))
    kept = publish_minutes(by=BY, meeting=held, on=day(0))
    assert [kept.state_at(day(n)).value for n in (-8, -7, -1, 0)] == [
        "planned",
        "draft",
        "confirmed",
        "published",
    ]


def test_a_decision_is_tracked_on_any_day(area, boards, held):
    decision = agreed(held, due_on=day(-3), owner_role="Director")
    redate_decision(
        by=BY, decision=decision, due_on=day(-1), why="Ill", agreed_by="Chair", on=day(-2)
    )
    bring_back(by=BY, decision=decision, on=day(0), words="Letters went out.")
    before = {n: tracked_decisions(area, day(n)) for n in (-8, -7, -2, 0)}
    assert before[-8] == []
    assert [t.due_on for t in before[-7]] == [day(-3)]
    assert [(t.due_on, t.redated, t.open) for t in before[-2]] == [(day(-1), 1, True)]
    assert [(t.open, t.back_on) for t in before[0]] == [(False, day(0))]
    with pytest.raises(UserError, match="came back on"):
        bring_back(by=BY, decision=decision, on=day(0), words="Again.")


def test_a_resolution_that_never_came_back_is_shown(area, boards, held):
    agreed(held, due_on=day(-2))
    undated = agreed(held, words="That the forum be asked.")
    [missed] = never_came_back(area, day(0))
    assert missed.never_came_back == "It was to come back 2 days ago and has not."
    for back in (-5, -3):
        later = call_meeting(by=BY, body=boards.board, starts_at=at(day(back)), on=day(-9))
        agreed(later, verb=DecisionVerb.NOTED, words="Nothing.")
    found = {t.decision.pk: t.never_came_back for t in never_came_back(area, day(0))}
    assert "2 meetings since" in found[undated.pk]
    assert undated.pk not in {t.decision.pk for t in never_came_back(area, day(-4))}


def test_a_challenge_moves_up_with_its_history_and_a_letter(area, boards):
    chair = person(area, Role.GROUP_CHAIR, boards.board)
    set_escalation_rule(
        by=BY,
        area=area,
        kind=EscalationKind.CHALLENGE,
        after_days=10,
        answer_days=5,
        starts=day(-60),
    )
    asked = ask_challenge(by=BY, area=area, words="Why?", to_body=boards.group, on=day(-20))
    assert due_to_escalate(area, day(-11)) == []
    [due] = due_to_escalate(area, day(-10))
    assert due.to == (boards.board,)
    escalate(
        by=BY,
        area=area,
        kind=EscalationKind.CHALLENGE,
        key=asked.pk,
        to=boards.board,
        on=day(-10),
    )
    [standing] = open_challenges(area, day(0))
    assert standing.body == boards.board
    assert [s.kind for s in standing.steps] == ["asked", "moved"]
    assert [s.where.body for s in open_challenges(area, day(-11))] == [boards.group.pk]
    letters = [o.payload for o in Outbox.objects.filter(kind="mail")]
    assert [letter["to"] for letter in letters] == [chair.email]
    [again] = due_to_escalate(area, day(-5))
    assert again.due.at_the_top


def test_a_disagreement_is_settled_by_the_outcome_above(area, boards):
    set_escalation_rule(
        by=BY,
        area=area,
        kind=EscalationKind.DISAGREEMENT,
        after_days=5,
        answer_days=5,
        starts=day(-60),
        body=boards.group,
    )
    row = raise_disagreement(by=BY, area=area, body=boards.group, words="Who pays?", on=day(-9))
    move = escalate(
        by=BY,
        area=area,
        kind=EscalationKind.DISAGREEMENT,
        key=row.pk,
        to=boards.board,
        on=day(-3),
    )
    record_outcome(by=BY, escalation=move, words="Both pay.", on=day(-1))
    row.refresh_from_db()
    assert (row.settled_on, row.settled_words) == (day(-1), "Both pay.")
    assert due_to_escalate(area, day(30)) == []


def test_an_open_paper_stops_an_item_from_becoming_exempt(boards, ahead):
    item = add_item(by=BY, meeting=ahead, title="Contract", on=day(0))
    add_paper(by=BY, item=item, title="Prices", name="p.txt", data=b"1", on=day(0))
    exempt = {
        "exempt_paragraph": 3,
        "public_interest": "Prices would harm the council’s position in talks.",
    }
    with pytest.raises(UserError, match="open to all who may see the area"):
        edit_item(by=BY, item=item, changed=exempt, version=item.version)
    assert not AgendaItem.objects.get(pk=item.pk).exempt
    with pytest.raises(UserError, match="Somebody else changed this item"):
        edit_item(by=BY, item=item, changed={"title": "Other"}, version=item.version + 1)


def test_exempt_items_stand_last(boards, ahead):
    add_item(
        by=BY,
        meeting=ahead,
        title="A case",
        on=day(0),
        exempt_paragraph=1,
        public_interest="A family would be known by it in a small place.",
    )
    add_item(by=BY, meeting=ahead, title="Open", on=day(0))
    build_agenda(by=BY, meeting=ahead, on=day(0))
    kinds = [item.exempt for item in ahead.items.all()]
    assert kinds == [False] * (len(kinds) - 1) + [True]
    assert ahead.items.first().kind == ItemKind.APOLOGIES


def test_a_body_keeps_the_name_it_had_on_a_day(area, boards):

    rename_body(by=BY, body=boards.group, name="Second name", on=day(-10))
    rename_body(by=BY, body=boards.group, name="Third name", on=day(-5))
    with pytest.raises(UserError, match="renamed on that day or later"):
        rename_body(by=BY, body=boards.group, name="Fourth", on=day(-8))
    names = {n: {b.pk: b.name for b in bodies_on(area, day(n))} for n in (-11, -10, -6, -5, 0)}
    assert [each[boards.group.pk] for each in names.values()] == [
        "Group 1",
        "Second name",
        "Second name",
        "Third name",
        "Third name",
    ]


def test_minutes_and_lines_name_a_body_as_it_was_called_then(area, boards, held, lead):
    agreed(held)
    rename_body(by=BY, body=boards.board, name="Partnership board", on=day(-3))
    minutes = reverse("governance:printed", args=[area.slug, held.pk, "minutes"])
    assert "Partnership board" not in lead.get(minutes).text
    [then] = area_on(area, day(-4)).reports
    [now] = area_on(area, day(0)).reports
    assert (then.to.name, now.to.name) == ("Improvement board", "Partnership board")
    chart = reverse("governance:chart", args=[area.slug])
    assert "Partnership board" not in lead.get(chart, {"as-at": day(-4).isoformat()}).text
    assert 'aria-label="Partnership board, ' in lead.get(chart).text
