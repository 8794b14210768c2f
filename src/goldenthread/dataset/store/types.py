"""The types in which every engine keeps what a source declares."""

from goldenthread.dataset.sources.shape import Column, Kind, Table

TYPES = {
    Kind.WHOLE: "int64",
    Kind.NUMBER: "float64",
    Kind.MONEY: "decimal(12, 2)",
    Kind.DATE: "date",
    Kind.MOMENT: "timestamp",
    Kind.YESNO: "boolean",
}


def type_of(column: Column) -> str:
    """Return a column's type by Ibis's name; all that is not a number, day or yes is text."""
    return TYPES.get(column.kind, "string")


def schema_of(table: Table, *, identifying: bool | None = None) -> dict[str, str]:
    """Return row, record and a table's columns with their types.

    Only the identifying ones, only the others, or all (None).
    """
    chosen = [c for c in table.columns if identifying is None or c.identifying == identifying]
    return {"row": "int64", "record": "string"} | {c.name: type_of(c) for c in chosen}
