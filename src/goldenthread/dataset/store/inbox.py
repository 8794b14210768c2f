"""Files that were sent to a page and wait for the worker: encrypted until they are read.

A file is kept as pieces, each AES-GCM under a key of the inbox, bound to the file and to its place
in it, so that no piece can be left out, doubled or moved.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from goldenthread.core.errors import UserError
from goldenthread.dataset.rules.keys import derive

from .folder import Store, private_folder
from .locked import made_private

PIECE = 1024 * 1024
NONCE, LENGTH, TAG = 12, 4, 16
"""Bytes before and after what is sealed; a piece of the tag alone ends the file."""
INBOX, OPENED = "inbox", "opened"


def put(store: Store, name: str, number: int, data: Iterable[bytes]) -> str:
    """Keep a file of a load that is asked for, encrypted; return the SHA-256 of its bytes.

    `name` is the load's folder, `number` the file's place among its files.
    """
    above = store.root / INBOX / name
    for folder in (store.root, store.root / INBOX, above):
        private_folder(folder)
    cipher, hashed = _cipher(store), sha256()
    with made_private(above / str(number)).open("wb") as file:
        place = -1
        for place, piece in enumerate(_pieces(data)):
            hashed.update(piece)
            file.write(_sealed(cipher, piece, _bound(name, number, place, last=False)))
        file.write(_sealed(cipher, b"", _bound(name, number, place + 1, last=True)))
    return hashed.hexdigest()


@contextmanager
def opened(store: Store, name: str, names: list[str]) -> Iterator[list[Path]]:
    """Yield the files of a load as they were sent, under their names, until they are read."""
    above = store.root / OPENED / name
    shutil.rmtree(above, ignore_errors=True)
    for folder in (store.root / OPENED, above):
        private_folder(folder)
    try:
        yield [_opened(store, name, number, above, said) for number, said in enumerate(names)]
    finally:
        shutil.rmtree(above, ignore_errors=True)


def forget(store: Store, name: str) -> None:
    """Take the files of a load out of the inbox."""
    for kind in (INBOX, OPENED):
        shutil.rmtree(store.root / kind / name, ignore_errors=True)


def waiting(store: Store, name: str) -> bool:
    """Say whether files of a load lie in the inbox."""
    return (store.root / INBOX / name).is_dir()


def _opened(store: Store, name: str, number: int, above: Path, said: str) -> Path:
    path = above / str(number) / Path(said).name
    private_folder(path.parent)
    cipher = _cipher(store)
    source = store.root / INBOX / name / str(number)
    with source.open("rb") as locked, made_private(path).open("wb") as plain:
        place, last = 0, False
        while not last:
            nonce, size = locked.read(NONCE), int.from_bytes(locked.read(LENGTH), "big")
            last = size == TAG
            piece = locked.read(size)
            try:
                plain.write(cipher.decrypt(nonce, piece, _bound(name, number, place, last=last)))
            except (InvalidTag, ValueError) as problem:
                raise UserError(
                    "A file that was sent cannot be opened again. Nothing was loaded. Send it once "
                    "more."
                ) from problem
            place += 1
    return path


def _sealed(cipher: AESGCM, piece: bytes, bound: bytes) -> bytes:
    """Return a piece as it is kept: nonce, length, and what only the key opens."""
    nonce = os.urandom(NONCE)
    sealed = cipher.encrypt(nonce, piece, bound)
    return nonce + len(sealed).to_bytes(LENGTH, "big") + sealed


def _bound(name: str, number: int, place: int, *, last: bool) -> bytes:
    return f"{name}/{number}/{place}/{'last' if last else 'more'}".encode()


def _cipher(store: Store) -> AESGCM:
    return AESGCM(derive(store.secret, "inbox"))


def _pieces(data: Iterable[bytes]) -> Iterator[bytes]:
    """Yield bytes in pieces of a bounded size, none of them empty."""
    for chunk in data:
        for start in range(0, len(chunk), PIECE):
            yield chunk[start : start + PIECE]
