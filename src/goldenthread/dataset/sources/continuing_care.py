"""Children's continuing care packages, and after-care under section 117."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import ibis

from goldenthread.dataset.sources.identity import (
    PATIENT_WHO,
    coded,
    day,
    patient,
    pounds,
    proposed,
    text,
    whole,
    yes,
)
from goldenthread.dataset.sources.ruling import (
    DAY,
    LATER,
    QUERY,
    across,
    age,
    asked,
    born_by,
    goes_with,
    not_before,
    not_in_future,
)
from goldenthread.dataset.sources.shape import Domain, Given, Rows, Source, Table, Yes

DECISION = proposed(
    "Decision on continuing care",
    """
    YES Continuing care need agreed
    NO No continuing care need
    PENDING Not decided yet
    """,
)

PACKAGES = Table(
    "packages",
    "Children and young people referred for continuing care, and their packages",
    (
        text("package_id", "The sender's reference for the case", required=True),
        *patient(),
        day("referred_on", "Day of the referral or the pre-assessment checklist", required=True),
        day("assessed_on", "Day the assessment was complete"),
        coded("decision", "Decision of the panel", DECISION),
        day("decided_on", "Day of the decision"),
        day("told_on", "Day the family was told"),
        day("started_on", "Day the package began"),
        day("reviewed_on", "Day of the last review"),
        day("review_due_on", "Day by which the next review is due"),
        day("ended_on", "Day the package ended"),
        pounds("weekly_cost", "Cost of the package in a week", unit="pounds a week"),
        whole("health_share", "Share paid by health", 0, 100, "per cent"),
        whole("education_share", "Share paid by education", 0, 100, "per cent"),
        whole("care_share", "Share paid by social care", 0, 100, "per cent"),
        yes("personal_health_budget", "Whether it is held as a personal health budget"),
    ),
    key=("package_id",),
    domain=Domain.HEALTH,
    who=PATIENT_WHO,
    event="referred_on",
    until="ended_on",
)

SECTION_117 = Table(
    "section_117",
    "After-care under section 117 of the Mental Health Act 1983",
    (
        text("entitlement_id", "The sender's reference for the entitlement", required=True),
        *patient(),
        day("began_on", "Day the entitlement began", required=True),
        day("reviewed_on", "Day of the last review"),
        day("ended_on", "Day both bodies agreed that it ended"),
        pounds("weekly_cost", "Cost of the after-care in a week", unit="pounds a week"),
        whole("health_share", "Share paid by health", 0, 100, "per cent"),
    ),
    key=("entitlement_id",),
    domain=Domain.CARE,
    who=PATIENT_WHO,
    event="began_on",
    until="ended_on",
)


def _shares_do_not_add_up(rows: Rows, _given: Given) -> Yes:
    return (rows.health_share + rows.education_share + rows.care_share) != 100


def _started_without_yes(rows: Rows, _given: Given) -> Yes:
    return rows.started_on.notnull() & (rows.decision != "YES")


def _adult(rows: Rows, given: Given) -> Yes:
    return (age(rows.birth_date, ibis.literal(given.on)) >= 18) & rows.ended_on.isnull()


def _costs_nothing(rows: Rows, _given: Given) -> Yes:
    return rows.started_on.notnull() & rows.ended_on.isnull() & (rows.weekly_cost == 0)


def _overdue(rows: Rows, given: Given) -> Yes:
    return (rows.review_due_on < given.on) & rows.ended_on.isnull()


def _open_after_death(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows, plans = tables["continuing_care.packages"], tables["sen2.named_plan"]
    running = rows.filter(rows.ended_on.isnull() & rows.started_on.notnull())
    return running.semi_join(plans.filter(plans.ceasereason == "8"), "person").select("record")


def _aftercare_without_stay(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows, stays = tables["continuing_care.section_117"], tables["camhs.admissions"]
    running = rows.filter(rows.ended_on.isnull() & rows.person.notnull())
    known = running.semi_join(stays, "person")
    detained = stays.filter(stays.detained)
    return known.anti_join(detained, "person").select("record")


_SPLIT = {"health_share": 50, "education_share": 30, "care_share": 20}
_RUNS = {"person": "p", "started_on": DAY}
_DIED = {"sen2.named_plan": ({"person": "p", "ceasereason": "8"},)}
_ENTITLED = {"continuing_care.section_117": ({"person": "p"},)}
RULES = (
    not_in_future(
        "CC01", "packages", "referred_on", "The referral lies after the day of the extract."
    ),
    born_by("CC02", "packages", "referred_on", "The referral lies before birth."),
    not_before(
        "CC03", "packages", "assessed_on", "referred_on", "The assessment lies before the referral."
    ),
    not_before(
        "CC04",
        "packages",
        "decided_on",
        "assessed_on",
        "The decision lies before the assessment.",
        QUERY,
    ),
    not_before(
        "CC05",
        "packages",
        "told_on",
        "decided_on",
        "The family was told before the decision.",
        QUERY,
    ),
    not_before("CC06", "packages", "ended_on", "started_on", "The package ended before it began."),
    goes_with(
        "CC07", "packages", "decision", "decided_on", "There is a decision, but no day.", "YES"
    ),
    asked(
        "CC08",
        "packages",
        QUERY,
        "The shares of health, education and social care do not come to 100 per cent.",
        ("health_share", "education_share", "care_share"),
        _shares_do_not_add_up,
        passes=(_SPLIT, {"health_share": 50}),
        fails=({**_SPLIT, "care_share": 30},),
    ),
    asked(
        "CC09",
        "packages",
        QUERY,
        "A package began, although no need was agreed.",
        ("started_on", "decision"),
        _started_without_yes,
        passes=({"started_on": DAY, "decision": "YES"}, {"decision": "NO"}),
        fails=({"started_on": DAY, "decision": "NO"},),
    ),
    asked(
        "CC10",
        "packages",
        QUERY,
        "The person is 18 or over and the children's package has not ended.",
        ("birth_date", "ended_on"),
        _adult,
        passes=(
            {"birth_date": date(2007, 1, 17)},
            {"birth_date": date(2004, 1, 1), "ended_on": DAY},
        ),
        fails=({"birth_date": date(2007, 1, 16)},),
    ),
    asked(
        "CC11",
        "packages",
        QUERY,
        "The package runs and costs nothing.",
        ("weekly_cost", "started_on"),
        _costs_nothing,
        passes=({"started_on": DAY, "weekly_cost": Decimal(900)}, {"started_on": DAY}),
        fails=({"started_on": DAY, "weekly_cost": Decimal(0)},),
    ),
    asked(
        "CC12",
        "packages",
        QUERY,
        "The review was due before the day of the extract.",
        ("review_due_on", "ended_on"),
        _overdue,
        passes=({"review_due_on": LATER}, {"review_due_on": DAY, "ended_on": DAY}),
        fails=({"review_due_on": DAY},),
    ),
    not_in_future(
        "CC21", "section_117", "began_on", "The entitlement begins after the day of the extract."
    ),
    not_before(
        "CC22", "section_117", "ended_on", "began_on", "The entitlement ended before it began."
    ),
    not_before(
        "CC23",
        "section_117",
        "reviewed_on",
        "began_on",
        "The review lies before the entitlement.",
        QUERY,
    ),
    born_by("CC24", "section_117", "began_on", "The entitlement begins before birth."),
    across(
        "CC31",
        "packages",
        "The package runs on, although the plan ceased because the person died.",
        ("ended_on",),
        _open_after_death,
        needs=("continuing_care.packages", "sen2.named_plan"),
        passes=(
            {"continuing_care.packages": ({**_RUNS, "ended_on": DAY},), **_DIED},
            {"continuing_care.packages": (_RUNS,)},
        ),
        fails=({"continuing_care.packages": (_RUNS,), **_DIED},),
    ),
    across(
        "CC32",
        "section_117",
        "The person has after-care under section 117, and of the stays "
        "in hospital that are held none was under detention.",
        ("began_on",),
        _aftercare_without_stay,
        needs=("continuing_care.section_117", "camhs.admissions"),
        passes=(_ENTITLED, {**_ENTITLED, "camhs.admissions": ({"person": "p", "detained": True},)}),
        fails=({**_ENTITLED, "camhs.admissions": ({"person": "p", "detained": False},)},),
    ),
)

SOURCE = Source(
    code="continuing_care",
    words="Continuing care packages and section 117 after-care",
    partner="Integrated care board",
    purpose="Understanding need and provision",
    tables=(PACKAGES, SECTION_117),
    rules=RULES,
    read_at=(
        "Our own proposal: there is no national set of rows. The steps are those of the National "
        "Framework for Children and Young People's Continuing Care (Department of Health, 2016)."
    ),
    fresh_days=100,
)
