"""How far the laying out of a PDF is, heard from what WeasyPrint logs while it works."""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

# WeasyPrint tells its steps and each page on this logger (weasyprint/logger.py): they are heard
# here while somebody listens, and are no lines of a log.
_TOLD_ON = logging.getLogger("weasyprint.progress")
_TOLD_ON.setLevel(logging.INFO)
_TOLD_ON.propagate = False

_STEP = re.compile(r"Step (\d)(?: - Creating layout - Page (\d+))?")
# Percent of the whole time at which a step begins: what long reports took, 50 to 130 pages each.
_BEGINS = {1: 0, 2: 2, 3: 5, 4: 25, 6: 75, 7: 90}
_LAYOUT_BEGINS, _LAYOUT_ENDS = 33, 75
_WORDS = {
    1: "Reading its words",
    2: "Reading its words",
    3: "Setting its letters",
    4: "Setting its tables",
    6: "Drawing its pages",
    7: "Writing the file",
}
_TOLD_EVERY = 2  # Percent: each telling is a write to the database.


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a PDF is: whole percent, 0 to 100, and in words."""

    share: int
    words: str


Listener = Callable[[Reached], None]


def reached(said: str, pages: int) -> Reached | None:
    """Return how far a PDF is by what was said, None where that says nothing of it.

    `pages` is how many there will be, as far as anybody can know before they are laid out.
    """
    step = _STEP.match(said)
    if step is None:
        return None
    if step[2] is None:
        number = int(step[1])
        return Reached(_BEGINS[number], _WORDS[number]) if number in _BEGINS else None
    page = int(step[2])
    room = _LAYOUT_ENDS - _LAYOUT_BEGINS
    about = f" of about {pages}" if page < pages else ""
    return Reached(_LAYOUT_BEGINS + room * min(page, pages) // pages, f"Page {page}{about}")


class _Ear(logging.Handler):
    """Passes on what is said in its own thread, and only what is further than before.

    What the listener raises ends the work: a lease that was lost, say.
    """

    def __init__(self, tell: Listener, pages: int) -> None:
        super().__init__(logging.INFO)
        self._tell, self._pages = tell, max(1, pages)
        self._thread, self._next = threading.get_ident(), 0

    def emit(self, record: logging.LogRecord) -> None:
        now = reached(record.getMessage(), self._pages)
        if record.thread == self._thread and now is not None and now.share >= self._next:
            self._next = now.share + _TOLD_EVERY
            self._tell(now)


@contextmanager
def heard(tell: Listener | None, pages: int) -> Iterator[None]:
    """Tell how far the PDF is that is made meanwhile in this thread, where anybody asks."""
    if tell is None:
        yield
        return
    ear = _Ear(tell, pages)
    _TOLD_ON.addHandler(ear)
    try:
        yield
    finally:
        _TOLD_ON.removeHandler(ear)
