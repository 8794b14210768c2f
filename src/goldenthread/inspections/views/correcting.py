"""Putting right what was copied wrongly from the letter of a revisit or monitoring inspection."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from ..changes import correct_judgement as put_judgement_right
from ..changes import correct_progress_said
from ..forms import CorrectJudgementForm, CorrectProgressForm
from ..models import Judgement, ProgressSaid
from ..queries import has_said
from ..rules import ActionTaken, Judged, each_line
from .deeds import Deed, area_of, forms_of


def correct_judgement(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put right what was recorded as judged of a weakness; what stood before stays, struck out."""
    rows = Judgement.objects.select_related("inspection__follows", "weakness")
    row = get_object_or_404(rows, inspection__area__slug=slug, pk=pk)

    def do(said: dict[str, Any]) -> None:
        put_judgement_right(
            by=request.user.actor,
            judgement=row,
            seen=said["seen"],
            judged=Judged(said["judged"]),
            strengths=each_line(said["strengths"]),
            caveats=each_line(said["caveats"]),
            why=said["why"],
            on=timezone.localdate(),
        )

    held = {"strengths": "\n".join(row.strengths), "caveats": "\n".join(row.caveats)}
    form = partial(CorrectJudgementForm, initial=held | {"judged": row.judged} | _seen(row))
    required = f"Weakness {row.weakness}"
    return _page(request, slug, row, required, form, do)


def correct_progress(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put right what was recorded as said of a priority action; what stood before stays, struck."""
    rows = ProgressSaid.objects.select_related("inspection__follows", "priority_action")
    row = get_object_or_404(rows, inspection__area__slug=slug, pk=pk)

    def do(said: dict[str, Any]) -> None:
        correct_progress_said(
            by=request.user.actor,
            said_of=row,
            seen=said["seen"],
            said=ActionTaken(said["said"]),
            words=said["words"],
            why=said["why"],
            on=timezone.localdate(),
        )

    held = {"words": row.words, "said": row.said}
    form = partial(CorrectProgressForm, initial=held | _seen(row))
    action = row.priority_action
    required = f"Priority action {action.number}: {action.short}"
    return _page(request, slug, row, required, form, do)


def _seen(row: Judgement | ProgressSaid) -> dict[str, int]:
    return {"seen": len(row.corrected)}


def _page(
    request: HttpRequest,
    slug: str,
    row: Judgement | ProgressSaid,
    required: str,
    form: Callable[..., Any],
    do: Callable[[dict[str, Any]], None],
) -> HttpResponse:
    area = area_of(request, slug)
    first = row.inspection.follows or row.inspection

    def deed(said: dict[str, Any]) -> str:
        do(said)
        return f"Put right: {required}. What was recorded before stays below it, struck out."

    back = reverse("inspections:revisit", args=[slug, first.pk]) + "#judged"
    sent = forms_of(request, area, {"correct": Deed(form, deed)}, back)
    if sent.done:
        return sent.done
    context = {
        "area": area,
        "here": "inspections",
        "inspection": first,
        "visit": row.inspection,
        "required": required,
        "known": has_said(row.inspection, request.as_at),
        "form": sent.forms.get("correct"),
        "wrong": sent.wrong,
        "true_at": request.as_at,
    }
    status = 400 if sent.wrong else 200
    return render(request, "inspections/correct_said.html", context, status=status)
