"""A past day shows the lead, the theme and the group of that day, on pages and in reports."""

from datetime import date
from urllib.parse import urlencode

from django.utils import timezone

from goldenthread.accounts.rules import Role
from goldenthread.improvement.changes import override_rag, record_update
from goldenthread.improvement.changes.editing import edit_action
from goldenthread.improvement.queries import action_record, standing_of
from goldenthread.improvement.queries.editing import editable
from goldenthread.improvement.queries.record import show_as_stood
from goldenthread.improvement.rules import Delivery, Rag

from .conftest import CHAIR
from .people import PLAN, client_as, words

BEFORE, CHANGED = date(2020, 1, 6), date(2020, 2, 3)


def test_the_page_of_a_past_day_shows_the_lead_theme_and_group_of_that_day(area, plan, action):
    was = [lead.role for lead in action.leads.all()]
    moved = plan.themes.exclude(group=action.group).first()
    old = action.group
    seen = editable(plan, CHANGED, [action.pk])[action.pk].stamp
    edits = {"leads": "Somebody else entirely", "theme": moved.number}
    edit_action(by=CHAIR, action=action, edits=edits, seen=seen, on=CHANGED)
    now = plan.actions.get(pk=action.pk)
    assert now.group == moved.group
    show_as_stood(now, action_record(now, BEFORE).words)
    assert (now.group, [lead.role for lead in now.leads.all()]) == (old, was)
    reader = client_as(area, Role.READER)
    place = f"{PLAN}/actions/1.1.1/"
    today, then = words(reader.get(place)), words(reader.get(f"{place}?as-at={BEFORE}"))
    assert "Somebody else entirely" in today
    assert "Somebody else entirely" not in then
    assert all(role in then for role in was)
    assert f"Group {old.number}, {old.name}" in then
    assert f"Group {old.number}, {old.name}" not in today
    beside = words(reader.get(f"{PLAN}/actions/1.1.1/cost?as-at={BEFORE}"))
    assert f"group {old.number} {old.name}" in beside


def test_the_list_and_the_groups_of_a_past_day_show_whose_each_action_was(area, plan, action):
    was, old = [lead.role for lead in action.leads.all()], action.group
    moved = plan.themes.exclude(group=old).first()
    seen = editable(plan, CHANGED, [action.pk])[action.pk].stamp
    edits = {"leads": "Somebody else entirely", "theme": moved.number}
    edit_action(by=CHAIR, action=action, edits=edits, seen=seen, on=CHANGED)
    reader = client_as(area, Role.READER)
    listed = '">1.1.1</a></th>'

    def found(asked: str, on: date = BEFORE) -> bool:
        return listed in words(reader.get(f"{PLAN}/?as-at={on}&{asked}"))

    then = words(reader.get(f"{PLAN}/?as-at={BEFORE}"))
    assert f'data-label="Lead">{"<br>".join(was)}<' in then
    assert 'data-label="Lead">Somebody else' not in then
    for key, here, there in (
        ("group", old.number, moved.group.number),
        ("theme", action.theme.number, moved.number),
        ("lead", was[0], "Somebody else entirely"),
    ):
        asked = {here: True, there: False}
        assert {n: found(urlencode({key: n})) for n in asked} == asked
        assert {n: found(urlencode({key: n}), CHANGED) for n in asked} == {here: False, there: True}
    of_group = f"{PLAN}/groups/{{}}/?as-at={BEFORE}"
    before = words(reader.get(of_group.format(old.number)))
    assert listed in before
    assert all(role in before for role in was)
    assert "Somebody else" not in before
    assert listed not in words(reader.get(of_group.format(moved.group.number)))
    assert listed in words(reader.get(f"{PLAN}/groups/{moved.group.number}/"))


def test_the_page_of_a_group_says_which_colours_a_person_set(area, plan, action):
    said = {"by": CHAIR, "action": action, "on": BEFORE}
    record_update(by_role="Lead", delivery=Delivery.ON_TRACK, **said)
    override_rag(rag=Rag.RED, reason="Nobody was asked", ends=None, **said)
    reader = client_as(area, Role.READER)
    page = words(reader.get(f"{PLAN}/groups/{action.group.number}/"))
    now = standing_of(plan, timezone.localdate())[action.pk]
    assert "Colours set by a person" in page
    assert f"reported green, computed {now.computed_rag}, set to red" in page
    other = plan.groups.exclude(pk=action.group_id).first()
    assert "Colours set by a person" not in words(reader.get(f"{PLAN}/groups/{other.number}/"))
