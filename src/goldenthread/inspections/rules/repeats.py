"""Whether a later finding says again what an earlier one said: proposed here, settled by people."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

# Words of the field that stand in nearly every finding, and words that carry no meaning.
_COMMON = frozenset(
    """a about across after again all also although an and any are area areas as at be because been
    being both but by can carer carers child children could disabilities disability do does
    education educational families family few for from further good had has have high how
    however if improve improved in including inspectors into is it its leaders local made
    make many more most need needs new not of often on one or other our out parent parents
    people plan plans provision quality range sen send service services several should so
    some special strong such support than that the their them there these they this those
    through time to too under up very was weak well were what when where which while who
    will with within work working would young""".split()
)
SAME_WORD = 84
LIKE_ENOUGH = 0.2
WORDS_ENOUGH = 2
MOST_PER_FINDING = 3


@dataclass(frozen=True, slots=True)
class Said:
    """Words that inspectors or reviewers said on a day; `noun` and `ref` say which row holds them.

    `source` names the letter, report or contact: two findings of one source repeat nothing.
    """

    noun: str
    ref: int
    text: str
    on: date
    source: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Alike:
    """A later and an earlier finding, how alike from 0 to 1, and the words each has of the other.

    `words` pairs the later's word with the earlier's, the most telling first.
    """

    later: Said
    earlier: Said
    share: float
    words: tuple[tuple[str, str], ...]


def telling_words(text: str) -> list[str]:
    """Return the words of a finding that carry its meaning, in order and once each, in lower case.

    A hyphen inside a word is left out, so that co-production and coproduction are one word.
    """
    words = re.findall(r"[a-z]+|\d+", re.sub(r"(?<=[a-z])[-‐’'](?=[a-z])", "", text.lower()))
    return list(dict.fromkeys(w for w in words if len(w) > 2 and w not in _COMMON))


def root_of(word: str) -> str:
    """Return a word without the endings that grammar gives it, when at least four letters stay."""
    for ending in ("ations", "ation", "ements", "ement", "ments", "ment", "ings", "ing", "ies"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    for ending in ("ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _one_spelling(roots: Iterable[str]) -> dict[str, str]:
    """Return for each root the one that stands for it: itself, or a nearly equal one before it."""
    stands: dict[str, str] = {}
    by_opening: dict[str, list[str]] = {}
    for root in sorted(set(roots), key=lambda r: (len(r), r)):
        known = by_opening.setdefault(root[:3], [])
        near = None
        if len(root) > 4:
            near = process.extractOne(root, known, scorer=fuzz.ratio, score_cutoff=SAME_WORD)
        stands[root] = near[0] if near else root
        if near is None and len(root) > 4:
            known.append(root)
    return stands


def _words_by_root(said: Sequence[Said]) -> dict[tuple[str, int], dict[str, str]]:
    """Return for each finding its words by the root that stands for them."""
    words = {(s.noun, s.ref): telling_words(s.text) for s in said}
    stands = _one_spelling(root_of(w) for each in words.values() for w in each)
    return {key: {stands[root_of(w)]: w for w in reversed(each)} for key, each in words.items()}


def repeats(said: Iterable[Said], among: Iterable[Said]) -> list[Alike]:
    """Return which of the findings in `said` repeat an earlier one in `among`, most alike first.

    How alike is twice the weight of the words in common over the weight of both, a word weighing
    more the fewer findings use it. At most three earlier findings are proposed for each; two words
    in common are the least. It proposes only: a person who reads both decides.
    """
    new, old = list(said), list(among)
    if not new or not old:
        return []
    words = _words_by_root([*new, *old])
    used = Counter(root for held in words.values() for root in held)
    weight = {root: math.log((1 + len(words)) / times) + 0.2 for root, times in used.items()}
    found = [
        alike
        for later in new
        for alike in _nearest(later, [e for e in old if _before(e, later)], words, weight)
    ]
    return sorted(found, key=lambda a: (-a.share, a.later.on, a.later.ref, a.earlier.ref))


def _before(earlier: Said, later: Said) -> bool:
    return earlier.source != later.source and earlier.on < later.on


def _nearest(
    later: Said,
    candidates: Iterable[Said],
    words: dict[tuple[str, int], dict[str, str]],
    weight: dict[str, float],
) -> list[Alike]:
    mine = words[later.noun, later.ref]
    found = []
    for earlier in candidates:
        theirs = words[earlier.noun, earlier.ref]
        both = [root for root in mine if root in theirs]
        if len(both) < WORDS_ENOUGH:
            continue
        whole = sum(weight[root] for root in [*mine, *theirs])
        share = 2 * sum(weight[root] for root in both) / whole
        if share >= LIKE_ENOUGH:
            heaviest = sorted(both, key=lambda root: (-weight[root], root))
            pairs = tuple((mine[root], theirs[root]) for root in heaviest)
            found.append(Alike(later, earlier, round(share, 3), pairs))
    return sorted(found, key=lambda a: -a.share)[:MOST_PER_FINDING]
