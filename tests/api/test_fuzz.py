"""Whatever a program sends, it is answered as documented: never a fault of ours."""

import hypothesis
import schemathesis
from django.core.wsgi import get_wsgi_application
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from goldenthread.accounts.rules import Scope

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)


schema = schemathesis.openapi.from_wsgi("/api/1/openapi.json", get_wsgi_application())


@schema.parametrize()
@hypothesis.settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_every_operation_answers_as_documented(case, area, improvement_plan, tokens):
    slugs = {"slug": area.slug, "plan": improvement_plan.pk}
    case.path_parameters.update(
        {name: value for name, value in slugs.items() if name in case.path_parameters}
    )
    case.headers["Authorization"] = f"Bearer {tokens[Scope.UPDATE]}"
    response = case.call()
    case.validate_response(response, checks=CHECKS)
