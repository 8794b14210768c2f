"""The children of an exercise: twelve extracts from six partners of one small made-up area."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goldenthread.dataset.synth.making import Extract, Made, extracts, write_extract
from goldenthread.dataset.synth.places import Country, Cut, cuts, places
from goldenthread.dataset.synth.tracing import keep_country
from goldenthread.dataset.synth.world import World, make_world
from goldenthread.dataset.synth.writing import Truth

PEOPLE, YEARS, SEED = 1100, 4, 2019
# What the council sent before it was succeeded, what its successors send, and what health sends.
BEFORE = ("sen2", "exclusions")
AFTER = ("sen2", "school_census", "exclusions", "attendance", "placements")
HEALTH = ("camhs", "neurodevelopmental", "community_health", "ld_register", "health_visiting")


@dataclass(frozen=True, slots=True)
class Sent:
    """One extract as it lies in its folder: of which source and day, and from before or after."""

    source: str
    on: date
    before: bool
    files: tuple[Path, ...]


def make_exercise(on: date, out: Path, code: str, successors: tuple[str, str]) -> list[Sent]:
    """Write the extracts of an exercise whose last are of a day, the truth beside them.

    The successors' extracts come together: one for both, in files of each.
    """
    country = Country(1, PEOPLE, YEARS, SEED, on, code, successors)
    world = make_world(country, places(country)[0])
    made, truth = Made(), Truth()

    def written(found: Iterator[Extract], before: bool) -> Iterator[Sent]:
        for extract in found:
            files = write_extract(world, extract, out / "extracts", made, truth)
            yield Sent(extract.source.code, extract.cut.on, before, tuple(files))

    rounds = cuts(country, world.place)
    sent = list(written(_of(world, BEFORE, rounds[:1]), before=True))
    sent += _together(list(written(_of(world, AFTER, rounds[1:]), before=False)))
    whole = Cut(code, on, date(on.year - YEARS, 1, 1))
    sent += written(_of(world, HEALTH, [whole]), before=False)
    (out / "truth").mkdir(parents=True, exist_ok=True)
    truth.write(out / "truth", code)
    keep_country(country, out)
    return sent


def _of(world: World, sources: tuple[str, ...], rounds: list[Cut]) -> Iterator[Extract]:
    return extracts(world, sources, rounds)


def _together(sent: list[Sent]) -> list[Sent]:
    """Return one extract for each source, with the files of both successors."""
    whole: dict[str, Sent] = {}
    for one in sent:
        files = (*whole[one.source].files, *one.files) if one.source in whole else one.files
        whole[one.source] = Sent(one.source, one.on, one.before, files)
    return list(whole.values())
