"""How a fact is known again in a newer version of the same document."""

import hashlib
import json
import re
from typing import Any

from rapidfuzz import fuzz

ALIKE = 80.0
_VERSION = re.compile(
    r"\b(?:v(?:ersion)?\.?\s*\d+(?:\.\d+)*|draft|final|\d{1,2}[ ./-]\d{1,2}[ ./-]\d{2,4})\b", re.I
)


def words_key(noun: str, field: str, words: str, read: Any, otherwise: str) -> str:
    """Return the key under which a person's correction is remembered.

    It holds the noun and field without position, the cited words and what was read from them;
    where reading cited nothing, `otherwise` (the place and its neighbours' words) stands for them.
    """
    said = " ".join(words.split()) or otherwise
    body = json.dumps([noun, field, said, read], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()


def same_document(title: str, other: str) -> bool:
    """Say whether two titles are of versions of one document: alike but for version and date."""
    plain = [" ".join(_VERSION.sub(" ", words).casefold().split()) for words in (title, other)]
    return bool(plain[0]) and fuzz.token_sort_ratio(*plain) >= ALIKE
