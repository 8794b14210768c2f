"""People, files and decisions that the tests of bringing in share."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.intake import changes
from goldenthread.intake.models import Intake
from tests.reading import workbooks

BY = Actor("test", "The test")


def harbourshire() -> LocalArea:
    """Return a made-up area."""
    return add_area(by=BY, slug="harbourshire", name="Harbourshire")


def person(name: str, area: LocalArea, role: Role = Role.IMPROVEMENT_LEAD) -> User:
    """Return somebody who holds a role in an area."""
    user = add_user(by=BY, email=f"{name}@example.org", name=name.capitalize(), password=None)
    give_role(by=BY, user=user, area=area, role=role, starts=date(2000, 1, 1))
    return user


def client_of(user: User) -> Client:
    """Return a client that has signed in."""
    client = Client()
    client.force_login(user)
    return client


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, data)


def bring_in(user: User, area: LocalArea, data: bytes, name: str) -> Intake:
    """Return a document that somebody has just brought in."""
    return changes.take_in(by=user.actor, area=area, name=name, data=data).intake


def small_tracker(user: User, area: LocalArea) -> Intake:
    """Return a small tracker just brought in: three of its facts are unsure."""
    return bring_in(user, area, workbooks.merged_tracker(), "tracker.xlsx")


def decide_all(user: User, intake: Intake) -> None:
    """Accept all that is sure and leave the rest unknown."""
    changes.accept_sure(by=user.actor, intake=intake)
    changes.leave_rest_unknown(by=user.actor, intake=intake)
