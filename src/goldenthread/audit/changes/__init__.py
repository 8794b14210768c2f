"""Writing to the trail, to the outbox that must follow it, and to those who are told."""

from .mending import forget_letters, try_again
from .outbox import (
    LeaseLost,
    claim,
    enqueue,
    fail,
    finish,
    hold_back,
    sweep,
    tell_progress,
)
from .trail import forget_actor, record
from .webhooks import add_webhook, stop_webhook
from .workers import beat, leave

__all__ = [
    "LeaseLost",
    "add_webhook",
    "beat",
    "claim",
    "enqueue",
    "fail",
    "finish",
    "forget_actor",
    "forget_letters",
    "hold_back",
    "leave",
    "record",
    "stop_webhook",
    "sweep",
    "tell_progress",
    "try_again",
]
