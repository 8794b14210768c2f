"""Children's continuing care packages, and after-care under section 117."""

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
from goldenthread.dataset.sources.shape import Domain, Source, Table

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

SOURCE = Source(
    code="continuing_care",
    words="Continuing care packages and section 117 after-care",
    partner="integrated care board",
    purpose="send-improvement",
    tables=(PACKAGES, SECTION_117),
    rules=(),
    read_at=(
        "Our own proposal: there is no national set of rows. The steps are those of the National "
        "Framework for Children and Young People's Continuing Care (Department of Health, 2016)."
    ),
    fresh_days=100,
)
