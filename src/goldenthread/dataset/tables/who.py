"""Who each record is of, under the keyed names of the linked tables: what every row is joined to.

Nothing that identifies a child goes in: the month of birth, not the day; the district, not the
postcode.
"""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.dataset.linkage.shape import Spine
from goldenthread.dataset.rules.keys import linked_key

WHO = pa.schema(
    [
        ("who_record", pa.string()),
        ("who_person", pa.string()),
        ("who_born", pa.date32()),
        ("who_sex", pa.string()),
        ("who_home", pa.string()),
    ]
)


def who_is_who(spine: Spine, secret: str, homes: Mapping[str, str] | None = None) -> pa.Table:
    """Return the person of every record of the spine by keyed name, with month of birth and sex.

    Of a record that several extracts brought, the latest word counts. `homes` maps a postcode,
    written as "CA12AB", to the code of its district; what is not in it is not known. A person
    merged into another stands under the other's name.
    """
    units = spine.units
    told = pa.table(
        {
            "unit": units["unit"],
            "who_born": _month(units["birth_date"]),
            "who_sex": units["sex"],
            "who_home": _district(units["postcode"], homes or {}),
        }
    )
    joined = _latest(spine.links).join(told, "unit", join_type="left outer").combine_chunks()
    names = _named(joined["person"], secret, _merged(spine.people))
    columns = [joined["record"], names, *(joined[name] for name in WHO.names[2:])]
    return pa.table(dict(zip(WHO.names, columns, strict=True))).cast(WHO)


def _latest(links: pa.Table) -> pa.Table:
    """Return one link for each record: what its latest extract said."""
    links = links.select(["record", "person", "unit", "extract_on", "load"])
    if pc.count_distinct(links["record"]).as_py() < links.num_rows:
        order = [("record", "ascending"), ("extract_on", "descending"), ("load", "descending")]
        links = links.sort_by(order).combine_chunks()
        records = links["record"].combine_chunks()
        first = pa.concat_arrays([pa.array([True]), pc.not_equal(records[1:], records[:-1])])
        links = links.filter(first)
    return links.select(["record", "person", "unit"])


def _merged(people: pa.Table) -> dict[str, str]:
    """Return whom each merged person stands under now."""
    rows = zip(people["person"].to_pylist(), people["merged_into"].to_pylist(), strict=True)
    into = {person: other for person, other in rows if other}
    found = {}
    for person in into:
        now, seen = person, {person}
        while now in into and into[now] not in seen:
            now = into[now]
            seen.add(now)
        found[person] = now
    return found


def _named(persons: pa.ChunkedArray, secret: str, merged: Mapping[str, str]) -> pa.Array:
    coded = pc.dictionary_encode(persons.combine_chunks())
    names = [
        None if one is None else linked_key(secret, merged.get(one, one))
        for one in coded.dictionary.to_pylist()
    ]
    return pa.array(names, pa.string()).take(coded.indices)


def _month(days: pa.ChunkedArray) -> Any:
    """Return the first day of the month of each day, given as dates or as text YYYY-MM-DD."""
    if pa.types.is_string(days.type):
        days = pc.strptime(days, format="%Y-%m-%d", unit="s", error_is_null=True)
    return pc.cast(pc.floor_temporal(pc.cast(days, pa.date32()), unit="month"), pa.date32())


def _district(postcodes: pa.ChunkedArray, homes: Mapping[str, str]) -> pa.Array:
    coded = pc.dictionary_encode(postcodes.combine_chunks())
    codes = [homes.get(one or "") for one in coded.dictionary.to_pylist()]
    return pa.array(codes, pa.string()).take(coded.indices)
