"""What makes two records one person's: the steps, the blocks, what may not be twice, the scores.

`CHILDREN` is the design for partners' extracts; another set with other columns has its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# Ibis tables and boolean columns, and Splink's comparisons, which this module does not import.
Side = Any
Yes = Any
PairRule = Callable[[Side, Side], Yes]


@dataclass(frozen=True, slots=True)
class Step:
    """A link that needs no likelihood: columns that are equal, and what else must hold of a pair.

    Without `also` all rows equal in `same` are linked. `score` is how sure the step is, 0 to 1.
    """

    name: str
    score: float
    same: tuple[str, ...]
    also: PairRule | None = None


@dataclass(frozen=True, slots=True)
class Design:
    """How a set is linked.

    `exclusive` are the columns of which one person has one value; `blocks` the columns that two
    rows share if they are scored at all; `comparisons` are Splink's; `forbids` says of two rows
    that they are two people whatever their score. Links whose weights differ by less than `tie`
    bits are equally good (0: none are).
    """

    steps: tuple[Step, ...]
    exclusive: tuple[str, ...]
    blocks: tuple[tuple[str, ...], ...]
    comparisons: Callable[[], list[Any]]
    training: tuple[tuple[str, ...], ...]
    frequencies: tuple[str, ...] = ()
    forbids: PairRule | None = None
    tie: float = 0.0


def _near_birth(left: Side, right: Side) -> Yes:
    """Say that two dates differ by a swap of day and month or in one of day, month and year."""
    parts = [
        (left[part] == right[part]).cast("int8") for part in ("born_year", "born_month", "born_day")
    ]
    swapped = (
        (left.born_year == right.born_year)
        & (left.born_month == right.born_day)
        & (left.born_day == right.born_month)
    )
    return (left.birth_date != right.birth_date) & (swapped | (parts[0] + parts[1] + parts[2] == 2))


def _surname_agrees(left: Side, right: Side) -> Yes:
    agrees = (
        (left.surname == right.surname)
        | (left.surname == right.former_surname)
        | (left.former_surname == right.surname)
    )
    return agrees.fill_null(False)


def _near_birth_and_surname(left: Side, right: Side) -> Yes:
    return _near_birth(left, right) & _surname_agrees(left, right)


def _names_without_birth(left: Side, right: Side) -> Yes:
    missing = left.birth_date.isnull() | right.birth_date.isnull()
    return missing & (left.forename == right.forename) & _surname_agrees(left, right)


def _birth_or_names(left: Side, right: Side) -> Yes:
    born = (left.birth_date == right.birth_date).fill_null(False)
    names = (left.forename == right.forename).fill_null(False) & _surname_agrees(left, right)
    return born | names


def forenames_differ(left: Side, right: Side) -> Yes:
    """Say that two forenames are two names: not alike in letters or sound, none within the other.

    Never true where one is missing.
    """
    slips = left.forename.levenshtein(right.forename)
    long = (left.forename.length() >= 6) & (right.forename.length() >= 6)
    alike = (
        (left.forename_sound == right.forename_sound)
        | left.forename.startswith(right.forename)
        | right.forename.startswith(left.forename)
        | (slips <= 1)
        | ((slips == 2) & long)
    )
    return (~alike).fill_null(False)


def _sibling(left: Side, right: Side) -> Yes:
    """Twins and others of one family: born together or living together, of two forenames."""
    together = (left.birth_date == right.birth_date) & (
        (left.postcode == right.postcode) | (left.surname == right.surname)
    )
    at_home = (left.postcode == right.postcode) & (left.surname == right.surname)
    return (together | at_home).fill_null(False) & forenames_differ(left, right)


def _identifier_steps() -> list[Step]:
    steps = []
    for kind, score in (("nhs_number", 0.9999), ("upn", 0.9995), ("uln", 0.9995)):
        steps += [
            Step(kind, score, (kind, "birth_date")),
            Step(f"{kind}_near_birth", score - 0.001, (kind,), _near_birth_and_surname),
            Step(f"{kind}_names", score - 0.002, (kind,), _names_without_birth),
        ]
    return steps


def _comparisons() -> list[Any]:
    from goldenthread.dataset.linkage import comparisons

    return comparisons.children()


CHILDREN = Design(
    steps=(
        Step("reference", 0.9999, ("source", "local"), _birth_or_names),
        *_identifier_steps(),
        Step("demographics", 0.999, ("forename", "surname", "birth_date", "postcode")),
    ),
    exclusive=("nhs_number", "upn", "uln"),
    blocks=(
        ("birth_date", "surname_sound"),
        ("birth_date", "forename_sound"),
        ("birth_date", "postcode"),
        ("forename", "surname", "born_year"),
        ("forename_sound", "postcode"),
        ("surname_sound", "postcode"),
    ),
    comparisons=_comparisons,
    training=(("birth_date", "forename_sound"), ("postcode", "surname_sound")),
    frequencies=("forename", "surname", "postcode"),
    forbids=_sibling,
    tie=1.0,
)
