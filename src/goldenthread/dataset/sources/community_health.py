"""Referrals to and waits for community health services: therapies, community paediatrics."""

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
from goldenthread.dataset.sources.shape import Domain, Source, Table, Who

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

SOURCE = Source(
    code="community_health",
    words="Community health: referrals and waits for therapies and community paediatrics",
    partner="community health trust",
    purpose="send-improvement",
    tables=(REFERRALS, WAITS),
    rules=(),
    read_at=(
        "Fields follow the Community Services Data Set (tables CYP001MPI, CYP101Referral, "
        "CYP102ServiceTypeReferredTo, CYP104RTT), as used in public code of its users; its own "
        "specification was not obtained. The reason is kept as sent. The first appointment kept "
        "and why a wait ended are our own proposal."
    ),
    fresh_days=45,
)
