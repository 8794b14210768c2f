"""Processes that end when the one that started them does, even when that one was killed."""

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_forked_by = 0


def end_with_parent(parent: int, how: int = signal.SIGKILL) -> None:
    """End this process by a signal when its parent, given by its number, is gone.

    Linux is asked to send it (prctl, PR_SET_PDEATHSIG); elsewhere a thread looks every half second.
    """
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, how)
    else:
        watch_parent(parent, how)
    if os.getppid() != parent:
        os.kill(os.getpid(), how)


def watch_parent(parent: int, how: int) -> None:
    """Look every half second whether the parent is still there, in a thread of its own."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), how)

    threading.Thread(target=watch, daemon=True).start()


def tie_forks() -> None:
    """Let every process forked from now on, and every one forked by those, end with its parent."""

    def before() -> None:
        global _forked_by
        _forked_by = os.getpid()

    os.register_at_fork(before=before, after_in_child=lambda: end_with_parent(_forked_by))
