"""A rough measure of how hard words are to read."""

import re
from html.parser import HTMLParser

LEAVE_OUT = {"svg", "style", "title", "nav", "footer", "header"}
ENDS = {"p", "li", "h1", "h2", "h3", "summary", "label"}


class Words(HTMLParser):
    """Gathers the sentences of a page; each paragraph or heading ends one."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside += tag in LEAVE_OUT

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in LEAVE_OUT
        if tag in ENDS:
            self.text.append(". ")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.text.append(data)


def syllables(word: str) -> int:
    """Return about how many syllables a word has: its groups of vowels, less a silent e."""
    word = word.lower()
    found = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and found > 1
    return max(1, found - silent)


def reading_age(html: str) -> float:
    """Return the Flesch-Kincaid grade of a page's words plus five: about an age in years."""
    page = Words()
    page.feed(html)
    text = "".join(page.text)
    sentences = [s for s in re.split(r"[.!?:]+(?:\s|$)", text) if re.search(r"[A-Za-z]", s)]
    words = re.findall(r"[A-Za-z’']+", text)
    per_sentence = len(words) / len(sentences)
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59 + 5
