"""The people of an area: families, names that changed, homes that moved, numbers and schools."""

from dataclasses import dataclass

import numpy as np

from goldenthread.dataset.synth import figures, identifiers, lives, words
from goldenthread.dataset.synth.drawing import (
    NEVER,
    Ints,
    Rng,
    Yeses,
    between,
    day_number,
    drawn,
    generator,
)
from goldenthread.dataset.synth.identifiers import Texts
from goldenthread.dataset.synth.lives import Lives, make_lives
from goldenthread.dataset.synth.places import Country, Place

RESIDENTS, LEAVERS = 0, 1


@dataclass(slots=True)
class People:
    """Who lives, or has lived, in an area; every array has one entry a person.

    `person` numbers them over the whole country. `came` and `left` are the days of moving in from
    and out to another area (NEVER: neither); `moved` that of a new home within the area, `renamed`
    that of a new surname. Postcodes and names are places in `World`'s lists.
    """

    person: Ints
    lives: Lives
    forename: Ints
    surname: Ints
    former: Ints
    renamed: Ints
    postcode: Ints
    earlier: Ints
    moved: Ints
    came: Ints
    left: Ints
    sex: Ints
    ethnicity: Ints
    need: Ints
    second: Ints
    setting: Ints
    nhs: Ints
    upn: Texts
    uln: Ints
    half: Ints

    def __len__(self) -> int:
        return len(self.person)

    @property
    def birth(self) -> Ints:
        """Days of birth."""
        return self.lives.birth

    def age(self, day: Ints | int) -> Ints:
        """Return ages in whole years on a day, or on one day each."""
        return ((np.asarray(day) - self.birth) / lives.YEAR).astype(np.int64)

    def here(self, low: int, high: int) -> Yeses:
        """Return whether each lived in the area at some time between two days."""
        gone = (self.left != NEVER) & (self.left < low)
        return ~gone & (self.came <= high)


def _family_starts(rng: Rng, lived: Lives) -> tuple[Ints, Yeses]:
    """Return for each person the first of the family, and who is the twin of the one before.

    A sibling is at least ten months older or younger; otherwise it is a family of its own.
    """
    count = len(lived.life)
    chance = rng.random(count)
    twin = chance < figures.CHOSEN["twins"] / 2
    twin[:1] = False
    twin[1:] &= ~twin[:-1]
    sibling = ~twin & (chance < figures.CHOSEN["siblings"] / 2)
    sibling[:1] = False
    apart = np.abs(np.diff(lived.birth, prepend=lived.birth[:1])) > 300
    joined = twin | (sibling & apart)
    # No more than one sibling after a twin, so that no third child is born with the twins.
    joined[1:] &= twin[1:] | ~twin[:-1]
    return np.maximum.accumulate(np.where(joined, 0, np.arange(count))), twin


def _copied(lived: Lives, twin: Yeses) -> Lives:
    """Return the lives in which twins were born, and asked for, on the day of the one before."""
    places = np.arange(len(twin)) - twin
    return lived.taken(places)


def make_group(country: Country, place: Place, numbers: Ints, group: int) -> People:
    """Return the people of one group of an area; the same for whoever asks."""
    rng = generator(country.seed, place.number, group)
    count = len(numbers)
    lived = make_lives(rng, count, country.on, country.years)
    family, twin = _family_starts(rng, lived)
    lived = _copied(lived, twin)
    today = day_number(country.on)
    age = np.maximum(((today - lived.birth) / lives.YEAR).astype(np.int64), 0)
    need, second, sex = lives.needs_of(rng, age)
    setting = lives.settings_of(rng, age)
    forename = np.where(sex == 1, _named(rng, len(words.BOYS), count), 0)
    girls = _named(rng, len(words.GIRLS), count)
    forename = np.where(sex == 1, forename, girls)
    same = twin & (forename == np.roll(forename, 1))
    forename = np.where(same, (forename + 7) % min(len(words.BOYS), len(words.GIRLS)), forename)
    surname = _named(rng, len(words.SURNAMES), count)[family]
    former = _named(rng, len(words.SURNAMES), count)
    start = day_number(country.on) - int(country.years * lives.YEAR)
    changed = (rng.random(count) < figures.CHOSEN["changed surname"]) & (former != surname)
    moved = rng.random(count) < figures.CHOSEN["moved within the area"]
    days = between(rng, np.full(count, start), today - 60)
    homes = max(count // 12, 8)
    years = (lived.birth // lives.YEAR).astype(np.int64) + 1974
    return People(
        person=numbers,
        lives=lived,
        forename=forename,
        surname=surname,
        former=np.where(changed, former, surname),
        renamed=np.where(changed, days, NEVER),
        postcode=rng.integers(0, homes, count)[family],
        earlier=rng.integers(0, homes, count)[family],
        moved=np.where(moved, days[family], NEVER)[family],
        came=np.full(count, NEVER),
        left=np.full(count, NEVER),
        sex=sex,
        ethnicity=drawn(rng, list(figures.ETHNICITY.values()), count)[family],
        need=need,
        second=second,
        setting=setting,
        nhs=identifiers.nhs_numbers(numbers, country.seed),
        upn=identifiers.upns(
            np.full(count, place.number + 1), 4000 + numbers // 1000 % 5000, years, numbers % 1000
        ),
        uln=identifiers.ulns(numbers),
        half=(rng.random(count) < 0.45).astype(np.int64)[family],
    )


def _named(rng: Rng, names: int, count: int) -> Ints:
    """Return places in a list of names whose first are the commonest."""
    return drawn(rng, 1 / (np.arange(names) + 12), count)


def _movers(country: Country, place: Place) -> People:
    """Return those who leave an area for the next one, each on a day of their own."""
    numbers = np.array(country.counted(place.number), dtype=np.int64)
    count = max(int(len(numbers) * figures.CHOSEN["moved to another area"]), 1)
    people = make_group(country, place, numbers[len(numbers) - count :], LEAVERS)
    rng = generator(country.seed, place.number, 2)
    today = day_number(country.on)
    people.left = between(rng, np.full(count, today - int(country.years * lives.YEAR * 0.8)), today)
    return people


def make_people(country: Country, place: Place) -> People:
    """Return the people of an area: those who stayed, who left it, and who came from the last."""
    numbers = np.array(country.counted(place.number), dtype=np.int64)
    leaving = _movers(country, place)
    residents = make_group(country, place, numbers[: len(numbers) - len(leaving)], RESIDENTS)
    groups = [residents, leaving]
    if country.areas > 1:
        before = (place.number - 1) % country.areas
        coming = _movers(country, Place(before, "", ""))
        coming.came, coming.left = coming.left, np.full(len(coming), NEVER)
        groups.append(coming)
    return joined(groups)


def joined(groups: list[People]) -> People:
    """Return the people of several groups as one."""
    whole = {
        name: np.concatenate([getattr(group, name) for group in groups])
        for name in People.__slots__
        if name != "lives"
    }
    lived = {
        name: np.concatenate([getattr(group.lives, name) for group in groups])
        for name in Lives.__slots__
    }
    return People(lives=Lives(**lived), **whole)
