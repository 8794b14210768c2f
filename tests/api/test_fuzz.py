"""Whatever a program sends, it is answered as documented: never a fault of ours."""

from collections.abc import Iterator
from datetime import date

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from goldenthread.accounts.changes import give_role
from goldenthread.accounts.rules import Role, Scope

from .conftest import BY

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)


schema = schemathesis.openapi.from_wsgi("/api/1/openapi.json", get_wsgi_application())


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the test's own connection over a request, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def asks(area, holder) -> None:
    """Let the holder of the tokens ask and close challenges too."""
    starts = date(2019, 1, 1)
    give_role(by=BY, user=holder, area=area, role=Role.BOARD_MEMBER, starts=starts)


@schema.parametrize()
@hypothesis.settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_every_operation_answers_as_documented(case, area, improvement_plan, tokens, asks):
    slugs = {"slug": area.slug, "plan": improvement_plan.pk, "challenge": 5}
    case.path_parameters.update(
        {name: value for name, value in slugs.items() if name in case.path_parameters}
    )
    case.headers["Authorization"] = f"Bearer {tokens[Scope.UPDATE]}"
    response = case.call()
    case.validate_response(response, checks=CHECKS)
