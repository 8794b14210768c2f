"""Who acts, how events are chained, what of a person the chain may hold, and when work is due."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Any

GENESIS = "0" * 64
DIGEST = "digest:"

# What names a person, by the subject of the event; under "" whatever the subject. The chain holds
# the field's name and a keyed digest of its value, so that erasing a person leaves it whole.
PERSON_LEVEL: Mapping[str, frozenset[str]] = {
    "": frozenset(
        {
            "actor_name",
            "added_by",
            "agreed_by",
            "answered_by",
            "approved_by",
            "by_name",
            "closed_by",
            "decided_by",
            "declined_by",
            "email",
            "entered_by",
            "finished_by",
            "made_by",
            "opened_by",
            "outcome_by",
            "person",
            "proposed_by",
            "published_by",
            "raised_by",
            "received_by",
            "released_by",
            "reviewed_by",
            "saved_by",
            "set_by",
            "settled_by",
            "signed_by",
            "withdrawn_by",
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
    """What must follow a change once it is committed: the kind names who does it, and with what.

    `not_before` is the moment before which nobody takes it up; at once where it is left out.
    """

    kind: str
    payload: dict[str, Any]
    not_before: datetime | None = None


def letter(*, to: str, subject: str, text: str) -> Follow:
    """Return an e-mail that must follow a change; its Message-ID is fixed by its outbox row."""
    return Follow("mail", {"to": to, "subject": subject, "text": text})


class Work(StrEnum):
    """Where a piece of work in the outbox stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    EXHAUSTED = "exhausted"


@dataclass(frozen=True, slots=True)
class Claim:
    """One attempt at a piece of work: what to do, and under which key.

    `attempt` counts every one from 1; `tries` those since somebody last let it be tried again.
    """

    pk: int
    kind: str
    key: str
    payload: dict[str, Any]
    attempt: int
    tries: int
    event: int
    by: Actor


PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600)
)
MOST_ATTEMPTS = len(PAUSES) + 1


def pause_after(attempt: int) -> timedelta | None:
    """Return how long to wait after a failed attempt, counted from 1; None when it was the last."""
    return PAUSES[attempt - 1] if attempt < MOST_ATTEMPTS else None


def told_of(kinds: Sequence[str], subject: str, verb: str) -> bool:
    """Say whether a subscription's patterns, such as `action.*`, take in an event."""
    return any(fnmatchcase(f"{subject}.{verb}", kind) for kind in kinds)


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


def compared(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> list[tuple[str, Any, Any]]:
    """Return each field of an event with its value before and after; None where there was none."""
    was, now = before or {}, after or {}
    return [(name, was.get(name), now.get(name)) for name in {**was, **now}]
