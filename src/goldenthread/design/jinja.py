"""The Jinja2 environment that every page is drawn in."""

import calendar
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import jinja2
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils import timezone
from django_htmx.jinja import htmx_script

from .menu import area_menu

MONTHS = [month for month in calendar.month_name if month]
UNKNOWN = "We do not know"


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a page by its name, as `url("thread:action", slug, "1.1.1")`."""
    return _address(get_urlconf(), get_script_prefix(), name, args, tuple(kwargs.items()))


@lru_cache(maxsize=4096, typed=True)
def _address(
    urlconf: str | None,
    prefix: str,
    name: str,
    args: tuple[object, ...],
    kwargs: tuple[tuple[str, object], ...],
) -> str:
    """Return an address, remembered: working one out again costs more than drawing a row."""
    return reverse(name, urlconf, args or None, dict(kwargs) or None)


def long_date(day: date | datetime | None) -> str:
    """Return a day as "18 October 2019" in local time; "We do not know" when there is none."""
    if not day:
        return UNKNOWN
    if isinstance(day, datetime):
        day = timezone.localtime(day) if timezone.is_aware(day) else day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_date(day: date | datetime | None) -> str:
    """Return a day as "October 2019"; "We do not know" when there is none."""
    return f"{MONTHS[day.month - 1]} {day.year}" if day else UNKNOWN


def long_time(moment: datetime | None) -> str:
    """Return a moment as "18 October 2019 at 14:05" in local time."""
    if not moment:
        return UNKNOWN
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{long_date(local)} at {local:%H:%M}"


def count_of(number: int | None, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 action", "24 actions"; "We do not know" for None."""
    if number is None:
        return UNKNOWN
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def with_query(request: HttpRequest, **changes: object) -> str:
    """Return this page's address with query fields changed; None or "" takes a field away."""
    kept = [
        (key, value)
        for key, values in request.GET.lists()
        if key not in changes
        for value in values
    ]
    kept += [(key, str(value)) for key, value in changes.items() if value not in (None, "")]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def address_with(path: str, fields: Mapping[str, object]) -> str:
    """Return a path with a query made of the fields that hold something."""
    kept = {key: value for key, value in fields.items() if value not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path


def page_address(name: str) -> str | None:
    """Return a page's address by its name, or None where this installation has no such page."""
    try:
        return url(name)
    except NoReverseMatch:
        return None


def navigation(request: HttpRequest | None) -> list[dict[str, object]]:
    """Return the service navigation: words, address and whether the page is the current one."""
    path = request.path if request else ""
    items: list[dict[str, object]] = []
    for words, name in settings.NAVIGATION:
        address = page_address(name)
        if address:
            within = path == address or (address != "/" and path.startswith(address))
            items.append({"text": words, "href": address, "active": within})
    return items


def page(request: HttpRequest) -> dict[str, Any]:
    """Give every page who is signed in and the messages waiting for them; both asked lazily."""
    return {
        "user": getattr(request, "user", None),
        "waiting_messages": lambda: list(get_messages(request)),
    }


def environment(**options: Any) -> jinja2.Environment:
    """Return the environment: the rooms' templates, then the GOV.UK Frontend macros."""
    own = options.pop("loader")
    options.update(
        loader=jinja2.ChoiceLoader(
            [
                own,
                jinja2.PrefixLoader(
                    {"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}
                ),
            ]
        ),
        undefined=jinja2.ChainableUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    drawn = jinja2.Environment(**options)
    drawn.globals.update(
        url=url,
        static=static,
        area_menu=area_menu,
        navigation=navigation,
        page_address=page_address,
        with_query=with_query,
        address_with=address_with,
        today=timezone.localdate,
        htmx_script=htmx_script,
        UNKNOWN=UNKNOWN,
    )
    drawn.filters.update(
        long_date=long_date,
        month_date=month_date,
        long_time=long_time,
        count_of=count_of,
    )
    return drawn
