"""Tokens for programs: shown once, kept as a digest, with an end, revoked for good."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from goldenthread.accounts.changes import add_user, give_role, make_token, note_token_use
from goldenthread.accounts.models import ApiToken
from goldenthread.accounts.queries import token_for
from goldenthread.accounts.rules import Role, Scope
from goldenthread.audit.models import Event
from goldenthread.core.errors import UserError

from .conftest import BY, PASSWORD, browser, today

pytestmark = pytest.mark.django_db
TOKENS = "/areas/anyshire/tokens/"


def make(ann, area, scope: Scope = Scope.READ, days: int = 30) -> tuple[ApiToken, str]:
    expires = timezone.now() + timedelta(days=days)
    name = "Board figures"
    return make_token(by=BY, user=ann, area=area, name=name, scope=scope, expires=expires)


def test_a_token_opens_what_it_was_made_for(ann, area):
    token, raw = make(ann, area)
    found = token_for(raw)
    assert (found, found.user, found.area) == (token, ann, area)
    assert found.may("read")
    assert not found.may("update")
    assert make(ann, area, Scope.UPDATE)[0].may("read")


def test_the_key_is_kept_nowhere(ann, area):
    _, raw = make(ann, area)
    assert raw not in str([*ApiToken.objects.values(), *Event.objects.values()])


@pytest.mark.parametrize("raw", ["", "gt_", "gt_wrong", "x" * 300, "gt_\0"])
def test_what_is_no_token_opens_nothing(ann, area, raw):
    make(ann, area)
    assert token_for(raw) is None


def test_a_token_ends(ann, area):
    token, raw = make(ann, area)
    ApiToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert token_for(raw) is None
    for days in (0, -1, 400):
        with pytest.raises(UserError, match="within a year"):
            make(ann, area, days=days)


def test_the_token_of_somebody_who_left_opens_nothing(ann, area):
    _, raw = make(ann, area)
    ann.is_active = False
    ann.save()
    assert token_for(raw) is None


def test_use_is_noted_to_the_minute_and_not_in_the_trail(ann, area):
    token, raw = make(ann, area)
    events = Event.objects.count()
    note_token_use(token=token)
    first = token_for(raw)
    assert first.last_used is not None
    note_token_use(token=first)
    assert token_for(raw).last_used == first.last_used
    assert Event.objects.count() == events


def test_the_page_shows_a_new_token_once(ann):
    client = browser(ann.email)
    last = today() + timedelta(days=30)
    made = client.post(TOKENS, {"name": "Board", "scope": "read", "expires": last.isoformat()})
    raw = re.search(r'value="(gt_[^"]+)"', made.text)[1]
    assert token_for(raw) is not None
    assert made.headers["Cache-Control"].count("no-store")
    assert raw not in client.get(TOKENS).text


def test_a_token_is_revoked_by_its_owner_or_an_administrator(ann, area):
    ben = add_user(by=BY, email="ben@example.org", name="Ben", password=PASSWORD)
    give_role(by=BY, user=ben, area=area, role=Role.ANALYST, starts=today())
    token, raw = make(ann, area)
    where = f"{TOKENS}{token.pk}/revoke"
    his = browser(ben.email)
    assert "Board figures" not in his.get(TOKENS).text
    assert his.post(where).status_code == 403
    assert token_for(raw) is not None
    browser(ann.email).post(where)
    assert token_for(raw) is None
    assert "revoked already" in browser(ann.email).post(where).text
