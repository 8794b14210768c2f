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


@dataclass(frozen=True, slots=True)
class Follow:
    """What must follow a change once it is committed: the kind names who does it, and with what."""

    kind: str
    payload: dict[str, Any]


def letter(*, to: str, subject: str, text: str) -> Follow:
    """Return an e-mail that must follow a change; its Message-ID is fixed by its outbox row."""
    return Follow("mail", {"to": to, "subject": subject, "text": text})


SYSTEM = Actor("system", "Golden Thread")
COMMAND_LINE = Actor("cli", "Command line")


def chained_hash(previous: str, payload: dict[str, Any]) -> str:
    """Return the SHA-256 in hex of an event chained to the hash before it."""
    body = json.dumps(payload, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()
