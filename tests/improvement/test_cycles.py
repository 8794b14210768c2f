"""Rounds of updates: who is asked, who answered, who is reminded, and for what nobody can be."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from goldenthread.accounts.models import Post
from goldenthread.accounts.rules import Role
from goldenthread.audit.models import Event, Outbox
from goldenthread.audit.rules import SYSTEM
from goldenthread.audit.tasks import carry_out
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import UpdateDraft, accept_update, propose_update
from goldenthread.improvement.changes.cycles import (
    ask_for_updates,
    ask_more,
    remind,
    revoke_links,
)
from goldenthread.improvement.models import Update, UpdateCycle, UpdateLink
from goldenthread.improvement.queries.asked import key_digest, round_on, who_to_ask
from goldenthread.improvement.rules import Delivery
from goldenthread.improvement.rules.asking import fault_of_round, remind_on, works_until

from .conftest import CHAIR, LEAD
from .people import ADDRESS, PLAN, client_as, in_post, keys, letters, words

TODAY = timezone.localdate()
DUE = TODAY + timedelta(days=14)


def ask(plan, due=DUE):
    return ask_for_updates(by=CHAIR, improvement_plan=plan, opens=TODAY, due=due, address=ADDRESS)


def say(action, delivery=Delivery.ON_TRACK, **more):
    kept = {"by_role": "Head of SEND", "on": TODAY}
    return propose_update(by=LEAD, action=action, draft=UpdateDraft(delivery, **more), **kept)


def test_each_holder_gets_one_letter_with_a_link_of_their_own(plan, area):
    head = in_post(area, "head  of SEND")
    officer = in_post(area, "Designated officer", "Ben Example")
    asked = ask(plan)
    assert (asked.people, asked.empty) == (2, [])
    assert sorted(letter["to"] for letter in letters()) == [head.email, officer.email]
    mine = letters(head.email)[0]
    assert "1.1.1" in mine["text"]
    assert "2.1.1" in mine["text"]
    assert "Where are your 2 actions?" in mine["subject"]
    assert "2.1.1" not in letters(officer.email)[0]["text"]
    link = UpdateLink.objects.get(user=head)
    assert link.digest == key_digest(keys(head.email)[0])
    assert timezone.localdate(link.expires_at) == works_until(DUE)


def test_no_key_stands_in_the_trail_or_in_the_table(plan, area):
    in_post(area, "Head of SEND")
    ask(plan)
    [key] = keys()
    kept = [*Event.objects.values_list("after", flat=True), *UpdateLink.objects.values()]
    assert not any(key in str(row) or key.split(":")[0] in str(row) for row in kept)


def test_what_has_ended_is_asked_of_nobody(plan, area, action):
    in_post(area, "Head of SEND")
    judged = TODAY + timedelta(days=100)
    update = say(action, Delivery.DONE, judge_on=judged)
    accept_update(by=CHAIR, update=update, on=TODAY)
    found = who_to_ask(plan, TODAY)
    assert [a.number for rows in found.actions.values() for a in rows] == ["2.1.1"]


def test_posts_that_nobody_holds_are_told_and_made(plan, area):
    in_post(area, "Head of SEND")
    asked = ask(plan)
    assert asked.empty == ["Designated officer"]
    assert Post.objects.filter(area=area, title="Designated officer").exists()
    assert [a.number for a in who_to_ask(plan, TODAY).leaderless] == ["1.1.2"]


def test_with_nobody_to_ask_nothing_is_opened(plan):
    with pytest.raises(UserError, match="Nobody holds a post"):
        ask(plan)
    assert not UpdateCycle.objects.exists()
    assert not letters()


def test_a_second_round_is_not_opened_over_one_under_way(plan, area):
    in_post(area, "Head of SEND")
    ask(plan)
    with pytest.raises(UserError, match="under way until"):
        ask(plan)
    assert len(letters()) == 1


@pytest.mark.parametrize(
    ("due", "said"), [(date(2019, 12, 1), "in the past"), (date(2020, 9, 1), "three months")]
)
def test_a_round_has_a_day_that_can_be(due, said):
    assert said in fault_of_round(date(2020, 1, 6), due, None)


def test_a_reminder_comes_three_days_before_and_never_in_a_short_round():
    assert remind_on(date(2020, 1, 6), date(2020, 1, 20)) == date(2020, 1, 17)
    assert remind_on(date(2020, 1, 6), date(2020, 1, 9)) is None


def test_only_those_who_owe_are_reminded_and_of_what_is_missing(plan, area, action):
    head = in_post(area, "Head of SEND")
    officer = in_post(area, "Designated officer", "Ben Example")
    cycle = ask(plan).cycle
    say(action)
    assert remind(by=CHAIR, cycle=cycle, on=TODAY, address=ADDRESS) == 1
    first, again = letters(head.email)
    assert again["subject"].startswith("Reminder: where is your action?")
    assert "1.1.1" not in again["text"]
    assert len(letters(officer.email)) == 1
    assert len(set(keys(head.email))) == 2


def test_the_reminder_is_planned_when_the_round_opens_and_sent_once(plan, area):
    in_post(area, "Head of SEND")
    ask(plan)
    planned = Outbox.objects.get(kind="remind")
    assert timezone.localdate(planned.not_before) == remind_on(TODAY, DUE)
    assert carry_out(planned.pk) == "left"
    Outbox.objects.filter(pk=planned.pk).update(not_before=timezone.now())
    assert carry_out(planned.pk) == "done"
    assert carry_out(planned.pk) == "left"
    assert UpdateLink.objects.filter(reminder=True).count() == 1
    assert Event.objects.filter(verb="remind", actor_ref=SYSTEM.ref).count() == 1


def test_no_reminder_is_sent_once_the_round_has_closed(plan, area):
    in_post(area, "Head of SEND")
    cycle = ask(plan).cycle
    past = TODAY - timedelta(days=20)
    UpdateCycle.objects.filter(pk=cycle.pk).update(opens=past, due=past + timedelta(days=14))
    planned = Outbox.objects.get(kind="remind")
    Outbox.objects.filter(pk=planned.pk).update(not_before=timezone.now())
    assert carry_out(planned.pk) == "done"
    assert len(letters()) == 1


def test_who_comes_into_a_post_later_is_asked_then(plan, area):
    in_post(area, "Head of SEND")
    cycle = ask(plan).cycle
    late = in_post(area, "Designated officer", "Ben Example")
    assert [user.pk for user in round_on(cycle, TODAY).not_asked] == [late.pk]
    assert ask_more(by=CHAIR, cycle=cycle, on=TODAY, address=ADDRESS) == 1
    assert ask_more(by=CHAIR, cycle=cycle, on=TODAY, address=ADDRESS) == 0
    assert len(letters(late.email)) == 1


def test_a_round_shows_who_answered_and_who_is_late(plan, area, action):
    head = in_post(area, "Head of SEND")
    cycle = ask(plan).cycle
    say(action)
    [asked] = round_on(cycle, TODAY).people
    assert (asked.user.pk, asked.answered) == (head.pk, 1)
    assert [a.number for a in asked.missing] == ["2.1.1"]
    assert round_on(cycle, TODAY).late == []
    assert [p.user.pk for p in round_on(cycle, DUE + timedelta(days=1)).late] == [head.pk]


def test_a_link_taken_back_is_not_reminded(plan, area):
    head = in_post(area, "Head of SEND")
    cycle = ask(plan).cycle
    assert revoke_links(by=CHAIR, cycle=cycle, user=head) == 1
    assert revoke_links(by=CHAIR, cycle=cycle, user=head) == 0
    assert remind(by=CHAIR, cycle=cycle, on=TODAY, address=ADDRESS) == 0


def test_the_lead_opens_a_round_on_the_page_and_sees_whom_nobody_can_ask(plan, area):
    in_post(area, "Head of SEND")
    lead = client_as(area, Role.IMPROVEMENT_LEAD)
    page = words(lead.get(f"{PLAN}/rounds"))
    assert "1 person" in page
    assert "Nobody holds these posts yet" in page
    assert "/areas/anyshire/posts/" in page
    assert "in the past" in words(lead.post(f"{PLAN}/rounds", {"due": "1 March 2020"}))
    answer = lead.post(f"{PLAN}/rounds", {"due": f"{DUE:%d/%m/%Y}"})
    cycle = UpdateCycle.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{PLAN}/rounds/{cycle.pk}")
    page = words(lead.get(answer.url))
    assert "Ann Example" in page
    assert "Not opened" in page
    assert "0 of 2" in page
    assert keys()[0] not in page
    lead.post(answer.url, {"do": "remind"})
    assert len(letters()) == 2
    lead.post(answer.url, {"do": "revoke", "user": UpdateLink.objects.first().user_id})
    assert not UpdateLink.objects.filter(revoked_at=None).exists()
    assert lead.post(answer.url, {"do": "nonsense"}).status_code == 400


@pytest.mark.parametrize("role", [Role.ACTION_LEAD, Role.GROUP_CHAIR, Role.SCRUTINY_MEMBER])
def test_only_the_improvement_lead_opens_and_reminds(plan, area, role):
    in_post(area, "Head of SEND")
    cycle = ask(plan).cycle
    client = client_as(area, role)
    assert client.get(f"{PLAN}/rounds").status_code == 200
    assert "Open the round" not in words(client.get(f"{PLAN}/rounds"))
    for place in (f"{PLAN}/rounds", f"{PLAN}/rounds/{cycle.pk}", f"{PLAN}/late"):
        assert client.post(place, {"do": "remind"}).status_code == 403
    assert len(letters()) == 1


def test_late_actions_are_written_for_their_leads_and_it_says_so(plan, area, action, other):
    past = TODAY - timedelta(days=30)
    UpdateCycle.objects.create(
        improvement_plan=plan, opens=past, due=past + timedelta(days=14), set_by="A chair"
    )
    lead = client_as(area, Role.IMPROVEMENT_LEAD)
    page = words(lead.get(f"{PLAN}/late"))
    assert "3 actions without the update" in page
    sent = {
        f"a{action.pk}-delivery": "at_risk",
        f"a{action.pk}-by_role": "Designated officer",
        f"a{action.pk}-seen": "0",
        f"a{other.pk}-delivery": "nonsense",
    }
    page = lead.post(f"{PLAN}/late", sent)
    assert page.status_code == 400
    assert "Kept: action 1.1.1" in words(page)
    assert "Action 1.1.2: Choose where the action is" in words(page)
    update = Update.objects.get()
    assert (update.by_role, update.on_behalf) == ("Designated officer", True)
    assert update.entered_by == "improvement_lead"
    assert "2 actions without the update" in words(lead.get(f"{PLAN}/late"))
