"""Error pages, base pages and components say what they should, in the house style."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.urls import path

from goldenthread.config.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from goldenthread.config.urls import (
    urlpatterns as house,
)
from goldenthread.core.errors import UserError
from goldenthread.design.jinja import long_date, long_time, month_date
from tests.guards.house import SOURCE

STATE = (
    '{% from "design/components/state.html" import state_tag, unknown, withheld, strand, citation,'
    " fact, card %}"
)
__all__ = ["handler400", "handler403", "handler404", "handler500"]


def mend(request: HttpRequest) -> HttpResponse:
    raise UserError("The file is empty. Nothing was stored. Send another.")


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("You cannot publish. An improvement lead can.")


def break_down(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


for view in (mend, refuse, break_down):
    view.login_required = False
urlpatterns = [*house, path("mend", mend), path("refuse", refuse), path("break", break_down)]


def drawn(source: str, **context: object) -> str:
    return engines["jinja2"].from_string(source).render(context)


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/mend", 400, "The file is empty. Nothing was stored."),
        ("/refuse", 403, "An improvement lead can."),
        ("/nowhere", 404, "Page not found"),
        ("/break", 500, "The fault is ours"),
    ],
)
def test_what_went_wrong_is_said_in_the_house_style(client, address, status, words):
    client.raise_request_exception = False
    page = client.get(address)
    assert page.status_code == status
    assert words in page.text
    assert "Skip to main content" in page.text
    assert "Traceback" not in page.text


@pytest.mark.django_db
def test_a_stale_form_says_that_nothing_was_saved():
    from django.test import Client

    page = Client(enforce_csrf_checks=True).post("/sign-in", {})
    assert page.status_code == 403
    assert "Nothing was saved" in page.text


def test_no_template_has_inline_script_or_style():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|<style|\son[a-z]+=", re.I)
    offenders = [
        path.name for path in SOURCE.rglob("*.html") if inline.search(path.read_text("utf-8"))
    ]
    assert offenders == []


def test_the_families_page_is_small_and_asks_for_one_style_sheet():
    css = SOURCE / "design/static/design/public.css"
    assert css.stat().st_size < 8_000
    page = drawn('{% extends "design/public_base.html" %}')
    assert re.findall(r'(?:href|src)="([^"]+\.(?:css|js))"', page) == ["/static/design/public.css"]


def test_a_state_is_a_sign_and_words():
    tag = drawn(STATE + "{{ state_tag('bad', 'Late') }}")
    assert "Late" in tag
    assert 'aria-hidden="true">✕' in tag


def test_nothing_known_is_written_out():
    assert "We do not know: no survey" in drawn(STATE + "{{ unknown('no survey') }}")
    assert "We do not know" in drawn(STATE + "{{ fact('Lead', none) }}")
    assert "We do not know: not asked yet" in drawn(
        STATE + "{{ strand('Measured', 0, 0, '', 'not asked yet') }}"
    )
    assert long_date(None) == month_date(None) == long_time(None) == "We do not know"


def test_a_strand_is_a_bar_with_its_words():
    strand = drawn(STATE + "{{ strand('Delivered', 8, 11, '8 of 11') }}")
    assert 'width="72.7"' in strand
    assert "8 of 11" in strand


def test_withheld_says_by_which_role_and_since_when():
    from datetime import date

    words = drawn(STATE + "{{ withheld('director', day) }}", day=date(2020, 3, 1))
    assert "by the director since 1 March 2020" in words


def test_what_a_document_says_is_never_markup():
    assert "&lt;b&gt;" in drawn(STATE + "{{ citation('/d/1', 'Letter', '<b>bold</b>') }}")


def test_paging_keeps_the_rest_of_the_address():
    request = RequestFactory().get("/plan?group=2&page=2")
    page = Paginator(range(108), 25).page(2)
    words = drawn(
        '{% from "design/components/paging.html" import paging %}'
        "{{ paging(page, request, with_query, 'actions') }}",
        page=page,
        request=request,
    )
    assert 'href="/plan?group=2&amp;page=3"' in words
    assert 'aria-current="page"' in words
    assert "Showing 26 to 50 of 108 actions." in words


@pytest.mark.django_db
def test_an_address_that_takes_forms_only_says_so_when_asked_for_as_a_page(client):
    answer = client.get("/sign-out")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "takes forms only" in answer.content.decode()
