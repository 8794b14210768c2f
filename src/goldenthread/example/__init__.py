"""The examples: a real programme as facts in our own words, and an exercise laid over it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignIn:
    """Someone a demonstration can be tried as; the password is public on purpose."""

    email: str
    name: str
    password: str
    role: str


SIGN_INS = (
    SignIn("lead@example.org", "Improvement lead (demo)", "follow-the-thread", "Improvement lead"),
    SignIn("chair@example.org", "Group chair (demo)", "follow-the-thread", "Working group chair"),
    SignIn(
        "scrutiny@example.org", "Scrutiny member (demo)", "follow-the-thread", "Scrutiny member"
    ),
    SignIn("action@example.org", "Action lead (demo)", "follow-the-thread", "Action lead"),
    SignIn(
        "forum@example.org", "Forum member (demo)", "follow-the-thread", "Parent carer forum member"
    ),
    SignIn(
        "independent@example.org",
        "Independent chair (demo)",
        "follow-the-thread",
        "Independent chair",
    ),
    SignIn("admin@example.org", "Administrator (demo)", "follow-the-thread", "Administrator"),
    SignIn("analyst@example.org", "Analyst (demo)", "follow-the-thread", "Analyst"),
    SignIn(
        "information@example.org",
        "Information governance lead (demo)",
        "follow-the-thread",
        "Information governance lead",
    ),
    SignIn("caseworker@example.org", "Caseworker (demo)", "follow-the-thread", "Caseworker"),
    SignIn(
        "health@example.org",
        "Health professional (demo)",
        "follow-the-thread",
        "Health professional",
    ),
)


def load(name: str, progress: Callable[[str], None]) -> None:
    """Load the example called `name` unless it is there, telling its progress in words.

    Raises UserError for a name that is no example.
    """
    from .loading import load as load_example

    load_example(name, progress)


def load_children(progress: Callable[[str], None]) -> None:
    """Give the exercise its made-up children, where the data set is switched on."""
    from django.conf import settings

    if not settings.DATASET:
        progress("the data set is switched off: no children, made-up ones neither")
        return
    from goldenthread.areas.queries import area_called

    from .children import make_children
    from .loading import BY, SLUGS

    make_children(by=BY, area=area_called(SLUGS["exercise"]), progress=progress)
