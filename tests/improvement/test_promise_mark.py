"""The forum marks a promise that belongs to no action, and is answered."""

from html import unescape

import pytest

from goldenthread.accounts.rules import Role
from goldenthread.improvement.changes import PromiseDraft, make_promises
from goldenthread.improvement.models import ForumMark, Promise

from .conftest import CHAIR
from .people import PLAN


@pytest.fixture
def promise(plan) -> Promise:
    make_promises(by=CHAIR, improvement_plan=plan, drafts=[PromiseDraft(plain="We are kind")])
    return plan.promises.get()


def told(page) -> str:
    return " ".join(unescape(page.text).split())


def test_the_forum_marks_a_promise_without_an_action_and_is_answered(sign_in, lead, promise):
    forum, page = sign_in(Role.FORUM_MEMBER), f"{PLAN}/promises/{promise.pk}/mark"
    assert page in forum.get(f"/areas/anyshire/families/{promise.pk}/").text
    assert "We are kind" in told(forum.get(page))
    bare = forum.post(page, {"mark": "not_ours", "comment": ""})
    assert bare.status_code == 400
    assert "Say what your experience is" in told(bare)
    sent = {"mark": "not_ours", "comment": "Nobody was kind"}
    assert forum.post(page, sent).status_code == 302
    mark = ForumMark.objects.get()
    assert (mark.promise, mark.action, mark.mark) == (promise, None, "not_ours")
    assert "This is not our experience" in told(lead.get(page))
    answered = lead.post(page, {"answering": "1", "mark_key": mark.pk, "answer": "We will be"})
    assert answered.status_code == 302
    assert "We will be" in told(forum.get(page))


def test_only_the_forum_marks_and_only_who_may_answers(sign_in, lead, promise, other):
    page, reader = f"{PLAN}/promises/{promise.pk}/mark", sign_in(Role.READER)
    assert "Set the mark" not in reader.get(page).text
    for sent in ({"mark": "ours"}, {"answering": "1", "mark_key": "1", "answer": "No"}):
        assert reader.post(page, sent).status_code == 403
    assert lead.post(page, {"mark": "ours"}).status_code == 403
    assert sign_in(Role.FORUM_MEMBER).get(f"{PLAN}/promises/999999/mark").status_code == 404
    assert not ForumMark.objects.exists()
