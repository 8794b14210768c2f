"""Where this installation keeps its data, and the key it signs cookies with."""

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
    given = os.environ.get("SECRET_KEY")
    if given:
        return given
    kept = home / "secret-key"
    home.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text(encoding="utf-8")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(48))
    return kept.read_text(encoding="utf-8")
