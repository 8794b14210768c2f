"""Who sees what of a person's record: by role, service and column.

A role sees a service's rows whole, in outline (that something is going on, where and when, so that
a family need not tell it again) or not at all. A restricted table, such as the Dynamic Support
Register, shows itself only to the roles named for it: to all others it is not there.
"""

from collections.abc import Collection
from enum import IntEnum

from goldenthread.accounts.rules import Role

from .columns import ColumnLike, TableLike


class Depth(IntEnum):
    """How much of a service's rows a role sees; of several roles the deepest counts."""

    NOTHING = 0
    OUTLINE = 1
    WHOLE = 2


EDUCATION, HEALTH, CARE = "education", "health", "care"
SEEN: dict[Role, dict[str, Depth]] = {
    Role.CASEWORKER: {EDUCATION: Depth.WHOLE, HEALTH: Depth.OUTLINE, CARE: Depth.WHOLE},
    Role.HEALTH_PROFESSIONAL: {
        EDUCATION: Depth.OUTLINE,
        HEALTH: Depth.WHOLE,
        CARE: Depth.OUTLINE,
    },
    Role.SENCO: {EDUCATION: Depth.WHOLE, HEALTH: Depth.OUTLINE},
    # Only to answer a person's own rights: a subject access request brings the whole record.
    Role.INFORMATION_LEAD: {EDUCATION: Depth.WHOLE, HEALTH: Depth.WHOLE, CARE: Depth.WHOLE},
}
RESTRICTED_TO = frozenset({Role.HEALTH_PROFESSIONAL, Role.INFORMATION_LEAD})

# What of a row is outline besides its days: what is going on and who does it, never what was found.
IN_OUTLINE = frozenset(
    {"service", "team", "provider", "status", "state", "stage", "pathway", "priority", "contact"}
)
_IDENTIFIERS = {
    "NHS number": frozenset({Role.CASEWORKER, Role.HEALTH_PROFESSIONAL, Role.INFORMATION_LEAD}),
    "unique pupil number": frozenset({Role.CASEWORKER, Role.SENCO, Role.INFORMATION_LEAD}),
    "unique learner number": frozenset({Role.CASEWORKER, Role.SENCO, Role.INFORMATION_LEAD}),
}
_DAYS = frozenset({"date", "date and time"})
_BORN = "birth"


def depth(roles: Collection[str], domain: str, restricted: bool = False) -> Depth:
    """Return how much somebody with these roles sees of a service's rows about a person."""
    held = [role for role in SEEN if role in roles and (not restricted or role in RESTRICTED_TO)]
    return max((SEEN[role].get(domain, Depth.NOTHING) for role in held), default=Depth.NOTHING)


def sees_identifier(roles: Collection[str], kind: str) -> bool:
    """Say whether somebody with these roles sees an identifier of a kind, such as "NHS number".

    What is no national identifier (names, a date of birth) is seen by whoever may open a record.
    """
    allowed = _IDENTIFIERS.get(kind)
    return allowed is None or any(role in roles for role in allowed)


def columns_seen(roles: Collection[str], table: TableLike) -> tuple[str, ...]:
    """Return the columns of a table that somebody with these roles sees of a person; () for none.

    In outline: the day of the event, other days but that of birth, and what is in IN_OUTLINE.
    """
    how = depth(roles, table.domain, table.restricted)
    if how is Depth.NOTHING:
        return ()
    return tuple(
        column.name
        for column in table.columns
        if sees_identifier(roles, column.kind) and (how is Depth.WHOLE or _outline(table, column))
    )


def _outline(table: TableLike, column: ColumnLike) -> bool:
    if column.name in (table.event, table.until) or column.name in IN_OUTLINE:
        return True
    return column.kind in _DAYS and _BORN not in column.name
