"""Where this installation keeps its data, and its keys."""

import os
import secrets
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]


def data_home() -> Path:
    """Return the data folder: GOLDENTHREAD_HOME, else `var/` of a checkout, else the user's own."""
    named = os.environ.get("GOLDENTHREAD_HOME")
    if named:
        return Path(named).expanduser().resolve()
    if (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "src").is_dir():
        return CHECKOUT / "var"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "goldenthread"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share")) / "goldenthread"


def secret_key(home: Path) -> str:
    """Return SECRET_KEY, or the random one kept in the data folder, made on the first run."""
    return os.environ.get("SECRET_KEY") or _kept(home / "secret-key")


def audit_key(home: Path) -> str:
    """Return AUDIT_KEY, which persons in the trail are digested with, or the one kept here."""
    return os.environ.get("AUDIT_KEY") or _kept(home / "audit-key")


def dataset_key(home: Path) -> str:
    """Return DATASET_KEY, which the data set is locked with, or the one kept beside it."""
    return os.environ.get("DATASET_KEY") or _kept(home / "dataset-key")


def _kept(file: Path) -> str:
    """Return the random key that a file keeps, made on the first run for its owner only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="utf-8")
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(secrets.token_urlsafe(48))
    return file.read_text(encoding="utf-8")
