"""An area with one agreement, its store in a folder of the test, and people of each role."""

from pathlib import Path

import pytest

from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from tests.dataset.lawful.conftest import BY


@pytest.fixture
def area(db, settings, tmp_path: Path) -> LocalArea:
    settings.DATASET_HOME = tmp_path / "dataset"
    return add_area(by=BY, slug="anyshire", name="Anyshire", exercise=True)
