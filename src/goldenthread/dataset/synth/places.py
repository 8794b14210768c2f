"""The areas of a made-up country: numbers, codes outside the real ones, who succeeded whom."""

from dataclasses import dataclass
from datetime import date

from goldenthread.core.errors import UserError
from goldenthread.dataset.synth.drawing import day_number
from goldenthread.dataset.synth.words import place_name

# The last day of the authority that two others succeeded, as on 1 April 2023 in the north.
OLD_ENDS = date(2023, 3, 31)
MOST_AREAS = 180


@dataclass(frozen=True, slots=True)
class Country:
    """What is to be made: the same values make the same bytes.

    `on` is the day of the last extracts. `code` and `successors`, where given, are those of the
    first area, so that an exercise may stand under the codes of a real one.
    """

    areas: int = 1
    people: int = 1000
    years: int = 3
    seed: int = 1
    on: date = date(2025, 1, 16)
    code: str = ""
    successors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.areas <= MOST_AREAS:
            raise UserError(f"A country has 1 to {MOST_AREAS} areas. Nothing was made.")
        if self.people < 20 * self.areas:
            raise UserError("An area has at least 20 people. Nothing was made.")
        if not 1 <= self.years <= 10:
            raise UserError("A country has 1 to 10 years behind it. Nothing was made.")

    def counted(self, number: int) -> range:
        """Return the numbers of the people of an area, of all people of the country."""
        low, rest = divmod(self.people, self.areas)
        start = number * low + min(number, rest)
        return range(start, start + low + (number < rest))


@dataclass(frozen=True, slots=True)
class Place:
    """An area of the country: its number, code and name, and the codes of those after it."""

    number: int
    code: str
    name: str
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """One round of extracts: under which code, of whose people, what happened between two days.

    `half` is 0 or 1 for a successor, which has one side of the area; None is the whole area.
    `first` is the first round of a place: what happened before it was in no earlier extract.
    """

    code: str
    on: date
    since: date
    half: int | None = None
    first: bool = True

    @property
    def turn(self) -> int:
        """The last day of the round before this one, or of this one where it is the first."""
        return day_number(self.on if self.first else self.since)

    @property
    def window(self) -> tuple[int, int]:
        """Return the first and the last day of what happened, as day numbers."""
        return day_number(self.since), day_number(self.on)


def places(country: Country) -> list[Place]:
    """Return the areas of a country, the first of them succeeded by two in 2023."""
    found = []
    for number in range(country.areas):
        succeeded = number == 0 and country.on.year - country.years < OLD_ENDS.year
        found.append(
            Place(
                number,
                (country.code if number == 0 else "") or f"{number + 1:03d}",
                place_name(number),
                (country.successors or ("191", "192")) if succeeded else (),
            )
        )
    return found


def cuts(country: Country, place: Place) -> list[Cut]:
    """Return the rounds of extracts of an area: two, or before and after a succession."""
    start = date(country.on.year - country.years, 1, 1)
    if place.successors and start < OLD_ENDS < country.on:
        return [
            Cut(place.code, OLD_ENDS, start),
            *(
                Cut(code, country.on, OLD_ENDS, half, first=False)
                for half, code in enumerate(place.successors)
            ),
        ]
    middle = date(country.on.year - (country.years + 1) // 2, 9, 30)
    if middle <= start:
        return [Cut(place.code, country.on, start)]
    return [
        Cut(place.code, middle, start),
        Cut(place.code, country.on, middle, first=False),
    ]
