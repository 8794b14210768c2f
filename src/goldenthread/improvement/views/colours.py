"""What colours mean in an area, and how far they flatter: the optimism gap."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission

from ..changes import ChangedMeanwhile, Unfit, define_rag
from ..forms import RagForm, tell
from ..models import RagDefinition
from ..queries import (
    GapPoint,
    GroupGap,
    optimism_gap,
    rag_definitions,
    standing_of,
    verdicts_counted,
)
from ..rules import GOOD, RAG_RULES, Difference
from .places import page, plan_of


@require_safe
def optimism(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how much more is reported to go well than the record shows, by group and over time."""
    area = area_for(request.user, slug, Permission.SEE)
    improvement_plan = plan_of(area)
    on = request.as_at
    groups = optimism_gap(improvement_plan, on)
    rows = standing_of(improvement_plan, on).values()
    counted = verdicts_counted(improvement_plan, on)
    context = {
        "groups": groups,
        "over": _over(groups),
        "apart": [row for row in rows if row.reported_rag in GOOD and row.computed_rag not in GOOD],
        "overridden": [row for row in rows if row.override],
        "late": [row for row in rows if row.late],
        "verdicts": [(verdict, counted[verdict]) for verdict in Difference],
        "unjudged": counted[None],
        "on": on,
    }
    return page(request, "optimism", area, context)


def _over(groups: list[GroupGap]) -> list[GapPoint]:
    """Return the points of all groups together, from the first day on which anything was known."""
    points = [_together(row) for row in zip(*(g.over for g in groups), strict=True)]
    while len(points) > 1 and not points[0].known:
        points.pop(0)
    return points


def _together(points: tuple[GapPoint, ...]) -> GapPoint:
    """Return the points of all groups on one day as one."""
    return GapPoint(
        points[0].on,
        sum(p.reported for p in points),
        sum(p.computed for p in points),
        sum(p.known for p in points),
    )


def rag_definitions_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what each colour means here and how it is computed; say it anew."""
    posted = request.method == "POST"
    area = area_for(request.user, slug, Permission.CONFIRM if posted else Permission.SEE)
    words = rag_definitions(area, request.as_at)
    newest = RagDefinition.objects.filter(area=area).order_by("-pk").first()
    initial = {rag.value: said for rag, said in words.items()}
    form = RagForm(
        request.POST if posted else None,
        initial=initial | {"seen": newest.pk if newest else 0},
    )
    theirs, status = None, 400 if posted else 200
    if posted and form.is_valid():
        try:
            define_rag(
                by=request.user.actor,
                area=area,
                words=form.words(),
                on=timezone.localdate(),
                seen=form.cleaned_data["seen"] or 0,
            )
        except Unfit as refused:
            tell(form, refused)
        except ChangedMeanwhile as met:
            data = request.POST.copy()
            data["seen"] = str(met.theirs.pk)
            form, theirs, status = RagForm(data), met.theirs, 409
            form.is_valid()
        else:
            messages.success(request, "Kept. Reports from today print these words.")
            return redirect("improvement:rag_definitions", area.slug)
    may = Permission.CONFIRM in area.permitted and not request.past
    context = {
        "definitions": words,
        "rules": RAG_RULES,
        "form": form if may else None,
        "theirs": theirs,
    }
    return page(request, "rag_definitions", area, context, status=status)
