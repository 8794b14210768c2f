"""The made-up country beside the published figures it is drawn from, and the page that says so."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from goldenthread.dataset.synth import figures
from goldenthread.dataset.synth.drawing import NEVER, Yeses
from goldenthread.dataset.synth.health import community_health
from goldenthread.dataset.synth.lives import YEAR, Life
from goldenthread.dataset.synth.making import drafted
from goldenthread.dataset.synth.people import People
from goldenthread.dataset.synth.places import Country, cuts, places
from goldenthread.dataset.synth.world import World, make_world

# Enough people for a percentage to be steady, few enough to be made anew whenever it is asked.
SAMPLE = Country(areas=1, people=120_000, years=3, seed=1)


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure: what it is, as published and as made up, both in per cent; what it is of."""

    topic: str
    words: str
    published: float
    made_up: float


def compared(country: Country = SAMPLE) -> list[Compared]:
    """Return every figure that the country is drawn from, beside what came of it."""
    world = make_world(country, places(country)[0])
    people = world.people
    residents = (people.left == NEVER) & (people.came == NEVER)
    plans = residents & (people.lives.life == Life.PLAN)
    return [
        *_of_plans(people, plans, world.today),
        *_of_needs(people, plans),
        *_of_settings(people, plans),
        *_of_requests(world, people, residents),
        *_of_waits(world),
    ]


def _per_cent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _of_plans(people: People, plans: Yeses, today: int) -> Iterator[Compared]:
    age = people.age(today)[plans]
    counts = {at: sum(row) for at, row in figures.NEEDS_BY_AGE.items()}
    for low, high in ((2, 4), (5, 10), (11, 15), (16, 19), (20, 25)):
        published = sum(count for at, count in counts.items() if low <= at <= high)
        words = "under 5" if low == 2 else f"{low} to {high}"
        made = int(((age <= high) & (age >= (0 if low == 2 else low))).sum())
        yield Compared(
            "Open plans by age",
            words,
            _per_cent(published, sum(counts.values())),
            _per_cent(made, len(age)),
        )
    male = _per_cent(451_239, figures.PLANS)
    made_male = _per_cent(int(people.sex[plans].sum()), len(age))
    yield Compared("Open plans by sex", "male", male, made_male)
    held = (today - people.lives.issued[plans]) / YEAR
    for low, high in ((0, 2), (3, 5), (6, 8), (9, 12)):
        published = sum(figures.YEARS_IN_PLACE[one] for one in range(low, high + 1))
        made = int(
            ((held > (low - 1 if low else -1)) & (held <= (high if high < 12 else 99))).sum()
        )
        yield Compared(
            "Open plans by years in place",
            f"{low} to {high}" if high < 12 else "9 or more",
            _per_cent(published, sum(figures.YEARS_IN_PLACE.values())),
            _per_cent(made, len(held)),
        )


def _of_needs(people: People, plans: Yeses) -> Iterator[Compared]:
    totals = np.array(list(figures.NEEDS_BY_AGE.values())).sum(axis=0)
    made = np.bincount(people.need[plans], minlength=len(figures.NEEDS))
    for at, name in enumerate(figures.NEEDS):
        yield Compared(
            "Open plans by primary need",
            name,
            _per_cent(float(totals[at]), float(totals.sum())),
            _per_cent(float(made[at]), float(made.sum())),
        )


def _of_settings(people: People, plans: Yeses) -> Iterator[Compared]:
    totals = np.array(list(figures.SETTINGS_BY_AGE.values())).sum(axis=0)
    made = np.bincount(people.setting[plans], minlength=len(figures.SETTINGS))
    for at, name in enumerate(figures.SETTINGS):
        yield Compared(
            "Open plans by placement",
            name,
            _per_cent(float(totals[at]), float(totals.sum())),
            _per_cent(float(made[at]), float(made.sum())),
        )


def _of_requests(world: World, people: People, residents: Yeses) -> Iterator[Compared]:
    lived = people.lives
    asked = residents & (lived.decided != NEVER) & (lived.life != Life.UNDECIDED)
    took = (lived.decided - lived.requested)[asked]
    yield Compared(
        "Requests",
        "decided in six weeks",
        round(figures.DECIDED_IN_SIX_WEEKS * 100, 1),
        _per_cent(int((took <= 42).sum()), len(took)),
    )
    year = (lived.issued // YEAR).astype(np.int64) + 1970
    for which in range(world.country.on.year - world.country.years, world.country.on.year):
        mine = residents & np.isin(lived.life, (Life.PLAN, Life.CEASED)) & (year == which)
        waited = (lived.issued - lived.requested)[mine]
        yield Compared(
            "Plans issued within 20 weeks",
            str(which),
            round(figures.year(which).within_20 * 100, 1),
            _per_cent(int((waited <= 140).sum()), len(waited)),
        )
    for which in range(world.country.on.year - world.country.years, world.country.on.year):
        refused = residents & (lived.life == Life.REFUSED)
        refused &= (lived.requested // YEAR).astype(np.int64) + 1970 == which
        yield Compared(
            "Requests refused in the year, of open plans in 2025",
            str(which),
            _per_cent(figures.year(which).refused, figures.PLANS),
            _per_cent(int(refused.sum()), int((residents & (lived.life == Life.PLAN)).sum())),
        )


def _of_waits(world: World) -> Iterator[Compared]:
    """Return how many of each list wait for more than 18 and 52 weeks, on the last day."""
    last = cuts(world.country, world.place)[-1]
    waits = community_health(drafted(world, last, "community_health"))[1]
    services = community_health(drafted(world, last, "community_health"))[0]
    asked = dict(
        zip(
            services.rows["referral_id"].to_pylist(),
            services.rows["reason"].to_pylist(),
            strict=True,
        )
    )
    waiting = [
        (asked.get(row["referral_id"]), row["weeks"])
        for row in waits.rows.to_pylist()
        if row["stopped_on"] is None
    ]
    for one in figures.COMMUNITY_WAITS:
        weeks = np.array([length for service, length in waiting if service == one.service])
        for words, count, limit in (("18", one.over_18 + one.over_52, 18), ("52", one.over_52, 52)):
            yield Compared(
                f"Waiting for {one.service.lower()}",
                f"over {words} weeks",
                _per_cent(count, one.total),
                _per_cent(int((weeks >= limit).sum()), len(weeks)),
            )


def page(country: Country = SAMPLE) -> str:
    """Return the page of the figures as Markdown, from a country of one area."""
    lines = [
        "# The made-up country and the published figures",
        "",
        "Written by `make references`. `goldenthread dataset synth` makes up areas, families and "
        "children and writes them out as partners' extracts, with partners' mistakes in them; the "
        "truth lies apart from them. Nobody in them lives anywhere.",
        "",
        f"The figures are those of England: {figures.PLANS_2025}; waits for community services: "
        f"{figures.WAITS_2023}. Both under the Open Government Licence v3.0. Beside them is what "
        f"came of them among {country.people:,} people over {country.years} years with seed "
        f"{country.seed}.",
        "",
        "| what | of which | published, % | made up, % |",
        "|---|---|---|---|",
    ]
    before = ""
    for one in compared(country):
        topic = "" if one.topic == before else one.topic
        before = one.topic
        lines.append(f"| {topic} | {one.words} | {one.published} | {one.made_up} |")
    lines += ["", *_chosen(), "", *_limits()]
    return "\n".join(lines) + "\n"


def _chosen() -> list[str]:
    """Return what no published figure was at hand for."""
    return [
        "## Chosen, because no figure was at hand",
        "",
        "| what | share of people |",
        "|---|---|",
        *(f"| {words} | {share:.1%} |" for words, share in figures.CHOSEN.items()),
        "",
        "Suspensions, absences, mental health and pathway waits, the needs and ages of children on "
        "SEN support, and how often partners mistype, leave out or mix up what identifies a child "
        "are chosen too: they are there to be found, not to be learnt from.",
    ]


def _limits() -> list[str]:
    return [
        "## What it is not",
        "",
        "- The 999 range holds 909,091 valid NHS numbers. A country of more people uses each again "
        "in an area at least 69 areas away: within one area every number is one person's.",
        "- Authority numbers are below 200, schools' from 900000, postcodes of unused letters. "
        "One area is succeeded by two on 1 April 2023.",
        "- Each thing is drawn by itself: what is not compared above (whether needs go with waits, "
        "say) says nothing of England.",
    ]
