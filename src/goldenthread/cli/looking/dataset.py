"""The data set, where it is switched on: who on this machine may read its files, and its key."""

import os
from collections.abc import Iterator
from pathlib import Path

from . import Finding

MOST_TOLD = 5


def store() -> Iterator[Finding]:
    """Each area's files, for their owner alone and all of them counted; the key apart from them."""
    from django.conf import settings

    if not settings.DATASET:
        return
    yield _key(Path(settings.GOLDENTHREAD_HOME) / "dataset-key", Path(settings.DATASET_HOME))
    from goldenthread.areas.queries import all_areas
    from goldenthread.dataset.queries.loads import folders_of, store_of

    for area in all_areas():
        held = store_of(area)
        if not held.root.is_dir():
            continue
        wrong = held.problems(folders_of(area))
        if not wrong:
            words = f"{area.name}: its files are for their owner alone, and each is counted."
            yield Finding("data set", "good", words)
        for words in wrong[:MOST_TOLD]:
            open_to_all = "can be read by others" in words or "Restore a backup" in words
            yield Finding("data set", "wrong" if open_to_all else "look", f"{area.name}: {words}")
        if len(wrong) > MOST_TOLD:
            words = f"{area.name}: and {len(wrong) - MOST_TOLD} more like these."
            yield Finding("data set", "wrong", words, f"Run: chmod -R go-rwx {held.root}")


def _key(file: Path, files: Path) -> Finding:
    """Say where the key lies: in the environment, or in a file of its owner's outside the store."""
    if os.environ.get("DATASET_KEY"):
        return Finding("data set key", "good", "The key comes from the environment.")
    if not file.exists():
        words = "There is no key, so nothing of the data set can be read or kept."
        return Finding("data set key", "wrong", words, "Set DATASET_KEY, or restore the key file.")
    if file.resolve().is_relative_to(files.resolve()):
        words = f"The key lies among the files that it locks, {files}."
        return Finding("data set key", "wrong", words, "Move GOLDENTHREAD_HOME or DATASET_HOME.")
    if os.name != "nt" and file.stat().st_mode & 0o077:
        words = f"{file} can be read by others than its owner."
        return Finding("data set key", "wrong", words, f"Run: chmod go-rwx {file}")
    words = f"The key is in {file}, apart from the files. Keep a copy of it elsewhere."
    return Finding("data set key", "good", words)
