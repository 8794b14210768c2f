"""The people of the examples: who can be signed in as, and the posts that plans name."""

from collections.abc import Mapping
from datetime import date

from goldenthread.accounts.changes import add_user, ensure_posts, give_role, put_in_post
from goldenthread.accounts.models import User
from goldenthread.accounts.queries import user_with_email
from goldenthread.accounts.rules import ROLE_NAMES, PostKind, Role
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.improvement.models import ImprovementPlan, Lead

from . import SIGN_INS
from .diary import days_ago
from .files import load_file
from .places import Places

FROM = date(2019, 1, 1)
HELD_FOR = 400
# A post's title is as long as the table of posts allows; a longer printed lead is no post.
LONGEST_TITLE = 200

Cast = Mapping[str, Actor]


def make_people(*, by: Actor, area: LocalArea) -> Cast:
    """Make who can be signed in as, with a role in the area; return them by `forum` of `forum@`.

    In an exercise they hold it since lately, so that nobody is written to about its past.
    """
    starts = days_ago(HELD_FOR) if area.exercise else FROM
    roles = {words: role for role, words in ROLE_NAMES.items()}
    cast = {}
    for person in SIGN_INS:
        user = user_with_email(person.email) or add_user(
            by=by, email=person.email, name=person.name, password=person.password
        )
        give_role(by=by, user=user, area=area, role=Role(roles[person.role]), starts=starts)
        cast[person.email.partition("@")[0]] = user.actor
    return cast


def make_posts(*, by: Actor, area: LocalArea, improvement_plan: ImprovementPlan) -> None:
    """Make a post of each role that leads an action, and of each officer who answers for all."""
    roles = Lead.objects.filter(improvement_plan=improvement_plan)
    titles = [role for role in roles.values_list("role", flat=True) if len(role) <= LONGEST_TITLE]
    ensure_posts(by=by, area=area, titles=titles)
    officers = [row["role"] for row in load_file("areas")["accountable_officers"]]
    ensure_posts(by=by, area=area, titles=officers, kind=PostKind.ACCOUNTABLE_OFFICER)


def fill_the_posts(*, by: Actor, area: LocalArea, places: Places) -> None:
    """Let made-up people hold posts, and sit in bodies, since lately: nobody held them in 2019.

    Some lead only: they get letters, which stay on this machine, and have no password.
    """
    for row in load_file("people")["leads"]:
        user = add_user(by=by, email=f"{row['who']}@example.org", name=row["name"], password=None)
        since = days_ago(HELD_FOR)
        give_role(by=by, user=user, area=area, role=Role.ACTION_LEAD, starts=since)
    for row in load_file("people")["posts"]:
        put_in_post(
            by=by,
            area=area,
            title=row["title"],
            user=_person(row["who"]),
            starts=days_ago(row["ago"]),
            kind=PostKind(row["kind"]),
        )
    for row in load_file("people")["seats"]:
        give_role(
            by=by,
            user=_person(row["who"]),
            area=area,
            role=Role(row["role"]),
            starts=days_ago(row["ago"]),
            body=places.bodies[row["body"]],
        )


def _person(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")
