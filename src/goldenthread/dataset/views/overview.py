"""The set at a glance, and one source with its loads and faults."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission

from ..queries.loads import loads_of, made_up
from ..queries.overview import at_work, faults_of, fullness, glances, total_of
from ..sources import all_sources


def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every source: how fresh, how complete, and the sum of its rows."""
    area = area_for(request.user, slug, Permission.SEE_DATASET)
    found = glances(area, timezone.localdate())
    context = {
        "area": area,
        "here": "dataset",
        "glances": [one for one in found if one.loads],
        "without": [one.source for one in found if not one.loads],
        "total": total_of(found),
        "at_work": at_work(area),
        "made_up": made_up(area),
    }
    return render(request, "dataset/overview.html", context)


def source(request: HttpRequest, slug: str, source: str) -> HttpResponse:
    """Show a source: how full its columns are, its faults, and every extract that was brought."""
    area = area_for(request.user, slug, Permission.SEE_DATASET)
    shape = all_sources().get(source)
    if shape is None:
        raise Http404
    mine = next(one for one in glances(area, timezone.localdate()) if one.source.code == source)
    latest = mine.latest
    tables = [(table, fullness(shape, table)) for table in latest.tables.all()] if latest else []
    context = {
        "area": area,
        "here": "dataset",
        "glance": mine,
        "source": shape,
        "tables": tables,
        "faults": faults_of(latest) if latest else [],
        "loads": loads_of(area, source),
        "made_up": made_up(area),
    }
    return render(request, "dataset/source.html", context)
