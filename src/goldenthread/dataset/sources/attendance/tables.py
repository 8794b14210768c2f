"""Absences by code, part-time timetables, and times without a placement."""

from goldenthread.dataset.sources.codes.attendance import ATTENDANCE
from goldenthread.dataset.sources.codes.needs import PROVISION
from goldenthread.dataset.sources.identity import (
    CLIENT_WHO,
    client,
    coded,
    day,
    proposed,
    text,
    whole,
    yes,
)
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Table

PART_TIME_REASON = proposed(
    "Why a timetable is part time",
    """
    medical Physical health
    mental-health Mental health or anxiety about school
    reintegration Coming back after an absence
    behaviour Behaviour, or at risk of exclusion
    induction First weeks at a new school
    needs Needs that the school cannot meet full time
    other Other
    """,
)

WITHOUT_REASON = proposed(
    "Why a child is without a placement",
    """
    awaiting-special Waiting for a special placement
    awaiting-school Waiting for a school place
    moved-in Moved into the area
    excluded Permanently excluded
    broken-down Placement broke down
    refused School refused, or appeal under way
    health Too unwell for school
    other Other
    """,
)

INTERIM = proposed(
    "What is provided meanwhile",
    """
    none Nothing
    tuition Tuition at home or online
    alternative Alternative provision
    therapy Therapy alone
    other Other
    """,
)

ABSENCES = Table(
    "absences",
    "Sessions of a pupil under one code of the register in a period",
    (
        *client(),
        text("school_urn", "School URN", "URN", required=True),
        day("starts_on", "First day of the period", "Period start", required=True),
        day("ends_on", "Last day of the period", "Period end", required=True),
        Column(
            "code",
            "Attendance code",
            Kind.CODE,
            required=True,
            codes=ATTENDANCE,
            headings=("Mark", "Attendance mark"),
            dated_by="starts_on",
        ),
        whole("sessions", "Sessions under the code", 0, 400, "sessions", "Number of sessions"),
        whole("sessions_possible", "Sessions possible in the period", 0, 400, "sessions"),
        whole("minutes", "Minutes late or missed", 0, 120000, "minutes", "Minutes late"),
        text("note", "Note that the code requires"),
    ),
    key=("local_id", "school_urn", "starts_on", "code"),
    domain=Domain.EDUCATION,
    who=CLIENT_WHO,
    event="starts_on",
    until="ends_on",
    sheets=("Absences", "Attendance"),
)

PART_TIME = Table(
    "part_time_timetables",
    "A part-time timetable, meant to be short and reviewed",
    (
        text("timetable_id", "The sender's reference for it", required=True),
        *client(),
        text("school_urn", "School URN", "URN", required=True),
        day("starts_on", "First day", required=True),
        day("review_on", "Day it is to be reviewed"),
        day("ends_on", "Last day"),
        Column("hours", "Hours offered", Kind.NUMBER, low=0, high=40, unit="hours a week"),
        coded("reason", "Why", PART_TIME_REASON),
        Column(
            "sen_provision",
            "SEN provision on the day",
            Kind.CODE,
            codes=PROVISION,
            dated_by="starts_on",
        ),
        yes("parent_agreed", "Whether a parent agreed"),
        yes("social_worker_told", "Whether the social worker was told"),
        yes("virtual_school_told", "Whether the virtual school was told"),
    ),
    key=("timetable_id",),
    domain=Domain.EDUCATION,
    who=CLIENT_WHO,
    event="starts_on",
    until="ends_on",
    sheets=("Part-time timetables",),
)

WITHOUT = Table(
    "without_placement",
    "A time in which a child had no placement",
    (
        text("spell_id", "The sender's reference for it", required=True),
        *client(),
        day("starts_on", "First day without a placement", required=True),
        day("ends_on", "Last day without a placement"),
        coded("reason", "Why", WITHOUT_REASON),
        yes("has_plan", "Whether the child has a plan"),
        text("last_school_urn", "URN of the last school"),
        coded("interim", "What is provided meanwhile", INTERIM),
        Column("hours", "Hours provided", Kind.NUMBER, low=0, high=40, unit="hours a week"),
    ),
    key=("spell_id",),
    domain=Domain.EDUCATION,
    who=CLIENT_WHO,
    event="starts_on",
    until="ends_on",
    sheets=("Without a placement", "Children without a placement"),
)
