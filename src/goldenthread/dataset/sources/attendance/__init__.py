"""Attendance: absences by code, part-time timetables, and children without a placement."""

from goldenthread.dataset.sources.attendance.rules import RULES
from goldenthread.dataset.sources.attendance.tables import ABSENCES, PART_TIME, WITHOUT
from goldenthread.dataset.sources.shape import Source

SOURCE = Source(
    code="attendance",
    words="Attendance, part-time timetables and children without a placement",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(ABSENCES, PART_TIME, WITHOUT),
    rules=RULES,
    read_at="Codes: The School Attendance (Pupil Registration) (England) Regulations 2024, "
    "regulation 10, and what schools used before. What is asked of part-time timetables: the "
    "guidance Working together to improve school attendance, as summarised for us. No national "
    "layout for local authorities' extracts was found: tables, columns and reasons are our own "
    "proposal.",
    fresh_days=45,
)
