"""Words that a narrow column broke over two lines, made whole where the document shows them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from .sheet import Row
from .traces import bare
from .vocabulary import LONG_ROLE_WORDS


class Mender:
    """Joins lines into text, rejoining what a line break cut, from the document's own words."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.words: Counter[str] = Counter()
        for row in rows:
            plain = [bare(word) for word in row.text.split()]
            self.words.update(plain[1:-1])
            self.words.update(plain[:1] if len(plain) > 1 and len(plain[0]) > 3 else [])

    def joined(self, parts: Sequence[str]) -> str:
        """Return the parts as one text."""
        text = ""
        for part in parts:
            if not text:
                text = part
            elif self._is_cut(text, part) or _is_hyphened(text, part):
                text += part
            else:
                text += " " + part
        return text

    def _is_cut(self, before: str, after: str) -> bool:
        head, tail = bare(before.split()[-1]), bare(after.split()[0])
        if not tail.isalpha() or not after[0].islower() or not before[-1].isalpha():
            return False
        whole = head + tail
        if len(whole) < 6 or len(tail) > 8:
            return False
        known = whole in LONG_ROLE_WORDS or self.words[whole] > 0
        return known and not (self.words[head] and self.words[tail])


def _is_hyphened(before: str, after: str) -> bool:
    """Say whether a line ends on the hyphen of a word that the next line carries on."""
    return re.search(r"\w[-–]$", before) is not None and after[0].islower()
