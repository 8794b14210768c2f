"""The five mandated health-visiting contacts, and need known before birth."""

from collections.abc import Mapping

import ibis

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
from goldenthread.dataset.sources.ruling import (
    BEFORE,
    DAY,
    ERROR,
    LATER,
    QUERY,
    across,
    asked,
    goes_with,
    not_before,
    not_in_future,
    within,
)
from goldenthread.dataset.sources.shape import (
    Column,
    Domain,
    Given,
    Kind,
    Rows,
    Source,
    Table,
    Who,
    Yes,
)

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


def _antenatal_of_the_born(rows: Rows, _given: Given) -> Yes:
    return (rows.kind == "AN") & (rows.held_on > rows.birth_date)


def _before_birth(rows: Rows, _given: Given) -> Yes:
    return (rows.kind != "AN") & (rows.held_on < rows.birth_date)


def _nobody_born(rows: Rows, _given: Given) -> Yes:
    return (rows.kind != "AN") & rows.birth_date.isnull()


def _at_other_age(rows: Rows, _given: Given) -> Yes:
    days = rows.held_on.delta(rows.birth_date, unit="day")
    return (
        ((rows.kind == "NBV") & (days > 60))
        | ((rows.kind == "68W") & ((days < 28) | (days > 120)))
        | ((rows.kind == "12M") & ((days < 240) | (days > 550)))
        | ((rows.kind == "24M") & ((days < 600) | (days > 1100)))
    )


def _level_without_questions(rows: Rows, _given: Given) -> Yes:
    return rows.at_expected_level.notnull() & (rows.asq == ibis.literal(False))


def _same_contact_twice(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables["contacts"]
    held = rows.filter(rows.attendance.isin(("5", "6")))
    counted = held.group_by(["local_id", "kind"]).agg(alike=held.count())
    again = counted.filter(counted.alike > 1)
    return held.semi_join(again, ["local_id", "kind"]).select("row")


def _known_but_no_referral(tables: Mapping[str, Rows], given: Given) -> Rows:
    notices, requests = tables["health_visiting.need_before_birth"], tables["sen2.requests"]
    early = notices.filter(notices.council_told_on.isnull() & notices.person.notnull())
    return early.semi_join(requests, "person").select("record")


_BORN = {"birth_date": DAY, "held_on": DAY}
_HELD = {"local_id": "A", "kind": "12M", "attendance": "5"}
_KNOWN = {"person": "p", "known_on": DAY}
RULES = (
    not_in_future(
        "HV01", "contacts", "held_on", "The contact was held after the day of the extract."
    ),
    asked(
        "HV02",
        "contacts",
        ERROR,
        "The contact was held before birth and is not the antenatal one.",
        ("kind", "held_on", "birth_date"),
        _before_birth,
        passes=({**_BORN, "kind": "NBV"}, {**_BORN, "kind": "AN", "held_on": BEFORE}),
        fails=({**_BORN, "kind": "NBV", "held_on": BEFORE},),
    ),
    asked(
        "HV03",
        "contacts",
        ERROR,
        "The antenatal contact was held after birth.",
        ("kind", "held_on", "birth_date"),
        _antenatal_of_the_born,
        passes=({**_BORN, "kind": "AN", "held_on": BEFORE}, {"kind": "AN", "held_on": DAY}),
        fails=({**_BORN, "kind": "AN", "held_on": LATER},),
    ),
    asked(
        "HV04",
        "contacts",
        ERROR,
        "Only the antenatal contact may lack the date of birth.",
        ("kind", "birth_date"),
        _nobody_born,
        passes=({"kind": "AN"}, {**_BORN, "kind": "NBV"}),
        fails=({"kind": "12M"},),
    ),
    asked(
        "HV05",
        "contacts",
        QUERY,
        "The child was not of the age of this contact.",
        ("kind", "held_on", "birth_date"),
        _at_other_age,
        passes=(
            {**_BORN, "kind": "NBV"},
            {**_BORN, "kind": "12M", "held_on": DAY.replace(year=2025)},
            {**_BORN, "kind": "AN", "held_on": BEFORE},
        ),
        fails=(
            {**_BORN, "kind": "24M"},
            {**_BORN, "kind": "68W"},
            {**_BORN, "kind": "12M"},
            {**_BORN, "kind": "NBV", "held_on": DAY.replace(month=7)},
        ),
    ),
    asked(
        "HV06",
        "contacts",
        QUERY,
        "The child's level is told, but the questionnaire was not used.",
        ("at_expected_level", "asq"),
        _level_without_questions,
        passes=({"at_expected_level": True, "asq": True}, {"asq": False}),
        fails=({"at_expected_level": False, "asq": False},),
    ),
    goes_with(
        "HV07",
        "contacts",
        "attendance",
        "held_on",
        "It is told whether the contact was kept, but not the day.",
        "5",
    ),
    within(
        "HV08",
        "contacts",
        QUERY,
        "The same one of the five contacts was kept twice.",
        ("local_id", "kind"),
        _same_contact_twice,
        passes=(
            {"contacts": (_HELD, {**_HELD, "attendance": "3"})},
            {"contacts": (_HELD, {**_HELD, "kind": "24M"})},
        ),
        fails=({"contacts": (_HELD, dict(_HELD))},),
    ),
    not_in_future(
        "HV21",
        "need_before_birth",
        "known_on",
        "The need became known after the day of the extract.",
    ),
    not_before(
        "HV22",
        "need_before_birth",
        "child_birth_date",
        "known_on",
        "The need became known after birth.",
        QUERY,
    ),
    not_before(
        "HV23",
        "need_before_birth",
        "council_told_on",
        "known_on",
        "The council was told before the need was known.",
    ),
    not_before(
        "HV24",
        "need_before_birth",
        "council_told_on",
        "family_told_on",
        "The council was told before the family was (Children and Families Act 2014, section 23).",
        QUERY,
    ),
    goes_with(
        "HV25",
        "need_before_birth",
        "council_told_on",
        "family_told_on",
        "The council was "
        "told, but not when the family was (Children and Families Act 2014, section 23).",
        DAY,
    ),
    across(
        "HV31",
        "need_before_birth",
        "A plan was asked for, although the council is not said "
        "to have been told of the need known before birth.",
        ("council_told_on",),
        _known_but_no_referral,
        needs=("health_visiting.need_before_birth", "sen2.requests"),
        passes=(
            {"health_visiting.need_before_birth": (_KNOWN,)},
            {
                "health_visiting.need_before_birth": ({**_KNOWN, "council_told_on": DAY},),
                "sen2.requests": ({"person": "p"},),
            },
        ),
        fails=(
            {"health_visiting.need_before_birth": (_KNOWN,), "sen2.requests": ({"person": "p"},)},
        ),
    ),
)

SOURCE = Source(
    code="health_visiting",
    words="Health visiting: the five mandated contacts, and need known before birth",
    partner="Health visiting provider",
    purpose="Understanding need and provision",
    tables=(CONTACTS, NEED_BEFORE_BIRTH),
    rules=RULES,
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
