"""The codes of the attendance register, before and from 19 August 2024."""

from datetime import date

from goldenthread.dataset.sources.shape import Code, CodeList

LAST_OLD = date(2024, 8, 18)
FIRST_NEW = date(2024, 8, 19)

_LASTING = (
    Code("/", "Present in the morning"),
    Code("\\", "Present in the afternoon"),
    Code("L", "Late, before the register closed"),
    Code("B", "At another approved educational activity"),
    Code("D", "At another school where also registered"),
    Code("P", "At a sporting activity"),
    Code("V", "On an educational visit or trip"),
    Code("W", "At work experience"),
    Code("E", "Suspended or excluded, no other provision made"),
    Code("I", "Ill"),
    Code("M", "At a medical or dental appointment"),
    Code("R", "Day of religious observance"),
    Code("S", "Study leave"),
    Code("T", "Parent travelling for work, of a travelling community"),
    Code("G", "Holiday not granted by the school"),
    Code("N", "Reason not yet known"),
    Code("O", "Absent without leave, no other code"),
    Code("U", "Arrived after the register closed"),
    Code("X", "Not of compulsory school age and not required to attend"),
    Code("Z", "Not yet on the register"),
    Code("#", "Planned whole-school closure"),
)
_OLD = (
    Code("C", "Leave granted for another reason, part-time timetables too", until=LAST_OLD),
    Code("H", "Family holiday that was agreed", until=LAST_OLD),
    Code("J", "At an interview", until=LAST_OLD),
    Code("Y", "Could not attend for an exceptional reason", until=LAST_OLD),
)
_NEW = (
    Code("C", "Leave for exceptional circumstances", since=FIRST_NEW),
    Code("C1", "Leave for a regulated performance or employment abroad", since=FIRST_NEW),
    Code("C2", "Leave for a temporary part-time timetable", since=FIRST_NEW),
    Code("J1", "Leave for an interview", since=FIRST_NEW),
    Code("K", "At provision arranged by the local authority", since=FIRST_NEW),
    Code("Q", "No access arrangements made by the local authority", since=FIRST_NEW),
    Code("Y1", "Transport normally provided was not available", since=FIRST_NEW),
    Code("Y2", "Widespread disruption to travel", since=FIRST_NEW),
    Code("Y3", "Part of the school's premises closed", since=FIRST_NEW),
    Code("Y4", "Whole school site unexpectedly closed", since=FIRST_NEW),
    Code("Y5", "In criminal justice detention", since=FIRST_NEW),
    Code("Y6", "Absent under public health guidance or law", since=FIRST_NEW),
    Code("Y7", "Any other unavoidable cause", since=FIRST_NEW),
)

ATTENDANCE = CodeList(
    "Attendance register codes",
    (*_LASTING, *_OLD, *_NEW),
    "The School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), "
    "regulation 10, in force 19 August 2024, its opening read at legislation.gov.uk, the rest as "
    "schools and schoolbusinessservices.co.uk list it; before that date the department's absence "
    "and attendance codes as they were commonly used.",
    complete=False,
)
