"""Referrals to and waits for community health services: therapies, community paediatrics."""

from collections.abc import Mapping

import ibis

from goldenthread.dataset.sources.codes.community import SERVICE
from goldenthread.dataset.sources.codes.health import ETHNICITY, PRIORITY, REFERRED_BY
from goldenthread.dataset.sources.identity import (
    PATIENT_WHO,
    coded,
    day,
    patient,
    proposed,
    text,
    whole,
)
from goldenthread.dataset.sources.ruling import (
    DAY,
    LATER,
    QUERY,
    across,
    aged,
    asked,
    born_by,
    goes_with,
    has_parent,
    not_before,
    not_in_future,
    not_twice,
    within,
)
from goldenthread.dataset.sources.shape import Domain, Given, Rows, Source, Table, Who, Yes

STOPPED = proposed(
    "Why a wait ended",
    """
    SEEN Seen
    DNA Not brought or did not attend
    DECLINED Declined by the family
    MOVED Moved away
    ELSE Passed to another service
    """,
)

REFERRALS = Table(
    "referrals",
    "Referrals to community health services for children and young people",
    (
        text(
            "referral_id",
            "The sender's reference for the referral",
            "ServiceRequestId",
            required=True,
        ),
        *patient(),
        coded("ethnicity", "Ethnic category", ETHNICITY, "EthnicCategory"),
        text("provider", "Organisation code of the provider", "OrgIDProv"),
        coded(
            "service",
            "Service referred to",
            SERVICE,
            "TeamType",
            "ServTeamTypeRefToComm",
            required=True,
        ),
        day(
            "received_on",
            "Day the referral was received",
            "ReferralRequestReceivedDate",
            required=True,
        ),
        coded("referred_by", "Who referred", REFERRED_BY, "SourceOfReferral"),
        text("reason", "Primary reason for the referral, as sent", "PrimaryReferralReason"),
        coded("priority", "How soon a response was asked for", PRIORITY, "PriorityTypeCode"),
        day("accepted_on", "Day the referral was accepted"),
        day("rejected_on", "Day the referral was turned down", "ReferRejectionDate"),
        day("first_seen_on", "Day of the first appointment kept"),
        day("discharged_on", "Day of discharge from the service", "ServDischDate"),
        text("closed_for", "Why the referral was closed, as sent", "ReferClosReason"),
    ),
    key=("referral_id",),
    domain=Domain.HEALTH,
    who=PATIENT_WHO,
    event="received_on",
    until="discharged_on",
    sheets=("CYP101Referral", "Referrals"),
)

WAITS = Table(
    "waits",
    "Where each wait stood on the day of a report",
    (
        text("referral_id", "The referral that waits", "ServiceRequestId", required=True),
        day("counted_on", "Day on which the wait was counted", required=True),
        day("waiting_since", "Day the wait began", "WaitTimeStartDate", required=True),
        day("stopped_on", "Day the wait ended", "WaitTimeEndDate"),
        coded("stopped_for", "Why it ended", STOPPED),
        whole("weeks", "Whole weeks waited", 0, 1000, "weeks"),
    ),
    key=("referral_id", "counted_on"),
    domain=Domain.HEALTH,
    who=Who(local="referral_id", through="referrals"),
    event="counted_on",
    parent="referrals",
    sheets=("CYP104RTT", "Waits"),
)


def _weeks_disagree(rows: Rows, _given: Given) -> Yes:
    until = ibis.coalesce(rows.stopped_on, rows.counted_on)
    weeks = until.delta(rows.waiting_since, unit="day") / 7
    return (rows.weeks - weeks).abs() >= 2


def _waits_after_discharge(tables: Mapping[str, Rows], _given: Given) -> Rows:
    ends = tables["referrals"].select("referral_id", "discharged_on")
    joined = tables["waits"].inner_join(ends, "referral_id")
    late = joined.stopped_on.isnull() & (joined.counted_on > joined.discharged_on)
    return joined.filter(late).select("row")


def _accepted_and_rejected(rows: Rows, _given: Given) -> Yes:
    return rows.accepted_on.notnull() & rows.rejected_on.notnull()


def _waits_in_two_places(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables["community_health.referrals"]
    waiting = rows.filter(
        rows.first_seen_on.isnull()
        & rows.discharged_on.isnull()
        & rows.rejected_on.isnull()
        & rows.person.notnull()
    )
    places = waiting.group_by(["person", "service"]).agg(places=waiting.provider.nunique())
    return waiting.semi_join(places.filter(places.places > 1), ["person", "service"]).select(
        "record"
    )


_STILL = {"person": "p", "service": "33", "provider": "RNN"}
_WAIT = {"waiting_since": DAY, "counted_on": DAY.replace(month=4, day=11)}
_OPEN = {"referral_id": "A", "counted_on": LATER}
_ENDED = {"referral_id": "A", "discharged_on": DAY}
RULES = (
    not_in_future(
        "CH01",
        "referrals",
        "received_on",
        "The referral was received after the day of the extract.",
    ),
    born_by("CH02", "referrals", "received_on", "The referral was received before birth."),
    aged("CH03", "referrals", "received_on", 0, 25, "At the referral the person was over 25."),
    not_before(
        "CH04",
        "referrals",
        "accepted_on",
        "received_on",
        "The referral was accepted before it was received.",
    ),
    not_before(
        "CH05",
        "referrals",
        "rejected_on",
        "received_on",
        "The referral was turned down before it was received.",
    ),
    asked(
        "CH06",
        "referrals",
        QUERY,
        "The referral was both accepted and turned down.",
        ("accepted_on", "rejected_on"),
        _accepted_and_rejected,
        passes=({"accepted_on": DAY}, {"rejected_on": DAY}),
        fails=({"accepted_on": DAY, "rejected_on": DAY},),
    ),
    not_before(
        "CH07",
        "referrals",
        "first_seen_on",
        "received_on",
        "The first appointment lies before the referral.",
    ),
    not_before(
        "CH08",
        "referrals",
        "discharged_on",
        "received_on",
        "The person was discharged before the referral was received.",
    ),
    not_twice(
        "CH09",
        "referrals",
        ("local_id", "service", "received_on"),
        "discharged_on",
        "The same person has two open referrals to the same service from the same day.",
        {"local_id": "A", "service": "33", "received_on": DAY},
    ),
    has_parent(
        "CH21",
        "waits",
        "referrals",
        "referral_id",
        "The referral that waits is not in this extract.",
    ),
    not_before(
        "CH22", "waits", "counted_on", "waiting_since", "The wait was counted before it began."
    ),
    not_before("CH23", "waits", "stopped_on", "waiting_since", "The wait ended before it began."),
    goes_with(
        "CH24",
        "waits",
        "stopped_for",
        "stopped_on",
        "There is a reason why the wait ended, but no day.",
        "SEEN",
    ),
    asked(
        "CH25",
        "waits",
        QUERY,
        "The weeks that were sent are two or more away from the days of the wait.",
        ("weeks", "waiting_since", "counted_on", "stopped_on"),
        _weeks_disagree,
        passes=(
            {**_WAIT, "weeks": 4},
            {**_WAIT, "weeks": None},
            {**_WAIT, "stopped_on": DAY, "weeks": 0},
        ),
        fails=({**_WAIT, "weeks": 8}, {**_WAIT, "weeks": 0}),
    ),
    within(
        "CH26",
        "waits",
        QUERY,
        "The wait goes on although the person was discharged.",
        ("counted_on", "stopped_on"),
        _waits_after_discharge,
        passes=(
            {"referrals": (_ENDED,), "waits": ({**_OPEN, "stopped_on": DAY},)},
            {"referrals": ({"referral_id": "A"},), "waits": (_OPEN,)},
        ),
        fails=({"referrals": (_ENDED,), "waits": (_OPEN,)},),
    ),
    not_in_future(
        "CH27", "waits", "counted_on", "The wait was counted after the day of the extract."
    ),
    across(
        "CH31",
        "referrals",
        "The person waits for the same service with two providers.",
        ("service", "provider"),
        _waits_in_two_places,
        needs=("community_health.referrals",),
        passes=(
            {"community_health.referrals": (_STILL, dict(_STILL))},
            {
                "community_health.referrals": (
                    _STILL,
                    {**_STILL, "provider": "RTX", "first_seen_on": DAY},
                )
            },
        ),
        fails=({"community_health.referrals": (_STILL, {**_STILL, "provider": "RTX"})},),
    ),
)

SOURCE = Source(
    code="community_health",
    words="Community health: referrals and waits for therapies and community paediatrics",
    partner="Community health trust",
    purpose="Understanding need and provision",
    tables=(REFERRALS, WAITS),
    rules=RULES,
    read_at=(
        "Fields follow the Community Services Data Set (tables CYP001MPI, CYP101Referral, "
        "CYP102ServiceTypeReferredTo, CYP104RTT), as used in public code of its users; its own "
        "specification was not obtained. The reason is kept as sent. The first appointment kept "
        "and why a wait ended are our own proposal."
    ),
    fresh_days=45,
)
