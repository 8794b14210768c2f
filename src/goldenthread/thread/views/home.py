"""Where an area stands: every weakness on its strands, what is ahead and what has changed."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from goldenthread.accounts.queries import areas_of
from goldenthread.core.errors import UserError
from goldenthread.improvement.models import Action
from goldenthread.inspections.queries import clocks_of

from ..queries.ahead import ahead_of
from ..queries.around import around, last_board_meeting
from ..queries.mine import mine_of
from ..queries.required import required_of
from ..queries.standings import Stood
from ..queries.then import inspection_on, plan_on, revisit_on
from .places import area_at


def areas(request: HttpRequest) -> HttpResponse:
    """Show the areas a person works in; straight to the area where there is one only."""
    mine = areas_of(request.user)
    if len(mine) == 1:
        return redirect("thread:home", slug=mine[0].slug)
    return render(request, "thread/areas.html", {"areas": mine})


@require_safe
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is known of each weakness on a day, and what is due next."""
    area, on = area_at(request, slug), request.as_at
    inspection = inspection_on(area.pk, on)
    improvement_plan = plan_on(area.pk, on)
    stood = Stood(improvement_plan, on)
    clocks = clocks_of(inspection, on) if inspection else []
    context = {
        "area": area,
        "here": "home",
        "true_at": on,
        "inspection": inspection,
        "improvement_plan": improvement_plan,
        "rows": required_of(inspection, improvement_plan, on, stood) if inspection else [],
        "ahead": ahead_of(clocks, stood),
        "mine": None if request.past else mine_of(request.user, area, improvement_plan, stood),
        "around": around(area, improvement_plan, stood),
        "clocks": clocks,
        "revisit": revisit_on(inspection, on) if inspection else None,
        "on": on,
    }
    return render(request, "thread/home.html", context)


@require_safe
def changed(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what moved, slipped, fell silent or was closed since the board last met, or a day."""
    area, on = area_at(request, slug), request.as_at
    improvement_plan = plan_on(area.pk, on)
    if improvement_plan is None:
        return render(request, "thread/no_plan.html", {"area": area, "here": "home"})
    board = last_board_meeting(area, on)
    start = _start(request.GET.get("since", ""), on, board.held_on if board else None)
    told = Stood(improvement_plan, on).since(start) if start else None
    actions = Action.objects.filter(improvement_plan=improvement_plan).order_by()
    rows = list(actions.values_list("pk", "number", "text"))
    context = {
        "area": area,
        "here": "home",
        "true_at": on,
        "board": board,
        "start": start,
        "told": told,
        "texts": {pk: text for pk, _, text in rows},
        "numbers": {pk: number for pk, number, _ in rows},
    }
    return render(request, "thread/changed.html", context)


def _start(asked: str, on: date, board: date | None) -> date | None:
    """Return since when to tell what changed; UserError for a day that is none, or too late."""
    if not asked:
        return board
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        raise UserError(
            f"“{asked[:30]}” is not a day. Write it as 2019-12-01, or take it off the address."
        ) from None
    if day >= on:
        raise UserError("Choose a day before the one the page stands on, to see what changed.")
    return day
