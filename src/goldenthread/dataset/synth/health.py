"""What health bodies send: referrals, contacts, waits, pathways, registers and packages."""

from typing import Any

import numpy as np
import pyarrow as pa

from goldenthread.dataset.synth import figures
from goldenthread.dataset.synth.drawing import NEVER, Ints, drawn
from goldenthread.dataset.synth.sheets import Draft, Sheet, numbered, texts

CHOSEN = figures.CHOSEN
# Service of the Community Services Data Set for each published waiting list.
SERVICES = ("17", "06", "23", "33")
PROVIDERS = ("RMU1", "RMU2")


def trust_refs(draft: Draft, letters: str, count: int) -> Any:
    """Return a trust's references, which stay when councils are succeeded."""
    return numbered(f"{draft.world.place.code}{letters}", np.arange(count) + 1000)


def _provider(draft: Draft, count: int) -> Any:
    return texts(list(PROVIDERS), np.full(count, draft.world.place.number % len(PROVIDERS)))


def last_of(*days: Ints) -> Ints:
    """Return the last of several days."""
    return np.maximum.reduce(days)


def camhs(draft: Draft) -> list[Sheet]:
    """Return referrals, the contacts under them and the few admissions."""
    who, at = draft.spread(draft.someone(CHOSEN["known to mental health services"]), 5, 18)
    count = len(who)
    rejected = draft.after(at, 3, 40, 0.24)
    accepted = np.where(rejected == NEVER, draft.after(at, 2, 45, 0.93), NEVER)
    ended = np.where(accepted == NEVER, NEVER, draft.after(accepted, 60, 700, 0.7))
    went = np.where(accepted == NEVER, at - 1, np.where(ended == NEVER, NEVER, ended))
    of, held = draft.children(at, went, 3.0, gap=30)
    latest = np.full(count, NEVER)
    np.maximum.at(latest, of, held)
    refs = trust_refs(draft, "R", count)
    referrals = draft.sheet(
        "referrals",
        who,
        {
            "referral_id": refs,
            "provider": _provider(draft, count),
            "school_urn": draft.school(who),
            "received_on": at,
            "accepted_on": accepted,
            "rejected_on": rejected,
            "rejected_for": texts(["Below threshold"], np.where(rejected == NEVER, -1, 0)),
            "discharged_on": ended,
        },
        at,
        last_of(rejected, accepted, ended, latest),
        punctual=True,
    )
    contacts = draft.sheet(
        "contacts",
        who[of],
        {
            "contact_id": trust_refs(draft, "C", len(of)),
            "referral_id": refs.take(pa.array(of)),
            "held_on": held,
            "attendance": draft.pick({"5": 70, "6": 4, "2": 8, "3": 12, "4": 6}, len(of)),
            "mechanism": draft.pick({"01": 70, "02": 15, "05": 5}, len(of)),
            "minutes": draft.whole(20, 90, len(of)),
        },
        held,
        punctual=True,
    )
    return [referrals, contacts, _admissions(draft)]


def _admissions(draft: Draft) -> Sheet:
    """Return stays in beds: of very few, and not long."""
    who, at = draft.spread(draft.someone(0.002), 12, 18)
    ready = draft.after(at, 5, 90, 0.9)
    out = draft.after(ready, 0, 40, 0.95)
    return draft.sheet(
        "admissions",
        who,
        {
            "admission_id": trust_refs(draft, "A", len(who)),
            "provider": _provider(draft, len(who)),
            "admitted_on": at,
            "ready_on": ready,
            "discharged_on": out,
            "kind": draft.pick({"TIER4": 5, "CRISIS": 4, "ADULT": 1}, len(who)),
            "miles_from_home": draft.whole(2, 180, len(who)),
        },
        at,
        last_of(ready, out),
    )


def neurodevelopmental(draft: Draft) -> list[Sheet]:
    """Return ways through the pathway, the help on it and second opinions."""
    who, at = draft.spread(draft.someone(CHOSEN["on the neurodevelopmental pathway"]), 2, 17)
    count = len(who)
    triaged = draft.after(at, 5, 90, 0.95)
    accepted = (draft.rng.random(count) < 0.82) & (triaged != NEVER)
    begun = np.where(accepted, draft.after(triaged, 90, 700, 0.85), NEVER)
    done = draft.after(begun, 10, 150, 0.95)
    told = draft.after(done, 0, 30, 0.98)
    ended = np.where(told == NEVER, np.where(accepted, NEVER, triaged), draft.after(told, 0, 60))
    refs = trust_refs(draft, "P", count)
    known = (done != NEVER) & (done <= draft.on)
    helped = draft.children(at, np.full(count, NEVER), 0.8, gap=20)
    latest = np.full(count, NEVER)
    np.maximum.at(latest, *helped)
    pathways = draft.sheet(
        "pathways",
        who,
        {
            "pathway_id": refs,
            "provider": _provider(draft, count),
            "condition": draft.pick({"ASD": 60, "ADHD": 25, "BOTH": 14, "FASD": 1}, count),
            "received_on": at,
            "triaged_on": triaged,
            "triage": texts(
                ["ASSESS", "NO"],
                np.where((triaged == NEVER) | (triaged > draft.on), -1, np.where(accepted, 0, 1)),
            ),
            "assessed_from": begun,
            "assessed_by": done,
            "finding": texts(
                ["DIAG", "NOT", "WATCH"],
                np.where(known, drawn(draft.rng, [75, 20, 5], count), -1),
            ),
            "told_on": told,
            "report_sent_on": draft.after(told, 0, 28, 0.9),
            "ended_on": ended,
        },
        at,
        last_of(
            triaged, begun, done, told, ended, latest, np.where(told == NEVER, told, told + 400)
        ),
        punctual=True,
    )
    return [pathways, *_on_the_pathway(draft, who, refs, done, told, helped)]


def _on_the_pathway(
    draft: Draft, who: Ints, refs: Any, done: Ints, told: Ints, helped: tuple[Ints, Ints]
) -> list[Sheet]:
    """Return help while waiting and after, and second opinions asked for."""
    of, offered = helped
    begun = draft.after(offered, 3, 60, 0.7)
    waiting = (done[of] == NEVER) | (offered < done[of])
    support = draft.sheet(
        "support",
        who[of],
        {
            "support_id": trust_refs(draft, "H", len(of)),
            "pathway_id": refs.take(pa.array(of)),
            "stage": texts(["AFTER", "WAIT"], waiting.astype(np.int64)),
            "offered_on": offered,
            "taken_up": pa.array(begun != NEVER),
            "started_on": begun,
            "ended_on": draft.after(begun, 20, 200, 0.8),
        },
        offered,
        punctual=True,
    )
    unsure = np.flatnonzero((told != NEVER) & (draft.rng.random(len(told)) < 0.03))
    asked = told[unsure] + 20
    given = draft.after(asked, 60, 300, 0.6)
    second = draft.sheet(
        "second_opinions",
        who[unsure],
        {
            "request_id": trust_refs(draft, "S", len(unsure)),
            "pathway_id": refs.take(pa.array(unsure)),
            "asked_on": asked,
            "given_on": given,
            "outcome": texts(
                ["SAME", "CHANGED"],
                np.where((given == NEVER) | (given > draft.on), -1, unsure % 3 == 0),
            ),
        },
        asked,
        given,
        punctual=True,
    )
    return [support, second]


def community_health(draft: Draft) -> list[Sheet]:
    """Return referrals to the four services and where each wait stands, as long as published."""
    who, at = draft.spread(draft.someone(CHOSEN["on a community health list"]), 1, 18)
    count = len(who)
    lists = figures.COMMUNITY_WAITS
    service = drawn(draft.rng, [one.total for one in lists], count)
    seen = _seen(draft, service, at)
    out = draft.after(seen, 30, 400, 0.6)
    refs = trust_refs(draft, "W", count)
    referrals = draft.sheet(
        "referrals",
        who,
        {
            "referral_id": refs,
            "provider": _provider(draft, count),
            "service": texts(list(SERVICES), service),
            "received_on": at,
            "accepted_on": at + 2,
            "first_seen_on": seen,
            "discharged_on": out,
            "reason": texts([one.service for one in lists], service),
        },
        at,
        last_of(np.where(seen == NEVER, draft.world.today, seen + 92), out),
        punctual=True,
    )
    counted = np.full(count, draft.on)
    stopped = draft.known(seen)
    weeks = (np.where(stopped == NEVER, draft.on, stopped) - at) // 7
    lately = np.flatnonzero((at <= draft.on) & ((stopped == NEVER) | (stopped > draft.on - 92)))
    waits = draft.sheet(
        "waits",
        who[lately],
        {
            "referral_id": refs.take(pa.array(lately)),
            "counted_on": counted[lately],
            "waiting_since": at[lately],
            "stopped_on": stopped[lately],
            "stopped_for": texts(["SEEN"], np.where(stopped[lately] == NEVER, -1, 0)),
            "weeks": pa.array(np.maximum(weeks, 0)[lately]),
        },
        counted[lately],
        punctual=True,
    )
    return [referrals, waits]


def _seen(draft: Draft, service: Ints, at: Ints) -> Ints:
    """Return days of first being seen so that who still waits has waited as long as published.

    The share of a list of steady length over t weeks gives how long the waits themselves are:
    a mixture of short, long and very long waits is drawn, and their lengths are weighed by it.
    """
    lists = figures.COMMUNITY_WAITS
    long = np.array([one.over_18 / one.total for one in lists])[service]
    very = np.array([one.over_52 / one.total for one in lists])[service]
    age = draft.world.today - at
    waits_now = draft.rng.random(len(at)) < still_waiting(age, long, very)
    short = np.maximum((draft.rng.random(len(at)) ** 1.5 * np.minimum(age, 364)), 3)
    return np.where(waits_now, NEVER, at + np.minimum(short.astype(np.int64), age))


def still_waiting(age: Ints, long: Any, very: Any) -> Any:
    """Return how likely somebody referred so many days ago still waits.

    Referrals come evenly, so that the list's parts up to 18, from 18 to 52 and over 52 weeks are
    as big as published if each part's chance is its share over its length.
    """
    first, middle, last = 126.0, 238.0, 365.0
    rate = 0.95 * first / (1 - long - very)
    chance = np.where(
        age <= 126,
        (1 - long - very) / first,
        np.where(age <= 364, long / middle, np.where(age <= 364 + last, very / last, 0.0)),
    )
    return np.minimum(chance * rate, 1.0)
