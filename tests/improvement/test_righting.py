"""Putting an update right: another takes its place, with the same permission, and both stay."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.accounts.rules import Role
from goldenthread.improvement.changes import (
    Unfit,
    UpdateDraft,
    accept_update,
    decline_update,
    propose_update,
)
from goldenthread.improvement.models import Update
from goldenthread.improvement.queries import action_record, standing_of
from goldenthread.improvement.rules import Delivery

from .conftest import CHAIR, LEAD, STARTED
from .people import PLAN, in_post

ONE = f"{PLAN}/actions/1.1.1"
TODAY = timezone.localdate()
SENT = {"delivery": "on_track", "words": "It does run", "by_role": "Head of SEND"}


def say(action, delivery=Delivery.OFF_TRACK, on=STARTED, **more) -> Update:
    draft = UpdateDraft(delivery, words="It does not run", **more)
    return propose_update(by=LEAD, action=action, on=on, by_role="Head of SEND", draft=draft)


def accepted(action, **more) -> Update:
    update = say(action, **more)
    accept_update(by=CHAIR, update=update, on=update.on)
    return update


def seen(update: Update) -> dict[str, int]:
    """Return what a form holds that was opened after this update."""
    return {"seen": update.pk}


def told(page) -> str:
    return " ".join(unescape(page.text).split())


def test_a_wrong_update_is_offered_on_both_pages_with_what_it_said(lead, action):
    wrong = accepted(action)
    link = f"{ONE}/update?instead={wrong.pk}"
    for page in (lead.get(f"{ONE}/update"), lead.get(f"{ONE}/")):
        assert link in page.text
    form = told(lead.get(link))
    assert "You put right the update of 2 September 2019 by Head of SEND: off track." in form
    assert "> It does not run</textarea>" in form


def test_it_counts_only_once_accepted_and_history_says_so(lead, chair, action, plan):
    wrong = accepted(action)
    assert lead.post(f"{ONE}/update?instead={wrong.pk}", SENT | seen(wrong)).status_code == 302
    right = Update.objects.get(supersedes=wrong)
    assert (right.state, right.delivery, right.words) == ("proposed", "on_track", "It does run")
    assert standing_of(plan, TODAY)[action.pk].delivery is Delivery.OFF_TRACK
    assert "Puts right the update of 2 September 2019" in told(lead.get(f"{ONE}/update"))
    chair.post(f"{PLAN}/waiting", {"update": [right.pk], "do": "accept", "words": ""})
    assert standing_of(plan, TODAY)[action.pk].delivery is Delivery.ON_TRACK
    today = f"{TODAY.day} {TODAY:%B %Y}"
    assert f"Put right by the update of {today}" in told(lead.get(f"{ONE}/update"))
    assert f"put right by the update of {today}" in told(lead.get(f"{ONE}/"))
    assert f"?instead={wrong.pk}" not in lead.get(f"{ONE}/").text
    assert f"?instead={right.pk}" in lead.get(f"{ONE}/").text
    wrong.refresh_from_db()
    assert (wrong.words, wrong.state) == ("It does not run", "accepted")


def test_what_is_put_right_already_or_declined_is_refused_in_words(lead, action):
    wrong = accepted(action)
    lead.post(f"{ONE}/update?instead={wrong.pk}", SENT | seen(wrong))
    again = lead.get(f"{ONE}/update?instead={wrong.pk}")
    assert again.status_code == 400
    assert "Somebody has put that update right already" in told(again)
    declined = say(action)
    decline_update(by=CHAIR, update=declined, on=TODAY, words="No")
    for answer in (lead.get, lambda page: lead.post(page, SENT)):
        refused = answer(f"{ONE}/update?instead={declined.pk}")
        assert refused.status_code == 400
        assert "was declined and changes nothing" in told(refused)
    assert Update.objects.count() == 3


def test_the_change_itself_refuses_the_same(action, other):
    wrong = accepted(action)
    say(action, supersedes=wrong)
    with pytest.raises(Unfit, match="put that update right already"):
        say(action, supersedes=wrong)
    with pytest.raises(Unfit, match="Only an update of the same action"):
        say(other, supersedes=wrong)


def test_one_whose_correction_was_declined_can_be_put_right_again(action):
    wrong = accepted(action)
    decline_update(by=CHAIR, update=say(action, supersedes=wrong), on=TODAY, words="No")
    assert say(action, Delivery.ON_TRACK, supersedes=wrong).supersedes == wrong


@pytest.mark.parametrize("key", ["0", "x", "99999999", "-1", "9" * 40, "1'"])
def test_no_such_update(lead, action, key):
    assert lead.get(f"{ONE}/update", {"instead": key}).status_code == 404
    assert lead.post(f"{ONE}/update?instead={key}", SENT).status_code == 404


def test_an_update_of_another_action_is_not_found(lead, action, other):
    assert lead.get(f"{ONE}/update?instead={accepted(other).pk}").status_code == 404


def test_who_may_not_update_puts_nothing_right(sign_in, area, action):
    wrong = accepted(action)
    reader, stranger = sign_in(Role.READER), sign_in(Role.ACTION_LEAD)
    assert "?instead=" not in reader.get(f"{ONE}/").text
    for client in (reader, stranger):
        assert client.post(f"{ONE}/update?instead={wrong.pk}", SENT).status_code == 403
    in_post(area, "Another post")
    assert not Update.objects.exclude(pk=wrong.pk).exists()


def test_a_date_that_was_moved_is_not_proposed_again(lead, dated):
    given = {"proposed_words": "31 March 2027", "proposed_reason": "No venue"}
    page = f"{PLAN}/actions/2.1.1/update?instead="
    assert (
        "31 March 2027"
        not in lead.get(page + str(accepted(dated, **given).pk))
        .text.split("Said before")[0]
        .split("<form", 1)[1]
        .split("Dates moved")[0]
        .split("</form>")[0]
    )
    waiting = say(dated, on=date(2019, 10, 1), **given)
    assert 'value="31 March 2027"' in lead.get(page + str(waiting.pk)).text


def test_the_record_asks_no_more_for_updates_put_right(action):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            record = action_record(action, TODAY)
            [row.update.supersedes and row.update.supersedes.on for row in record.updates]
        return len(queries)

    accepted(action)
    few = asked()
    for _ in range(3):
        accepted(action, supersedes=accepted(action))
    assert asked() == few
