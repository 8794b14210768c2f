"""Records in doubt: two reviewers who see neither the score nor each other, then a third."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes.reading import record_read
from ..changes.refreshing import ask_for_refresh
from ..changes.reviewing import answer_pair
from ..forms.review import VerdictForm
from ..models import ReviewPair
from ..queries.builds import behind
from ..queries.links import STEP_WORDS
from ..queries.loads import made_up
from ..queries.review import latest_run, next_pair, refreshing_of, standing, waiting
from ..queries.shields import shielded
from ..queries.spine import said_of_records
from ..rules.comparing import (
    MATCH_WORDS,
    Line,
    order_to_judge,
    side_by_side,
    without_places,
)
from ..rules.review import Verdict
from ..sources import all_sources


def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pair that waits for this reviewer, take the answer, and lead to the next."""
    area = area_for(request.user, slug, Permission.REVIEW_PAIRS)
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        pair = get_object_or_404(ReviewPair, area=area, pk=form.cleaned_data["pair"])
        verdict = Verdict(form.cleaned_data["verdict"])
        answer_pair(by=request.user.actor, pair=pair, verdict=verdict)
        messages.success(request, "Your answer is kept.")
        return redirect(reverse("dataset:review", args=[slug]))
    pair = _asked(request, area)
    context = {
        "area": area,
        "here": "dataset",
        "made_up": made_up(area),
        "pair": pair,
        "asked": order_to_judge(_shown(request, area, pair)) if pair else ((), ()),
        "sources": {code: source.words for code, source in all_sources().items()},
        "match_words": MATCH_WORDS,
        "form": form,
        "waiting": waiting(area, request.user.actor.ref),
        "run": latest_run(area),
    }
    return render(request, "dataset/review.html", context, status=400 if form.errors else 200)


def _asked(request: HttpRequest, area: LocalArea) -> ReviewPair | None:
    """Return the pair asked about before a mistake, else the next after one passed over."""
    asked = request.POST.get("pair", "")
    if asked.isdecimal() and len(asked) < 19:
        return ReviewPair.objects.filter(area=area, pk=int(asked)).first()
    after = request.GET.get("after", "")
    passed = int(after) if after.isdecimal() and len(after) < 19 else 0
    return next_pair(area, request.user.actor.ref, after=passed)


def _shown(request: HttpRequest, area: LocalArea, pair: ReviewPair) -> tuple[Line, ...]:
    """Write down that both records are read, then return them side by side."""
    said = said_of_records(area, [pair.left, pair.right])
    if len(said) < 2:
        raise UserError(
            "One of these two records is no longer in the set, so there is nothing to compare. "
            "Nothing was changed; the next run of the linkage takes the pair off this list."
        )
    record_read(
        by=request.user.actor,
        area=area,
        persons=[pair.left, pair.right],
        reason="linkage",
        page="dataset:review",
    )
    hidden = shielded(area)
    left, right = (
        without_places(row) if hidden.hides(row["person"]) else row
        for row in (said[pair.left], said[pair.right])
    )
    return side_by_side(left, right)


def links(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how good the links are by what people said and what each step linked; link anew."""
    asked = request.method == "POST"
    area = area_for(request.user, slug, Permission.LOAD_DATA if asked else Permission.SEE_DATASET)
    if asked:
        ask_for_refresh(by=request.user.actor, area=area)
        return redirect("dataset:links", slug)
    progress = refreshing_of(area)
    context = {
        "area": area,
        "here": "dataset",
        "made_up": made_up(area),
        "standing": standing(area),
        "step_words": STEP_WORDS,
        "waiting": waiting(area, request.user.actor.ref),
        "behind": behind(area),
        "progress": progress,
        "at_work": progress is not None and not progress.ended,
    }
    return render(request, "dataset/links.html", context)
