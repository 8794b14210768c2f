"""A form sent with nothing in it says what is missing; it is not shown anew as if untouched."""

from datetime import date

import pytest

from goldenthread.accounts.changes import put_in_post
from goldenthread.accounts.models import Invitation, RoleHeld
from goldenthread.accounts.queries import key_of_invitation

from .conftest import BY, browser

pytestmark = pytest.mark.django_db
AREA = "/areas/anyshire"
# Without a token against forged requests a browser's form is never quite empty; a program's is.
FORMS = {
    "/your-sign-in/name": "Enter the name as pages should show it",
    f"{AREA}/people/invite": "Choose at least one role",
    f"{AREA}/posts/fill": "Enter the first day, such as 1 9 2026",
    f"{AREA}/tokens/": "Enter what the token is for",
    f"{AREA}/programs/webhooks": "Enter the address",
}


@pytest.mark.parametrize("where", FORMS)
def test_what_is_missing_is_said(ann, where):
    client = browser(ann.email)
    client.post("/your-sign-in/again", {"password": "four words of thread"})
    page = client.post(where).text
    assert FORMS[where] in page
    assert "There is a problem" in page


def test_of_a_person_a_role_and_a_post_too(ann, area):
    client = browser(ann.email)
    client.post("/your-sign-in/again", {"password": "four words of thread"})
    assert "Enter an e-mail address" in client.post(f"{AREA}/people/{ann.pk}/name").text
    held = RoleHeld.objects.get(user=ann)
    last_day = "Enter the last day, such as 31 12 2026"
    assert last_day in client.post(f"{AREA}/people/roles/{held.pk}/end").text
    post = put_in_post(by=BY, area=area, title="Head", user=ann, starts=date(2024, 1, 1))
    assert last_day in client.post(f"{AREA}/posts/{post.pk}/end").text
    held.refresh_from_db()
    post.refresh_from_db()
    assert (held.ends, post.ends) == (None, None)


def test_of_an_invitation_too(ann):
    client = browser(ann.email)
    asked = {"name": "Ben", "email": "ben@example.org", "roles": ["reader"], "body": ""}
    client.post(f"{AREA}/people/invite", asked)
    key = key_of_invitation(Invitation.objects.get())
    page = browser().post(f"/invitation/{key}").text
    assert "Choose a password of 12 characters or more" in page
    assert Invitation.objects.get().accepted_at is None
