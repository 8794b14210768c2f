"""Who may run the meetings of a body, who chairs it, and who can be asked to answer."""

from datetime import date
from typing import Any

from django.db.models import Q

from goldenthread.accounts.models import Post, RoleHeld, User
from goldenthread.accounts.queries import bodies_of, holder_of, holders, people_with, roles_in
from goldenthread.accounts.rules import MAY, ROLE_NAMES, Permission, Role, title_key
from goldenthread.areas.models import Body, LocalArea

from ..rules.challenging import FOR_WHO_ASKED, may_close
from ..rules.notice import may_see_exempt
from ..rules.states import StepKind
from .challenges import ChallengeStanding

# Roles a challenge can be put to by name; the many leads and members are asked by post or body.
ASKED_BY_ROLE = (
    Role.IMPROVEMENT_LEAD,
    Role.DIRECTOR,
    Role.INDEPENDENT_CHAIR,
    Role.GROUP_CHAIR,
)
HELD = "Posts whose holder gets a letter"
EMPTY = "Posts that nobody signs in for: no letter goes"
Choices = list[tuple[str, str]]

RUNS = [role.value for role in Role if Permission.RUN_MEETINGS in MAY[role]]


def may_run(user: Any, area: LocalArea, body: Body | None, on: date) -> bool:
    """Say whether a person keeps the meetings of a body: by a role for the area, or in that body.

    Without a body, whether they keep those of any.
    """
    held = RoleHeld.objects.filter(user_id=user.pk, area=area, role__in=RUNS).on(on)
    if body is not None:
        held = held.filter(Q(body=None) | Q(body=body))
    return held.exists()


def sees_exempt(user: Any, area: LocalArea, body: Body, on: date) -> bool:
    """Say whether a person sees the exempt items of a body: its members and those who run it."""
    inside = body.pk in bodies_of(user, area, on)
    return may_see_exempt(runs_meetings=may_run(user, area, body, on), in_body=inside)


def chair_of(body: Body, on: date) -> User | None:
    """Return who chairs a body on a day, by its chair's post or by a role held in it, if known."""
    held = holder_of(body.area, body.chair_role, on) if body.chair_role else None
    if held is not None and held.is_active:
        return held
    for role in (Role.INDEPENDENT_CHAIR, Role.GROUP_CHAIR):
        people = people_with(body.area, role, on, body)
        if people:
            return people[0]
    return None


def can_be_asked(area: LocalArea, on: date) -> list[tuple[str, Choices]]:
    """Return the posts and roles of an area that a challenge can be put to, as groups of choices.

    Posts that nobody holds on the day stand apart; a role is there while somebody holds it.
    """
    held = holders(area, on)
    posts = {post.title_key: post.title for post in Post.objects.filter(area=area)}
    roles = RoleHeld.objects.filter(area=area, role__in=ASKED_BY_ROLE).on(on)
    known = set(roles.values_list("role", flat=True))
    named = [ROLE_NAMES[role] for role in ASKED_BY_ROLE if role.value in known]
    groups = [
        (HELD, [(title, title) for key, title in sorted(posts.items()) if key in held]),
        ("Roles", [(name, name) for name in named if title_key(name) not in posts]),
        (EMPTY, [(title, title) for key, title in sorted(posts.items()) if key not in held]),
    ]
    return [(label, choices) for label, choices in groups if choices]


def asked_people(area: LocalArea, role: str, body: Body | None, on: date) -> list[User]:
    """Return whom a challenge reaches: who holds the post, else the role, else the body's chair."""
    holder = holder_of(area, role, on) if role else None
    if holder is not None and holder.is_active:
        return [holder]
    for known in ASKED_BY_ROLE:
        if title_key(ROLE_NAMES[known]) == title_key(role):
            people = people_with(area, known, on, body)
            if people:
                return people
    chair = chair_of(body, on) if body is not None else None
    return [chair] if chair is not None else []


def steps_allowed(
    user: User, area: LocalArea, each: ChallengeStanding, on: date
) -> frozenset[StepKind]:
    """Return the kinds of step that a person may take on a challenge, whatever its state.

    Who may answer challenges by a role, or is asked this one, answers and says what changed; those
    and who keeps meetings move it; only who asked, or the body that did, closes it, opens it
    or asks it again.
    """
    roles = roles_in(user, area, on)
    may = {permission for role in roles for permission in MAY[role]}
    found: set[StepKind] = set()
    asked = Permission.ANSWER_CHALLENGE in may or any(
        person.pk == user.pk for person in asked_people(area, each.where.to_role, each.body, on)
    )
    if asked:
        found |= {StepKind.ANSWERED, StepKind.CHANGED, StepKind.MOVED}
    if Permission.RUN_MEETINGS in may:
        found.add(StepKind.MOVED)
    if Permission.CHALLENGE in may and may_close(
        raised_by_ref=each.challenge.raised_by_ref,
        raised_by_body=each.challenge.raised_by_body_id,
        actor_ref=user.actor.ref,
        actor_bodies=bodies_of(user, area, on),
    ):
        found |= FOR_WHO_ASKED
    return frozenset(found)


def person_of(actor_ref: str) -> User | None:
    """Return who an actor of the trail is, if they can sign in."""
    noun, _, key = actor_ref.partition(":")
    if noun != "user" or not key.isdecimal():
        return None
    return User.objects.filter(pk=key, is_active=True).first()
