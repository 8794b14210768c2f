"""Work that harms its worker, for the tests of processes."""

import os
import signal
import time

from goldenthread.audit.changes import finish, tell_progress
from goldenthread.audit.rules import Claim
from goldenthread.audit.tasks import mail, send_mail


def poison(work: Claim) -> None:
    """Kill the worker at every attempt."""
    os.kill(os.getpid(), signal.SIGKILL)


def dies_once(work: Claim) -> None:
    """Kill the worker at the first attempt only."""
    if work.attempt == 1:
        poison(work)


def mail_in_the_gap(work: Claim) -> None:
    """Kill the worker after the mail server has accepted, before that is committed, once."""
    if work.attempt == 1:
        mail.finish = lambda **words: poison(work)
    else:
        mail.finish = finish
    send_mail(work)


def long_work(work: Claim) -> None:
    """Take longer than a lease, with signs of life."""
    for step in range(work.payload["steps"]):
        tell_progress(work=work, done=step, of=work.payload["steps"], words=f"Step {step}")
        time.sleep(0.5)


def hangs_once(work: Claim) -> None:
    """Give no sign of life at the first attempt."""
    if work.attempt == 1:
        time.sleep(600)
