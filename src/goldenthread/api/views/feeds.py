"""The record as tables: CSV for a spreadsheet, and an OData 4 feed for Excel and Power BI."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import quoteattr

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from goldenthread.areas.models import LocalArea

from .. import queries
from ..rules import Asked, asked_of
from .doors import Refusal
from .record import AsAt, day_of, seen

router = Router()
NAMESPACE = "GoldenThread"
Rows = list[dict[str, Any]]
SETS: dict[str, Callable[[LocalArea, date], Rows]] = {
    "Actions": queries.every_action,
    "Updates": queries.every_update,
    "Promises": queries.every_promise,
    "Meetings": queries.every_meeting,
    "Decisions": queries.decisions,
    "Challenges": queries.challenges,
    "Reports": lambda area, on: queries.reports(area),
}
COLUMNS = queries.COLUMNS


def _rows(area: LocalArea, name: str, on: date) -> Rows:
    """Return every row of a table as it stood on a day, its lists joined to words."""
    if name not in SETS:
        raise Http404(f"There is no table of that name. There are: {', '.join(SETS)}.")
    return [
        {key: "; ".join(value) if isinstance(value, list) else value for key, value in row.items()}
        for row in SETS[name](area, on)
    ]


@router.get("/areas/{slug}/csv/{name}.csv", include_in_schema=False)
def as_csv(request: HttpRequest, slug: str, name: str, as_at: AsAt = None) -> HttpResponse:
    """Give a table as CSV in UTF-8 with its headings; words like a formula keep a quote before."""
    rows = _rows(seen(request, slug), name, day_of(as_at))
    held = io.StringIO()
    written = csv.writer(held)
    written.writerow(COLUMNS[name])
    written.writerows([_cell(row[column]) for column in COLUMNS[name]] for row in rows)
    response = HttpResponse("\ufeff" + held.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{name.lower()}.csv"'
    return response


def _cell(value: Any) -> str:
    words = "" if value is None else str(value)
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words


def _answer(body: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(body, content_type="application/json;odata.metadata=minimal")
    response["OData-Version"] = "4.0"
    return response


def _root(request: HttpRequest) -> str:
    """Return the address that the feed hangs below."""
    return request.build_absolute_uri(request.path.partition("/odata")[0] + "/odata/")


@router.get("/areas/{slug}/odata/", include_in_schema=False)
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """Name the tables of the feed."""
    seen(request, slug)
    tables = [{"name": name, "kind": "EntitySet", "url": name} for name in SETS]
    return _answer({"@odata.context": f"{_root(request)}$metadata", "value": tables})


@router.get("/areas/{slug}/odata/$metadata", include_in_schema=False)
def metadata(request: HttpRequest, slug: str) -> HttpResponse:
    """Describe the tables: each column with its type, the key first."""
    seen(request, slug)
    types = "".join(_type(name, COLUMNS[name]) for name in SETS)
    sets = "".join(f'<EntitySet Name="{n}" EntityType="{NAMESPACE}.{n}"/>' for n in SETS)
    body = (
        '<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" '
        'xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>'
        f'<Schema Namespace="{NAMESPACE}" xmlns="http://docs.oasis-open.org/odata/ns/edm">{types}'
        f'<EntityContainer Name="Record">{sets}</EntityContainer></Schema>'
        "</edmx:DataServices></edmx:Edmx>"
    )
    response = HttpResponse(body, content_type="application/xml")
    response["OData-Version"] = "4.0"
    return response


def _may_lack(column: str) -> str:
    return "false" if column == "key" else "true"


def _type(name: str, columns: Mapping[str, str]) -> str:
    properties = "".join(
        f'<Property Name={quoteattr(column)} Type="Edm.{kind}" Nullable="{_may_lack(column)}"/>'
        for column, kind in columns.items()
    )
    key = '<Key><PropertyRef Name="key"/></Key>'
    return f'<EntityType Name="{name}">{key}{properties}</EntityType>'


@router.get("/areas/{slug}/odata/{name}", include_in_schema=False)
def table(request: HttpRequest, slug: str, name: str, as_at: AsAt = None) -> HttpResponse:
    """Give a table with $filter, $orderby, $select, $top, $skip and $count applied."""
    rows = _rows(seen(request, slug), name, day_of(as_at))
    try:
        asked = asked_of(request.GET, COLUMNS[name])
    except ValueError as wrong:
        raise Refusal(400, "Not understood", f"{wrong}. Nothing was given.") from wrong
    found = asked.of(rows)
    some = found[asked.skip : asked.skip + asked.top]
    body: dict[str, Any] = {"@odata.context": f"{_root(request)}$metadata#{name}"}
    if asked.count:
        body["@odata.count"] = len(found)
    body["value"] = [_told(row, asked) for row in some]
    left = asked.left(len(found), len(some))
    if left is not None:
        query = urlencode({**request.GET.dict(), **left})
        body["@odata.nextLink"] = f"{_root(request)}{name}?{query}"
    return _answer(body)


def _told(row: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    return {column: _value(row[column]) for column in asked.columns}


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
