"""What one source has down for each person: the truth, with that source's own mistakes.

A mistake belongs to a source and a person, so that it comes again in every row and every extract.
"""

from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.dataset.sources.shape import Source
from goldenthread.dataset.synth import words
from goldenthread.dataset.synth.drawing import NEVER, Ints, Rng, Yeses, generator
from goldenthread.dataset.synth.identifiers import nhs_numbers
from goldenthread.dataset.synth.places import Cut
from goldenthread.dataset.synth.world import Words, World

# How often a source has it wrong, or has nothing; chosen, for no figure is published.
TYPO = 0.012
SWAPPED = 0.004
MISREAD = 0.002
NO_POSTCODE = 0.01
NO_UPN = 0.06
NOT_TOLD = 0.5
MISSING = {"health": 0.04, "council": 0.45}
CONFLICTING = 0.003


@dataclass(slots=True)
class Identity:
    """The identifiers of every person of an area as one source sends them in one round.

    `faults` maps the name of a mistake to the column's part and the people it touches.
    """

    forename: Words
    surname: Words
    former: Words
    postcode: Words
    nhs: Words
    upn: Words
    uln: Words
    local: Words
    birth: Ints
    faults: list[tuple[str, str, Yeses]] = field(default_factory=list)


def source_number(code: str) -> int:
    """Return a number of a source's own that does not change when another source is added."""
    return crc32(code.encode())


def identity_of(world: World, cut: Cut, source: Source) -> Identity:
    """Return what a source has down for each person on the day of a round of extracts."""
    people = world.people
    count = len(people)
    rng = world.rng(source_number(source.code), 1)
    everybody = np.arange(count)
    low, high = cut.window
    found = Identity(
        forename=_forenames(world),
        surname=Words(pa.array(words.SURNAMES), people.surname),
        former=Words(pa.array(words.SURNAMES), np.where(people.renamed <= high, people.former, -1)),
        postcode=Words(pa.array(world.postcodes), people.postcode),
        nhs=Words(world.texts("nhs"), everybody),
        upn=Words(world.texts("upn"), np.where(people.age(high) < 4, -1, everybody)),
        uln=Words(world.texts("uln"), np.where(people.age(high) < 14, -1, everybody)),
        local=_references(world, cut, source),
        birth=people.birth.copy(),
    )
    found.former.drop(np.flatnonzero(people.renamed == NEVER))
    _behind_the_times(rng, found, world, high)
    _mistyped(rng, found, count)
    _misdated(rng, found, world)
    _unnumbered(rng, found, world, source)
    return found


def _forenames(world: World) -> Words:
    """Return the forenames, of girls and then of boys."""
    people = world.people
    both = pa.array([*words.GIRLS, *words.BOYS])
    return Words(both, people.forename + np.where(people.sex == 1, len(words.GIRLS), 0))


def _references(world: World, cut: Cut, source: Source) -> Words:
    """Return a source's own references, new ones under a new authority."""
    prefix = f"{cut.code}-{source.code[:2].upper()}-"
    shuffled = generator(world.country.seed, world.place.number, source_number(source.code))
    numbers = shuffled.permutation(len(world.people)) + 100_000
    texts = pc.binary_join_element_wise(prefix, pa.array(numbers).cast(pa.string()), "")
    return Words(texts, np.arange(len(world.people)))


def _behind_the_times(rng: Rng, found: Identity, world: World, high: int) -> None:
    """Let names and homes be those of the day, or the ones before where nobody told the source."""
    people = world.people
    told = rng.random(len(people)) > NOT_TOLD
    before = (people.renamed != NEVER) & ((people.renamed > high) | ~told)
    found.surname.places = np.where(before, people.former, people.surname)
    stale = before & (people.renamed <= high)
    found.faults.append(("former surname", "surname", stale))
    away = (people.moved != NEVER) & ((people.moved > high) | ~told)
    found.postcode.places = np.where(away, people.earlier, people.postcode)
    found.faults.append(("former address", "postcode", away & (people.moved <= high)))


def _mistyped(rng: Rng, found: Identity, count: int) -> None:
    """Let some names be mistyped and some postcodes be left out."""
    for name in ("forename", "surname"):
        listed: Words = getattr(found, name)
        wrong = rng.random(count) < TYPO
        entries = np.flatnonzero(wrong)
        texts = [str(one) for one in listed.at(entries).to_pylist()]
        listed.put(entries, [mistyped(rng, text) for text in texts])
        found.faults.append(("typing mistake", name, wrong))
    missing = rng.random(count) < NO_POSTCODE
    found.postcode.drop(np.flatnonzero(missing))
    found.faults.append(("no postcode", "postcode", missing))


def mistyped(rng: Rng, text: str) -> str:
    """Return a name with two letters swapped, one left out, one doubled or one mistaken."""
    at = int(rng.integers(1, max(len(text) - 1, 2)))
    kind = int(rng.integers(0, 4))
    if kind == 0 and text[at : at + 1] != text[at + 1 : at + 2] and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 1 and len(text) > 3:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at] + text[at:] if at < len(text) else text + text[-1]
    other = "aeiou"[(("aeiou".find(text[at : at + 1]) + 1) % 5)]
    return text[:at] + other + text[at + 1 :]


def _misdated(rng: Rng, found: Identity, world: World) -> None:
    """Let some days of birth have day and month swapped or a year too early.

    Only to a day before the true one, and of nobody who would turn 25: no other rule is broken.
    """
    true = world.people.birth
    chance = rng.random(len(true))
    dates = true.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    day = (dates - months).astype(np.int64) + 1
    month = months.astype(np.int64) % 12 + 1
    year = months.astype(np.int64) // 12
    turned = (year * 12 + day - 1).astype("datetime64[M]").astype("datetime64[D]")
    turned = turned.astype(np.int64) + month - 1
    young = world.people.age(world.today) < 23
    swapped = (chance < SWAPPED * 4) & (day < month) & young
    misread = (chance > 1 - MISREAD) & young
    found.birth = np.where(swapped, turned, np.where(misread, true - 365, true))
    found.faults.append(("day and month swapped", "birth_date", swapped))
    found.faults.append(("wrong day of birth", "birth_date", misread))


def _unnumbered(rng: Rng, found: Identity, world: World, source: Source) -> None:
    """Let numbers be missing, and some be another person's."""
    count = len(world.people)
    kind = "health" if sends_status(source) else "council"
    missing = rng.random(count) < MISSING[kind]
    found.nhs.drop(np.flatnonzero(missing))
    found.faults.append(("no NHS number", "nhs_number", missing))
    wrong = ~missing & (rng.random(count) < CONFLICTING)
    entries = np.flatnonzero(wrong)
    others = nhs_numbers(world.people.person[entries] + 450_000, world.country.seed)
    found.nhs.put(entries, others.astype(str).tolist())
    found.faults.append(("another NHS number", "nhs_number", wrong))
    none = rng.random(count) < NO_UPN
    found.upn.drop(np.flatnonzero(none))
    found.faults.append(("no UPN", "upn", none))
    found.uln.drop(np.flatnonzero(rng.random(count) < NO_UPN * 3))


def sends_status(source: Source) -> bool:
    """Whether a source says what it knows of an NHS number, as health bodies do."""
    return any(column.name == "nhs_number_status" for t in source.tables for column in t.columns)
