"""Rules across sources that the education sources ask in the same form: what cannot both be so."""

from collections.abc import Callable, Mapping

from goldenthread.dataset.sources.ruling import DAY, Row, across
from goldenthread.dataset.sources.shape import Given, Rows, Rule, Yes

Which = Callable[[Rows], Yes]


def current_census(pupils: Rows) -> Rows:
    """Return the pupils of the latest census that is held; `pupils` is school_census.pupils."""
    latest = pupils.agg(latest_census=pupils.census_date.max())
    return pupils.inner_join(latest, pupils.census_date == latest.latest_census)


def not_both(
    code: str,
    source: str,
    table: str,
    other: str,
    message: str,
    fields: tuple[str, ...],
    here: Which,
    there: Which,
    *,
    row: Row,
    beside: Row,
    unless: tuple[Row, ...] = (),
) -> Rule:
    """Return the query that a person with a row `here` has none `there`, in `other`.

    `row` and `beside` are rows of which both are so; `unless` are rows of the other table that do
    not make a fault. `other` is written "source.table".
    """
    name = f"{source}.{table}"

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows, others = tables[name], tables[other]
        against = others.filter(there(others)).select("person").distinct()
        return rows.filter(here(rows)).semi_join(against, "person").select("record")

    own = ({"person": "p", **row},)
    return across(
        code,
        table,
        message,
        fields,
        faults,
        needs=(name, other),
        passes=(
            {name: own, other: ({"person": "q", **beside},)},
            *({name: own, other: ({"person": "p", **one},)} for one in unless),
        ),
        fails=({name: own, other: ({"person": "p", **beside},)},),
    )


def not_without(
    code: str,
    source: str,
    table: str,
    other: str,
    message: str,
    fields: tuple[str, ...],
    here: Which,
    there: Which,
    *,
    row: Row,
    beside: Row,
    instead: tuple[Row, ...] = (),
) -> Rule:
    """Return the query that a person with a row `here` has one `there`, in `other`.

    `beside` is the row that makes it right; `instead` are rows that do not.
    """
    name = f"{source}.{table}"

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows, others = tables[name], tables[other]
        known = rows.filter(rows.person.notnull() & here(rows))
        return known.anti_join(others.filter(there(others)), "person").select("record")

    own = ({"person": "p", **row},)
    return across(
        code,
        table,
        message,
        fields,
        faults,
        needs=(name, other),
        passes=({name: own, other: ({"person": "p", **beside},)}, {name: ({**row},)}),
        fails=(
            {name: own, other: ({"person": "q", **beside},)},
            *({name: own, other: ({"person": "p", **one},)} for one in instead),
        ),
    )


def elsewhere(
    code: str,
    source: str,
    table: str,
    other: str,
    message: str,
    field: str,
    here: Which,
    there: Callable[[Rows], Rows],
    place: str,
    *,
    row: Row,
    beside: Row,
) -> Rule:
    """Return the query that a person is at the place another source says, where both say one.

    `field` holds the place here and `place` there; `there` picks the rows of the other source.
    """
    name = f"{source}.{table}"

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows, others = tables[name], there(tables[other])
        said = others.filter(others[place].notnull()).select("person", other_place=others[place])
        told = rows.filter(rows[field].notnull() & here(rows))
        agreed = told.semi_join(said, ["person", (field, "other_place")])
        return (
            told.semi_join(said, "person")
            .anti_join(agreed.select("record"), "record")
            .select("record")
        )

    def pair(first: str, second: str) -> dict[str, tuple[Row, ...]]:
        return {
            name: ({"person": "p", **row, field: first},),
            other: ({"person": "p", **beside, place: second},),
        }

    return across(
        code,
        table,
        message,
        (field,),
        faults,
        needs=(name, other),
        passes=(pair("123456", "123456"),),
        fails=(pair("123456", "654321"),),
    )


def open_though_ceased(
    code: str, source: str, table: str, ceased: str, other: str, their: str, message: str
) -> Rule:
    """Return the query that a plan open here is not ceased there, with none open there either.

    `ceased` and `their` are the columns with the day on which a plan ended, here and there.
    """
    name = f"{source}.{table}"

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows, others = tables[name], tables[other]
        return (
            rows.filter(rows[ceased].isnull())
            .semi_join(others.filter(others[their].notnull()), "person")
            .anti_join(others.filter(others[their].isnull()), "person")
            .select("record")
        )

    one = {"person": "p"}
    gone = {**one, their: DAY}
    return across(
        code,
        table,
        message,
        (ceased,),
        faults,
        needs=(name, other),
        passes=(
            {name: (one,), other: (one,)},
            {name: (one,), other: (one, gone)},
            {name: (one,), other: ()},
            {name: ({**one, ceased: DAY},), other: (gone,)},
        ),
        fails=({name: (one,), other: (gone,)},),
    )
