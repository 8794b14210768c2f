"""Writing returns out of what is held: SEN2 in its three forms and the lists of Annex A.

A return names people, so who has it written and why is kept before the first row is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..queries.loads import kept_loads, store_of
from ..queries.shields import shielded
from ..queries.spine import spine_of
from ..sources import source as source_of
from .reading import record_read

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

    from ..queries.annex_lists import ListFault
    from ..store import Kept

BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a return, how many people it names, and what its rules found."""

    files: tuple[Path, ...]
    people: int
    faults: "tuple[ListFault, ...]" = ()


def write_sen2(
    *, by: Actor, area: LocalArea, year: int, form: str, out: Path, reason: str = "return"
) -> Written:
    """Write the SEN2 return of a year to a folder, as the latest load of that year has it.

    It is made whole, shielded people too, since the law asks for it (see `rules.shielding`).
    UserError where no return of the year is held, where a form is not known, and where rows lie
    below no request; nothing is written then.
    """
    from ..engine import connect
    from ..files import write_return

    source = source_of("sen2")
    store = store_of(area)
    with connect("duckdb", scratch=store.root / "scratch") as backend:
        load = _load_of_year(backend, area, year)
        records = _records(backend, area, load)
        persons = _persons(area, records)
        record_read(by=by, area=area, persons=persons, reason=reason, page="dataset write sen2")
        tables = {
            table.name: _rows(backend, area, load, table.name, _order(table.name))
            for table in source.tables
        }
        files = write_return(source, tables, form, out, on=load.extract_on)
    return Written(tuple(files), len(records))


def write_annex_a(
    *,
    by: Actor,
    area: LocalArea,
    number: int,
    form: str,
    out: Path,
    on: date | None = None,
    reason: str = "return",
) -> Written:
    """Write list 1 or 2 of Annex A to a folder, checked by its rules, as on a day (the extract's).

    A shielded person's places are hidden. UserError where no SEN2 return is held, where people of
    it were not linked yet, and for another list or form; nothing is written then.
    """
    from ..engine import connect
    from ..queries.annex_lists import LISTS, annex_list, faults_of, list_table

    if number not in LISTS:
        raise UserError(f"Annex A has no list {number} here. It has lists 1 and 2.")
    store = store_of(area)
    with connect("duckdb", scratch=store.root / "scratch") as backend:
        whole, day = _whole(backend, area)
        day = on or day
        made = backend.to_pyarrow(annex_list(whole, number, day))
        table = list_table(number)
        persons = _persons(area, made["record"].to_pylist())
        record_read(by=by, area=area, persons=persons, reason=reason, page="dataset write annex-a")
        shown = shielded(area).arrow(table, made)
        faults = faults_of(backend.create_table("annex_list", made, temp=True), number, day)
        path = out / f"Annex-A-list-{number}_{day:%d-%m-%Y}.{form}"
        people = _write_list(table, shown, form, path)
    return Written((path,), people, tuple(faults))


def _write_list(table: Any, rows: Any, form: str, path: Path) -> int:
    from ..files.lists import write_list

    return write_list(table, rows.to_pylist(), form, path)


def _whole(backend: "BaseBackend", area: LocalArea) -> tuple[Any, date]:
    """Return what is held of an area with who is who, and the day of its latest SEN2 return."""
    from ..queries.annex_lists import unlinked
    from ..tables.who import who_is_who
    from ..tables.whole import Set

    loads = kept_loads(area)
    days = [each.extract_on for each in loads if each.source == "sen2"]
    if not days:
        raise UserError(
            f"No SEN2 return of {area.name} is loaded, and the lists are made of it. Nothing was "
            "written. Load one first: goldenthread dataset load."
        )
    spine = spine_of(area)
    if spine is None:
        raise UserError(
            "Nothing has been linked yet, so it is not known which rows are of one person. Nothing "
            "was written. Link the records first: goldenthread dataset link."
        )
    who = backend.create_table("who_is_who", who_is_who(spine, settings.DATASET_KEY), temp=True)
    whole = Set(backend, store_of(area), loads, who)
    left = unlinked(whole)
    if left:
        raise UserError(
            f"{left:,} people of the SEN2 return were loaded after the last linking. Nothing was "
            "written. Link the records first: goldenthread dataset link."
        )
    return whole, max(days)


def _load_of_year(backend: "BaseBackend", area: LocalArea, year: int) -> "Kept":
    """Return the latest load with a SEN2 return of a year; UserError that names the years held."""
    from ..store import held

    loads = [each for each in kept_loads(area) if each.source == "sen2"]
    years: dict[int, Kept] = {}
    for load in sorted(loads, key=lambda each: (each.extract_on, each.load)):
        headers = held(backend, store_of(area), "sen2", "sen2", [load]).select("year")
        said = backend.to_pyarrow(headers)["year"].drop_null().to_pylist()
        years |= dict.fromkeys(said, load)
    if year not in years:
        there = ", ".join(str(one) for one in sorted(years)) or "none"
        raise UserError(
            f"No SEN2 return of {year} is held for {area.name} (years held: {there}). Nothing was "
            "written."
        )
    return years[year]


def _order(table: str) -> tuple[str, ...]:
    """Return what a table's rows are put in order by: their person, their request, themselves."""
    names = {column.name for column in source_of("sen2").table(table).columns}
    wanted = ("person_id", "request_id", *source_of("sen2").table(table).key)
    return tuple(name for name in dict.fromkeys(wanted) if name in names)


def _rows(
    backend: "BaseBackend", area: LocalArea, load: "Kept", table: str, order: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of one load's table with all their columns, put in order."""
    from ..store import held_rows

    rows = held_rows(backend, store_of(area), "sen2", table, [load]).order_by(order)
    for batch in backend.to_pyarrow(rows).to_batches(BATCH):
        yield from batch.to_pylist()


def _records(backend: "BaseBackend", area: LocalArea, load: "Kept") -> list[str]:
    from ..store import held

    rows = held(backend, store_of(area), "sen2", "person", [load])
    records: list[str] = backend.to_pyarrow(rows.select("record"))["record"].to_pylist()
    return records


def _persons(area: LocalArea, records: Sequence[str]) -> list[str]:
    """Return whom records are of, by the spine; one that is of nobody yet stands for itself."""
    spine = spine_of(area)
    if spine is None:
        return list(records)
    links = spine.links.select(["record", "person"])
    known = dict(zip(*(links[name].to_pylist() for name in links.column_names), strict=True))
    return [known.get(record, record) for record in records]
