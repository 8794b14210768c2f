"""The check of a plan of ten thousand actions: work grows with the plan and is done once."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from goldenthread.thread.queries import check as queries
from goldenthread.thread.queries.checked import checked_plan
from goldenthread.thread.rules import check
from tests.rooms import large

SMALL, LARGE = 1_000, 10_000


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def of_size(checked, count: int):
    """Return a plan of so many actions, no two with the same words."""
    like = checked.actions
    return replace(
        checked,
        actions=tuple(
            replace(
                like[n % len(like)],
                path=f"actions[{count}.{n}]",
                number=f"{count}.{n}",
                text=f"{like[n % len(like)].text} place {count}{n}",
            )
            for n in range(count)
        ),
    )


@pytest.mark.slow
def test_the_time_of_the_rules_grows_no_faster_than_the_actions(statement):
    checked = checked_plan(statement)
    check(checked)
    small, whole = (of_size(checked, count) for count in (SMALL, LARGE))
    fewer, more = seconds(lambda: check(small)), seconds(lambda: check(whole))
    assert more < 2.5 * (LARGE / SMALL) * fewer


@pytest.mark.slow
def test_a_page_opened_again_does_no_work_of_the_rules(lead, statement):
    large.more_actions(statement)
    queries._found_as_of.cache_clear()
    first = seconds(lambda: lead.get("/areas/cumbria/check/"))
    again = seconds(lambda: lead.get("/areas/cumbria/check/"))
    assert again < first / 10
    queries._found_as_of.cache_clear()
