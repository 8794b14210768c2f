"""What a load found: for each table its balance, how full its columns are, and its faults."""

from dataclasses import dataclass, field
from typing import Any

from goldenthread.dataset.sources.shape import Severity

ROWS_SHOWN = 20


@dataclass(slots=True)
class FaultCount:
    """How often a rule was broken in a table, and the lines of the file where first."""

    rule: str
    severity: Severity
    message: str
    fields: tuple[str, ...]
    count: int = 0
    rows: list[int] = field(default_factory=list)

    def add(self, count: int, rows: list[int]) -> None:
        """Count more rows; the first lines are kept to be shown."""
        self.count += count
        self.rows += rows[: ROWS_SHOWN - len(self.rows)]


@dataclass(slots=True)
class LoadedTable:
    """What became of the rows of a table: read = accepted + quarantined + repeated + left_out.

    `repeated` rows say again what another row of the load says. `left_out` rows are of people who
    were erased. `filled` counts the accepted rows that have a value, by column.
    """

    name: str
    read: int = 0
    accepted: int = 0
    quarantined: int = 0
    repeated: int = 0
    left_out: int = 0
    filled: dict[str, int] = field(default_factory=dict)
    faults: list[FaultCount] = field(default_factory=list)

    def balances(self) -> bool:
        """Say whether every row that was read is accounted for."""
        return self.read == self.accepted + self.quarantined + self.repeated + self.left_out

    def as_json(self) -> dict[str, Any]:
        """Return it as kept beside the files of the table."""
        kept = {name: getattr(self, name) for name in self.__slots__ if name != "faults"}
        faults = [{name: getattr(fault, name) for name in fault.__slots__} for fault in self.faults]
        return kept | {"faults": faults}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "LoadedTable":
        """Return what `as_json` kept."""
        faults = [
            FaultCount(
                **(one | {"severity": Severity(one["severity"]), "fields": tuple(one["fields"])})
            )
            for one in kept["faults"]
        ]
        return cls(**(kept | {"faults": faults}))


@dataclass(frozen=True, slots=True)
class Loaded:
    """A load that is staged and balances, and what its files' readers had to say."""

    tables: tuple[LoadedTable, ...]
    notes: tuple[str, ...]
