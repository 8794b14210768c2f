"""One Spark session for the tests of this folder, taken down after the last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ibis.backends import BaseBackend

from goldenthread.dataset import engine


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseBackend]:
    """Return Ibis on Spark with two threads of this machine."""
    scratch: Path = tmp_path_factory.mktemp("scratch")
    with engine.connect("local[2]", scratch=scratch) as backend:
        yield backend
