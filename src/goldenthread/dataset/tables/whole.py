"""What a build reads: every table's rows that count, each with whom it is of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ibis.backends import BaseBackend

from goldenthread.dataset.store import Kept, Store, held
from goldenthread.dataset.store.held import counting

from .shape import Rows


@dataclass(frozen=True, slots=True)
class Set:
    """What a build reads: an engine, a store, the committed loads, and who each record is of.

    `authorities` maps the number of a load to the code of the authority that sent it.
    """

    backend: BaseBackend
    store: Store
    loads: tuple[Kept, ...]
    who: Rows
    authorities: Mapping[int, str] = field(default_factory=dict)

    def rows(self, source: str, table: str) -> Rows:
        """Return the rows of a source's table that count, with whom they are of (`who_...`)."""
        rows = held(self.backend, self.store, source, table, self.loads)
        return rows.left_join(self.who, rows.record == self.who.who_record).drop("who_record")

    def has(self, source: str, table: str) -> bool:
        """Say whether any load that counts brought a table."""
        return any(
            self.store.facts(load.folder, table).exists() for load in counting(source, self.loads)
        )
