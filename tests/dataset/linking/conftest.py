"""An area with loads of made-up children in its store, and runs of the linkage over them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.dataset.models import LinkageRun, Load, ReviewPair
from goldenthread.dataset.queries.loads import store_of
from goldenthread.dataset.rules.review import Band
from tests.dataset.tables.small_set import SmallSet

BY = Actor("test", "A tester")
NUMBERS = ("9990000018", "9990000026", "9990000034", "9990000042")
Row = Mapping[str, Any]


@pytest.fixture
def area(db, settings, tmp_path) -> LocalArea:
    settings.DATASET_HOME, settings.DATASET_KEY = tmp_path / "dataset", "a key for tests"
    return add_area(by=BY, slug="anyshire", name="Anyshire")


@pytest.fixture
def run(area) -> LinkageRun:
    return LinkageRun.objects.create(
        area=area,
        folder="one",
        state=LinkageRun.COMPLETE,
        counts={"step upn": 900, "step likelihood": 100},
    )


@pytest.fixture
def pairs(run) -> list[ReviewPair]:
    return [
        ReviewPair.objects.create(
            area=run.area,
            run=run,
            left=f"{number:032x}",
            right=f"{number + 1000:032x}",
            band=(Band.LINKED if number > 6 else Band.DOUBT).value,
            score=0.5,
        )
        for number in range(1, 11)
    ]


@pytest.fixture
def load(area) -> Callable[..., Load]:
    """Return what writes rows of one table of a source as a committed load."""
    small = SmallSet(store_of(area))
    small.store.secret = "a key for tests"

    def write(source: str, table: str, rows: Sequence[Row], on: date) -> Load:
        kept = small.load(source, on, {table: [(None, row) for row in rows]})
        return Load.objects.create(
            area=area,
            source=source,
            purpose="identity",
            extract_on=on,
            digest=f"{len(small.loads):064x}",
            folder=kept.folder,
            state=Load.COMPLETE,
            made_up=True,
        )

    return write


def child(number: int, **other: Any) -> dict[str, Any]:
    """Return what every source says of a made-up child."""
    forenames, surnames = ("Ada", "Benedict", "Clementine", "Dashiell"), ("Quill", "Rook", "Stamp")
    return {
        "forename": forenames[number % 4],
        "surname": f"{surnames[number % 3]}feather",
        "birth": date(2012, 1 + number % 12, 3 + number),
        "postcode": f"ZZ9{number} 9ZZ",
        **other,
    }


def pupil(number: int, **other: Any) -> dict[str, Any]:
    """Return a row of the SEN2 person table."""
    said = child(number)
    return {
        "person_id": f"p{number}",
        "forename": said["forename"],
        "surname": said["surname"],
        "personbirthdate": said["birth"],
        "postcode": said["postcode"],
        "sex": "M",
        **other,
    }


def patient(number: int, **other: Any) -> dict[str, Any]:
    """Return a referral to mental health services, with the NHS number."""
    said = child(number)
    return {
        "referral_id": f"r{number}",
        "local_id": f"n{number}",
        "nhs_number": NUMBERS[number],
        "forename": said["forename"],
        "surname": said["surname"],
        "birth_date": said["birth"],
        "postcode": said["postcode"],
        "sex": "1",
        "received_on": date(2024, 5, 1),
        **other,
    }


def client_of(area: LocalArea, role: Role, name: str = "") -> Client:
    """Return a client signed in as somebody with a role in the area."""
    called = name or role.value
    user = add_user(by=BY, email=f"{called}@example.org", name=called, password=None)
    give_role(by=BY, user=user, area=area, role=role, starts=timezone.localdate())
    client = Client()
    client.force_login(user)
    return client
