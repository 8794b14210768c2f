"""What the tests of linkage share: an engine, and a few hundred made-up children."""

import pytest

from goldenthread.dataset.engine import connect
from goldenthread.dataset.linkage.units import as_records

from .made_up import children, records


@pytest.fixture(scope="session")
def engine():
    with connect() as backend:
        yield backend


@pytest.fixture(scope="session")
def told():
    """Return the rows that four partners tell of 600 children, and the truth."""
    return records(children(600, 3), 4)


@pytest.fixture
def rows_of():
    """Return a function that makes records of a few children, a row each."""

    def made(*rows):
        return as_records(
            [
                {"record": f"{at:032x}", "source": "sen2", "table": "person", "load": 1} | row
                for at, row in enumerate(rows)
            ]
        )

    return made
