"""Where actions stand on any day: colours, overrides, lateness, the optimism gap, what changed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import (
    ChangedMeanwhile,
    Unfit,
    accept_update,
    add_dependency,
    end_override,
    open_cycle,
    override_rag,
    record_update,
    settle_dependency,
)
from goldenthread.improvement.models import Action, ActionRestsOn, Update
from goldenthread.improvement.queries import (
    action_record,
    optimism_gap,
    quarter_ends,
    since,
    standing_of,
)
from goldenthread.improvement.rules import Delivery, LinkState, Rag

from .conftest import CHAIR, LEAD, MEMBER
from .test_updates import say, state

D = Delivery
NOV, DEC, JAN = date(2019, 11, 4), date(2019, 12, 2), date(2020, 1, 6)


def told(action, delivery, on) -> Update:
    """Record an accepted update."""
    return record_update(by=LEAD, action=action, on=on, by_role="Lead", delivery=delivery)


def test_nothing_said_is_unknown_not_green(plan, action):
    for row in standing_of(plan, NOV).values():
        assert (row.delivery, row.reported_rag, row.shown_rag) == (None, Rag.GREY, Rag.GREY)
        assert row.why == "No update is recorded: we do not know."
        assert not row.late


def test_green_reported_turns_red_when_its_date_passes(plan, dated):
    told(dated, D.ON_TRACK, NOV)
    assert state(plan, dated, date(2019, 11, 30)).computed_rag is Rag.GREEN
    now = state(plan, dated, date(2019, 12, 1))
    assert (now.reported_rag, now.computed_rag, now.rule) == (Rag.GREEN, Rag.RED, "date-passed")
    assert now.why == "Green reported, but due 30 November 2019 passed with no evidence."


def test_an_open_end_does_not_pass(plan, action):
    told(action, D.ON_TRACK, NOV)
    assert state(plan, action, date(2030, 1, 1)).computed_rag is Rag.GREEN


def test_a_round_that_closed_without_an_update_shows_late_and_not_green(plan, action, other):
    told(action, D.ON_TRACK, NOV)
    open_cycle(by=CHAIR, improvement_plan=plan, opens=DEC, due=date(2019, 12, 13))
    open_cycle(by=CHAIR, improvement_plan=plan, opens=DEC, due=date(2019, 12, 20))
    assert plan.cycles.count() == 1
    assert not state(plan, action, date(2019, 12, 13)).late
    now = state(plan, action, date(2019, 12, 14))
    assert (now.late, now.computed_rag, now.rule) == (True, Rag.GREY, "update-missing")
    assert state(plan, other, date(2019, 12, 14)).late
    say(action, on=date(2019, 12, 16))
    assert not state(plan, action, date(2019, 12, 16)).late
    with pytest.raises(UserError, match="before it opens"):
        open_cycle(by=CHAIR, improvement_plan=plan, opens=JAN, due=DEC)


def test_a_persons_colour_stands_beside_the_computed_one(plan, action):
    told(action, D.ON_TRACK, NOV)
    with pytest.raises(Unfit, match="Say why"):
        override_rag(by=CHAIR, action=action, rag=Rag.RED, reason="", on=NOV)
    first = override_rag(by=CHAIR, action=action, rag=Rag.RED, reason="No staff", on=NOV, seen=0)
    now = state(plan, action, NOV)
    assert (now.computed_rag, now.shown_rag, now.override) == (Rag.GREEN, Rag.RED, first)
    with pytest.raises(ChangedMeanwhile):
        override_rag(by=MEMBER, action=action, rag=Rag.AMBER, reason="Some", on=NOV, seen=0)
    end_override(by=CHAIR, override=first, last_day=date(2019, 11, 30))
    assert state(plan, action, date(2019, 11, 30)).shown_rag is Rag.RED
    assert state(plan, action, DEC).shown_rag is Rag.GREEN
    with pytest.raises(UserError, match="has ended already"):
        end_override(by=CHAIR, override=first, last_day=DEC)
    with pytest.raises(Unfit, match="lies in the past"):
        override_rag(by=CHAIR, action=action, rag=Rag.RED, reason="No", on=DEC, ends=NOV)


def test_only_a_confirmed_link_lets_one_action_colour_another(plan, action, dated):
    told(action, D.ON_TRACK, NOV)
    told(dated, D.OFF_TRACK, NOV)
    link = ActionRestsOn.objects.get(action=action, on=dated)
    assert link.state == LinkState.PROPOSED
    assert state(plan, action, NOV).computed_rag is Rag.GREEN
    link.state = LinkState.CONFIRMED.value
    link.save()
    now = state(plan, action, NOV)
    assert (now.computed_rag, now.rule) == (Rag.AMBER, "rests-on-trouble")
    only = standing_of(plan, NOV, [action.pk])
    assert list(only) == [action.pk]
    assert only[action.pk].why == now.why


def test_an_action_waits_for_another_group_until_that_is_settled(plan, action):
    told(action, D.ON_TRACK, NOV)
    needs, access = plan.groups.all()
    wait = add_dependency(
        by=CHAIR,
        waits=needs,
        on_group=access,
        words="The survey.",
        on=NOV,
        needed_by=date(2019, 11, 29),
        action=action,
    )
    now = state(plan, action, DEC)
    assert now.rule == "kept-waiting"
    assert "still waits for group 2: The survey, needed by 29 November 2019" in now.why
    settle_dependency(by=MEMBER, dependency=wait, on=JAN, words="It came")
    assert state(plan, action, JAN).rule == "on-track"
    assert state(plan, action, DEC).rule == "kept-waiting"


def test_the_optimism_gap_by_group_and_over_time(plan, action, other, dated):
    told(action, D.ON_TRACK, NOV)
    told(other, D.ON_TRACK, NOV)
    told(dated, D.DONE, NOV)
    needs, access = optimism_gap(plan, JAN, quarters=1)
    assert (needs.reported_green, needs.computed_green, needs.gap, needs.actions) == (2, 1, 1, 2)
    assert (access.reported_green, access.computed_green, access.gap) == (1, 0, 1)
    assert [(p.on, p.reported, p.gap) for p in needs.over] == [
        (date(2019, 12, 31), 2, 1),
        (JAN, 2, 1),
    ]
    before = optimism_gap(plan, date(2019, 11, 1), quarters=1)
    assert [(g.known, g.gap) for g in before] == [(0, 0), (0, 0)]


def test_quarters_end_before_the_day():
    assert quarter_ends(date(2020, 1, 6), 3) == [
        date(2019, 6, 30),
        date(2019, 9, 30),
        date(2019, 12, 31),
    ]
    assert quarter_ends(date(2019, 12, 31), 1) == [date(2019, 9, 30)]


def test_since_the_last_time(plan, action, other, dated):
    told(action, D.ON_TRACK, NOV)
    told(dated, D.ON_TRACK, NOV)
    accept_update(
        by=CHAIR,
        update=say(dated, D.AT_RISK, DEC, proposed_words="May 2020", proposed_reason="Late"),
        on=DEC,
    )
    told(action, D.STOPPED, JAN)
    found = since(plan, NOV, JAN)
    assert {m.after.number: (m.before.delivery, m.after.delivery) for m in found.moved} == {
        "1.1.1": (D.ON_TRACK, D.STOPPED),
        "2.1.1": (D.ON_TRACK, D.AT_RISK),
    }
    assert [(r.action_id, r.old_to, r.new_to) for r in found.slipped] == [
        (dated.pk, date(2019, 11, 30), date(2020, 5, 31))
    ]
    assert [row.number for row in found.silent] == ["1.1.2"]
    assert [row.number for row in found.closed] == ["1.1.1"]
    assert since(plan, JAN, JAN).moved == []


def asked(read) -> int:
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)


def more_actions(plan, count: int) -> None:
    first = plan.actions.first()
    rows = [
        Action(
            improvement_plan=plan,
            group=first.group,
            theme=first.theme,
            number=f"9.{n}",
            position=100 + n,
            text="Another",
        )
        for n in range(count)
    ]
    for action in Action.objects.bulk_create(rows):
        told(action, D.ON_TRACK, NOV)
        override_rag(by=CHAIR, action=action, rag=Rag.RED, reason="No staff", on=NOV)


def test_the_database_is_asked_as_often_for_many_as_for_one(plan, action):
    told(action, D.ON_TRACK, NOV)
    reads = {
        "standing": lambda: standing_of(plan, JAN),
        "gap": lambda: optimism_gap(plan, JAN),
        "since": lambda: since(plan, NOV, JAN),
        "record": lambda: action_record(action, JAN),
    }
    few = {name: asked(read) for name, read in reads.items()}
    more_actions(plan, 40)
    assert {name: asked(read) for name, read in reads.items()} == few
    assert few["standing"] <= 12
