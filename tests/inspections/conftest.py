"""A made-up area with a letter of 2019, one with a report of 2023, and who may record."""

from datetime import date

import pytest
from django.test import Client

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.documents.changes import receive_document
from goldenthread.documents.models import Document
from goldenthread.inspections.changes import record_inspection
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.rules import (
    DraftFinding,
    DraftInspection,
    DraftNumbered,
    InspectionKind,
    Regime,
    Side,
)

BY = Actor("test", "A tester")
LONG_AGO = date(2000, 1, 1)
WAITS = "Waits for autism assessment in the west are far too long."


def person(area: LocalArea, email: str, role: Role) -> Client:
    """Return a client signed in as somebody with a role in an area."""
    user = add_user(by=BY, email=email, name=email.split("@")[0], password=None)
    give_role(by=BY, user=user, area=area, role=role, starts=LONG_AGO)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def area(db) -> LocalArea:
    return add_area(by=BY, slug="anyshire", name="Anyshire")


@pytest.fixture
def lead(area) -> Client:
    return person(area, "lead@example.org", Role.IMPROVEMENT_LEAD)


@pytest.fixture
def reader(area) -> Client:
    return person(area, "reader@example.org", Role.READER)


@pytest.fixture
def document(area) -> Document:
    given = {"name": "note.txt", "title": "A note", "kind": "note", "sha256": "1" * 64}
    return receive_document(by=BY, area=area, **given)


@pytest.fixture
def letter(area) -> Inspection:
    """Return a letter of 2019 with two weaknesses and three findings."""
    return record_inspection(
        by=BY,
        area=area,
        draft=DraftInspection(
            Regime.LOCAL_AREA_2016,
            InspectionKind.FULL,
            "The letter",
            date(2019, 3, 18),
            date(2019, 3, 22),
            letter_dated=date(2019, 5, 13),
            published=date(2019, 5, 22),
            plan_required=True,
            findings=(
                DraftFinding("identifying needs", Side.DEVELOP, WAITS),
                DraftFinding("identifying needs", Side.DEVELOP, "Exclusions rise in towns."),
                DraftFinding("identifying needs", Side.STRENGTH, "Health visitors listen well."),
            ),
            weaknesses=(
                DraftNumbered(1, "Leaders do not know what is needed.", "Knowing needs"),
                DraftNumbered(2, "Parents have lost trust.", "Trust"),
            ),
        ),
    )


@pytest.fixture
def report(area) -> Inspection:
    """Return a report of 2023 with the third outcome and one area for priority action."""
    return record_inspection(
        by=BY,
        area=area,
        draft=DraftInspection(
            Regime.AREA_SEND_2023,
            InspectionKind.FULL,
            "The report",
            date(2024, 1, 15),
            date(2024, 1, 26),
            letter_dated=date(2024, 3, 1),
            published=date(2024, 3, 8),
            outcome=3,
            plan_required=True,
            priority_actions=(
                DraftNumbered(1, "Leaders should act on waits.", responsible=("The council",)),
            ),
            improvements=(DraftNumbered(1, "Leaders should improve transport."),),
        ),
    )
