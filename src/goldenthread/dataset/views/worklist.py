"""The NHS number worklist: who lacks one, why, and the way to have numbers traced."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission

from ..changes.tracing import make_trace_batch
from ..queries.loads import made_up
from ..queries.review import latest_run
from ..queries.worklist import (
    KIND_WORDS,
    SOURCE,
    Chased,
    batches,
    coverage_over_time,
    covered,
    everybody,
)
from ..rules.numbers import HAS_ONE, NUMBER_WORDS, WHY_WORDS
from ..sources import all_sources

PAGE = 50


def worklist(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how many have a number, by part, and the people of a part who lack one."""
    area = area_for(request.user, slug, Permission.SEE_DATASET)
    people = everybody(area)
    kind = request.GET.get("by", SOURCE)
    kind = kind if kind in KIND_WORDS else SOURCE
    wanted = [each for each in people if _asked(each, request, kind)]
    page = _page(request, len(wanted))
    context = {
        "area": area,
        "here": "dataset",
        "made_up": made_up(area),
        "run": latest_run(area),
        "whole": next(iter(covered(people, "everybody")), None),
        "kind": kind,
        "kinds": KIND_WORDS,
        "parts": covered(people, kind),
        "names": _names(kind),
        "statuses": NUMBER_WORDS,
        "what_to_do": WHY_WORDS,
        "asked": {"part": request.GET.get("part"), "status": request.GET.get("status", "")},
        "wanted": wanted[(page - 1) * PAGE : page * PAGE],
        "count": len(wanted),
        "page": page,
        "pages": -(-len(wanted) // PAGE),
        "points": coverage_over_time(area),
        "batches": batches(area),
        "sources": {code: source.words for code, source in all_sources().items()},
    }
    return render(request, "dataset/worklist.html", context)


def _asked(each: Chased, request: HttpRequest, kind: str) -> bool:
    """Say whether a person is of the part and the status that the address names.

    Without a status only those without a sound number are wanted.
    """
    part, status = request.GET.get("part"), request.GET.get("status", "")
    if not status and each.status in HAS_ONE:
        return False
    return (part is None or part in each.parts(kind)) and status in ("", each.status)


def _page(request: HttpRequest, count: int) -> int:
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    return max(1, min(number, -(-count // PAGE)))


def _names(kind: str) -> dict[str, str]:
    """Return words for the parts of a kind that stand as codes."""
    return {code: source.words for code, source in all_sources().items()} if kind == SOURCE else {}


@require_POST
def trace_batch(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the file of everybody whose number is to be traced."""
    area = area_for(request.user, slug, Permission.LOAD_DATA)
    today = timezone.localdate()
    batch = make_trace_batch(by=request.user.actor, area=area)
    name = f"to-be-traced-{today.isoformat()}-{batch.kept.pk}.csv"
    return HttpResponse(
        batch.data,
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
