"""Letters about updates: one a day to a chair, one to a lead for what was decided."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from goldenthread.accounts.changes import put_in_post
from goldenthread.accounts.rules import Role
from goldenthread.audit.changes import claim
from goldenthread.audit.models import Event, Outbox
from goldenthread.audit.queries import first_broken_event
from goldenthread.audit.rules import SYSTEM
from goldenthread.improvement import tasks
from goldenthread.improvement.changes import (
    UpdateDraft,
    accept_update,
    accept_updates,
    decline_updates,
    propose_update,
)
from goldenthread.improvement.changes.telling import tell_chairs
from goldenthread.improvement.models import Update
from goldenthread.improvement.rules import Delivery
from goldenthread.improvement.rules.telling import (
    Line,
    Waiting,
    letter_of_waiting,
    subject_of_waiting,
    tell_at,
)

from .conftest import CHAIR, LEAD, STARTED
from .people import PLAN, in_post, letters

WAITS = "https://example.org/areas/anyshire/plan/waiting"
TODAY = timezone.localdate()


def say(action, by=LEAD, waiting_at=WAITS, **more) -> Update:
    return propose_update(
        by=by,
        action=action,
        on=TODAY,
        by_role=more.pop("by_role", "Head of SEND"),
        draft=UpdateDraft(Delivery.ON_TRACK),
        waiting_at=waiting_at,
        **more,
    )


def rounds():
    return Outbox.objects.filter(kind="tell_chairs")


def told(plan, on=TODAY) -> int:
    return tell_chairs(by=SYSTEM, improvement_plan=plan, on=on, address=WAITS)


@pytest.mark.parametrize(
    ("hour", "day"), [(0, 4), (7, 4), (8, 5), (23, 5)], ids=["night", "dawn", "eight", "evening"]
)
def test_chairs_are_written_to_at_eight_in_the_morning(hour, day):
    assert tell_at(datetime(2019, 11, 4, hour, 0, tzinfo=UTC)) == datetime(
        2019, 11, day, 8, tzinfo=UTC
    )


def test_many_updates_set_up_one_round_of_letters(action, other, plan):
    for each in (action, other, action):
        say(each)
    [work] = rounds()
    assert work.payload == {"improvement_plan": plan.pk, "address": WAITS}
    assert work.not_before > timezone.now()
    assert timezone.localtime(work.not_before).hour == 8


def test_no_letter_where_the_address_of_the_page_is_not_known(action):
    say(action, waiting_at="")
    assert not Outbox.objects.exists()


def test_a_chair_reads_one_letter_of_all_that_waits_and_no_second_one_that_day(
    action, other, plan, chair
):
    say(action)
    say(other)
    assert told(plan) == 1
    [letter] = letters()
    assert letter["to"] == chair.user.email
    assert letter["subject"] == "2 updates wait for you: Anyshire"
    assert WAITS in letter["text"].splitlines()
    assert "Group 1 Needs:" in letter["text"]
    assert "- 1.1.1 Ask families (on track, Head of SEND," in letter["text"]
    say(action)
    assert told(plan) == 0
    assert len(letters()) == 1
    assert told(plan, TODAY + timedelta(days=1)) == 1
    assert len(letters()) == 2
    assert first_broken_event() is None


def test_only_who_may_decide_is_written_to(action, plan, area, sign_in):
    of_access = sign_in(Role.GROUP_CHAIR, "Access")
    sign_in(Role.BOARD_MEMBER, "Needs")
    sign_in(Role.GROUP_CHAIR, "Board")
    say(action)
    assert told(plan) == 0
    assert not Event.objects.filter(verb="tell_chairs").exists()
    everywhere = sign_in(Role.GROUP_CHAIR)
    assert told(plan) == 1
    assert [row["to"] for row in letters()] == [everywhere.user.email]
    assert of_access.user.email != everywhere.user.email


def test_the_post_that_the_plan_names_as_chair_is_written_to_if_it_may_decide(
    action, plan, area, sign_in
):
    in_post(area, "Director", "Only A Post")
    say(action)
    assert told(plan) == 0
    both = sign_in(Role.GROUP_CHAIR, "Board").user
    put_in_post(by=CHAIR, area=area, title="Director", user=both, starts=STARTED)
    told(plan)
    assert both.email in [row["to"] for row in letters()]


def test_nobody_is_written_to_of_their_own_update_or_once_all_is_decided(
    action, other, plan, chair, sign_in
):
    say(action, by=chair.user.actor)
    assert told(plan) == 0
    second = sign_in(Role.GROUP_CHAIR)
    say(other)
    for update in Update.objects.filter(action=other):
        accept_update(by=second.user.actor, update=update, on=TODAY)
    assert told(plan) == 1
    assert [row["to"] for row in letters()] == [second.user.email]


def test_the_worker_writes_once_however_often_it_is_asked(action, plan, chair):
    say(action)
    rounds().update(not_before=timezone.now() - timedelta(minutes=1))
    work = claim(pk=rounds().get().pk)
    tasks.tell_chairs(work)
    assert rounds().get().state == "done"
    assert len(letters()) == 1
    say(action)
    assert rounds().count() == 2, "what is done holds back no later round"


def shown(number: str) -> str:
    return f"https://example.org/actions/{number}"


@pytest.mark.parametrize("accepted", [True, False])
def test_a_lead_is_told_in_one_letter_with_the_words(action, other, sign_in, chair, accepted):
    lead = sign_in(Role.ACTION_LEAD).user
    rows = [say(action, by=lead.actor), say(other, by=lead.actor)]
    decide = accept_updates if accepted else decline_updates
    count = decide(
        by=chair.user.actor, updates=rows, on=TODAY, words="Thank the school", shown_at=shown
    )
    assert count == 2
    [letter] = letters(lead.email)
    done = "accepted" if accepted else "declined"
    assert letter["subject"] == f"2 of your updates were {done}: Anyshire"
    for line in ("Thank the school", shown("1.1.1"), shown("1.1.2")):
        assert line in letter["text"].splitlines()
    assert ("What you said now counts." in letter["text"]) is accepted
    assert Event.objects.filter(verb="tell_lead").count() == 1


def test_of_an_update_on_behalf_the_lead_is_told_too(action, area, sign_in, chair):
    head = in_post(area, "Head of SEND")
    clerk = sign_in(Role.IMPROVEMENT_LEAD).user
    row = say(action, by=clerk.actor, on_behalf=True)
    accept_updates(by=chair.user.actor, updates=[row], on=TODAY, shown_at=shown)
    assert {each["to"] for each in letters()} == {head.email, clerk.email}
    assert letters(head.email)[0]["subject"].startswith("Your update of action 1.1.1 was accepted")


def test_nobody_is_told_where_nothing_was_kept(action, other, sign_in, chair):
    lead = sign_in(Role.ACTION_LEAD).user
    rows = [say(action, by=lead.actor), say(other, by=chair.user.actor)]
    with pytest.raises(Exception, match="entered the update of action 1.1.2 yourself"):
        accept_updates(by=chair.user.actor, updates=rows, on=TODAY, shown_at=shown)
    assert letters() == []


def test_one_who_left_and_one_who_is_no_person_are_told_nothing(action, chair, sign_in):
    lead = sign_in(Role.ACTION_LEAD).user
    lead.is_active = False
    lead.save(update_fields=["is_active"])
    rows = [say(action, by=lead.actor), say(action, by=SYSTEM)]
    accept_updates(by=chair.user.actor, updates=rows, on=TODAY, shown_at=shown)
    assert letters() == []


def test_the_pages_give_whole_addresses(action, lead, chair, plan):
    sent = {"delivery": "on_track", "seen": "0", "by_role": "Head of SEND"}
    assert lead.post(f"{PLAN}/actions/1.1.1/update", sent).status_code == 302
    assert rounds().get().payload["address"] == f"http://testserver{PLAN}/waiting"
    chosen = {"update": [Update.objects.get().pk], "do": "decline", "words": "Say more"}
    assert chair.post(f"{PLAN}/waiting", chosen).status_code == 302
    [letter] = letters(lead.user.email)
    assert "Say more" in letter["text"]
    assert f"http://testserver{PLAN}/actions/1.1.1/" in letter["text"]


def test_a_long_list_is_cut_and_an_exercise_is_called_one():
    line = Line("1.1", "Words " * 40, "Group 1 Needs", "on track", "Head", date(2019, 11, 4))
    said = Waiting("Ann", "Anyshire", [line] * 43, WAITS, exercise=True)
    text = letter_of_waiting(said)
    assert text.count("- 1.1 ") == 40
    assert "- and 3 more" in text
    assert "This is an exercise" in text
    assert max(len(row) for row in text.splitlines()) < 200
    assert subject_of_waiting(Waiting("Ann", "Anyshire", [line], WAITS)) == (
        "1 update waits for you: Anyshire"
    )


def test_a_plan_that_is_gone_is_an_error_for_the_worker_to_keep(db, action):
    say(action)
    rounds().update(not_before=timezone.now() - timedelta(minutes=1))
    work = claim(pk=rounds().get().pk)
    work.payload["improvement_plan"] = 0
    with pytest.raises(ObjectDoesNotExist):
        tasks.tell_chairs(work)
    assert rounds().get().state == "running"
