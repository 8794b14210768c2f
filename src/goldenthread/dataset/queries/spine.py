"""The identity spine as the store keeps it: who is who after the latest run of the linkage."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from goldenthread.areas.models import LocalArea

from ..models import Joining, LinkageRun, ReviewPair
from ..rules.review import Verdict
from .loads import store_of
from .review import latest_run

if TYPE_CHECKING:
    from ..linkage import Decisions, Spine

SPINE = "spine"


def spine_of(area: LocalArea, run: LinkageRun | None = None) -> "Spine | None":
    """Return the spine after a run (the latest), or None where nothing was linked yet."""
    from ..linkage import Spine

    last = run or latest_run(area)
    if last is None:
        return None
    store = store_of(area)
    files = sorted(store.folder(SPINE, last.folder).glob("*.parquet"))
    return Spine.from_tables({file.stem: store.read_locked(file) for file in files})


def part_of_spine(
    area: LocalArea, part: str, column: str, values: Collection[str]
) -> list[dict[str, Any]]:
    """Return the rows of one part of the latest spine in which a column has one of the values.

    Only those rows are decrypted into memory; no row where nothing was linked yet.
    """
    import pyarrow.compute as pc

    last = latest_run(area)
    if last is None:
        return []
    store = store_of(area)
    file = store.folder(SPINE, last.folder) / f"{part}.parquet"
    found = store.read_locked(file, filters=pc.field(column).isin(sorted(values)))
    rows: list[dict[str, Any]] = found.to_pylist()
    return rows


def said_of_records(area: LocalArea, records: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what each record says of its person, by record: identifiers, names, birth, place.

    Whoever shows it writes the reading down first.
    """
    links = part_of_spine(area, "links", "record", records)
    units = part_of_spine(area, "units", "unit", {row["unit"] for row in links})
    by_unit = {row["unit"]: row for row in units}
    return {
        row["record"]: {**by_unit[row["unit"]], "of": row["source"], "on": row["extract_on"]}
        for row in links
        if row["unit"] in by_unit
    }


def decisions_of(area: LocalArea) -> "Decisions":
    """Return what people decided of pairs of records; the linkage never overrules it."""
    from ..linkage import Decisions

    settled = ReviewPair.objects.filter(area=area).exclude(outcome="")
    said: dict[str, list[tuple[str, str]]] = {Verdict.SAME.value: [], Verdict.DIFFERENT.value: []}
    for left, right, outcome in settled.values_list("left", "right", "outcome"):
        said[outcome].append((left, right))
    return Decisions.of(same=said[Verdict.SAME.value], different=said[Verdict.DIFFERENT.value])


def standing_joinings(area: LocalArea) -> list[Joining]:
    """Return the joins and partings made by hand that were not taken back, the oldest first."""
    return list(Joining.objects.filter(area=area, undone_at=None).order_by("pk"))
