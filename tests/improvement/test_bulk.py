"""Many actions changed at once: shown first, kept one by one, what stood before kept with each."""

from datetime import date

import pytest
from django.utils import timezone

from goldenthread.accounts.rules import Role
from goldenthread.audit.models import Event
from goldenthread.improvement.changes import Unfit
from goldenthread.improvement.changes.editing import EditedMeanwhile, edit_action
from goldenthread.improvement.models import Lead, Redating, Revision
from goldenthread.improvement.queries import standing_of
from goldenthread.improvement.queries.editing import editable

from .conftest import CHAIR
from .people import PLAN, client_as, words

NOV = date(2019, 11, 4)
MANY = f"{PLAN}/many"


@pytest.fixture
def lead(area, plan):
    return client_as(area, Role.IMPROVEMENT_LEAD)


def edit(action, on=NOV, seen=None, reason="", **edits):
    """Change fields of an action as it stands."""
    row = editable(action.improvement_plan, on, [action.pk])[action.pk]
    stamp = row.stamp if seen is None else seen
    return edit_action(by=CHAIR, action=action, edits=edits, seen=stamp, on=on, reason=reason)


def test_a_theme_takes_its_group_with_it_and_the_old_one_is_kept(action, plan):
    assert edit(action, theme="2.1") == ["theme"]
    action.refresh_from_db()
    assert (action.theme.number, action.group.number) == ("2.1", "2")
    revision = Revision.objects.get()
    assert (revision.field, revision.old, revision.new) == ("theme", "1.1", "2.1")


def test_leads_are_replaced_and_those_before_stand_in_the_revision(action):
    edit(action, leads="Director of children’s services; Head of SEND;head of SEND ")
    roles = list(Lead.objects.filter(action=action).values_list("role", flat=True))
    assert roles == ["Director of children’s services", "Head of SEND", "head of SEND"]
    assert Revision.objects.get().old == "Head of SEND; Designated officer"
    edit(action, leads="")
    assert not Lead.objects.filter(action=action).exists()


def test_a_date_moves_the_last_one_with_a_reason_and_the_old_stays(action, dated, plan):
    edit(dated, due="31 March 2020", reason="No venue")
    edit(dated, due="spring 2020", reason="Still none", on=date(2019, 12, 2))
    first, second = Redating.objects.order_by("pk")
    assert (first.old_words, first.new_words) == ("30 November 2019", "31 March 2020")
    assert (second.old_words, second.old_to) == ("31 March 2020", date(2020, 3, 31))
    assert (first.reason, first.agreed_by) == ("No venue", CHAIR.name)
    assert standing_of(plan, date(2020, 1, 1))[dated.pk].slipped == 2


@pytest.mark.parametrize(
    ("edits", "field"),
    [
        ({"due": "soonish", "reason": "x"}, "due"),
        ({"due": "31 March 2020"}, "reason"),
        ({"theme": "9.9"}, "theme"),
        ({"text": "  "}, "text"),
        ({"leads": "x" * 301}, "leads"),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(dated, plan, edits, field):
    plan.life = "live"
    plan.save()
    before = Event.objects.count()
    with pytest.raises(Unfit) as refused:
        edit(dated, intended_impact="Better", **edits)
    assert set(refused.value.faults) == {field}
    dated.refresh_from_db()
    assert dated.intended_impact == ""
    assert Event.objects.count() == before


def test_one_event_tells_of_all_that_changed_of_an_action(action):
    before = Event.objects.count()
    edit(action, text="Ask all families", leads="Head of SEND", baseline="45")
    event = Event.objects.last()
    assert Event.objects.count() == before + 1
    assert event.before == {
        "text": "Ask families",
        "leads": "Head of SEND; Designated officer",
        "baseline": "40",
    }
    assert edit(action, text="Ask all families") == []
    assert Event.objects.count() == before + 1


def test_somebody_first_is_seen(action):
    stamp = editable(action.improvement_plan, NOV, [action.pk])[action.pk].stamp
    edit(action, leads="Another")
    with pytest.raises(EditedMeanwhile, match="Theirs was kept"):
        edit(action, seen=stamp, text="Mine")
    action.refresh_from_db()
    assert action.text == "Ask families"


def test_many_are_shown_and_then_changed(lead, action, other, plan):
    page = words(lead.get(MANY, {"group": "1"}))
    assert "Ask families" in page
    assert "Train staff" not in page
    sent = {"action": [action.pk, other.pk], "leads": "Head of SEND", "field": "text"}
    sent |= {"find": "it down", "put": "everything down", "do": "preview"}
    page = words(lead.post(MANY, sent))
    assert "Write everything down" in page
    assert "Head of SEND; Designated officer" in page
    assert not Revision.objects.exists()
    rows = editable(plan, timezone.localdate())
    seen = {f"seen-{pk}": rows[pk].stamp for pk in (action.pk, other.pk)}
    assert lead.post(MANY, sent | seen | {"do": "keep"}).status_code == 302
    other.refresh_from_db()
    assert other.text == "Write everything down"
    assert Event.objects.filter(verb="edit_action").count() == 2


def test_one_that_changed_meanwhile_keeps_no_other_back(lead, action, other, plan):
    rows = editable(plan, timezone.localdate())
    seen = {f"seen-{pk}": rows[pk].stamp for pk in (action.pk, other.pk)}
    edit(other, text="Theirs")
    sent = {"action": [action.pk, other.pk], "leads": "Director", "do": "keep"} | seen
    page = lead.post(MANY, sent)
    assert page.status_code == 409
    assert "Changed: 1.1.1." in words(page)
    assert "Somebody else changed action 1.1.2" in words(page)
    other.refresh_from_db()
    assert other.text == "Theirs"
    assert not Lead.objects.filter(action=other).exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"leads": "x"}, "Choose at least one action"),
        ({"action": "1"}, "Say what is to change"),
        ({"action": "nonsense", "leads": "x"}, "Choose at least one action"),
        ({"action": "1", "due": "31 March 2030"}, "Say why the date moves"),
        ({"action": "1", "put": "x"}, "Choose which words"),
        ({"action": "1", "theme": "9.9"}, "Choose a theme of the plan"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(lead, sent, said):
    page = lead.post(MANY, sent)
    assert page.status_code == 400
    assert said in words(page)
    assert not Revision.objects.exists()


@pytest.mark.parametrize("role", [Role.ACTION_LEAD, Role.GROUP_CHAIR, Role.ADVISER])
@pytest.mark.parametrize("place", ["many", "workbook", "workbook/actions.xlsx", "build", "begin"])
def test_only_who_edits_the_plan_comes_here(area, plan, role, place):
    client = client_as(area, role)
    assert client.get(f"{PLAN}/{place}").status_code == 403
    assert client.post(f"{PLAN}/{place}", {}).status_code == 403
