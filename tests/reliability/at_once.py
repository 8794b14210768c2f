"""Several requests at the same moment, each sent from a form that was opened before."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from lxml import html

SECONDS = 30


def form_at(client: Client, address: str, has: str) -> dict[str, str]:
    """Return what a browser would send of the form of a page that has a field of this name."""
    page = client.get(address)
    assert page.status_code == 200
    forms = html.fromstring(page.text).xpath(f"//form[.//*[@name='{has}']]")
    return dict(forms[0].form_values())


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do several things at the same moment, each on a connection of its own; return what came.

    The test database of SQLite lives in memory, where threads cannot wait for each other: there
    they go one after another, each as it was prepared before any of them was done.
    """
    if connection.vendor != "postgresql":
        return [deed() for deed in deeds]
    start = Barrier(len(deeds))

    def done(deed: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=SECONDS)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def sent_at_once(
    people: Sequence[Client], address: str, forms: Sequence[Mapping[str, Any]]
) -> list[HttpResponse]:
    """Send a form by each person at the same moment and return the answers."""

    def send(client: Client, form: Mapping[str, Any]) -> Callable[[], HttpResponse]:
        return lambda: client.post(address, form)

    return at_once(*(send(*each) for each in zip(people, forms, strict=True)))


def codes(answers: Sequence[HttpResponse]) -> list[int]:
    """Return the status of each answer, smallest first."""
    return sorted(answer.status_code for answer in answers)
