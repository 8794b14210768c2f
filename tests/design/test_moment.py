"""A page is shown as on the day its address names; nonsense and the future are refused in words."""

from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from goldenthread.design.moment import MomentMiddleware


def answer(method: str = "get", words: str = "") -> tuple[object, HttpResponse | None]:
    """Return the request and what the middleware answers for a page asked for with this day."""
    request = getattr(RequestFactory(), method)(f"/page?as-at={words}")
    return request, MomentMiddleware(lambda _: HttpResponse()).process_view(request)


def test_today_unless_the_address_names_a_day():
    request, refusal = answer()
    assert refusal is None
    assert (request.as_at, request.past) == (timezone.localdate(), False)


def test_a_day_before_today_is_the_past():
    request, refusal = answer(words="2019-12-01")
    assert refusal is None
    assert (request.as_at, request.past) == (date(2019, 12, 1), True)


@pytest.mark.parametrize("words", ["yesterday", "2019-13-01", "%00", "1" * 999])
def test_nonsense_is_refused_in_words(words):
    _, refusal = answer(words=words)
    assert refusal.status_code == 400
    assert "is not a day" in refusal.content.decode()


def test_the_future_is_refused():
    tomorrow = timezone.localdate() + timedelta(days=1)
    _, refusal = answer(words=tomorrow.isoformat())
    assert "has not come yet" in refusal.content.decode()


def test_nothing_is_changed_from_a_page_of_the_past():
    assert answer("post")[1] is None
    _, refusal = answer("post", "2019-12-01")
    assert refusal.status_code == 400
    assert "nothing was changed" in refusal.content.decode()
