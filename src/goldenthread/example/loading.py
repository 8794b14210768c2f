"""Loading an example through the rooms' own changes."""

from collections.abc import Callable

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import publish_improvement_plan

from .exercise import Stage, make_exercise
from .inspected import make_documents, make_inspection
from .people import make_people, make_posts
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
    progress("people to sign in as, and the posts that lead")
    cast = make_people(by=BY, area=area)
    make_posts(by=BY, area=area, improvement_plan=statement)
    if exercise:
        progress("a working life, every word of it labelled as made up")
        stage = Stage(area, places, inspection, statement)
        make_exercise(by=BY, stage=stage, cast=cast)
    publish_improvement_plan(by=BY, improvement_plan=statement)
