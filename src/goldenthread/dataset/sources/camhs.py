"""Referrals, contacts and admissions of child and adolescent mental health services."""

from goldenthread.dataset.sources.codes.health import (
    ATTENDANCE,
    BED,
    ETHNICITY,
    MECHANISM,
    PRIORITY,
    REFERRED_BY,
    REFERRED_FOR,
    TEAM,
)
from goldenthread.dataset.sources.identity import (
    PATIENT_WHO,
    coded,
    day,
    patient,
    proposed,
    text,
    whole,
    yes,
)
from goldenthread.dataset.sources.shape import Domain, Source, Table, Who

URGENCY = proposed(
    "Kind of admission",
    """
    TIER4 Child and adolescent mental health inpatient unit (tier 4)
    CRISIS Bed taken in a crisis: paediatric or general ward, place of safety
    ADULT Adult mental health ward
    """,
)

REFERRALS = Table(
    "referrals",
    "Referrals to child and adolescent mental health services, by way of the single point of "
    "access or straight to a team",
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
        text("school_urn", "Unique reference number of the school attended", "OrgIDEduEstab"),
        day(
            "received_on",
            "Day the referral was received",
            "ReferralRequestReceivedDate",
            required=True,
        ),
        yes("single_point", "Whether it came by way of the single point of access"),
        coded("referred_by", "Who referred", REFERRED_BY, "SourceOfReferralMH"),
        coded("reason", "Primary reason for the referral", REFERRED_FOR, "PrimReasonReferralMH"),
        coded("priority", "How soon a response was asked for", PRIORITY, "ClinRespPriorityType"),
        coded("team", "Team or service referred to", TEAM, "ServTeamTypeRefToMH"),
        day("accepted_on", "Day the referral was accepted"),
        day("rejected_on", "Day the referral was turned down", "ReferRejectionDate"),
        text("rejected_for", "Why it was turned down, as sent", "ReferRejectReason"),
        text("signposted_to", "Where the family was pointed to instead"),
        day("discharged_on", "Day of discharge from the service", "ServDischDate"),
        text("closed_for", "Why the referral was closed, as sent", "ReferClosReason"),
    ),
    key=("referral_id",),
    domain=Domain.HEALTH,
    who=PATIENT_WHO,
    event="received_on",
    until="discharged_on",
    sheets=("MHS101Referral", "Referrals"),
)

CONTACTS = Table(
    "contacts",
    "Contacts offered under a referral, kept or not",
    (
        text(
            "contact_id", "The sender's reference for the contact", "CareContactId", required=True
        ),
        text(
            "referral_id",
            "The referral under which it was offered",
            "ServiceRequestId",
            required=True,
        ),
        day("held_on", "Day of the contact", "CareContDate", required=True),
        coded("attendance", "Whether it was kept", ATTENDANCE, "AttendStatus", "AttendOrDNACode"),
        coded("mechanism", "How it was held", MECHANISM, "ConsMechanismMH"),
        coded("team", "Team that held it", TEAM, "ServTeamTypeRefToMH"),
        whole("minutes", "How long it lasted", 0, 1440, "minutes", "ClinContDurOfCareCont"),
        yes("with_family", "Whether a parent or carer took part"),
    ),
    key=("contact_id",),
    domain=Domain.HEALTH,
    who=Who(local="referral_id", through="referrals"),
    event="held_on",
    parent="referrals",
    sheets=("MHS201CareContact", "Contacts"),
)

ADMISSIONS = Table(
    "admissions",
    "Admissions to tier 4 units and beds taken in a crisis",
    (
        text(
            "admission_id", "The sender's reference for the stay", "HospProvSpellID", required=True
        ),
        *patient(),
        text("provider", "Organisation code of the provider", "OrgIDProv"),
        coded("kind", "Kind of admission", URGENCY, required=True),
        coded("bed", "Kind of bed", BED, "MHAdmittedPatientClass"),
        day("admitted_on", "Day of admission", "StartDateHospProvSpell", required=True),
        day("ready_on", "Day on which the person was ready to leave"),
        day("discharged_on", "Day of discharge", "DischDateHospProvSpell"),
        yes("detained", "Whether the person was detained under the Mental Health Act 1983"),
        yes("reviewed_before", "Whether a care, education and treatment review came before"),
        whole("miles_from_home", "Distance from home", 0, 700, "miles"),
    ),
    key=("admission_id",),
    domain=Domain.HEALTH,
    who=PATIENT_WHO,
    event="admitted_on",
    until="discharged_on",
    sheets=("MHS501HospProvSpell", "Admissions"),
)

SOURCE = Source(
    code="camhs",
    words="Child and adolescent mental health: referrals, contacts and admissions",
    partner="mental health trust",
    purpose="send-improvement",
    tables=(REFERRALS, CONTACTS, ADMISSIONS),
    rules=(),
    read_at=(
        "Fields and codes follow the Mental Health Services Data Set (tables MHS001MPI, "
        "MHS101Referral, MHS102ServiceTypeReferredTo, MHS201CareContact, MHS501HospProvSpell), "
        "as used in NHS England's public code; its own specification was not obtained. Single "
        "point of access, signposting, the kind of admission and the review before it are our "
        "own proposal. Why a referral was turned down or closed is kept as sent, because the "
        "national lists were not obtained."
    ),
    fresh_days=45,
)
