"""What else health bodies send: health visiting, registers, continuing care, number tracing."""

import numpy as np
import pyarrow as pa

from goldenthread.dataset.synth import figures
from goldenthread.dataset.synth.drawing import NEVER, Ints, drawn
from goldenthread.dataset.synth.health import last_of, trust_refs
from goldenthread.dataset.synth.lives import YEAR
from goldenthread.dataset.synth.sheets import Draft, Sheet, days, numbered, texts


def health_visiting(draft: Draft) -> list[Sheet]:
    """Return the five mandated contacts of children born in these years, and early notices."""
    people = draft.world.people
    young = np.flatnonzero((people.birth > draft.start - 900) & (people.came == NEVER))
    kinds = ("AN", "NBV", "68W", "12M", "24M")
    due = np.array([-60, 14, 56, 365, 850])
    who = np.repeat(young, len(kinds))
    kind = np.tile(np.arange(len(kinds)), len(young))
    day = people.birth[who] + due[kind]
    fits = (day >= draft.start) & (day < draft.world.today - 30) & (day > people.birth[who])
    fits &= (people.left[who] == NEVER) | (people.left[who] > day + 60)
    who, kind, day = who[fits], kind[fits], day[fits]
    held = np.where(
        draft.rng.random(len(who)) < 0.88, day + draft.rng.integers(-6, 20, len(who)), NEVER
    )
    held = np.where(held <= people.birth[who], people.birth[who] + 1, held)
    held = np.where((day > 0) & (draft.rng.random(len(who)) < 0.1), NEVER, held)
    contacts = draft.sheet(
        "contacts",
        who,
        {
            "contact_id": trust_refs(draft, "V", len(who)),
            "kind": texts(list(kinds), kind),
            "due_on": day,
            "held_on": held,
            "attendance": texts(["5"], np.where(held == NEVER, -1, 0)),
            "asq": pa.array(kind >= 3),
            "at_expected_level": pa.array(kind % 2 == 0, mask=kind < 3),
            "mother_nhs_number": pa.nulls(len(who), pa.string()),
        },
        day,
        held,
    )
    return [contacts, _before_birth(draft, young)]


def _before_birth(draft: Draft, young: Ints) -> Sheet:
    """Return notices, before birth, of children who will have needs."""
    people = draft.world.people
    few = young[draft.rng.random(len(young)) < 0.04]
    few = few[people.birth[few] - 120 > draft.start]
    known = people.birth[few] - draft.rng.integers(40, 120, len(few))
    told = draft.after(known, 2, 30, 0.8)
    return draft.sheet(
        "need_before_birth",
        few,
        {
            "notice_id": trust_refs(draft, "N", len(few)),
            "known_on": known,
            "expected_on": people.birth[few] + 3,
            "weeks_pregnant": pa.array(40 - (people.birth[few] - known) // 7),
            "family_told_on": told,
            "council_told_on": draft.after(told, 1, 10),
        },
        known,
    )


def ld_register(draft: Draft) -> list[Sheet]:
    """Return the register of general practices and the yearly checks from 14."""
    people = draft.world.people
    needs = [figures.NEEDS.index(one) for one in ("MLD", "SLD", "PMLD")]
    likely = np.isin(people.need, needs) & (people.age(draft.world.today) >= 4)
    who, at = draft.spread(draft.someone(0.6, likely), 3, 25)
    count = len(who)
    refs = trust_refs(draft, "G", count)
    of, held = draft.children(at, np.full(count, NEVER), 1.6, gap=30)
    grown = held >= people.birth[who[of]] + int(14.1 * YEAR)
    # One check in each year from April to March.
    _, first = np.unique(np.stack([of, (held - 90) // 365]), axis=1, return_index=True)
    kept = np.intersect1d(first, np.flatnonzero(grown))
    of, held = of[kept], held[kept]
    latest = np.full(count, NEVER)
    np.maximum.at(latest, of, held)
    register = draft.sheet(
        "people",
        who,
        {
            "entry_id": refs,
            "practice": numbered("Y9", 9000 + who % 60),
            "added_on": at,
            "removed_on": np.full(count, NEVER),
        },
        at,
        latest,
        punctual=True,
    )
    outcome = drawn(draft.rng, [70, 10, 15, 5], len(of))
    planned = np.where(outcome == 0, draft.after(held, 0, 14, 0.8), NEVER)
    checks = draft.sheet(
        "health_checks",
        who[of],
        {
            "check_id": trust_refs(draft, "K", len(of)),
            "entry_id": refs.take(pa.array(of)),
            "invited_on": held - 21,
            "held_on": held,
            "outcome": texts(["DONE", "DECLINED", "MISSED", "NOT"], outcome),
            "action_plan": pa.array(planned != NEVER),
            "action_plan_on": planned,
        },
        held,
        punctual=True,
    )
    return [register, checks]


def dsr(draft: Draft) -> list[Sheet]:
    """Return the dynamic support register: very few, and known to very few."""
    people = draft.world.people
    autistic = people.need == figures.NEEDS.index("ASD")
    who, at = draft.spread(draft.someone(0.006, autistic), 10, 25)
    rated = draft.after(at, 0, 60)
    return [
        draft.sheet(
            "people",
            who,
            {
                "entry_id": trust_refs(draft, "D", len(who)),
                "added_on": at,
                "consent": draft.pick({"SELF": 3, "PARENT": 6, "BEST": 1}, len(who)),
                "consent_on": at,
                "autistic": pa.array(np.ones(len(who), dtype=bool)),
                "rated_on": rated,
                "reviewed_on": draft.after(rated, 0, 9),
                "key_worker_offered_on": draft.after(at, 5, 60, 0.7),
            },
            at,
        )
    ]


def continuing_care(draft: Draft) -> list[Sheet]:
    """Return packages of continuing care and after-care under section 117."""
    people = draft.world.people
    needs = [figures.NEEDS.index(one) for one in ("PMLD", "PD", "MSI")]
    who, at = draft.spread(draft.someone(0.08, np.isin(people.need, needs)), 0.5, 18)
    assessed = draft.after(at, 20, 90, 0.9)
    decided = draft.after(assessed, 1, 30)
    agreed = (draft.rng.random(len(who)) < 0.6) & (decided != NEVER)
    begun = np.where(agreed, decided + 14, NEVER)
    share = draft.rng.integers(3, 9, len(who)) * 10
    packages = draft.sheet(
        "packages",
        who,
        {
            "package_id": trust_refs(draft, "X", len(who)),
            "referred_on": at,
            "assessed_on": assessed,
            "decided_on": decided,
            "decision": texts(
                ["YES", "NO"],
                np.where(draft.known(decided) == NEVER, -1, np.where(agreed, 0, 1)),
            ),
            "told_on": draft.after(decided, 1, 10),
            "started_on": begun,
            "reviewed_on": draft.after(begun, 60, 200, 0.6),
            "ended_on": np.full(len(who), NEVER),
            "weekly_cost": draft.whole(200, 2400, len(who)),
            "health_share": pa.array(share),
            "education_share": pa.array((100 - share) // 2),
            "care_share": pa.array(100 - share - (100 - share) // 2),
        },
        at,
        last_of(assessed, decided, begun),
    )
    who, at = draft.spread(draft.someone(0.0004), 12, 25)
    after_care = draft.sheet(
        "section_117",
        who,
        {
            "entitlement_id": trust_refs(draft, "Z", len(who)),
            "began_on": at,
            "reviewed_on": draft.after(at, 60, 200, 0.7),
            "weekly_cost": draft.whole(100, 1500, len(who)),
            "health_share": draft.whole(20, 100, len(who)),
        },
        at,
    )
    return [packages, after_care]


def nhs_trace(draft: Draft) -> list[Sheet]:
    """Return what a tracing service answered of children with a plan whose number was missing.

    The reference given back is the council's own for the child.
    """
    people = draft.world.people
    asked = np.flatnonzero(people.person % 7 == 0)
    at = np.full(len(asked), draft.world.today - 20)
    result = drawn(draft.rng, [88, 6, 6], len(asked))
    found = result == 0
    number = pa.array(people.nhs[asked].astype(str), mask=~found)
    sheet = draft.sheet(
        "results",
        asked,
        {
            "reference": draft.identity.local.at(asked),
            "result": texts(["00", "98", "97"], result),
            "step": texts(["4", "0"], np.where(found, 0, 1)),
            "confidence": pa.array(np.where(found, 97.5, 0.0)),
            "nhs_number": number,
            "birth_date": days(np.where(found, people.birth[asked], NEVER)),
            "traced_on": at,
        },
        at,
        punctual=True,
    )
    return [sheet]
