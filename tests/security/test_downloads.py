"""Whatever is no page is a file to keep: never opened in the browser, never guessed at, inert."""

import pytest

from goldenthread.design.headers import FILE_POLICY
from tests.guards.addresses import by_token

pytestmark = pytest.mark.django_db
DATA_FOR_PROGRAMS = ("application/json", "application/xml", "application/problem+json")
FILES = {"thread:printed", "thread:check_file", "reports:file", "api:report_file", "api:as_csv"}


def is_file(address, answer) -> bool:
    """Say whether an answer is a file and neither a page nor data that a program asked for."""
    kind = answer.headers.get("Content-Type", "")
    data = by_token(address.name) or address.name.startswith("api:")
    return (
        answer.status_code == 200
        and not (kind.startswith("text/html") and "Content-Disposition" not in answer.headers)
        and not (data and kind.startswith(DATA_FOR_PROGRAMS))
    )


def test_every_file_is_one_to_keep_and_can_do_nothing(swept):
    files = {address.name: answer for address, answer in swept if is_file(address, answer)}
    assert set(files) >= FILES
    for name, answer in files.items():
        assert answer.headers["Content-Disposition"].startswith("attachment"), name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["Content-Security-Policy"] == FILE_POLICY, name
    assert "sandbox" in FILE_POLICY


def test_a_report_as_a_web_page_is_a_file_too(swept, program, area):
    where = next(answer.request["PATH_INFO"] for a, answer in swept if a.name == "api:report_file")
    answer = program.get(where.replace("docx", "html"))
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == FILE_POLICY
