"""Whose address is shielded, and rows and tables without what tells where such a person is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from goldenthread.areas.models import LocalArea

from ..rules.columns import TableLike
from ..rules.keys import linked_key
from ..rules.matching import NOBODY, Identity, tells_of
from ..rules.shielding import HIDDEN, hidden, shielded_columns
from .rights import identity_of, people_in, shields

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Shielded:
    """The shielded people of an area: by spine reference, by name in linked tables, by record."""

    persons: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    who: Identity = NOBODY

    def hides(self, *references: str) -> bool:
        """Say whether any of these references (of persons or records) is of a shielded person."""
        return any(
            one in self.persons or one in self.records or one in self.linked for one in references
        )

    def row(self, table: TableLike, row: dict[str, Any], *references: str) -> dict[str, Any]:
        """Return a row, without what tells a place where it is of a shielded person.

        It is known by `references`, and by the row's own record and person where it has them.
        """
        own = [str(row[name]) for name in ("record", "person") if row.get(name)]
        return hidden(row, table) if self.hides(*own, *references) else row

    def as_sent(
        self, owner: str, table: TableLike, cells: dict[str, str], record: str | None
    ) -> dict[str, str]:
        """Return a row as it was sent, by column, hiding what tells where a shielded person is.

        Such a row may have no record: it is also known by what it holds. `owner` is
        `rules.matching.owner_of` who sent it.
        """
        theirs = record in self.records or tells_of(self.who, owner, cells)
        if not theirs:
            return cells
        known = {column.name for column in table.columns}
        return {
            name: value if name in known else HIDDEN for name, value in hidden(cells, table).items()
        }

    def arrow(self, table: TableLike, data: "pa.Table") -> "pa.Table":
        """Return Arrow rows of a table (with `record` or `person`), hiding what tells a place.

        Text becomes HIDDEN, any other type null.
        """
        import pyarrow as pa
        import pyarrow.compute as pc

        everybody = pa.array(sorted(self.persons | self.linked | self.records), pa.string())
        keys = [name for name in ("record", "person") if name in data.column_names]
        if not keys or not len(everybody):
            return data
        mine = pc.is_in(data[keys[0]], value_set=everybody)
        for name in keys[1:]:
            mine = pc.or_(mine, pc.is_in(data[name], value_set=everybody))
        for name in set(shielded_columns(table)) & set(data.column_names):
            column = data[name]
            known = pc.and_(mine, pc.is_valid(column))
            text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
            instead = pa.scalar(HIDDEN if text else None, column.type)
            place = data.column_names.index(name)
            data = data.set_column(place, name, pc.if_else(known, instead, column))
        return data


def shielded(area: LocalArea) -> Shielded:
    """Return who is shielded in an area today, as the spine has them now."""
    rows = list(shields(area))
    if not rows:
        return Shielded()
    people = people_in(area, rows)
    linked = frozenset(linked_key(settings.DATASET_KEY, person) for person in people.persons)
    return Shielded(people.persons, linked, people.records, identity_of(area, people))
