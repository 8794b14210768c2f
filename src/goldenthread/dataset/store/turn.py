"""One process at a time at one thing: a lock that ends with the process, however it ends."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from .folder import Store, private_folder
from .locked import made_private

LOCKS = "locks"


@contextmanager
def turn(store: Store, what: str) -> Iterator[bool]:
    """Yield whether it is this process's turn at a thing; False where another is at it."""
    folder = store.root / LOCKS
    for each in (store.root, folder):
        private_folder(each)
    path = folder / what
    if not path.exists():
        made_private(path)
    with path.open("r+b") as file:
        yield _taken(file)


def _taken(file: IO[bytes]) -> bool:
    """Try to lock an open file; the system lets go when it is closed or its process ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
