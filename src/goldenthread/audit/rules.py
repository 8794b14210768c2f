"""Who acts, how events are chained, and what of a person the chain may hold: digests only."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64
DIGEST = "digest:"

# What names a person, by the subject of the event; under "" whatever the subject. The chain holds
# the field's name and a keyed digest of its value, so that erasing a person leaves it whole.
PERSON_LEVEL: Mapping[str, frozenset[str]] = {
    "": frozenset(
        {
            "email",
            "person",
            "entered_by",
            "received_by",
            "opened_by",
            "finished_by",
            "published_by",
            "signed_by",
            "raised_by",
            "answered_by",
            "by_name",
        }
    ),
    "user": frozenset({"name"}),
    "invitation": frozenset({"name"}),
    "passkey": frozenset({"name"}),
}


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


def keyed_digest(key: str, words: str) -> str:
    """Return HMAC-SHA-256 in hex: equal for equal words, of no use to anybody without the key."""
    return hmac.new(key.encode(), words.encode(), hashlib.sha256).hexdigest()


def without_persons(key: str, subject: str, value: Any) -> Any:
    """Return a value with each person-level field that holds something as its keyed digest."""
    hidden = PERSON_LEVEL[""] | PERSON_LEVEL.get(subject, frozenset())

    def shown(name: str, held: Any) -> Any:
        if name in hidden and held not in (None, "") and not isinstance(held, dict | list):
            return f"{DIGEST}{keyed_digest(key, str(held))}"
        return without_persons(key, subject, held)

    if isinstance(value, dict):
        return {name: shown(str(name), held) for name, held in value.items()}
    if isinstance(value, list):
        return [without_persons(key, subject, each) for each in value]
    return value
