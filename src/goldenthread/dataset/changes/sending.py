"""An extract sent to a page: kept encrypted until the worker has loaded it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import count
from typing import Protocol

from goldenthread.audit.rules import Actor, Claim, Follow
from goldenthread.core.errors import UserError

from ..models import Load
from ..queries.loads import known_load, store_of
from ..store import inbox
from ..store.turn import turn
from .loads import ELSEWHERE, Extract, Progress, begin_load, run_load

KIND = "dataset_load"


class Sent(Protocol):
    """A file that was sent with a form, as Django hands it on."""

    name: str | None

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes."""


def send_extract(
    *,
    by: Actor,
    extract: Extract,
    files: Sequence[Sent],
    mapping: Sent | None = None,
) -> Load:
    """Keep files that were sent and ask the worker to load them; return the load that begins.

    The digest of `extract` is made here. Files that are loaded already give that load.
    """
    from ..loading import digest_of_parts

    said = sha256(b"".join(mapping.chunks())).hexdigest() if mapping else ""
    parts = [_hashed(file.chunks()) for file in files]
    extract = replace(
        extract,
        files=tuple(str(file.name) for file in files),
        mapping=str(mapping.name) if mapping else "",
        digest=digest_of_parts(parts, said),
    )
    known = known_load(extract.area, extract.source.code, extract.digest)
    if known is not None:
        return known
    follow = [Follow(KIND, {"area": extract.area.slug, "digest": extract.digest})]
    store = store_of(extract.area)
    with turn(store, extract.digest) as ours:
        if not ours:
            raise UserError(ELSEWHERE)
        for number, file in zip(count(), [*files, *([mapping] if mapping else [])], strict=False):
            inbox.put(store, extract.digest, number, file.chunks())
        return begin_load(by=by, extract=extract, follow=follow)


def load_sent(*, work: Claim, load: Load, progress: Progress) -> None:
    """Load what was sent to a page, for whoever sent it, and let go of the files."""
    store = store_of(load.area)
    with turn(store, load.digest) as ours:
        if not ours:
            raise UserError(ELSEWHERE)
        names = [*load.files, *([load.mapping] if load.mapping else [])]
        with inbox.opened(store, load.digest, names) as paths:
            run_load(
                by=work.by,
                load=load,
                files=paths[: len(load.files)],
                mapping=paths[-1] if load.mapping else None,
                progress=progress,
            )
        inbox.forget(store, load.digest)


def _hashed(chunks: Iterable[bytes]) -> str:
    hashed = sha256()
    for chunk in chunks:
        hashed.update(chunk)
    return hashed.hexdigest()
