"""Making the country: area by area, two at a time, each written before the next is begun."""

import json
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Domain, Source
from goldenthread.dataset.synth import (
    council,
    health,
    registers,
    returns,
    safeguarding,
    schools,
)
from goldenthread.dataset.synth.faults import Fault, spoiled
from goldenthread.dataset.synth.identity import identity_of, source_number
from goldenthread.dataset.synth.places import Country, Cut, Place, cuts, places
from goldenthread.dataset.synth.sheets import Draft, Sheet
from goldenthread.dataset.synth.world import World, make_world
from goldenthread.dataset.synth.writing import PLAIN, Form, Truth, write_sen2, write_sheet

MAKERS: dict[str, Callable[[Draft], list[Sheet]]] = {
    "annex_a": returns.annex_a,
    "attendance": schools.attendance,
    "budgets": council.budgets,
    "camhs": health.camhs,
    "community_health": health.community_health,
    "complaints": council.complaints,
    "continuing_care": registers.continuing_care,
    "destinations": schools.destinations,
    "dsr": registers.dsr,
    "ehe": schools.ehe,
    "exclusions": schools.exclusions,
    "health_visiting": registers.health_visiting,
    "ld_register": registers.ld_register,
    "neurodevelopmental": health.neurodevelopmental,
    "nhs_trace": registers.nhs_trace,
    "placements": council.placements,
    "plan_audits": council.plan_audits,
    "provision": council.provision,
    "school_census": schools.school_census,
    "sen2": returns.sen2,
    "ssd": safeguarding.ssd,
    "workforce": council.workforce,
}
# These tell how things stood on a day: sent once by each authority, at its end or at the last.
STATES = ("annex_a", "provision", "sen2", "ssd")
PROCESSES = 2


@dataclass(slots=True)
class Made:
    """How much was made of one area or of the country."""

    areas: int = 0
    people: int = 0
    rows: int = 0
    events: int = 0
    files: int = 0
    faults: int = 0
    tables: dict[str, int] = field(default_factory=dict)

    def add(self, other: "Made") -> None:
        """Count another area's with these."""
        for name in ("areas", "people", "rows", "events", "files", "faults"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, count in other.tables.items():
            self.tables[name] = self.tables.get(name, 0) + count


@dataclass(frozen=True, slots=True)
class Extract:
    """One extract in the making: its source, its round and its sheets with their mistakes."""

    source: Source
    cut: Cut
    sheets: list[tuple[Sheet, list[Fault]]]

    @property
    def folder(self) -> str:
        """Return the name of its folder: source, code and day."""
        return f"{self.source.code}-{self.cut.code}-{self.cut.on.isoformat()}"


def extracts(
    world: World, only: tuple[str, ...] = (), rounds: list[Cut] | None = None
) -> Iterator[Extract]:
    """Return every extract of an area, one after another, of these sources or of all.

    The rounds are those of the area unless others are named.
    """
    rounds = cuts(world.country, world.place) if rounds is None else rounds
    for code, source in all_sources().items():
        if code not in MAKERS or (only and code not in only):
            continue
        for number, cut in enumerate(rounds):
            followed = number + 1 < len(rounds) and rounds[number + 1].code == cut.code
            if code in STATES and followed:
                continue
            day = returns.census_cut(cut) if code == "sen2" else cut
            yield Extract(source, day, _sheets(world, day, source, number))


def drafted(world: World, cut: Cut, code: str) -> Draft:
    """Return one source in one round, ready to be made."""
    source = all_sources()[code]
    identity = identity_of(world, cut, source)
    rng = world.rng(source_number(code), 2)
    return Draft(world, cut, source, identity, rng, world.of_the_round(cut))


def _sheets(world: World, cut: Cut, source: Source, number: int) -> list[tuple[Sheet, list[Fault]]]:
    """Return the sheets of one extract with mistakes made in them."""
    draft = drafted(world, cut, source.code)
    rng = world.rng(source_number(source.code), 3, number)
    return [spoiled(rng, source, sheet, draft.identity) for sheet in MAKERS[source.code](draft)]


def make_area(country: Country, place: Place, out: Path, form: Form = PLAIN) -> Made:
    """Write every extract of an area and its truth; return how much there is of it."""
    world = make_world(country, place)
    made, truth = Made(areas=1, people=len(country.counted(place.number))), Truth()
    for extract in extracts(world):
        write_extract(world, extract, out / "areas" / place.code, made, truth, form)
    truth.write(out / "truth", place.code)
    return made


def write_extract(
    world: World, extract: Extract, out: Path, made: Made, truth: Truth, form: Form = PLAIN
) -> list[Path]:
    """Write an extract into a folder of its own, count it and note its truth; return its files."""
    returned = extract.source.code == "sen2" and form.sen2 != "csv"
    folder, files = out / extract.folder, []
    folder.mkdir(parents=True, exist_ok=True)
    for sheet, faults in extract.sheets:
        if not returned:
            files.append(write_sheet(sheet, folder / f"{sheet.table.name}.csv", form.kind))
        truth.note(world.place, extract.cut, extract.source, sheet, faults, world.people)
        name, count = f"{extract.source.code}.{sheet.table.name}", sheet.rows.num_rows
        made.tables[name] = made.tables.get(name, 0) + count
        made.rows += count
        made.faults += sum(len(fault.rows) for fault in faults)
        if sheet.table.event and sheet.table.domain is not Domain.NOBODY:
            made.events += count
    if returned:
        sheets = [sheet for sheet, _ in extract.sheets]
        files = write_sen2(extract.source, sheets, form.sen2, folder, extract.cut.on)
    made.files += len(files)
    return files


def make_country(
    country: Country,
    out: Path,
    form: Form = PLAIN,
    told: Callable[[int, int], Any] = lambda done, of: None,
) -> Made:
    """Write the whole country into an empty folder: extracts under `areas`, the truth beside them.

    `told` is called with how many areas are done and how many there are. Raises UserError where
    the folder holds anything already.
    """
    if out.exists() and any(out.iterdir()):
        raise UserError(f"{out} is not empty. Nothing was made; name a new folder.")
    (out / "truth").mkdir(parents=True)
    listed = places(country)
    whole = Made()
    for done, made in enumerate(_areas(country, listed, out, form), start=1):
        whole.add(made)
        told(done, len(listed))
    (out / "country.json").write_text(_description(country, listed, whole), encoding="utf-8")
    return whole


def _areas(country: Country, listed: list[Place], out: Path, form: Form) -> Iterator[Made]:
    """Make the areas, by two processes where there are several."""
    work = partial(_area, country, out, form)
    if len(listed) == 1:
        yield work(listed[0])
        return
    started = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=started) as pool:
        yield from pool.map(work, listed, chunksize=4)


def _area(country: Country, out: Path, form: Form, place: Place) -> Made:
    return make_area(country, place, out, form)


def _description(country: Country, listed: list[Place], made: Made) -> str:
    """Return what the folder holds as JSON: that it is made up, from what, and how much."""
    said = {
        "made_up": "Nobody in this folder lives anywhere. NHS numbers are of the 999 test range.",
        "areas": country.areas,
        "people": country.people,
        "years": country.years,
        "seed": country.seed,
        "on": country.on.isoformat(),
        "code": country.code,
        "successors": list(country.successors),
        "rows": made.rows,
        "events": made.events,
        "faults": made.faults,
        "tables": dict(sorted(made.tables.items())),
        "places": [
            {"code": one.code, "name": one.name, "successors": list(one.successors)}
            for one in listed
        ],
    }
    return json.dumps(said, indent=1) + "\n"
