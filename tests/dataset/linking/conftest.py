"""An area with a run of the linkage and pairs of records in doubt."""

import pytest

from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.dataset.models import LinkageRun, ReviewPair
from goldenthread.dataset.rules.review import Band

BY = Actor("test", "A tester")


@pytest.fixture
def area(db) -> LocalArea:
    return add_area(by=BY, slug="anyshire", name="Anyshire")


@pytest.fixture
def run(area) -> LinkageRun:
    return LinkageRun.objects.create(
        area=area, folder="one", state=LinkageRun.COMPLETE, counts={"pairs": 1000}
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
