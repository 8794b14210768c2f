"""Drawing many at a time from published counts, the same for the same seed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]
Yeses = np.ndarray[Any, np.dtype[np.bool_]]
Rng = np.random.Generator

# The day that stands for "there is none".
NEVER = np.int64(-(10**6))
EPOCH = date(1970, 1, 1)


def generator(*keys: int) -> Rng:
    """Return a generator whose numbers depend on these keys alone."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(list(keys))))


def day_number(day: date) -> int:
    """Return a day as days since 1 January 1970."""
    return (day - EPOCH).days


def drawn(rng: Rng, weights: Sequence[float], count: int) -> Ints:
    """Return so many places of a list of weights, each as often as it weighs."""
    heights = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.searchsorted(heights, rng.random(count) * heights[-1], side="right")


def drawn_keys(rng: Rng, weights: Mapping[int, float], count: int) -> Ints:
    """Return so many keys of weights by whole number."""
    keys = np.array(list(weights), dtype=np.int64)
    return keys[drawn(rng, list(weights.values()), count)]


def drawn_by_row(rng: Rng, rows: Ints, table: np.ndarray[Any, Any]) -> Ints:
    """Return for each entry of `rows` a column of that row of the table, as often as it weighs."""
    heights = np.cumsum(table.astype(np.float64), axis=1)
    heights /= heights[:, -1:]
    return (rng.random(len(rows))[:, None] > heights[rows]).sum(axis=1)


def fitted(
    rows: Sequence[float], columns: Sequence[float], allowed: Yeses
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return a table with these sums of rows and columns and nothing where it is not allowed.

    By iterative proportional fitting (Deming and Stephan 1940).
    """
    table = allowed.astype(np.float64)
    across = np.asarray(rows, dtype=np.float64)
    down = np.asarray(columns, dtype=np.float64) * (sum(rows) / sum(columns))
    for _ in range(200):
        table *= (across / np.maximum(table.sum(axis=1), 1e-12))[:, None]
        table *= down / np.maximum(table.sum(axis=0), 1e-12)
    return table


def between(rng: Rng, low: Any, high: Any) -> Ints:
    """Return whole numbers from `low` up to and including `high`, each an array or a number."""
    low, high = np.broadcast_arrays(np.asarray(low), np.asarray(high))
    span = np.maximum(high - low, 0) + 1
    return low + np.floor(rng.random(low.shape) * span).astype(np.int64)
