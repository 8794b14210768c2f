"""The dictionary: what every source, table, column, code and rule of the data set means."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission

from ..queries.dictionary import (
    ASKED_OF,
    OF_EVERY_COLUMN,
    SHOWN,
    code_lists,
    counts,
    described,
    find,
    in_force,
    in_words,
    lines,
    validity,
)
from ..sources import all_sources
from ..sources.shape import Rule, Scope
from ..tables import COMMON, LINKED


def dictionary(request: HttpRequest, slug: str) -> HttpResponse:
    """List the sources, or show every place that holds the words asked for."""
    asked = request.GET.get("q", "").strip()[:100]
    context = {
        "asked": asked,
        "found": find(asked),
        "shown": SHOWN,
        "counts": counts(),
        "sources": list(all_sources().values()),
        "checks": OF_EVERY_COLUMN,
    }
    return _drawn(request, slug, "dictionary", context)


def source(request: HttpRequest, slug: str, source: str) -> HttpResponse:
    """Show one source: its tables with their columns, and its rules."""
    known = all_sources()
    if source not in known:
        raise Http404("There is no such source.")
    context = {
        "source": known[source],
        "tables": [(table, lines(table)) for table in known[source].tables],
        "rules": [_of_rule(rule) for rule in known[source].rules],
    }
    return _drawn(request, slug, "dictionary_source", context)


def _of_rule(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule,
        "asked_of": ASKED_OF[rule.scope] if rule.scope is not Scope.ROW else "",
        "days": in_force(rule),
        "passes": [in_words(example) for example in rule.passes],
        "fails": [in_words(example) for example in rule.fails],
    }


def linked(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the linked tables and their columns."""
    context = {
        "common": [described(column) for column in COMMON],
        "tables": [
            (table, [described(column) for column in table.own]) for table in LINKED.values()
        ],
    }
    return _drawn(request, slug, "dictionary_linked", context)


def lists(request: HttpRequest, slug: str) -> HttpResponse:
    """List the code lists, with where each was read."""
    return _drawn(request, slug, "dictionary_lists", {"lists": list(code_lists().values())})


def codes(request: HttpRequest, slug: str, codes: str) -> HttpResponse:
    """Show one code list: its codes with the days on which each was valid, and who uses it."""
    used = code_lists().get(codes)
    if used is None:
        raise Http404("There is no such code list.")
    context = {"used": used, "codes": [(code, validity(code)) for code in used.codes.codes]}
    return _drawn(request, slug, "dictionary_codes", context)


def _drawn(request: HttpRequest, slug: str, name: str, context: dict[str, Any]) -> HttpResponse:
    area = area_for(request.user, slug, Permission.SEE_DATASET)
    whole = {**context, "area": area, "here": "dataset"}
    return render(request, f"dataset/{name}.html", whole)
