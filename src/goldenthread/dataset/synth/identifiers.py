"""Identifiers that hold by their check digits and belong to nobody, many at a time.

NHS numbers come from the 999 range, which is never issued (NHS Data Dictionary, NHS NUMBER, and
NHS England's guidance on synthetic data); pupil numbers carry a local authority number below 200,
which no authority in England has.
"""

from functools import lru_cache
from typing import Any

import numpy as np

# About ten of eleven numbers of the range have a check digit; the country repeats after these.
NHS_NUMBERS = 909_091
UPN_LETTERS = np.array(list("ABCDEFGHJKLMNPQRTUVWXYZ"))
Ints = np.ndarray[Any, np.dtype[np.int64]]
Texts = np.ndarray[Any, np.dtype[np.str_]]


def digits_of(numbers: Ints, width: int) -> Ints:
    """Return the decimal digits of whole numbers, one column a digit, the first digit first."""
    powers = 10 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    return (numbers[:, None] // powers) % 10


def _without_check(numbers: Ints) -> Ints:
    """Return the modulus-11 remainder of nine digits weighted from 10 down to 2."""
    return digits_of(numbers, 9) @ np.arange(10, 1, -1, dtype=np.int64) % 11


def _all_nhs_numbers() -> Ints:
    bodies = 999_000_000 + np.arange(1_000_000, dtype=np.int64)
    check = (11 - _without_check(bodies)) % 11
    return (bodies * 10 + check)[check < 10]


@lru_cache(maxsize=1)
def _shuffled(seed: int) -> Ints:
    listed = _all_nhs_numbers()
    np.random.Generator(np.random.PCG64(seed)).shuffle(listed)
    return listed


def nhs_numbers(places: Ints, seed: int) -> Ints:
    """Return the NHS number at each place of a shuffled list of all valid ones from 999.

    Places further apart than NHS_NUMBERS share a number: there are no more in the range.
    """
    listed = _shuffled(seed)
    return listed[places % len(listed)]


def upns(authority: Ints, establishment: Ints, year: Ints, serial: Ints) -> Texts:
    """Return unique pupil numbers: check letter, authority, establishment, year and serial.

    The letter is that of the weighted sum (2 to 13) modulo 23 (DfE, UPN guide, annex).
    """
    body = ((authority * 10_000 + establishment) * 100 + year % 100) * 1000 + serial
    weights = np.arange(2, 14, dtype=np.int64)
    letter = UPN_LETTERS[digits_of(body, 12) @ weights % 23]
    return np.char.add(letter, np.char.zfill(body.astype("U12"), 12))


def ulns(places: Ints) -> Ints:
    """Return unique learner numbers, one for each place: nine digits and their check digit.

    The tenth is ten less the weighted sum modulo 11; a sum of no remainder makes no number
    (Learning Records Service, ULN specification).
    """
    bodies = 900_000_000 + places * 3
    for _ in range(3):
        bodies = np.where(_without_check(bodies) == 0, bodies + 1, bodies)
    return bodies * 10 + (10 - _without_check(bodies))
