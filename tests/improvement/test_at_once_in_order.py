"""Whoever writes holds its rows before the trail: two writers in both orders, none waits for ever.

PostgreSQL ends a wait of two for each other with an error after a second; none may come to that.
"""

from datetime import date

import pytest
from django.db import connection, transaction

from goldenthread.accounts.changes import fill_posts, put_in_post
from goldenthread.accounts.changes.posts import ensure_posts
from goldenthread.accounts.models import Post, PostHeld
from goldenthread.audit.changes import record
from goldenthread.audit.queries import first_broken_event
from goldenthread.improvement.changes import (
    add_evidence,
    ensure_posts_of_leads,
    hold_action,
    make_promises,
    mark_experience,
    publish_improvement_plan,
    settle_promise,
    withdraw_evidence,
)
from goldenthread.improvement.changes.continuing import begin_continuous
from goldenthread.improvement.changes.promises import PromiseDraft
from goldenthread.improvement.models import Evidence, ForumMark, Promise, PromiseRevision, Update
from goldenthread.improvement.rules import Mark, Standing

from .conftest import CHAIR, FORUM, LEAD, MEMBER
from .people import person
from .test_at_once import both
from .test_difference import proof, propose
from .test_updates import say
from .test_withdrawing import BETTER

NOV, TIMES = date(2019, 11, 4), 6

pytestmark = pytest.mark.django_db(transaction=True)


def in_both_orders(*deeds) -> None:
    """Do things at the same moment, again and again, each order first in turn."""
    for turn in range(TIMES if connection.vendor == "postgresql" else 2):
        assert set(both(*(deeds if turn % 2 else deeds[::-1]))) == {"done"}
    assert first_broken_event() is None


def test_evidence_is_given_while_an_update_of_the_same_action_is_sent(action):
    in_both_orders(
        lambda: add_evidence(by=LEAD, action=action, on=NOV, draft=BETTER),
        lambda: say(action, by=MEMBER, words="On track"),
        lambda: add_evidence(by=MEMBER, action=action, on=NOV, draft=BETTER),
    )
    assert Evidence.objects.count() == 2 * Update.objects.count()


def test_a_card_with_its_file_is_kept_while_another_update_is_sent(action):
    """The trail is written by the file first; the action is held before that."""

    def card():
        with transaction.atomic():
            hold_action(action)
            record(by=LEAD, verb="receive_document", subject="document", ref=1)
            say(action, by=LEAD, words="With a file")

    in_both_orders(card, lambda: say(action, by=MEMBER, words="Without"))


def test_evidence_is_withdrawn_while_the_forum_marks_and_a_verdict_is_proposed(action):
    def withdraw():
        withdraw_evidence(by=LEAD, evidence=proof(action), on=date(2020, 3, 2), why="Wrong")

    def mark():
        mark_experience(by=FORUM, on=NOV, mark=Mark.NOT_OURS, comment="No", action=action)

    in_both_orders(withdraw, mark, lambda: propose(action, evidence=[proof(action)]))
    assert ForumMark.objects.exists()


def test_a_promise_is_settled_twice_and_both_stand_in_what_was_changed(plan, action):
    draft = PromiseDraft("We will ask", action)
    promise = make_promises(by=CHAIR, improvement_plan=plan, drafts=[draft])[0]

    def settle(by, standing):
        held = Promise.objects.get(pk=promise.pk)
        return lambda: settle_promise(by=by, promise=held, standing=standing, on=NOV)

    assert both(settle(LEAD, Standing.KEPT), settle(CHAIR, Standing.NOT_KEPT)) == ["done"] * 2
    first, second = PromiseRevision.objects.filter(field="standing").order_by("pk")
    assert second.old == first.new
    promise.refresh_from_db()
    assert promise.standing == second.new


def test_posts_are_made_by_a_plan_while_people_are_put_in_them(plan, area):
    ensure_posts_of_leads(by=CHAIR, improvement_plan=plan)
    posts, user = list(Post.objects.filter(area=area)), person("Ann Example")

    def fill(rows):
        return lambda: fill_posts(by=CHAIR, chosen=dict.fromkeys(rows, user), starts=NOV)

    def made(title):
        return lambda: ensure_posts(by=LEAD, area=area, titles=[title, "Another"])

    def publish():
        publish_improvement_plan(by=LEAD, improvement_plan=plan)

    assert both(fill(posts), made("One"), publish, made("Two")) == ["done"] * 4
    assert PostHeld.objects.filter(user=user).count() == len(posts)
    assert Post.objects.filter(title="Another").count() == 1
    said = both(
        lambda: put_in_post(by=LEAD, area=area, title="Another", user=user, starts=NOV),
        lambda: put_in_post(by=CHAIR, area=area, title="Another", user=user, starts=NOV),
    )
    assert said.count("done") == 1


def test_a_rolling_plan_begins_while_the_plan_before_is_updated(plan, action):
    """Rows of the new plan point to the old one's; that waits for nobody who holds these."""
    done = both(
        lambda: begin_continuous(by=CHAIR, improvement_plan=plan, title="Rolling", on=NOV),
        lambda: say(action, by=LEAD, words="Mine"),
        lambda: add_evidence(by=MEMBER, action=action, on=NOV, draft=BETTER),
    )
    assert done == ["done"] * 3
    plan.refresh_from_db()
    assert plan.life == "superseded"
