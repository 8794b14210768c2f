"""Rule on names: is one body, board or group called by several?"""

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz

from goldenthread.reading.facts import Citation, Kind, Line, cite
from goldenthread.thread.rules.passages import matches_over_lines, stretches
from goldenthread.thread.rules.registry import Fault, cited, listed, rule
from goldenthread.thread.rules.view import CheckedPlan, Group

_BODY = re.compile(
    r"\b((?:[A-Z][\w’'-]*\s+(?:and\s+|of\s+|&\s+)?){1,6}(?:Board|Committee|Steering Group))\b"
)
_LEADING = frozenset({"the", "our", "a", "an", "new", "this", "each", "every", "local", "joint"})


@rule(
    "names-of-one-body",
    title="One body under several names",
    reason="Families and partners cannot tell who decides when the same board has four names.",
    severity=2,
)
def names_of_one_body(checked: CheckedPlan) -> Iterator[Fault]:
    """A board or committee of the improvement plan, and each working group, has one name.

    Two names are one body's when the words of one are all in the other and both end alike ('SEND
    Improvement Board', 'Improvement Board'). A group's names are those the document gives it and
    near-misses of its name (other number, a word dropped) beside the group.
    """
    for names in _bodies(checked):
        yield _fault(
            "One body",
            {name: places[0] for name, places in names.items()},
            f"governance: {max(names, key=len)}",
        )
    for group in checked.groups:
        others = _other_names(checked, group)
        if others:
            yield _fault(
                f"Group {group.number}", {group.name: group.citation, **others}, group.path
            )


def _fault(who: str, names: dict[str, Citation | None], path: str) -> Fault:
    return Fault(
        f"{who} goes by {len(names)} names: {listed(list(names), 8)}.",
        f"Choose one name, “{max(names, key=len)}”, use it throughout and put it in the glossary.",
        path,
        cited(*names.values()),
        breadth=len(names),
    )


def _bodies(checked: CheckedPlan) -> list[dict[str, list[Citation]]]:
    found: dict[str, list[Citation]] = {}
    for document, _, lines in stretches(checked, Kind.STATEMENT):
        for match, on in matches_over_lines(lines, _BODY):
            name = _plain_name(match[1], checked.area)
            if len(name.split()) >= 2:
                found.setdefault(name, []).append(cite(document.name, on))
    clusters: list[dict[str, list[Citation]]] = []
    taken: set[str] = set()
    for longest in sorted(found, key=lambda n: -len(n.split())):
        if longest in taken:
            continue
        same = {n: found[n] for n in found if n not in taken and _within(n, longest)}
        taken |= same.keys()
        if len(same) > 1:
            clusters.append(same)
    return clusters


def _plain_name(name: str, area: str | None) -> str:
    """Return a name from after its last article or the area's own name."""
    words = name.split()
    not_names = _LEADING | {w.lower() for w in (area or "").split()}
    cuts = [at for at, word in enumerate(words) if word.lower() in not_names]
    return " ".join(words[cuts[-1] + 1 :] if cuts else words)


def _within(short: str, long: str) -> bool:
    left, right = short.lower().split(), long.lower().split()
    return left[-1] == right[-1] and not Counter(left) - Counter(right)


def _other_names(checked: CheckedPlan, group: Group) -> dict[str, Citation | None]:
    others: dict[str, Citation | None] = {
        name: group.citation for name in group.also_called if not _same(name, group.name)
    }
    for document, _, lines in stretches(checked, Kind.STATEMENT):
        kept = [line for line in lines if line.text.strip()]
        for at in range(len(kept)):
            for words, on in _windows(kept, at):
                near = fuzz.ratio(words.lower(), group.name.lower(), score_cutoff=88)
                if near and not _same(words, group.name) and not _same_as_any(words, others):
                    others[words] = cite(document.name, on)
    return others


def _windows(lines: list[Line], at: int) -> Iterator[tuple[str, list[Line]]]:
    for size in (1, 2, 3):
        on = lines[at : at + size]
        words = " ".join(" ".join(n.text for n in on).split())
        if len(words) <= 60 and words[:1].isupper():
            yield words, on


def _same(left: str, right: str) -> bool:
    plain = [" ".join(re.findall(r"[a-z]+", t.lower().replace("&", "and"))) for t in (left, right)]
    return plain[0] == plain[1]


def _same_as_any(words: str, others: dict[str, Citation | None]) -> bool:
    return any(_same(words, other) for other in others)
