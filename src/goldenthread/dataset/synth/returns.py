"""What a council returns: SEN2 and the Annex A lists, the state of things on a day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from goldenthread.dataset.synth import figures
from goldenthread.dataset.synth.drawing import NEVER, Ints, Yeses, day_number, drawn
from goldenthread.dataset.synth.lives import Life
from goldenthread.dataset.synth.places import Cut
from goldenthread.dataset.synth.sheets import Draft, Sheet, numbered, texts

# Settings without an establishment number, in the codes of the return (items 4.7c and 5.7c).
SETTING_CODES = {"home": "EHE", "neet": "NEET", "other": "OLA", "early": "EYP", "unknown": "OTH"}


def census_day(on: date) -> date:
    """Return the last third Thursday of January up to a day, the reference date of SEN2."""
    for year in (on.year, on.year - 1):
        first = date(year, 1, 1)
        found = first + timedelta(days=(3 - first.weekday()) % 7 + 14)
        if found <= on:
            return found
    raise AssertionError("a year has a January")


def census_cut(cut: Cut) -> Cut:
    """Return the round as the return counts it: on its reference date."""
    return replace(cut, on=census_day(cut.on))


@dataclass(slots=True)
class Standing:
    """Whose plans and requests a return tells of, and how they stand: entries of `who`."""

    who: Ints
    requested: Ints
    decided: Ints
    issued: Ints
    ceased: Ints
    life: Ints
    open: Yeses
    came: Ints


def standing(draft: Draft) -> Standing:
    """Return those whom the return is about: with a plan open or ended in its year, or a request.

    The year is the calendar year before the reference date.
    """
    people, on = draft.world.people, draft.on
    lived = people.lives
    year = day_number(date(draft.cut.on.year - 1, 1, 1))
    left = (people.left != NEVER) & (people.left <= on)
    ceased = np.where(left & (lived.ceased == NEVER), people.left, lived.ceased)
    ceased = np.where(ceased > on, NEVER, ceased)
    issued = np.where(lived.issued > on, NEVER, lived.issued)
    has = (issued != NEVER) & ((people.left == NEVER) | (people.left > issued))
    issued = np.where(has, issued, NEVER)
    open_now = has & (ceased == NEVER)
    lately = (lived.requested >= year) & (lived.requested <= on) & (people.came <= lived.requested)
    waiting = (lived.requested != NEVER) & (lived.requested <= on) & (lived.issued > on)
    about = open_now | (has & (ceased >= year)) | lately | waiting
    about &= draft.of_the_round & ~(has & (ceased != NEVER) & (ceased < year))
    about &= (people.left == NEVER) | (people.left >= year)
    who = np.flatnonzero(about)
    return Standing(
        who,
        *(one[who] for one in (lived.requested, lived.decided, issued, ceased, lived.life)),
        open_now[who],
        people.came[who],
    )


def sen2(draft: Draft) -> list[Sheet]:
    """Return the nine tables of the return."""
    now = standing(draft)
    ids = {
        "person_id": draft.identity.local.at(now.who),
        "request_id": _ids(draft, "RQ", now.who),
        "assessment_id": _ids(draft, "AS", now.who),
        "named_plan_id": _ids(draft, "NP", now.who),
        "active_plans_id": _ids(draft, "AP", now.who),
    }
    return [
        _header(draft),
        _person(draft, now),
        _requests(draft, now, ids),
        _assessment(draft, now, ids),
        *_named_plans(draft, now, ids),
        *_active_plans(draft, now, ids),
    ]


def _ids(draft: Draft, letters: str, who: Ints) -> Any:
    return numbered(f"{draft.cut.code}{letters}", who + 100_000)


def _header(draft: Draft) -> Sheet:
    day = np.array([draft.on])
    return draft.sheet(
        "sen2",
        np.array([-1]),
        {
            "sen2_id": pa.array([f"{draft.cut.code}-{draft.cut.on.year}"]),
            "collection": pa.array(["SEN2"]),
            "year": pa.array([draft.cut.on.year]),
            "referencedate": day,
            "sourcelevel": pa.array(["L"]),
            "lea": pa.array([draft.cut.code]),
            "softwarecode": pa.array(["made up"]),
            "serialno": pa.array([1]),
        },
    )


def _person(draft: Draft, now: Standing) -> Sheet:
    who = now.who
    numbered_at_all = (draft.identity.upn.places[who] >= 0) | (draft.identity.uln.places[who] >= 0)
    young = draft.world.people.age(draft.on)[who] < 6
    return draft.sheet(
        "person",
        who,
        {
            "upnunknown": texts(
                ["UN1", "UN8"], np.where(numbered_at_all, -1, np.where(young, 0, 1))
            ),
            "gendercurrent": texts(["2", "1"], draft.world.people.sex[who]),
        },
    )


def _year_start(draft: Draft) -> int:
    return day_number(date(draft.cut.on.year - 1, 1, 1))


def _requests(draft: Draft, now: Standing, ids: dict[str, Any]) -> Sheet:
    """Return a request for everybody: decided, refused, withdrawn, awaited or long past."""
    count = len(now.who)
    decided = (now.decided != NEVER) & (now.decided <= draft.on)
    past = decided & (now.decided < _year_start(draft))
    outcome = np.select(
        [~decided, past, now.life == Life.REFUSED, now.life == Life.WITHDRAWN],
        [2, 4, 1, 3],
        0,
    )
    dated = np.isin(outcome, (0, 1))
    disputed = outcome == 1
    return draft.sheet(
        "requests",
        now.who,
        {
            "request_id": ids["request_id"],
            "person_id": ids["person_id"],
            "receiveddate": now.requested,
            "rya": pa.array(draft.rng.random(count) < 0.004),
            "requestoutcome": texts(["Y", "N", "A", "W", "H"], outcome),
            "requestoutcomedate": np.where(dated, now.decided, NEVER),
            "requestmediation": pa.array(disputed & (draft.rng.random(count) < 0.27)),
            "requesttribunal": pa.array(disputed & (draft.rng.random(count) < 0.12)),
            "exported": pa.nulls(count, pa.string()),
        },
    )


def _assessment(draft: Draft, now: Standing, ids: dict[str, Any]) -> Sheet:
    """Return an assessment where it was decided to make one."""
    decided = (now.decided != NEVER) & (now.decided <= draft.on)
    kept = np.flatnonzero(decided & ~np.isin(now.life, (Life.REFUSED, Life.WITHDRAWN)))
    issued, life = now.issued[kept], now.life[kept]
    refused = np.where(life == Life.NOT_ISSUED, now.decided[kept] + 60, NEVER)
    told = (refused != NEVER) & (refused <= draft.on)
    past = (issued != NEVER) & (issued < _year_start(draft))
    moved = (now.came[kept] != NEVER) & (issued != NEVER)
    outcome = np.select([past | moved, issued != NEVER, told], [3, 0, 1], 2)
    at = np.select([outcome == 0, outcome == 1], [issued, refused], NEVER)
    chance = draft.rng.random(len(kept))
    return draft.sheet(
        "assessment",
        now.who[kept],
        {
            "assessment_id": ids["assessment_id"].take(pa.array(kept)),
            "request_id": ids["request_id"].take(pa.array(kept)),
            "person_id": ids["person_id"].take(pa.array(kept)),
            "assessmentoutcome": texts(["Y", "N", "A", "H"], outcome),
            "assessmentoutcomedate": at,
            "assessmentmediation": pa.array((outcome == 1) & (chance < 0.3)),
            "assessmenttribunal": pa.array((outcome == 1) & (chance > 0.8)),
            "othermediation": pa.array(chance < 0.017),
            "othertribunal": pa.array(chance > 0.97),
            "week20": pa.array((outcome == 0) & (chance < figures.EXCEPTIONS)),
        },
    )


def _named_plans(draft: Draft, now: Standing, ids: dict[str, Any]) -> list[Sheet]:
    """Return plans as written, and the setting that each names."""
    kept = np.flatnonzero(now.issued != NEVER)
    who, taken = now.who[kept], pa.array(kept)
    parents = {name: ids[name].take(taken) for name in ("named_plan_id", "request_id", "person_id")}
    ceased = now.ceased[kept]
    chance = draft.rng.random(len(kept))
    plans = draft.sheet(
        "named_plan",
        who,
        {
            **parents,
            "assessment_id": ids["assessment_id"].take(taken),
            "startdate": now.issued[kept],
            "planres": _residential(draft, who),
            "planwbp": pa.nulls(len(kept), pa.string()),
            "pb": pa.array(chance < figures.PERSONAL_BUDGETS),
            "oa": pa.array(chance < 3889 / figures.PLANS),
            "dp": pa.nulls(len(kept), pa.string()),
            "ceasedate": ceased,
            "ceasereason": _cease_reason(draft, who, ceased),
        },
    )
    detail = draft.sheet(
        "plan_detail",
        who,
        {**parents, "plan_detail_id": _ids(draft, "PD", who), **_setting(draft, who)},
    )
    return [plans, detail]


def _residential(draft: Draft, who: Ints) -> Any:
    """Return the few residential places by weeks, the same for a child in every table."""
    spread = draft.world.people.person[who] * 7919 % 100_000 / 100_000
    first, both = figures.RESIDENTIAL["A"], sum(figures.RESIDENTIAL.values())
    return texts(["A", "B"], np.where(spread < first, 0, np.where(spread < both, 1, -1)))


def _cease_reason(draft: Draft, who: Ints, ceased: Ints) -> Any:
    """Return why plans ended, as published, as far as the age allows."""
    people = draft.world.people
    age = people.age(draft.on)[who]
    codes = list(figures.CEASED)
    reason = drawn(draft.rng, list(figures.CEASED.values()), len(who))
    reason = np.where((reason == 0) & (age < 24), 5, reason)
    reason = np.where(np.isin(reason, (2, 3)) & (age < 18), 1, reason)
    reason = np.where(ceased == people.left[who], 4, reason)
    return texts(codes, np.where(ceased == NEVER, -1, reason))


def _setting(draft: Draft, who: Ints) -> dict[str, Any]:
    """Return the columns that say where a child is educated: a school's number or a code."""
    people = draft.world.people
    codes = [SETTING_CODES.get(name) for name in figures.SETTINGS]
    at_school = draft.world.school[who] >= 0
    kind = people.setting[who]
    # Nobody is out of work before 16, and a place is kept open for whoever was younger then.
    neet, other = figures.SETTINGS.index("neet"), figures.SETTINGS.index("other")
    kind = np.where((kind == neet) & (people.age(draft.on)[who] < 16), other, kind)
    unknown = kind == figures.SETTINGS.index("unknown")
    mainstream = people.setting[who] == figures.SETTINGS.index("mainstream")
    unit = mainstream & (people.person[who] % 29 == 0)
    resourced = mainstream & (people.person[who] % 18 == 1)
    return {
        "urn": draft.school(who),
        "ukprn": pa.nulls(len(who), pa.string()),
        "sensetting": texts(codes, np.where(at_school, -1, kind)),
        "sensettingother": texts(["Not yet named"], np.where(unknown, 0, -1)),
        "placementrank": pa.array(np.ones(len(who), dtype=np.int64)),
        "senunitindicator": pa.array(unit),
        "resourcedprovisionindicator": pa.array(resourced),
    }


def reviewed_by(draft: Draft, who: Ints, issued: Ints) -> Ints:
    """Return the last review up to the day of the extract: one a year before the last of all."""
    met = draft.world.people.lives.reviewed[who]
    years = np.where(met > draft.on, np.ceil((met - draft.on) / 365).astype(np.int64), 0)
    met = np.where(met == NEVER, NEVER, met - years * 365)
    return np.where(met <= issued + 100, NEVER, met)


def _active_plans(draft: Draft, now: Standing, ids: dict[str, Any]) -> list[Sheet]:
    """Return plans in force with their last review, where the child is placed, and the needs."""
    kept = np.flatnonzero(now.open)
    who, taken = now.who[kept], pa.array(kept)
    people, year = draft.world.people, _year_start(draft)
    parents = {
        name: ids[name].take(taken) for name in ("active_plans_id", "request_id", "person_id")
    }
    met = reviewed_by(draft, who, now.issued[kept])
    soon = draft.rng.random(len(who)) < figures.DECIDED_IN_FOUR_WEEKS
    decided = np.where(met == NEVER, NEVER, met + np.where(soon, 20, 60))
    decided = np.where(decided > draft.on, NEVER, decided)
    came = now.came[kept]
    outcome = drawn(draft.rng, list(figures.REVIEW_OUTCOMES.values()), len(who))
    before = (draft.world.place.number - 1) % draft.world.country.areas + 1
    plans = draft.sheet(
        "active_plans",
        who,
        {
            **parents,
            "transferla": texts([f"{before:03d}"], np.where(came >= year, 0, -1)),
            "reviewmeeting": met,
            "reviewoutcome": texts(["A", "C", "M"], np.where(decided == NEVER, -1, outcome)),
            "lastreview": decided,
            "reviewdraft": np.full(len(who), NEVER),
            "res": _residential(draft, who),
            "wbp": pa.nulls(len(who), pa.string()),
        },
    )
    entered = np.maximum(now.issued[kept] - 200, people.birth[who] + 700)
    places = draft.sheet(
        "placement_detail",
        who,
        {
            **parents,
            "placement_detail_id": _ids(draft, "PL", who),
            **_setting(draft, who),
            "entrydate": np.minimum(entered, draft.on - 1),
            "res": _residential(draft, who),
            "wbp": pa.nulls(len(who), pa.string()),
        },
    )
    return [plans, places, _needs(draft, who, parents)]


def _needs(draft: Draft, who: Ints, parents: dict[str, Any]) -> Sheet:
    """Return the first need of each plan, and the second of those that have one."""
    people = draft.world.people
    second = np.flatnonzero(people.second[who] >= 0)
    rows = np.concatenate([np.arange(len(who)), second])
    rank = np.concatenate([np.ones(len(who)), np.full(len(second), 2)]).astype(np.int64)
    need = np.where(rank == 1, people.need[who[rows]], people.second[who[rows]])
    return draft.sheet(
        "sen_need",
        who[rows],
        {
            **{name: ids.take(pa.array(rows)) for name, ids in parents.items()},
            "sen_need_id": numbered(f"{draft.cut.code}SN", (who[rows] + 100_000) * 10 + rank),
            "sentype": texts(list(figures.NEEDS), need),
            "sentyperank": pa.array(rank),
        },
    )


def annex_a(draft: Draft) -> list[Sheet]:
    """Return list 1, of children with a plan, and list 2, of those who are being assessed."""
    now = standing(draft)
    being = np.isin(now.life, (Life.UNDECIDED, Life.ASSESSED)) & (now.issued == NEVER)
    return [_list_1(draft, now), _annex_list(draft, "list2", now.who[being], {})]


def _list_1(draft: Draft, now: Standing) -> Sheet:
    kept = np.flatnonzero(now.open)
    who, issued = now.who[kept], now.issued[kept]
    people = draft.world.people
    reviewed = reviewed_by(draft, who, issued)
    home = people.setting[who] == figures.SETTINGS.index("home")
    return _annex_list(
        draft,
        "list1",
        who,
        {
            "initial_plan_date": issued,
            "updated_plan_date": np.where(reviewed == NEVER, NEVER, issued + 60),
            "last_review_date": reviewed,
            "home_educated": pa.array(home),
        },
    )


def _annex_list(draft: Draft, name: str, who: Ints, more: dict[str, Any]) -> Sheet:
    people = draft.world.people
    numbered_at_all = (draft.identity.upn.places[who] >= 0) | (draft.identity.uln.places[who] >= 0)
    age = people.age(draft.on)[who]
    phase = np.where(age < 11, 0, np.where(age < 16, 1, 2))
    return draft.sheet(
        name,
        who,
        {
            **more,
            "upn_unknown": texts(
                ["UN1", "UN8"], np.where(numbered_at_all, -1, np.where(age < 6, 0, 1))
            ),
            "primary_need": texts(list(figures.NEEDS), people.need[who]),
            "main_urn": draft.school(who),
            "main_phase": texts(["Primary", "Secondary", "16 plus"], phase),
            "subsidiary_phase": texts(
                ["Other"], np.where((age < 17) & (draft.world.school[who] >= 0), 0, -1)
            ),
            "suspensions": pa.array((draft.rng.random(len(who)) < 0.06).astype(np.int64)),
            "permanent_exclusions": pa.array(np.zeros(len(who), dtype=np.int64)),
            "absence": pa.array(np.round(draft.rng.random(len(who)) * 30, 1)),
            "disability": pa.array(draft.rng.random(len(who)) < 0.4),
        },
    )
