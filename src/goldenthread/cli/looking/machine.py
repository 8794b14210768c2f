"""The machine: database, folders, disk, clock, the files of pages, and what printing needs."""

import ctypes.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from . import Finding

LITTLE_ROOM = 1024**3
TOO_LITTLE_ROOM = 100 * 1024**2
SKEW_SECONDS = 5


def database() -> Iterator[Finding]:
    """Reachable, and at this version."""
    from goldenthread.cli.serve import check_database
    from goldenthread.core.errors import UserError

    try:
        check_database()
    except UserError as problem:
        yield Finding("database", "wrong", problem.message, "Mend this first.")
        return
    from django.db import connection

    yield Finding("database", "good", f"{connection.display_name} answers and is at this version.")


def folders() -> Iterator[Finding]:
    """Writable, and not for everybody to read."""
    from django.conf import settings

    for name in ("GOLDENTHREAD_HOME", "MEDIA_ROOT", "STATIC_ROOT"):
        folder = Path(getattr(settings, name))
        nearest = next(each for each in (folder, *folder.parents) if each.exists())
        if os.access(nearest, os.W_OK):
            yield Finding("folder", "good", f"{folder} can be written.")
        else:
            todo = f"Give the user that runs this the right to write {nearest}."
            yield Finding("folder", "wrong", f"{folder} cannot be written.", todo)
    for name in ("secret-key", "audit-key", "goldenthread.db"):
        file = settings.GOLDENTHREAD_HOME / name
        if os.name != "nt" and file.exists() and file.stat().st_mode & 0o007:
            todo = f"Run: chmod o-rwx {file}"
            yield Finding("folder", "look", f"{file} can be read by everybody here.", todo)


def disk_space() -> Iterator[Finding]:
    """Room for a while."""
    from django.conf import settings

    folder = Path(settings.GOLDENTHREAD_HOME)
    free = shutil.disk_usage(folder if folder.exists() else folder.parent).free
    words = f"{free / 2**30:,.1f} GB are free where the data lies."
    if free < LITTLE_ROOM:
        state = "wrong" if free < TOO_LITTLE_ROOM else "look"
        yield Finding("disk space", state, words, "Make room, or move the data folder.")
    else:
        yield Finding("disk space", "good", words)


def clock() -> Iterator[Finding]:
    """The same time here and in the database, and not before this version was made."""
    from django.db import connection

    now = datetime.now(UTC)
    made = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    todo = "Set the clock by the network (NTP): deadlines and links rest on it."
    if (made - now).total_seconds() > SKEW_SECONDS:
        yield Finding("clock", "wrong", f"It says {now:%Y-%m-%d %H:%M} UTC: too early.", todo)
        return
    if connection.vendor == "postgresql":
        from goldenthread.audit.queries import moment_of_database

        apart = abs((moment_of_database() - datetime.now(UTC)).total_seconds())
        if apart > SKEW_SECONDS:
            yield Finding("clock", "wrong", f"It is {apart:.0f} s off the database's.", todo)
            return
    yield Finding("clock", "good", f"It is {now:%Y-%m-%d %H:%M} UTC ({time.tzname[0]}).")


def front_end() -> Iterator[Finding]:
    """The style sheets and scripts of GOV.UK Frontend."""
    from django.contrib.staticfiles.finders import find

    missing = [
        name
        for name in ("govuk/govuk-frontend.css", "design/house.css", "design/begin.js")
        if not find(name)
    ]
    if missing:
        todo = "Install a built package, or run make setup in a checkout."
        yield Finding("front end", "wrong", f"Missing: {', '.join(missing)}.", todo)
    else:
        yield Finding("front end", "good", "Style sheets and scripts are here.")


def printing() -> Iterator[Finding]:
    """What WeasyPrint needs for PDFs: Pango, and a font to write with."""
    todo = "On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core"
    names = ("pango-1.0", "pangoft2-1.0")
    missing = [name for name in names if not ctypes.util.find_library(name)]
    if missing:
        words = f"No PDFs can be made: {' and '.join(missing)} missing."
        yield Finding("printing", "look", words, todo)
        return
    listing = shutil.which("fc-list")
    if listing and sys.platform == "linux":
        fonts = subprocess.run([listing, ":lang=en"], capture_output=True, text=True, check=False)
        if not fonts.stdout.strip():
            yield Finding("printing", "look", "No font for English is installed.", todo)
            return
    yield Finding("printing", "good", "Pango and fonts for PDFs are here.")
