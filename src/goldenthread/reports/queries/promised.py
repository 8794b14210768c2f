"""The promises of a plan as families may be told of them on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from goldenthread.design.jinja import long_date
from goldenthread.improvement.models import Promise, Redating
from goldenthread.thread.queries.promises import (
    Stand,
    backing_on,
    stand_of,
    with_backing,
)
from goldenthread.thread.queries.promises_then import put_back
from goldenthread.thread.rules.backing import BACKED, Backing

from .source import Source

STAND_WORDS = {
    Stand.KEPT: "Kept",
    Stand.PARTLY: "Partly kept",
    Stand.NOT_KEPT: "Not kept",
    Stand.WILL_NOT_HAPPEN: "Will not happen",
    Stand.UNKNOWN: "We do not know",
    Stand.TO_COME: "Still to come",
    Stand.WITHHELD: "Withheld",
}


@dataclass(slots=True)
class Told:
    """A promise as families may be told of it on a day: what was changed later is undone.

    `backing` is what bears out that it was kept, None where nobody says that it was.
    """

    promise: Promise
    stand: Stand
    on: date
    backing: Backing | None = None
    changed: list[str] = field(default_factory=list)
    moves: list[Redating] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """Return its words, ending as a sentence."""
        return f"{self.promise.plain.rstrip('. ')}."

    @property
    def on_our_word(self) -> bool:
        """Say whether only who made it says that it was kept, or the forum doubts it."""
        return self.backing not in (None, Backing.CHECKED)

    @property
    def stands(self) -> str:
        """Return where it stands: whose word that is, where it is said to be kept."""
        if self.backing is None:
            return STAND_WORDS[self.stand]
        said = f"{STAND_WORDS[self.stand]}, we say" if self.on_our_word else STAND_WORDS[self.stand]
        return f"{said}. {BACKED[self.backing]}"

    @property
    def late(self) -> bool:
        """Say whether its date has passed and nobody says what became of it, or all of it.

        A date before the inspection that the plan answers is in doubt, and so never late.
        """
        due, inspection = self.promise.due_to, self.promise.improvement_plan.inspection
        began = inspection.inspected_from if inspection else None
        unfinished = self.stand in (Stand.UNKNOWN, Stand.PARTLY)
        return bool(unfinished and due and due < self.on and not (began and due < began))


@dataclass
class Promised:
    """The promises of a plan as they stood on the day of a report."""

    source: Source

    @cached_property
    def told(self) -> list[Told]:
        """Return the promises that may be told, in the plan's order; withheld ones are counted."""
        return [each for each in self.everything if each.stand is not Stand.WITHHELD]

    @cached_property
    def everything(self) -> list[Told]:
        """Return every promise, withheld ones too.

        One that is withheld today is withheld from every report made today, whatever its day.
        """
        mine = Promise.objects.filter(improvement_plan=self.source.improvement_plan)
        found = with_backing(mine, self.source.on)
        rows = list(found.select_related("action", "measure", "improvement_plan__inspection"))
        withheld = {p.pk: (p.withheld_by, p.withheld_since) for p in rows if p.withheld_by}
        put_back(rows, self.source.on)
        for promise in rows:
            if promise.pk in withheld:
                promise.withheld_by, promise.withheld_since = withheld[promise.pk]
        return [self._told(row) for row in rows]

    def _told(self, promise: Promise) -> Told:
        on = self.source.on
        stand = stand_of(promise, on)
        told = Told(promise, stand, on, backing_on(promise, stand, on))
        action = self.source.by_key.get(promise.action_id or 0)
        if action is not None:
            told.changed = [
                f"{u.changed_for_families} ({long_date(u.on)})"
                for u in self.source.updates_of(action)
                if u.changed_for_families and self._new(u.on)
            ]
            told.moves = [m for m in self.source.past_of(action).redatings if self._new(m.on)]
        return told

    def _new(self, day: date) -> bool:
        since = self.source.report.since
        return since is None or day > since

    def newly(self, rows: Iterable[Told]) -> list[Told]:
        """Return those on which something was said since the day the report asks about."""
        return [
            row
            for row in rows
            if row.changed
            or (row.promise.changed_on is not None and self._new(row.promise.changed_on))
        ]
