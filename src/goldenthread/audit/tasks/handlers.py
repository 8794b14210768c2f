"""Carrying out one piece of work, whatever becomes of it."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string
from django_q.exceptions import TimeoutException

from ..changes import LeaseLost, claim, fail, finish
from ..rules import Claim
from .hopeless import Hopeless

__all__ = ["Handler", "Hopeless", "carry_out", "handler_of"]

Handler = Callable[[Claim], None]
_log = logging.getLogger(__name__)


def handler_of(kind: str) -> Handler:
    """Return who does work of a kind, as the settings name them; Hopeless when nobody does."""
    path = settings.OUTBOX_HANDLERS.get(kind)
    if path is None:
        raise Hopeless(f"Nobody here does work of the kind “{kind}”.")
    found: Handler = import_string(path)
    return found


def carry_out(pk: int) -> str:
    """Do the work of an outbox row unless it is done, taken or given up; say in a word how it went.

    The queue may bring a row any number of times. A handler may call `finish` itself, inside its
    own transaction; otherwise it is called when the handler returns.
    """
    work = claim(pk=pk)
    if work is None:
        return "left"
    try:
        handler_of(work.kind)(work)
        finish(work=work)
    except LeaseLost:
        _log.warning("Work %s was taken over by another worker.", pk)
        return "lost"
    except Hopeless as problem:
        fail(work=work, words=str(problem), hopeless=True)
        return "given up"
    except TimeoutException:
        fail(work=work, words="It took longer than its lease.")
        raise
    except Exception as problem:
        _log.warning("Work %s (%s) failed: %s", pk, work.kind, problem, exc_info=problem)
        fail(work=work, words=f"{type(problem).__name__}: {problem}")
        return "failed"
    return "done"
