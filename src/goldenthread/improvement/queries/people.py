"""Who somebody is to an action and its group, as the record shows it on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from goldenthread.accounts.models import RoleHeld, User
from goldenthread.accounts.queries import holders, posts_of
from goldenthread.accounts.rules import Permission, Role, can, title_key
from goldenthread.areas.models import LocalArea

from ..models import Action, DifferenceVerdict, Lead, Update, WorkingGroup
from ..rules import Agreeing, UpdateState
from ..rules.asking import post_title

# Roles that stand outside working groups unless they are held in the body of one.
OUTSIDE = frozenset({Role.INDEPENDENT_CHAIR, Role.DIRECTOR, Role.FORUM_MEMBER, Role.BOARD_MEMBER})


def post_keys(user: Any, area: LocalArea, on: date) -> set[str]:
    """Return the titles of the posts that somebody holds on a day, as they are compared."""
    return {title_key(post.title) for post in posts_of(user, area, on)}


def lead_key(role: str) -> str:
    """Return the title of a lead's post as it is compared."""
    return title_key(post_title(role))


def leads(user: Any, action: Action, area: LocalArea, on: date) -> bool:
    """Say whether somebody holds a post that leads an action."""
    held = post_keys(user, area, on)
    roles = Lead.objects.filter(action=action).values_list("role", flat=True)
    return any(lead_key(role) in held for role in roles)


def actions_led_by(user: Any, improvement_plan_id: int, area: LocalArea, on: date) -> list[Action]:
    """Return the actions of a plan that somebody leads by a post on a day, in order."""
    held = post_keys(user, area, on)
    rows = Lead.objects.filter(action__improvement_plan_id=improvement_plan_id)
    mine = {pk for pk, role in rows.values_list("action_id", "role") if lead_key(role) in held}
    return list(Action.objects.filter(pk__in=mine).order_by("position"))


def _held(user: Any, area: LocalArea, on: date) -> list[tuple[Role, int | None]]:
    rows = RoleHeld.objects.filter(user_id=user.pk, area=area).on(on)
    return [(Role(role), body) for role, body in rows.values_list("role", "body_id")]


def chairs(user: Any, group: WorkingGroup, area: LocalArea, on: date) -> bool:
    """Say whether somebody chairs a group: as chair of its body, of every body, or by their post.

    A role that is held in no one body holds for every body.
    """
    if group.chair_role and title_key(group.chair_role) in post_keys(user, area, on):
        return True
    return any(
        role is Role.GROUP_CHAIR and (body is None or body == group.body_id)
        for role, body in _held(user, area, on)
    )


def chairs_of(groups: Iterable[WorkingGroup], area: LocalArea, on: date) -> dict[int, list[User]]:
    """Return who may accept the updates of each group on a day, by the group's key.

    They chair it, and they hold a role in the area that may accept updates.
    """
    rows = RoleHeld.objects.filter(area=area, user__is_active=True).on(on).select_related("user")
    held = list(rows.order_by("user__name", "user_id"))
    may = {row.user_id for row in held if can(Permission.ACCEPT_UPDATE, [Role(row.role)])}
    posts = holders(area, on)
    found: dict[int, list[User]] = {}
    for group in groups:
        if group.pk in found:
            continue
        people = [
            row.user
            for row in held
            if Role(row.role) is Role.GROUP_CHAIR and row.body_id in (None, group.body_id)
        ]
        post = posts.get(title_key(group.chair_role)) if group.chair_role else None
        people += [post] if post is not None and post.pk in may else []
        found[group.pk] = list(dict.fromkeys(people))
    return found


def agreeing(
    user: Any, verdict: DifferenceVerdict, action: Action, area: LocalArea, on: date
) -> Agreeing:
    """Return what the record shows of somebody who would agree a verdict on an action."""
    held = _held(user, area, on)
    body = action.group.body_id
    inside = {role for role, where in held if body is not None and where == body}
    return Agreeing(
        proposed_it=verdict.proposed_by_ref == user.actor.ref,
        leads_it=leads(user, action, area, on),
        chairs_group=chairs(user, action.group, area, on),
        in_group=bool(inside),
        outside=any(
            (where is not None and body is not None and where != body)
            or (where is None and role in OUTSIDE)
            for role, where in held
        ),
    )


def may_decide_updates(user: Any, group: WorkingGroup, area: LocalArea, on: date) -> bool:
    """Say whether somebody may accept the updates of a group: they chair it."""
    return chairs(user, group, area, on)


def waiting_updates(improvement_plan_id: int, groups: list[int] | None = None) -> QuerySet[Update]:
    """Return the updates of a plan, or of some of its groups, that wait for a chair, oldest first.

    One that another has superseded meanwhile waits no more.
    """
    rows = Update.objects.filter(
        Q(superseded_by=None), action__improvement_plan_id=improvement_plan_id
    ).filter(state=UpdateState.PROPOSED.value)
    if groups is not None:
        rows = rows.filter(action__group__in=groups)
    rows = rows.select_related("action", "action__group", "milestone", "replaced_by")
    return rows.order_by("on", "pk")
