"""How a person may be looked for, by whom, and what must be given so that none is found by chance.

A school's SENCo holds no link to a school in this product, so that the area's children cannot be
narrowed to theirs. A SENCo must therefore give what a school holds of its own pupils and few others
know together: the unique pupil number and the date of birth. Nobody else's record can be opened
by them, by a link neither.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from goldenthread.accounts.rules import MAY, Permission, Role
from goldenthread.core.errors import UserError

_SIGNS = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: a number (NHS, UPN, ULN or a partner's own) or a name, and a birth.

    `born` narrows a number and must go with a name.
    """

    number: str = ""
    surname: str = ""
    born: date | None = None


def must_prove(roles: Collection[str]) -> bool:
    """Say whether somebody may open a record only by what they already hold of the child."""
    opening = {role for role in Role if role in roles and Permission.SEE_PERSON in MAY[role]}
    return opening == {Role.SENCO}


def check_asked(asked: Asked, roles: Collection[str]) -> None:
    """Raise UserError, with the field, where a person cannot be looked for so."""
    if must_prove(roles):
        if not asked.number:
            raise UserError("Give the child's unique pupil number.", "number")
        if asked.born is None:
            raise UserError("Give the date of birth as well.", "born")
    elif not asked.number and not asked.surname:
        raise UserError("Give a number, or a surname and a date of birth.", "number")
    elif not asked.number and asked.born is None:
        raise UserError("Give the date of birth with the surname.", "born")


def kinds_asked(roles: Collection[str]) -> tuple[str, ...]:
    """Return the kinds of number that may be looked for by these roles; () for every kind."""
    return ("upn",) if must_prove(roles) else ()


def plain_number(text: str) -> str:
    """Return a number without spaces and hyphens, in capitals, as the spine keeps it."""
    return _SIGNS.sub("", text).upper()
