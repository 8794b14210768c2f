"""What a trial by killing left of the data set: what is lost, doubled or only half there."""

import json
import sys
from collections.abc import Iterator

import pyarrow.parquet as pq

from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Event
from goldenthread.audit.queries import first_broken_event
from goldenthread.dataset.models import Build, LinkageRun, Load
from goldenthread.dataset.queries.loads import store_of
from goldenthread.dataset.store import Store


def loads(store: Store, area: LocalArea, done: dict[str, int]) -> Iterator[str]:
    """Each extract once, whole: as many rows in its files as its row says, no record twice."""
    complete = list(Load.objects.filter(area=area, state=Load.COMPLETE))
    names = [load.files[0] for load in complete]
    yield from (f"extract lost: {name}" for name in set(done) - set(names))
    yield from (f"extract doubled: {name}" for name in set(names) if names.count(name) > 1)
    finished = Event.objects.filter(verb="finish_load").count()
    if finished != len(complete):
        yield f"{len(complete)} loads and {finished} events"
    records: set[str] = set()
    for load in complete:
        [table] = load.tables.all()
        if done.get(load.files[0], table.read) != table.read:
            yield f"{load.files[0]}: {table.read} rows read"
        facts = store.facts(load.folder, table.table)
        counts = [
            store.rows(path(load.folder, table.table))
            for path in (store.facts, store.identifying, store.quarantine)
        ]
        if counts != [table.accepted, table.accepted, table.quarantined]:
            yield f"{load.files[0]}: {counts} rows in the files"
        held = pq.read_table(facts, columns=["record"])["record"].to_pylist()
        if len(set(held)) != len(held) or records & set(held):
            yield f"{load.files[0]}: a record is there twice"
        records |= set(held)


def spines(store: Store, area: LocalArea) -> Iterator[str]:
    """The latest run that counts: its files open, and each record is linked to one person."""
    last = LinkageRun.objects.filter(area=area, state=LinkageRun.COMPLETE).order_by("-pk").first()
    if last is None:
        return
    links = store.read_locked(store.folder("spine", last.folder) / "links.parquet")
    records = links["record"].to_pylist()
    if len(set(records)) != len(records):
        yield f"spine {last.pk}: a record is linked twice"


def builds(store: Store, area: LocalArea) -> Iterator[str]:
    """The latest build that counts: each table has the rows that its row says."""
    last = Build.objects.filter(area=area, state=Build.COMPLETE).order_by("-pk").first()
    for table in last.tables.all() if last else ():
        path = store.folder("linked", last.folder) / f"{table.table}.parquet"
        if store.rows(path) != table.rows:
            yield f"build {last.pk}: {table.table} has {store.rows(path)} rows, not {table.rows}"


def left_over(store: Store, area: LocalArea) -> Iterator[str]:
    """Folders that no row counts, once the next run has completed."""
    counted = {
        "loads": Load.objects.filter(area=area, state=Load.COMPLETE),
        "spine": LinkageRun.objects.filter(area=area, state=LinkageRun.COMPLETE),
        "linked": Build.objects.filter(area=area, state=Build.COMPLETE),
    }
    for kind, rows in counted.items():
        known = set(rows.values_list("folder", flat=True))
        yield from (f"left over: {kind}/{name}" for name in set(store.names(kind)) - known)
    yield from store.problems()


def problems(done: dict[str, int], last: bool) -> list[str]:
    """Return a line for everything that is not as it should be; `last`: after the last run."""
    area = LocalArea.objects.get(slug="kills")
    store = store_of(area)
    broken = first_broken_event()
    return [
        *([f"the trail breaks at event {broken.pk}"] if broken else []),
        *loads(store, area, done),
        *spines(store, area),
        *builds(store, area),
        *(left_over(store, area) if last else ()),
    ]


if __name__ == "__main__":
    told = json.load(sys.stdin)
    json.dump(problems(told["done"], told["last"]), sys.stdout)
