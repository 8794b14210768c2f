"""Two people at the same time, on a real database: neither is lost and none counts twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from goldenthread.audit.queries import first_broken_event
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import (
    ScoreDraft,
    accept_update,
    open_risk,
    rewrite_action,
)
from goldenthread.improvement.models import Redating, Revision, Risk, Update
from goldenthread.improvement.rules import RiskKind

from .conftest import CHAIR, LEAD, MEMBER
from .test_updates import say

NOV, DEC = date(2019, 11, 4), date(2019, 12, 2)

pytestmark = pytest.mark.django_db(transaction=True)


def both(*deeds) -> list[str]:
    """Do several things at the same moment and return what each came to.

    SQLite lets one connection write at a time, and its test database lives in memory, where
    threads cannot wait for each other: there they go one after another, each as sent before.
    """
    together = connection.vendor == "postgresql"
    start = Barrier(len(deeds) if together else 1)

    def done(deed) -> str:
        try:
            start.wait(timeout=10)
            deed()
        except UserError as refused:
            return refused.message
        finally:
            if together:
                connection.close()
        return "done"

    if not together:
        return [done(deed) for deed in deeds]
    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def test_two_chairs_accept_one_update_and_one_counts(dated):
    update = say(dated, proposed_words="31 March 2020", proposed_reason="No venue")

    def accept(by):
        return lambda: accept_update(by=by, update=Update.objects.get(pk=update.pk), on=DEC)

    said = both(accept(CHAIR), accept(MEMBER))
    assert said.count("done") == 1
    assert any("accepted the update of action 2.1.1 already" in words for words in said)
    assert Redating.objects.count() == 1
    assert first_broken_event() is None


def test_two_leads_update_one_action_and_neither_is_lost(action):
    said = both(
        lambda: say(action, by=LEAD, words="Mine", seen=0),
        lambda: say(action, by=MEMBER, words="Theirs", seen=0),
    )
    assert said.count("done") == 1
    assert any("Theirs was kept" in words for words in said)
    assert Update.objects.count() == 1


def test_two_rewrite_one_action_and_the_second_is_told(action):
    seen = action.stamp

    def rewrite(by, words):
        return lambda: rewrite_action(
            by=by, action=action, seen=seen, words={"text": words}, on=NOV
        )

    said = both(rewrite(LEAD, "Ask all"), rewrite(MEMBER, "Ask some"))
    assert said.count("done") == 1
    assert Revision.objects.count() == 1


def test_risks_opened_at_once_get_numbers_of_their_own(plan):
    def risk(by):
        return lambda: open_risk(
            by=by,
            improvement_plan=plan,
            kind=RiskKind.RISK,
            words="Nobody applies",
            on=NOV,
            score=ScoreDraft(3, 3, "Director"),
        )

    assert both(risk(LEAD), risk(CHAIR), risk(MEMBER)) == ["done"] * 3
    assert sorted(Risk.objects.values_list("number", flat=True)) == [1, 2, 3]
