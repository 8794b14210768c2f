"""`goldenthread restore`: bring an installation back from its backup, all of it or nothing."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldenthread.cli.archive import Reading, check_room, reading, unpacked
from goldenthread.cli.backup import fingerprints
from goldenthread.core.errors import UserError

NAME = "restore"
SUMMARY = "Bring the database and the files back from a backup; all of it, or nothing is changed."
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the archive, and whether what is here may go."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="an archive that backup has written"
    )
    parser.add_argument(
        "--replace", action="store_true", help="put it in the place of everything that is here now"
    )


def run(args: argparse.Namespace) -> int:
    """Check the archive to the last byte, then put it in place in one transaction."""
    from django.conf import settings

    settings.GOLDENTHREAD_HOME.mkdir(parents=True, exist_ok=True)
    with reading(args.file) as archive:
        _check_keys(archive)
        _check_place(args.replace)
        check_room(archive, settings.GOLDENTHREAD_HOME)
        staged = Path(settings.MEDIA_ROOT).with_name(f".restoring-{os.getpid()}")
        try:
            for name in (*archive.names("files"), *archive.names("dataset")):
                unpacked(archive, name, staged / name)
            held, events = _put_in_place(archive, staged)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        sys.stdout.writelines(f"{line}\n" for line in _said(archive, held, events))
    return 0


def _check_keys(archive: Reading) -> None:
    from django.conf import settings

    if archive.manifest.get("keys", {}).get("AUDIT_KEY") != fingerprints()["AUDIT_KEY"]:
        raise UserError(
            "This backup was made under another AUDIT_KEY, so its trail could not be checked here. "
            "Nothing was changed. Set AUDIT_KEY to the one it was made under (in the environment "
            "there, or the file audit-key of its data folder) and run this again."
        )
    theirs = archive.manifest["keys"].get("DATASET_KEY")
    if theirs and not settings.DATASET:
        raise UserError(
            "This backup holds the data set, which is switched off here. Nothing was changed. Set "
            "DATASET=on and run this again."
        )
    if theirs and archive.names("dataset") and theirs != fingerprints()["DATASET_KEY"]:
        raise UserError(
            "The data set in this backup is locked with another DATASET_KEY, so it could not be "
            "read here. Nothing was changed. Set DATASET_KEY to the one it was made under (in the "
            "environment there, or the file dataset-key of its data folder) and run this again."
        )


def _check_place(replace: bool) -> None:
    from goldenthread.audit.queries import holds_events

    if holds_events() and not replace:
        raise UserError(
            "This installation holds data. Nothing was changed. Back it up, stop what serves it, "
            "and run this again with --replace to put the backup in its place."
        )


def _put_in_place(archive: Reading, staged: Path) -> tuple[int, int]:
    """Load the rows, then lay the files; return how much work is held back, and how many events."""
    from django.conf import settings

    from goldenthread.audit.changes.restoring import Table, restored

    nodes = [(str(app), str(name)) for app, name in archive.manifest["migrations"]]

    def tables() -> Iterator[Table]:
        for name in archive.names("rows"):
            about = archive.about(name)
            label = name.removeprefix("rows/").removesuffix(".jsonl")
            yield Table(label, about["fields"], about["rows"], archive.lines(name))

    with restored(
        nodes=nodes,
        tables=tables(),
        ends_in=archive.manifest["chain"],
        was_broken=archive.manifest["broken"] is not None,
        made_at=archive.manifest["made_at"],
    ) as outcome:
        _lay_files(staged / "files", Path(settings.MEDIA_ROOT))
        _lay_files(staged / "dataset", settings.DATASET_HOME)
        _close_to_others(settings.DATASET_HOME)
    return outcome


def _lay_files(staged: Path, place: Path) -> None:
    """Move files to where they belong; none that is there under another name is taken away."""
    for file in sorted(staged.rglob("*")) if staged.is_dir() else ():
        if file.is_file():
            target = place / file.relative_to(staged)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)


def _close_to_others(folder: Path) -> None:
    """Let only their owner into a folder and those in it, as the data set keeps them."""
    for each in (folder, *folder.rglob("*")) if folder.is_dir() else ():
        if each.is_dir():
            each.chmod(0o700)


def _said(archive: Reading, held: int, events: int) -> Iterator[str]:
    manifest: dict[str, Any] = archive.manifest
    yield f"Restored as it stood at {manifest['made_at']}: {events:,} events."
    if manifest["broken"] is None:
        yield "The trail is whole."
    else:
        yield f"TAKE CARE: the trail did not hold from event {manifest['broken']} on, as before."
    if held:
        yield (
            f"{held:,} pieces of work that had not been done, such as mail, are held back: look at "
            "them with goldenthread work, and send them with goldenthread work --again all."
        )
    if manifest["keys"]["SECRET_KEY"] != fingerprints()["SECRET_KEY"]:
        yield (
            "SECRET_KEY is another one: links in mails already sent no longer work, and webhooks "
            "are signed with new secrets."
        )
    missing = [name for name in manifest["settings"] if not os.environ.get(name)]
    if missing:
        yield f"Set where it was made and not here: {', '.join(missing)}."
    yield "Everybody signs in again."
