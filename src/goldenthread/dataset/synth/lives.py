"""What happened to each child, by day: asked, refused, assessed, a plan, its reviews, its end."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

import numpy as np

from goldenthread.dataset.synth import figures
from goldenthread.dataset.synth.drawing import (
    NEVER,
    Ints,
    Rng,
    between,
    day_number,
    drawn,
    drawn_by_row,
    drawn_keys,
    fitted,
)

PLANS_BEGAN = day_number(date(2014, 9, 1))
YEAR = 365.25


class Life(IntEnum):
    """How far a child's request for a plan has come; SUPPORT: none was made."""

    PLAN = 0
    CEASED = 1
    REFUSED = 2
    UNDECIDED = 3
    ASSESSED = 4
    WITHDRAWN = 5
    NOT_ISSUED = 6
    SUPPORT = 7


@dataclass(slots=True)
class Lives:
    """Days and states, one entry a child; NEVER where a thing did not happen."""

    life: Ints
    birth: Ints
    requested: Ints
    decided: Ints
    issued: Ints
    ceased: Ints
    reviewed: Ints

    def taken(self, places: Ints) -> "Lives":
        """Return the lives at these places."""
        return Lives(*(getattr(self, name)[places] for name in self.__slots__))


def shares(on: date, years: int) -> list[float]:
    """Return how much of the country lives each Life, over the years before a day."""
    window = range(on.year - years, on.year)
    each = {
        name: sum(figures.share(year, name) for year in window)
        for name in ("ceased", "refused", "withdrawn", "not_issued")
    }
    last = on.year - 1
    plans = figures.PLANS / figures.PEOPLE_OF_THE_COUNTRY
    waiting = figures.share(last, "undecided")
    assessed = figures.share(last, "requests") * 16 / 52 * 0.65
    begun = [
        *(plans, each["ceased"], each["refused"], waiting, assessed),
        *(each["withdrawn"], each["not_issued"]),
    ]
    room = min(1.0, 0.9 / sum(begun))
    begun = [one * room for one in begun]
    return [*begun, 1 - sum(begun)]


def make_lives(rng: Rng, count: int, on: date, years: int) -> Lives:
    """Return so many lives as they stand on a day, with what happened in the years before it."""
    life = drawn(rng, shares(on, years), count)
    empty = np.full(count, NEVER)
    lives = Lives(life, empty.copy(), *(empty.copy() for _ in range(5)))
    today = day_number(on)
    _open_plans(rng, lives, today)
    _ceased_plans(rng, lives, on, years)
    _other_requests(rng, lives, on, years)
    _no_request(rng, lives, today)
    return lives


def _born(rng: Rng, age: Ints, at: Any) -> Ints:
    """Return birthdays of people of that age on a day."""
    return np.asarray(at) - np.floor(age * YEAR).astype(np.int64) - between(rng, 1, 363 + 0 * age)


def _open_plans(rng: Rng, lives: Lives, today: int) -> None:
    """Let plans that are open be of the published ages and years in place at once."""
    mine = np.flatnonzero(lives.life == Life.PLAN)
    ages = sorted(figures.NEEDS_BY_AGE)
    held = list(figures.YEARS_IN_PLACE)
    allowed = np.array([[years <= max(age - 2, 0) for years in held] for age in ages])
    counts = [sum(figures.NEEDS_BY_AGE[age]) for age in ages]
    table = fitted(counts, list(figures.YEARS_IN_PLACE.values()), allowed)
    cell = drawn(rng, list(table.ravel()), len(mine))
    age, years = np.array(ages)[cell // len(held)], np.array(held)[cell % len(held)]
    lives.birth[mine] = _born(rng, age, today)
    newest = np.where(years == 0, 1, np.floor((years - 1) * YEAR).astype(np.int64) + 14)
    oldest = np.where(years == 0, 14, np.floor(years * YEAR).astype(np.int64) + 13)
    oldest = np.where(years >= 12, 14 * 365, oldest)
    # Not before the Children and Families Act 2014, Part 3, nor before the second birthday.
    floor = np.maximum(PLANS_BEGAN + rng.integers(120, 900, len(mine)), lives.birth[mine] + 500)
    issued = np.clip(today - between(rng, newest, oldest), floor, today - 1)
    lives.issued[mine] = issued
    _request_before(rng, lives, mine)
    old = issued < today - 380
    reviewed = old & (rng.random(len(mine)) < figures.REVIEWED)
    at = np.maximum(today - between(rng, 15 + 0 * issued, 440), issued + 200)
    lives.reviewed[mine] = np.where(reviewed, np.minimum(at, today - 2), NEVER)


def _request_before(rng: Rng, lives: Lives, mine: Ints) -> None:
    """Let plans have waited as plans issued in the same year did, from a request with its decision.

    In at most 20 weeks from request to plan: regulation 13 of the SEND Regulations 2014.
    """
    issued = lives.issued[mine]
    year = (issued // YEAR).astype(np.int64) + 1970
    within = np.array([figures.year(one).within_20 for one in range(2010, 2035)])[year - 2010]
    long = np.array([figures.over_a_year(one) for one in range(2010, 2035)])[year - 2010]
    chance = rng.random(len(mine))
    waited = np.where(
        chance < within,
        between(rng, 80 + 0 * mine, 140),
        np.where(chance > 1 - long, between(rng, 366 + 0 * mine, 520), between(rng, 141, 365)),
    )
    requested = np.maximum(issued - waited, np.maximum(lives.birth[mine] + 300, 0))
    lives.requested[mine] = requested
    lives.decided[mine] = _decision(rng, requested, issued - 28)


def _decision(rng: Rng, requested: Ints, latest: Any) -> Ints:
    """Return days of deciding whether to assess: 84.8 % in six weeks (regulations 4 and 5)."""
    soon = rng.random(len(requested)) < figures.DECIDED_IN_SIX_WEEKS
    took = np.where(soon, between(rng, 10 + 0 * requested, 42), between(rng, 43, 90))
    return np.minimum(requested + took, np.maximum(latest, requested + 1))


def _ceased_plans(rng: Rng, lives: Lives, on: date, years: int) -> None:
    """Let plans have ended in each year as often as published, most of them of young adults."""
    mine = np.flatnonzero(lives.life == Life.CEASED)
    lives.ceased[mine] = _in_years(rng, on, years, "ceased", len(mine))
    weights = {
        age: sum(row) * (5.0 if age >= 16 else 0.4)
        for age, row in figures.NEEDS_BY_AGE.items()
        if 4 <= age <= 24
    }
    age = drawn_keys(rng, weights, len(mine))
    ceased = lives.ceased[mine]
    born = _born(rng, age, ceased)
    # Nobody on these pages is older than 25 when the last extract is made.
    oldest = day_number(on) - int(25.9 * YEAR)
    lives.birth[mine] = np.maximum(born, oldest)
    held = between(rng, 400 + 0 * age, 2500)
    floor = np.maximum(lives.birth[mine] + 500, PLANS_BEGAN + 150)
    lives.issued[mine] = np.minimum(np.maximum(ceased - held, floor), ceased - 30)
    _request_before(rng, lives, mine)
    reviewed = lives.issued[mine] + 250 < ceased
    at = np.maximum(ceased - between(rng, 20 + 0 * age, 300), lives.issued[mine] + 200)
    lives.reviewed[mine] = np.where(reviewed, np.minimum(at, ceased), NEVER)


def _in_years(rng: Rng, on: date, years: int, name: str, count: int) -> Ints:
    """Return days of the years before `on`, each year as often as its published count."""
    window = list(range(on.year - years, on.year))
    starts = np.array([day_number(date(year, 1, 1)) for year in window])
    which = drawn(rng, [figures.share(year, name) for year in window], count)
    return starts[which] + rng.integers(0, 365, count)


def _other_requests(rng: Rng, lives: Lives, on: date, years: int) -> None:
    """Let requests end before a plan: refused, withdrawn, undecided, in assessment, not issued."""
    today = day_number(on)
    named = {
        Life.REFUSED: "refused",
        Life.WITHDRAWN: "withdrawn",
        Life.NOT_ISSUED: "not_issued",
    }
    for life in (*named, Life.UNDECIDED, Life.ASSESSED):
        mine = np.flatnonzero(lives.life == life)
        if life in named:
            requested = _in_years(rng, on, years, named[life], len(mine))
            requested = np.minimum(requested, today - 150)
        elif life == Life.UNDECIDED:
            requested = today - rng.integers(1, 60, len(mine))
        else:
            requested = today - rng.integers(60, 135, len(mine))
        lives.requested[mine] = requested
        age = drawn_keys(rng, figures.REQUESTS_BY_AGE, len(mine))
        lives.birth[mine] = _born(rng, age, requested)
        if life != Life.UNDECIDED:
            lives.decided[mine] = _decision(rng, requested, np.minimum(requested + 90, today - 1))


def _no_request(rng: Rng, lives: Lives, today: int) -> None:
    """Let the others be of school age mostly, as children with SEN support are."""
    mine = np.flatnonzero(lives.life == Life.SUPPORT)
    weights = {age: min(age, 17 - age) if age < 16 else 1 for age in range(1, 20)}
    lives.birth[mine] = _born(rng, drawn_keys(rng, weights, len(mine)), today)


def needs_of(rng: Rng, age: Ints) -> tuple[Ints, Ints, Ints]:
    """Return primary need, second need (-1: none) and sex (1: male) as published by age.

    Needs are places in figures.NEEDS.
    """
    ages = sorted(figures.NEEDS_BY_AGE)
    table = np.array([figures.NEEDS_BY_AGE[one] for one in ages])
    first = drawn_by_row(rng, np.clip(age, 2, 25) - 2, table)
    second = drawn(rng, list(table.sum(axis=0)), len(age))
    none = (second == first) | (rng.random(len(age)) < 0.45)
    male, female = np.array(figures.MALE_BY_NEED), np.array(figures.FEMALE_BY_NEED)
    sex = (rng.random(len(age)) < (male / (male + female))[first]).astype(np.int64)
    return first, np.where(none, -1, second), sex


def settings_of(rng: Rng, age: Ints) -> Ints:
    """Return kinds of placement as places in figures.SETTINGS, as published by age."""
    table = np.array([figures.SETTINGS_BY_AGE[one] for one in sorted(figures.SETTINGS_BY_AGE)])
    return drawn_by_row(rng, np.clip(age, 2, 25) - 2, table)
