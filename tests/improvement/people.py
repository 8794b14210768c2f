"""People who hold posts and roles in the area of the small plan, and what their mail says."""

import re
from datetime import date

from django.test import Client

from goldenthread.accounts.changes import add_user, give_role, put_in_post
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Role
from goldenthread.audit.models import Outbox

from .conftest import CHAIR, STARTED

PLAN = "/areas/anyshire/plan"
ADDRESS = "https://example.org/updates/"
LINK = re.compile(r"/updates/(\S+)")


def person(name: str, **kwargs) -> User:
    """Add somebody who can sign in."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return add_user(by=CHAIR, email=email, name=name, password=None, **kwargs)


def in_post(area, title: str, name: str = "Ann Example", starts: date = STARTED) -> User:
    """Let somebody new hold a post."""
    user = person(name)
    put_in_post(by=CHAIR, area=area, title=title, user=user, starts=starts)
    return user


def client_as(area, role: Role, name: str = "") -> Client:
    """Return a client signed in as somebody new with a role."""
    user = person(name or role.value)
    give_role(by=CHAIR, user=user, area=area, role=role, starts=STARTED)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def letters(to: str = "") -> list[dict]:
    """Return the letters that wait to be sent, first to last, to one address or to all."""
    rows = Outbox.objects.filter(kind="mail").order_by("pk")
    return [row.payload for row in rows if not to or row.payload["to"] == to]


def keys(to: str = "") -> list[str]:
    """Return the keys of the links in the letters."""
    return [LINK.search(letter["text"])[1] for letter in letters(to)]


def words(page) -> str:
    """Return what a page says, its white space folded."""
    return " ".join(page.content.decode().split())
