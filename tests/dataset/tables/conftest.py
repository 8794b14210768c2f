"""An area with made-up loads and a spine, committed as the product commits them."""

import pytest
from django.conf import settings

from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.dataset.models import LinkageRun, Load
from goldenthread.dataset.queries.loads import store_of
from tests.dataset.tables.small_set import SmallSet, two_children

BY = Actor("test", "Test")


@pytest.fixture
def area(db, tmp_path, monkeypatch) -> LocalArea:
    """Return an area whose store is empty and of this test alone."""
    monkeypatch.setattr(settings, "DATASET_HOME", tmp_path / "dataset")
    return add_area(by=BY, slug="anyshire", name="Anyshire")


@pytest.fixture
def linked_area(area: LocalArea) -> LocalArea:
    """Return an area with two children's records loaded and linked, not yet built."""
    small = two_children(store_of(area))
    for kept in small.loads:
        Load.objects.create(
            area=area,
            source=kept.source,
            purpose="test",
            extract_on=kept.extract_on,
            digest=kept.folder,
            folder=kept.folder,
            state=Load.COMPLETE,
            made_up=True,
        )
    commit_spine(area, small)
    return area


def commit_spine(area: LocalArea, small: SmallSet) -> LinkageRun:
    """Keep the spine of a small set as a run of the linkage keeps it."""
    from django.utils import timezone

    number = LinkageRun.objects.count() + 1
    run = LinkageRun.objects.create(
        area=area,
        folder=f"run{number}",
        state=LinkageRun.COMPLETE,
        finished_at=timezone.now(),
    )
    folder = small.store.stage("spine", run.folder)
    for name, rows in small.spine.tables().items():
        small.store.write_locked(folder / f"{name}.parquet", rows)
    return run
