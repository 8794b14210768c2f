"""Letters that a pattern cannot match without, so that most texts need no search at all."""

import re
from collections.abc import Iterator

_ATOM = re.compile(r"\\.|\[[^\]]*\]|.", re.DOTALL)
_QUANTITY = re.compile(r"(?:[?*+]|\{\d*,?\d*\})\??")
_INSIDE = re.compile(r"\((?:\?(?:-i)?:)?(?P<inside>(?!\?).*)\)", re.DOTALL)


def anchors(pattern: str) -> frozenset[str]:
    """Return strings in small letters of which every match of a pattern holds at least one.

    A match of `annual reviews?|echp` holds `annual review` or `echp`. The empty string, which
    every text holds, stands for what is not known.
    """
    return frozenset().union(*map(_longest, _alternatives(pattern)))


def _alternatives(pattern: str) -> Iterator[list[str]]:
    """Yield the alternatives of a pattern, each as atoms and quantities; a group is one atom."""
    atoms: list[str] = []
    depth, at = 0, 0
    while at < len(pattern):
        found = (_QUANTITY.match(pattern, at) if not depth else None) or _ATOM.match(pattern, at)
        piece = found[0] if found else ""
        at += len(piece)
        depth -= piece == ")"
        if piece == "|" and not depth:
            yield atoms
            atoms = []
        elif depth or piece == ")":
            atoms[-1] += piece
        else:
            atoms.append(piece)
        depth += piece == "("
    yield atoms


def _longest(atoms: list[str]) -> frozenset[str]:
    """Return the best anchors of a sequence: those of which even the shortest is long."""
    known, run = [], ""
    for atom, after in zip(atoms, [*atoms[1:], ""], strict=True):
        least = 0 if re.match(r"[?*]|\{0?,", after) else 1
        if len(atom) == 1 and atom not in ".^$" and not _QUANTITY.match(atom) and least:
            run += atom.lower()
            continue
        known.append(frozenset({run}))
        run = ""
        if (group := _INSIDE.fullmatch(atom)) and least:
            known.append(anchors(group["inside"]))
    return max([*known, frozenset({run})], key=lambda found: min(map(len, found)))
