"""What a citation needs, and how a passage is known again."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cite:
    """Where the words of a fact stand in a stored document: lines (from 1, inclusive) or a cell."""

    document_id: int
    lines: tuple[int, int] | None = None
    words: str = ""
    page: int | None = None
    sheet: str = ""
    cell: str = ""


def words_hash(words: str) -> str:
    """Return the SHA-256 in hex of words with white space folded and case kept."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()
