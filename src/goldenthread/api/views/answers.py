"""How every answer looks: refusals as problems, pages with the next address, and an ETag."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.parser import Parser

from goldenthread.core.errors import UserError

from ..forms import Problem
from .doors import Refusal

MOST = 200
NO_TOKEN = (
    "Send a token as “Authorization: Bearer gt_…”. An administrator makes one under “Tokens”. A "
    "token that has expired or was revoked is refused too."
)


PROBLEMS = {
    400: "It could not be done; the sentence says why",
    401: "No good token",
    403: "Not for this token or its holder",
    404: "There is no such thing",
    415: "A body that is not sent as application/json",
    422: "Not as documented",
    429: "Too many requests; Retry-After says how long to wait",
}
CHANGED_MEANWHILE = {412: "Somebody was first; read it again"}
UNCHANGED = {"304": {"description": "Unchanged since the ETag sent as If-None-Match"}}


NOT_JSON = (
    "Send the body as JSON in UTF-8, with “Content-Type: application/json”. Nothing was changed."
)


class JsonOnly(Parser):
    """Reads a body only where it says that it is what the description asks for."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body's object; raises ValueError where it is called anything but JSON."""
        if not said_to_be_json(request):
            raise ValueError(NOT_JSON)
        return super().parse_body(request)


def said_to_be_json(request: HttpRequest) -> bool:
    """Say whether a body is sent as JSON in UTF-8."""
    characters = (request.content_params or {}).get("charset", "utf-8").lower()
    return request.content_type == "application/json" and characters in {"utf-8", "utf8"}


class Api(NinjaAPI):
    """Answers with an ETag, and with 304 and nothing where the program has it already."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """Return the description, with every refusal that an operation can answer."""
        described = super().get_openapi_schema(**options)
        described["components"]["schemas"]["Problem"] = Problem.json_schema()
        for path in described["paths"].values():
            for method, operation in path.items():
                further = UNCHANGED if method == "get" else _refusals(CHANGED_MEANWHILE)
                operation["responses"] |= _refusals(PROBLEMS) | further
        return described

    def create_response(self, request: HttpRequest, data: Any, **options: Any) -> HttpResponse:
        """Return the answer; `data` as the framework made it."""
        response: HttpResponse = super().create_response(request, data, **options)
        if request.method == "GET" and response.status_code == 200:
            etag = etag_of(response.content)
            if etag in request.headers.get("If-None-Match", ""):
                return HttpResponse(status=304, headers={"ETag": etag})
            response["ETag"] = etag
            response["Cache-Control"] = "private, no-cache"
        return response


def _refusals(known: dict[int, str]) -> dict[str, Any]:
    """Return refusals as OpenAPI describes them."""
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        str(status): {"description": words, "content": {"application/problem+json": shape}}
        for status, words in known.items()
    }


def etag_of(content: bytes) -> str:
    """Return the ETag of an answer: equal bytes, equal tag."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def page_of(request: HttpRequest, count: int, items: list[Any], offset: int) -> dict[str, Any]:
    """Return these items as a page of so many."""
    after = offset + len(items)
    query = {**request.GET.dict(), "offset": after}
    more = f"{request.path}?{urlencode(query)}" if items and after < count else None
    return {"count": count, "next": more, "items": items}


def page_from(request: HttpRequest, rows: Sequence[Any], limit: int, offset: int) -> dict[str, Any]:
    """Return some of the rows, all of which are made already."""
    return page_of(request, len(rows), list(rows[offset : offset + limit]), offset)


def if_match(request: HttpRequest, changed: str) -> int | None:
    """Return what a program says it saw, from If-Match; None where it sends none.

    What no answer of ours ever held is refused with `changed`, as what has changed is.
    """
    words = request.headers.get("If-Match", "").strip().strip('"')
    if not words or words == "*":
        return None
    if not (words.isascii() and words.isdigit()) or len(words) > 18:
        raise Refusal(412, "Changed meanwhile", changed)
    return int(words)


def problem(status: int, title: str, detail: str) -> HttpResponse:
    """Return a refusal as application/problem+json."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    written = json.dumps(body, ensure_ascii=False).encode()
    return HttpResponse(written, status=status, content_type="application/problem+json")


def _validation(request: HttpRequest, found: Exception) -> HttpResponse:
    assert isinstance(found, ValidationError)
    words = "; ".join(
        f"{'.'.join(str(part) for part in each['loc'][1:])}: {each['msg']}"
        for each in found.errors[:10]
    )
    return problem(422, "Not as documented", f"{words}. Nothing was changed.")


def _not_understood(request: HttpRequest, found: Exception) -> HttpResponse:
    assert isinstance(found, HttpError)
    if request.method not in {"GET", "HEAD"} and not said_to_be_json(request):
        return problem(415, "Not sent as JSON", NOT_JSON)
    return problem(found.status_code, "Not understood", str(found))


def _no_token(request: HttpRequest, found: Exception) -> HttpResponse:
    response = problem(401, "No token", NO_TOKEN)
    # Excel and Power BI ask for a name and password only where they are told to.
    response["WWW-Authenticate"] = 'Basic realm="Golden Thread: the token is the password"'
    return response


def _throttled(request: HttpRequest, found: Exception) -> HttpResponse:
    assert isinstance(found, Throttled)
    response = problem(429, "Too many requests", "Wait a little and ask again.")
    if found.wait:
        response["Retry-After"] = str(int(found.wait) + 1)
    return response


def add_refusals(api: NinjaAPI) -> None:
    """Let every kind of refusal answer as a problem in a sentence."""
    api.exception_handler(UserError)(lambda request, found: problem(400, "Not done", found.message))
    api.exception_handler(PermissionDenied)(
        lambda request, found: problem(403, "Refused", str(found))
    )
    api.exception_handler(Http404)(
        lambda request, found: problem(404, "Not found", str(found) or "There is no such thing.")
    )
    api.exception_handler(AuthenticationError)(_no_token)
    api.exception_handler(HttpError)(_not_understood)
    api.exception_handler(Refusal)(
        lambda request, found: problem(found.status, found.title, found.detail)
    )
    api.exception_handler(ValidationError)(_validation)
    api.exception_handler(Throttled)(_throttled)
