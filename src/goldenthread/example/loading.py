"""Loading an example through the rooms' own changes."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.queries import user_with_email
from goldenthread.accounts.rules import ROLE_NAMES, Role
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import publish_improvement_plan

from . import SIGN_INS
from .exercise import make_exercise
from .inspected import make_documents, make_inspection
from .places import make_places
from .programme import carry_on, make_accelerated_plans, make_statement

BY = Actor("example", "Example")
SLUGS = {"cumbria": "cumbria", "exercise": "cumbria-exercise"}


def load(name: str, progress: Callable[[str], None]) -> None:
    """Load an example unless it is there; all of it or nothing, never over what a person changed.

    Raises UserError for a name that is no example.
    """
    if name not in SLUGS:
        raise UserError(
            f"There is no example called {name}. The examples are: {', '.join(SLUGS)}. "
            "Nothing was loaded."
        )
    slug = SLUGS[name]
    if LocalArea.objects.filter(slug=slug).exists():
        progress("already loaded; left as it is")
        return
    with transaction.atomic():
        _load(slug, name == "exercise", progress)


def _load(slug: str, exercise: bool, progress: Callable[[str], None]) -> None:
    progress("areas, organisations, bodies and who succeeded whom")
    places = make_places(by=BY, slug=slug, exercise=exercise)
    area = places.areas["cumbria"]
    progress("documents cited, inspection of 2019, monitoring and the revisit of 2022")
    sources = make_documents(by=BY, area=area)
    inspection = make_inspection(by=BY, area=area, sources=sources)
    progress("statement of action: 6 groups, 30 themes, 108 actions, 35 measures and their links")
    statement = make_statement(by=BY, area=area, inspection=inspection, sources=sources)
    make_accelerated_plans(
        by=BY, area=area, inspection=inspection, statement=statement, sources=sources
    )
    carry_on(by=BY, improvement_plan=statement, places=places)
    if exercise:
        progress("made-up updates, each labelled as made up")
        make_exercise(by=BY, improvement_plan=statement)
    publish_improvement_plan(by=BY, improvement_plan=statement)
    progress("people to sign in as")
    _make_people(area)


def _make_people(area: LocalArea) -> None:
    roles = {words: role for role, words in ROLE_NAMES.items()}
    for person in SIGN_INS:
        user = user_with_email(person.email) or add_user(
            by=BY, email=person.email, name=person.name, password=person.password
        )
        give_role(
            by=BY, user=user, area=area, role=Role(roles[person.role]), starts=date(2019, 1, 1)
        )
