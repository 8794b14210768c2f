"""The pages of a person's areas that words lead to: the menu, searched beside what it holds."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from goldenthread.accounts.queries import permitted_in
from goldenthread.areas.models import LocalArea
from goldenthread.design.menu import places_called

from .search import MOST_OF_A_KIND, Hit


def pages_called(user: Any, areas: Iterable[LocalArea], asked: str) -> list[Hit]:
    """Return the pages that all the words lead to, the best named first, at most twenty.

    Of each area only what the person may open there; the areas keep their order.
    """
    words = asked.split()[:10]
    permitted = permitted_in(user)
    found: list[tuple[int, Hit]] = []
    for area in areas:
        places = places_called(words, permitted.get(area.pk, frozenset()))
        for rank, (part, place) in enumerate(places):
            name = place.words if place == part.place else f"{part.place.words}: {place.words}"
            href = reverse(place.page, args=[area.slug])
            found.append((rank, Hit("Page", name, area.name, href)))
    found.sort(key=lambda row: row[0])
    return [hit for _, hit in found][:MOST_OF_A_KIND]
