"""The store of one area: its folders, its files and who on this machine may read them."""

import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from goldenthread.core.errors import UserError

from .erasing import without
from .locked import BATCH_ROWS, Locker, is_locked, plain_writer, poured

LOADS, SPINE, LINKED = KINDS = ("loads", "spine", "linked")


class Store:
    """The files of one area's data set below `root`, with identifiable ones under `secret`."""

    def __init__(self, root: Path, secret: str) -> None:
        if not secret:
            raise UserError(
                "There is no key for the data set (DATASET_KEY), so nothing can be kept or read. "
                "Nothing was changed. Set the key, or switch the data set on, which makes one."
            )
        self.root = Path(root)
        self.secret = secret
        self.locker = Locker(secret)

    def folder(self, kind: str, name: str) -> Path:
        """Return where a folder of a kind (loads, spine, linked) lies, there or not."""
        if kind not in KINDS or not name or name != Path(name).name or name.startswith("."):
            raise ValueError(f"no folder of the store: {kind}/{name}")
        return self.root / kind / name

    def stage(self, kind: str, name: str) -> Path:
        """Make a folder to write into, for its owner alone; one that is there is kept."""
        for each in (self.root, self.root / kind, self.folder(kind, name)):
            private_folder(each)
        return self.folder(kind, name)

    def discard(self, kind: str, name: str) -> None:
        """Take a folder away with all in it; nothing where there is none."""
        shutil.rmtree(self.folder(kind, name), ignore_errors=True)

    def names(self, kind: str) -> list[str]:
        """Return the names of the folders of a kind."""
        above = self.root / kind
        return sorted(each.name for each in above.iterdir()) if above.is_dir() else []

    def sweep(self, kind: str, keep: set[str]) -> list[str]:
        """Take away every folder that no committed row names; return their names."""
        swept = [name for name in self.names(kind) if name not in keep]
        for name in swept:
            self.discard(kind, name)
        return swept

    def write_plain(self, path: Path, data: pa.Table | pa.RecordBatchReader) -> int:
        """Write a file that identifies nobody; return how many rows it holds."""
        private_folder(path.parent)
        with plain_writer(path, data.schema) as writer:
            return poured(writer, data)

    def write_locked(self, path: Path, data: pa.Table | pa.RecordBatchReader) -> int:
        """Write an encrypted file from a table or a stream; return how many rows it holds."""
        private_folder(path.parent)
        return self.locker.write(path, data)

    def read_locked(
        self,
        path: Path,
        columns: Sequence[str] | None = None,
        filters: pc.Expression | None = None,
    ) -> pa.Table:
        """Return an encrypted file's columns (all), of the rows that `filters` lets through."""
        self.locker.file(path).close()
        names = list(columns) if columns is not None else None
        return self.locker.dataset([path]).to_table(columns=names, filter=filters)

    def batches(
        self, path: Path, columns: Sequence[str] | None = None, rows: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """Yield an encrypted file batch by batch, in its order."""
        with self.locker.file(path) as file:
            yield from file.iter_batches(rows, columns=list(columns) if columns else None)

    def locked(self, paths: Sequence[Path]) -> ds.Dataset:
        """Return encrypted files as one Arrow dataset, for an engine to scan."""
        return self.locker.dataset(paths)

    def facts(self, load: str, table: str) -> Path:
        """Return where the facts of a table of a load lie; `load` is its folder's name."""
        return self.folder(LOADS, load) / table / "facts.parquet"

    def identifying(self, load: str, table: str) -> Path:
        """Return where the identifying columns of a table of a load lie."""
        return self.folder(LOADS, load) / table / "identifying.parquet"

    def quarantine(self, load: str, table: str) -> Path:
        """Return where the rows of a table of a load that were held back lie."""
        return self.folder(LOADS, load) / table / "quarantine.parquet"

    def rows(self, path: Path) -> int:
        """Return how many rows a file of the store holds, by its own footer; 0 without one."""
        if not path.exists():
            return 0
        file = self.locker.file(path) if is_locked(path) else pq.ParquetFile(path)
        with file:
            return int(file.metadata.num_rows)

    def files(self) -> list[Path]:
        """Return every Parquet file of the store."""
        return sorted(self.root.rglob("*.parquet")) if self.root.is_dir() else []

    def erase(
        self, records: set[str], persons: set[str] | frozenset[str] = frozenset()
    ) -> dict[str, int]:
        """Rewrite every file without the rows of these records and persons.

        Each file is written anew beside the old one, which it then replaces: whoever reads sees the
        one or the other. Return how many rows went from each file, by its path below the root; a
        second run finds nothing left and returns nothing.
        """
        gone = {
            path.relative_to(self.root).as_posix(): without(self.locker, path, records, persons)
            for path in self.files()
        }
        return {name: rows for name, rows in gone.items() if rows}

    def problems(self, committed: dict[str, set[str]] | None = None) -> list[str]:
        """Return a sentence for each thing wrong: who may read, and folders that nobody counts.

        `committed` names the folders of each kind that the database counts; without it they are
        not looked at.
        """
        return [*self._too_open(), *self._nobodys(committed or {})]

    def _too_open(self) -> Iterator[str]:
        if os.name == "nt" or not self.root.is_dir():
            return
        for path in (self.root, *self.root.rglob("*")):
            if path.is_symlink():
                yield f"{path} leads elsewhere; a store has no links."
            elif path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                yield f"{path} can be read by others than its owner. Run: chmod go-rwx {path}"

    def _nobodys(self, committed: dict[str, set[str]]) -> Iterator[str]:
        for kind, keep in committed.items():
            for name in sorted(set(self.names(kind)) - keep):
                yield f"{kind}/{name} was begun and not finished; the next run sweeps it away."
            for name in sorted(keep - set(self.names(kind))):
                yield f"{kind}/{name} is committed and its files are gone. Restore a backup."


def private_folder(path: Path) -> None:
    """Make a folder for its owner alone, where it is not there; what is above it as well."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
