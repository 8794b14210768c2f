"""What each source says of a person: a feed for every table whose rows name one themselves."""

from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Table
from goldenthread.dataset.tables.shape import Feed, Made, Rows, Value

# Names under which sources keep what the linked table people also has.
_CALLED = {
    "ethnicity": ("ethnicity", "pers_ethnicity"),
    "school": ("school_urn", "main_urn"),
    "status": ("sen_provision",),
}
_DISTRICT = "district"


def feeds() -> tuple[Feed, ...]:
    """Return a feed into people from each table that names the person in its own columns."""
    return tuple(
        Feed(
            into="people",
            source=source.code,
            table=table.name,
            columns=_columns(table),
            on="extract_on",
            until=_never,
        )
        for source in all_sources().values()
        for table in source.tables
        if table.who and not table.who.through
    )


def _columns(table: Table) -> dict[str, str | Made]:
    there = {column.name for column in table.columns if not column.identifying}
    home: Made = _stated_or_found if _DISTRICT in there else _found
    return {"born": "who_born", "sex": "who_sex", "home": home} | {
        ours: next(name for name in names if name in there)
        for ours, names in _CALLED.items()
        if there & set(names)
    }


def _never(rows: Rows) -> Value:
    import ibis

    return ibis.null("date")


def _found(rows: Rows) -> Value:
    return rows.who_home


def _stated_or_found(rows: Rows) -> Value:
    return rows[_DISTRICT].nullif("").fill_null(rows.who_home)
