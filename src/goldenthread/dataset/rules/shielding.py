"""Which columns tell where a person can be found, and hiding them for whom that is a danger.

For a person who is shielded (from domestic abuse, or because they were adopted) no page, answer,
extract or batch shows an address, a postcode, a school or another place. Statutory returns that
must name the school or postcode are made whole, since the law requires them (for the SEN2 return:
Education Act 1996, section 537A and regulations under it); nothing else is.
"""

from collections.abc import Mapping
from typing import Any

from .columns import ColumnLike, TableLike

DOMESTIC_ABUSE, ADOPTION, OTHER = "domestic abuse", "adoption", "other"
SHIELDS = {
    DOMESTIC_ABUSE: "Domestic abuse",
    ADOPTION: "Adoption",
    OTHER: "Another danger to the person",
}
HIDDEN = "Shielded"

# Parts of a column's name that tell a place, and of a former name that tells of an adoption.
PLACES = frozenset(
    {
        *("address", "college", "district", "establishment", "gp", "home", "host", "house"),
        *("laestab", "lsoa", "parish", "postcode", "practice", "provider", "school"),
        *("sensettingother", "setting", "signposted", "site", "street", "town", "ukprn", "uprn"),
        *("urn", "ward"),
    }
)
# What a yes or a day is about tells no place, whatever its name.
_NO_PLACES = frozenset({"yes or no", "date", "date and time"})
FORMER = frozenset({"former", "previous"})


def tells_a_place(column: ColumnLike) -> bool:
    """Say whether a column tells where a person lives, learns or is treated."""
    if column.kind in _NO_PLACES:
        return False
    return column.kind == "postcode" or bool(PLACES & set(column.name.split("_")))


def tells_a_former_name(column: ColumnLike) -> bool:
    """Say whether a column tells who a person was before an adoption or a flight."""
    return bool(FORMER & set(column.name.split("_")))


def shielded_columns(table: TableLike) -> tuple[str, ...]:
    """Return the columns of a table that are not shown for a shielded person."""
    return tuple(
        column.name
        for column in table.columns
        if tells_a_place(column) or tells_a_former_name(column)
    )


def hidden(row: Mapping[str, Any], table: TableLike) -> dict[str, Any]:
    """Return a row with what tells a place replaced by HIDDEN; what is not known stays so."""
    places = set(shielded_columns(table))
    return {
        name: HIDDEN if name in places and value is not None else value
        for name, value in row.items()
    }
