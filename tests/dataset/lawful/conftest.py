"""An area with a register of agreements and people of each role."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.dataset.changes.sharing import (
    Approval,
    Party,
    Terms,
    add_agreement,
    every_field,
)
from goldenthread.dataset.models import Agreement
from tests.dataset.lawful import made_up

BY = Actor("test", "A tester")
PARTIES = (Party("Anyshire Trust", "sends"), Party("Anyshire Council", "receives"))
APPROVALS = tuple(Approval(p.name, "Caldicott Guardian", date(2025, 1, 10)) for p in PARTIES)


def terms(**other: object) -> Terms:
    """Return what a sound agreement says, with some of it otherwise."""
    said = {
        "reference": "ISA-1",
        "title": "Waits for mental health support",
        "article_6": "6(1)(e)",
        "article_9": "9(2)(h)",
        "schedule_1": "Paragraph 2",
        "section": "Children and Families Act 2014, section 26",
        "starts": date(2025, 1, 1),
        "retention_months": 24,
        "assessment_on": date(2025, 1, 5),
    }
    return Terms(**{**said, **other})


def agreed(area: LocalArea, source: str = "camhs", **other: object) -> Agreement:
    """Put a sound agreement about a whole source into the register."""
    given = {key: other.pop(key) for key in list(other) if key in Terms.__dataclass_fields__}
    return add_agreement(
        **{
            "by": BY,
            "area": area,
            "terms": terms(**given),
            "purposes": ["Planning services"],
            "fields": every_field(source),
            "parties": PARTIES,
            "approvals": APPROVALS,
            **other,
        }
    )


@pytest.fixture
def area(db) -> LocalArea:
    return add_area(by=BY, slug="anyshire", name="Anyshire", exercise=True)


def client_of(area: LocalArea, role: Role, name: str = "") -> Client:
    """Return a client signed in as somebody with a role in the area."""
    email = f"{name or role.value}@example.org"
    user = add_user(by=BY, email=email, name=name or role.value, password=None)
    give_role(by=BY, user=user, area=area, role=role, starts=timezone.localdate())
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def lead(area) -> Client:
    """Return the information governance lead."""
    return client_of(area, Role.INFORMATION_LEAD)


@pytest.fixture
def second(area) -> Client:
    """Return another information governance lead, for the second look."""
    return client_of(area, Role.INFORMATION_LEAD, "second")


@pytest.fixture
def analyst(area) -> Client:
    return client_of(area, Role.ANALYST)


@pytest.fixture
def held(area, settings, tmp_path) -> LocalArea:
    """Return an area that holds two loads of two made-up children, linked and built."""
    settings.DATASET_HOME, settings.DATASET_KEY = tmp_path / "dataset", made_up.SECRET
    both = (made_up.ANN, made_up.BEN)
    made_up.load_of(area, "first", date(2025, 1, 31), both)
    made_up.load_of(area, "second", date(2025, 2, 28), both)
    made_up.linked(area)
    return area
