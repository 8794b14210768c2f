"""The pages for families: read only, the same for everyone, no cookie read or set."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from goldenthread.thread.queries.promises import (
    Stand,
    Topic,
    card_of,
    cards_of,
    count_promises,
    main_promises,
    promises_of,
    search_promises,
    shared_promise,
    sources_of,
    stand_condition,
    title_of,
    topics_of,
)
from goldenthread.thread.queries.published import (
    Published,
    judged_of,
    published_areas,
    published_of,
    who_to_ask,
)

A_PAGE = 20
MOST_IN_EASY_READ = 12
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
    context = _area(published) if published else {}
    response = render(request, "public/not_shown.html", context, status=404)
    patch_cache_control(response, no_store=True)
    return response


def _area(published: Published) -> dict[str, object]:
    """Return what every page of an area says: whose it is, what it stands on, whom to ask."""
    today = timezone.localdate()
    return {
        "area": published.area,
        "area_name": published.area.name,
        "made_up": MADE_UP if published.area.exercise else "",
        "published": published,
        "today": today,
        "help": who_to_ask(published, today),
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
    published = published_of(slug)
    if published is None:
        return _not_shown(request, None)
    context = _area(published)
    today = timezone.localdate()
    topics = topics_of(published)
    asked = _asked(request.GET, topics)
    rows = promises_of(published.improvement_plans)
    found = search_promises(rows, asked.words)
    if asked.stand:
        found = found.filter(stand_condition(asked.stand, today))
    if asked.topic:
        found = found.filter(asked.topic.condition)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return _shown(
        request,
        "public/promises.html",
        context
        | {
            "counted": count_promises(rows, topics, today),
            "topics": topics,
            "asked": asked,
            "page": page,
            "cards": cards_of(page.object_list, topics, today),
        },
    )


@login_not_required
@require_safe
def promise(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one promise at an address that can be shared, with where it comes from."""
    published = published_of(slug)
    row = shared_promise(slug, pk) if published else None
    if published is None or row is None:
        return _not_shown(request, published)
    card = card_of(row, topics_of(published), timezone.localdate())
    return _shown(
        request,
        "public/promise.html",
        _area(published)
        | {
            "card": card,
            "earlier": row.improvement_plan not in published.improvement_plans,
            "sources": [] if card.stand is Stand.WITHHELD else sources_of(row),
            "title_of": title_of,
            "address": request.build_absolute_uri(request.path),
        },
    )


@login_not_required
@require_safe
def easy_read(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the main promises, one idea and one picture a line, to print."""
    published = published_of(slug)
    if published is None:
        return _not_shown(request, None)
    context = _area(published)
    today = timezone.localdate()
    topics = topics_of(published)
    rows = list(promises_of(published.improvement_plans))
    plain = [row for row in rows if row.plain_checked]
    main = main_promises(plain, topics, MOST_IN_EASY_READ)
    shown = context | {"cards": cards_of(main, topics, today), "all": len(rows)}
    return _shown(request, "public/easy_read.html", shown)


@login_not_required
@require_safe
def judgement(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what inspectors asked to be put right, and what they thought when they came back."""
    published = published_of(slug)
    if published is None:
        return _not_shown(request, None)
    return _shown(
        request, "public/judgement.html", _area(published) | {"judged": judged_of(published)}
    )
