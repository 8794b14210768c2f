"""What a council's own systems send: placements, places, audits, budgets, training, complaints."""

import numpy as np
import pyarrow as pa

from goldenthread.dataset.synth import figures
from goldenthread.dataset.synth.drawing import NEVER, Ints, between
from goldenthread.dataset.synth.lives import Life
from goldenthread.dataset.synth.schools import refs
from goldenthread.dataset.synth.sheets import Draft, Sheet, days, texts

# Kinds of placement for each of figures.SETTINGS.
KINDS = (
    *("mainstream", "special", "alternative", "further-education", "other-than-school"),
    *("other-than-school", "other-than-school", "early-years", "other-than-school"),
)


def _with_plan(draft: Draft) -> tuple[Ints, Ints]:
    """Return everybody with a plan and its day, or the day they came, in the years made."""
    people = draft.world.people
    lived = people.lives
    has = np.isin(lived.life, (Life.PLAN, Life.CEASED)) & (lived.issued < draft.world.today)
    has &= (lived.ceased == NEVER) | (lived.ceased > np.maximum(people.came, draft.start))
    who = np.flatnonzero(has)
    at = np.maximum(np.maximum(lived.issued[who], draft.start), people.came[who])
    here = (people.left[who] == NEVER) | (people.left[who] > at)
    return who[here], at[here]


def placements(draft: Draft) -> list[Sheet]:
    """Return special placements that the council pays for, with their reason and cost."""
    who, at = _with_plan(draft)
    people = draft.world.people
    special = (people.setting[who] == 1) | (draft.rng.random(len(who)) < 0.06)
    who, at = who[special], at[special]
    count = len(who)
    cost = draft.rng.integers(9, 70, count) * 1000
    away = draft.rng.random(count) < 0.08
    ends = people.lives.ceased[who]
    ends = np.where((ends == NEVER) | (ends > draft.world.today), NEVER, ends)
    health, care = cost // 20, cost // 10
    return [
        draft.sheet(
            "placements",
            who,
            {
                "placement_id": refs(draft, "PM", count),
                "urn": draft.school(who),
                "kind": texts(list(KINDS), people.setting[who]),
                "need": texts(list(figures.NEEDS), people.need[who]),
                "host_la": pa.nulls(count, pa.string()),
                "out_of_area": pa.array(away),
                "residential": texts(["A"], np.where(away & (who % 9 == 0), 0, -1)),
                "starts_on": at,
                "ends_on": ends,
                "reason": texts(["no-place", "choice"], np.where(away, who % 2, -1)),
                "ended": texts(["ceased"], np.where((ends == NEVER) | (ends > draft.on), -1, 0)),
                "cost_year": pa.array(cost),
                "cost_education": pa.array(cost - health - care),
                "cost_health": pa.array(health),
                "cost_care": pa.array(care),
            },
            at,
            ends,
        )
    ]


def provision(draft: Draft) -> list[Sheet]:
    """Return places commissioned at special and alternative schools, and how many are taken."""
    schools = draft.world.schools
    count = len(schools)
    which = np.arange(count * 3 // 4, count * 19 // 20)
    size = between(draft.rng, np.full(len(which), 20), 160)
    nobody = np.full(len(which), -1)
    ids = refs(draft, "PR", len(which))
    begun = np.full(len(which), draft.start)
    places = draft.sheet(
        "places",
        nobody,
        {
            "provision_id": ids,
            "urn": texts([str(one) for one in schools], which),
            "kind": texts(["special", "alternative"], (which >= count * 9 // 10).astype(np.int64)),
            "age_from": pa.array(np.full(len(which), 4)),
            "age_to": pa.array(np.full(len(which), 19)),
            "starts_on": begun,
            "ends_on": np.full(len(which), NEVER),
            "places": pa.array(size),
            "place_funding": pa.array(np.full(len(which), 10_000)),
        },
    )
    pupils = size + draft.rng.integers(-8, 4, len(which))
    occupancy = draft.sheet(
        "occupancy",
        nobody,
        {
            "provision_id": ids,
            "counted_on": np.full(len(which), draft.on),
            "pupils": pa.array(pupils),
            "from_elsewhere": pa.array(np.minimum(pupils // 12, pupils)),
            "waiting": draft.whole(0, 9, len(which)),
        },
    )
    return [places, occupancy]


def plan_audits(draft: Draft) -> list[Sheet]:
    """Return audits of a few plans in a hundred."""
    who, issued = _with_plan(draft)
    few = draft.rng.random(len(who)) < 0.03
    who, issued = who[few], issued[few]
    at = issued + draft.rng.integers(20, 90, len(who))
    fits = at < draft.world.today
    who, issued, at = who[fits], issued[fits], at[fits]
    outcomes = draft.rng.integers(3, 14, len(who))
    return [
        draft.sheet(
            "audits",
            who,
            {
                "audit_id": refs(draft, "AU", len(who)),
                "plan_date": issued,
                "audited_on": at,
                "outcomes": pa.array(outcomes),
                "outcomes_measurable": pa.array(outcomes // 2),
                "moderated_on": np.full(len(who), NEVER),
                "moderated": pa.nulls(len(who), pa.string()),
                "mended_on": np.full(len(who), NEVER),
            },
            at,
        )
    ]


def budgets(draft: Draft) -> list[Sheet]:
    """Return personal budgets and direct payments as often as published, and short breaks."""
    everybody, begun = _with_plan(draft)
    has = draft.rng.random(len(everybody)) < figures.PERSONAL_BUDGETS
    who, at = everybody[has], begun[has] + 10
    fits = at < draft.world.today
    who, at = who[fits], at[fits]
    ids = refs(draft, "PB", len(who))
    paid = draft.rng.random(len(who)) < 0.8
    personal = draft.sheet(
        "personal_budgets",
        who,
        {
            "budget_id": ids,
            "part": draft.pick({"CARE": 74, "EDU": 18, "ALL": 6, "HEALTH": 2}, len(who)),
            "held": texts(["DIRECT", "NOTIONAL"], np.where(paid, 0, 1)),
            "asked_on": at - 5,
            "agreed_on": at,
            "started_on": at + 7,
            "ended_on": np.full(len(who), NEVER),
            "yearly_amount": draft.whole(400, 9000, len(who)),
        },
        at,
        punctual=True,
    )
    of = np.flatnonzero(paid)
    direct = draft.sheet(
        "direct_payments",
        who[of],
        {
            "payment_id": refs(draft, "DP", len(of)),
            "budget_id": ids.take(pa.array(of)),
            "part": texts(["CARE"], np.zeros(len(of), dtype=np.int64)),
            "started_on": at[of] + 7,
            "ended_on": np.full(len(of), NEVER),
            "weekly_amount": draft.whole(10, 170, len(of)),
        },
        at[of] + 7,
        punctual=True,
    )
    return [personal, direct, _short_breaks(draft)]


def _short_breaks(draft: Draft) -> Sheet:
    who, at = draft.spread(draft.someone(0.04), 3, 18)
    agreed = draft.rng.integers(10, 120, len(who))
    return draft.sheet(
        "short_breaks",
        who,
        {
            "award_id": refs(draft, "SB", len(who)),
            "started_on": at,
            "ended_on": draft.after(at, 300, 360, 0.5),
            "counted_in": draft.pick({"HOUR": 70, "NIGHT": 15, "SESSION": 15}, len(who)),
            "agreed": pa.array(agreed.astype(float)),
            "used": pa.array(np.round(agreed * draft.rng.random(len(who)))),
        },
        at,
    )


def _dated(draft: Draft, count: int) -> tuple[Ints, Ints]:
    """Return so many rows about nobody, with a day each in the years made."""
    at = between(draft.rng, np.full(count, draft.start + 30), draft.world.today - 1)
    return np.full(count, -1), at


def workforce(draft: Draft) -> list[Sheet]:
    """Return courses held, with how many came."""
    who, at = _dated(draft, max(len(draft.world.people) // 150, 6))
    count = len(who)
    places = draft.rng.integers(10, 60, count)
    came = np.floor(places * (0.4 + 0.6 * draft.rng.random(count))).astype(np.int64)
    return [
        draft.sheet(
            "training",
            who,
            {
                "session_id": refs(draft, "TR", count),
                "held_on": at,
                "title": texts(["The graduated approach", "Writing outcomes"], at % 2),
                "places": pa.array(places),
                "came": pa.array(came),
                "asked_after": pa.array(came // 2),
                "hours": draft.whole(1, 12, count),
            },
            at,
        )
    ]


def complaints(draft: Draft) -> list[Sheet]:
    """Return complaints, compliments and enquiries to the independent advice service."""
    many = int(len(draft.world.people) * figures.CHOSEN["complained"]) + 4
    who, at = _dated(draft, many)
    answered = draft.after(at, 5, 60, 0.9)
    shown = draft.known(answered)
    complained = draft.sheet(
        "complaints",
        who,
        {
            "complaint_id": refs(draft, "CO", many),
            "received_on": at,
            "acknowledged_on": at + 2,
            "due_on": days(at + 28),
            "answered_on": answered,
            "outcome": texts(["UP", "PART", "NOT", "OPEN"], np.where(shown == NEVER, 3, at % 3)),
        },
        at,
        answered,
    )
    who, at = _dated(draft, many // 2)
    praised = draft.sheet(
        "compliments", who, {"compliment_id": refs(draft, "CP", len(who)), "received_on": at}, at
    )
    who, at = _dated(draft, many * 3)
    closed = draft.after(at, 1, 120, 0.9)
    asked = draft.sheet(
        "advice_enquiries",
        who,
        {
            "enquiry_id": refs(draft, "AE", len(who)),
            "received_on": at,
            "closed_on": closed,
            "contacts": draft.whole(1, 12, len(who)),
        },
        at,
        closed,
    )
    return [complained, praised, asked]
