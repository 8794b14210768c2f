"""Finding a person in the spine by what somebody types, and whom somebody may see at all."""

import re
from collections.abc import Collection

from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..rules.finding import Asked, check_asked, kinds_asked, plain_number
from ..rules.seeing import Depth, depth
from ..sources import all_sources
from .spine import part_of_spine

REFERENCE = re.compile(r"[0-9a-f]{32}")


def find_person(area: LocalArea, text: str) -> str | None:
    """Return the person with a number (NHS number, UPN, ULN or a partner's own), or None.

    UserError where two people have it: which one is meant is decided by review, not by chance.
    """
    found = _with_number(area, text, ())
    if len(found) > 1:
        raise UserError(
            "More than one person has this number, so it does not say whom you mean. Nothing was "
            "opened. Look at the NHS number worklist and at the records in doubt."
        )
    return next(iter(found), None)


def find_people(area: LocalArea, asked: Asked, roles: Collection[str]) -> list[str]:
    """Return the people of whom somebody with these roles may know, by what they asked for.

    Whoever is known only to services of which these roles see nothing is not found. UserError
    where not enough was given.
    """
    check_asked(asked, roles)
    if asked.number:
        found = _with_number(area, asked.number, kinds_asked(roles))
        if asked.born is not None:
            found &= _born(area, found, asked.born.isoformat())
    else:
        found = _named(area, asked)
    return sorted(one for one in found if sources_seen(area, one, roles))


def sources_seen(area: LocalArea, person: str, roles: Collection[str]) -> frozenset[str]:
    """Return the sources that know a person, of those that these roles may know of at all."""
    links = part_of_spine(area, "links", "person", [person])
    return frozenset(row["source"] for row in links if source_seen(row["source"], roles))


def source_seen(code: str, roles: Collection[str]) -> bool:
    """Say whether somebody with these roles may know that a source knows a person."""
    known = all_sources().get(code)
    if known is None:
        return False
    return any(
        depth(roles, str(table.domain), table.restricted) > Depth.NOTHING
        for table in known.tables
        if table.who is not None
    )


def person_now(area: LocalArea, person: str) -> str | None:
    """Return the person that a reference stands for now, after merges; None where it is none's."""
    if not REFERENCE.fullmatch(person):
        return None
    rows = part_of_spine(area, "people", "person", [person])
    if not rows:
        return None
    into = rows[0]["merged_into"]
    return person_now(area, into) if into and into != person else person


def _with_number(area: LocalArea, text: str, kinds: Collection[str]) -> set[str]:
    wanted = plain_number(text)
    if not wanted:
        return set()
    rows = part_of_spine(area, "identifiers", "value", [wanted])
    found = {row["person"] for row in rows if not kinds or row["kind"] in kinds}
    if found or kinds:
        return found
    return {row["person"] for row in _with_reference(area, text.strip())}


def _with_reference(area: LocalArea, text: str) -> list[dict[str, str]]:
    """Return the units whose partner's own reference is this one, whoever the partner is."""
    endings = tuple(f":{one}" for one in {text, plain_number(text)} if one)
    known = _references(area, endings)
    rows = part_of_spine(area, "units", "local", known) if known else []
    return [row for row in rows if row["person"]]


def _references(area: LocalArea, endings: tuple[str, ...]) -> list[str]:
    from .loads import store_of
    from .review import latest_run
    from .spine import SPINE

    last = latest_run(area)
    if last is None:
        return []
    store = store_of(area)
    file = store.folder(SPINE, last.folder) / "units.parquet"
    known = store.read_locked(file, columns=["local"])["local"].unique().to_pylist()
    return [one for one in known if one and one.endswith(endings)]


def _born(area: LocalArea, people: Collection[str], day: str) -> set[str]:
    rows = part_of_spine(area, "units", "person", people) if people else []
    return {row["person"] for row in rows if row["birth_date"] == day}


def _named(area: LocalArea, asked: Asked) -> set[str]:
    born = asked.born.isoformat() if asked.born else ""
    rows = part_of_spine(area, "units", "birth_date", [born])
    wanted = _letters(asked.surname)
    return {
        row["person"]
        for row in rows
        if row["person"] and wanted in (row["surname"], row["former_surname"])
    }


def _letters(name: str) -> str:
    """Return a name as the spine keeps it: capital letters without accents and signs."""
    from ..linkage.units import ACCENTED, PLAIN

    plain = name.upper().translate(str.maketrans(ACCENTED, PLAIN))
    return re.sub("[^A-Z]", "", plain)
