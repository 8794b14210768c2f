"""The door for programs: version 1."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern

from .actions import router as actions
from .answers import Api, JsonOnly, add_refusals
from .challenges import router as challenges
from .doors import AsPassword, Bearer, PerToken
from .evidence import router as evidence
from .feeds import router as feeds
from .record import router as record

per_token = PerToken("300/m")

api = Api(
    title="Golden Thread",
    version="1",
    description=(
        "The record of one local area, for programs. A token is for one area and carries the "
        "scope read, or read and update; it may do what its holder may. Null is unknown."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    auth=[Bearer(), AsPassword()],
    throttle=[per_token],
    parser=JsonOnly(),
)
add_refusals(api)
api.add_router("", record)
api.add_router("", actions)
api.add_router("", evidence)
api.add_router("", challenges)
api.add_router("", feeds)


def addresses() -> list[URLPattern]:
    """Return the addresses of the door; none asks for a sign-in, each for a token of its own."""
    patterns: list[URLPattern] = api.urls[0]
    for pattern in patterns:
        login_not_required(pattern.callback)
    return patterns
