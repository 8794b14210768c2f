"""Giving out a released answer: the reading is written down first, every time."""

import os
from pathlib import Path

from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import RightsRequest
from ..queries.copies import digest_of, json_bytes, workbook_bytes
from ..queries.subject import Copy, copy_for
from ..rules.rights import Right, Stand
from .reading import record_read


def copy_read(*, by: Actor, request: RightsRequest, page: str) -> Copy:
    """Write down that everything held of a person is read, then return it."""
    copy = copy_for(request)
    record_read(
        by=by,
        area=request.area,
        persons=sorted(copy.persons),
        reason="subject_access",
        page=page,
    )
    return copy


def released_copy(*, by: Actor, request: RightsRequest, page: str) -> Copy:
    """Return the copy of a released answer, as it was reviewed; UserError where it is not that."""
    if request.right != Right.ACCESS or request.state != Stand.ANSWERED or not request.person:
        raise UserError(
            "This answer has not been released, so no file of it is given. Have it reviewed and "
            "released first."
        )
    copy = copy_read(by=by, request=request, page=page)
    if digest_of(copy) != request.digest:
        raise UserError(
            "The data of this person has changed since the answer was released, so the file would "
            "not be what was reviewed. Nothing was given. Enter a new request."
        )
    return copy


def write_answer(*, by: Actor, request: RightsRequest, out: Path) -> list[Path]:
    """Write a released answer as JSON and a workbook, for their owner alone; return their paths."""
    copy = released_copy(by=by, request=request, page="dataset subject")
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    for ending, made in (("json", json_bytes(copy)), ("xlsx", workbook_bytes(copy))):
        path = out / f"request-{request.number}.{ending}"
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(made)
        written.append(path)
    return written
