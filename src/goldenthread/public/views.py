"""The pages for families: read only, the same for everyone, no cookie read or set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from goldenthread.improvement.models import Promise
from goldenthread.reports.queries.kept import (
    family_report,
    kept_file,
    printed_report,
    published_for_families,
)
from goldenthread.reports.rules import FAMILY_FORMS, MEDIA
from goldenthread.thread.queries.easy_read import easy_read_of
from goldenthread.thread.queries.promises import (
    Counted,
    Stand,
    Topic,
    card_of,
    cards_of,
    count_promises,
    promises_of,
    search_promises,
    shared_promise,
    sources_of,
    stand_condition,
    stand_of,
    title_of,
    topics_of,
)
from goldenthread.thread.queries.promises_then import (
    count_then,
    promises_then,
    put_back,
    search_then,
)
from goldenthread.thread.queries.published import (
    Published,
    judged_of,
    published_areas,
    published_of,
    published_then,
    who_to_ask,
)
from goldenthread.writing.report_html import report_body

A_PAGE = 20
MOST_WORDS = 100
KEPT_FOR_SECONDS = 60
MADE_UP = (
    "This is an exercise. The updates on these pages are made up, so that people can try them. "
    "They do not say what really happened."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to see: words, where promises stand, and a topic; nonsense is nothing."""

    words: str
    stand: Stand | None
    topic: Topic | None

    @property
    def narrowed(self) -> bool:
        """Say whether some promises may be left out."""
        return bool(self.words or self.stand or self.topic)


def _asked(query: QueryDict, topics: list[Topic]) -> Asked:
    words = " ".join(query.get("q", "").replace("\x00", " ").split())[:MOST_WORDS]
    standing, topic = query.get("standing", ""), query.get("topic", "")
    return Asked(
        words,
        next((stand for stand in Stand if stand.value == standing), None),
        next((known for known in topics if known.key == topic), None),
    )


def _shown(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    response = render(request, template, context)
    patch_cache_control(response, public=True, max_age=KEPT_FOR_SECONDS)
    return response


def _not_shown(request: HttpRequest, published: Published | None) -> HttpResponse:
    """Say in words that nothing is shown here, in the families' own small page."""
    context = _area(request, published) if published else {}
    response = render(request, "public/not_shown.html", context, status=404)
    patch_cache_control(response, no_store=True)
    return response


def _published(request: HttpRequest, slug: str) -> Published | None:
    """Return what an area shows to families on the day asked for."""
    return published_then(slug, request.as_at) if request.past else published_of(slug)


def _area(request: HttpRequest, published: Published) -> dict[str, object]:
    """Return what every page of an area says: whose it is, what it stands on, whom to ask."""
    return {
        "area": published.area,
        "area_name": published.area.name,
        "made_up": MADE_UP if published.area.exercise else "",
        "published": published,
        "today": request.as_at,
        "help": who_to_ask(published, request.as_at),
    }


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the areas that show families what they promised."""
    return _shown(request, "public/index.html", {"areas": published_areas()})


@login_not_required
@require_safe
def promises(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what families were promised, a card each, newest change first and then by date."""
    published = _published(request, slug)
    if published is None:
        return _not_shown(request, None)
    on = request.as_at
    topics = topics_of(published)
    asked = _asked(request.GET, topics)
    read = _read_then if request.past else _read_now
    found, counted = read(published, topics, asked, on)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return _shown(
        request,
        "public/promises.html",
        _area(request, published)
        | {
            "counted": counted,
            "topics": topics,
            "asked": asked,
            "page": page,
            "cards": cards_of(page.object_list, topics, on),
        },
    )


def _read_now(
    published: Published, topics: list[Topic], asked: Asked, on: date
) -> tuple[Sequence[Promise], Counted]:
    """Return the promises asked for as they stand, and the count of all."""
    rows = promises_of(published.improvement_plans, on)
    found = search_promises(rows, asked.words)
    if asked.stand:
        found = found.filter(stand_condition(asked.stand, on))
    if asked.topic:
        found = found.filter(asked.topic.condition)
    return found, count_promises(rows, topics, on)


def _read_then(
    published: Published, topics: list[Topic], asked: Asked, on: date
) -> tuple[Sequence[Promise], Counted]:
    """Return the same as they stood on a day that has passed."""
    rows = promises_then(published.improvement_plans, on)
    found = [
        promise
        for promise in search_then(rows, asked.words)
        if asked.stand in (None, stand_of(promise, on))
        and (asked.topic is None or asked.topic.covers(promise))
    ]
    return found, count_then(rows, topics, on)


@login_not_required
@require_safe
def promise(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one promise at an address that can be shared, with where it comes from."""
    on = request.as_at
    published = _published(request, slug)
    row = shared_promise(slug, pk, on) if published else None
    if published is None or row is None:
        return _not_shown(request, published)
    if request.past:
        put_back([row], on)
    card = card_of(row, topics_of(published), on)
    return _shown(
        request,
        "public/promise.html",
        _area(request, published)
        | {
            "card": card,
            "earlier": row.improvement_plan not in published.improvement_plans,
            "sources": [] if card.stand is Stand.WITHHELD else sources_of(row),
            "title_of": title_of,
            "address": request.build_absolute_uri(request.get_full_path()),
        },
    )


@login_not_required
@require_safe
def easy_read(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the main promises, one idea and one picture a line, once a person has reviewed them."""
    published = _published(request, slug)
    if published is None:
        return _not_shown(request, None)
    words = easy_read_of(published, request.as_at)
    shown = _area(request, published) | {"words": words, "cards": words.cards, "all": words.all}
    return _shown(request, "public/easy_read.html", shown)


@login_not_required
@require_safe
def judgement(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what inspectors asked to be put right, and what they thought when they came back."""
    published = _published(request, slug)
    if published is None:
        return _not_shown(request, None)
    judged = judged_of(published, request.as_at)
    return _shown(request, "public/judgement.html", _area(request, published) | {"judged": judged})


@login_not_required
@require_safe
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """List the reports that are published for families, newest first."""
    published = _published(request, slug)
    if published is None:
        return _not_shown(request, None)
    rows = published_for_families(published.area.pk, request.as_at)
    shown = _area(request, published) | {"reports": rows, "forms": FAMILY_FORMS}
    return _shown(request, "public/reports.html", shown)


@login_not_required
@require_safe
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one report that is published for families, as it was frozen."""
    published = _published(request, slug)
    row = family_report(slug, pk, request.as_at) if published else None
    if published is None or row is None:
        return _not_shown(request, published)
    # Every word of it was escaped where the fragment was made.
    body = mark_safe(report_body(printed_report(row)))
    shown = _area(request, published) | {"report": row, "body": body, "forms": FAMILY_FORMS}
    return _shown(request, "public/report.html", shown)


@login_not_required
@require_safe
def report_file(request: HttpRequest, slug: str, pk: int, form: str) -> HttpResponse:
    """Give a file of a report that is published for families, as the worker made it."""
    published = _published(request, slug)
    row = family_report(slug, pk, request.as_at) if published else None
    made = kept_file(row, form) if row else None
    if row is None or made is None:
        return _not_shown(request, published)
    response = HttpResponse(bytes(made.data), content_type=MEDIA[made.form])
    name = slugify(f"{row.title} {row.as_at}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{made.form}"'
    patch_cache_control(response, public=True, max_age=KEPT_FOR_SECONDS)
    return response
