"""Rooms link to each other by the names of addresses: every name that is used exists."""

import re

from django.conf import settings

from tests.guards.addresses import addresses
from tests.guards.house import SOURCE

USED = re.compile(
    r"""(?:\burl|page_address|redirect|reverse|reverse_lazy)\(\s*["']([a-z_]+:[a-z_]+)["']"""
)


def used_in(text: str) -> set[str]:
    """Return the names of addresses that a template or a module links to."""
    return set(USED.findall(text))


def test_every_link_leads_somewhere():
    known = {address.name for address in addresses()}
    off = {"dataset"} - set(settings.ROOMS)
    dangling = [
        f"{path.relative_to(SOURCE)}: {name}"
        for kind in ("*.html", "*.py")
        for path in sorted(SOURCE.rglob(kind))
        if path.relative_to(SOURCE).parts[0] not in off
        for name in sorted(used_in(path.read_text(encoding="utf-8")) - known)
    ]
    assert dangling == []


def test_the_settings_name_pages_that_exist():
    known = {address.name for address in addresses()}
    named = {settings.LOGIN_URL, settings.LOGIN_REDIRECT_URL, settings.LOGOUT_REDIRECT_URL}
    assert {*named, *(name for _, name in settings.NAVIGATION)} <= known


def test_a_dangling_link_is_seen():
    assert used_in("{{ url('thread:gone', slug) }}") == {"thread:gone"}
    assert used_in('return redirect("intake:gone", pk=1)') == {"intake:gone"}
