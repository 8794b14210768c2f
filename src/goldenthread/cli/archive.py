"""The file a backup is: a zip of parts, and a manifest that says how long each is and its SHA-256.

Reading trusts nothing: no part is read beyond the length the manifest gives, none is unpacked to a
place outside the folder it is for, and what does not match refuses the whole archive.
"""

import hashlib
import json
import lzma
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from goldenthread.core.errors import UserError

FORMAT = 1
MANIFEST = "manifest.json"
MOST_MANIFEST = 64 * 1024 * 1024
MOST_TIMES_SMALLER = 200
SMALL = 10 * 1024 * 1024
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, ValueError, RuntimeError),
)
_CHUNK = 1024 * 1024
_KEPT = "Nothing was changed. Try another backup, or copy this one anew from where it was made."


def damaged(why: str) -> UserError:
    """Return the sentence for an archive that cannot be used."""
    return UserError(f"This backup cannot be used: {why}. {_KEPT}")


class Writing:
    """An archive being written: parts first, then the manifest."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.parts: dict[str, dict[str, Any]] = {}

    def add(self, name: str, chunks: Iterable[bytes], **about: Any) -> None:
        """Write one part, and note its length, its SHA-256 and what else is said of it."""
        digest, size = hashlib.sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as part:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                part.write(chunk)
        self.parts[name] = {"size": size, "sha256": digest.hexdigest(), **about}


@contextmanager
def writing(path: Path, manifest: dict[str, Any]) -> Iterator[Writing]:
    """Write an archive beside its name and give it its name once it is whole and on the disk.

    `manifest` may be added to until the end.
    """
    part = path.with_name(f".{path.name}.part")
    with open(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "r+b") as file:
        try:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                written = Writing(archive)
                yield written
                manifest |= {"format": FORMAT, "parts": written.parts}
                archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def file_chunks(path: Path) -> Iterator[bytes]:
    """Yield a file piece by piece."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


class Reading:
    """An archive whose manifest agrees with what is in it."""

    def __init__(self, archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
        self._archive = archive
        self.manifest = manifest

    def names(self, folder: str) -> list[str]:
        """Return the names of the parts in a folder, such as `rows`."""
        return [name for name in self.manifest["parts"] if name.startswith(f"{folder}/")]

    def about(self, name: str) -> dict[str, Any]:
        """Return what the manifest says of a part."""
        found: dict[str, Any] = self.manifest["parts"][name]
        return found

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece; UserError when it is not what the manifest says."""
        about, size, digest = self.about(name), 0, hashlib.sha256()
        try:
            with self._archive.open(name) as part:
                while chunk := part.read(min(_CHUNK, about["size"] - size + 1)):
                    size += len(chunk)
                    if size > about["size"]:
                        raise damaged(f"{name} is longer than it should be")
                    digest.update(chunk)
                    yield chunk
        except UNREADABLE as problem:
            raise damaged(f"{name} cannot be read ({problem})") from None
        if size != about["size"] or digest.hexdigest() != about["sha256"]:
            raise damaged(f"{name} is not as it was written")

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield a part line by line."""
        rest = b""
        for chunk in self.chunks(name):
            *whole, rest = (rest + chunk).split(b"\n")
            yield from whole
        if rest:
            yield rest


@contextmanager
def reading(path: Path) -> Iterator[Reading]:
    """Open an archive; UserError when it is none, is cut short or asks for too much room."""
    if not path.is_file():
        raise UserError(f"There is no file {path}. Nothing was changed.")
    try:
        archive = zipfile.ZipFile(path)
    except UNREADABLE:
        raise damaged("it is no archive, or was cut short") from None
    with archive:
        manifest = _manifest(archive)
        _agrees(archive, manifest)
        yield Reading(archive, manifest)


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        with archive.open(MANIFEST) as part:
            words = part.read(MOST_MANIFEST)
        manifest = json.loads(words)
        parts = manifest["parts"].items()
        sound = all(isinstance(about["size"], int) and about["sha256"] for _, about in parts)
    except (*UNREADABLE, KeyError, TypeError, AttributeError) as problem:
        raise damaged(f"its list of contents cannot be read ({type(problem).__name__})") from None
    if manifest.get("format") != FORMAT or not sound:
        raise damaged("it was made by another version of Golden Thread")
    found: dict[str, Any] = manifest
    return found


def _agrees(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """Refuse parts that are missing, unlisted, wrongly named, or would unpack beyond reason."""
    infos = {info.filename: info for info in archive.infolist()}
    parts = manifest["parts"]
    if set(infos) != {*parts, MANIFEST} or len(archive.infolist()) != len(infos):
        raise damaged("what is in it is not what its list of contents says")
    for name, about in parts.items():
        info, size = infos[name], about["size"]
        pieces = PurePosixPath(name).parts
        if name.startswith("/") or "\\" in name or ".." in pieces or ":" in name:
            raise damaged("it holds a part that would be written outside its place")
        if info.file_size != size:
            raise damaged(f"{name} is not as long as it should be")
        if size > SMALL and size > MOST_TIMES_SMALLER * max(1, info.compress_size):
            raise damaged(f"{name} would unpack to far more than is packed")


def unpacked(archive: Reading, name: str, place: Path) -> None:
    """Write a part to a file for its owner only."""
    place.parent.mkdir(parents=True, exist_ok=True)
    file: IO[bytes]
    with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for chunk in archive.chunks(name):
            file.write(chunk)


def check_room(archive: Reading, folder: Path) -> None:
    """Refuse an archive that would not fit on the disk that a folder is on."""
    needed = sum(about["size"] for about in archive.manifest["parts"].values())
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise damaged(f"it needs {needed // 2**20:,} MB and {free // 2**20:,} MB are free")
