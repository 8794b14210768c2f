"""Which texts speak of the same thing: words weighed by how rare they are, and subjects shared."""

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_STOP = frozenset(
    " ".join(
        [
            "a about across after all also although an and any are area areas as at be because",
            "been being both but by can children child could county do does due during each",
            "ensure ensures ensuring for from further good has have how however if in including",
            "into is it its leaders local made make many more most need needs not of often on one",
            "or other our out people provision send sen service services should so some special",
            "such support than that the their them there these they this those through to too",
            "under up very was we well were what when where which while who will with within work",
            "working would young adult adults parent parents carer carers family families number",
            "numbers increase increased improve improved improvement develop development special",
            "educational education disability disabilities plan plans new use used",
        ]
    ).split()
)
_SUFFIXES = (
    *("ations", "ation", "ements", "ement", "ments", "ment", "ities", "ity"),
    *("ings", "ing", "ences", "ence", "ies", "ied", "ely", "ly", "ed", "es", "s", "e"),
)


@lru_cache(maxsize=30_000)
def stem(word: str) -> str:
    """Return a word without its ending, when at least four letters stay."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def tokens(text: str) -> dict[str, str]:
    """Return the stems of the words that carry meaning, each with the word as it was written."""
    words = re.findall(r"[a-z][a-z’'-]+|\d+", text.lower().replace("co-p", "cop"))
    return {stem(w): w for w in words if w not in _STOP and (len(w) > 2 or w.isdigit())}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far one text answers another: a share from 0 to 1, and the words they have in common."""

    score: float
    words: tuple[str, ...]


class Weights:
    """How telling each word is among a set of texts (inverse document frequency)."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Count in how many of the texts each stem stands."""
        self._hold([tokens(text) for text in texts])

    @classmethod
    def of_stems(cls, texts: Sequence[Collection[str]]) -> "Weights":
        """Return the weights among texts whose stems are known already."""
        weights = cls(())
        weights._hold(texts)
        return weights

    def _hold(self, texts: Sequence[Collection[str]]) -> None:
        self._count = len(texts)
        self._frequency = Counter(each for stems in texts for each in stems)

    def weight(self, stemmed: str) -> float:
        """Return the weight of a stem: 0 or more, higher when it is rarer."""
        return math.log((1 + self._count) / (1 + self._frequency[stemmed])) + 0.2

    def likeness(self, asked: str, answer: str) -> Likeness:
        """Return which share of the weight of `asked` the words of `answer` cover."""
        return self.asked(tokens(asked)).covered_by(tokens(answer))

    def asked(self, wanted: Mapping[str, str]) -> "Asked":
        """Return the stems of a text with their weights, to hold against many others."""
        weights = {stemmed: self.weight(stemmed) for stemmed in wanted}
        heaviest = sorted(wanted, key=weights.__getitem__, reverse=True)
        by_weight = tuple((each, weights[each], wanted[each]) for each in heaviest)
        return Asked(by_weight, sum(weights.values()))


@dataclass(frozen=True, slots=True)
class Asked:
    """The stems of a text, heaviest first, each with weight and word, and all their weight."""

    stems: tuple[tuple[str, float, str], ...]
    whole: float

    def share(self, given: Collection[str]) -> float:
        """Return which share of the whole weight the given stems cover, from 0 to 1."""
        covered = sum([weight for stemmed, weight, _ in self.stems if stemmed in given])
        return covered / self.whole if self.whole else 0.0

    def covered_by(self, given: Collection[str]) -> Likeness:
        """Return which share of the whole weight the given stems cover, and by what words."""
        words = tuple(word for stemmed, _, word in self.stems if stemmed in given)
        return Likeness(self.share(given), words)
