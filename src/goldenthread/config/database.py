"""Which database the records lie in, and how it is spoken to."""

import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import dj_database_url

# The machine itself, by name, by number or by a socket: nobody listens in on the way there.
HERE = {"", "localhost", "127.0.0.1", "::1"}
WRITE_AHEAD = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
    "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
)


def database(home: Path) -> dict[str, object]:
    """Return SQLite in the data folder, or what DATABASE_URL names.

    A PostgreSQL on another machine is spoken to by TLS only, unless the address says `sslmode`
    itself.
    """
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{home / 'goldenthread.db'}"
    found: dict[str, object] = dict(dj_database_url.parse(url, conn_max_age=60))
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": WRITE_AHEAD,
        }
    elif _elsewhere(str(found["HOST"])) and "sslmode" not in parse_qs(urlsplit(url).query):
        options = found.get("OPTIONS")
        given = options if isinstance(options, dict) else {}
        found["OPTIONS"] = {**given, "sslmode": "require"}
    return found


def _elsewhere(host: str) -> bool:
    return host not in HERE and not host.startswith("/")
