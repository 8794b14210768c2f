"""The house stands up: settings load and the pages about the service answer."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/about/sources", "/about/accessibility", "/about/privacy"])
def test_pages_about_the_service_are_open(client, address):
    page = client.get(address)
    assert page.status_code == 200
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    assert not page.cookies


@pytest.mark.django_db
def test_an_unknown_address_is_answered_in_the_house_style(client):
    page = client.get("/no-such-page")
    assert page.status_code == 404
    assert "Page not found" in page.text
