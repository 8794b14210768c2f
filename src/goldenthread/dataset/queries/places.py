"""The places that linked tables may be cut to, from what the areas room knows of an area."""

from collections.abc import Iterable

from goldenthread.areas.models import LocalArea, Locality, Succession
from goldenthread.areas.queries import successions_of
from goldenthread.areas.rules import LocalityKind

from ..sources.codes.local_authorities import LOCAL_AUTHORITIES
from ..tables.places import Place, Places

_ENDINGS = (" (exercise)", " county council", " council", " city council", " borough council")


def authority_code(name: str) -> str:
    """Return the education number of the authority of that name, or nothing where none is known."""
    plain = _plain(name)
    return next((one.code for one in LOCAL_AUTHORITIES.codes if _plain(one.words) == plain), "")


def _plain(name: str) -> str:
    words = name.casefold().strip()
    for ending in sorted(_ENDINGS, key=len, reverse=True):
        words = words.removesuffix(ending)
    return words


def places_of(area: LocalArea) -> Places:
    """Return an area, its predecessors and successors, and every part of them, as plain data.

    A place without an official code is known by its name.
    """
    successions = successions_of(area)
    areas = {area.pk: area} | {
        party.area.pk: party.area
        for succession in successions
        for party in succession.parties.all()
        if party.area is not None
    }
    localities = list(
        Locality.objects.filter(area__in=areas).prefetch_related("made_of").order_by("pk")
    )
    merged = _followed(successions)
    made = [
        *(_of_area(one, localities, merged) for one in areas.values()),
        *(_of_locality(one) for one in localities),
    ]
    return Places.of({place.code: place for place in reversed(made)}.values())


def _followed(successions: Iterable[Succession]) -> dict[int, list[Locality]]:
    """Return the localities that became part of each area, by the area's number."""
    found: dict[int, list[Locality]] = {}
    for succession in successions:
        parties = list(succession.parties.all())
        before = [p.locality for p in parties if p.side == p.FROM and p.locality is not None]
        for party in parties:
            if party.side == party.TO and party.area_id is not None:
                found.setdefault(party.area_id, []).extend(before)
    return found


def _code(place: LocalArea | Locality) -> str:
    return place.code or place.name


def _of_area(
    area: LocalArea, localities: Iterable[Locality], merged: dict[int, list[Locality]]
) -> Place:
    districts = [
        one
        for one in localities
        if one.area_id == area.pk and one.kind == LocalityKind.DISTRICT.value
    ]
    number = authority_code(area.name)
    return Place(
        code=_code(area),
        name=area.name,
        kind="area",
        starts=area.starts,
        ends=area.ends,
        made_of=tuple(dict.fromkeys(_code(one) for one in [*districts, *merged.get(area.pk, [])])),
        also=(number,) if number else (),
        authority=True,
    )


def _of_locality(locality: Locality) -> Place:
    return Place(
        code=_code(locality),
        name=locality.name,
        kind=locality.kind,
        starts=locality.starts,
        ends=locality.ends,
        made_of=tuple(_code(one) for one in locality.made_of.all()),
    )
