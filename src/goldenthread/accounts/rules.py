"""Roles, what each may do, and the sentence a person reads when refused."""

from collections.abc import Collection
from enum import StrEnum

from goldenthread.core.errors import UserError


class Role(StrEnum):
    """What a person is in an area; held for dates, so that people change and roles stay."""

    ADMINISTRATOR = "administrator"
    IMPROVEMENT_LEAD = "improvement_lead"
    GROUP_CHAIR = "group_chair"
    DIRECTOR = "director"
    SCRUTINY_MEMBER = "scrutiny_member"
    READER = "reader"


ROLE_NAMES = {
    Role.ADMINISTRATOR: "Administrator",
    Role.IMPROVEMENT_LEAD: "Improvement lead",
    Role.GROUP_CHAIR: "Working group chair",
    Role.DIRECTOR: "Director",
    Role.SCRUTINY_MEMBER: "Scrutiny member",
    Role.READER: "Reader",
}


class Permission(StrEnum):
    """Something a person may do in an area."""

    SEE = "see"
    REPAIR = "repair"
    CONFIRM = "confirm"
    PUBLISH = "publish"
    MANAGE_PEOPLE = "manage_people"


MAY: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({Permission.SEE, Permission.MANAGE_PEOPLE}),
    Role.IMPROVEMENT_LEAD: frozenset(
        {Permission.SEE, Permission.REPAIR, Permission.CONFIRM, Permission.PUBLISH}
    ),
    Role.GROUP_CHAIR: frozenset({Permission.SEE, Permission.CONFIRM}),
    Role.DIRECTOR: frozenset({Permission.SEE}),
    Role.SCRUTINY_MEMBER: frozenset({Permission.SEE}),
    Role.READER: frozenset({Permission.SEE}),
}

_DEEDS = {
    Permission.SEE: "see the working pages of this area",
    Permission.REPAIR: "bring in documents, repair what was read and record dates",
    Permission.CONFIRM: "confirm links and settle findings of the plan check",
    Permission.PUBLISH: "publish for families",
    Permission.MANAGE_PEOPLE: "give and end roles",
}


class Refused(Exception):
    """A person may not do this: the message says what, and which role may."""


def can(permission: Permission, roles: Collection[Role]) -> bool:
    """Say whether any of these roles grants the permission."""
    return any(permission in MAY[role] for role in roles)


def check_can(permission: Permission, roles: Collection[Role]) -> None:
    """Raise Refused, in words for the person, unless a role grants the permission."""
    if can(permission, roles):
        return
    holders = [ROLE_NAMES[role] for role in Role if permission in MAY[role]]
    raise Refused(
        f"You cannot {_DEEDS[permission]}. A person with one of these roles can: "
        f"{', '.join(holders)}. Ask your administrator if you should have one."
    )


def role_called(words: str) -> Role:
    """Return the role a person names, as improvement-lead or "Improvement lead", or UserError."""
    wanted = words.strip().lower().replace("-", "_").replace(" ", "_")
    for role, name in ROLE_NAMES.items():
        if wanted in (role.value, name.lower().replace(" ", "_")):
            return role
    known = ", ".join(role.value.replace("_", "-") for role in Role)
    raise UserError(
        f"There is no role “{words[:60]}”. The roles are: {known}. Nothing was changed."
    )
