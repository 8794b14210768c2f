"""The next date that binds, and what is overdue."""

from datetime import date

from goldenthread.thread.rules.ahead import Ahead, ahead

TODAY = date(2020, 6, 15)
REVISIT = (date(2021, 4, 18), "Revisit due")


def test_the_nearest_of_limits_and_open_actions_is_next():
    rows = [
        ("1", date(2020, 7, 1), None),
        ("2", date(2020, 7, 1), "on_track"),
        ("3", date(2020, 6, 30), "done"),
        ("4", date(2020, 9, 1), None),
        ("5", None, None),
    ]
    assert ahead([REVISIT], rows, TODAY) == Ahead(
        date(2020, 7, 1), ("action 1", "action 2"), 5, 0, 0
    )
    assert ahead([REVISIT], rows[2:3], TODAY).what == ("Revisit due",)


def test_today_is_not_overdue_and_silence_is_told_from_lateness():
    rows = [
        ("1", TODAY, None),
        ("2", date(2020, 6, 14), None),
        ("3", date(2020, 6, 1), "off_track"),
        ("4", date(2020, 6, 1), "done"),
        ("5", date(2020, 6, 1), "stopped"),
    ]
    found = ahead([(date(2020, 1, 1), "Statement due")], rows, TODAY)
    assert (found.on, found.what) == (TODAY, ("action 1",))
    assert (found.overdue, found.silent) == (1, 1)


def test_nothing_ahead_says_so():
    assert ahead([], [], TODAY) == Ahead(None, (), 0, 0, 0)
