"""What a person reads when the database let only one of two changes through."""

from django.db import OperationalError
from django.test import RequestFactory

from goldenthread.design.failures import DEADLOCK, UserErrorMiddleware


class TakenBack(Exception):
    """A change ended by PostgreSQL, as its driver tells it."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("ended")
        self.sqlstate = sqlstate


def answer(sqlstate: str):
    """Return what is answered when a change ends with this code of PostgreSQL."""
    exception = OperationalError("ended")
    exception.__cause__ = TakenBack(sqlstate)
    request = RequestFactory().post("/areas/")
    return UserErrorMiddleware(lambda request: None).process_exception(request, exception)


def test_two_changes_that_waited_for_each_other_are_told(caplog):
    page = answer(DEADLOCK)
    assert page.status_code == 409
    assert "Somebody else saved at the same moment" in page.content.decode()
    assert "/areas/" in caplog.text


def test_other_faults_of_the_database_stay_ours():
    assert answer("08006") is None
