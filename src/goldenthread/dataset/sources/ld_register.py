"""The learning disability register of general practice and its annual health checks from 14."""

from goldenthread.dataset.sources.identity import (
    PATIENT_WHO,
    coded,
    day,
    patient,
    proposed,
    text,
    yes,
)
from goldenthread.dataset.sources.shape import Domain, Source, Table, Who

OUTCOME = proposed(
    "Outcome of the annual health check",
    """
    DONE Done
    DECLINED Declined
    MISSED Invited, did not come
    NOT Not offered
    """,
)

PEOPLE = Table(
    "people",
    "People on the learning disability register of a general practice",
    (
        text("entry_id", "The sender's reference for the entry in the register", required=True),
        *patient(),
        text("practice", "Organisation code of the practice", "GP practice code"),
        day("added_on", "Day the person was put on the register", required=True),
        day("removed_on", "Day the person was taken off it"),
        yes("adjustments_flagged", "Whether reasonable adjustments are flagged in the record"),
    ),
    key=("entry_id",),
    domain=Domain.HEALTH,
    who=PATIENT_WHO,
    event="added_on",
    until="removed_on",
)

HEALTH_CHECKS = Table(
    "health_checks",
    "Annual health checks of people on the register, from the age of 14",
    (
        text("check_id", "The sender's reference for the check", required=True),
        text("entry_id", "The entry in the register", required=True),
        day("invited_on", "Day the person was invited"),
        day("held_on", "Day of the check, or of declining it", required=True),
        coded("outcome", "Outcome", OUTCOME, required=True),
        yes("action_plan", "Whether a health action plan was made or renewed"),
        day("action_plan_on", "Day of the health action plan"),
    ),
    key=("check_id",),
    domain=Domain.HEALTH,
    who=Who(local="entry_id", through="people"),
    event="held_on",
    parent="people",
)

SOURCE = Source(
    code="ld_register",
    words="Learning disability register and annual health checks",
    partner="general practice",
    purpose="send-improvement",
    tables=(PEOPLE, HEALTH_CHECKS),
    rules=(),
    read_at=(
        "Our own proposal: practices send counts nationally, not rows. That a check is offered "
        "each year from the age of 14 to people on the register, with a health action plan, is "
        "the learning disabilities health check scheme (england.nhs.uk, annual health checks)."
    ),
    fresh_days=120,
)
