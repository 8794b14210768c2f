"""What councils hold from schools and colleges: census, suspensions, attendance, home, after 16."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from goldenthread.dataset.synth import figures
from goldenthread.dataset.synth.drawing import NEVER, Ints, day_number, drawn
from goldenthread.dataset.synth.lives import YEAR, Life
from goldenthread.dataset.synth.returns import census_day
from goldenthread.dataset.synth.sheets import Draft, Sheet, days, numbered, texts

CHOSEN = figures.CHOSEN


def refs(draft: Draft, letters: str, count: int) -> pa.Array:
    """Return a council's own references, new ones under a new authority."""
    return numbered(f"{draft.cut.code}{letters}", np.arange(count) + 1000)


def provision_on(draft: Draft, who: Ints, at: Ints) -> pa.Array:
    """Return E for whoever has a plan on a day, else K."""
    lived = draft.world.people.lives
    issued, ceased = lived.issued[who], lived.ceased[who]
    has = (issued != NEVER) & (issued <= at) & ((ceased == NEVER) | (ceased >= at))
    return texts(["K", "E"], has.astype(np.int64))


def school_census(draft: Draft) -> list[Sheet]:
    """Return everybody at a school on each spring census day of the years made."""
    people = draft.world.people
    at_school = draft.world.school >= 0
    upn = draft.identity.upn.places >= 0
    country = draft.world.country
    found = []
    for year in range(country.on.year - country.years, country.on.year + 1):
        census = day_number(census_day(date(year, 1, 31)))
        age = people.age(census)
        of_age = (age >= 4) & (age < 19) & at_school & upn & (census < draft.world.today)
        here = (people.came <= census) & ((people.left == NEVER) | (people.left > census))
        who = np.flatnonzero(of_age & here)
        found.append((who, np.full(len(who), census)))
    who = np.concatenate([one for one, _ in found])
    at = np.concatenate([day for _, day in found])
    return [_pupils(draft, who, at)]


def _pupils(draft: Draft, who: Ints, at: Ints) -> Sheet:
    people, count = draft.world.people, len(who)
    age = ((at - people.birth[who]) / YEAR).astype(np.int64)
    missed = draft.rng.integers(0, 30, count)
    return draft.sheet(
        "pupils",
        who,
        {
            "census_date": at,
            "school_urn": draft.school(who),
            "term": texts(["spring"], np.zeros(count, dtype=np.int64)),
            "year_group": texts([str(one) for one in range(1, 15)], np.clip(age - 5, -1, 13)),
            "entry_date": np.maximum(at - 400, people.birth[who] + 1300),
            "part_time": pa.array(np.zeros(count, dtype=bool)),
            "sen_provision": provision_on(draft, who, at),
            "need_1": texts(list(figures.NEEDS), people.need[who]),
            "need_2": texts(list(figures.NEEDS), people.second[who]),
            "sen_unit": pa.array(people.person[who] % 29 == 0),
            "resourced": pa.array(people.person[who] % 18 == 1),
            "sessions_possible": pa.array(np.full(count, 130)),
            "sessions_authorised": pa.array(missed),
            "sessions_unauthorised": pa.array(missed // 3),
        },
        at,
        punctual=True,
    )


def exclusions(draft: Draft) -> list[Sheet]:
    """Return suspensions, some children with several, and the few permanent exclusions."""
    country = draft.world.country
    share = CHOSEN["suspended in a year"] * country.years
    pupils = draft.someone(share, draft.world.school >= 0)
    who, at = draft.spread(np.repeat(pupils, 1 + pupils % 3), 5, 16)
    order = np.lexsort((at, who))
    who, at = who[order], at[order]
    apart = (np.diff(who, prepend=-1) != 0) | (np.diff(at, prepend=-100) > 20)
    who, at = who[apart], at[apart]
    count = len(who)
    permanent = draft.rng.random(count) < figures.PERMANENTLY_EXCLUDED * 12
    sessions = draft.rng.integers(1, 11, count)
    ends = np.where(permanent, NEVER, at + (sessions + 1) // 2 - 1)
    reviewed = np.where(permanent, at + 21, NEVER)
    return [
        draft.sheet(
            "exclusions",
            who,
            {
                "exclusion_id": refs(draft, "EX", count),
                "school_urn": draft.school(who),
                "kind": texts(["SUSP", "PERM"], permanent.astype(np.int64)),
                "starts_on": at,
                "ends_on": ends,
                "sessions": pa.array(np.where(permanent, 0, sessions)),
                "reason_1": draft.pick({"DB": 50, "PP": 14, "VA": 16, "PA": 12, "OW": 8}, count),
                "reason_2": pa.nulls(count, pa.string()),
                "reason_3": pa.nulls(count, pa.string()),
                "sen_provision": provision_on(draft, who, at),
                "provided_from": np.where(permanent, at + 7, NEVER),
                "review_called": pa.array(permanent & (draft.rng.random(count) < 0.5)),
                "reviewed_on": reviewed,
                "reviewed": texts(
                    ["upheld", "pending"],
                    np.where(permanent, np.where(reviewed > draft.on, 1, 0), -1),
                ),
            },
            at,
        )
    ]


def attendance(draft: Draft) -> list[Sheet]:
    """Return absences by code in the last terms, part-time timetables, children without a place."""
    return [_absences(draft), _part_time(draft), _without(draft)]


def _absences(draft: Draft) -> Sheet:
    """Return the sessions of the last autumn terms under one code each."""
    pupils = draft.someone(0.35, draft.world.school >= 0)
    country = draft.world.country
    terms = [
        day_number(date(year, 9, 1) + timedelta(days=2))
        for year in range(country.on.year - min(country.years, 2), country.on.year + 1)
    ]
    terms = [one for one in terms if one + 110 < draft.world.today]
    people = draft.world.people
    who = np.tile(pupils, len(terms))
    at = np.repeat(np.array(terms, dtype=np.int64), len(pupils))
    age = ((at - people.birth[who]) / YEAR).astype(np.int64)
    fits = (age >= 4) & (age < 17) & (people.came[who] <= at)
    fits &= (people.left[who] == NEVER) | (people.left[who] > at + 110)
    who, at = who[fits], at[fits]
    return draft.sheet(
        "absences",
        who,
        {
            "school_urn": draft.school(who),
            "starts_on": at,
            "ends_on": np.minimum(at + 106, draft.world.today - 1),
            "code": draft.pick({"I": 45, "M": 15, "O": 20, "G": 10, "U": 6, "E": 4}, len(who)),
            "sessions": draft.whole(1, 60, len(who)),
            "sessions_possible": pa.array(np.full(len(who), 140)),
            "minutes": pa.nulls(len(who), pa.int64()),
        },
        at,
        punctual=True,
    )


def _part_time(draft: Draft) -> Sheet:
    share = CHOSEN["part-time timetable"] * draft.world.country.years
    who, at = draft.spread(draft.someone(share, draft.world.school >= 0), 5, 16)
    return draft.sheet(
        "part_time_timetables",
        who,
        {
            "timetable_id": refs(draft, "PT", len(who)),
            "school_urn": draft.school(who),
            "starts_on": at,
            "review_on": days(at + 28),
            "ends_on": draft.after(at, 30, 120, 0.8),
            "hours": pa.array(np.round(5 + draft.rng.random(len(who)) * 15, 1)),
            "sen_provision": provision_on(draft, who, at),
            "parent_agreed": draft.yes(0.85, len(who)),
        },
        at,
    )


def _without(draft: Draft) -> Sheet:
    who, at = draft.spread(draft.someone(0.01), 5, 16)
    lived = draft.world.people.lives
    has = (lived.issued[who] != NEVER) & (lived.issued[who] <= at)
    return draft.sheet(
        "without_placement",
        who,
        {
            "spell_id": refs(draft, "WP", len(who)),
            "starts_on": at,
            "ends_on": draft.after(at, 20, 250, 0.7),
            "has_plan": pa.array(has),
            "interim": draft.pick({"tuition": 6, "alternative": 3, "other": 1}, len(who)),
            "hours": pa.array(np.round(1 + draft.rng.random(len(who)) * 9, 1)),
        },
        at,
    )


def ehe(draft: Draft) -> list[Sheet]:
    """Return children electively educated at home."""
    people = draft.world.people
    home = people.setting == figures.SETTINGS.index("home")
    who, at = draft.spread(draft.someone(0.9, home), 5, 15.9)
    ends = draft.after(at, 60, 700, 0.25)
    of_age = people.birth[who] + int(16.4 * YEAR)
    ends = np.where(ends > of_age, NEVER, ends)
    visited = draft.after(at, 20, 100, 0.8)
    visited = np.where((ends != NEVER) & (visited > ends), NEVER, visited)
    gone = (ends != NEVER) & (ends <= draft.on)
    return [
        draft.sheet(
            "registrations",
            who,
            {
                "registration_id": refs(draft, "HE", len(who)),
                "starts_on": at,
                "ends_on": ends,
                "ended": texts(["school", "moved"], np.where(gone, who % 5 == 0, -1)),
                "sen_provision": provision_on(draft, who, at),
                "visited_on": visited,
            },
            at,
            np.maximum(ends, visited),
        )
    ]


def destinations(draft: Draft) -> list[Sheet]:
    """Return what each young person does from 16 on."""
    who, at = draft.spread(draft.someone(0.9), 16.2, 25)
    count = len(who)
    age = ((at - draft.world.people.birth[who]) / YEAR).astype(np.int64)
    codes = ["210", "230", "280", "310", "330", "460", "619", "640", "810"]
    what = drawn(draft.rng, [18, 34, 8, 4, 8, 6, 12, 4, 6], count)
    ends = draft.after(at, 120, 700, 0.3)
    lived = draft.world.people.lives
    has = np.isin(lived.life[who], (Life.PLAN, Life.CEASED))
    checked = np.maximum(draft.on - draft.rng.integers(5, 170, count), at)
    return [
        draft.sheet(
            "destinations",
            who,
            {
                "activity": texts(codes, np.where((age > 18) & (what == 0), 1, what)),
                "started_on": at,
                "ended_on": ends,
                "expected_end_on": np.full(count, NEVER),
                "checked_on": np.where(draft.known(ends) == NEVER, checked, NEVER),
                "support": texts(["K", "E"], has.astype(np.int64)),
                "supported_internship": pa.array(what == 5),
            },
            at,
            ends,
        )
    ]
