"""The page of an action's words: rewritten, kept, and met by somebody else's."""

from goldenthread.accounts.rules import Role
from goldenthread.improvement.changes import rewrite_action
from goldenthread.improvement.forms.wording import LABELS

from .conftest import MEMBER, STARTED
from .test_pages import ONE, words


def sent(action, **different) -> dict[str, str]:
    """Return what the form sends for an action."""
    return {name: getattr(action, name) for name in LABELS} | {"stamp": action.stamp} | different


def test_words_are_rewritten_and_the_old_ones_stay(lead, action):
    assert "It reads as it was recorded." in words(lead.get(f"{ONE}/words"))
    assert lead.post(f"{ONE}/words", sent(action, text="Ask every family")).status_code == 302
    page = words(lead.get(f"{ONE}/words"))
    assert "Before: Ask families" in page
    assert "After: Ask every family" in page
    assert "An action cannot be without words" in words(
        lead.post(f"{ONE}/words", sent(action, text=" "))
    )


def test_the_second_of_two_sees_both(lead, action):
    mine = sent(action, text="Ask mine")
    rewrite_action(
        by=MEMBER, action=action, seen=action.stamp, words={"text": "Ask theirs"}, on=STARTED
    )
    page = lead.post(f"{ONE}/words", mine)
    assert page.status_code == 409
    assert "Theirs: Ask theirs" in words(page)
    assert "Yours: Ask mine" in words(page)
    action.refresh_from_db()
    assert action.text == "Ask theirs"
    assert lead.post(f"{ONE}/words", sent(action, text="Ask mine")).status_code == 302


def test_only_who_edits_the_plan_rewrites(sign_in, action):
    reader = sign_in(Role.READER)
    assert "Keep these words" not in words(reader.get(f"{ONE}/words"))
    assert reader.post(f"{ONE}/words", sent(action, text="Mine")).status_code == 403
