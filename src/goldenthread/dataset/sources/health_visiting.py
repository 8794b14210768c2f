"""The five mandated health-visiting contacts, and need known before birth."""

from goldenthread.dataset.sources.codes.community import MANDATED
from goldenthread.dataset.sources.codes.health import ATTENDANCE, MECHANISM
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
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Source, Table, Who

EXPECTED = proposed(
    "Kind of need known before birth",
    """
    CHROM Chromosomal condition
    CARD Heart condition
    NEURO Condition of the brain or the spine
    SENS Condition of sight or hearing
    PHYS Physical condition
    EXPO Exposure in pregnancy
    OTH Other
    """,
)

MOTHER = Column(
    "mother_nhs_number",
    "NHS number of the mother, for what is known before birth",
    Kind.NHS_NUMBER,
    identifying=True,
)

CONTACTS = Table(
    "contacts",
    "The five mandated contacts of each child, the first of them before birth",
    (
        text(
            "contact_id", "The sender's reference for the contact", "CareContactId", required=True
        ),
        *patient(born=False),
        MOTHER,
        coded("kind", "Which of the five", MANDATED, "CommunityCareActivityType", required=True),
        day("due_on", "Day by which it was due"),
        day("held_on", "Day it was held; empty where it was not", "CareContDate"),
        coded("attendance", "Whether it was kept", ATTENDANCE, "AttendStatus", "AttendOrDNACode"),
        coded("mechanism", "How it was held", MECHANISM, "ConsMechanism"),
        yes("asq", "Whether the Ages and Stages Questionnaire (ASQ-3) was used"),
        yes(
            "at_expected_level",
            "Whether the child was at or above the level expected in all five areas of development",
        ),
        yes("led_to_referral", "Whether the contact led to a referral"),
    ),
    key=("contact_id",),
    domain=Domain.HEALTH,
    who=PATIENT_WHO,
    event="held_on",
)

NEED_BEFORE_BIRTH = Table(
    "need_before_birth",
    "Children of whom it was known before birth that they will or may have needs",
    (
        text("notice_id", "The sender's reference for the notice", required=True),
        MOTHER,
        Column(
            "mother_local_id",
            "The sender's own reference for the mother",
            Kind.TEXT,
            identifying=True,
        ),
        Column(
            "child_nhs_number",
            "NHS number of the child, once born",
            Kind.NHS_NUMBER,
            identifying=True,
        ),
        Column(
            "child_birth_date",
            "Date of birth of the child, once born",
            Kind.DATE,
            identifying=True,
        ),
        coded("kind", "Kind of need", EXPECTED, required=True),
        day("known_on", "Day it became known", required=True),
        day("expected_on", "Day on which birth was expected", "EstimatedDateOfDelivery"),
        whole("weeks_pregnant", "Weeks of pregnancy when it became known", 0, 44, "weeks"),
        day("family_told_on", "Day the family was told that the council would be told"),
        day("council_told_on", "Day the council was told"),
        text("told_of", "Voluntary organisation that the family was told of"),
    ),
    key=("notice_id",),
    domain=Domain.HEALTH,
    who=Who(nhs_number="child_nhs_number", birth_date="child_birth_date"),
    event="known_on",
)

SOURCE = Source(
    code="health_visiting",
    words="Health visiting: the five mandated contacts, and need known before birth",
    partner="health visiting provider",
    purpose="send-improvement",
    tables=(CONTACTS, NEED_BEFORE_BIRTH),
    rules=(),
    read_at=(
        "Contacts follow the guidance for health visiting in the Community Services Data Set "
        "(gov.uk, Healthy child programme: supplementary guidance for completing the Community "
        "Services Data Set, February 2026) and the health visitor service delivery metrics. Need "
        "known before birth is our own proposal; that the council is told of a child under "
        "compulsory school age who has or may have special needs is the duty of section 23 of "
        "the Children and Families Act 2014."
    ),
    fresh_days=120,
)
