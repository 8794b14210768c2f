"""The linked tables: what was last built, of what, and what was found across sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission

from ..queries.builds import behind, builds_of, latest_build
from ..queries.loads import made_up
from ..sources import all_sources
from ..tables import LINKED

SHOWN = 10


def tables(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the rows of each linked table, the faults across sources, and the builds before."""
    area = area_for(request.user, slug, Permission.SEE_DATASET)
    build = latest_build(area)
    rows = {one.table: one for one in build.tables.all()} if build else {}
    context = {
        "area": area,
        "here": "dataset",
        "made_up": made_up(area),
        "build": build,
        "behind": behind(area),
        "tables": [(table, rows.get(table.name)) for table in LINKED.values()],
        "faults": list(build.faults.order_by("-count", "rule")) if build else [],
        "sources": {code: source.words for code, source in all_sources().items()},
        "builds": builds_of(area)[:SHOWN],
    }
    return render(request, "dataset/tables.html", context)
