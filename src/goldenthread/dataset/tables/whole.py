"""What a build reads: every table's rows that count, each with whom it is of."""

from dataclasses import dataclass

from ibis.backends import BaseBackend

from goldenthread.dataset.store import Kept, Store, held
from goldenthread.dataset.store.held import counting

from .shape import Rows


@dataclass(frozen=True, slots=True)
class Set:
    """What a build reads: an engine, a store, the committed loads, and who each record is of."""

    backend: BaseBackend
    store: Store
    loads: tuple[Kept, ...]
    who: Rows

    def rows(self, source: str, table: str) -> Rows:
        """Return the rows of a source's table that count, with whom they are of (`who_...`)."""
        rows = held(self.backend, self.store, source, table, self.loads)
        return rows.left_join(self.who, rows.record == self.who.who_record).drop("who_record")

    def has(self, source: str, table: str) -> bool:
        """Say whether any load that counts brought a table."""
        return any(
            self.store.facts(load.folder, table).exists() for load in counting(source, self.loads)
        )
