"""Cutting any linked table to a place on any day, without counting a row twice over a succession.

A place is given as plain data: its code, the days between which it was there, and the smallest
places it is made of. Six districts and the two councils that followed them are the same ground:
each code is turned into the districts under it, and a row is counted where its ground lies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis

Rows = Any
NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its code, the days it was there (None: open) and the places it is made of.

    `also` are other codes of the same place, such as the number the Department for Education
    knows an authority by. `authority` says that it answers for children with SEND while it stands.
    """

    code: str
    name: str
    kind: str
    starts: date | None = None
    ends: date | None = None
    made_of: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    authority: bool = False

    def there_on(self, day: date) -> bool:
        """Say whether the place was there on a day."""
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day <= self.ends
        )


@dataclass(frozen=True, slots=True)
class Places:
    """All the places that tables may be cut to, by code."""

    by_code: Mapping[str, Place]

    @staticmethod
    def of(places: Iterable[Place]) -> "Places":
        """Return places by code."""
        return Places({place.code: place for place in places})

    def place(self, code: str) -> Place:
        """Return the place with a code, its own or another of the same place; KeyError if none."""
        if code in self.by_code:
            return self.by_code[code]
        for place in self.by_code.values():
            if code in place.also:
                return place
        raise KeyError(f"There is no place with the code {code}")

    def ground(self, code: str) -> frozenset[str]:
        """Return the codes of the smallest places that a place is made of: itself if of none."""
        place = self.place(code)
        if not place.made_of:
            return frozenset({place.code})
        return frozenset().union(*(self.ground(part) for part in place.made_of))

    def within(self, code: str) -> frozenset[str]:
        """Return every code, under any name, whose whole ground lies in a place."""
        ground = self.ground(code)
        return frozenset(
            name
            for place in self.by_code.values()
            if self.ground(place.code) <= ground
            for name in (place.code, *place.also)
        )

    def in_force(self, kind: str, day: date) -> list[Place]:
        """Return the places of a kind that were there on a day, by name."""
        there = [p for p in self.by_code.values() if p.kind == kind and p.there_on(day)]
        return sorted(there, key=lambda place: place.name)


def true_on(rows: Rows, day: date, *, lasting: bool) -> Rows:
    """Return the rows true on a day: lasting ones begun and not ended, others that were on it."""
    if not lasting:
        return rows.filter(rows.on == day)
    return rows.filter((rows.on <= day) & (rows.until.isnull() | (rows.until >= day)))


def homes_on(people: Rows, day: date) -> Rows:
    """Return person and home on a day, from the linked table people.

    The latest word on or before the day counts; where nobody had spoken yet, the first one after.
    """
    told = people.filter(people.home.notnull() & people.person.notnull())
    told = told.mutate(after=told.on > day)
    nearest = ibis.ifelse(told.after, told.on.epoch_seconds(), -told.on.epoch_seconds())
    first = ibis.row_number().over(
        group_by=told.person, order_by=[told.after, nearest, told.source, told.record]
    )
    ranked = told.mutate(place_in_line=first)
    return ranked.filter(ranked.place_in_line == 0).select("person", "home")


def placed(rows: Rows, people: Rows, day: date) -> Rows:
    """Return rows with `place`: the code of the person's home on a day, else of the authority."""
    homes = homes_on(people, day)
    joined = rows.drop("home") if "home" in rows.columns else rows
    joined = joined.left_join(homes, "person")
    return joined.mutate(place=ibis.coalesce(joined.home, joined.authority)).drop(
        "home", *[name for name in joined.columns if name.endswith("_right")]
    )


def once(rows: Rows, places: Places, day: date | None = None) -> Rows:
    """Return rows without those that another authority of the same ground tells as well.

    Before and after a succession the old and the new authority may both send the same plan. For
    each person, source and table, the rows of the authority that was there count (on `day`, or on
    the row's own day without one); another's count only where there are none of its.
    """
    then = ibis.literal(day) if day else rows.on
    theirs = ibis.literal(False)
    for place in places.by_code.values():
        if place.authority:
            there = rows.authority.isin([place.code, *place.also])
            if place.starts:
                there = there & (then >= ibis.literal(place.starts))
            if place.ends:
                there = there & (then <= ibis.literal(place.ends))
            theirs = theirs | there
    ranked = rows.mutate(other=ibis.ifelse(theirs | rows.authority.isnull(), 0, 1))
    same = ["person", "source", "extract", *([] if day else ["on"])]
    best = ranked.other.min().over(group_by=[ranked[name] for name in same])
    ranked = ranked.mutate(best=best)
    return ranked.filter(ranked.person.isnull() | (ranked.other == ranked.best)).drop(
        "other", "best"
    )


def cut(rows: Rows, people: Rows, places: Places, code: str, day: date) -> Rows:
    """Return the rows whose ground on a day lies in a place, each once, with the column `place`.

    `rows` are of a linked table, narrowed to a day with `true_on` where a state is asked for.
    What says only a larger place than the one asked for is not in it: see `count_on`.
    """
    told = placed(once(rows, places, day), people, day)
    return told.filter(told.place.isin(sorted(places.within(code))))


def count_on(
    rows: Rows, people: Rows, places: Places, codes: Iterable[str], day: date
) -> dict[str, int]:
    """Return how many rows lie in each of these places on a day, and in none: NOT_KNOWN.

    The places must share no ground (ValueError), so that the sum is the number of rows.
    """
    asked = list(codes)
    grounds = [places.ground(code) for code in asked]
    if len(frozenset().union(*grounds)) != sum(len(ground) for ground in grounds):
        raise ValueError("These places share ground: they cannot be summed.")
    told = placed(once(rows, places, day), people, day)
    branches = [
        (told.place.isin(sorted(places.within(code))), ibis.literal(code)) for code in asked
    ]
    named = told.mutate(unit=ibis.cases(*branches, else_=NOT_KNOWN))
    counted = named.group_by("unit").agg(rows=named.count()).to_pyarrow().to_pylist()
    found = {row["unit"]: int(row["rows"]) for row in counted}
    return {code: found.get(code, 0) for code in [*asked, NOT_KNOWN]}
