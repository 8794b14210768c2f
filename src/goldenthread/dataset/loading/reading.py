"""A partner's files become a staged load: all of it and balanced, or nothing."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from ibis.backends import BaseBackend

from goldenthread.core.errors import UserError
from goldenthread.dataset.files import FoundTable
from goldenthread.dataset.files.finding import tables_in
from goldenthread.dataset.files.mapping import NO_MAPPING, Mapping
from goldenthread.dataset.sources.shape import Given, Source
from goldenthread.dataset.store import Store

from .later import across_records, said_twice
from .moving import settle
from .outcome import Loaded, LoadedTable
from .staging import Staging, Tell, silent, stage_table
from .texts import NotPlain

STAGED, SETTLING = "staged.json", "settling"
DIGEST_BYTES = 1024 * 1024
MEMORY = "512MB"
"""What an engine in this process may take for a load; the rest goes to its scratch folder."""


def digest_of(paths: Iterable[Path], mapping: Mapping = NO_MAPPING) -> str:
    """Return what tells these files, read in this way, from any others; their order counts not."""
    parts = []
    for path in paths:
        hashed = sha256()
        with path.open("rb") as file:
            while data := file.read(DIGEST_BYTES):
                hashed.update(data)
        parts.append(hashed.hexdigest())
    return digest_of_parts(parts, mapping.digest)


def digest_of_parts(parts: Iterable[str], mapping: str = "") -> str:
    """Return the digest of files whose own SHA-256 digests are known already."""
    return sha256("\n".join([*sorted(parts), mapping]).encode()).hexdigest()


def read(
    backend: BaseBackend,
    source: Source,
    files: Sequence[Path],
    *,
    given: Given,
    mapping: Mapping = NO_MAPPING,
    store: Store,
    folder: str,
    erased: frozenset[str] = frozenset(),
    progress: Tell = silent,
) -> Loaded:
    """Read files into the folder of a load: typed, checked, balanced, nothing committed.

    A table that an earlier run had staged whole in the folder is not read again. UserError where
    the files cannot be read at all, or where rows do not balance; the folder is then to be
    discarded.
    """
    if backend.name == "duckdb":
        backend.raw_sql(f"SET memory_limit = '{MEMORY}'")
    staging = Staging(backend, source, given, store, folder, erased, progress)
    if (store.stage("loads", folder) / SETTLING).exists():
        store.discard("loads", folder)
        store.stage("loads", folder)
    found = tables_in(files, source, mapping)
    parts = [list(group) for _, group in groupby(found.tables, key=lambda one: one.table.name)]
    loaded = {part[0].table.name: _staged(staging, part) for part in parts}
    (store.folder("loads", folder) / SETTLING).touch(mode=0o600)
    staged = [part[0].table for part in parts]
    leaving = {table.name: said_twice(staging, table) for table in staged}
    notes = across_records(staging, staged, leaving)
    for part in parts:
        table, plainly = loaded[part[0].table.name]
        settle(staging, part, table, leaving[table.name], plainly=plainly)
        _check_balance(store, folder, table)
    told = [*found.notes, *(note for one in found.tables for note in one.notes), *notes]
    return Loaded(tuple(table for table, _ in loaded.values()), tuple(dict.fromkeys(told)))


def _staged(staging: Staging, part: Sequence[FoundTable]) -> tuple[LoadedTable, bool]:
    """Return a staged table, from an earlier run or now, and whether its files were plain."""
    name = part[0].table.name
    mark = staging.store.facts(staging.folder, name).parent / STAGED
    if mark.exists():
        kept: dict[str, Any] = json.loads(mark.read_text(encoding="utf-8"))
        return LoadedTable.from_json(kept["table"]), bool(kept["plainly"])
    plainly = True
    try:
        table = stage_table(staging, part)
    except NotPlain:
        plainly = False
        table = stage_table(staging, part, plainly=False)
    new = mark.with_name(f".{STAGED}.new")
    new.touch(mode=0o600)
    new.write_text(json.dumps({"table": table.as_json(), "plainly": plainly}), encoding="utf-8")
    new.replace(mark)
    return table, plainly


def _check_balance(store: Store, folder: str, table: LoadedTable) -> None:
    """Count the rows that were written again, from the files themselves; UserError where amiss."""
    facts = store.rows(store.facts(folder, table.name))
    names = store.rows(store.identifying(folder, table.name))
    held = store.rows(store.quarantine(folder, table.name))
    whole = facts == names == table.accepted and held == table.quarantined and table.balances()
    if not whole:
        raise UserError(
            f"The rows of {table.name} do not balance: {table.read} were read, {facts} accepted, "
            f"{held} held back, {table.repeated} repeated. Nothing was loaded. Load it again, and "
            "if it happens again tell whoever looks after this service."
        )
