"""Settings of gunicorn that cannot be given in its command line."""

from typing import Any

from goldenthread.cli.children import end_with_parent


def post_fork(server: Any, worker: Any) -> None:
    """Let a process that serves pages end with the one above it, which holds the port."""
    end_with_parent(worker.ppid)
