"""A table of an extract in the making: whose rows, which columns, and the rest filled in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.dataset.sources.shape import CodeList, Column, Kind, Source, Table
from goldenthread.dataset.synth import figures
from goldenthread.dataset.synth.drawing import NEVER, Ints, Rng, Yeses, between, day_number, drawn
from goldenthread.dataset.synth.identity import Identity, source_number
from goldenthread.dataset.synth.lives import YEAR
from goldenthread.dataset.synth.places import Cut
from goldenthread.dataset.synth.world import World

LATE = 0.02
# The part of a Who and what of an Identity it is sent from.
PARTS = {
    **{"forename": "forename", "surname": "surname", "former_surname": "former"},
    **{"postcode": "postcode", "nhs_number": "nhs", "upn": "upn", "uln": "uln"},
    "local": "local",
}
# The health service's ethnic categories (NHS Data Dictionary), for those of the school census.
HEALTH_ETHNICITY = {
    **{"WBRI": "A", "WIRI": "B", "WIRT": "C", "WROM": "C", "WOTH": "C", "MWBC": "D", "MWBA": "E"},
    **{"MWAS": "F", "MOTH": "G", "AIND": "H", "APKN": "J", "ABAN": "K", "AOTH": "L", "BCRB": "M"},
    **{"BAFR": "N", "BOTH": "P", "CHNE": "R", "OOTH": "S", "NOBT": "Z"},
}


def days(numbers: Ints) -> Any:
    """Return day numbers as dates, nothing for NEVER."""
    return pa.array(numbers.astype(np.int32), mask=numbers == NEVER).cast(pa.date32())


def texts(choices: Sequence[str | None], places: Ints) -> Any:
    """Return a choice by place, nothing where the place is below 0."""
    return pa.array(choices, pa.string()).take(pa.array(places, mask=places < 0))


def numbered(prefix: str, numbers: Ints) -> Any:
    """Return references of a prefix and a number."""
    return pc.binary_join_element_wise(prefix, pa.array(numbers).cast(pa.string()), "")


@dataclass(slots=True)
class Sheet:
    """The rows of one table of one extract, and whose each row is (-1: nobody's)."""

    table: Table
    who: Ints
    rows: pa.Table
    late: Yeses
    faults: list[tuple[str, str, Ints]] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """One source in one round: the area, who is who to it, and its own chance."""

    world: World
    cut: Cut
    source: Source
    identity: Identity
    rng: Rng
    of_the_round: Yeses

    @property
    def on(self) -> int:
        """The day of the extract."""
        return self.cut.window[1]

    def someone(self, share: float, among: Yeses | None = None) -> Ints:
        """Return a share of the people of the area, or of those among them, in their order."""
        chance = self.rng.random(len(self.world.people)) < share
        return np.flatnonzero(chance if among is None else chance & among)

    @property
    def start(self) -> int:
        """The first day of the years that are made."""
        country = self.world.country
        return day_number(date(country.on.year - country.years, 1, 1))

    def spread(self, who: Ints, youngest: float = 0, oldest: float = 26) -> tuple[Ints, Ints]:
        """Return people and a day each, in the years made, at an age, while they lived here.

        Whoever has no such day is left out.
        """
        people, today = self.world.people, self.world.today
        birth, left = people.birth[who], people.left[who]
        low = np.maximum(birth + int(youngest * YEAR) + 1, np.maximum(self.start, people.came[who]))
        high = np.minimum(birth + int(oldest * YEAR), np.where(left == NEVER, today - 1, left - 1))
        at = between(self.rng, low, high)
        fits = low <= high
        return who[fits], at[fits]

    def children(self, at: Ints, until: Ints, mean: float, gap: int = 7) -> tuple[Ints, Ints]:
        """Return parents by place and a day each: so many on average from `gap` days after one.

        None comes after `until` (NEVER: still going on) or after the last extract.
        """
        count = self.rng.poisson(mean, len(at))
        of = np.repeat(np.arange(len(at)), count)
        end = np.where(until == NEVER, self.world.today - 1, until)[of]
        low = at[of] + gap
        day = between(self.rng, low, np.minimum(end, low + 500))
        fits = low <= end
        return of[fits], day[fits]

    def sent(
        self, who: Ints, at: Ints, touched: Ints | None, punctual: bool
    ) -> tuple[Yeses, Yeses]:
        """Return which rows this round sends, and which of them come late.

        A row is sent in the round in which it happened, and again in one in which it was touched;
        unless it is punctual, one in fifty comes a round late.
        """
        cut = self.cut
        low, high = cut.window
        late = (self.rng.random(len(who)) < LATE) & (not punctual) & (at <= cut.turn)
        if cut.first:
            mine = (at <= high) & ~late
            late = np.zeros(len(who), dtype=bool)
        else:
            last = at if touched is None else np.maximum(touched, at)
            mine = ((last > low) & (at <= high)) | late
        if cut.half is not None:
            side = self.world.people.half[who]
            mine &= np.where(who < 0, np.arange(len(who)) % 2, side) == cut.half
        return mine, late

    def known(self, at: Ints) -> Ints:
        """Return days as known at the extract: NEVER for what is still to come."""
        return np.where(at > self.on, NEVER, at)

    def after(self, at: Ints, low: int, high: int, share: float = 1.0) -> Ints:
        """Return a later day for a share of days, NEVER for the others and after NEVER."""
        later = at + between(self.rng, np.full(len(at), low), high)
        kept = (self.rng.random(len(at)) < share) & (at != NEVER)
        return np.where(kept, later, NEVER)

    def pick(self, choices: dict[str, float], count: int) -> Any:
        """Return choices as often as each weighs; "" is nothing."""
        keys = [key or None for key in choices]
        return texts(keys, drawn(self.rng, list(choices.values()), count))

    def yes(self, share: float, count: int) -> Any:
        """Return yes for a share and no for the others."""
        return pa.array(self.rng.random(count) < share)

    def whole(self, low: int, high: int, count: int) -> Any:
        """Return whole numbers between two."""
        return pa.array(between(self.rng, np.full(count, low), high))

    def school(self, who: Ints) -> Any:
        """Return the number of each person's school, nothing where there is none."""
        places = self.world.school[who]
        return texts([str(one) for one in self.world.schools], places)

    def ethnicity(self, who: Ints, health: bool) -> Any:
        """Return ethnic categories in the codes of the service."""
        codes: list[str] = list(figures.ETHNICITY)
        if health:
            codes = [HEALTH_ETHNICITY[code] for code in codes]
        return texts(codes, self.world.people.ethnicity[who])

    def sheet(
        self,
        name: str,
        who: Ints,
        columns: dict[str, Any],
        at: Ints | None = None,
        touched: Ints | None = None,
        punctual: bool = False,
    ) -> Sheet:
        """Return the rows that this round sends, with every column that was not given filled in.

        Each column given is as long as `who`, and days are day numbers. Without days of their own
        (`at`) rows are the state of things, sent for whoever is of the round.
        """
        table = self.source.table(name)
        late = np.zeros(len(who), dtype=bool)
        if at is None:
            mine = (who < 0) | self.of_the_round[who]
        else:
            mine, late = self.sent(who, at, touched, punctual)
        kept = np.flatnonzero(mine)
        whose = self._identity(table, who, kept)
        made = {}
        for column in table.columns:
            given = columns.get(column.name)
            if given is not None:
                made[column.name] = self._given(column, given, kept)
            elif column.name in whose:
                made[column.name] = whose[column.name]
            else:
                made[column.name] = self._filled(column, table, len(who), kept)
        return Sheet(table, who[kept], pa.table(made), late[kept])

    def _given(self, column: Column, given: Any, kept: Ints) -> Any:
        """Return the entries of a column that are sent; days that are to come are not known yet."""
        if column.kind is Kind.DATE and isinstance(given, np.ndarray):
            return days(self.known(given[kept]))
        taken = given.take(pa.array(kept))
        asked = (column.since or date.min) <= self.cut.on <= (column.until or date.max)
        return taken if asked else pa.nulls(len(kept), taken.type)

    def _identity(self, table: Table, everybody: Ints, kept: Ints) -> dict[str, Any]:
        """Return the columns that say whose rows these are, and what goes with them."""
        named = {column.name: column for column in table.columns}
        if table.who is None or table.who.through:
            return {}
        who = everybody[kept]
        found = {
            getattr(table.who, part): getattr(self.identity, held).at(who)
            for part, held in PARTS.items()
            if getattr(table.who, part)
        }
        if table.who.birth_date:
            found[table.who.birth_date] = days(self.identity.birth[who])
        if table.who.sex:
            found[table.who.sex] = self.sex(named[table.who.sex], who)
        if "nhs_number_status" in named:
            found["nhs_number_status"] = self._status(who)
        if "ethnicity" in named:
            health = "nhs_number_status" in named
            found["ethnicity"] = self.ethnicity(who, health)
        return {name: value for name, value in found.items() if self._asked(named[name])}

    def _asked(self, column: Column) -> bool:
        return (column.since or date.min) <= self.cut.on <= (column.until or date.max)

    def sex(self, column: Column, who: Ints) -> Any:
        """Return the sex of each in the codes of the column."""
        codes = {code.code for code in column.codes.codes} if column.codes else set()
        pair = ["F", "M"] if "F" in codes else ["2", "1"]
        return texts(pair, self.world.people.sex[who])

    def _status(self, who: Ints) -> Any:
        """Return what a health body knows of each NHS number: traced, not traced, or none."""
        has = self.identity.nhs.places[who] >= 0
        traced = self.world.people.person[who] % 20 > 0
        return texts(["01", "02", "03", "04"], np.where(has, np.where(traced, 0, 1), 2 + traced))

    def _filled(self, column: Column, table: Table, count: int, kept: Ints) -> Any:
        """Return a column that nothing was said of: any value that it may hold, or nothing.

        Its chance is its own, so that a row that is sent again says the same.
        """
        plain = pa.nulls(len(kept), pa.string())
        if not self._asked(column) or column.identifying:
            return plain
        rng = self.world.rng(source_number(f"{self.source.code}.{table.name}.{column.name}"))
        if column.kind is Kind.CODE and column.codes:
            return self._any_code(rng, column.codes, count, kept)
        if column.kind is Kind.YESNO:
            return pa.array((rng.random(count) < 0.2)[kept])
        if column.kind in (Kind.WHOLE, Kind.MONEY):
            low = int(column.low or 0)
            high = int(min(column.high if column.high is not None else low + 100, low + 100))
            return pa.array(between(rng, np.full(count, low), high)[kept])
        if column.kind is Kind.NUMBER:
            least = column.low or 0.0
            most = column.high if column.high is not None else least + 40
            return pa.array(np.round(least + rng.random(count) * (most - least), 1)[kept])
        return plain

    def _any_code(self, rng: Rng, codes: CodeList, count: int, kept: Ints) -> Any:
        """Return codes in force on the day of the extract, the first of the list most often."""
        places = drawn(rng, 1 / (np.arange(len(codes.codes)) + 3), count) if codes.codes else kept
        now = [
            code.code
            if (code.since or date.min) <= self.cut.on <= (code.until or date.max)
            else None
            for code in codes.codes
        ]
        return texts(now, places[kept]) if now else pa.nulls(len(kept), pa.string())
