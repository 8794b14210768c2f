"""Referrals, contacts and admissions of child and adolescent mental health services."""

from collections.abc import Mapping
from datetime import date

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
from goldenthread.dataset.sources.ruling import (
    DAY,
    ERROR,
    LATER,
    QUERY,
    across,
    after_parent,
    age,
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

KEPT = ("5", "6")

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
        coded(
            "referred_by", "Who referred", REFERRED_BY, "SourceOfReferralMH", dated_by="received_on"
        ),
        coded(
            "reason",
            "Primary reason for the referral",
            REFERRED_FOR,
            "PrimReasonReferralMH",
            dated_by="received_on",
        ),
        coded("priority", "How soon a response was asked for", PRIORITY, "ClinRespPriorityType"),
        coded(
            "team",
            "Team or service referred to",
            TEAM,
            "ServTeamTypeRefToMH",
            dated_by="received_on",
        ),
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
        coded("mechanism", "How it was held", MECHANISM, "ConsMechanismMH", dated_by="held_on"),
        coded("team", "Team that held it", TEAM, "ServTeamTypeRefToMH", dated_by="held_on"),
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
        coded("bed", "Kind of bed", BED, "MHAdmittedPatientClass", dated_by="admitted_on"),
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


def _seen_without_length(rows: Rows, _given: Given) -> Yes:
    return rows.attendance.isin(KEPT) & (rows.minutes == 0)


def _kept_in_future(rows: Rows, given: Given) -> Yes:
    return rows.attendance.isin(KEPT) & (rows.held_on > given.on)


def _accepted_and_rejected(rows: Rows, _given: Given) -> Yes:
    return rows.accepted_on.notnull() & rows.rejected_on.notnull()


def _on_ward_of_other_age(rows: Rows, _given: Given) -> Yes:
    years = age(rows.birth_date, rows.admitted_on)
    return ((rows.kind == "TIER4") & (years >= 18)) | ((rows.kind == "ADULT") & (years < 18))


def _kept_after_discharge(tables: Mapping[str, Rows], _given: Given) -> Rows:
    ends = tables["referrals"].select("referral_id", "discharged_on")
    joined = tables["contacts"].inner_join(ends, "referral_id")
    late = joined.attendance.isin(KEPT) & (joined.held_on > joined.discharged_on)
    return joined.filter(late).select("row")


def _autism_without_pathway(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables["camhs.referrals"]
    suspected = rows.filter((rows.reason == "25") & rows.person.notnull())
    waiting = suspected.filter(suspected.discharged_on.isnull())
    return waiting.anti_join(tables["neurodevelopmental.pathways"], "person").select("record")


_BOTH = {"accepted_on": DAY, "rejected_on": DAY}
_WARD = {"admitted_on": DAY, "birth_date": date(2012, 5, 1)}
_SUSPECTED = {"person": "p", "reason": "25"}
RULES = (
    not_in_future(
        "MH01",
        "referrals",
        "received_on",
        "The referral was received after the day of the extract.",
    ),
    born_by("MH02", "referrals", "received_on", "The referral was received before birth."),
    aged("MH03", "referrals", "received_on", 0, 25, "At the referral the person was over 25."),
    not_before(
        "MH04",
        "referrals",
        "accepted_on",
        "received_on",
        "The referral was accepted before it was received.",
    ),
    not_before(
        "MH05",
        "referrals",
        "rejected_on",
        "received_on",
        "The referral was turned down before it was received.",
    ),
    asked(
        "MH06",
        "referrals",
        QUERY,
        "The referral was both accepted and turned down.",
        ("accepted_on", "rejected_on"),
        _accepted_and_rejected,
        passes=({"accepted_on": DAY}, {"rejected_on": DAY}, {}),
        fails=(_BOTH,),
    ),
    not_before(
        "MH07",
        "referrals",
        "discharged_on",
        "received_on",
        "The person was discharged before the referral was received.",
    ),
    goes_with(
        "MH08",
        "referrals",
        "rejected_for",
        "rejected_on",
        "There is a reason for turning the referral down, but no day.",
        "01",
    ),
    not_twice(
        "MH09",
        "referrals",
        ("local_id", "team", "received_on"),
        "discharged_on",
        "The same person has two open referrals to the same team from the same day.",
        {"local_id": "A", "team": "C01", "received_on": DAY},
    ),
    asked(
        "MH11",
        "contacts",
        ERROR,
        "The contact was kept, but lies after the day of the extract.",
        ("held_on", "attendance"),
        _kept_in_future,
        passes=({"held_on": LATER}, {"held_on": DAY, "attendance": "5"}),
        fails=({"held_on": LATER, "attendance": "5"},),
    ),
    has_parent(
        "MH12",
        "contacts",
        "referrals",
        "referral_id",
        "The referral under which the contact was offered is not in this extract.",
    ),
    after_parent(
        "MH13",
        "contacts",
        "held_on",
        "referrals",
        "referral_id",
        "received_on",
        "The contact lies before its referral was received.",
    ),
    within(
        "MH14",
        "contacts",
        QUERY,
        "The contact was kept after the person was discharged.",
        ("held_on", "referral_id"),
        _kept_after_discharge,
        passes=(
            {
                "referrals": ({"referral_id": "A", "discharged_on": DAY},),
                "contacts": (
                    {"referral_id": "A", "attendance": "5", "held_on": DAY},
                    {"referral_id": "A", "attendance": "3", "held_on": LATER},
                ),
            },
        ),
        fails=(
            {
                "referrals": ({"referral_id": "A", "discharged_on": DAY},),
                "contacts": ({"referral_id": "A", "attendance": "5", "held_on": LATER},),
            },
        ),
    ),
    asked(
        "MH15",
        "contacts",
        QUERY,
        "The contact was kept and lasted no time.",
        ("minutes", "attendance"),
        _seen_without_length,
        passes=({"attendance": "3", "minutes": 0}, {"attendance": "5"}),
        fails=({"attendance": "6", "minutes": 0},),
    ),
    not_in_future(
        "MH21", "admissions", "admitted_on", "The admission lies after the day of the extract."
    ),
    not_before(
        "MH22",
        "admissions",
        "discharged_on",
        "admitted_on",
        "The person was discharged before being admitted.",
    ),
    not_before(
        "MH23",
        "admissions",
        "ready_on",
        "admitted_on",
        "The person was ready to leave before being admitted.",
        QUERY,
    ),
    asked(
        "MH24",
        "admissions",
        QUERY,
        "An adult is in a unit for young people, or a child on an adult ward.",
        ("kind", "birth_date", "admitted_on"),
        _on_ward_of_other_age,
        passes=({**_WARD, "kind": "TIER4"}, {**_WARD, "kind": "CRISIS"}),
        fails=(
            {**_WARD, "kind": "ADULT"},
            {**_WARD, "kind": "TIER4", "birth_date": date(2004, 5, 1)},
        ),
    ),
    not_twice(
        "MH25",
        "admissions",
        ("local_id",),
        "discharged_on",
        "The same person has two admissions that have not ended.",
        {"local_id": "A"},
    ),
    born_by("MH26", "admissions", "admitted_on", "The admission lies before birth."),
    across(
        "MH31",
        "referrals",
        "The person waits on a referral for suspected autism and is on "
        "no neurodevelopmental pathway.",
        ("reason", "discharged_on"),
        _autism_without_pathway,
        needs=("camhs.referrals", "neurodevelopmental.pathways"),
        passes=(
            {"camhs.referrals": (_SUSPECTED,), "neurodevelopmental.pathways": ({"person": "p"},)},
            {"camhs.referrals": ({**_SUSPECTED, "discharged_on": DAY},)},
        ),
        fails=(
            {"camhs.referrals": (_SUSPECTED,), "neurodevelopmental.pathways": ({"person": "q"},)},
        ),
    ),
)

SOURCE = Source(
    code="camhs",
    words="Child and adolescent mental health: referrals, contacts and admissions",
    partner="Mental health trust",
    purpose="Understanding need and provision",
    tables=(REFERRALS, CONTACTS, ADMISSIONS),
    rules=RULES,
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
