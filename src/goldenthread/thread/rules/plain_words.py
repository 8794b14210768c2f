"""A rough measure of how hard words are for a family to read; a hint, never a verdict."""

import re
from dataclasses import dataclass

LONG_SENTENCE = 20
LONG_WORD = 12
# Short forms that families of these pages use themselves.
KNOWN = frozenset({"SEND", "NHS"})

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[’'-][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?;:]+(?=\s|$)|\n\s*\n|\n\s*[•*-]\s")
_SHORT_FORM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")


@dataclass(frozen=True, slots=True)
class Plainness:
    """What makes words hard: words a sentence on average, long words and short forms, each once."""

    words: int
    words_a_sentence: int
    long_words: tuple[str, ...]
    short_forms: tuple[str, ...]

    @property
    def hints(self) -> tuple[str, ...]:
        """Return what to look at, a sentence each; none where nothing is hard."""
        found = []
        if self.words_a_sentence > LONG_SENTENCE:
            found.append(
                f"Sentences are long: {self.words_a_sentence} words on average. "
                f"Aim for {LONG_SENTENCE} or fewer."
            )
        if self.long_words:
            found.append(f"Long words: {', '.join(self.long_words)}.")
        if self.short_forms:
            found.append(f"Short forms that families may not know: {', '.join(self.short_forms)}.")
        return tuple(found)


def plainness(text: str) -> Plainness:
    """Measure words: a long one has 12 letters or more, a short form two capitals or more."""
    sentences = [s for s in _SENTENCE.split(text) if _WORD.search(s)]
    words = _WORD.findall(text)
    short_forms = tuple(s for s in dict.fromkeys(_SHORT_FORM.findall(text)) if s not in KNOWN)
    long_words = dict.fromkeys(
        word.lower()
        for word in words
        if sum(map(str.isalpha, word)) >= LONG_WORD and word not in short_forms
    )
    average = round(len(words) / len(sentences)) if sentences else 0
    return Plainness(len(words), average, tuple(long_words), short_forms)
