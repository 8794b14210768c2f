"""What a citation needs, and how a passage is known again."""

import hashlib
import re
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


def readable_title(name: str) -> str:
    """Return the title of a document that has only its file name: no ending, words set apart.

    A hyphen between letters parts words only where nothing else does.
    """
    words = re.sub(r"\.[A-Za-z][A-Za-z0-9]{1,4}$", "", name)
    words = " ".join(re.sub(r"[_+]+|%20", " ", words).split())
    if " " not in words:
        words = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " ", words)
    return words[:1].upper() + words[1:] or name
