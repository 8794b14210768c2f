"""Searching everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.queries import areas_of

from ..queries.pages import pages_called
from ..queries.plan import asked_words
from ..queries.search import MOST_OF_A_KIND, search_everything


def search(request: HttpRequest) -> HttpResponse:
    """Show the pages and whatever holds every word asked for, in the areas the person may see.

    The area from which it was asked comes first among the pages.
    """
    asked, areas = asked_words(request.GET.get("q")), areas_of(request.user)
    named = request.GET.get("area", "")
    nearest = named if any(one.slug == named for one in areas) else ""
    pages = pages_called(request.user, sorted(areas, key=lambda one: one.slug != nearest), asked)
    found = search_everything(areas, asked, nearest)
    context = {
        "asked": asked,
        "nearest": nearest,
        "pages": pages,
        "found": found,
        "count": len(pages) + sum(len(hits) for hits in found.values()),
        "most": MOST_OF_A_KIND,
    }
    return render(request, "thread/search.html", context)
