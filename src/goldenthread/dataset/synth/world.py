"""An area with its people and schools, and the words that stand for them, ready to be taken."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from goldenthread.dataset.synth import figures, words
from goldenthread.dataset.synth.drawing import Ints, Rng, Yeses, day_number, generator
from goldenthread.dataset.synth.people import People, make_people
from goldenthread.dataset.synth.places import Country, Cut, Place

Column = Any


@dataclass(slots=True)
class Words:
    """Texts by place: entry i is `values[places[i]]`, nothing where the place is below 0."""

    values: pa.Array
    places: Ints

    def at(self, entries: Ints) -> Column:
        """Return the texts of these entries."""
        places = self.places[entries]
        return self.values.take(pa.array(places, mask=places < 0))

    def put(self, entries: Ints, texts: list[str]) -> None:
        """Let these entries have texts of their own."""
        start = len(self.values)
        self.values = pa.concat_arrays([self.values, pa.array(texts, pa.string())])
        self.places = self.places.copy()
        self.places[entries] = start + np.arange(len(entries))

    def drop(self, entries: Ints) -> None:
        """Let these entries have no text."""
        self.places = self.places.copy()
        self.places[entries] = -1


@dataclass(slots=True)
class World:
    """An area, its people and what they are called."""

    country: Country
    place: Place
    people: People
    postcodes: list[str]
    schools: Ints
    school: Ints
    cache: dict[str, Any] = field(default_factory=dict)

    def rng(self, *keys: int) -> Rng:
        """Return a generator of this area's own for one use."""
        return generator(self.country.seed, self.place.number, *keys)

    def texts(self, name: str) -> pa.Array:
        """Return everybody's numbers of one kind (nhs, upn, uln) as texts, made once."""
        if name not in self.cache:
            self.cache[name] = pa.array(getattr(self.people, name)).cast(pa.string())
        return self.cache[name]

    @property
    def today(self) -> int:
        """The day of the last extract."""
        return day_number(self.country.on)

    def of_the_round(self, cut: Cut) -> Yeses:
        """Return whom a round of extracts may speak of: born by its day, here, and in its half."""
        people = self.people
        low, high = cut.window
        there = people.here(low, high) & (people.birth < high)
        return there if cut.half is None else there & (people.half == cut.half)


def make_world(country: Country, place: Place) -> World:
    """Return an area with everybody in it."""
    people = make_people(country, place)
    rng = generator(country.seed, place.number, 9)
    homes = int(max(people.postcode.max(), people.earlier.max())) + 1
    count = min(max(len(people) // 60, 12), 480)
    schools = 900_000 + place.number * 500 + np.arange(count)
    school = _at_school(rng, people, day_number(country.on), count)
    return World(country, place, people, _postcodes(place.number, homes), schools, school)


def _postcodes(number: int, count: int) -> list[str]:
    """Return so many postcodes of letters that the Post Office does not use."""
    letters = words.POSTCODE_LETTERS[number % len(words.POSTCODE_LETTERS)]
    first = number // len(words.POSTCODE_LETTERS) * 20 + 1
    ends = words.POSTCODE_ENDS
    return [
        f"{letters}{first + home // 3600} {home % 9 + 1}"
        f"{ends[home // 9 % 20]}{ends[home // 180 % 20]}"
        for home in range(count)
    ]


def _at_school(rng: Rng, people: People, today: int, count: int) -> Ints:
    """Return each person's school: primary, secondary, special, alternative or college, by setting.

    The first half of the list are primary schools; -1 is no school.
    """
    size = len(people)
    edges = np.array([0, count // 2, count * 3 // 4, count * 9 // 10, count * 19 // 20, count])
    kind = np.full(size, -1)
    age = people.age(today)
    setting = people.setting
    mainstream = setting == figures.SETTINGS.index("mainstream")
    kind[mainstream & (age < 11)] = 0
    kind[mainstream & (age >= 11)] = 1
    kind[setting == figures.SETTINGS.index("special")] = 2
    kind[setting == figures.SETTINGS.index("alternative")] = 3
    kind[setting == figures.SETTINGS.index("further")] = 4
    low, high = edges[kind], np.maximum(edges[kind + 1], edges[kind] + 1)
    school = low + np.floor(rng.random(size) * (high - low)).astype(np.int64)
    return np.where(kind < 0, -1, np.minimum(school, count - 1))
