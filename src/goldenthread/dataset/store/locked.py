"""Parquet files that only the holder of the key can read: written and read as streams.

Each file is encrypted whole, footer too, under keys of its own (Parquet modular encryption,
AES-GCM); those keys are wrapped under the store's key with AES-GCM. Nothing leaves the process.
"""

import base64
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from goldenthread.core.errors import UserError
from goldenthread.dataset.rules.keys import derive

NONCE = 12
KEY_NAME = "store"
BATCH_ROWS = 100_000


class _Wrapping(pe.KmsClient):  # type: ignore[misc]
    """Wraps the keys of files under the store's key."""

    def __init__(self, key: bytes) -> None:
        pe.KmsClient.__init__(self)
        self._cipher = AESGCM(key)

    def wrap_key(self, key_bytes: bytes, master_key_identifier: str) -> bytes:
        """Return a file's key, encrypted."""
        nonce = os.urandom(NONCE)
        sealed = self._cipher.encrypt(nonce, key_bytes, master_key_identifier.encode())
        return base64.b64encode(nonce + sealed)

    def unwrap_key(self, wrapped_key: bytes, master_key_identifier: str) -> bytes:
        """Return a file's key; an error where it was wrapped under another."""
        sealed = base64.b64decode(wrapped_key)
        try:
            return self._cipher.decrypt(
                sealed[:NONCE], sealed[NONCE:], master_key_identifier.encode()
            )
        except InvalidTag as wrong:
            raise ValueError("wrapped under another key") from wrong


class Locker:
    """Writes and reads encrypted Parquet files under one secret."""

    def __init__(self, secret: str) -> None:
        key = derive(secret, "store")
        self._factory = pe.CryptoFactory(lambda _: _Wrapping(key))
        self._connection = pe.KmsConnectionConfig()

    def _reading(self) -> Any:
        return self._factory.file_decryption_properties(
            self._connection, pe.DecryptionConfiguration()
        )

    def writer(self, path: Path, schema: pa.Schema) -> pq.ParquetWriter:
        """Return a writer of a new encrypted file; close it before the file is counted on."""
        how = pe.EncryptionConfiguration(footer_key=KEY_NAME, uniform_encryption=True)
        properties = self._factory.file_encryption_properties(self._connection, how)
        return pq.ParquetWriter(
            made_private(path), schema, encryption_properties=properties, **how_written(schema)
        )

    def write(self, path: Path, data: pa.Table | pa.RecordBatchReader) -> int:
        """Write a file from a table or a stream; return how many rows it holds."""
        with self.writer(path, data.schema) as writer:
            return poured(writer, data)

    def file(self, path: Path) -> pq.ParquetFile:
        """Open an encrypted file; UserError where it is of another key or broken."""
        try:
            return pq.ParquetFile(path, decryption_properties=self._reading())
        except (OSError, ValueError, pa.ArrowException) as problem:
            raise UserError(
                "A file of the data set cannot be opened with the key that is set here "
                "(DATASET_KEY). Nothing was changed. Set the key that it was written with."
            ) from problem

    def dataset(self, paths: Sequence[Path]) -> ds.Dataset:
        """Return encrypted files as one dataset, which engines scan column by column."""
        how = ds.ParquetDecryptionConfig(
            self._factory, self._connection, pe.DecryptionConfiguration()
        )
        scan = ds.ParquetFragmentScanOptions(decryption_config=how)
        return ds.dataset(
            [str(path) for path in paths],
            format=ds.ParquetFileFormat(default_fragment_scan_options=scan),
        )


def plain_writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """Return a writer of a new file that is not encrypted, for its owner alone to read."""
    return pq.ParquetWriter(made_private(path), schema, **how_written(schema))


def is_locked(path: Path) -> bool:
    """Say whether a Parquet file is encrypted, footer and all."""
    with path.open("rb") as file:
        file.seek(-4, os.SEEK_END)
        return file.read(4) == b"PARE"


def how_written(schema: pa.Schema) -> dict[str, Any]:
    """Return how files are packed: names of records are never alike, other columns often."""
    often = [name for name in schema.names if name not in ("row", "record", "raw")]
    return {"compression": "zstd", "compression_level": 1, "use_dictionary": often}


def poured(writer: pq.ParquetWriter, data: pa.Table | pa.RecordBatchReader) -> int:
    """Write a table or a stream; return the number of rows."""
    batches: Iterable[Any] = data.to_batches(BATCH_ROWS) if isinstance(data, pa.Table) else data
    rows = 0
    for batch in batches:
        writer.write_batch(batch)
        rows += batch.num_rows
    return rows


def made_private(path: Path) -> Path:
    """Make an empty file that its owner alone may read, and return its path."""
    os.close(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    return path
