"""What every test may ask for."""

import os
from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase

from tests.trail import unguarded

# Where the person-level side is switched off there is nothing of it to test.
OFF = os.environ.get("DATASET", "on") not in {"1", "true", "yes", "on"}
collect_ignore_glob = ["dataset/*", "browser/test_dataset*"] if OFF else []

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a second run take only the tests that touch the database."""
    parser.addoption(
        "--database-only",
        action="store_true",
        help="run only the tests that use the database",
    )


def uses_database(item: pytest.Item) -> bool:
    """Say whether a test reads or writes the database."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what does not use the database when asked to."""
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
    items[:] = kept


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Let a test that commits empty the trail behind it, which the database refuses otherwise."""
    emptied = TransactionTestCase._fixture_teardown

    def without_guard(self: TransactionTestCase) -> None:
        with unguarded():
            emptied(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_guard)
        yield
