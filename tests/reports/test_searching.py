"""Reports are found by their titles and by whom they are for, by who may see them."""

from datetime import date

import pytest

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.reports.changes import move_report
from goldenthread.reports.rules import Kind, State

from .conftest import report_of
from .full_record import BY
from .test_flow import published


@pytest.fixture
def found(record, client):
    """Return the words of the search page for somebody with a role in an area."""

    def search(words: str, area=record.area) -> str:
        user = add_user(by=BY, email=f"{area.slug}@example.org", name="A member", password=None)
        since = date(2000, 1, 1)
        give_role(by=BY, user=user, area=area, role=Role.BOARD_MEMBER, starts=since)
        client.force_login(user)
        return client.get("/search", {"q": words}).text

    return search


def test_what_is_published_and_what_is_in_draft_is_found_by_its_title(record, found):
    out = published(report_of(record, Kind.SCRUTINY, title="Autumn words, published"))
    draft = report_of(record, Kind.SCRUTINY, title="Autumn words, not yet")
    page = found("autumn words")
    assert f'/areas/anyshire/reports/{out.pk}">Autumn words, published (published)</a>' in page
    assert f'/areas/anyshire/reports/{draft.pk}">Autumn words, not yet (draft)</a>' in page


def test_it_is_found_by_the_board_it_is_for(record, found):
    report_of(record, Kind.SCRUTINY, title="In autumn", body=record.body)
    assert "In autumn (draft)" in found("autumn anyshire board")


def test_what_was_dropped_is_not_found(record, found):
    report = report_of(record, Kind.SCRUTINY, title="Given up in autumn")
    move_report(by=BY, report=report, to=State.DROPPED)
    assert "Given up in autumn (" not in found("given up")


def test_somebody_of_another_area_finds_nothing(record, found):
    report_of(record, Kind.SCRUTINY, title="Autumn words")
    elsewhere = add_area(by=BY, slug="elsewhere", name="Elsewhere")
    assert "Nothing holds all of those words." in found("autumn words", elsewhere)
