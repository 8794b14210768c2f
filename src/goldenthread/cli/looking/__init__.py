"""What the doctor looks at: the machine below the service, and the service on it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One thing looked at: good, to look at, or wrong; in words, and what to do about it."""

    name: str
    state: Literal["good", "look", "wrong"]
    words: str
    todo: str = ""


__all__ = ["Finding"]
