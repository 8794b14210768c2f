"""Two made-up children with records of education, health, care and the restricted register."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.dataset.engine import connect
from goldenthread.dataset.models import Build, Load
from goldenthread.dataset.queries.loads import store_of
from goldenthread.dataset.sources.shape import Given
from goldenthread.dataset.store import Store
from goldenthread.dataset.tables.build import build
from tests.dataset.tables.conftest import commit_spine
from tests.dataset.tables.small_set import ADA, ADA_NUMBER, ADA_PUPIL, BEN, SmallSet

BY = Actor("test", "Test")
ADA_SAID = {
    "forename": "Ada-May",
    "surname": "Invented",
    "birth_date": date(2014, 5, 17),
    "sex": "F",
    "postcode": "ZZ1 1AA",
}
# Known to the register alone, and so to nobody whom it does not name.
CAT, CAT_NUMBER = "c" * 32, "9990000026"


def small_set(store: Store) -> SmallSet:
    """Write the loads of two children, and of one whom the restricted register alone knows."""
    small = SmallSet(store)
    ada = {"forename": "ADAMAY", "surname": "INVENTED", "birth_date": "2014-05-17", "sex": "F"}
    small.person(ADA, **ada, postcode="ZZ11AA", local="sen2::77")
    small.person(BEN, forename="BEN", surname="IMAGINED", birth_date="2012-11-30", sex="M")
    small.person(CAT, forename="CAT", surname="UNTRUE", birth_date="2011-01-02", sex="F")
    small.number(ADA, "nhs_number", ADA_NUMBER, "present and traced", "camhs")
    small.number(ADA, "upn", ADA_PUPIL, "present untraced", "sen2")
    small.number(CAT, "nhs_number", CAT_NUMBER, "present untraced", "dsr")
    sen2 = ADA_SAID | {"person_id": "77", "personbirthdate": date(2014, 5, 17), "upn": ADA_PUPIL}
    sen2 = {name: value for name, value in sen2.items() if name != "birth_date"}
    placed = {"placement_detail_id": "d1", "urn": "999123", "entrydate": date(2023, 9, 4)}
    small.load(
        "sen2",
        date(2025, 1, 16),
        {
            "person": [(ADA, sen2)],
            "named_plan": [(ADA, {"named_plan_id": "p1", "startdate": date(2023, 7, 19)})],
            "placement_detail": [(ADA, placed)],
            "sen_need": [(ADA, {"sen_need_id": "n1", "sentype": "ASD", "sentyperank": 1})],
        },
    )
    seen = {"referral_id": "c1", "received_on": date(2024, 9, 2), "reason": "25", "priority": "2"}
    small.load(
        "camhs",
        date(2025, 2, 1),
        {
            "referrals": [
                (ADA, ADA_SAID | seen | {"local_id": "H1"}),
                (BEN, {"referral_id": "c2", "received_on": date(2024, 4, 4), "local_id": "H2"}),
            ]
        },
    )
    short_break = {"award_id": "s1", "local_id": "C1", "started_on": date(2024, 3, 1)}
    small.load(
        "budgets",
        date(2025, 1, 31),
        {"short_breaks": [(ADA, ADA_SAID | short_break | {"provider": "Sandy Cove"})]},
    )
    entry = {"entry_id": "e1", "added_on": date(2024, 12, 1), "rating": "RED", "local_id": "D1"}
    other = {"entry_id": "e2", "added_on": date(2024, 12, 1), "rating": "RED", "local_id": "D2"}
    small.load("dsr", date(2025, 1, 31), {"people": [(ADA, entry), (CAT, other)]})
    return small


@pytest.fixture(scope="session")
def built_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the loads and one build of them, to be copied by each test."""
    root = tmp_path_factory.mktemp("people") / "anyshire"
    small = small_set(Store(root, settings.DATASET_KEY))
    out = small.store.stage("linked", "built")
    with connect() as backend:
        build(backend, small.store, small.loads, small.spine, out, given=Given(date(2025, 2, 1)))
    return root


@pytest.fixture
def area(db, tmp_path, monkeypatch, built_store: Path) -> LocalArea:
    """Return an area of which loads are linked and built."""
    monkeypatch.setattr(settings, "DATASET_HOME", tmp_path / "dataset")
    area = add_area(by=BY, slug="anyshire", name="Anyshire")
    shutil.copytree(built_store, store_of(area).root)
    small = small_set(store_of(area))
    for kept in small.loads:
        Load.objects.create(
            pk=kept.load,
            area=area,
            source=kept.source,
            purpose="test",
            extract_on=kept.extract_on,
            digest=kept.folder,
            folder=kept.folder,
            state=Load.COMPLETE,
            made_up=True,
        )
    run = commit_spine(area, small)
    Build.objects.create(
        area=area,
        run=run,
        folder="built",
        state=Build.COMPLETE,
        loads=[kept.load for kept in small.loads],
        finished_at=timezone.now(),
    )
    return area


@pytest.fixture
def signed_in(area: LocalArea):
    """Return a maker of clients signed in with roles in the area."""

    def client(*roles: Role) -> Client:
        name = "-".join(roles)
        user = add_user(by=BY, email=f"{name}@example.org", name=name, password=None)
        for role in roles:
            give_role(by=BY, user=user, area=area, role=role, starts=date(2000, 1, 1))
        made = Client()
        made.force_login(user)
        return made

    return client
