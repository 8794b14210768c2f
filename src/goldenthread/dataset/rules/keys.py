"""Keys derived from the one secret, and the keyed names of records: stable, opaque, repeatable.

A name is half of sha256(outer || half of sha256(inner || message)) over keys in hexadecimal, which
plain Python, DuckDB and Spark all compute alike, each mostly in one block of the hash; without the
secret nobody can find it from the values.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PARTS = "\x1f"
NAME_LENGTH = 32


def derive(secret: str, use: str) -> bytes:
    """Return the 32 bytes of key for one use, derived from the secret (HKDF, RFC 5869)."""
    return HKDF(SHA256(), 32, salt=None, info=f"goldenthread dataset {use}".encode()).derive(
        secret.encode()
    )


@lru_cache(maxsize=256)
def halves(secret: str, use: str) -> tuple[str, str]:
    """Return the inner and the outer key of a keyed name: 32 and 16 hexadecimal digits."""
    key = derive(secret, use).hex()
    return key[:32], key[32:48]


def keyed_name(secret: str, use: str, message: str) -> str:
    """Return the 32 hexadecimal digits that stand for a message under one use of the secret."""
    inner, outer = halves(secret, use)
    first = hashlib.sha256((inner + message).encode()).hexdigest()[:NAME_LENGTH]
    return hashlib.sha256((outer + first).encode()).hexdigest()[:NAME_LENGTH]


def record_use(source: str, table: str) -> str:
    """Return the use under which the records of a table are named."""
    return PARTS.join(["record", source, table])


def record_key(secret: str, source: str, table: str, values: Sequence[object | None]) -> str:
    """Return the opaque name of a record: the same in every extract that brings the row again.

    `values` are the typed values of the table's key in its order; days as YYYY-MM-DD.
    """
    message = PARTS.join("" if value is None else str(value) for value in values)
    return keyed_name(secret, record_use(source, table), message)


def linked_key(secret: str, person: str) -> str:
    """Return the name under which a person of the spine stands in the linked tables."""
    return keyed_name(secret, "linked", person)
