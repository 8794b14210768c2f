"""The promises of a plan as families may be told of them on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from goldenthread.design.jinja import long_date
from goldenthread.improvement.models import Promise, Redating
from goldenthread.thread.queries.promises import Stand, stand_of
from goldenthread.thread.queries.promises_then import put_back

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
    """A promise as families may be told of it on a day: what was changed later is undone."""

    promise: Promise
    stand: Stand
    on: date
    changed: list[str] = field(default_factory=list)
    moves: list[Redating] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """Return its words, ending as a sentence."""
        return f"{self.promise.plain.rstrip('. ')}."


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
        found = Promise.objects.filter(improvement_plan=self.source.improvement_plan)
        rows = list(found.select_related("action", "measure", "improvement_plan__inspection"))
        withheld = {p.pk: (p.withheld_by, p.withheld_since) for p in rows if p.withheld_by}
        put_back(rows, self.source.on)
        for promise in rows:
            if promise.pk in withheld:
                promise.withheld_by, promise.withheld_since = withheld[promise.pk]
        return [self._told(row) for row in rows]

    def _told(self, promise: Promise) -> Told:
        on = self.source.on
        told = Told(promise, stand_of(promise, on), on)
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

    def of(self, *stands: Stand) -> list[Told]:
        """Return the promises that stand so, those changed since last time where it is asked."""
        return [each for each in self.told if each.stand in stands]

    def newly(self, rows: Iterable[Told]) -> list[Told]:
        """Return those on which something was said since the day the report asks about."""
        return [
            row
            for row in rows
            if row.changed
            or (row.promise.changed_on is not None and self._new(row.promise.changed_on))
        ]
