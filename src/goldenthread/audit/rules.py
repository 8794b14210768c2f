"""Who acts, and how one event of the trail is chained to the one before."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a change: a stable reference and the name as printed; no relation to a user."""

    ref: str
    name: str


SYSTEM = Actor("system", "Golden Thread")
COMMAND_LINE = Actor("cli", "Command line")


def chained_hash(previous: str, payload: dict[str, Any]) -> str:
    """Return the SHA-256 in hex of an event chained to the hash before it."""
    body = json.dumps(payload, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()
