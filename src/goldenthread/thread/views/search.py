"""Searching everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.queries import areas_of

from ..queries.plan import asked_words
from ..queries.search import MOST_OF_A_KIND, search_everything


def search(request: HttpRequest) -> HttpResponse:
    """Show what holds every word asked for, in the areas the person may see."""
    asked = asked_words(request.GET.get("q"))
    found = search_everything(areas_of(request.user), asked)
    context = {
        "asked": asked,
        "found": found,
        "count": sum(len(hits) for hits in found.values()),
        "most": MOST_OF_A_KIND,
    }
    return render(request, "thread/search.html", context)
