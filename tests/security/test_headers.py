"""No page runs a script or a style that is not a file of ours, and every answer says so."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from goldenthread.design.headers import CONTENT_SECURITY_POLICY, FILE_POLICY
from tests.guards.addresses import Address

pytestmark = pytest.mark.django_db
ADDRESSES_OF_CODE = {"href", "src", "action", "formaction"}


class Inline(HTMLParser):
    """Collects whatever in a page would need a laxer policy than ours."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note inline scripts and styles, handlers of events, and addresses that are code."""
        held = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in held):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            schemes = "javascript" if tag == "img" else "javascript|data"
            code = name in ADDRESSES_OF_CODE and re.match(rf"\s*({schemes}):", value or "")
            if name == "style" or name.startswith("on") or code:
                self.found.append(f"{tag} {name}")


def inline(html: str) -> list[str]:
    """Return what a page holds inline."""
    parser = Inline()
    parser.feed(html)
    return parser.found


def is_page(answer) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


def test_the_sweep_sees_enough(swept):
    pages = [address.name for address, answer in swept if is_page(answer)]
    shown = [address for address, answer in swept if is_page(answer) and answer.status_code == 200]
    assert len(shown) > 60, pages
    assert {"account_login", "thread:home", "api:programs", "mfa_activate_totp"} <= set(pages)
    assert not [address.name for address, answer in swept if answer.status_code >= 500]


def test_no_page_holds_an_inline_script_style_or_handler(swept):
    found = {
        address.name: held
        for address, answer in swept
        if is_page(answer) and (held := inline(answer.text))
    }
    assert found == {}


def allowed(answer) -> bool:
    """Say whether a policy is ours: for a page, or for a page that leads to another sign-in."""
    policy = answer.headers.get("Content-Security-Policy", "")
    return policy in (CONTENT_SECURITY_POLICY, FILE_POLICY)


def test_every_answer_carries_the_policies(swept):
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    lacking = [
        f"{address.name}: {header}"
        for address, answer in swept
        for header, value in wanted.items()
        if answer.headers.get(header) != value
    ]
    assert lacking == []
    assert [address.name for address, answer in swept if not allowed(answer)] == []
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY


def test_a_failure_carries_the_policies_too():
    answer = Client().get("/nowhere-at-all")
    assert answer.status_code in (302, 404)
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert inline(answer.text) == []


def test_no_page_of_a_person_is_kept_by_a_cache_shared_with_others(swept):
    kept = [
        address.name
        for address, answer in swept
        if not _open(address) and is_page(answer) and "public" in answer.get("Cache-Control", "")
    ]
    assert kept == []


def _open(address: Address) -> bool:
    return address.open


@pytest.mark.parametrize(
    "html",
    [
        "<script>x()</script>",
        "<p style='color:red'>",
        "<style>p {}</style>",
        "<a onclick='x()'>",
        "<a href=' javascript:x()'>",
    ],
)
def test_what_is_inline_is_seen(html):
    assert inline(html)
    assert not inline("<script src='/x.js'></script><a href='/one'>")
