"""A past day shows the lead, the theme and the group of that day, on pages and in reports."""

from datetime import date

from goldenthread.accounts.rules import Role
from goldenthread.improvement.changes.editing import edit_action
from goldenthread.improvement.queries import action_record
from goldenthread.improvement.queries.editing import editable
from goldenthread.improvement.queries.record import show_as_stood

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
