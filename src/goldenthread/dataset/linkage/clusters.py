"""Puts rows that are linked into clusters, and keeps apart what may not be one person.

Everything is a numpy array of node numbers, so that it is the same on every engine. What comes out
depends on the links alone and never on the order in which they came.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Links:
    """Links between nodes; `order` is 0 for the surest, links of one order are equally sure."""

    left: Numbers
    right: Numbers
    order: Numbers


@dataclass(frozen=True, slots=True)
class Limits:
    """What a cluster may not hold: two values of one array (-1: none), or both of a pair."""

    values: tuple[Numbers, ...]
    left: Numbers
    right: Numbers


def components(count: int, left: Numbers, right: Numbers) -> Numbers:
    """Return for each node the smallest node it is linked to, directly or through others."""
    label = np.arange(count, dtype=np.int64)
    while len(left):
        a, b = label[left], label[right]
        apart = a != b
        left, right, a, b = left[apart], right[apart], a[apart], b[apart]
        low, high = np.minimum(a, b), np.maximum(a, b)
        np.minimum.at(label, high, low)
        while True:
            further = label[label]
            if np.array_equal(further, label):
                break
            label = further
    return label


def broken(label: Numbers, limits: Limits) -> Numbers:
    """Return the labels of clusters that hold what they may not."""
    found = [np.unique(label[limits.left][label[limits.left] == label[limits.right]])]
    for values in limits.values:
        has = values >= 0
        pairs = np.unique(np.stack([label[has], values[has]]), axis=1)
        labels, times = np.unique(pairs[0], return_counts=True)
        found.append(labels[times > 1])
    return np.unique(np.concatenate(found))


def settle(start: Numbers, links: Links, limits: Limits, *, share_out: bool) -> Numbers:
    """Return the label of each node after linking, starting from the labels of `start`.

    Clusters that keep the limits are as linked. In others links are taken by their order, and
    those that would break a limit are left out. Equally sure links that contradict one another
    are all left out, but with `share_out` those nodes are put together that may be.
    """
    count = len(start)
    linked = components(count, start[links.left], start[links.right])[start]
    bad = np.zeros(count, dtype=bool)
    bad[broken(linked, limits)] = True
    if not bad.any():
        return linked
    label = np.where(bad[linked], start, linked)
    inside = bad[linked[links.left]]
    rest = Links(links.left[inside], links.right[inside], links.order[inside])
    return _Mender(label, limits, rest, share_out).mend()


class _Mender:
    """Takes the links of broken clusters one order after another."""

    def __init__(self, label: Numbers, limits: Limits, links: Links, share_out: bool) -> None:
        self.links, self.share_out, self.label = links, share_out, label
        nodes = np.unique(np.concatenate([label[links.left], label[links.right]]))
        self.root = {int(node): int(node) for node in nodes}
        members = np.isin(label, nodes)
        self.values: list[dict[int, set[int]]] = [
            _gathered(label, values, members) for values in limits.values
        ]
        self.foes: dict[int, set[int]] = {}
        a, b = label[limits.left], label[limits.right]
        for one, other in zip(a.tolist(), b.tolist(), strict=True):
            if one != other and one in self.root and other in self.root:
                self.foes.setdefault(one, set()).add(other)
                self.foes.setdefault(other, set()).add(one)

    def find(self, node: int) -> int:
        while self.root[node] != node:
            self.root[node] = self.root[self.root[node]]
            node = self.root[node]
        return node

    def mend(self) -> Numbers:
        order = np.lexsort((self.links.right, self.links.left, self.links.order))
        left = self.label[self.links.left][order].tolist()
        right = self.label[self.links.right][order].tolist()
        level = self.links.order[order]
        cuts = [0, *(np.flatnonzero(np.diff(level)) + 1).tolist(), len(level)]
        for begin, end in zip(cuts, cuts[1:], strict=False):
            for group in self._groups(left[begin:end], right[begin:end]):
                if self._fits(group):
                    self._join(group)
                elif self.share_out:
                    for part in self._shared(group):
                        self._join(part)
        final = self.label.copy()
        for node in self.root:
            final[node] = self.find(node)
        return final[self.label]

    def _groups(self, left: Sequence[int], right: Sequence[int]) -> list[list[int]]:
        """Return the clusters that links of one order hold together, in order of their nodes."""
        parent: dict[int, int] = {}

        def top(node: int) -> int:
            parent.setdefault(node, node)
            while parent[node] != node:
                parent[node] = parent[parent[node]]
                node = parent[node]
            return node

        for one, other in zip(left, right, strict=True):
            a, b = top(self.find(one)), top(self.find(other))
            if a != b:
                parent[max(a, b)] = min(a, b)
        groups: dict[int, list[int]] = {}
        for node in sorted(parent):
            groups.setdefault(top(node), []).append(node)
        return [group for group in groups.values() if len(group) > 1]

    def _fits(self, group: Sequence[int]) -> bool:
        for values in self.values:
            held = [values[node] for node in group if node in values]
            together = set().union(*held)
            # What people joined may hold two; it may then grow by what holds one of the two.
            if len(together) > 1 and together not in held:
                return False
        inside = set(group)
        return not any(self.foes.get(node, set()) & inside for node in group)

    def _join(self, group: Sequence[int]) -> None:
        first = group[0]
        for node in group[1:]:
            self.root[node] = first
            for values in self.values:
                if node in values:
                    values.setdefault(first, set()).update(values.pop(node))
            foes = self.foes.pop(node, set())
            for foe in foes:
                self.foes[foe].discard(node)
                self.foes[foe].add(first)
            if foes:
                self.foes.setdefault(first, set()).update(foes)

    def _shared(self, group: Sequence[int]) -> list[list[int]]:
        """Return the parts of a group that may be one: by value, and each beside no foe.

        A node without a value where others disagree could belong to either and stays alone.
        """
        told = [
            values
            for values in self.values
            if len(set().union(*(values.get(node, set()) for node in group))) > 1
        ]
        parts: dict[tuple[int, ...], list[list[int]]] = {}
        for node in group:
            if any(len(values.get(node, ())) != 1 for values in told):
                continue
            bins = parts.setdefault(tuple(min(values[node]) for values in told), [])
            for one in bins:
                if not self.foes.get(node, set()) & set(one):
                    one.append(node)
                    break
            else:
                bins.append([node])
        return [one for bins in parts.values() for one in bins if len(one) > 1]


def _gathered(label: Numbers, values: Numbers, members: NDArray[np.bool_]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    chosen = members & (values >= 0)
    for node, value in zip(label[chosen].tolist(), values[chosen].tolist(), strict=True):
        found.setdefault(node, set()).add(value)
    return found
