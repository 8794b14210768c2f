"""A plan, a board and two people of every role who work on them at once."""

from collections.abc import Callable

import pytest
from django.test import Client

from goldenthread.accounts.rules import Role
from tests.improvement.conftest import action, area, dated, groups_meet_as, plan
from tests.improvement.people import client_as

__all__ = ["action", "area", "dated", "groups_meet_as", "plan"]


@pytest.fixture
def two(area) -> Callable[[Role], list[Client]]:
    """Return a way to sign in two people who hold the same role."""

    def signed_in(role: Role) -> list[Client]:
        return [client_as(area, role, f"{which} {role.value}") for which in ("First", "Second")]

    return signed_in
