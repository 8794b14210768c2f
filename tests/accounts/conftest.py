"""A person who can sign in, a browser of theirs, and the letters that were written."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Outbox
from goldenthread.audit.rules import Actor

BY = Actor("test", "A tester")
PASSWORD = "four words of thread"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


@pytest.fixture
def area(db) -> LocalArea:
    return add_area(by=BY, slug="anyshire", name="Anyshire")


@pytest.fixture
def ann(area) -> User:
    """Return the administrator of the area."""
    user = add_user(by=BY, email="ann@example.org", name="Ann Example", password=PASSWORD)
    give_role(by=BY, user=user, area=area, role=Role.ADMINISTRATOR, starts=date(2020, 1, 1))
    return user


def browser(email: str = "", password: str = PASSWORD, agent: str = CHROME) -> Client:
    """Return a browser, signed in by the sign-in page where an address is given."""
    client = Client(headers={"user-agent": agent})
    if email:
        client.post("/sign-in", {"login": email, "password": password})
    return client


def signed_in(client: Client) -> bool:
    """Say whether a browser can open a page that asks for a sign-in."""
    return client.get("/your-sign-in/").status_code == 200


def letters(to: str = "") -> list[dict[str, str]]:
    """Return the letters in the outbox, oldest first."""
    rows = Outbox.objects.filter(kind="mail").order_by("pk")
    return [row.payload for row in rows if not to or row.payload["to"] == to]


def today() -> date:
    """Return the day it is here."""
    return timezone.localdate()
