"""The house stands up: settings load and the pages about the service answer."""

import pytest
from django.core.management import call_command


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


@pytest.mark.django_db
def test_every_table_has_the_migration_that_makes_it(capsys):
    call_command("makemigrations", check=True, dry_run=True)
    assert "No changes detected" in capsys.readouterr().out
